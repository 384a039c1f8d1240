//! Runs the program in a folder of its own.

#![allow(dead_code, unreachable_pub, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const NOTICE: &str = "メールアドレスの漏えいについて（お詫び）\n\
    令和6年7月9日 架空商事株式会社\n\n\
    7月8日午後6時40分頃、弊社の講習会の参加者116名に案内を送った際、宛先を「TO」欄に入れたまま送信しました。\
    このため、参加者116名のメールアドレスが漏えいしました。住所は含まれていません。\n\
    現在のところ、悪用されたとの連絡は受けていません。今後、送信前に2名で宛先を確かめます。\n";

/// A temporary folder with pages and a casebook.
pub struct Desk(tempfile::TempDir);

/// What a run gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn casebook(&self) -> PathBuf {
        self.0.path().join("casebook")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The program, in this folder, in English unless told otherwise.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jikenbo"));
        command.args(arguments).current_dir(self.path()).env_remove("JIKENBO_CASEBOOK").env("JIKENBO_LANG", "en");
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).output().unwrap())
    }

    /// The same, where it has to be done without a page left out.
    pub fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// Everything in the casebook, without the moments of entry.
    pub fn export(&self) -> String {
        without_moments(&self.done(&["export"]))
    }
}

pub fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// The text with `entered_at`, `captured_at` and `ended_at` emptied.
pub fn without_moments(text: &str) -> String {
    let mut rest = text;
    let mut cleaned = String::new();
    while let Some(at) = rest.find("_at\":\"") {
        let end = at + "_at\":\"".len();
        cleaned += &rest[..end];
        rest = &rest[end + rest[end..].find('"').unwrap()..];
    }
    cleaned + rest
}

/// A page of many short notices, each of another organisation; no two pages are alike.
pub fn digest(page: usize, notices: usize) -> String {
    let mut text = String::new();
    for n in 0..notices {
        let name = format!("架空{}株式会社", (page * 1_000 + n).to_string().chars().map(kanji).collect::<String>());
        text += &format!(
            "個人情報の漏えいについて　2024/{}/{}　{name}\n\n{name}は、顧客{}名の氏名と住所が漏えいした可能性があると発表した。\
             {}月{}日に不正アクセスを受け、サーバーを停止した。警察に相談している。\n\n",
            n % 12 + 1,
            page % 28 + 1,
            page * 37 + n + 2,
            n % 12 + 1,
            page % 28 + 1,
        );
    }
    text
}

fn kanji(digit: char) -> char {
    ['山', '川', '海', '空', '森', '風', '雪', '星', '花', '月'][digit.to_digit(10).unwrap() as usize]
}

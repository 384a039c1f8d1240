//! `jikenbo demo` as a user meets it: an address within seconds, pages, values that lead to their words, nothing left behind.

#[path = "../../web/tests/common/driver.rs"]
#[allow(dead_code, unreachable_pub, missing_docs)]
mod driver;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Demo {
    program: Child,
    address: String,
    temporary: tempfile::TempDir,
}

impl Demo {
    fn start(arguments: &[&str]) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let began = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_jikenbo"))
            .arg("demo")
            .args(arguments)
            .env("TMPDIR", temporary.path())
            .env_remove("JIKENBO_LANG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(began.elapsed() < Duration::from_secs(15), "the demo took {:?}", began.elapsed());
        let from = line.find("http://127.0.0.1:").unwrap_or_else(|| panic!("no address in {line}"));
        let address = line[from..].split_whitespace().next().unwrap().to_owned();
        Self { program, address, temporary }
    }

    fn get(&self, path: &str) -> String {
        let host = self.address.trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn the_demo_shows_cases_of_every_kind() {
    let demo = Demo::start(&[]);
    let list: serde_json::Value = serde_json::from_str(&demo.get("/cases.json")).unwrap();
    assert!(list["total"].as_u64().unwrap() >= 14, "{list}");
    let text = demo.get("/cases");
    for words in ["ランサムウェア", "医療", "市区町村", "教育", "架空電力サービス"] {
        assert!(text.contains(words), "the list lacks {words}");
    }
    let case: serde_json::Value = serde_json::from_str(&demo.get("/cases/2026-0001.json")).unwrap();
    assert_eq!(case["victims"][0], "架空精機工業株式会社", "{case}");
}

#[cfg(unix)]
#[test]
fn the_temporary_casebook_goes_with_ctrl_c() {
    let mut demo = Demo::start(&["--lang", "en"]);
    assert!(demo.address.ends_with("/?lang=en"), "{}", demo.address);
    assert_eq!(std::fs::read_dir(demo.temporary.path()).unwrap().count(), 1);
    let id = demo.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let status = demo.program.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert_eq!(std::fs::read_dir(demo.temporary.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn a_value_of_the_demo_leads_to_its_words_in_a_browser() {
    let Some(browser) = driver::Browser::start() else { return };
    let demo = Demo::start(&[]);
    browser.open(&demo.address);
    browser.click(".cases a[href='/cases/2026-0001']");
    browser.click("[data-pointer='/victims/0']");
    let lit = "[...document.querySelectorAll('.text mark')].filter(mark => getComputedStyle(mark).boxShadow !== 'none')
        .map(mark => mark.textContent).join('')";
    assert_eq!(browser.look(lit), "架空精機工業株式会社");
}

//! A casebook of a few pages, served for a test, and a client that sends requests as they stand.

#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod driver;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use jikenbo_casebook::{AddPlan, Moment, PageReader, Refusal, Writer, find_files};
use jikenbo_model::{
    Bound, ByteRange, Cause, Consequence, ConsequenceKind, Count, DataItem, DataType, Event, EventType, Found,
    Incident, Page, PartialDate, Realis, Report, Scope, Subject,
};

/// Reads pages and cuts them as the program does, but finds only a few fixed phrases, so that these tests do not hang on the rules.
pub struct Reader;

impl PageReader for Reader {
    fn version(&self) -> u32 {
        1
    }

    fn read(&self, name: &str, bytes: Vec<u8>) -> Result<(Page, Vec<Report>), Refusal> {
        let hint = jikenbo_reading::Hint::of_name(name);
        let reading = jikenbo_reading::read(bytes, &hint, jikenbo_lexicon::Lexicon::full());
        let reading =
            reading.map_err(|error| Refusal { what: error.to_string(), why: String::new(), hint: String::new() })?;
        let (page, mut reports) = (reading.page, reading.reports);
        for report in &mut reports {
            report.incidents = vec![incident(&page.text, report.article.range)];
            report.published_on = None;
        }
        Ok((page, reports))
    }
}

fn incident(text: &str, article: ByteRange) -> Incident {
    let find = |words: &str| {
        let at = text[article.start..article.end].find(words)? + article.start;
        Some(ByteRange::new(at, at + words.len()))
    };
    let mut incident = Incident::default();
    for name in
        ["架空商事株式会社", "架空物産株式会社", "架空商店株式会社", "株式会社<img src=x onerror=alert(2)>架空商店"]
    {
        incident.victims.extend(find(name).map(|at| Found::new(name.to_owned(), at, "test.name")));
    }
    for (words, cause) in [
        ("誤って送信", Cause::Misdelivery),
        ("誤送信", Cause::Misdelivery),
        ("ランサムウェア", Cause::Ransomware),
        ("不正アクセス", Cause::UnauthorizedAccess),
    ] {
        incident.causes.extend(find(words).map(|at| Found::new(cause, at, "test.cause")));
    }
    let realis = if find("おそれ").is_some() { Realis::Possible } else { Realis::Confirmed };
    if let Some(at) = find("漏えいしたこと") {
        let leak = Consequence { kind: ConsequenceKind::DataLeak, realis };
        incident.consequences.push(Found::new(leak, at, "test.leak"));
    }
    for (words, code) in [
        ("氏名", DataType::Name),
        ("メールアドレス", DataType::Email),
        ("クレジットカード番号", DataType::CreditCard),
        ("氏名およびメールアドレス", DataType::Other),
    ] {
        let item = DataItem { code, term: words.to_owned(), realis };
        incident.data_types.extend(find(words).map(|at| Found::new(item, at, "test.data")));
    }
    for (words, value) in [("お客様1,234名", 1_234), ("お客様2,345名", 2_345), ("お客様50名", 50)] {
        let count = Count { value, subject: Subject::Persons, scope: Scope::Own, bound: Bound::Exact, realis };
        if let Some(at) = find(words) {
            incident.headline = Some(incident.counts.len());
            incident.counts.push(Found::new(count, at, "test.count"));
        }
    }
    for (words, kind, year, month, day) in [
        ("2026年5月20日", EventType::Occurred, 2026, 5, 20),
        ("2025年4月1日", EventType::Occurred, 2025, 4, 1),
        ("2025年6月2日", EventType::Detected, 2025, 6, 2),
        ("2025年6月5日", EventType::Reported, 2025, 6, 5),
    ] {
        let date = Some(PartialDate { year, month: Some(month), day: Some(day) });
        let event = Event { kind, date, end: None, time: None };
        incident.events.extend(find(words).map(|at| Found::new(event, at, "test.event")));
    }
    stated(text, article, &mut incident);
    incident
}

/// Lines such as `+ contractor 例示印刷` state a value outright; its words are what follows the name.
fn stated(text: &str, article: ByteRange, incident: &mut Incident) {
    let mut start = article.start;
    for line in text[article.start..article.end].split_inclusive('\n') {
        let from = start;
        start += line.len();
        let Some((name, value)) = line.trim_end().strip_prefix("+ ").and_then(|rest| rest.split_once(' ')) else {
            continue;
        };
        let at = ByteRange::new(from + 3 + name.len(), from + 3 + name.len() + value.len());
        let count = |scope| Count {
            value: value.parse().unwrap(),
            subject: Subject::Persons,
            scope,
            bound: Bound::Exact,
            realis: Realis::Confirmed,
        };
        let mut event = |kind| {
            let parts: Vec<i16> = value.split('-').map(|part| part.parse().unwrap()).collect();
            let date =
                PartialDate { year: parts[0], month: u8::try_from(parts[1]).ok(), day: u8::try_from(parts[2]).ok() };
            let event = Event { kind, date: Some(date), end: None, time: None };
            incident.events.push(Found::new(event, at, "test.stated"));
        };
        match name {
            "detected" => event(EventType::Detected),
            "published" => event(EventType::Published),
            "victim" => incident.victims.push(Found::new(value.to_owned(), at, "test.stated")),
            "contractor" => incident.contractors.push(Found::new(value.to_owned(), at, "test.stated")),
            "own" => incident.counts.push(Found::new(count(Scope::Own), at, "test.stated")),
            "total" => incident.counts.push(Found::new(count(Scope::Total), at, "test.stated")),
            other => panic!("no such name: {other}"),
        }
    }
}

/// A served casebook; it ends with the test.
pub struct Site {
    folder: tempfile::TempDir,
    pub address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

/// An answer taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Site {
    /// Serves a casebook of these pages.
    pub fn of(pages: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in pages {
            let path = folder.path().join("pages").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let casebook = folder.path().join("casebook");
        add(&casebook, &folder.path().join("pages"));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = std::thread::spawn(move || {
            let stopped = async {
                let _ = stopped.await;
            };
            jikenbo_web::serve_until(&casebook, listener, stopped).unwrap();
        });
        Self { folder, address, stop: Some(stop), server: Some(server) }
    }

    /// Adds a page while the casebook is served.
    pub fn add(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join("pages").join(name), bytes).unwrap();
        add(&self.folder.path().join("casebook"), &self.folder.path().join("pages"));
    }

    /// The answer to a plain request for `path`.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// The answer to a form that is sent as a browser sends it from this site, with the secret of `page`.
    pub fn send(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(page).body.split("name=\"token\" value=\"").nth(1).map(|rest| rest[..32].to_owned());
        let token = token.expect("the page has forms");
        self.post(path, &format!("http://{}", self.address), &[&[("token", token.as_str())], fields].concat())
    }

    /// The answer to a form from an origin.
    pub fn post(&self, path: &str, origin: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let body = body.join("&");
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    /// The answer to these bytes.
    pub fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        assert!(!chunked, "answers have a known length");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            let ended = server.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server ends in peace");
        }
    }
}

fn add(casebook: &Path, pages: &Path) {
    let inputs = find_files(&[pages.to_owned()], None);
    let plan = AddPlan { now: Moment::parse("2026-11-24T12:00:00+09:00").unwrap(), largest: 8 << 20, threads: 1 };
    Writer::open(casebook, &Reader).unwrap().add(&inputs.files, plan, &mut |_| {}).unwrap();
}

/// A notice of a mis-sent mail.
pub const MISSENT: &str = "個人情報の漏えいについて

2026年5月22日
架空商事株式会社

2026年5月20日、当社の従業員がメールを誤って送信し、お客様1,234名の氏名およびメールアドレスが漏えいしました。
同日、警察に相談しました。

これは架空の文書です。
";

/// A notice whose title and text try to run scripts and to turn the direction of writing.
pub const HOSTILE: &str = "<script>document.title='owned';alert(1)</script>\u{202E}個人情報の漏えいについて

2025年4月3日
株式会社<img src=x onerror=alert(2)>架空商店

2025年4月1日、メールの誤送信により、お客様50名の氏名<script>document.title='owned';alert(3)</script>が漏えいしました。\"><svg onload=alert(4)> \
</title><script>alert(5)</script> &lt;b&gt; \u{0007}以上のとおりお知らせいたします。
";

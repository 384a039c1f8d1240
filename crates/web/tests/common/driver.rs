//! A browser for tests: headless Chromium behind chromedriver, spoken to in plain WebDriver (JSON over HTTP).
//!
//! In:   addresses, CSS selectors, scripts that look at the page.
//! Out:  texts, clicks, values. `None` instead of a browser, and one line that says so, where none is installed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser with a profile of its own; `None` where chromium or chromedriver is missing.
    pub fn start() -> Option<Self> {
        let has = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success());
        let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| has(name));
        let (Some(chromium), true) = (chromium, has("chromedriver")) else {
            eprintln!("skipped: chromium and chromedriver are missing (apt-get install chromium chromium-driver)");
            return None;
        };
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let binary = std::env::split_paths(&paths).map(|folder| folder.join(chromium)).find(|path| path.is_file());
        let mut driver = Command::new("chromedriver")
            .args(["--port=0", "--log-level=WARNING"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let started = lines.map_while(Result::ok).find_map(|line| {
            let port = line.split("started successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse().ok()
        });
        let profile = tempfile::tempdir().unwrap();
        let mut browser =
            Self { driver, port: started.expect("chromedriver tells its port"), session: String::new(), profile };
        let arguments = [
            "--headless=new",
            // The tests run in containers as root, where Chromium's own sandbox cannot start; they open own pages only.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", browser.profile.path().display()),
        ]
        .map(str::to_owned);
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "unhandledPromptBehavior": "ignore",
            "goog:chromeOptions": {"args": arguments, "binary": binary},
        }}});
        let made = browser.send("POST", "/session", Some(&wanted)).expect("a session can be made");
        browser.session = made["sessionId"].as_str().unwrap().to_owned();
        Some(browser)
    }

    pub fn open(&self, address: &str) {
        self.command("POST", "/url", Some(&json!({ "url": address }))).unwrap();
    }

    pub fn address(&self) -> String {
        self.command("GET", "/url", None).unwrap().as_str().unwrap().to_owned()
    }

    pub fn title(&self) -> String {
        self.command("GET", "/title", None).unwrap().as_str().unwrap().to_owned()
    }

    /// Clicks the first element that fits.
    pub fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.command("POST", &format!("/element/{element}/click"), Some(&json!({}))).unwrap();
    }

    /// The text of the first element that fits, as a reader sees it.
    pub fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        self.command("GET", &format!("/element/{element}/text"), None).unwrap().as_str().unwrap().to_owned()
    }

    /// What an expression about the page gives.
    pub fn look(&self, expression: &str) -> Value {
        let script = json!({"script": format!("return {expression};"), "args": []});
        self.command("POST", "/execute/sync", Some(&script)).unwrap()
    }

    /// Waits until an expression about the page is true: a form that was sent may still be on its way.
    pub fn wait_until(&self, expression: &str) {
        let script = json!({"script": format!("return {expression};"), "args": []});
        for _ in 0..200 {
            if self.command("POST", "/execute/sync", Some(&script)).is_ok_and(|value| value == true) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("not within ten seconds: {expression}, at {}", self.address());
    }

    /// Whether a dialog is open.
    pub fn shows_dialog(&self) -> bool {
        self.command("GET", "/alert/text", None).is_ok()
    }

    /// Makes the browser a phone of this width.
    pub fn be_phone(&self, width: u32) {
        let metrics = json!({"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": true});
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Sets the reader's wish for `light` or `dark` pages.
    pub fn prefer(&self, scheme: &str) {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    fn devtools(&self, command: &str, parameters: &Value) {
        let body = json!({"cmd": command, "params": parameters});
        self.command("POST", "/goog/cdp/execute", Some(&body)).unwrap();
    }

    fn find(&self, selector: &str) -> String {
        let wanted = json!({"using": "css selector", "value": selector});
        let found = self.command("POST", "/element", Some(&wanted));
        let found = found.unwrap_or_else(|error| panic!("{selector} at {}: {error}", self.address()));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        self.send(method, &format!("/session/{}{path}", self.session), body)
    }

    /// One request to chromedriver; its error in words.
    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(90))).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        let mut status = String::new();
        while answer.read_line(&mut line).unwrap() > 2 {
            if status.is_empty() {
                status.clone_from(&line);
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut bytes = vec![0; length];
        answer.read_exact(&mut bytes).unwrap();
        let mut value: Value = serde_json::from_slice(&bytes).unwrap();
        let value = value["value"].take();
        match value.get("error") {
            Some(error) if !status.contains(" 200 ") => Err(format!("{error}: {}", value["message"])),
            _ => Ok(value),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.command("DELETE", "", None);
        }
        let _ = self.driver.kill();
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until && matches!(self.driver.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

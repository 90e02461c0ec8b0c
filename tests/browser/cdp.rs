//! A browser, spoken to over the Chrome DevTools Protocol.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

/// How long anything may take: the machine may be slow and busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Where a browser may be: named by `CHROMIUM`, put into `target/browser` by `.ci/run`, or installed.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let names = ["chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if names.iter().any(|name| path.file_name().is_some_and(|file| file == *name)) {
                return Some(path);
            }
        }
    }
    let paths = env::var_os("PATH")?;
    names.iter().flat_map(|name| env::split_paths(&paths).map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// A running browser with one page.
pub(crate) struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    session: String,
    said: u64,
    /// Addresses that were asked for, and what was complained about, since they were last looked at.
    pub(crate) requests: Vec<String>,
    pub(crate) complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    pub(crate) fn start(program: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{} cannot be started: {error}", program.display()));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned));
        let address = address.unwrap_or_else(|| panic!("{} says no address to talk to it", program.display()));
        // What it goes on to say is nobody's interest, but has to be read.
        std::thread::spawn(move || lines.for_each(drop));
        let host = address.trim_start_matches("ws://").split('/').next().unwrap().to_owned();
        let stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(&address, stream).unwrap_or_else(|error| panic!("{address}: {error}"));
        let (requests, complaints) = (Vec::new(), Vec::new());
        let mut browser = Self { child, socket, session: String::new(), said: 0, requests, complaints, _profile: profile };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}))["targetId"].clone();
        let session = browser.call("Target.attachToTarget", json!({"targetId": target, "flatten": true}));
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        browser
    }

    /// What the browser answers to a command.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        self.said += 1;
        let id = self.said;
        let mut message = json!({"id": id, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = self.session.clone().into();
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let heard = self.hear();
            if heard["id"] == id {
                assert!(heard.get("error").is_none(), "{method}: {heard}");
                return heard["result"].clone();
            }
        }
    }

    /// The next thing the browser says; what it asks for and complains about is kept.
    fn hear(&mut self) -> Value {
        loop {
            let Message::Text(text) = self.socket.read().unwrap_or_else(|error| panic!("the browser is gone: {error}")) else { continue };
            let heard: Value = serde_json::from_str(&text).unwrap();
            let params = &heard["params"];
            match heard["method"].as_str() {
                Some("Network.requestWillBeSent") => self.requests.push(params["request"]["url"].as_str().unwrap_or_default().to_owned()),
                Some("Runtime.exceptionThrown") => self.complaints.push(params["exceptionDetails"].to_string()),
                Some("Log.entryAdded") if params["entry"]["level"] == "error" => self.complaints.push(params["entry"].to_string()),
                Some("Runtime.consoleAPICalled") if params["type"] == "error" => self.complaints.push(params["args"].to_string()),
                _ => {}
            }
            return heard;
        }
    }

    /// Goes to `url`, until it is loaded.
    pub(crate) fn goto(&mut self, url: &str) {
        // What is being loaded is left behind.
        self.call("Page.navigate", json!({"url": "about:blank"}));
        self.until("location.href === 'about:blank' && document.readyState === 'complete'");
        let gone = self.call("Page.navigate", json!({"url": url}));
        assert!(gone.get("errorText").is_none(), "{url}: {gone}");
        self.until("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /// Goes on to `url` from a page of the same site, as a link does; from elsewhere the browser would start a process first.
    pub(crate) fn go_on(&mut self, url: &str) {
        self.value("window.left = true");
        let gone = self.call("Page.navigate", json!({"url": url}));
        assert!(gone.get("errorText").is_none(), "{url}: {gone}");
        self.until("!window.left && document.readyState === 'complete'");
    }

    /// The value of an expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let told = self.call("Runtime.evaluate", json!({"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}));
        assert!(told.get("exceptionDetails").is_none(), "{expression}: {told}");
        told["result"]["value"].clone()
    }

    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression holds. A page that is just being left has no values; that is no failure.
    pub(crate) fn until(&mut self, expression: &str) {
        let begun = Instant::now();
        loop {
            let told = self.call_leniently("Runtime.evaluate", json!({"expression": expression, "returnByValue": true}));
            if told["result"]["result"]["value"] == true {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "it never came to hold: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn call_leniently(&mut self, method: &str, params: Value) -> Value {
        self.said += 1;
        let id = self.said;
        let message = json!({"id": id, "method": method, "params": params, "sessionId": self.session});
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let heard = self.hear();
            if heard["id"] == id {
                return heard;
            }
        }
    }

    /// Types words as a person does who has a Kazakh keyboard.
    pub(crate) fn type_words(&mut self, words: &str) {
        self.call("Input.insertText", json!({"text": words}));
    }

    /// Presses a key: `Enter`, `Tab`, `Escape`, or a letter.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            "Escape" => (27, ""),
            letter => (u32::from(letter.to_uppercase().chars().next().unwrap()), letter),
        };
        let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        self.call("Input.dispatchKeyEvent", json!({"type": kind, "key": key, "text": text, "windowsVirtualKeyCode": code}));
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}));
    }

    /// Clicks on the middle of the first element that fits.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const found = document.querySelector({selector:?}); if (!found) return null; found.scrollIntoView({{block: 'center', behavior: 'instant'}}); \
             const box = found.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ));
        assert!(place.is_array(), "there is no {selector} to click on");
        for kind in ["mousePressed", "mouseReleased"] {
            self.call("Input.dispatchMouseEvent", json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1}));
        }
    }

    pub(crate) fn size(&mut self, width: u32, height: u32) {
        self.call("Emulation.setDeviceMetricsOverride", json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}));
    }

    /// How the page is looked at: on a screen or on paper, light or dark.
    pub(crate) fn media(&mut self, media: &str, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]);
        self.call("Emulation.setEmulatedMedia", json!({"media": media, "features": features}));
    }

    pub(crate) fn script(&mut self, runs: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !runs}));
    }

    /// A picture of what is seen, as PNG in Base64.
    pub(crate) fn picture(&mut self) -> String {
        self.call("Page.captureScreenshot", json!({"format": "png"}))["data"].as_str().unwrap().to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

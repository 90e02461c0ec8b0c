//! The server as its callers meet it: over the network, with bad manners, and when it is told to stop.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::fixture::index;

/// A server on a free port; it is stopped when the test ends.
struct Server {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Server {
    fn start(args: &[&str]) -> Self {
        let folder = index();
        let mut child = command(folder.path()).args(["serve", "--addr", "127.0.0.1:0"]).args(args).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_else(|| panic!("no address in «{line}»")).to_owned();
        Self { child, address, folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        stream
    }

    /// Everything that is answered to `bytes`, until the connection is closed.
    fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses may close before everything is said.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.say(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes())
    }

    fn stop(&mut self) -> Option<i32> {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

#[test]
fn a_server_answers_until_it_is_told_to_stop() {
    let mut server = Server::start(&[]);
    assert!(server.get("/api/v1/health").contains("\"status\":\"ok\""));
    assert!(server.get("/").contains("<!DOCTYPE html>"));
    // A connection that is open and idle does not keep the server from ending.
    let _idle = server.connect();
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn bad_manners_are_answered_or_refused_and_never_fatal() {
    let server = Server::start(&[]);
    let cases: [(&str, Vec<u8>); 12] = [
        ("no HTTP", b"\x16\x03\x01\x02\x00 hello\r\n\r\n".to_vec()),
        ("a huge head", format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "a".repeat(1 << 20)).into_bytes()),
        ("many headers", format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(5000)).into_bytes()),
        ("a body", b"GET /api/v1/acts HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello".to_vec()),
        ("two lengths", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello".to_vec()),
        ("a length and pieces", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n".to_vec()),
        ("a header that goes on", b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\nConnection: close\r\n\r\n".to_vec()),
        ("a name with a space", b"GET / HTTP/1.1\r\nHost : a\r\nConnection: close\r\n\r\n".to_vec()),
        ("another machine", b"GET http://example.kz/act/x HTTP/1.1\r\nHost: example.kz\r\nX-Forwarded-Host: example.kz\r\nConnection: close\r\n\r\n".to_vec()),
        ("a line break in the address", b"GET /api/v1/acts/a%0d%0aSet-Cookie:%20evil=1/export?format=txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec()),
        ("a path out of the tree", b"GET /static/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec()),
        ("bytes that are no text", b"GET /act/\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec()),
    ];
    for (what, bytes) in cases {
        let answer = server.say(&bytes);
        assert!(!answer.contains("HTTP/1.1 5") && !answer.contains("root:"), "{what}: {answer}");
        let head = answer.split("\r\n\r\n").next().unwrap_or_default().to_lowercase();
        assert!(!head.contains("\nset-cookie: evil") && !head.contains("example.kz"), "{what}: {answer}");
        assert!(!answer.contains("/smuggled"), "{what}: {answer}");
        assert!(server.get("/api/v1/health").contains("\"status\":\"ok\""), "alive after {what}");
    }
    // Callers who open connections and say nothing take nobody's place.
    let mut idle = Vec::new();
    while idle.len() < 1_000 {
        // A system that lets a program have few files open ends this sooner.
        let Ok(mut stream) = TcpStream::connect(&server.address) else { break };
        if idle.len() % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
        }
        idle.push(stream);
    }
    assert!(idle.len() > 400, "{} connections", idle.len());
    assert!(server.get("/api/v1/health").contains("\"status\":\"ok\""));
    // Who does not end what he says is sent away.
    let mut slow = idle.swap_remove(0);
    slow.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
    let mut answer = Vec::new();
    let _ = slow.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    drop(idle);
}

#[test]
fn what_is_being_answered_when_it_is_told_to_stop_is_answered_whole() {
    let mut server = Server::start(&[]);
    let address = server.address.clone();
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let callers: Vec<_> = (0..4)
        .map(|_| {
            let (address, asked) = (address.clone(), std::sync::Arc::clone(&asked));
            std::thread::spawn(move || {
                // Until nobody takes a connection any more.
                while let Ok(mut stream) = TcpStream::connect(&address) {
                    stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
                    let request = "GET /api/v1/acts/V1800016354 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                    let mut answer = String::new();
                    if stream.write_all(request.as_bytes()).is_err() || stream.read_to_string(&mut answer).is_err() || answer.is_empty() {
                        break;
                    }
                    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with('}'), "half an answer: {} bytes", answer.len());
                    asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                }
            })
        })
        .collect();
    while asked.load(std::sync::atomic::Ordering::SeqCst) < 8 {
        std::thread::yield_now();
    }
    assert_eq!(server.stop(), Some(0));
    callers.into_iter().for_each(|caller| caller.join().unwrap());
}

#[test]
fn a_running_server_takes_up_an_index_that_is_built_beside_it() {
    let mut server = Server::start(&[]);
    let generation = |server: &Server| {
        let health = server.get("/api/v1/health");
        health.split_once("\"generation\":\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_else(|| panic!("no generation in {health}")).to_owned()
    };
    let is_there = |server: &Server| server.get("/api/v1/acts").contains("new.txt") && server.get("/acts").contains("<code>new</code>");
    let mut known = vec![generation(&server)];
    let new = server.folder.path().join("corpus/new.txt");
    for there in [true, false] {
        if there {
            std::fs::write(&new, crate::generated::act(77)).unwrap()
        } else {
            std::fs::remove_file(&new).unwrap()
        }
        assert_eq!(is_there(&server), !there, "nothing changes before the index does");
        let told = command(server.folder.path()).arg("ingest").output().unwrap();
        assert_eq!(told.status.code(), Some(0), "{told:?}");
        assert_eq!(is_there(&server), there, "the answers of the next request are those of the new index");
        let now = generation(&server);
        assert!(!known.contains(&now), "{now} answered before: {known:?}");
        known.push(now);
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_log_is_a_line_of_json_for_each_thing_that_happens_and_tells_no_question() {
    let folder = index();
    let mut child = command(folder.path()).args(["serve", "--addr", "127.0.0.1:0", "--log", "json"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(|line| {
        let line = line.unwrap();
        serde_json::from_str::<serde_json::Value>(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    });
    let serving = lines.find(|line| line["message"] == "serving").unwrap();
    let address = serving["address"].as_str().unwrap().to_owned();
    assert!(serving["acts"].as_u64() > Some(5) && serving["timestamp"].is_string() && serving["level"] == "INFO", "{serving}");
    let server = Server { child, address, folder };
    for path in ["/api/v1/search?q=secret&limit=1", "/nothing/%22%0Ahere?q=secret", "/act/V1800016354?as_of=2020-02-30"] {
        server.get(path);
    }
    let requests: Vec<serde_json::Value> = lines.by_ref().filter(|line| line["message"] == "request").take(3).collect();
    let told = |at: usize, name: &str| requests[at][name].clone();
    assert_eq!((told(0, "method"), told(0, "path"), told(0, "status")), ("GET".into(), "/api/v1/search".into(), 200.into()));
    assert!(told(0, "bytes").as_u64() > Some(100) && told(0, "ms").as_f64() > Some(0.0), "{requests:?}");
    assert_eq!((told(1, "path"), told(1, "route"), told(1, "status")), ("/nothing/%22%0Ahere".into(), "none".into(), 404.into()));
    assert_eq!((told(2, "route"), told(2, "status")), ("/act/{id}".into(), 400.into()));
    std::fs::write(server.folder.path().join("corpus/new.txt"), crate::generated::act(77)).unwrap();
    let ingested = command(server.folder.path()).args(["ingest", "--log", "json"]).output().unwrap();
    let ingested: Vec<serde_json::Value> = String::from_utf8(ingested.stderr).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let file = ingested.iter().find(|line| line["outcome"] == "read").unwrap_or_else(|| panic!("{ingested:?}"));
    assert!(file["file"].as_str().unwrap().ends_with("new.txt") && file["act"] == "new" && file["problems"].is_u64() && file["ms"].is_number(), "{file}");
    assert!(ingested.iter().any(|line| line["message"] == "ingest done" && line["written"] == true), "{ingested:?}");
    server.get("/api/v1/acts");
    let taken = lines.by_ref().find(|line| line["message"] == "newer index taken up").unwrap();
    assert_ne!(taken["generation"], serving["generation"]);
    assert!(Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success());
    let last: Vec<serde_json::Value> = lines.collect();
    assert!(last.iter().any(|line| line["message"] == "stopped" && line["drained"] == true), "{last:?}");
    assert!(!format!("{requests:?}{last:?}").contains("secret"), "questions are not told");
}

#[test]
fn what_cannot_be_served_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = command(folder.path()).arg("serve").output().unwrap();
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("--corpus"), "{nothing:?}");
    let server = Server::start(&[]);
    let taken = command(server.folder.path()).args(["serve", "--addr", &server.address]).output().unwrap();
    assert_eq!(taken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("--addr"), "{taken:?}");
    let origin = command(folder.path()).args(["serve", "--allow-origin", "https://example.kz/page"]).output().unwrap();
    assert!(String::from_utf8_lossy(&origin.stderr).contains("https://example.kz"), "{origin:?}");
}

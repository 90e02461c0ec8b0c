//! Against a server in this process that plays the portal.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::*;
use crate::source::read_meta;

const PAGE: &str =
    "<!DOCTYPE html><html><body><div class=\"container_alpha slogan\"><h1>Кітапхана ісі туралы</h1></div><article><p>1. Мәтін.</p></article></body></html>";

/// What the portal answers to one path, one after another; the last answer is given again.
type Script = HashMap<&'static str, Vec<String>>;

struct Portal {
    base: String,
    /// The requests, each with its headers in lower case.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Portal {
    fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        // The thread ends with the process: it waits for the next request.
        std::thread::spawn(move || {
            let mut script = script;
            let mut kept = Vec::new();
            for stream in listener.incoming().flatten() {
                kept.extend(serve(stream, &mut script, &log));
            }
        });
        Self { base, asked }
    }

    fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|request| request.split(' ').nth(1).unwrap_or("").to_owned()).collect()
    }
}

/// Answers one request; a connection that gets no answer is handed back, to stay open.
fn serve(mut stream: TcpStream, script: &mut Script, log: &Mutex<Vec<String>>) -> Option<TcpStream> {
    let mut request = String::new();
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    while reader.read_line(&mut request).ok()? > 2 && !request.ends_with("\r\n\r\n") {}
    let path = request.split(' ').nth(1).unwrap_or("").to_owned();
    log.lock().unwrap().push(request);
    let answers = script.entry(Box::leak(path.into_boxed_str())).or_insert_with(|| vec![status(404, "")]);
    let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
    if answer.is_empty() {
        return Some(stream);
    }
    stream.write_all(answer.as_bytes()).ok()?;
    None
}

fn answer(status: u16, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} Said\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}

fn status(status: u16, headers: &str) -> String {
    answer(status, headers, "")
}

fn fetcher(portal: &Portal, corpus: &std::path::Path) -> Fetcher {
    let options =
        Options { portal: portal.base.clone(), delay: Duration::ZERO, timeout: Duration::from_secs(20), ..Options::new(corpus, "2026-11-21".parse().unwrap()) };
    Fetcher::new(options)
}

#[test]
fn a_page_is_fetched_described_and_asked_about_again() {
    let page = answer(200, "ETag: \"a1\"\r\nLast-Modified: Fri, 20 Nov 2026 10:00:00 GMT\r\n", PAGE);
    let changed = answer(200, "ETag: \"a2\"\r\n", &PAGE.replace("Мәтін", "Жаңа мәтін"));
    let portal = Portal::start(HashMap::from([("/kaz/docs/Z050000029_", vec![page, status(304, ""), changed])]));
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    let fetch = |today: &str, again| {
        let mut fetcher = fetcher(&portal, &corpus);
        (fetcher.options.today, fetcher.options.again) = (today.parse().unwrap(), again);
        fetcher.fetch("Z050000029_", Form::Page).unwrap()
    };
    let fetched = fetch("2026-11-21", false);
    assert_eq!((fetched.outcome, fetched.path.file_name().unwrap().to_str()), (Outcome::New, Some("Z050000029_.html")));
    let meta = read_meta(&fetched.path).unwrap().unwrap();
    assert_eq!((meta.id.unwrap().as_str(), meta.title.as_deref()), ("Z050000029_", Some("Кітапхана ісі туралы")));
    assert_eq!((meta.url.unwrap(), meta.retrieved.unwrap().to_string()), (format!("{}/kaz/docs/Z050000029_", portal.base), "2026-11-21".to_owned()));
    assert_eq!(fetch("2026-11-21", false).outcome, Outcome::Known, "a stopped run goes on where it was");
    assert_eq!(portal.paths(), ["/robots.txt", "/kaz/docs/Z050000029_"]);
    let path = source_toml(&corpus);
    fs::write(&path, format!("{}published = \"2005-01-13\"\n", fs::read_to_string(&path).unwrap())).unwrap();
    assert_eq!(fetch("2026-11-22", false).outcome, Outcome::Unchanged);
    let asked = portal.asked.lock().unwrap().last().unwrap().to_lowercase();
    assert!(asked.contains("if-none-match: \"a1\"") && asked.contains("if-modified-since: fri, 20 nov 2026 10:00:00 gmt"), "{asked}");
    assert!(asked.contains("user-agent: tarmaq/"), "{asked}");
    let meta = read_meta(&fetched.path).unwrap().unwrap();
    assert_eq!((meta.retrieved.unwrap().to_string(), meta.etag.as_deref()), ("2026-11-22".to_owned(), Some("\"a1\"")));
    assert_eq!(meta.published.unwrap().to_string(), "2005-01-13", "what a person wrote stays");
    assert_eq!(fetch("2026-11-22", true).outcome, Outcome::Changed);
    assert!(fs::read_to_string(&fetched.path).unwrap().contains("Жаңа мәтін"));
    let names: Vec<_> = fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "no part of a file is left: {names:?}");
}

fn source_toml(corpus: &std::path::Path) -> PathBuf {
    corpus.join("Z050000029_.source.toml")
}

#[test]
fn what_a_portal_may_do_is_told() {
    let moved = |target: &str| status(302, &format!("Location: {target}\r\n"));
    let script = HashMap::from([
        ("/robots.txt", vec![answer(200, "", "User-agent: *\nDisallow: /kaz/docs/V9\n")]),
        ("/kaz/docs/V2", vec![moved("/kaz/docs/V3")]),
        ("/kaz/docs/V3", vec![answer(200, "", PAGE)]),
        ("/kaz/docs/V4", vec![moved("/kaz/docs/V4")]),
        ("/kaz/docs/V5", vec![moved("https://example.kz/")]),
        ("/kaz/docs/V6", vec![moved("/kaz/docs/V9")]),
        ("/kaz/docs/V7", vec![status(503, "Retry-After: 0\r\n"), answer(200, "", PAGE)]),
        ("/kaz/docs/V8", vec![status(500, "")]),
        ("/kaz/docs/V10", vec![answer(200, "", "Техникалық жұмыстар")]),
        ("/kaz/docs/V10/download", vec![answer(200, "", PAGE)]),
        ("/kaz/docs/V11", vec!["HTTP/1.1 200 Said\r\nContent-Length: 900\r\n\r\n<html>".to_owned()]),
        ("/kaz/docs/V12", vec!["rubbish\r\n\r\n".to_owned()]),
    ]);
    let portal = Portal::start(script);
    let folder = tempfile::tempdir().unwrap();
    let mut fetcher = fetcher(&portal, folder.path());
    let cases = [
        ("V1", Form::Page, "has no act V1"),
        ("V2", Form::Page, ""),
        ("V4", Form::Page, "without end"),
        ("V5", Form::Page, "not a page of the same host"),
        ("V6", Form::Page, "robots.txt"),
        ("V7", Form::Page, ""),
        ("V8", Form::Page, "status 500"),
        ("V9", Form::Page, "robots.txt"),
        ("V10", Form::Page, "did not answer with a page"),
        ("V10", Form::Pdf, "did not answer with a PDF"),
        ("V11", Form::Page, "no answer from"),
        ("V12", Form::Page, "no answer from"),
        ("../V1", Form::Page, "no id of an act"),
        ("", Form::Page, "no id of an act"),
        ("V1/../../a", Form::Pdf, "no id of an act"),
    ];
    for (id, form, said) in cases {
        let told = fetcher.fetch(id, form).map(|_| String::new()).unwrap_or_else(|error| error.to_string());
        assert!(if said.is_empty() { told.is_empty() } else { told.contains(said) }, "{id}: {told}");
    }
    let mut names: Vec<String> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["V2.html", "V2.source.toml", "V7.html", "V7.source.toml"], "only what is an act is kept");
    assert!(!portal.paths().iter().any(|path| path == "/kaz/docs/V9"), "what is closed was not asked for");
    assert_eq!(portal.paths().iter().filter(|path| *path == "/robots.txt").count(), 1);
}

#[test]
fn the_pdf_and_the_word_file_are_fetched_where_they_are_asked_for() {
    let script = HashMap::from([
        ("/kaz/docs/V1/download", vec![answer(200, "ETag: \"p\"\r\n", "%PDF-1.4 мәтін"), status(304, "")]),
        ("/kaz/docs/V1/download/docx", vec![answer(200, "Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT\r\n", "PK\u{3}\u{4} мәтін")]),
    ]);
    let portal = Portal::start(script);
    let folder = tempfile::tempdir().unwrap();
    let mut fetcher = fetcher(&portal, folder.path());
    for (form, name, begins) in [(Form::Pdf, "V1-pdf.pdf", &b"%PDF-"[..]), (Form::Docx, "V1-docx.docx", b"PK\x03\x04")] {
        let fetched = fetcher.fetch("V1", form).unwrap();
        assert_eq!((fetched.outcome, fetched.path.file_name().unwrap().to_str()), (Outcome::New, Some(name)));
        assert!(fs::read(&fetched.path).unwrap().starts_with(begins));
        let meta = read_meta(&fetched.path).unwrap().unwrap();
        assert_eq!((meta.id.unwrap().as_str(), meta.retrieved.unwrap().to_string()), ("V1", "2026-11-21".to_owned()), "{name}");
        assert_eq!(fetcher.fetch("V1", form).unwrap().outcome, Outcome::Known);
    }
    fetcher.options.today = "2026-11-22".parse().unwrap();
    assert_eq!(fetcher.fetch("V1", Form::Pdf).unwrap().outcome, Outcome::Unchanged);
    assert_eq!(portal.paths(), ["/robots.txt", "/kaz/docs/V1/download", "/kaz/docs/V1/download/docx", "/kaz/docs/V1/download"]);
}

#[test]
fn between_two_requests_there_is_the_delay_that_is_asked_for() {
    // (what is told by the caller, what by the server, in seconds, the least that lies between two requests)
    for (told, rules, least) in [(200, "User-agent: *\nDisallow:\n", 200), (0, "User-agent: *\nCrawl-delay: 1\n", 1_000)] {
        let portal = Portal::start(HashMap::from([("/robots.txt", vec![answer(200, "", rules)]), ("/kaz/docs/V1", vec![answer(200, "", PAGE)])]));
        let folder = tempfile::tempdir().unwrap();
        let patient = fetcher(&portal, folder.path());
        let mut fetcher = Fetcher::new(Options { delay: Duration::from_millis(told), ..patient.options });
        let begun = Instant::now();
        fetcher.fetch("V1", Form::Page).unwrap();
        // a slow machine takes longer, never less
        assert!(begun.elapsed() >= Duration::from_millis(least), "{:?} for {told} ms and {rules:?}", begun.elapsed());
        assert_eq!(portal.paths().len(), 2);
    }
}

#[test]
fn an_answer_without_end_is_not_kept() {
    let endless = answer(200, "", &" ".repeat(usize::try_from(BYTES_MAX).unwrap() + 1));
    let portal = Portal::start(HashMap::from([("/kaz/docs/V1", vec![endless])]));
    let folder = tempfile::tempdir().unwrap();
    let error = fetcher(&portal, folder.path()).fetch("V1", Form::Page).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let portal = Portal::start(HashMap::from([("/kaz/docs/V1", vec![String::new()])]));
    let folder = tempfile::tempdir().unwrap();
    let slow = fetcher(&portal, folder.path());
    let mut fetcher = Fetcher::new(Options { timeout: Duration::from_millis(300), ..slow.options });
    // A loaded machine may be too slow for the file of rules as well: that is no answer either.
    let error = fetcher.fetch("V1", Form::Page).unwrap_err();
    assert!(matches!(error, Error::NoAnswer { .. }), "{error}");
}

#[test]
fn a_server_in_trouble_is_not_asked_for_acts() {
    let portal = Portal::start(HashMap::from([("/robots.txt", vec![status(500, "")])]));
    let folder = tempfile::tempdir().unwrap();
    let error = fetcher(&portal, folder.path()).fetch("V1", Form::Page).unwrap_err();
    assert!(matches!(error, Error::Refused { status: 500, .. }), "{error}");
    assert_eq!(portal.paths(), ["/robots.txt"]);
}

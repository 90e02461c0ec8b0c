//! The server under load: requests a second and how long they take, at rest and while the corpus is read anew, and what becomes of requests in flight
//! when it is told to stop. Standard library alone: the caller must not be what is measured.
//!
//! `cargo bench --bench load` measures; `TARMAQ=/path/to/tarmaq` measures another program.

// A bench that cannot go on says so by panicking, and prints what it measured.
#![allow(clippy::print_stdout)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

/// Callers at the same time, and how long they ask.
const CALLERS: usize = 8;
const SECONDS: u64 = 10;
/// Copies of the corpus, under other ids: an ingest that is over at once disturbs nobody.
const COPIES: usize = 12;

/// What the callers of one run were told.
#[derive(Default)]
struct Told {
    /// How long each request took.
    took: Vec<Duration>,
    /// The part of it that the search itself took, in milliseconds.
    searching_ms: f64,
    /// Answers that were none.
    failed: usize,
    bytes: usize,
}

fn main() {
    let program = env::var("TARMAQ").ok().or_else(|| option_env!("CARGO_BIN_EXE_tarmaq").map(str::to_owned)).expect("TARMAQ names the program");
    let folder = env::temp_dir().join(format!("tarmaq-load-{}", std::process::id()));
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).expect("a folder for the corpus");
    let texts = copies(&corpus);
    let questions = Arc::new(questions(&texts));
    let run = |args: &[&str]| {
        let mut command = Command::new(&program);
        command.current_dir(&folder).args(args).stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    assert!(run(&["ingest", "--quiet"]).status().expect("tarmaq runs").success(), "the corpus is sound");
    let mut child = run(&["serve", "--addr", "127.0.0.1:0"]).stderr(Stdio::piped()).spawn().expect("tarmaq serves");
    let address = address(&mut child);
    println!("{CALLERS} callers, {} questions of three words, {SECONDS} s each", questions.len());

    let _warm = load(&address, CALLERS, &questions, Duration::from_secs(2), &AtomicBool::new(false));
    let alone = load(&address, 1, &questions, Duration::from_secs(SECONDS), &AtomicBool::new(false));
    tell("one caller", &alone);
    let rest = load(&address, CALLERS, &questions, Duration::from_secs(SECONDS), &AtomicBool::new(false));
    tell("at rest", &rest);

    // The same while the corpus changes and is read anew, again and again.
    let over = Arc::new(AtomicBool::new(false));
    let ingests = thread::spawn({
        let (over, program, folder) = (Arc::clone(&over), program.clone(), folder.clone());
        move || {
            let mut done = 0;
            while !over.load(Ordering::Relaxed) {
                done += 1;
                let text = format!("{}\n{done}. Жүктеме тармағы {done}.\n", fs::read_to_string(folder.join("corpus/V1800016354.txt")).unwrap_or_default());
                fs::write(folder.join("corpus/load.txt"), text).expect("the corpus can be written");
                let status = Command::new(&program).current_dir(&folder).args(["ingest", "--quiet"]).stdout(Stdio::null()).status();
                assert!(status.expect("tarmaq runs").success(), "the corpus is sound");
            }
            done
        }
    });
    let busy = load(&address, CALLERS, &questions, Duration::from_secs(SECONDS), &AtomicBool::new(false));
    over.store(true, Ordering::Relaxed);
    let ingests = ingests.join().expect("the ingest ends");
    tell(&format!("while {ingests} ingests ran"), &busy);
    println!("p99 while ingesting is {:.1} times that at rest", quantile(&busy, 0.99).as_secs_f64() / quantile(&rest, 0.99).as_secs_f64());

    // What is in flight when the server is told to stop is answered.
    let stopping = Arc::new(AtomicBool::new(false));
    let stopper = thread::spawn({
        let (id, stopping) = (child.id().to_string(), Arc::clone(&stopping));
        move || {
            thread::sleep(Duration::from_millis(700));
            stopping.store(true, Ordering::SeqCst);
            assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        }
    });
    let last = load(&address, CALLERS, &questions, Duration::from_secs(SECONDS), &stopping);
    stopper.join().expect("it was told to stop");
    let code = child.wait().expect("it ends").code();
    println!("told to stop after 0.7 s: {} requests answered, {} broken off, exit code {code:?}", last.took.len(), last.failed);
    fs::remove_dir_all(&folder).expect("the folder is ours");
    assert_eq!((rest.failed, busy.failed, last.failed, code), (0, 0, 0, Some(0)), "every request is answered");
}

/// Puts copies of the acts of the corpus into `corpus`, and gives their texts.
fn copies(corpus: &Path) -> Vec<String> {
    let root = option_env!("CARGO_MANIFEST_DIR").map_or_else(|| env::current_dir().expect("a folder to stand in"), PathBuf::from);
    let mut texts = Vec::new();
    for entry in fs::read_dir(root.join("corpus")).expect("the corpus").map_while(Result::ok) {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        fs::write(corpus.join(format!("{stem}.txt")), &text).expect("a copy");
        for copy in 0..COPIES {
            let name = format!("{stem}-{copy}");
            fs::write(corpus.join(format!("{name}.txt")), &text).expect("a copy");
            fs::write(corpus.join(format!("{name}.source.toml")), format!("id = \"{name}\"\n")).expect("a copy");
        }
        texts.push(text);
    }
    texts
}

/// Three words that stand near one another in a text, as they stand in an address.
fn questions(texts: &[String]) -> Vec<String> {
    let words: Vec<&str> =
        texts.iter().flat_map(|text| text.split_whitespace()).filter(|word| word.chars().count() > 4 && word.chars().all(char::is_alphabetic)).collect();
    let encoded = |words: &[&str]| words.join(" ").bytes().map(|byte| format!("%{byte:02X}")).collect();
    words.chunks_exact(3).step_by((words.len() / 3 / 200).max(1)).map(encoded).collect()
}

fn address(child: &mut Child) -> String {
    let mut lines = BufReader::new(child.stderr.take().expect("it was asked for")).lines().map_while(Result::ok);
    let address = lines.find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned())).expect("the server tells its address");
    thread::spawn(move || lines.for_each(drop));
    address
}

/// All callers ask for `time`, each on a connection of its own; after `stopping` a connection that is closed between answers is no failure.
fn load(address: &str, callers: usize, questions: &Arc<Vec<String>>, time: Duration, stopping: &AtomicBool) -> Told {
    let barrier = Barrier::new(callers);
    let mut all = Told::default();
    thread::scope(|scope| {
        let asking: Vec<_> = (0..callers)
            .map(|caller| {
                let barrier = &barrier;
                scope.spawn(move || {
                    let mut told = Told::default();
                    let mut stream = connect(address).expect("the server takes connections");
                    barrier.wait();
                    let begun = Instant::now();
                    let mut at = caller * 7919;
                    while begun.elapsed() < time {
                        at += 1;
                        let asked = Instant::now();
                        match ask(&mut stream, &questions[at % questions.len()]) {
                            Answer::Given { searching_ms, bytes } => {
                                told.took.push(asked.elapsed());
                                told.searching_ms += searching_ms;
                                told.bytes += bytes;
                            }
                            Answer::Closed if stopping.load(Ordering::SeqCst) => break,
                            Answer::Closed | Answer::Broken => told.failed += 1,
                        }
                    }
                    told
                })
            })
            .collect();
        for caller in asking {
            let told = caller.join().expect("a caller ends");
            all.took.extend(told.took);
            all.searching_ms += told.searching_ms;
            all.failed += told.failed;
            all.bytes += told.bytes;
        }
    });
    all.took.sort_unstable();
    all
}

fn connect(address: &str) -> Option<BufReader<TcpStream>> {
    let stream = TcpStream::connect(address).ok()?;
    stream.set_nodelay(true).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    Some(BufReader::new(stream))
}

enum Answer {
    Given {
        searching_ms: f64,
        bytes: usize,
    },
    /// The connection was closed before a byte of the answer.
    Closed,
    /// An answer that is no answer, or half of one.
    Broken,
}

fn ask(stream: &mut BufReader<TcpStream>, question: &str) -> Answer {
    let request = format!("GET /api/v1/search?q={question} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    if stream.get_mut().write_all(request.as_bytes()).is_err() {
        return Answer::Closed;
    }
    let (mut length, mut line, mut first) = (None, String::new(), true);
    loop {
        line.clear();
        match stream.read_line(&mut line) {
            Ok(0) | Err(_) => return if first { Answer::Closed } else { Answer::Broken },
            Ok(_) => {}
        }
        if first && !line.starts_with("HTTP/1.1 200") {
            return Answer::Broken;
        }
        first = false;
        let header = line.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        length = header.strip_prefix("content-length:").and_then(|length| length.trim().parse().ok()).or(length);
    }
    let Some(length) = length else { return Answer::Broken };
    let mut body = vec![0; length];
    if stream.read_exact(&mut body).is_err() {
        return Answer::Broken;
    }
    let body = String::from_utf8_lossy(&body);
    let took = body.split("\"took_ms\":").nth(1).and_then(|rest| rest.split([',', '}']).next()).and_then(|took| took.parse().ok());
    took.map_or(Answer::Broken, |searching_ms| Answer::Given { searching_ms, bytes: length })
}

fn quantile(told: &Told, part: f64) -> Duration {
    let at = (told.took.len() as f64 * part) as usize;
    told.took.get(at.min(told.took.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn tell(what: &str, told: &Told) {
    let whole: f64 = told.took.iter().map(Duration::as_secs_f64).sum::<f64>() * 1e3;
    println!(
        "{what}: {:.0} requests/s, median {:.1} ms, p99 {:.1} ms, {} failed, {:.0} kB an answer; the search itself is {:.0} % of a request as the caller sees it",
        told.took.len() as f64 / SECONDS as f64,
        quantile(told, 0.5).as_secs_f64() * 1e3,
        quantile(told, 0.99).as_secs_f64() * 1e3,
        told.failed,
        told.bytes as f64 / told.took.len().max(1) as f64 / 1e3,
        told.searching_ms / whole * 100.0,
    );
}

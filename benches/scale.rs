//! Size: how long a corpus of made-up acts takes from its files to an index, what that takes of memory and of the disk, how quickly it answers,
//! and how all of this grows.
//!
//! ```sh
//! cargo bench --bench scale -- write FOLDER ACTS [SEED]     # the texts alone, a thousand to a folder
//! cargo bench --bench scale -- run 1000 10000 100000        # everything, one size after the other; prints the table, writes benches/scale.svg
//! cargo bench --bench scale -- passages 1000000             # passages of some words each: memory and time of an ingest
//! ```
//!
//! `SCALE_DIR` names the folder everything is written to (the system's for temporary files), `TARMAQ` the program (the one that was built with the
//! bench), `SCALE_KEEP=1` leaves the texts and the index lying there. Every run asserts what it made: as many acts as were written, and of a part of
//! them every provision and every change on its day. A run that gives something else panics.

// A bench that cannot go on says so by panicking, and prints what it measured.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod made_up;
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use made_up::{Chance, GROUP, Phrases, Truth};
use tarmaq::index::Index;
use tarmaq::query::{Question, search};

const SEED: u64 = 7;
/// Questions of each kind.
const QUESTIONS: usize = 300;

fn main() {
    // Cargo adds a word of its own.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let number = |arg: &String| arg.parse::<usize>().unwrap_or_else(|_| panic!("{arg} is no number"));
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder, ..] if args.len() > 2 => {
            let truth = made_up::write(Path::new(folder), args.get(3).map_or(SEED, |seed| number(seed) as u64), number(&args[2])).unwrap();
            println!("{} acts, {} bytes, {} provisions, {} changes", truth.acts, truth.bytes, truth.addresses, truth.changes);
        }
        ["run", ..] if args.len() > 1 => {
            let measured: Vec<Measured> = args[1..].iter().map(|acts| run(number(acts))).collect();
            println!("\n{}", table(&measured));
            let svg = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scale.svg");
            fs::write(&svg, picture::svg(&measured)).unwrap();
            println!("{}", svg.display());
        }
        ["passages", ..] if args.len() > 1 => passages(number(&args[1])),
        // `cargo bench` without words of its own takes all benches: a small one, to see that it works.
        _ => println!("{}", table(&[run(GROUP * 10)])),
    }
}

/// What was measured at one size.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) acts: usize,
    bytes: u64,
    units: usize,
    pub(crate) ingest: Spent,
    unchanged: Spent,
    one_percent: Spent,
    pub(crate) index_bytes: u64,
    open: Duration,
    first_of_a_process: Duration,
    pub(crate) words: Times,
    addresses: Times,
    facts: usize,
}

/// What a program took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spent {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) memory_bytes: u64,
}

/// The middle one of many, and the ninety-ninth of a hundred.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    median: Duration,
    pub(crate) p99: Duration,
}

impl Times {
    fn of(mut all: Vec<Duration>) -> Self {
        all.sort();
        Self { median: all[all.len() / 2], p99: all[(all.len() * 99 / 100).min(all.len() - 1)] }
    }
}

fn folder() -> PathBuf {
    std::env::var_os("SCALE_DIR").map_or_else(std::env::temp_dir, PathBuf::from)
}

fn program() -> String {
    std::env::var("TARMAQ").ok().or_else(|| option_env!("CARGO_BIN_EXE_tarmaq").map(str::to_owned)).expect("TARMAQ names the program")
}

/// A folder that goes when the run is over.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let place = folder().join(format!("tarmaq-scale-{name}"));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).unwrap();
        Self(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if std::env::var_os("SCALE_KEEP").is_none() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

fn run(acts: usize) -> Measured {
    let place = Place::new(&acts.to_string());
    let truth = made_up::write(&place.0.join("corpus"), SEED, acts).unwrap();
    println!("{} acts, {} MB, {} changes", truth.acts, truth.bytes / 1_000_000, truth.changes);
    let ingest = ingest(&place.0, &truth);
    println!("ingest: {ingest:.1?}");
    let index = place.0.join("index");
    let (open, words, addresses, units, facts) = asked(&index, &truth);
    let first_of_a_process = (0..5).map(|_| first(&place.0, &truth)).min().unwrap();
    println!("open {open:.1?}, words {words:.1?}, addresses {addresses:.1?}, first of a process {first_of_a_process:.1?}, {facts} facts");
    let index_bytes = size(&index);
    let unchanged = self::ingest(&place.0, &truth);
    println!("unchanged: {unchanged:.1?}");
    change(&truth, 100);
    let one_percent = self::ingest(&place.0, &truth);
    println!("one in a hundred changed: {one_percent:.1?}");
    let after = Index::open(&index).unwrap();
    assert_eq!(after.acts().len(), acts, "no act is lost");
    Measured { acts, bytes: truth.bytes, units, ingest, unchanged, one_percent, index_bytes, open, first_of_a_process, words, addresses, facts }
}

/// Runs `tarmaq ingest` over the corpus, and asserts what it says of it.
fn ingest(place: &Path, truth: &Truth) -> Spent {
    let mut command = Command::new(program());
    command.current_dir(place).args(["ingest", "--json"]).args(&truth.folders);
    let (spent, told) = spent(command);
    let told: serde_json::Value = serde_json::from_str(&told).expect("an ingest tells JSON");
    assert_eq!(told["acts"], truth.acts, "every act is indexed");
    spent
}

/// Runs a program to its end, and tells what it took and what it said. Memory is the most of its own that it was seen to have; pages of files that are
/// mapped are the system's, which takes them back when others need them.
fn spent(mut command: Command) -> (Spent, String) {
    let told = tempfile::NamedTempFile::new().unwrap();
    let before = children_cpu();
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(told.reopen().unwrap()).spawn().unwrap();
    let mut memory_bytes = 0;
    let status = loop {
        let known = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = known.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
        memory_bytes = memory_bytes.max(most.unwrap_or(0) * 1024);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let wall = begun.elapsed();
    assert!(status.success(), "{command:?} ended with {status}");
    (Spent { wall, cpu: children_cpu() - before, memory_bytes }, fs::read_to_string(told.path()).unwrap())
}

/// Processor time of all programs that were run to their end.
fn children_cpu() -> Duration {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<u64> = told.rsplit(") ").next().unwrap_or_default().split(' ').map(|field| field.parse().unwrap_or(0)).collect();
    // cutime and cstime, in hundredths of a second
    fields.get(13..15).map_or(Duration::ZERO, |fields| Duration::from_millis(10 * (fields[0] + fields[1])))
}

/// Opens the index, compares it with what is true, and asks it.
fn asked(index: &Path, truth: &Truth) -> (Duration, Times, Times, usize, usize) {
    let begun = Instant::now();
    let index = Index::open(index).unwrap();
    let open = begun.elapsed();
    let phrases = Phrases::of_corpus();
    let mut chance = Chance::new(3);
    let groups = truth.acts / GROUP;
    let some: Vec<_> = (0..groups.min(20)).flat_map(|_| made_up::group(&phrases, SEED, chance.below(groups))).collect();
    let facts = made_up::verify(&index, &some);
    let mut words = Vec::new();
    let mut addresses = Vec::new();
    for at in 0..QUESTIONS {
        let act = &some[at % some.len()];
        // No words are left to ask for of a line that is damaged letter by letter, and those of a page are not all of the act.
        let words_of = |line: &'_ str| {
            line.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3 && !word.is_ascii()).map(str::to_owned).collect::<Vec<_>>()
        };
        let clauses: Vec<Vec<String>> = act.text.lines().map(words_of).filter(|words| words.len() > 3).collect();
        let clause = &clauses[chance.below(clauses.len())];
        let from = chance.below(clause.len() - 3);
        let asked = clause[from..from + 3].join(" ");
        words.push(time(&index, &asked));
        addresses.push(time(&index, &act.truth.addresses[chance.below(act.truth.addresses.len())]));
    }
    (open, Times::of(words), Times::of(addresses), index.manifest().units, facts)
}

fn time(index: &Index, asked: &str) -> Duration {
    let question = Question { text: asked.to_owned(), ..Question::default() };
    let begun = Instant::now();
    let answer = search(index, &question).unwrap();
    let took = begun.elapsed();
    assert!(!answer.hits.is_empty(), "{asked} stands in the corpus");
    took
}

/// A question in a process of its own, from nothing to the answer, without looking at the sources.
fn first(place: &Path, truth: &Truth) -> Duration {
    let mut command = Command::new(program());
    command.current_dir(place).args(["search", "--quiet", "көрсетілетін қызметті алушы", "--index", "index", "--corpus"]).arg(&truth.folders[0]);
    spent(command).0.wall
}

/// Puts another word into one file of `every`.
fn change(truth: &Truth, every: usize) {
    for folder in &truth.folders {
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().step_by(every) {
            let text = fs::read_to_string(file).unwrap();
            fs::write(file, text.replacen(" және ", " және тағы ", 1)).unwrap();
        }
    }
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| if entry.file_type().unwrap().is_dir() { size(&entry.path()) } else { entry.metadata().unwrap().len() }).sum()
}

/// Passages of some words each, as many as `count`, in files of a thousand.
fn passages(count: usize) {
    let place = Place::new("passages");
    let corpus = place.0.join("corpus");
    fs::create_dir_all(&corpus).unwrap();
    let phrases = Phrases::of_corpus();
    let mut chance = Chance::new(SEED);
    for file in 0..count / 1_000 {
        let mut text = format!("Анықтама {file}\n\n");
        for at in 1..=1_000 {
            text += &format!("      {at}. {}.\n", phrases.sentence(&mut chance, 160));
        }
        fs::write(corpus.join(format!("p{file:05}.txt")), text).unwrap();
    }
    let bytes = size(&corpus);
    let mut command = Command::new(program());
    command.current_dir(&place.0).args(["ingest", "--quiet"]);
    let (spent, _) = spent(command);
    let index = Index::open(&place.0.join("index")).unwrap();
    assert!(index.manifest().units >= count, "{} units", index.manifest().units);
    let index_bytes = size(&place.0.join("index"));
    println!(
        "{count} passages, {} MB: {:.1} s of processor time, {:.1} s, {} MB of memory, index {:.2} of the text",
        bytes / 1_000_000,
        spent.cpu.as_secs_f64(),
        spent.wall.as_secs_f64(),
        spent.memory_bytes / 1_000_000,
        index_bytes as f64 / bytes as f64
    );
}

fn table(measured: &[Measured]) -> String {
    type Cell<'m> = &'m dyn Fn(&Measured) -> String;
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1_000.0);
    let s = |time: Duration| format!("{:.1} s", time.as_secs_f64());
    let mb = |bytes: u64| format!("{} MB", bytes / 1_000_000);
    let per_act = |one: &Measured| one.ingest.cpu.as_secs_f64() * 1_000.0 / one.acts as f64;
    let first = per_act(&measured[0]);
    let rows: [(&str, Cell<'_>); 16] = [
        ("text", &|one| mb(one.bytes)),
        ("units", &|one| one.units.to_string()),
        ("ingest: processor time", &|one| s(one.ingest.cpu)),
        ("ingest: by the clock", &|one| s(one.ingest.wall)),
        ("ingest: text a second of a core", &|one| format!("{:.1} MB", one.bytes as f64 / 1e6 / one.ingest.cpu.as_secs_f64())),
        ("ingest: an act", &|one| format!("{:.2} ms ({:.2} times)", per_act(one), per_act(one) / first)),
        ("ingest: most memory", &|one| mb(one.ingest.memory_bytes)),
        ("again, nothing changed: processor time", &|one| s(one.unchanged.cpu)),
        ("again, 1 % changed: processor time", &|one| s(one.one_percent.cpu)),
        ("again, 1 % changed: most memory", &|one| mb(one.one_percent.memory_bytes)),
        ("index", &|one| format!("{} ({:.2} of the text)", mb(one.index_bytes), one.index_bytes as f64 / one.bytes as f64)),
        ("open", &|one| ms(one.open)),
        ("first search of a process", &|one| ms(one.first_of_a_process)),
        ("search of three words: median", &|one| ms(one.words.median)),
        ("search of three words: p99", &|one| ms(one.words.p99)),
        ("an address: p99", &|one| ms(one.addresses.p99)),
    ];
    let mut table = format!("| |{}\n|---|{}\n", measured.iter().map(|one| format!(" {} acts |", one.acts)).collect::<String>(), "---|".repeat(measured.len()));
    for (name, cell) in rows {
        table += &format!("| {name} |{}\n", measured.iter().map(|one| format!(" {} |", cell(one))).collect::<String>());
    }
    table + &format!("\n{} facts compared at the largest size.\n", measured.last().map_or(0, |one| one.facts))
}

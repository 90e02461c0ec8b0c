//! Tarmaq beside bare tantivy and SQLite FTS5: the same passages, the same questions, one run.
//!
//! `tarmaq-peers [PASSAGES] [FOLDER]`, and `tarmaq-peers ask [PASSAGES] [FOLDER]` of what an earlier run left there; `benches/README.md` tells what the
//! tables say. Memory and processor time are read from `/proc`: Linux alone.

mod engines;
mod passages;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use engines::{ENGINES, Engine, Kind, Query, SAME_INDEX, WORDS_ALONE};
use passages::{Dice, Words};

/// Questions of each kind.
const QUESTIONS: usize = 100;
/// Each is asked so often, all engines in turn; its time is the median.
const ROUNDS: usize = 5;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [build, engine, count, folder] = arguments.as_slice()
        && build == "build"
    {
        return engines::build(engine, &words()?, count.parse()?, Path::new(folder));
    }
    let (built, arguments) = arguments.split_first().filter(|(first, _)| *first == "ask").map_or((false, &arguments[..]), |(_, rest)| (true, rest));
    let count: usize = arguments.first().map_or(Ok(1_000_000), |count| count.parse())?;
    let folder = arguments.get(1).map_or_else(|| std::env::temp_dir().join("tarmaq-peers"), PathBuf::from);
    let words = words()?;
    if !built {
        build_all(&words, count, &folder)?;
    }
    let same_terms = ENGINES.iter().chain(&[SAME_INDEX, WORDS_ALONE]);
    let mut engines = same_terms.map(|name| engines::open(name, &folder)).collect::<Result<Vec<_>, _>>()?;
    let mut dice = Dice(7);
    for kind in Kind::ALL {
        let queries: Vec<Query> = (0..QUESTIONS).map(|_| Query::from(kind, &words.passage(dice.roll(count)), &mut dice)).collect();
        ask_all(kind, &queries, &mut engines)?;
    }
    Ok(())
}

/// Makes the passages, and lets each build its index of them in a process of its own.
fn build_all(words: &Words, count: usize, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let bytes: usize = (0..count).map(|number| words.passage(number).len()).sum();
    println!("{count} passages, {} MB\n", bytes / 1_000_000);
    engines::write_acts(words, count, folder)?;

    println!("| engine | passages a CPU second | seconds | memory | of its own | size, of the text |");
    println!("|---|---|---|---|---|---|");
    for name in ENGINES {
        let begun = Instant::now();
        let mut building = Command::new(std::env::current_exe()?);
        let child = building.args(["build", name, &count.to_string()]).arg(folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let watched = child.id();
        let watch = std::thread::spawn(move || most_of_its_own(watched));
        let made = child.wait_with_output()?;
        let own = watch.join().map_err(|_| "the watch over the memory failed")?;
        if !made.status.success() {
            return Err(format!("{name}: {}", String::from_utf8_lossy(&made.stderr)).into());
        }
        let told = String::from_utf8(made.stdout)?;
        let (cpu, memory) = told.trim().split_once(' ').ok_or("a build tells its time and its memory")?;
        let (cpu, seconds): (f64, f64) = (cpu.parse()?, begun.elapsed().as_secs_f64());
        let size = size_of(&folder.join(name))? as f64 / bytes as f64;
        println!("| {name} | {:.0} | {seconds:.0} | {memory} MB | {own} MB | {size:.2} |", count as f64 / cpu);
    }
    Ok(())
}

/// The most memory of its own, in megabytes, that a process was seen to have until its end. Pages of files that are mapped are the system's, which takes
/// them back when others need them.
fn most_of_its_own(process: u32) -> u64 {
    let own = || {
        let told = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        told.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok())
    };
    let mut most = 0;
    // A process that has ended has no memory any more.
    while let Some(kilobytes) = own() {
        most = most.max(kilobytes);
        std::thread::sleep(Duration::from_millis(5));
    }
    most / 1000
}

fn words() -> Result<Words, Failure> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    Ok(Words::of(&corpus)?)
}

/// Asks everybody everything, in turn, and tells how long it took.
fn ask_all(kind: Kind, queries: &[Query], engines: &mut [Box<dyn Engine>]) -> Result<(), Failure> {
    let mut times = vec![vec![Vec::new(); queries.len()]; engines.len()];
    let mut of_passages = times.clone();
    for _ in 0..ROUNDS {
        for (at, query) in queries.iter().enumerate() {
            for ((engine, times), passages) in engines.iter_mut().zip(&mut times).zip(&mut of_passages).filter(|((engine, _), _)| engine.answers(kind)) {
                let begun = Instant::now();
                let alone = engine.ask(query)?;
                times[at].push(microseconds(begun.elapsed()));
                passages[at].extend(alone.map(microseconds));
            }
        }
    }
    println!(
        "\n{kind:?}, microseconds\n\n| engine | p50 | p95 | p99 | hits as tantivy over the stems of the passages | over the index of Tarmaq |\n|---|---|---|---|---|---|"
    );
    let mut counts = |at: usize| queries.iter().map(|query| engines[at].count(query)).collect::<Result<Vec<_>, _>>();
    let (of_stems, of_units) = (counts(1)?, counts(ENGINES.len())?);
    for (engine, times) in engines.iter_mut().zip(&mut times).filter(|(engine, _)| engine.answers(kind)) {
        let [half, most, nearly_all] = percentiles(times);
        let counts: Vec<Option<usize>> = queries.iter().map(|query| engine.count(query)).collect::<Result<_, _>>()?;
        let same = |meant: &[Option<usize>]| counts.iter().zip(meant).filter(|(one, other)| one == other).count();
        let [passages, units] = [&of_stems, &of_units].map(|meant| same(meant));
        println!("| {} | {half:.0} | {most:.0} | {nearly_all:.0} | {passages} of {} | {units} |", engine.name(), queries.len());
    }
    let are_told = |times: &[Vec<f64>]| times.iter().all(|times| !times.is_empty());
    for (engine, times) in engines.iter().zip(&mut of_passages).filter(|(_, times)| are_told(times)) {
        let [half, most, nearly_all] = percentiles(times);
        println!("| {}: the passages alone, once they are found | {half:.0} | {most:.0} | {nearly_all:.0} | | |", engine.name());
    }
    Ok(())
}

fn microseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// The 50th, 95th and 99th percentile of some questions, each of which takes the median of the `times` it was asked.
fn percentiles(times: &mut [Vec<f64>]) -> [f64; 3] {
    let mut each: Vec<f64> = times.iter_mut().map(|times| percentile(times, 50)).collect();
    [50, 95, 99].map(|share| percentile(&mut each, share))
}

fn percentile(values: &mut [f64], share: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * share / 100).min(values.len() - 1)]
}

fn size_of(path: &Path) -> std::io::Result<u64> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_dir() {
        return Ok(metadata.len());
    }
    fs::read_dir(path)?.map(|entry| size_of(&entry?.path())).sum()
}

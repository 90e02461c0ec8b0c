//! Kill −9 at random moments, one run after the other, over what the last one left.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use tarmaq::index;
use tarmaq::ingest::{Silent, ingest};

use super::super::generated::{Chance, Place};
use super::{answers, note};

/// How often a run is killed: `TARMAQ_KILLS` times, 200 when it is not told.
fn kills() -> usize {
    std::env::var("TARMAQ_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// Two corpora, so that both cores are at work. Each run begins on what the killed ones before it left; every tenth is let through, and must repair all.
#[test]
fn no_act_is_lost_however_often_runs_are_killed() {
    let kills = kills();
    let recovered = Mutex::new(Vec::new());
    let landed = Mutex::new(0);
    let started = Instant::now();
    thread::scope(|scope| {
        for half in 0..2 {
            let (recovered, landed) = (&recovered, &landed);
            scope.spawn(move || {
                let place = Place::new(16);
                ingest(&place.options(), &Silent).unwrap();
                let before = answers(&place.index).unwrap();
                let begun = Instant::now();
                assert_eq!(place.run(&["ingest", "--force", "-q"]).0, Some(0));
                let whole = usize::try_from(begun.elapsed().as_micros()).unwrap();
                let mut chance = Chance::new(17 + half);
                let (mut kill, mut here) = (0, 0);
                // A run that was done before it was killed counts for nothing.
                while here < kills / 2 && kill < 2 * kills {
                    kill += 1;
                    // A third of the moments lie where the index is committed and the pointer changed.
                    let wait = if kill % 3 == 0 { whole - whole / 4 + chance.below(whole / 4) } else { chance.below(whole) };
                    let mut child = place.start(&["ingest", "--force", "-q"]);
                    thread::sleep(Duration::from_micros(wait as u64));
                    child.kill().unwrap();
                    here += usize::from(child.wait().unwrap().code().is_none());
                    // A long run takes half an hour: whoever stops it knows how far it came without a loss.
                    if kill % 100 == 0 {
                        eprintln!("kill −9: {here} of {} so far, nothing lost, after {:.0} s", kills / 2, started.elapsed().as_secs_f64());
                    }
                    assert_eq!(answers(&place.index).unwrap(), before, "killed after {wait} µs");
                    if kill % 10 == 9 {
                        let begun = Instant::now();
                        let report = ingest(&place.options(), &Silent).unwrap();
                        recovered.lock().unwrap().push(begun.elapsed());
                        assert_eq!(report.acts, 16);
                        assert!(place.is_sound(), "killed after {wait} µs");
                    }
                }
                *landed.lock().unwrap() += here;
            });
        }
    });
    let (landed, recovered) = (landed.into_inner().unwrap(), recovered.into_inner().unwrap());
    assert!(landed * 2 > kills, "only {landed} of {kills} runs were killed before they were done");
    note("kill −9 at a random moment", landed, "no act", recovered.iter().max().copied());
}

#[test]
fn a_first_run_that_is_killed_leaves_no_index_and_nothing_in_the_way() {
    let mut chance = Chance::new(3);
    let place = Place::new(20);
    let mut longest = Duration::ZERO;
    for _ in 0..10 {
        let mut child = place.start(&["ingest", "-q"]);
        thread::sleep(Duration::from_millis(chance.below(60) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(matches!(answers(&place.index), Err(index::Error::Missing { .. }) | Ok((20, _))));
        let begun = Instant::now();
        assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 20);
        longest = longest.max(begun.elapsed());
        assert!(place.is_sound());
        std::fs::remove_dir_all(&place.index).unwrap();
    }
    note("kill −9 of the very first run", 10, "nothing", Some(longest));
}

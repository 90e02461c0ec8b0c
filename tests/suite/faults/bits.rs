//! One bit that is flipped, in every file of an index.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tarmaq::index::Index;
use tarmaq::ingest::{Silent, check, ingest};
use tarmaq::query::{Question, search, show};

use super::super::generated::{Chance, Place};
use super::note;

/// Places in each file.
const PLACES: usize = 8;

/// What some questions come to; or what is wrong with the index.
fn told(place: &Place) -> Result<Vec<String>, String> {
    let index = Index::open(&place.index).map_err(|error| error.to_string())?;
    let mut told: Vec<String> = index.acts().iter().map(|act| format!("{act:?}")).collect();
    for text in ["шетелдік рұқсат", "\"үш жұмыс күні ішінде\"", "№ 10002 бұйрығы", "виза"] {
        let answer = search(&index, &Question { text: text.to_owned(), ..Question::default() }).map_err(|error| error.to_string())?;
        told.extend(answer.hits.iter().map(|hit| format!("{} {} {:?}", hit.address, hit.text, hit.validity)));
    }
    for act in index.acts() {
        let shown = show(&index, act.id.as_str(), None).map_err(|error| error.to_string())?;
        told.extend(shown.below.iter().map(|below| format!("{} {}", below.passage.address, below.passage.text)));
        index.stored(&act.id).map_err(|error| error.to_string())?;
        let history = index.history(&act.id).map_err(|error| error.to_string())?;
        let whole = history.map(|history| history.whole()).transpose().map_err(|error| error.to_string())?;
        told.push(serde_json::to_string(&whole).unwrap());
    }
    Ok(told)
}

#[test]
fn a_flipped_bit_in_any_file_is_named_and_never_a_wrong_answer() {
    let place = Place::new(6);
    ingest(&place.options(), &Silent).unwrap();
    let sound = told(&place).unwrap();
    let current = fs::read_to_string(place.index.join("CURRENT")).unwrap();
    let generation = place.index.join(current.split(' ').next().unwrap());
    let mut files: Vec<PathBuf> = vec![place.index.join("CURRENT"), place.index.join("VERSION")];
    for folder in [&generation, &generation.join("tantivy")] {
        files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    files.retain(|path| path.extension().is_none_or(|ending| ending != "lock"));
    files.sort();
    assert!(files.len() > 12, "{files:?}");
    let mut chance = Chance::new(23);
    let (mut flipped, mut refused) = (0, 0);
    let mut longest = Duration::ZERO;
    for file in &files {
        let whole = fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for nth in 0..PLACES.min(whole.len()) {
            let at = match nth {
                0 => 0,
                1 => whole.len() - 1,
                _ => chance.below(whole.len()),
            };
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << chance.below(8);
            fs::write(file, &bytes).unwrap();
            flipped += 1;
            match told(&place) {
                Ok(answers) => assert_eq!(answers, sound, "{name}, byte {at}: a wrong answer"),
                Err(told) => {
                    refused += 1;
                    let advice = ["tarmaq ingest", "is not an index of Tarmaq", "no index"].iter().any(|advice| told.contains(advice));
                    assert!(advice, "{name}, byte {at}: {told}");
                }
            }
            // White space around the words of the two small files says nothing; another number of the format is another format.
            let small = ["CURRENT", "VERSION"].contains(&name.as_str());
            match check(&place.corpus, &place.index) {
                Ok(report) => {
                    let named = report.findings.iter().any(|finding| finding.subject.ends_with(&name) || (small && !finding.subject.is_empty()));
                    assert!(named || small, "{name}, byte {at}: {:?}", report.findings);
                }
                Err(error) => assert!(small, "{name}, byte {at}: {error}"),
            }
            fs::write(file, &whole).unwrap();
        }
    }
    assert_eq!(told(&place).unwrap(), sound);
    // Mended, from what is damaged in one place of each kind of file.
    for ending in ["json", "table", "pack", "term", "store", "pos"] {
        let current = fs::read_to_string(place.index.join("CURRENT")).unwrap();
        let generation = place.index.join(current.split(' ').next().unwrap());
        let folders = [generation.clone(), generation.join("tantivy")];
        let of_kind = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
        let file = of_kind.into_iter().find(|path| path.extension().is_some_and(|own| own == ending)).unwrap();
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(&file, bytes).unwrap();
        let begun = Instant::now();
        assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 6, "{ending}");
        longest = longest.max(begun.elapsed());
        assert!(place.is_sound(), "{ending}");
        assert_eq!(told(&place).unwrap(), sound, "{ending}");
    }
    assert!(refused * 2 > flipped, "{refused} of {flipped} were told where somebody asks");
    note(&format!("a flipped bit in each of {} files", files.len()), flipped, "nothing", Some(longest));
}

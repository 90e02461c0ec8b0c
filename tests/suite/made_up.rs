//! The made-up acts of the benches: what is said to be true of them is what comes out, damaged or not.

use std::fs;
use std::path::PathBuf;

use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, check, ingest};
use tarmaq::query::{Question, search, show};

// One generator for the benches, the faults and the tests of size.
#[path = "../../benches/made_up/mod.rs"]
pub(crate) mod generator;

use generator::{GROUP, Phrases, acts, verify, write};

#[test]
fn what_is_true_of_made_up_acts_comes_out_of_the_index() {
    let root = tempfile::tempdir().unwrap();
    let (corpus, index) = (root.path().join("corpus"), root.path().join("index"));
    let truth = write(&corpus, 7, 6 * GROUP).unwrap();
    let paths: Vec<PathBuf> = truth.folders.clone();
    let options = Options { paths, ..Options::new(&corpus, &index) };
    let report = ingest(&options, &Silent).unwrap();
    assert_eq!((report.acts, report.any_failed()), (truth.acts, false));
    let made = acts(&Phrases::of_corpus(), 7, truth.acts);
    let facts = verify(&Index::open(&index).unwrap(), &made);
    assert!(facts > truth.addresses, "{facts} facts of {truth:?}");
    assert_eq!(check(&corpus, &index).unwrap().findings, []);
}

#[test]
fn the_same_seed_gives_the_same_bytes_whoever_writes_them() {
    let root = tempfile::tempdir().unwrap();
    let truth = write(root.path(), 11, 2 * GROUP).unwrap();
    let made = acts(&Phrases::of_corpus(), 11, 2 * GROUP);
    for act in &made {
        assert_eq!(fs::read_to_string(truth.folders[0].join(&act.file)).unwrap(), act.text, "{}", act.file);
    }
    assert_eq!(truth.bytes, made.iter().map(|act| act.text.len() as u64).sum::<u64>());
    let ids: std::collections::HashSet<&str> = made.iter().map(|act| act.truth.id.as_str()).collect();
    assert_eq!(ids.len(), made.len(), "no two acts have one id");
    assert_ne!(acts(&Phrases::of_corpus(), 12, GROUP)[1].text, made[1].text, "another seed, another text");
}

/// All that an index says, without the scores: headers, units, wordings on all days, and who answers. Of everyday words only how often they answer:
/// which of a thousand passages are the best depends on how often each word stands there, and replaced wordings still count a little.
fn told(index: &Index, words: &[&str]) -> Vec<String> {
    let mut told = Vec::new();
    for header in index.acts().iter().chain(index.cited_acts()) {
        told.push(format!("{header:?}"));
        let history = index.history(&header.id).unwrap().unwrap();
        told.push(serde_json::to_string(&(history.whole().unwrap(), history.findings())).unwrap());
        if let Some(stored) = index.stored(&header.id).unwrap() {
            told.push(format!("{stored:?}"));
            let shown = show(index, header.id.as_str(), None).unwrap();
            told.push(format!("{:?}", shown.below.iter().map(|below| &below.passage.address).collect::<Vec<_>>()));
        }
    }
    told.push(format!("{:?}", index.unidentified().unwrap()));
    for text in ["мынадай редакцияда жазылсын", "алып тасталсын", "көрсетілетін қызметті алушы"].iter().chain(words)
    {
        let answer = search(index, &Question { text: format!("\"{text}\""), limit: 1_000, ..Question::default() }).unwrap();
        let mut hits: Vec<String> = answer.hits.iter().map(|hit| format!("{} {:?}", hit.address, hit.text)).collect();
        hits.sort();
        told.push(format!("{text}: {} {:?}", answer.total, if answer.total < 50 { hits } else { Vec::new() }));
    }
    told
}

#[test]
fn an_index_brought_up_to_date_piece_by_piece_says_what_a_new_one_says() {
    let root = tempfile::tempdir().unwrap();
    let corpus = root.path().join("corpus");
    let truth = write(&corpus, 5, 3 * GROUP).unwrap();
    let folder = &truth.folders[0];
    let made = acts(&Phrases::of_corpus(), 5, 3 * GROUP);
    let other = acts(&Phrases::of_corpus(), 6, GROUP);
    let options = |index: &str, piecewise_from| Options { piecewise_from, ..Options::new(folder, root.path().join(index)) };
    ingest(&options("pieces", 0), &Silent).unwrap();
    let file = |at: usize| folder.join(&made[at].file);
    type Step<'s> = (&'s str, &'s dyn Fn());
    let steps: [Step<'_>; 7] = [
        ("an amending act has gone", &|| fs::remove_file(file(2)).unwrap()),
        ("it is back, and another act says something else", &|| {
            fs::write(file(2), &made[2].text).unwrap();
            fs::write(file(0), made[0].text.replacen("1. ", "1. Жаңа сөз ", 1)).unwrap();
        }),
        ("the day of publication of an amending act is told", &|| {
            fs::write(file(3).with_extension("source.toml"), "published = \"2017-06-01\"\n").unwrap();
        }),
        ("the base act has gone, and is known only through the others", &|| fs::remove_file(file(11)).unwrap()),
        ("an amending act orders something else", &|| {
            fs::write(file(12), made[12].text.replacen("алып тасталсын", "мынадай редакцияда жазылсын", 1).replacen("1 шілде", "1 тамыз", 9)).unwrap();
        }),
        ("the base act is back, a file has another name, and an act is new", &|| {
            fs::write(file(11), &made[11].text).unwrap();
            fs::rename(file(20), folder.join("renamed.txt")).unwrap();
            fs::write(folder.join("new.txt"), other[0].text.replace("№ 1-V", "№ 999-V")).unwrap();
        }),
        ("an act comes in two files", &|| fs::write(folder.join("copy.txt"), format!("{}\n", made[27].text)).unwrap()),
    ];
    let mut piecewise = 0;
    for (step, change) in steps {
        change();
        let report = ingest(&options("pieces", 0), &Silent).unwrap();
        assert!(report.written, "{step}");
        ingest(&Options { force: true, ..options("whole", usize::MAX) }, &Silent).unwrap();
        let (pieces, whole) = (Index::open(&root.path().join("pieces")).unwrap(), Index::open(&root.path().join("whole")).unwrap());
        let words: Vec<&str> = made
            .iter()
            .flat_map(|made| &made.truth.changes)
            .flat_map(|change| [&change.before, &change.after])
            .flatten()
            .map(String::as_str)
            .step_by(9)
            .collect();
        for (one, other) in told(&pieces, &words).iter().zip(&told(&whole, &words)) {
            let differ = one.bytes().zip(other.bytes()).position(|(one, other)| one != other).unwrap_or(0);
            assert!(one == other, "{step}: from byte {differ} of {}", one.chars().take(120).collect::<String>());
        }
        assert_eq!(check(folder, &root.path().join("pieces")).unwrap().findings, [], "{step}");
        let replaced = pieces.manifest().replaced;
        piecewise += usize::from(replaced.documents > 0 && replaced.bytes > 0);
    }
    assert!(piecewise >= 4, "a run that replaces much writes all anew, the others do not: {piecewise}");
}

//! Exports: what is written can be read back, is well formed, and stands by itself.

use std::fs;
use std::path::{Path, PathBuf};

use tarmaq::act::Date;
use tarmaq::export::{Format, export, lines, read_akn};
use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, ingest};
use tarmaq::query::{Passage, history, references, show};
use tempfile::TempDir;

use crate::generated;

const TODAY: &str = "2026-11-21";
/// An act that tries to be markup.
const HOSTILE: &str = "\"<script>alert(1)</script>\" қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2020 жылғы 2 маусымдағы № 77 бұйрығы.
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған <img src=x onerror=alert(2)> ]]> &amp; қағидалары бекітілсін.
      2. *жұлдыз* [сілтеме](javascript:alert(3)) `код`.
";

/// The acts of the corpus, fifty generated ones and a hostile one.
fn index() -> (TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    generated::corpus(&corpus, 50);
    fs::write(corpus.join("hostile.txt"), HOSTILE).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, corpus.join(path.file_name().unwrap())).unwrap();
    }
    ingest(&Options::new(&corpus, folder.path().join("index")), &Silent).unwrap();
    let index = Index::open(&folder.path().join("index")).unwrap();
    (folder, index)
}

/// Where a passage stands in `act`: new wording where it is printed, in the act that prints it.
fn own_path(act: &str, passage: &Passage) -> String {
    let via = passage.via.as_deref().and_then(|via| via.split_once('/')).filter(|(printed_in, _)| *printed_in == act).map(|(_, path)| path.to_owned());
    via.or_else(|| passage.path.as_ref().map(ToString::to_string)).unwrap_or_default()
}

#[test]
fn an_export_read_back_gives_the_same_provisions() {
    let (_folder, index) = index();
    let written = written();
    let mut counted = 0;
    for day in ["2021-06-01", TODAY] {
        let as_of: Date = day.parse().unwrap();
        for act in index.acts().iter().chain(index.cited_acts()) {
            let akn = export(&index, act.id.as_str(), as_of, Format::Akn).unwrap().text;
            fs::write(written.join(format!("{}@{day}.xml", act.id)), &akn).unwrap();
            let shown = show(&index, act.id.as_str(), Some(as_of)).unwrap();
            let read = read_akn(&akn).unwrap();
            let meant: Vec<(String, &str, bool)> =
                shown.below.iter().map(|unit| (own_path(act.id.as_str(), &unit.passage), unit.passage.text.as_str(), unit.passage.tombstone)).collect();
            let got: Vec<(String, &str, bool)> = read.iter().map(|one| (one.path.clone(), one.text.as_str(), one.tombstone)).collect();
            assert_eq!(got, meant, "{} on {day}", act.id);
            let depths: Vec<usize> = shown.below.iter().map(|unit| unit.depth).collect();
            assert!(read.iter().zip(&depths).all(|(one, depth)| one.depth + 1 == *depth), "{}: what stands in what", act.id);
            counted += read.len();
        }
    }
    assert!(counted > 1_000, "{counted} provisions");
}

/// What an act is, in a line for each fact that an export carries.
fn facts(index: &Index, id: &str) -> Vec<String> {
    let shown = show(index, id, Some(TODAY.parse().unwrap())).unwrap();
    let act = &shown.act;
    let mut facts = vec![
        format!("{} {} «{}» {:?}", act.id, act.kind.as_str(), act.title, act.status),
        format!("{:?}", act.issuers),
        format!("{:?} {:?} {:?}", act.adopted, act.registered, act.published),
    ];
    for unit in &shown.below {
        let passage = &unit.passage;
        let kind = passage.kind.map(|kind| kind.as_str());
        let grouping: Vec<&str> = passage.grouping.iter().map(|path| path.as_str()).collect();
        facts.push(format!("{} {} {kind:?} {:?} {grouping:?} {} | {}", own_path(id, passage), unit.depth, passage.heading, passage.tombstone, passage.text));
    }
    facts.extend(shown.notes.iter().map(|(target, note)| format!("note {target}: {note}")));
    let day: Date = TODAY.parse().unwrap();
    let events = history(index, id, Some(day)).unwrap().events;
    facts.extend(events.iter().map(|happened| {
        let event = &happened.event;
        format!("event {:?} {:?} {:?} {:?} {:?} {:?}", event.kind, event.by.id, event.by.number, event.target, event.effect, event.effective)
    }));
    facts
}

/// What the units of an act cite, in a line for each pointer. What is cited outside all units, above the title, is in no export.
fn cites(index: &Index, id: &str) -> Vec<String> {
    let cites = references(index, id, None, 100, 0).unwrap().cites;
    let inside = cites.iter().filter(|pointer| pointer.from != id);
    inside.map(|pointer| format!("cites {} «{}» {:?}", pointer.from, pointer.surface, pointer.address)).collect()
}

#[test]
fn exports_laid_into_a_corpus_are_the_same_acts() {
    let (_folder, index) = index();
    let again = tempfile::tempdir().unwrap();
    let corpus = again.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for act in index.acts() {
        let akn = export(&index, act.id.as_str(), TODAY.parse().unwrap(), Format::Akn).unwrap().text;
        fs::write(corpus.join(format!("{}.akn.xml", act.id)), akn).unwrap();
    }
    let report = ingest(&Options::new(&corpus, again.path().join("index")), &Silent).unwrap();
    assert!(!report.any_failed(), "{:?}", report.files);
    let read = Index::open(&again.path().join("index")).unwrap();
    let ids = |acts: &[tarmaq::index::ActHeader]| acts.iter().map(|act| act.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(read.acts()), ids(index.acts()), "named as they were");
    assert_eq!(ids(read.cited_acts()), ids(index.cited_acts()), "they tell of the same other acts");
    let mut wrong = Vec::new();
    let (mut pointers, mut other) = (0, 0);
    for act in index.acts().iter().chain(index.cited_acts()) {
        let (before, after) = (facts(&index, act.id.as_str()), facts(&read, act.id.as_str()));
        wrong.extend(before.iter().filter(|fact| !after.contains(fact)).map(|fact| format!("- {}: {fact}", act.id)));
        wrong.extend(after.iter().filter(|fact| !before.contains(fact)).map(|fact| format!("+ {}: {fact}", act.id)));
        if before.len() != after.len() {
            wrong.push(format!("{}: {} facts, {} after", act.id, before.len(), after.len()));
        }
    }
    // Pointers are read of the words anew; a stamp that names the act itself is not known as one where its paragraph stands alone.
    for act in index.acts() {
        let (before, after) = (cites(&index, act.id.as_str()), cites(&read, act.id.as_str()));
        pointers += before.len();
        other += before.iter().filter(|one| !after.contains(one)).count() + after.iter().filter(|one| !before.contains(one)).count();
    }
    assert!(pointers > 200 && other * 20 < pointers, "{other} of {pointers} pointers are others");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n"));
}

/// Where the exports lie that are held against the schema of the standard.
fn written() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/akn");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn an_export_tells_what_the_text_does_not() {
    let (_folder, index) = index();
    let akn = |address: &str, day: &str| export(&index, address, day.parse().unwrap(), Format::Akn).unwrap().text;
    let amended = akn("P1200000148", "2023-01-01");
    for part in [
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
        "<FRBRcountry value=\"kz\"/>",
        "<FRBRlanguage language=\"kaz\"/>",
        "<lifecycle ",
        "type=\"amendment\"",
        "<temporalGroup ",
        "<passiveModifications>",
        "type=\"insertion\"",
        "/P2200000807#para_1__amend_",
        "eId=\"comp_rules__para_32\" wId=\"rules/point-32\"",
        "period=\"#tmpg_",
    ] {
        assert!(amended.contains(part), "{part} is missing:\n{amended}");
    }
    let own = akn("V1800016354", TODAY);
    assert!(own.contains("<ref href=\"#comp_rules__") && own.contains("<ref href=\"/akn/kz/act/"), "references lead to where they point");
    let clause = akn("V1800016354/rules/point-3", TODAY);
    assert!(clause.contains("<FRBRportion from=\"#comp_rules__para_3\"") && read_akn(&clause).unwrap()[0].path == "rules/point-3");
    // No id twice: a schema would say so too, but is not at hand everywhere.
    let mut ids: Vec<&str> = own.split(" eId=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn no_text_of_an_act_becomes_markup() {
    let (_folder, index) = index();
    let hostile = index.acts().iter().find(|act| act.title.contains("alert")).expect("the hostile act is indexed").id.to_string();
    let as_of = TODAY.parse().unwrap();
    for (format, name) in Format::ALL {
        let text = export(&index, &hostile, as_of, format).unwrap().text;
        match format {
            Format::Akn | Format::Html => assert!(!text.contains("<script") && !text.contains("<img") && text.contains("&lt;img"), "{name}: {text}"),
            Format::Markdown => assert!(text.contains("\\<img") && text.contains("\\*жұлдыз\\*") && text.contains("\\](java"), "{text}"),
            Format::Json => assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}"),
            Format::Text => assert!(text.contains("1. Қоса беріліп отырған <img src=x onerror=alert(2)> ]]> &amp; қағидалары бекітілсін."), "{text}"),
        }
    }
    for nonsense in ["", "<a/>", "text", "<akomaNtoso", "<akomaNtoso xmlns=\"x\"/>", "<a><b></a>"] {
        assert!(read_akn(nonsense).is_err(), "{nonsense}");
    }
}

#[test]
fn the_corpus_is_lines_of_passages() {
    let (_folder, index) = index();
    let mut addresses = Vec::new();
    let all = lines(&index, TODAY.parse().unwrap(), |line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&line["schema"], &line["as_of"]), (&1.into(), &TODAY.into()));
        addresses.push(line["address"].as_str().unwrap().to_owned());
        Ok::<(), tarmaq::export::Error>(())
    });
    all.unwrap();
    let units: usize = index.acts().iter().map(|act| act.units).sum();
    assert!(addresses.len() * 10 > units * 9, "{} lines for {units} units", addresses.len());
    assert!(addresses.iter().any(|address| address == "V1800016354/rules/point-3"));
}

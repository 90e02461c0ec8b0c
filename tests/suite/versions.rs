//! What was the wording on that day? Asked the way users ask: through the commands and their JSON.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const CORPUS: &[&str] = &["P2200000807", "V1200007775", "V1800016354", "V2000021165", "kandastar-suraq-jauap"];

struct Place {
    dir: TempDir,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(place.path("corpus")).unwrap();
        for (name, text) in files {
            fs::write(place.path("corpus").join(name), text).unwrap();
        }
        place
    }

    /// The texts of the corpus.
    fn with(names: &[&str]) -> Self {
        let place = Self::new(&[]);
        names.iter().for_each(|name| place.add(name));
        place
    }

    fn add(&self, name: &str) {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for ending in ["txt", "source.toml"] {
            let name = format!("{name}.{ending}");
            fs::write(self.path("corpus").join(&name), fs::read(corpus.join(&name)).unwrap()).unwrap();
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Exit code and what was printed.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
        command.args(args).args(["--quiet", "--color", "never"]).current_dir(self.dir.path()).stdin(Stdio::null());
        let output = command.output().unwrap();
        let told = String::from_utf8(if output.stdout.is_empty() { output.stderr } else { output.stdout }).unwrap();
        (output.status.code().unwrap(), told)
    }

    fn json(&self, args: &[&str]) -> Value {
        let (_, told) = self.run(&[args, &["--json"]].concat());
        let answer: Value = serde_json::from_str(&told).unwrap_or_else(|error| panic!("{args:?}: {error}: {told}"));
        assert_eq!(answer["schema"], 1, "{args:?}");
        answer
    }

    /// State and certainty of `address` on `day`, and whether it has words.
    fn on(&self, address: &str, day: &str) -> String {
        let shown = self.json(&["show", address, "--as-of", day]);
        assert_eq!(shown["as_of"], *day, "the day asked about is told");
        let validity = &shown["validity"];
        let words = if shown["text"] == "" { ", no words" } else { "" };
        format!("{} {}{words}", validity["state"].as_str().unwrap(), validity["certainty"].as_str().unwrap())
    }

    /// The histories in the index.
    fn histories(&self) -> Vec<u8> {
        let current = fs::read_to_string(self.path("index/CURRENT")).unwrap();
        let mut files = fs::read_dir(self.path("index").join(current.split(' ').next().unwrap())).unwrap().map(|entry| entry.unwrap().path());
        fs::read(files.find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("histories-"))).unwrap()).unwrap()
    }
}

#[test]
fn worked_days() {
    let place = Place::with(CORPUS);
    // (address, day, what is answered, why)
    let cases = [
        ("V1800016354/rules/point-14-1", "2022-11-22", "not_yet certain", "the day before the order of 2022-11-23"),
        ("V1800016354/rules/point-14-1", "2022-12-03", "not_yet certain", "published on its own day at the earliest"),
        ("V1800016354/rules/point-14-1", "2022-12-04", "in_force possible", "the first day it can be"),
        ("V1800016354/rules/point-14-1", "2023-01-01", "in_force possible", "no day of publication is known"),
        ("V1800016354/rules/annex-3", "2025-12-31", "wording_unknown certain, no words", "№ 577 takes effect the day after"),
        ("V1800016354/rules/annex-3", "2026-01-01", "in_force possible", "№ 577 has come, № 730 perhaps"),
        ("P1200000148/rules/point-32", "2022-01-01", "not_yet certain", "added by P2200000807"),
        ("P1200000148/rules/point-32", "2023-01-01", "in_force possible", "the resolution's publication is not known"),
        ("P1200000148/rules/point-10", "2022-01-01", "wording_unknown possible, no words", "only its new wording is known"),
        ("V1200007775/regulation/point-3", "2012-06-13", "not_yet certain", "the day before the order"),
        ("V1200007775/regulation/point-3", "2014-03-21", "in_force possible", "before its repeal"),
        ("V1200007775/regulation/point-3", "2020-01-01", "ended possible", "after its repeal, and it is shown all the same"),
        ("V1200007775", "2020-01-01", "ended possible", "the act as a whole"),
    ];
    for (address, day, want, why) in cases {
        assert_eq!(place.on(address, day), want, "{address} on {day}: {why}");
    }
}

#[test]
fn a_publication_told_beside_a_source_leaves_no_doubt() {
    let place = Place::with(&["V1800016354"]);
    let toml = place.path("corpus/V1800016354.source.toml");
    let told = fs::read_to_string(&toml).unwrap() + "\n[[act]]\ndate = 2022-11-23\nnumber = \"11-1-4/628\"\npublished = 2022-11-25\n";
    fs::write(&toml, told).unwrap();
    for (day, want) in [("2022-12-05", "not_yet certain"), ("2022-12-06", "in_force certain")] {
        assert_eq!(place.on("V1800016354/rules/point-14-1", day), want, "published 2022-11-25, ten days: in force on 2022-12-06");
    }
    let shown = place.json(&["show", "V1800016354/rules/point-14-1", "--as-of", "2022-12-06"]);
    assert_eq!(shown["validity"]["from"]["date"], "2022-12-06");
    assert_eq!(shown["validity"]["from"]["basis"], "published 2022-11-25");
    let history = place.json(&["history", "V1800016354/rules/point-14-1"]);
    assert!(history["events"].as_array().unwrap().iter().any(|event| event["published"] == "2022-11-25"), "{history}");
}

#[test]
fn an_act_known_only_through_others_has_its_own_address() {
    let place = Place::with(&["P2200000807"]);
    let acts = place.json(&["acts"]);
    let cited = acts["acts"].as_array().unwrap().iter().find(|act| act["id"] == "P1200000148").unwrap();
    assert_eq!((cited["file"].is_null(), &cited["known_through"][0]), (true, &Value::from("P2200000807")));
    assert!(place.run(&["acts"]).1.contains("its text is not in the corpus"));

    let whole = place.json(&["show", "P1200000148", "--as-of", "2023-01-01"]);
    assert_eq!(whole["address"], "P1200000148");
    assert!(whole["problems"][0]["message"].as_str().unwrap().contains("comes from P2200000807"), "{whole}");
    let below: Vec<&str> = whole["below"].as_array().unwrap().iter().map(|unit| unit["address"].as_str().unwrap()).collect();
    assert!(below.contains(&"P1200000148/rules/point-10") && below.contains(&"P1200000148/rules/point-32"), "{below:?}");

    let point = place.json(&["show", "P1200000148/rules/point-32", "--as-of", "2023-01-01"]);
    assert_eq!(point["via"], "P2200000807/point-1/amend-2/new/point-32");
    assert_eq!((&point["source"]["file"], &point["source"]["lines"]), (&Value::from("P2200000807.txt"), &serde_json::json!([112, 119])));
    assert_eq!(place.run(&["show", "P1200000148/rules/point-77"]).0, 1, "of other points nothing is known");
}

#[test]
fn a_history_is_read_from_top_to_bottom() {
    let place = Place::with(CORPUS);
    let told = place.json(&["history", "P1200000148/rules/point-32", "--as-of", "2023-01-01"]);
    let kinds: Vec<&str> = told["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["enacted", "add"]);
    let added = &told["events"][1];
    assert_eq!(added["unit"], "P2200000807/point-1/amend-2");
    assert_eq!(added["commencement"], serde_json::json!({"kind": "after_publication", "days": 10}));
    assert_eq!(added["sources"][0]["file"], "P2200000807.txt");
    assert!(added["wording"]["passage"]["text"].as_str().unwrap().starts_with("32. "));
    assert_eq!(added["wording"]["current"], true);
    let (code, page) = place.run(&["history", "V1800016354/rules/point-14-1"]);
    assert_eq!(code, 0);
    for words in ["as of ", "added rules/point-14-1", "11-1-4/628", "10 calendar days", "V1800016354.txt:"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(place.run(&["history", "V1800016354/rules/point-99"]).0, 1);
}

#[test]
fn a_diff_tells_what_came_and_what_went() {
    let place = Place::with(CORPUS);
    let period = ["--from", "2022-01-01", "--to", "2023-01-01"];
    let told = place.json(&[&["diff", "P1200000148/rules/point-32"], &period[..]].concat());
    assert_eq!((&told["from"], &told["to"]), (&Value::from("2022-01-01"), &Value::from("2023-01-01")));
    let change = &told["changes"][0];
    assert_eq!((&change["kind"], &change["address"], &change["before"]), (&Value::from("added"), &Value::from("P1200000148/rules/point-32"), &Value::Null));
    assert!(change["after"].as_str().unwrap().starts_with("32. "));
    let gone = place.json(&["diff", "V1800016354/rules", "--from", "2025-12-01", "--to", "2026-11-21"]);
    assert!(gone["problems"].as_array().unwrap().iter().any(|problem| problem["message"].as_str().unwrap().contains("not in the corpus")), "{gone}");

    let (code, page) = place.run(&[&["diff", "P1200000148", "--html"], &period[..]].concat());
    assert_eq!(code, 0);
    for part in ["<!doctype html>", "2022-01-01", "2023-01-01", "prefers-color-scheme: dark", "@media print", "<ins>32. "] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script") && !page.contains("http-equiv") && !page.contains("url("), "it needs nothing else");
    place.run(&[&["diff", "P1200000148"], &period[..], &["--html", "page.html"]].concat());
    assert_eq!(fs::read_to_string(place.path("page.html")).unwrap(), page);
    assert_eq!(place.run(&["diff", "P1200000148", "--from", "2023-01-01", "--to", "2022-01-01"]).0, 2, "the wrong way round");
    assert_eq!(place.run(&["diff", "P1200000148", "--from", "2023-01-01", "--to", "2023-01-01"]).0, 1, "nothing differs");
}

#[test]
fn changes_of_the_whole_corpus_in_a_period() {
    let place = Place::with(CORPUS);
    let told = place.json(&["changes", "--from", "2022-10-01", "--to", "2022-10-31"]);
    let changed: Vec<(&str, &str)> =
        told["changes"].as_array().unwrap().iter().map(|one| (one["address"].as_str().unwrap(), one["event"]["kind"].as_str().unwrap())).collect();
    assert!(changed.contains(&("P1200000148/rules/point-32", "add")), "{changed:?}");
    let (code, page) = place.run(&["changes", "--from", "2022-10-01", "--to", "2022-10-31"]);
    assert!(code == 0 && page.contains("from 2022-10-01 to 2022-10-31") && page.contains("2022-10-21"), "{page}");
    assert_eq!(place.run(&["changes", "--from", "1990-01-01", "--to", "1990-12-31"]).0, 1);
}

/// Whatever is found as in force is what `show` gives for that day.
#[test]
fn no_passage_is_given_as_the_text_of_a_day_that_it_is_not() {
    let place = Place::with(CORPUS);
    for question in ["адам саудасының құрбаны", "құжаттарды қабылдау мерзімі", "виза беру", "мемлекеттік көрсетілетін қызмет"]
    {
        for day in ["2012-01-01", "2019-05-05", "2022-10-01", "2022-12-04", "2026-01-01"] {
            let found = place.json(&["search", question, "--as-of", day, "--limit", "20"]);
            assert_eq!(found["as_of"], day);
            let mut seen = Vec::new();
            for hit in found["hits"].as_array().unwrap() {
                let address = hit["address"].as_str().unwrap();
                assert!(!seen.contains(&address), "{question} on {day}: {address} twice");
                seen.push(address);
                let shown = place.json(&["show", address, "--as-of", day]);
                assert_eq!(hit["validity"]["state"], shown["validity"]["state"], "{question} on {day}: {address}");
                if hit["validity"]["state"] == "in_force" {
                    let letters = |text: &Value| text.as_str().unwrap().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                    assert_eq!(letters(&hit["text"]), letters(&shown["text"]), "{question} on {day}: {address}");
                }
            }
        }
    }
}

const HEAD: &str = "Шетелдіктерді тіркеу қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2020 жылғы 10 қаңтардағы № 15 бұйрығы.
      БҰЙЫРАМЫН:
";
const END: &str = "      3. Осы бұйрық 2020 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.
";

fn order(point_2: &str, note: &str) -> String {
    format!("{HEAD}      1. Шетелдіктер көші-қон қызметіне келген күнінен бастап үш күн ішінде тіркеледі.\n      2. {point_2}\n{note}{END}")
}

const NOTE: &str = "      Ескерту. 2-тармақ жаңа редакцияда – ҚР Ішкі істер министрінің 01.02.2022 № 5 (01.03.2022 бастап қолданысқа енгізіледі) бұйрығымен.\n";
const OLD: &str = "Тіркеу үшін паспорт пен қағаз өтінім ұсынылады.";
const NEW: &str = "Тіркеу үшін паспорт пен электрондық өтінім ұсынылады.";

fn meta(retrieved: &str) -> String {
    format!("id = \"T2000000015\"\nretrieved = {retrieved}\n")
}

#[test]
fn two_copies_of_different_days_are_two_witnesses() {
    let (early, late) = (order(OLD, ""), order(NEW, NOTE));
    let (first, second) = (meta("2021-05-05"), meta("2023-05-05"));
    let files = [("a.txt", &*early), ("a.source.toml", &*first), ("b.txt", &*late), ("b.source.toml", &*second)];
    let place = Place::new(&files);
    for (day, words, file) in [("2021-06-01", OLD, "a.txt"), ("2022-02-28", OLD, "a.txt"), ("2022-03-01", NEW, "b.txt")] {
        let shown = place.json(&["show", "T2000000015/point-2", "--as-of", day]);
        assert_eq!(shown["text"], format!("2. {words}"), "{day}");
        assert_eq!((&shown["source"]["file"], &shown["validity"]["certainty"]), (&Value::from(file), &Value::from("certain")), "{day}");
    }
    // the wording of the day is found by its own words, that of another time only where it is asked for
    let texts = |args: &[&str]| {
        let found = place.json(&[&["search", "қағаз өтінім"], args].concat());
        let hit = |hit: &Value| format!("{} {}", hit["validity"]["state"].as_str().unwrap(), hit["text"].as_str().unwrap());
        found["hits"].as_array().unwrap().iter().map(hit).filter(|hit| hit.contains("өтінім")).collect::<Vec<_>>()
    };
    assert_eq!(texts(&["--as-of", "2021-06-01"]), [format!("in_force 2. {OLD}")]);
    assert_eq!(texts(&["--as-of", "2023-06-01"]), [format!("in_force 2. {NEW}")]);
    let both = texts(&["--as-of", "2023-06-01", "--history"]);
    assert!(both.contains(&format!("ended 2. {OLD}")) && both.contains(&format!("in_force 2. {NEW}")), "{both:?}");

    let told = place.json(&["diff", "T2000000015", "--from", "2021-06-01", "--to", "2023-06-01"]);
    assert_eq!(told["changes"].as_array().unwrap().len(), 1, "{told}");
    let words: Vec<(&str, &str)> =
        told["changes"][0]["words"].as_array().unwrap().iter().map(|word| (word["op"].as_str().unwrap(), word["text"].as_str().unwrap())).collect();
    assert_eq!(words[1..3], [("delete", "қағаз "), ("insert", "электрондық ")]);
}

#[test]
fn the_order_of_the_runs_makes_no_difference() {
    let at_once = Place::with(CORPUS);
    assert_eq!(at_once.run(&["ingest"]).0, 0);
    let meant = at_once.histories();
    let tells_of = |place: &Place, id: &str| place.run(&["history", id]).0 == 0;
    assert!(tells_of(&at_once, "P1200000148"), "it is known through another");
    for order in [[3, 0, 4, 2, 1], [1, 2, 4, 0, 3]] {
        let place = Place::with(&[]);
        for at in order {
            place.add(CORPUS[at]);
            assert_eq!(place.run(&["ingest"]).0, 0);
        }
        assert!(place.histories() == meant, "{order:?}");
        // and what has gone is forgotten
        fs::remove_file(place.path("corpus/P2200000807.txt")).unwrap();
        fs::remove_file(place.path("corpus/P2200000807.source.toml")).unwrap();
        place.run(&["ingest"]);
        assert!(place.histories() != meant && !tells_of(&place, "P1200000148"), "{order:?}");
    }
}

#[test]
fn witnesses_that_differ_are_told_with_both_texts() {
    // two copies of one state that do not agree
    let (one, other) = (order(OLD, ""), order("Тіркеу үшін паспорт қана ұсынылады.", ""));
    let (first, second) = (meta("2021-05-05"), meta("2021-06-05"));
    let place = Place::new(&[("a.txt", &one), ("a.source.toml", &first), ("b.txt", &other), ("b.source.toml", &second)]);
    let history = place.json(&["history", "T2000000015/point-2"]);
    let finding = &history["findings"][0];
    assert_eq!((&finding["kind"], finding["texts"].as_array().unwrap().len()), (&Value::from("copies_disagree"), 2), "{history}");
    let (code, told) = place.run(&["check"]);
    assert_eq!(code, 0, "the index is none the worse for it");
    assert!(told.contains("қағаз") && told.contains("қана"), "{told}");
    assert_eq!(place.json(&["check"])["doubts"][0]["address"], "T2000000015/point-2");
}

#[test]
fn words_replaced_by_an_order_are_replaced_in_the_text() {
    let amending = "Шетелдіктерді тіркеу қағидаларына өзгеріс енгізу туралы

Қазақстан Республикасы Ішкі істер министрінің 2022 жылғы 1 ақпандағы № 5 бұйрығы.
      БҰЙЫРАМЫН:
      1. «Шетелдіктерді тіркеу қағидаларын бекіту туралы» Қазақстан Республикасы Ішкі істер министрінің 2020 жылғы 10 қаңтардағы № 15 бұйрығына мынадай өзгеріс енгізілсін:
      2-тармақтағы «қағаз» деген сөз «электрондық» деген сөзбен ауыстырылсын.
      2. Осы бұйрық 2022 жылғы 1 наурыздан бастап қолданысқа енгізіледі.
";
    let base = order(OLD, "");
    let place = Place::new(&[("a.txt", &base), ("a.source.toml", "id = \"T2000000015\"\n"), ("b.txt", amending), ("b.source.toml", "id = \"T2200000005\"\n")]);
    let before = place.json(&["show", "T2000000015/point-2", "--as-of", "2022-02-28"]);
    assert_eq!((&before["text"], &before["consolidated"]), (&Value::from(format!("2. {OLD}")), &Value::from(false)));
    let after = place.json(&["show", "T2000000015/point-2", "--as-of", "2022-03-01"]);
    assert_eq!((&after["text"], &after["consolidated"]), (&Value::from(format!("2. {NEW}")), &Value::from(true)));
    // it stands in no source like this, and is found all the same
    let found = place.json(&["search", "электрондық өтінім", "--as-of", "2022-03-01"]);
    assert_eq!((&found["hits"][0]["address"], &found["hits"][0]["text"]), (&Value::from("T2000000015/point-2"), &Value::from(format!("2. {NEW}"))));
    assert_eq!(place.run(&["check"]).0, 0);
}

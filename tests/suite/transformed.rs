//! The same act in other lines, letters, encodings and formats is the same act: its provisions, events, days and answers stay, or a problem says
//! where they do not.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tarmaq::act::Act;
use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, ingest, read_act};
use tarmaq::query::{Question, search};
use tarmaq::source;
use tarmaq::text::Gap;

use super::formats;
use super::generated::{self, Chance};

pub(super) fn read(name: &str, bytes: Vec<u8>) -> Act {
    read_act(source::read_bytes(name, bytes).unwrap().value, "a".parse().unwrap())
}

pub(super) fn text(text: &str) -> Act {
    read("a.txt", text.as_bytes().to_vec())
}

/// Every address with its words, white space aside.
pub(super) fn provisions(act: &Act) -> BTreeMap<String, String> {
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    act.provisions.iter().map(|provision| (provision.path.to_string(), words(act.own_text(provision)))).collect()
}

/// What was done to it, what it orders, from when it holds.
fn events(act: &Act) -> Vec<String> {
    let mut events = vec![format!("{:?} {:?} {:?}", act.id, act.requisites.adopted, act.commencement)];
    events.extend(act.notes.iter().map(|note| format!("{:?} {:?} {:?}", note.target, note.op, note.by)));
    events.extend(act.amendments.iter().map(|change| format!("{:?} {:?}", change.op, change.target)));
    events
}

/// What differs between `meant` and `got` and is not told by a problem of `got` on the lines of the provision.
pub(super) fn differences(meant: &Act, got: &Act) -> Vec<String> {
    let (before, after) = (provisions(meant), provisions(got));
    let told = |path: &str| {
        let lines = got.provisions.iter().find(|provision| provision.path.as_str() == path).map(|provision| provision.lines);
        lines.is_some_and(|lines| got.problems.iter().any(|problem| problem.lines.first <= lines.last && lines.first <= problem.lines.last))
    };
    let mut found: Vec<String> = before.keys().filter(|path| !after.contains_key(*path)).map(|path| format!("{path} is lost")).collect();
    found.extend(after.keys().filter(|path| !before.contains_key(*path)).map(|path| format!("{path} is new")));
    found.extend(before.iter().filter_map(|(path, words)| {
        let other = after.get(path)?;
        (words != other && !told(path)).then(|| format!("{path}: {words:?} became {other:?}"))
    }));
    if found.is_empty() && got.problems.len() <= meant.problems.len() && events(meant) != events(got) {
        found.push(format!("{:?} became {:?}", events(meant), events(got)));
    }
    found
}

/// Made-up acts, and the composed order with its rules, notes and links.
pub(super) fn acts() -> Vec<(String, String)> {
    // a title begins with a capital, or it goes on with what stands above
    let capital = |line: &str| match line.chars().next() {
        Some(first) if !line.starts_with("бекітілген") => first.to_uppercase().chain(line[first.len_utf8()..].chars()).collect::<String>() + "\n",
        _ => format!("{line}\n"),
    };
    let printed = |number: usize| generated::act(number).lines().map(capital).collect::<String>();
    let mut acts: Vec<(String, String)> = (0..30).map(|number| (format!("act {number}"), printed(number))).collect();
    acts.push(("order".to_owned(), String::from_utf8(formats::as_text()).unwrap()));
    acts
}

/// `text` in lines of at most `width` characters, broken as a printer does: between words, and the space stays at the line's end.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let mut column = indent;
        out += &line[..indent];
        for (at, word) in line.trim().split(' ').enumerate() {
            let length = word.chars().count();
            if at > 0 && column + 1 + length > width {
                out += " \n";
                column = 0;
            } else if at > 0 {
                out.push(' ');
                column += 1;
            }
            out += word;
            column += length;
        }
        out.push('\n');
    }
    out
}

fn check(what: &str, mut transform: impl FnMut(&str) -> Vec<u8>) {
    check_as("a.txt", what, &mut transform, &acts());
}

fn check_as(name: &str, what: &str, transform: &mut dyn FnMut(&str) -> Vec<u8>, acts: &[(String, String)]) {
    let mut wrong = Vec::new();
    for (act, printed) in acts {
        let found = differences(&text(printed), &read(name, transform(printed)));
        wrong.extend(found.into_iter().map(|difference| format!("{act}, {what}: {difference}")));
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn lines_of_any_width_say_the_same() {
    for width in [60, 72, 80, 96, 120] {
        check(&format!("{width} columns"), |text| wrapped(text, width).into_bytes());
    }
}

#[test]
fn pages_that_end_anywhere_say_the_same() {
    for every in [17, 23, 41] {
        check(&format!("pages of {every} lines"), |text| {
            let mut out = String::new();
            for (at, line) in wrapped(text, 80).lines().enumerate() {
                if at > 0 && at % every == 0 && !line.trim().is_empty() {
                    out += "\n\n\n";
                }
                out += line;
                out.push('\n');
            }
            out.into_bytes()
        });
    }
}

#[test]
fn line_ends_and_spaces_of_any_kind_say_the_same() {
    type Transform = fn(&str) -> String;
    let cases: [(&str, Transform); 6] = [
        ("CRLF", |text| text.replace('\n', "\r\n")),
        ("a byte order mark", |text| format!("\u{feff}{text}")),
        ("tabs", |text| text.replace("\n      ", "\n\t")),
        ("no-break spaces", |text| text.replace("\n      ", "\n\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} ")),
        ("spaces at line ends", |text| text.replace('\n', "  \n")),
        ("no-break spaces between words", |text| text.replace("№ ", "№\u{a0}").replace(" жылғы", "\u{a0}жылғы")),
    ];
    for (what, transform) in cases {
        check(what, |text| transform(text).into_bytes());
        check(&format!("{what}, wrapped"), |text| transform(&wrapped(text, 80)).into_bytes());
    }
}

#[test]
fn encodings_of_any_kind_say_the_same() {
    check("UTF-16, little end first", |text| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat());
    check("UTF-16, big end first", |text| [vec![0xfe, 0xff], text.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat());
    // windows-1251 has no Kazakh letters: fonts put them into the places of others
    let disguised = |text: &str, letters: &[(char, char)]| -> Vec<u8> {
        let printed: String = text.chars().map(|c| letters.iter().find(|pair| pair.0 == c).map_or(c, |pair| pair.1)).collect();
        encoding_rs::WINDOWS_1251.encode(&printed).0.into_owned()
    };
    let times = "қќҚЌғѓҒЃңњҢЊөґӨҐұўҰЎүїҮЇһћҺЋәєӘЄ".chars().collect::<Vec<_>>();
    let standard = "қќҚЌғєҒЄңѕҢЅөґӨҐұўҰЎүїҮЇһћҺЋәјӘЈ".chars().collect::<Vec<_>>();
    for (name, letters) in [("Times Kaz", times), ("KZ-1048", standard)] {
        let pairs: Vec<(char, char)> = letters.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        check(name, |text| disguised(text, &pairs));
    }
}

#[test]
fn letters_of_the_other_alphabet_say_the_same() {
    const ALIKE: &[(char, char)] =
        &[('а', 'a'), ('е', 'e'), ('о', 'o'), ('р', 'p'), ('с', 'c'), ('х', 'x'), ('у', 'y'), ('і', 'i'), ('В', 'B'), ('М', 'M'), ('Т', 'T'), ('К', 'K')];
    let mut chance = Chance::new(4);
    check("Latin letters in Cyrillic words", |text| {
        let swap = |word: &str, chance: &mut Chance| -> String {
            let long = word.chars().filter(|c| c.is_alphabetic()).count() > 4;
            let mut left = 2;
            let change = |c: char| {
                let alike = ALIKE.iter().find(|pair| pair.0 == c).filter(|_| long && left > 0 && chance.below(6) == 0);
                left -= usize::from(alike.is_some());
                alike.map_or(c, |pair| pair.1)
            };
            word.chars().map(change).collect()
        };
        text.split_inclusive([' ', '\n']).map(|word| swap(word, &mut chance)).collect::<String>().into_bytes()
    });
    check("i for і", |text| text.replace('і', "i").into_bytes());
}

/// The last line of every other paragraph with its letters apart, as a justified line is drawn: one space between letters, two between words.
fn letter_spaced(text: &str, chance: &mut Chance) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let last = !line.trim().is_empty() && (next.trim().is_empty() || next.starts_with("      "));
        let wide = line.chars().count();
        if last && !line.starts_with(' ') && at > 0 && lines[at - 1].ends_with(' ') && (12..40).contains(&wide) && chance.below(2) == 0 {
            let words = line.trim().split(' ').map(|word| word.chars().map(String::from).collect::<Vec<_>>().join(" "));
            _ = writeln!(out, "{}", words.collect::<Vec<_>>().join("  "));
        } else {
            out += line;
            out.push('\n');
        }
    }
    out
}

#[test]
fn spaced_letters_say_the_same() {
    let mut chance = Chance::new(9);
    check("letters apart in last lines", |text| letter_spaced(&wrapped(text, 80), &mut chance).into_bytes());
}

/// Lines as the portal's PDFs give them: a link is drawn after its line, and the hole it leaves is a space too many.
fn displaced_links(chance: &mut Chance) -> (String, usize) {
    let mut out = String::new();
    let mut moved = 0;
    for line in wrapped(&formats::as_marked_text(), 80).lines() {
        let plain = line.replace(['\u{1}', '\u{2}'], "");
        let link = line.split_once('\u{1}').and_then(|(before, rest)| rest.split_once('\u{2}').map(|(link, after)| (before, link, after)));
        match link.filter(|(before, link, after)| chance.below(3) > 0 && !before.trim().is_empty() && !after.trim().is_empty() && !link.contains('\u{1}')) {
            Some((before, link, after)) => {
                let after = after.replace(['\u{1}', '\u{2}'], "");
                _ = writeln!(out, "{before}{}{link}", after.trim_end());
                moved += 1;
            }
            None => _ = writeln!(out, "{plain}"),
        }
    }
    (out, moved)
}

#[test]
fn links_drawn_after_their_lines_say_the_same_or_are_told() {
    let meant = text(&String::from_utf8(formats::as_text()).unwrap());
    let (mut moved_in_all, mut untold) = (0, Vec::new());
    for seed in 0..12 {
        let (damaged, moved) = displaced_links(&mut Chance::new(seed));
        moved_in_all += moved;
        untold.extend(differences(&meant, &text(&damaged)));
    }
    assert!(moved_in_all > 150, "{moved_in_all}");
    assert!(untold.is_empty(), "{} of {moved_in_all}:\n{}", untold.len(), untold[..untold.len().min(10)].join("\n"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// `text` as a page, a paragraph a line.
pub(super) fn as_page(text: &str) -> Vec<u8> {
    let paragraph = |line: &str| match line.strip_prefix("      ") {
        Some(body) => format!("<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {}</p>\n", escape(body)),
        None if line.trim().is_empty() => String::new(),
        None => format!("<p>{}</p>\n", escape(line)),
    };
    let body: String = text.lines().map(paragraph).collect();
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>").into_bytes()
}

/// `text` as a Word file, a paragraph a line.
pub(super) fn as_word(text: &str) -> Vec<u8> {
    let paragraph = |line: &str| {
        let properties = if line.starts_with("      ") { "<w:pPr><w:ind w:firstLine=\"708\"/></w:pPr>" } else { "" };
        format!("<w:p>{properties}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(line.trim()))
    };
    let body: String = text.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect();
    formats::word_file(&body, &[])
}

#[test]
fn pages_word_files_and_pdfs_say_what_the_text_says() {
    let acts: Vec<(String, String)> = acts().into_iter().filter(|(name, _)| name != "order").collect();
    check_as("a.html", "a page", &mut |text| as_page(text), &acts);
    check_as("a.docx", "a Word file", &mut |text| as_word(text), &acts);
}

/// What `questions` are answered with by an index of `acts`: of each the best addresses with their words, white space aside.
fn answers(acts: &[(String, Vec<u8>)], questions: &[String]) -> Vec<Vec<(String, String)>> {
    let files: Vec<_> = acts.iter().map(|(name, bytes)| (format!("{}.txt", name.replace(' ', "-")), bytes.clone())).collect();
    answers_of(&files, acts.len(), questions)
}

/// The same of a folder of `files`, which hold so many acts.
pub(super) fn answers_of(files: &[(String, Vec<u8>)], acts: usize, questions: &[String]) -> Vec<Vec<(String, String)>> {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir(&corpus).unwrap();
    for (name, bytes) in files {
        fs::write(corpus.join(name), bytes).unwrap();
    }
    assert_eq!(ingest(&Options::new(&corpus, &index), &Silent).unwrap().acts, acts);
    let index = Index::open(&index).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ask = |text: &String| {
        let hits = search(&index, &Question { text: text.clone(), as_of: "2026-01-01".parse().ok(), limit: 5, ..Question::default() }).unwrap().hits;
        hits.into_iter().map(|hit| (hit.address.to_string(), words(&hit.text))).collect()
    };
    questions.iter().map(ask).collect()
}

/// Four words of every seventh clause, and the address of it.
pub(super) fn questions(acts: &[(String, String)]) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    for (name, printed) in acts {
        let act = text(printed);
        for provision in act.provisions.iter().step_by(7) {
            let words = act.own_text(provision).split_whitespace().skip(2).take(4).collect::<Vec<_>>().join(" ");
            questions.extend([words, format!("{}/{}", name.replace(' ', "-"), provision.path)]);
        }
    }
    questions.retain(|question| !question.is_empty());
    questions
}

#[test]
fn questions_are_answered_the_same_in_other_lines_and_bytes() {
    let acts = acts();
    let bytes = |transform: &dyn Fn(&str) -> Vec<u8>| -> Vec<(String, Vec<u8>)> { acts.iter().map(|(name, text)| (name.clone(), transform(text))).collect() };
    let questions = questions(&acts);
    let meant = answers(&bytes(&|text| text.as_bytes().to_vec()), &questions);
    assert!(questions.len() > 100 && meant.iter().filter(|hits| !hits.is_empty()).count() * 10 > questions.len() * 9, "{} questions", questions.len());
    type Transform = fn(&str) -> Vec<u8>;
    let cases: [(&str, Transform); 4] = [
        ("72 columns", |text| wrapped(text, 72).into_bytes()),
        ("120 columns, CRLF", |text| wrapped(text, 120).replace('\n', "\r\n").into_bytes()),
        ("UTF-16", |text| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
        ("spaces at line ends", |text| text.replace('\n', "  \n").into_bytes()),
    ];
    for (what, transform) in cases {
        let got = answers(&bytes(&transform), &questions);
        let wrong: Vec<&String> = questions.iter().zip(meant.iter().zip(&got)).filter(|(_, (meant, got))| meant != got).map(|(question, _)| question).collect();
        assert!(wrong.is_empty(), "{what}: {} of {} questions have other answers: {:?}", wrong.len(), questions.len(), &wrong[..wrong.len().min(5)]);
    }
}

/// A text as it was repaired, printed again with its layout.
pub(super) fn printed(act: &Act) -> String {
    let mut out = String::new();
    for at in 0..act.text.paragraphs.len() {
        let paragraph = &act.text.paragraphs[at];
        out += match paragraph.gap {
            Gap::None => "",
            Gap::Blank => "\n",
            Gap::Page => "\n\n\n",
        };
        _ = writeln!(out, "{:indent$}{}", "", act.text.paragraph_text(at), indent = usize::from(paragraph.indent));
    }
    out
}

/// The acts of the corpus: what was repaired, printed anew, is read as it was, and so it is in other lines, letters and bytes.
#[test]
fn acts_of_the_corpus_say_the_same_in_other_lines_and_letters() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let clean = printed(&text(&fs::read_to_string(&path).unwrap()));
        let meant = text(&clean);
        let utf16: Vec<u8> = [vec![0xff, 0xfe], clean.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        let variants: [(&str, Vec<u8>); 5] = [
            ("UTF-16", utf16),
            ("CRLF", clean.replace('\n', "\r\n").into_bytes()),
            ("i for і", clean.replace('і', "i").into_bytes()),
            ("80 columns", wrapped(&clean, 80).into_bytes()),
            ("100 columns", wrapped(&clean, 100).into_bytes()),
        ];
        for (what, bytes) in variants {
            let found = differences(&meant, &read("a.txt", bytes));
            let most = CORPUS_DIFFERENCES_MAX.iter().find(|(known, kind, _, _)| *known == name && what.contains(kind)).map_or(0, |(_, _, most, _)| *most);
            if found.len() > most {
                wrong.push(format!("{name}, {what}: {} differences, {most} are known: {:?}", found.len(), &found[..found.len().min(6)]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// (act, transformation, provisions that may differ, why)
const CORPUS_DIFFERENCES_MAX: &[(&str, &str, usize, &str)] = &[
    (
        "kandastar-suraq-jauap",
        "columns",
        usize::MAX,
        "no paragraph of it is set in: each is a line, and in other lines there is nothing that tells where one ends",
    ),
    ("V2000021165", "columns", 40, "a cell that is printed in several lines of the whole width is several cells: rows of one annex"),
    ("V1800016354", "columns", 12, "the same in two forms; and each line with a blank is a field, where lines are paragraphs"),
    ("V1200007775", "columns", 9, "the same in a table above an annex; and the list of abbreviations below the last table goes with its cells"),
];

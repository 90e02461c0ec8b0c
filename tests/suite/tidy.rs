//! The arrows between rooms: what each folder of `src/` may name of the others. The map is in `src/ARCHITECTURE.md`; this
//! is what holds it. Tests beside the code may use what they like. And the few habits of the house that no lint knows.

use std::fs;
use std::path::{Path, PathBuf};

/// Who alone may name the search engine.
const ENGINE: &[&str] = &["index/", "query/", "analyzer/tantivy.rs"];
/// A file longer than this changes for more than one reason; tests beside the code are not counted.
const LINES_MAX: usize = 700;

/// A room, and the rooms it may name. Every room may name `text`, the coordinates of everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("act", &["text"]),
    ("source", &["text", "act"]),
    ("fetch", &["text", "act", "source"]),
    ("repair", &["text"]),
    ("cite", &["text", "act"]),
    ("amend", &["text", "act", "cite"]),
    ("structure", &["text", "act", "cite", "amend"]),
    ("history", &["text", "act", "cite", "amend"]),
    ("diff", &["text", "act", "history"]),
    ("analyzer", &["text"]),
    ("index", &["text", "act", "analyzer", "history"]),
    ("query", &["text", "act", "cite", "analyzer", "history", "diff", "index"]),
    ("ingest", &["text", "act", "source", "repair", "cite", "amend", "structure", "history", "index"]),
    ("wire", &["text", "act", "history", "diff", "index", "ingest", "query"]),
    ("export", &["text", "act", "history", "index", "query", "ingest", "wire"]),
    ("serve", &["text", "act", "history", "diff", "index", "query", "ingest", "wire", "export"]),
    ("mcp", &["text", "act", "index", "query", "wire"]),
    (
        "cli",
        &[
            "text",
            "act",
            "source",
            "fetch",
            "repair",
            "cite",
            "amend",
            "structure",
            "history",
            "diff",
            "analyzer",
            "index",
            "query",
            "ingest",
            "wire",
            "export",
            "serve",
            "mcp",
        ],
    ),
];

/// The files of the room, whether it is a folder or one file.
fn files_of(room: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![src.join(format!("{room}.rs"))];
    let mut folders = vec![src.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "rs") && !is_test(path));
    files
}

/// The path below `src/`.
fn short(file: &Path) -> String {
    file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap().to_string_lossy().replace('\\', "/")
}

fn all_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ARROWS.iter().flat_map(|(room, _)| files_of(room)).collect();
    files.extend(["lib", "main"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name).with_extension("rs")));
    files
}

/// What a file does: its lines without comments and without the tests beside it. Line numbers stay.
///
/// Tests in the file itself are the last of it; where they are in one of their own, they are only named, and the code goes on below that.
/// A file that is there for tests alone says so at its head and does nothing.
fn code(text: &str) -> String {
    if text.contains("\n#![cfg(test)]\n") {
        return String::new();
    }
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let bare = |line: &str| {
        // A web address in a string is no comment.
        let comment = line.match_indices("//").map(|(at, _)| at).find(|&at| !line[..at].ends_with(':'));
        line[..comment.unwrap_or(line.len())].to_owned()
    };
    body.lines().map(bare).collect::<Vec<_>>().join("\n")
}

fn line_number(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The rooms that code names, and where: `use crate::act::Date`, `crate::{index, query}`, over several lines too.
fn rooms_named(code: &str) -> Vec<(usize, String)> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let line = line_number(code, at);
        match rest.strip_prefix('{') {
            None => named.push((line, word(rest))),
            Some(list) => {
                let mut depth = 1;
                let end = list.find(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    depth == 0
                });
                let list = &list[..end.unwrap_or(list.len())];
                let top = list.split(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                named.extend(top.map(|item| (line, word(item.trim()))).filter(|(_, room)| !room.is_empty()));
            }
        }
    }
    named
}

/// Whether a file of `src` holds tests alone: `tests.rs`, and what lies in a folder `tests`.
fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.parent().is_some_and(|folder| folder.ends_with("tests"))
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    let mut wrong = Vec::new();
    for (room, may) in ARROWS {
        let files = files_of(room);
        assert!(!files.is_empty(), "there is no room `{room}`");
        for file in files {
            let code = code(&fs::read_to_string(&file).unwrap());
            for (line, other) in rooms_named(&code) {
                let known = ARROWS.iter().any(|(known, _)| *known == other);
                if known && other != *room && !may.contains(&other.as_str()) {
                    wrong.push(format!("`{room}` may not use `{other}`: src/{}:{line}", short(&file)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_index_query_and_one_file_know_the_engine() {
    for file in all_files() {
        let code = code(&fs::read_to_string(&file).unwrap());
        let may = ENGINE.iter().any(|place| short(&file).starts_with(place));
        let named = code.match_indices("tantivy::").find(|&(at, _)| !code[..at].ends_with("self::") && !code[..at].ends_with("super::"));
        // `analyzer` takes its own file of this name: `mod tantivy; use tantivy::register`.
        let own_file = code.contains("mod tantivy;");
        if let (Some((at, _)), false, false) = (named, may, own_file) {
            panic!("`tantivy` is named outside index, query and analyzer/tantivy.rs: src/{}:{}", short(&file), line_number(&code, at));
        }
    }
}

/// What code outside tests does not hold, and why.
const BANNED: &[(&str, &str)] = &[
    (".unwrap()", "say with `expect` what always holds, or return an error"),
    ("panic!(", "every text has a reading, every refusal is an error"),
    ("todo!", "nothing is left for later"),
    ("unimplemented!", "nothing is left for later"),
    ("unreachable!(", "say with `expect` what always holds, or return an error"),
    ("dbg!(", "left over"),
    ("#[ignore", "assert the wrong answer of today, and say why it is wrong"),
    ("SystemTime::now", "no clock is read inside; `cli` alone knows what day it is"),
    ("env::var", "nothing of the environment is read inside"),
];

#[test]
fn code_does_what_it_says() {
    let mut wrong = Vec::new();
    for file in all_files() {
        let (name, text) = (short(&file), fs::read_to_string(&file).unwrap());
        let code = code(&text);
        let door = name.starts_with("cli/") || name == "main.rs";
        for (word, why) in BANNED {
            if door && matches!(*word, "SystemTime::now" | "env::var") {
                continue;
            }
            wrong.extend(code.match_indices(word).map(|(at, _)| format!("`{word}` in src/{name}:{}: {why}", line_number(&code, at))));
        }
        for (at, _) in code.match_indices(".expect(\"") {
            let invariant = code[at + 9..].split('"').next().unwrap_or_default();
            if invariant.split_whitespace().count() < 4 {
                wrong.push(format!("`expect(\"{invariant}\")` states no invariant: src/{name}:{}", line_number(&code, at)));
            }
        }
        // A build script speaks to cargo by printing.
        if !door && name != "ingest/reader_version.rs" {
            let prints = ["println!(", "print!(", "eprint!("];
            wrong.extend(prints.iter().flat_map(|print| code.match_indices(print)).map(|(at, _)| format!("src/{name}:{} prints", line_number(&code, at))));
        }
        let left = text.lines().enumerate().filter(|(_, line)| ["TODO", "FIXME", "XXX"].iter().any(|word| line.contains(word)));
        wrong.extend(left.map(|(at, line)| format!("left over in src/{name}:{}: {}", at + 1, line.trim())));
        if code.lines().count() > LINES_MAX {
            wrong.push(format!("src/{name} has {} lines without its tests, {LINES_MAX} are the most", code.lines().count()));
        }
        if name.ends_with("mod.rs") && !text.starts_with("//! ") {
            wrong.push(format!("src/{name} does not begin with what comes in and what goes out"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_on_the_map() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let room = name.trim_end_matches(".rs");
        let is_room = !matches!(room, "lib" | "main" | "ARCHITECTURE.md");
        assert!(!is_room || ARROWS.iter().any(|(known, _)| *known == room), "what may `{room}` use? Say so in this file");
    }
}

#[test]
fn arrows_are_read_from_code_and_not_from_comments() {
    let cases: [(&str, &[(usize, &str)]); 8] = [
        ("use crate::act::Date;", &[(1, "act")]),
        ("\nuse crate::{index::{self, Index}, query};", &[(2, "index"), (2, "query")]),
        ("use crate::{\n    index::{\n        self, Index,\n    },\n    query,\n};\nuse crate::wire;", &[(1, "index"), (1, "query"), (7, "wire")]),
        ("let a = crate::text::Span::new(0..1); crate::act::x()", &[(1, "text"), (1, "act")]),
        ("/// see [`crate::history`]", &[]),
        ("use super::error::Error; // not crate::cli", &[]),
        ("#[cfg(test)]\nmod tests;\nuse crate::cli;", &[(3, "cli")]),
        ("use crate::act;\n#[cfg(test)]\nmod tests {\n    use crate::cli;\n}", &[(1, "act")]),
    ];
    for (text, rooms) in cases {
        let named = rooms_named(&code(text));
        assert_eq!(named.iter().map(|(line, room)| (*line, room.as_str())).collect::<Vec<_>>(), rooms, "{text}");
    }
}

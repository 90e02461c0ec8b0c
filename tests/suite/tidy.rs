//! The arrows between rooms: what each folder of `src/` may name of the others. The map is in `src/ARCHITECTURE.md`; this
//! is what holds it. Tests beside the code may use what they like.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms it may name. Every room may name `text`, the coordinates of everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("act", &["text"]),
    ("source", &["text", "act"]),
    ("repair", &["text"]),
    ("cite", &["text", "act"]),
    ("amend", &["text", "act", "cite"]),
    ("structure", &["text", "act", "cite", "amend"]),
    ("history", &["text", "act", "cite"]),
    ("diff", &["text", "act", "history"]),
    ("analyzer", &[]),
    ("index", &["text", "act", "analyzer"]),
    ("query", &["text", "act", "cite", "analyzer", "index"]),
    ("ingest", &["text", "act", "source", "repair", "cite", "amend", "structure", "index"]),
    ("wire", &["text", "act", "index", "ingest", "query"]),
    ("cli", &["text", "act", "source", "repair", "cite", "amend", "structure", "analyzer", "index", "query", "ingest", "wire"]),
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
    files.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs"));
    files
}

/// The rooms that a line of code names: `use crate::act::Date`, `crate::{index, query}`.
fn rooms_named(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code = line.split("//").next().unwrap_or_default();
    let mut named = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            None => named.push(word(rest)),
            Some(list) => {
                let mut depth = 0;
                let top = list.split(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                named.extend(top.map(|item| word(item.trim())));
            }
        }
    }
    named
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    for (room, may) in ARROWS {
        let files = files_of(room);
        assert!(!files.is_empty(), "there is no room `{room}`");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for (number, line) in code.lines().enumerate() {
                for other in rooms_named(line) {
                    let known = ARROWS.iter().any(|(known, _)| *known == other);
                    let allowed = !known || other == *room || may.contains(&other.as_str());
                    assert!(allowed, "`{room}` may not use `{other}`: {}:{}: {line}", file.display(), number + 1);
                }
            }
        }
    }
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
    let cases: [(&str, &[&str]); 5] = [
        ("use crate::act::Date;", &["act"]),
        ("use crate::{index::{self, Index}, query};", &["index", "query"]),
        ("let a = crate::text::Span::new(0..1); crate::act::x()", &["text", "act"]),
        ("/// see [`crate::history`]", &[]),
        ("use super::error::Error; // not crate::cli", &[]),
    ];
    for (line, rooms) in cases {
        assert_eq!(rooms_named(line), rooms, "{line}");
    }
}

//! An act as an outline for reading: what tests compare and people check.

use std::fmt::Write as _;

use crate::act::Act;

/// One line a fact: requisites, then every provision with its heading and the first and last words of its own text, then
/// the units its notes are about, then its problems.
///
/// ```text
/// act P2200000807 resolution in_force
/// title Көшіп келушілердің Қазақстан Республикасына келуінің … енгізу туралы
/// adopted 2022-10-10 № 807 Қазақстан Республикасының Үкіметі
/// preamble | Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
/// point-2 | 2. Осы қаулы алғашқы … қолданысқа енгізіледі.
/// note rules/point-3 reword
/// ? duplicate_number 124
/// ```
pub fn outline(act: &Act) -> String {
    let mut out = String::new();
    let requisites = &act.requisites;
    let _ = writeln!(out, "act {} {} {}", act.id, requisites.kind.as_str(), requisites.status.as_str());
    let _ = writeln!(out, "title {}", brief(&requisites.title));
    for adoption in &requisites.adopted {
        let date = adoption.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let number = adoption.number.as_deref().unwrap_or("?");
        let _ = writeln!(out, "adopted {date} № {number} {}", adoption.issuer.as_deref().unwrap_or("?"));
    }
    if let Some(registered) = &requisites.registered {
        let date = registered.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let _ = writeln!(out, "registered {date} № {}", registered.number);
    }
    if let Some(repealing) = &requisites.repealed_by {
        let date = repealing.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let _ = writeln!(out, "repealed by {date} № {}", repealing.number.as_deref().unwrap_or("?"));
    }
    for provision in &act.provisions {
        let _ = write!(out, "{}", provision.path);
        if let Some(heading) = &provision.heading {
            let _ = write!(out, " «{}»", brief(heading));
        }
        let _ = write!(out, " | {}", brief(&act.own_text(provision)));
        if provision.tombstone {
            out.push_str(" †");
        }
        out.push('\n');
    }
    for note in &act.notes {
        let target = note.target.as_ref().map_or("?", |path| path.as_str());
        let _ = writeln!(out, "note {target} {}", note.op.as_str());
    }
    for problem in &act.problems {
        let _ = writeln!(out, "? {} {}", problem.code, problem.lines);
    }
    out
}

/// The first four and the last two words of a text of more than seven.
fn brief(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 7 { words.join(" ") } else { format!("{} … {}", words[..4].join(" "), words[words.len() - 2..].join(" ")) }
}

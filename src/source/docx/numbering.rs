//! `numbering.xml`: the numbers that Word counts and prints, and the text does not hold.

use std::collections::HashMap;
use std::io::BufRead;

use super::xml::{self, Fault, Token};
use crate::source::number;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: i64,
    format: String,
    /// `%1.%2)`: how the numbers of this level and those above it are printed.
    text: String,
    /// All numbers in it are decimal.
    legal: bool,
    /// The style whose paragraphs belong to this level.
    style: Option<String>,
    /// The level after whose paragraphs counting begins again; 0 for never.
    restart: Option<i64>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), legal: false, style: None, restart: None }
    }
}

/// What a document calls a list: how it is printed, and where its levels begin to count.
#[derive(Clone, Debug, Default)]
struct List {
    scheme: i64,
    /// Levels that are printed or begin otherwise here.
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, i64>,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    schemes: HashMap<i64, Vec<Level>>,
    lists: HashMap<i64, List>,
    /// For each scheme the number last printed on each level.
    counts: HashMap<i64, [Option<i64>; LEVELS]>,
    /// Lists whose own starts have been taken into account.
    started: HashMap<(i64, usize), ()>,
}

impl Numbering {
    pub(super) fn read(part: &mut dyn BufRead) -> Result<Self, Fault> {
        let mut reading = Self::default();
        let mut scheme: Option<i64> = None;
        let mut list: Option<i64> = None;
        let mut open: Option<(usize, Level)> = None;
        let mut overridden = 0;
        xml::read(part, |token| match token {
            Token::Start("abstractNum", element) => {
                scheme = xml::attribute(element, "abstractNumId").and_then(|id| id.parse().ok());
                if let Some(scheme) = scheme {
                    reading.schemes.insert(scheme, vec![Level::default(); LEVELS]);
                }
            }
            Token::End("abstractNum") => scheme = None,
            Token::Start("num", element) => {
                list = xml::attribute(element, "numId").and_then(|id| id.parse().ok());
                if let Some(list) = list {
                    reading.lists.insert(list, List::default());
                }
            }
            Token::End("num") => list = None,
            Token::Start("abstractNumId", element) => {
                if let (Some(list), Some(id)) = (list.and_then(|list| reading.lists.get_mut(&list)), xml::number(element)) {
                    list.scheme = id;
                }
            }
            Token::Start("lvlOverride", element) => overridden = level_of(element),
            Token::Start("startOverride", element) => {
                if let (Some(list), Some(start)) = (list.and_then(|list| reading.lists.get_mut(&list)), xml::number(element)) {
                    list.starts.insert(overridden, start);
                }
            }
            Token::Start("lvl", element) => open = Some((level_of(element), Level::default())),
            Token::End("lvl") => {
                let Some((at, level)) = open.take().filter(|(at, _)| *at < LEVELS) else { return };
                if let Some(list) = list.and_then(|list| reading.lists.get_mut(&list)) {
                    list.levels.insert(at, level);
                } else if let Some(levels) = scheme.and_then(|scheme| reading.schemes.get_mut(&scheme)) {
                    levels[at] = level;
                }
            }
            Token::Start(name, element) => {
                let Some((_, level)) = &mut open else { return };
                match name {
                    "start" => level.start = xml::number(element).unwrap_or(1),
                    "numFmt" => level.format = xml::attribute(element, "val").unwrap_or_default(),
                    "lvlText" => level.text = xml::attribute(element, "val").unwrap_or_default(),
                    "isLgl" => level.legal = xml::is_on(element),
                    "pStyle" => level.style = xml::attribute(element, "val"),
                    "lvlRestart" => level.restart = xml::number(element),
                    _ => {}
                }
            }
            Token::End(_) | Token::Text(_) => {}
        })?;
        Ok(reading)
    }

    /// The level that paragraphs of this style have in a list, where the list says it.
    pub(super) fn level_of_style(&self, list: i64, style: &str) -> Option<usize> {
        let levels = self.schemes.get(&self.lists.get(&list)?.scheme)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one paragraph of the list, and gives what Word prints before it; none where it prints nothing.
    pub(super) fn next(&mut self, list_id: i64, level: usize) -> Option<String> {
        let list = self.lists.get(&list_id)?;
        let levels = self.schemes.get(&list.scheme)?;
        let level = level.min(LEVELS - 1);
        let of = |at: usize| list.levels.get(&at).unwrap_or(&levels[at]);
        let counts = self.counts.entry(list.scheme).or_default();
        if let Some(start) = list.starts.get(&level)
            && self.started.insert((list_id, level), ()).is_none()
        {
            counts[level] = Some(start - 1);
        }
        for above in 0..level {
            counts[above].get_or_insert(of(above).start);
        }
        counts[level] = Some(counts[level].map_or(of(level).start, |count| count.saturating_add(1)));
        for below in level + 1..LEVELS {
            // `lvlRestart` 0: counting goes on through the document; else it begins again after that level or one above it.
            let again = of(below).restart.is_none_or(|restart| i64::try_from(level).unwrap_or(0) < restart);
            if again {
                counts[below] = None;
            }
        }
        let own = of(level);
        if own.format == "none" && !own.text.contains('%') && own.text.is_empty() {
            return None;
        }
        if own.format == "bullet" {
            let plain = own.text.chars().all(|c| !matches!(c, '\u{e000}'..='\u{f8ff}') && !c.is_alphanumeric());
            let bullet = if plain && !own.text.trim().is_empty() { own.text.trim() } else { "•" };
            return Some(bullet.to_owned());
        }
        let mut printed = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            printed.push_str(before);
            let digit = after.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| (1..=LEVELS as u32).contains(digit));
            let Some(digit) = digit else {
                printed.push('%');
                rest = after;
                continue;
            };
            let at = digit as usize - 1;
            let format = if own.legal { "decimal" } else { of(at).format.as_str() };
            printed.push_str(&render(counts[at].unwrap_or(of(at).start), format));
            rest = &after[1..];
        }
        printed.push_str(rest);
        (!printed.trim().is_empty()).then(|| printed.trim().to_owned())
    }
}

fn level_of(element: &quick_xml::events::BytesStart<'_>) -> usize {
    xml::attribute(element, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)
}

/// A number in one of Word's formats (ECMA-376, 17.18.59); those not used in Kazakhstan are printed in digits.
fn render(count: i64, format: &str) -> String {
    let positive = u32::try_from(count).ok().filter(|&count| count > 0);
    match (format, positive) {
        ("lowerLetter", _) => number::render(count, b'a'),
        ("upperLetter", _) => number::render(count, b'A'),
        ("lowerRoman", _) => number::render(count, b'i'),
        ("upperRoman", _) => number::render(count, b'I'),
        ("russianLower", Some(count)) => number::cyrillic(count),
        ("russianUpper", Some(count)) => number::cyrillic(count).to_uppercase(),
        ("decimalZero", _) => format!("{count:02}"),
        ("none", _) => String::new(),
        _ => count.to_string(),
    }
}

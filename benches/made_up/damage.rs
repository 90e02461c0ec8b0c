//! How a text is printed, and what happens to texts on their way into a file.

use std::fmt::Write;

use super::chance::Chance;

/// A part of an act before it is printed.
#[derive(Clone, Debug)]
pub(super) enum Paragraph {
    /// A title, a heading, a stamp.
    Line(String),
    /// A clause: its first line is indented.
    Clause(String),
    /// Nothing.
    Blank,
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// How a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A paragraph a line, whole.
    Plain,
    /// As the printer of the portal gives it: lines of 80 letters, pointers printed behind the words that follow them, some lines letter by letter.
    Wrapped,
    /// Whole paragraphs with letters of the Latin alphabet and spaces that do not break.
    Mixed,
    /// A page: paragraphs and tables are marked.
    Page,
}

/// A line of the printer has so many letters.
const COLUMNS: usize = 80;

impl Form {
    pub(super) fn of(chance: &mut Chance) -> Self {
        [Self::Plain, Self::Wrapped, Self::Mixed, Self::Page, Self::Wrapped, Self::Plain][chance.below(6)]
    }

    pub(super) fn ending(self) -> &'static str {
        if self == Self::Page { "html" } else { "txt" }
    }
}

pub(super) fn print(chance: &mut Chance, form: Form, paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    if form == Form::Page {
        text += "<!DOCTYPE html>\n<html lang=\"kk\"><head><meta charset=\"utf-8\"><title>Акт</title></head><body>\n";
    }
    for paragraph in paragraphs {
        match (form, paragraph) {
            (Form::Page, Paragraph::Line(words) | Paragraph::Clause(words)) => writeln!(text, "<p>{}</p>", escaped(words)).expect("a string takes all"),
            (Form::Page, Paragraph::Blank) => {}
            (Form::Page, Paragraph::Table(rows)) => {
                text += "<table>\n";
                for row in rows {
                    let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                    writeln!(text, "<tr>{cells}</tr>").expect("a string takes all");
                }
                text += "</table>\n";
            }
            (_, Paragraph::Blank) => text.push('\n'),
            // Flat text has the cells one after the other.
            (_, Paragraph::Table(rows)) => rows.iter().flatten().for_each(|cell| writeln!(text, "{cell}").expect("a string takes all")),
            (Form::Wrapped, Paragraph::Line(words)) => wrap(&mut text, words),
            (Form::Wrapped, Paragraph::Clause(words)) => {
                let words = displaced(words).unwrap_or_else(|| words.clone());
                let before = text.len();
                wrap(&mut text, &format!("      {words}"));
                space_last_line(chance, &mut text, before);
            }
            (Form::Mixed, Paragraph::Line(words)) => writeln!(text, "{}", mixed(chance, words)).expect("a string takes all"),
            (Form::Mixed, Paragraph::Clause(words)) => writeln!(text, "      {}", mixed(chance, words)).expect("a string takes all"),
            (_, Paragraph::Line(words)) => writeln!(text, "{words}").expect("a string takes all"),
            (_, Paragraph::Clause(words)) => writeln!(text, "      {words}").expect("a string takes all"),
        }
    }
    if form == Form::Page {
        text += "</body></html>\n";
    }
    text
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// Lines of so many letters; a space stays at the end of the line that is broken there.
fn wrap(text: &mut String, words: &str) {
    let indent = words.len() - words.trim_start().len();
    text.push_str(&words[..indent]);
    let mut column = indent;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if column > indent && column + letters > COLUMNS {
            text.push('\n');
            column = 0;
        }
        text.push_str(word);
        text.push(' ');
        column += letters + 1;
    }
    text.pop();
    text.push('\n');
}

/// A pointer at the head of an instruction is a link, and the printer puts links behind the rest of their line.
fn displaced(words: &str) -> Option<String> {
    let rest = words.strip_suffix(" мынадай редакцияда жазылсын:")?;
    rest.ends_with("-тармақ").then(|| format!(" мынадай редакцияда жазылсын:{rest}"))
}

/// Now and then the last line of a clause is printed letter by letter.
fn space_last_line(chance: &mut Chance, text: &mut String, from: usize) {
    let Some(start) = text[from..].trim_end().rfind('\n').map(|at| from + at + 1) else { return };
    let line = text[start..].trim_end().to_owned();
    let plain = line.split(' ').count() > 1 && line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | ';' | ','));
    if plain && chance.below(8) == 0 {
        text.truncate(start);
        for (at, word) in line.split(' ').enumerate() {
            if at > 0 {
                text.push_str("  ");
            }
            let letters: Vec<String> = word.chars().map(String::from).collect();
            text.push_str(&letters.join(" "));
        }
        text.push('\n');
    }
}

/// Letters that look alike, spaces that do not break. Two spaces are no harmless damage: they are what a displaced pointer leaves.
fn mixed(chance: &mut Chance, words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            text.push_str(match chance.below(40) {
                0 => "\u{a0}",
                _ => " ",
            });
        }
        let letters = word.chars().count();
        let plain = letters > 4 && word.chars().all(|c| ('а'..='я').contains(&c) || "әғқңөұүһі".contains(c));
        match (plain, chance.below(30)) {
            // One letter of a word that is Kazakh beyond doubt.
            (true, 0) => text.extend(word.chars().map(|c| if c == 'а' { 'a' } else { c })),
            (true, 1) => text.extend(word.chars().map(|c| if c == 'о' { 'o' } else { c })),
            _ => text.push_str(word),
        }
    }
    text
}

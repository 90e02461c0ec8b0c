//! The block that opens an annex: «Азаматтарды қабылдау қағидаларына 2-қосымша».
//!
//! It is known by its shape: short lines that are set apart and end with «N-қосымша», and above it the name of a document
//! in the dative. What the document is called is told by its noun where that is a usual one, else by its title, which the
//! block repeats; a noun alone that nothing repeats is believed only where the lines stand as a block does.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::case::lower_case;
use super::line::{self, End, Mark};
use super::zone::{ZoneKind, component_segment, has_initials, is_block_line};
use crate::cite::{self, Case};
use crate::text::{CleanText, DATIVE, GENITIVE, Gap, ends_with_any};

/// What an annex says it is an annex of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnnexOf {
    /// «бұйрығына», «қаулысына», «Заңына»: the act.
    Act,
    /// «қағидаларына», «регламентіне», …: a document, by the segment it would have.
    Document(&'static str),
    /// «… нысанына қосымша»: the annex before it, which is that form.
    Form,
    /// It does not say.
    Unsaid,
}

/// An annex block that ends with paragraph `at`: the paragraph with «N-қосымша».
pub(super) fn annex(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize, titles: &Titles) -> Option<(ZoneKind, Range<usize>)> {
    let words = text.paragraph_text(at);
    if words.len() > 700 {
        return None;
    }
    let owned = is_owned(words);
    if !(words.ends_with(['а', 'А']) || words.ends_with(|c: char| c.is_ascii_digit()) || owned || ends_stamp(words)) {
        return None;
    }
    let (number, before, bare) = match outer_annex(words).or_else(|| annex_number(words)) {
        Some((number, before)) => (number, before, false),
        None => ("1".to_owned(), bare_annex(words)?, true),
    };
    if !is_block_line(text, marks, at) && !before.is_empty() {
        return None;
    }
    if text.indented && text.paragraphs[at].indent > 0 {
        return None;
    }
    let mut of = annex_of(before);
    let above = if before.is_empty() && at > floor && is_block_line(text, marks, at - 1) { text.paragraph_text(at - 1) } else { before };
    if owned {
        // Sentences speak of annexes so as well: it is a block by its lines alone.
        let first = set_apart(text, marks, if before.is_empty() { at.checked_sub(1)? } else { at }, floor)?;
        let named = annex_of(above) != AnnexOf::Unsaid && ends_with_any(above.trim_end_matches(['"', '»', ' ']), &GENITIVE);
        let heads = is_titled(text, at + 1) && text.paragraphs[at + 1].cell().is_none();
        return (named && heads).then(|| (ZoneKind::Annex { number, of: annex_of(above) }, first..at + 1));
    }
    if let Some((first, segment)) = titled(text, marks, at, floor, (before, above), titles) {
        return Some((ZoneKind::Annex { number, of: AnnexOf::Document(segment) }, first..at + 1));
    }
    if annex_of(above) == AnnexOf::Unsaid && !bare && is_dative(above) {
        let first = if before.is_empty() { set_apart(text, marks, at - 1, floor) } else { set_apart(text, marks, at, at) };
        if let Some(first) = first.filter(|_| text.paragraphs[at].cell().is_none() && is_titled(text, at + 1)) {
            return Some((ZoneKind::Annex { number, of: AnnexOf::Document("approved") }, first..at + 1));
        }
    }
    if of == AnnexOf::Unsaid && !before.is_empty() && (bare || before.split_whitespace().count() > 1) {
        return None;
    }
    // The block is set in several paragraphs where blank lines fall into it; it reaches back to where the name of the
    // document begins: at the first words of a title that is known, else at a capital letter that nothing runs on into.
    let (mut first, mut plausible) = (at, None);
    loop {
        if of != AnnexOf::Unsaid {
            if titles.begin(text.paragraph_text(first)) {
                break;
            }
            if plausible.is_none() && begins_block(text, first, of) {
                plausible = Some(first);
            }
        }
        let reaches = first > floor && at - first < 20 && is_block_line(text, marks, first - 1);
        let above = if reaches { text.paragraph_text(first - 1) } else { "" };
        if !reaches || has_initials(above) || is_annex_mark(above) || is_figures(above, text.paragraph_text(first)) {
            first = plausible.unwrap_or(first);
            break;
        }
        if of == AnnexOf::Unsaid {
            of = annex_of(above);
            if of == AnnexOf::Unsaid {
                break;
            }
        }
        first -= 1;
    }
    Some((ZoneKind::Annex { number, of }, first..at + 1))
}

/// The document whose title the block of an annex repeats, and where the block begins: `before` is what stands above the
/// number in paragraph `at`, `name` the words that must name the document.
///
/// A title says more than a usual noun: «… әдеп кодексіне» is an act only where no document of that title was opened.
fn titled(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize, (before, name): (&str, &str), titles: &Titles) -> Option<(usize, &'static str)> {
    let of = annex_of(name);
    if titles.documents.is_empty() || !is_dative(name) || !matches!(of, AnnexOf::Unsaid | AnnexOf::Act) {
        return None;
    }
    let mut block = before.to_owned();
    for first in (floor..=at).rev().take(BLOCK_MAX) {
        if first < at {
            let above = text.paragraph_text(first);
            if !is_block_line(text, marks, first) || has_initials(above) || is_annex_mark(above) {
                return None;
            }
            block.insert_str(0, &format!("{above} "));
        }
        if let Some(segment) = titles.repeated(first, &block, of == AnnexOf::Act) {
            return Some((first, segment));
        }
    }
    None
}

/// Paragraphs that blank lines part one block into, at most.
const BLOCK_MAX: usize = 6;

/// Where a block that ends with paragraph `at` begins, if its lines stand as those of a block do: narrow, apart from what is
/// above, begun by a capital letter, and no member of a list.
fn set_apart(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize) -> Option<usize> {
    for first in (floor..=at).rev().take(BLOCK_MAX) {
        let (paragraph, words) = (&text.paragraphs[first], text.paragraph_text(first));
        let printed = usize::try_from(paragraph.lines.last - paragraph.lines.first).map_or(1, |more| more + 1);
        if !is_block_line(text, marks, first) || words.chars().count() > printed * NARROW_MAX || first < at && is_annex_mark(words) || has_initials(words) {
            return None;
        }
        if paragraph.gap != Gap::None && words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«')) {
            let above = first.checked_sub(1).map_or("", |above| text.paragraph_text(above));
            let listed = matches!(line::end(above), End::Colon | End::Semicolon) || above.ends_with(',');
            // One line that ends with a number may be a line of anything.
            let lines = printed + at - first;
            return (!listed && lines > 1 && words.split_whitespace().count() > 1).then_some(first);
        }
    }
    None
}

/// Whether paragraph `at` may be the title below a block: set apart from it, and begun by a capital letter, not by the key of a row.
fn is_titled(text: &CleanText, at: usize) -> bool {
    let begins = |words: &str| words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«'));
    text.paragraphs.get(at).is_some_and(|paragraph| paragraph.gap != Gap::None && begins(text.paragraph_text(at)))
}

/// Letters on a line of a block, at most: half of a line of the page. Most blocks are set in a column of 35.
const NARROW_MAX: usize = 45;

/// Whether `text` ends with a noun in the dative: «паспортына», «картасына», «актіге».
fn is_dative(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '»', ' ']);
    let text = text.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(text, |(before, _)| before.trim_end_matches(['"', '»', ' ']));
    let last = lower_case(text.rsplit([' ', '\u{a0}']).next().unwrap_or(""));
    last.chars().count() >= 4
        && last.chars().all(|c| c.is_alphabetic() || c == '-')
        && ["ға", "ге", "қа", "ке", "на", "не"].iter().any(|ending| last.ends_with(ending))
}

/// «… паспортына қосымша»: what stands above the word, where it may be the name of a document in the dative.
fn bare_annex(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['.', ' ']);
    let at = lower_case(text).strip_suffix("қосымша")?.len();
    Some(text[..at].trim_end()).filter(|before| is_dative(before))
}

/// «… № 415 бұйрығына қосымша Азаматтарды қабылдау қағидаларына 2-қосымша», «… № 415 бұйрығына қосымша … № 391 бұйрығымен
/// бекітілген»: an annex of the amending act that is to stand for a document of the amended one, or an annex of it, the
/// two blocks in one paragraph. It is the first.
fn outer_annex(words: &str) -> Option<(String, &str)> {
    const MARK: &str = "қосымша";
    let first = words.find(MARK)? + MARK.len();
    let rest = words[first..].trim_start();
    let number = |words: &str| words.split_once('№').and_then(|(_, rest)| rest.split_whitespace().next().map(str::to_owned));
    // A stamp with the number of the block's own act is that of a document that this act approves.
    let stamped = ends_stamp(rest) && number(rest).is_some_and(|other| number(&words[..first]).is_some_and(|own| own != other));
    if !((stamped || rest.ends_with(MARK)) && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«'))) {
        return None;
    }
    annex_number(&words[..first]).filter(|(_, before)| annex_of(before) == AnnexOf::Act)
}

/// «… бұйрығымен бекітілген»
fn ends_stamp(words: &str) -> bool {
    words.trim_end_matches(['.', ' ', '"', '»']).ends_with("бекітілген")
}

/// Whether a block that begins at `first` needs nothing before it: it begins with a capital letter and the paragraph
/// above does not run on into it.
fn begins_block(text: &CleanText, first: usize, of: AnnexOf) -> bool {
    let here = text.paragraph_text(first);
    let capital = here.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '«'));
    if !capital || first == 0 {
        return false;
    }
    let above = text.paragraph_text(first - 1);
    let lower = above.to_lowercase();
    let runs_on = [&GENITIVE[..], &PARTICIPLE, &[",", "тыс", "және", "туралы", "республикасы", "мен"]].iter().any(|endings| ends_with_any(&lower, endings));
    let dated = above.contains('№') || above.contains("жылғы");
    let apart = text.paragraphs[first].gap != Gap::None;
    if runs_on || dated || line::ends_with_dash(above) {
        return false;
    }
    of == AnnexOf::Act && apart || begins_with_state(text, first) && !above.ends_with(" және") || apart && !follows_name(above)
}

/// Whether the line above `below` is of figures alone, as a cell of a table is; the number and the year of an act are none where the block is set so narrow that they
/// stand by themselves: «№ 595», «2015» above «жылғы».
fn is_figures(words: &str, below: &str) -> bool {
    let of_block = words.starts_with('№') || below.starts_with("жыл");
    !of_block && words.chars().all(|c| !c.is_alphabetic())
}

/// Whether the name of the state begins in paragraph `at`: «Қазақстан Республикасы …», or «Қазақстан» above «Республикасы».
pub(super) fn begins_with_state(text: &CleanText, at: usize) -> bool {
    let words = text.paragraph_text(at);
    let below = || text.paragraphs.get(at + 1).map_or("", |_| text.paragraph_text(at + 1));
    words.starts_with("Қазақстан Республикасы") || words == "Қазақстан" && below().starts_with("Республикасы")
}

/// «білдірген», «шыққан»: a participle, which a noun follows.
const PARTICIPLE: [&str; 4] = ["ған", "ген", "қан", "кен"];

/// The titles that an annex block may begin with, as letters alone.
pub(super) struct Titles {
    /// Of the act, and of what it approves.
    begun: BTreeSet<String>,
    /// The first letters of each of these.
    beginnings: HashSet<String>,
    /// Of what it approves and of its annexes.
    documents: Vec<Document>,
}

/// A document that was opened.
struct Document {
    /// Its title, as letters alone.
    title: String,
    /// Bytes of the title that tell it from others.
    beginning: usize,
    segment: &'static str,
    /// The paragraph that its title begins with.
    at: usize,
}

impl Titles {
    pub(super) fn new(act: &str) -> Self {
        let mut titles = Self { begun: BTreeSet::new(), beginnings: HashSet::new(), documents: Vec::new() };
        titles.begins(act);
        titles
    }

    /// Takes in a title that a block may begin with.
    fn begins(&mut self, title: &str) {
        let title = letters(title);
        self.beginnings.insert(title.chars().take(BEGINNING).collect());
        self.begun.insert(title);
    }

    /// Takes in the title of a document that begins, the first words of `title`.
    pub(super) fn open(&mut self, at: usize, title: &str, approved: bool) {
        if approved {
            self.begins(title);
        }
        let letters = letters(title);
        if letters.chars().count() >= TITLE_MIN && self.documents.len() < DOCUMENTS_MAX {
            let beginning = letters.char_indices().nth(BEGINNING).map_or(letters.len(), |(end, _)| end);
            self.documents.push(Document { title: letters, beginning, segment: component_segment(title), at });
        }
    }

    /// The document, the last opened first, whose title `block` repeats, in the dative; to its last letter where it is `whole`. The
    /// block begins with paragraph `first`.
    fn repeated(&self, first: usize, block: &str, whole: bool) -> Option<&'static str> {
        let block = letters(block);
        let count = block.chars().count();
        if count < TITLE_MIN + DATIVE_LETTERS {
            return None;
        }
        let stem: String = block.chars().take(count - DATIVE_LETTERS).collect();
        let begins = |document: &Document| block.len() <= document.title.len() + LONGER_MAX && block.starts_with(&document.title[..document.beginning]);
        let is_title = |document: &&Document| document.at < first && (document.title.starts_with(&stem) || !whole && begins(document));
        self.documents.iter().rev().find(is_title).map(|document| document.segment)
    }

    /// Whether a line holds the first words of one of them.
    fn begin(&self, line: &str) -> bool {
        let line = letters(line);
        let count = line.chars().count();
        if count < TITLE_MIN {
            return false;
        }
        // the first title at or after the line, in the order of the letters, is the one that goes on with it
        let goes_on = self.begun.range(line.clone()..).next().is_some_and(|title| title.starts_with(&line));
        let ends = line.char_indices().map(|(at, _)| at).take(BEGINNING + 1);
        goes_on || count > BEGINNING && ends.map(|end| &line[..end]).any(|beginning| self.beginnings.contains(beginning))
    }
}

/// Documents whose titles are kept. It bounds what a hostile text can cost.
const DOCUMENTS_MAX: usize = 256;
/// Letters of the shortest title that a block is known by.
const TITLE_MIN: usize = 10;
/// Letters of an ending of the dative, «-на».
const DATIVE_LETTERS: usize = 2;
/// Letters at the beginning of a long title that tell it from others; its last words may be put another way.
const BEGINNING: usize = 30;
/// Bytes that a block may be longer than the title it repeats: a word more, other endings.
const LONGER_MAX: usize = 40;

/// The first letters of a text, in lower case; enough to tell titles apart.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(400).collect()
}

/// Whether the line above ends like the middle of a name rather than like the end of a table or a signature.
fn follows_name(above: &str) -> bool {
    let words = above.split_whitespace().count();
    (2..=9).contains(&words) && above.chars().next().is_some_and(char::is_alphabetic)
}

/// Whether two annex blocks are of one document: «Ережеге 1-қосымша», «Ережеге 2-қосымша».
pub(super) fn are_of_one_document(one: &str, other: &str) -> bool {
    let owner = |block: &str| letters(annex_number(block).map_or(block, |(_, before)| before));
    owner(one) == owner(other)
}

/// What a block names in the dative, as letters alone and without that ending: «… үлгілік шартқа қосымша».
pub(super) fn named_in_dative(block: &str) -> Option<String> {
    let named = annex_number(block).map(|(_, before)| before).or_else(|| bare_annex(block)).filter(|named| is_dative(named))?;
    let named = letters(named);
    let count = named.chars().count();
    (count >= TITLE_MIN + DATIVE_LETTERS).then(|| named.chars().take(count - DATIVE_LETTERS).collect())
}

/// Whether `title` is the whole name that begins with `stem`, but for the ending of its last noun.
pub(super) fn is_title_of(title: &str, stem: &str) -> bool {
    letters(title).strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= DATIVE_LETTERS)
}

fn is_annex_mark(text: &str) -> bool {
    annex_number(text).is_some()
}

/// «… бұйрығының 1-қосымшасы»: the annex as something that its act has.
fn is_owned(text: &str) -> bool {
    lower_case(text).ends_with("қосымшасы")
}

/// «3-1 қосымша», «4-4 - қосымша», «Қосымша», «№ 2 қосымша», «Қосымша 1», «1-қосымшасы» at the end of a block: the number and what stands before.
fn annex_number(text: &str) -> Option<(String, &str)> {
    let text = text.trim_end_matches(['.', ' ']);
    if is_owned(text) {
        // an only one has no number, and is none of a block: «бұйрықтың қосымшасы»
        return annex_number(text.get(..text.len() - "сы".len())?).filter(|(_, before)| text[before.len()..].contains(|c: char| c.is_ascii_digit()));
    }
    let lower = lower_case(text);
    if let Some(at) = lower.rfind("қосымша") {
        let after = text[at + "қосымша".len()..].trim();
        let before = text[..at].trim_end();
        if !after.is_empty() {
            let number = after.trim_start_matches(['№', ' ', '-']);
            let plain = !number.is_empty() && line::number_len(number) == number.len();
            return plain.then(|| (number.to_owned(), before));
        }
        let stripped = before.trim_end_matches(['-', '–', ' ', '\u{2011}']);
        let start =
            stripped.rfind(|c: char| !c.is_ascii_digit() && c != '-').map_or(0, |last| last + stripped[last..].chars().next().map_or(1, char::len_utf8));
        let number = stripped[start..].trim_start_matches('-');
        let before = stripped[..start].trim_end_matches(['№', 'N', ' ']);
        if number.is_empty() {
            // «бұйрығына қосымша»: the only one.
            return (before.is_empty() || annex_of(before) != AnnexOf::Unsaid).then(|| ("1".to_owned(), before));
        }
        return (line::number_len(number) == number.len()).then(|| (number.to_owned(), before));
    }
    None
}

/// What the words before «N-қосымша» name, by the noun in the dative that they end with: «бұйрығына», «қағидаларға», «анықтамалыққа (30-шығарылым)».
fn annex_of(text: &str) -> AnnexOf {
    let text = text.trim_end_matches(['"', '»', ' ']);
    let text = text.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(text, |(before, _)| before.trim_end_matches(['"', '»', ' ']));
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    // in the dative, and in the genitive, as some write
    let owns = |case: &Case| matches!(case, Case::Dative | Case::Genitive);
    if cite::act_word(last).is_some_and(|(_, case)| owns(&case)) {
        return AnnexOf::Act;
    }
    let form = last.to_lowercase().starts_with("нысан") && (ends_with_any(last, &DATIVE) || ends_with_any(last, &GENITIVE));
    let document = cite::document_named(last).filter(|(_, case)| owns(case)).map(|(segment, _)| AnnexOf::Document(segment));
    document.unwrap_or(if form { AnnexOf::Form } else { AnnexOf::Unsaid })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{Provision, ProvisionKind};
    use crate::repair::repair;
    use crate::structure;
    use crate::text::SourceText;

    #[test]
    fn annex_blocks_end_with_their_number() {
        let cases = [
            ("1-қосымша", Some(("1", AnnexOf::Unsaid)), "V1800016354"),
            ("регламентіне 1-қосымша", Some(("1", AnnexOf::Document("regulation"))), "V1200007775"),
            ("қысқарту қағидаларына 3-1 қосымша", Some(("3-1", AnnexOf::Document("rules"))), "V2000021165"),
            ("қағидаларына 4-4 - қосымша", Some(("4-4", AnnexOf::Document("rules"))), "V2000021165"),
            ("Бірлескен бұйрығына 2-қосымша", Some(("2", AnnexOf::Act)), "V2000021165"),
            ("бұйрығына қосымша", Some(("1", AnnexOf::Act)), "an only annex"),
            ("шешіміне № 2 қосымша", Some(("2", AnnexOf::Act)), "older decisions"),
            ("ҚОСЫМША 3", Some(("3", AnnexOf::Unsaid)), "older acts"),
            ("№ 30 бұйрығының 1-қосымшасы", Some(("1", AnnexOf::Act)), "an annex that its act has"),
            ("бұйрықтың қосымшасы", None, "without a number"),
            ("осы Қағидаларға 1-қосымшаға", None, "a reference"),
            ("виза алуға қажетті қосымша", None, "an adjective"),
        ];
        for (text, meant, seen) in cases {
            let found = annex_number(text).map(|(number, before)| (number, annex_of(before)));
            assert_eq!(found, meant.map(|(number, of)| (number.to_owned(), of)), "{text}: {seen}");
        }
    }

    /// The addresses of annexes and approved documents in a text, with their lines.
    fn documents(printed: &str) -> Vec<String> {
        let source = SourceText::new("a.txt", printed);
        let read = structure::parse(&source, &repair(&source).value).value;
        let is_document = |kind| matches!(kind, ProvisionKind::Annex | ProvisionKind::Component);
        let line = |unit: &Provision| format!("{} {}-{}", unit.path, unit.lines.first, unit.lines.last);
        read.provisions.iter().filter(|unit| is_document(unit.kind)).map(line).collect()
    }

    /// An order that approves a document of this title; what comes behind it begins on line 19.
    fn order(title: &str) -> String {
        format!(
            "\nСынақ туралы\n\nКөлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n      БҰЙЫРАМЫН:\n      1. Қоса беріліп отырған {title} бекітілсін.\n      \
             2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n      Министр М. Қарабаев\n\n \n\nКөлік министрінің\n2024 жылғы 5 маусымдағы\n\
             № 198 бұйрығымен\nбекітілген\n\n{title}\n\n      1. Сынақ күн сайын өткізіледі.\n      2. Сынақ ақысы тегін.\n"
        )
    }

    #[test]
    fn a_block_set_in_a_narrow_column_is_whole() {
        let who = "Қазақстан\nРеспубликасы\nҰлттық\nэкономика\nминистрінің\n2015\nжылғы\n30 шілдедегі\n№ 595\n";
        let head = "Сынақ туралы\nҚазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 30 шілдедегі № 595 бұйрығы\nБҰЙЫРАМЫН:\n\
                    1. Қағидалар бекітілсін.\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nминистрі К. Мәсімов\n";
        let annex = |number: u32, items: &str| format!("{who}бұйрығына\n{number}-қосымша\nҚұралдардың тізбесі\n{items}");
        let printed = format!("{head}{}{}", annex(1, "1. Таразы\n2. Сызғыш\n"), annex(2, "1. Сағат\n2. Өлшеуіш\n"));
        assert_eq!(documents(&printed), ["annex-1 8-21", "annex-2 22-35"]);
        let stamped = format!("{head}{who}бұйрығымен\nбекітілген\nСынақ қағидалары\n1. Сынақ күн сайын өткізіледі.\n2. Сынақ ақысы тегін.\n");
        assert_eq!(documents(&stamped), ["rules 8-21"]);
    }

    #[test]
    fn a_block_is_known_by_the_title_that_it_repeats() {
        let cases = [
            ("паспорты", "паспортына"),
            ("картасы", "картасына"),
            ("ұсынымдары", "ұсынымдарға"),
            ("актісі", "актіге"),
            ("рәсімі", "рәсіміне"),
            ("әдеп кодексі", "әдеп кодексіне"),
            ("қағидалары", "қағидаларына"),
        ];
        for (noun, dative) in cases {
            let title = format!("Сынақтарды жүргізу {noun}");
            let before = order(&title);
            let annex = format!("{before}Сынақтарды\nжүргізу {dative}\n1-қосымша\n\nҚұралдар\n\n      1. Таразы\n      2. Сызғыш\n");
            let found = documents(&annex);
            let begins = before.lines().count() + 1;
            assert!(found.len() == 2 && found[1].contains(&format!("/annex-1 {begins}-")), "{noun}: {found:?}");
        }
    }

    #[test]
    fn an_annex_may_be_named_as_one_that_its_act_has() {
        let before = order("Сынақ қағидалары");
        let begins = before.lines().count() + 2;
        let of = |block: &str| documents(&format!("{before}\n{block}\n\nҚұралдар\n\n      1. Таразы\n      2. Сызғыш\n"));
        let blocks = [
            ("Көлік министрінің\n2024 жылғы 5 маусымдағы\n№ 198 бұйрығының\n1-қосымшасы", "annex-1", 8),
            ("Сынақ қағидаларының\n2-қосымшасы", "rules/annex-2", 6),
        ];
        for (block, path, lines) in blocks {
            assert_eq!(of(block)[1..], [format!("{path} {begins}-{}", begins + lines)], "{block}");
        }
        let none = [
            "Көлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығының 1-қосымшасы",
            "осы бұйрықтың\n1-қосымшасы",
            "      Сынақ қағидаларының\n1-қосымшасы",
            "Сынақ паспорты\n1-қосымшасы",
        ];
        for block in none {
            assert_eq!(of(block).len(), 1, "{block}");
        }
    }

    #[test]
    fn a_block_that_repeats_no_title_is_known_by_its_shape() {
        let before = order("Сынақ қағидалары");
        let begins = before.lines().count() + 2;
        let of = |block: &str| documents(&format!("{before}\n{block}\n\nҚұралдар\n\n      1. Таразы\n      2. Сызғыш\n"));
        let found = of("Көлік құралының\nтехникалық паспортына\n1-қосымша");
        assert_eq!(found[1..], [format!("rules/annex-1 {begins}-{}", begins + 7)]);
        let none = [
            "Көлік құралының техникалық паспортына 1-қосымша",
            "көлік құралының\nтехникалық паспортына\n1-қосымша",
            "Көлік құралының\nтехникалық паспорты,\n1-қосымша",
            "Мұғалімдерге\nжәне тәрбиешілерге\nқосымша",
            "Көлік құралының техникалық паспортына қоса берілетін құжаттардың тізбесі\nжәне оларды жүргізуші берген кезде қолданылатын көлік құралының паспортына\n1-қосымша",
        ];
        for block in none {
            let found = of(block);
            assert!(found.iter().all(|path| !path.ends_with(&format!(" {begins}-{}", begins + 7))), "{block}: {found:?}");
        }
        let row = |key: usize, noun: &str| format!("\n{key}\nКөлік құралының {noun}ы\nКөлік құралының\n{noun}ына\n{key}-қосымша\n");
        let table =
            format!("{before}\nСынақ қағидаларына\n1-қосымша\n\nҚұжаттар тізбесі\n\n№\nҚұжаттың атауы\nҚосымшасы\n{}{}", row(1, "паспорт"), row(2, "талон"));
        assert_eq!(documents(&table).len(), 2, "cells of a table");
        let listed = documents(&format!("{before}      3. Мыналар:\n\nКөлік құралының\nтехникалық паспортына\n1-қосымша\n\n      берілсін.\n"));
        assert_eq!(listed.len(), 1, "a member of a list: {listed:?}");
    }

    #[test]
    fn the_stamp_of_a_changed_document_opens_no_document_of_this_act() {
        let stamp = "Көлік министрінің\n2020 жылғы 11 қыркүйектегі\n№ 391 бұйрығымен\nбекітілген";
        let act = |between: &str| {
            format!(
                "\nСынақ туралы\n\nКөлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n      БҰЙЫРАМЫН:\n      1. \"Сынақ қағидаларын бекіту туралы\" Көлік \
                 министрінің 2020 жылғы 11 қыркүйектегі № 391 бұйрығымен бекітілген Сынақ қағидалары осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.\n      \
                 Көлік министрі М. Қарабаев\n\n \n\nҚазақстан Республикасы\nКөлік министрінің\n2024 жылғы 5 маусымдағы\n№ 198 бұйрығына\nқосымша\n{between}{stamp}\n\n\
                 Сынақ қағидалары\n\n      1. Осы Қағидалар сынақ тәртібін айқындайды.\n      2. Сынақ күн сайын өткізіледі.\n"
            )
        };
        for between in ["Қазақстан Республикасы\n", "Қазақстан Республикасы\n\n", "\nҚазақстан Республикасы\n", "\nҚазақстан Республикасы\n\n", ""]
        {
            let text = act(between);
            assert_eq!(documents(&text), [format!("annex-1 11-{}", text.lines().count())], "{between:?}");
        }
        // «<br>»: both blocks in one paragraph
        let joined =
            "Көлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығына қосымша Көлік министрінің 2020 жылғы 11 қыркүйектегі № 391 бұйрығымен бекітілген";
        assert_eq!(outer_annex(joined).map(|(number, _)| number).as_deref(), Some("1"));
        assert_eq!(outer_annex(&joined.replace("391", "198")), None, "approved by the same act");
    }

    #[test]
    fn a_second_block_right_below_the_first_opens_no_annex() {
        let stamp = "\nКөлік министрінің\n2024 жылғы 5 маусымдағы\n№ 198 бұйрығымен\nбекітілген\n\nӨзгерістер енгізілетін бұйрықтар тізбесі\n\n      1. \"Сынақ туралы\" Көлік министрінің 2020 жылғы 11 қыркүйектегі № 391 бұйрығында:\n      91-қосымша осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын.\n";
        let head = "\nСынақ туралы\n\nКөлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n      БҰЙЫРАМЫН:\n      1. Қоса беріліп отырған тізбе бекітілсін.\n      Министр М. Қарабаев\n";
        for (inner, gap) in [
            ("Бюджетті атқару\nережесіне 91-қосымша", ""),
            ("Бюджетті атқару\nқағидаларына 91-қосымша", "\n"),
            ("Бюджет министрінің\n2010 жылғы 1 мамырдағы\n№ 7 бұйрығына\nқосымша", "\n"),
        ] {
            let text = format!(
                "{head}{stamp}\nӨзгерістер енгізілетін\nбұйрықтар тізбесіне\n1-қосымша\n{gap}{inner}\n\nҚұралдар\n\n      1. Таразы\n      2. Сызғыш\n"
            );
            let found = documents(&text);
            assert_eq!(found[1..], [format!("list/annex-1 19-{}", text.lines().count())], "{inner}");
        }
        // drawings leave nothing behind in the text
        let of = |number: u8| format!("\nКөлік министрінің\n2024 жылғы 5 маусымдағы\n№ 198 бұйрығына\n{number}-қосымша\n");
        let found = documents(&format!("{head}{}{}\nҚұралдар\n\n      1. Таразы\n      2. Сызғыш\n", of(1), of(2)));
        assert_eq!(found, ["annex-1 9-12", "annex-2 14-22"], "two annexes of one act");
    }

    #[test]
    fn one_who_signs_may_have_two_posts() {
        let head = "\nСынақ туралы\n\nҚаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығы\n\nБҰЙЫРАМЫН:\n1. Қоса беріліп отырған тізбе бекітілсін.\n\nПремьер-Министрдің Бірінші орынбасары –\nҚазақстан Республикасының\nҚаржы министрі Е. Жамаубаев\n";
        let post = "\nҚазақстан Республикасы\nПремьер-Министрінің\nБірінші орынбасары –\nҚазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 17 шілдедегі\n";
        for (block, path) in [("№ 700 бұйрығымен\nбекітілген\n", "list"), ("№ 700 бұйрығына\nқосымша\n", "annex-1")] {
            for post in [post.to_owned(), post.replacen("Қазақстан Республикасы\n", "", 1)] {
                let text = format!("{head}{post}{block}\nЕлдер тізбесі\n\n1. Грузия\n2. Қырғызстан\n");
                assert_eq!(documents(&text), [format!("{path} 13-{}", text.lines().count())], "{post}");
            }
        }
    }
}

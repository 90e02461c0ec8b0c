//! What portals and printers put at the heads and the feet of pages.
//!
//! After this: the footer of the bank of acts and the numbers of pages are no lines of the text, and the line below one goes on where the page broke off.
//!
//! The words of the bank are known by themselves, be they printed once; a number is a page's beside them, or where the numbers count up through the file
//! and break its sentences off. The keys of a table's rows do neither.

use std::collections::HashMap;

use crate::text::{LineRange, Problem, ProblemCode};

use super::furniture::PAGES_MIN;
use super::layout::{INDENT_MIN, Kind, Layout};
use super::line::Line;
use super::paragraphs::is_ended;

/// Takes the footers and the numbers of pages out of `lines`.
pub(super) fn drop_marks(lines: &mut Vec<Line<'_>>, layout: &Layout, problems: &mut Vec<Problem>) {
    let mut marks = banners(lines, layout);
    marks.extend(numbers_at_feeds(lines));
    marks.extend(numbers_that_count_pages(lines, layout));
    if marks.is_empty() {
        return;
    }
    marks.sort_unstable();
    marks.dedup();
    for &at in &marks {
        let message = format!("«{}» is no text of the act but of its pages, and was left out", lines[at].text);
        problems.push(Problem::new(ProblemCode::LineRepeated, LineRange::new(lines[at].number, lines[at].number), message));
        if let Some(next) = lines.get_mut(at + 1) {
            next.page = true;
        }
    }
    let mut marks = marks.into_iter().peekable();
    let mut at = 0;
    lines.retain(|_| {
        let gone = marks.next_if_eq(&at).is_some();
        at += 1;
        !gone
    });
}

/// The number of a page, as it stands alone: `2`, `2 / 9`, `- 2 -`, `2-бет`, `9-дан 2-бет`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PageNumber {
    number: u32,
    /// The number of all pages, where it is told.
    of: Option<u32>,
    /// What stands around the figures.
    frame: String,
}

/// Longest number of a page, in letters: «Барлығы 12 беттің 10-беті».
const NUMBER_MAX: usize = 28;

impl PageNumber {
    fn read(text: &str) -> Option<Self> {
        let starts = text.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic() || matches!(c, '-' | '–' | '—'));
        if !starts || text.len() > 2 * NUMBER_MAX || !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let numbers: Vec<u32> = figures(text).map(|digits| digits.parse().ok().filter(|_| digits.len() <= 4)).collect::<Option<_>>()?;
        let frame: String = text.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect::<String>().to_lowercase();
        let small = text.to_lowercase();
        let words: Vec<&str> = small.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let signs: String = frame.chars().filter(|c| !c.is_alphabetic()).collect();
        let is_page = words.iter().any(|word| word.starts_with("бет") || matches!(*word, "стр" | "страница" | "page"));
        let plain = words.iter().all(|word| WORDS.contains(word)) && signs.chars().all(|c| matches!(c, '-' | '–' | '—' | '/' | '.' | ','));
        let read = match numbers[..] {
            [_] if words.is_empty() => matches!(&*signs, "" | "--" | "––" | "——") && (signs.is_empty() || text.ends_with(['-', '–', '—'])),
            [_] => is_page,
            [_, _] if words.is_empty() => signs == "/",
            [_, _] => is_page || matches!(&*frame, "из" | "of"),
            _ => false,
        };
        let (number, of) = (*numbers.iter().min()?, numbers.iter().max().copied().filter(|_| numbers.len() == 2));
        (read && plain && number > 0).then_some(Self { number, of, frame })
    }

    /// Nothing but figures: so are the keys of rows printed.
    fn is_bare(&self) -> bool {
        self.frame.is_empty()
    }
}

/// The words that stand beside the number of a page, and the endings of that number.
const WORDS: [&str; 24] = [
    "бет",
    "беті",
    "беттің",
    "беттен",
    "барлығы",
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "ы",
    "і",
    "сы",
    "сі",
    "шы",
    "ші",
    "ншы",
    "нші",
    "стр",
    "страница",
    "page",
    "of",
    "из",
];

fn figures(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
}

/// The words of the bank of acts that a line holds, alone or with a number or a day behind them.
struct Banner<'t> {
    at: usize,
    /// What is the same on each page.
    words: &'t str,
    number: Option<PageNumber>,
    /// Whether it is one of the names of the bank and nothing more, so that one page tells it.
    is_name: bool,
}

/// What the bank is called, and the words its name begins with.
const BANK: &str = "эталондық бақылау банкі";
const NAME: [&str; 11] =
    ["ҚР", "Қазақстан", "Республикасы", "Республикасының", "Нормативтік", "нормативтік", "құқықтық", "актілерінің", "актілердің", "НҚА", "электрондық түрдегі"];

impl<'t> Banner<'t> {
    fn read(at: usize, text: &'t str) -> Option<Self> {
        let end = text.find(BANK)? + BANK.len();
        let rest = text[end..].trim_start_matches(['»', '"', '”']);
        // «банкінде жариялансын» is a sentence
        if rest.starts_with(char::is_alphabetic) || rest.ends_with([';', ':']) || rest.len() >= 40 {
            return None;
        }
        let number = PageNumber::read(rest.trim_matches([' ', ',', '|']));
        let words = if number.is_some() { &text[..end] } else { text };
        let mut before = text[..end - BANK.len()].trim_start_matches(['«', '"', '“']).trim();
        let begins = before.starts_with(char::is_uppercase);
        while let Some(left) = NAME.iter().find_map(|word| before.strip_prefix(word)) {
            before = left.trim_start();
        }
        // «… бақылау банкі.» ends a list or a sentence
        let ends = number.is_some() || !rest.ends_with('.') && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        Some(Self { at, words, number, is_name: begins && before.is_empty() && ends })
    }
}

/// «ҚР НҚА электрондық түрдегі эталондық бақылау банкі, 02.09.2022» at the head or the foot of pages, with the number of the page in, above or below it.
///
/// What stands on three pages is a footer whatever its words; the name of the bank is one by itself, where it parts what goes on below it.
fn banners(lines: &[Line<'_>], layout: &Layout) -> Vec<usize> {
    let found: Vec<Banner<'_>> = lines.iter().enumerate().filter_map(|(at, line)| Banner::read(at, &line.text)).collect();
    let mut pages: HashMap<&str, usize> = HashMap::new();
    for banner in &found {
        *pages.entry(banner.words).or_default() += 1;
    }
    let (often, seldom): (Vec<&Banner<'_>>, Vec<&Banner<'_>>) = found.iter().partition(|banner| pages[banner.words] >= PAGES_MIN);
    let mut marks: Vec<usize> = often.iter().map(|banner| banner.at).collect();
    marks.extend(numbers_beside(lines, &often));
    let mut last = None;
    for banner in seldom.into_iter().filter(|banner| banner.is_name) {
        let Some((first, end, number)) = alone(lines, layout, banner, last) else { continue };
        marks.extend(first..=end);
        last = number.or(last);
    }
    marks
}

/// The lines of a footer that is printed once or twice, and the number of its page. `last` is the number of the page before.
fn alone(lines: &[Line<'_>], layout: &Layout, banner: &Banner<'_>, last: Option<u32>) -> Option<(usize, usize, Option<u32>)> {
    let at = banner.at;
    let read = |at: usize| lines.get(at).and_then(|line| PageNumber::read(&line.text));
    let above = at.checked_sub(1).filter(|_| lines[at].blanks == 0).and_then(read);
    let below = lines.get(at + 1).filter(|next| next.blanks == 0).and_then(|_| read(at + 1));
    let (first, end, number) = match (&banner.number, above, below) {
        (Some(number), ..) => (at, at, Some(number.clone())),
        (None, Some(number), _) => (at - 1, at, Some(number)),
        (None, None, Some(number)) => (at, at + 1, Some(number)),
        (None, None, None) => (at, at, None),
    };
    let is_framed = number.as_ref().is_some_and(|number| !number.is_bare());
    let counts = number.as_ref().is_some_and(|number| last.is_some_and(|last| last + 1 == number.number));
    // «1», the name of the bank, «2»: the rows of a list; a page that begins with 12 is a row as well
    let is_row = number.as_ref().is_some_and(|number| {
        let next = lines.get(end + 1).and_then(|next| PageNumber::read(&next.text));
        !counts && (number.number > 2 || next.is_some_and(|next| next.is_bare() && next.number == number.number + 1))
    });
    let parts = is_framed && banner.number.is_none() || counts || !is_row && is_at_edge(lines, layout, first, end, number.is_some());
    parts.then(|| (first, end, number.map(|number| number.number)))
}

/// Whether the lines from `first` to `end` stand between two pages: at the break of a page, or apart from the body of the text, or where its sentence breaks off.
///
/// A line set as the paragraphs around it may be a member of a list: the number of a page (`numbered`), its break or a broken sentence must tell it.
fn is_at_edge(lines: &[Line<'_>], layout: &Layout, first: usize, end: usize, numbered: bool) -> bool {
    let Some(before) = first.checked_sub(1) else { return lines.get(end + 1).is_some_and(|next| next.blanks > 0 || next.page) };
    let Some(after) = lines.get(end + 1) else {
        return lines[first].page || lines[first].blanks > 0 && (numbered || !is_set_as_paragraphs(lines, layout, first, end));
    };
    let apart = (lines[first].blanks > 0 || lines[first].page) && (after.blanks > 0 || after.page);
    let paged = lines[first].page || after.page;
    let of_page = || numbered || !is_set_as_paragraphs(lines, layout, first, end) || breaks_off(lines, layout, first, end);
    apart && (paged || is_body(lines, layout, before) && of_page()) || first < end && breaks_off(lines, layout, first, end)
}

/// Whether line `first` begins where the paragraphs around it do.
fn is_set_as_paragraphs(lines: &[Line<'_>], layout: &Layout, first: usize, end: usize) -> bool {
    let indent = lines[first].indent;
    let before = first.checked_sub(1).and_then(|before| lines.get(before));
    let beside = [before, lines.get(end + 1)].into_iter().flatten().any(|line| line.indent == indent);
    match layout.kind {
        Kind::Indented => indent >= INDENT_MIN && (beside || indent == layout.usual_indent),
        // where blank lines part paragraphs, they part no page from another
        Kind::Spaced | Kind::Wrapped | Kind::Plain => beside && lines.get(end + 1).is_none_or(|after| !after.text.starts_with(char::is_lowercase)),
    }
}

/// Whether the sentence of a paragraph of the body breaks off before line `first`, and goes on behind line `end`.
fn breaks_off(lines: &[Line<'_>], layout: &Layout, first: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (first.checked_sub(1), lines.get(end + 1)) else { return false };
    let open = !is_ended(&lines[before].text) && (lines[before].wrapped || !layout.keeps_spaces);
    open && after.indent < INDENT_MIN && after.text.starts_with(char::is_lowercase) && is_body(lines, layout, before)
}

/// Most lines of a paragraph in which its beginning is looked for.
const PARAGRAPH_MAX: usize = 100;

/// Whether line `at` is one of a paragraph, and no cell of a table.
fn is_body(lines: &[Line<'_>], layout: &Layout, at: usize) -> bool {
    if layout.kind != Kind::Indented {
        return is_ended(&lines[at].text) || lines[at].text.chars().count() * 10 >= layout.width * 7;
    }
    for (back, line) in lines[..=at].iter().rev().take(PARAGRAPH_MAX).enumerate() {
        // what is announced above a line that is not set in, and what stands below a key, are cells
        if back > 0 && (line.text.ends_with(':') || lone_number(line).is_some()) {
            return false;
        }
        if line.indent >= INDENT_MIN {
            return true;
        }
        if line.blanks > 0 || line.page || line.row {
            return false;
        }
    }
    false
}

/// The numbers above or below the footers of at least three pages, each more than the one before.
fn numbers_beside(lines: &[Line<'_>], banners: &[&Banner<'_>]) -> Vec<usize> {
    if banners.is_empty() || banners.iter().any(|banner| banner.number.is_some()) {
        return Vec::new();
    }
    let read = |at: usize| lines.get(at).and_then(|line| PageNumber::read(&line.text));
    let numbers = |beside: &dyn Fn(usize) -> Option<usize>| -> Vec<usize> {
        let found: Vec<(usize, PageNumber)> = banners.iter().filter_map(|banner| beside(banner.at).and_then(|at| Some((at, read(at)?)))).collect();
        let rises = found.windows(2).all(|pair| pair[0].1.number < pair[1].1.number && pair[0].1.frame == pair[1].1.frame && pair[0].1.of == pair[1].1.of);
        // a page may go without its number where that is told by more than figures
        let enough = found.len() == banners.len() || found.len() >= PAGES_MIN && !found[0].1.is_bare();
        if enough && rises { found.into_iter().map(|(at, _)| at).collect() } else { Vec::new() }
    };
    let (above, below) = (numbers(&|at| at.checked_sub(1)), numbers(&|at| Some(at + 1)));
    if above.is_empty() { below } else { above }
}

/// The number that a line holds, and nothing else.
fn lone_number(line: &Line<'_>) -> Option<u32> {
    line.text.parse().ok().filter(|_| line.text.len() <= 4)
}

/// A line, and the number of a page that it holds.
type NumberedLine = (usize, u32);

/// The lines that hold nothing but a number, each one more than the one before, beside all form feeds of the text; at some of them alone stand the keys of rows.
fn numbers_at_feeds(lines: &[Line<'_>]) -> Vec<usize> {
    let feeds = lines.iter().filter(|line| line.form_feed).count();
    if feeds < PAGES_MIN {
        return Vec::new();
    }
    let beside = |at: usize| lines[at].form_feed || lines.get(at + 1).is_some_and(|next| next.form_feed);
    let numbers: Vec<usize> = (0..lines.len()).filter(|&at| beside(at) && lone_number(&lines[at]).is_some()).collect();
    let rises = numbers.windows(2).all(|pair| lone_number(&lines[pair[0]]).map(|number| number + 1) == lone_number(&lines[pair[1]]));
    if numbers.len() >= PAGES_MIN && numbers.len() + 1 >= feeds && rises { numbers } else { Vec::new() }
}

/// The lines that hold nothing but a number, each one more than the one before, most of which break a sentence off: no row of a table does.
fn numbers_that_count_pages(lines: &[Line<'_>], layout: &Layout) -> Vec<usize> {
    let mut series: HashMap<(String, Option<u32>), Vec<NumberedLine>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(read) = PageNumber::read(&line.text) else { continue };
        let is_between = !read.is_bare() || at > 0 && (breaks_off(lines, layout, at, at) || parts_paragraphs(lines, layout, at));
        if is_between {
            series.entry((read.frame, read.of)).or_default().push((at, read.number));
        }
    }
    let mut marks = Vec::new();
    for ((_, of), found) in series {
        let counts = found[0].1 <= 2 && found.windows(2).all(|pair| pair[0].1 + 1 == pair[1].1);
        let enough = found.len() >= PAGES_MIN || of.is_some_and(|of| found.len() > 1 && found.len() >= of as usize);
        let broken = found.iter().filter(|&&(at, _)| breaks_off(lines, layout, at, at)).count();
        if counts && enough && broken * 2 >= found.len() {
            marks.extend(found.into_iter().map(|(at, _)| at));
        }
    }
    marks
}

/// Whether line `at` stands between two paragraphs of the body.
fn parts_paragraphs(lines: &[Line<'_>], layout: &Layout, at: usize) -> bool {
    let next = lines.get(at + 1).is_none_or(|next| next.indent >= INDENT_MIN);
    next && layout.kind == Kind::Indented && is_ended(&lines[at - 1].text) && is_body(lines, layout, at - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_pages_are_read_by_their_forms() {
        let cases = [
            ("2", Some((2, None))),
            ("2 / 9", Some((2, Some(9)))),
            ("9/9", Some((9, Some(9)))),
            ("2-бет", Some((2, None))),
            ("- 2 -", Some((2, None))),
            ("9-дан 2-бет", Some((2, Some(9)))),
            ("Барлығы 12 беттің 10-беті", Some((10, Some(12)))),
            ("Page 3 of 9", Some((3, Some(9)))),
            ("2.", None),
            ("2)", None),
            ("-2", None),
            ("2-7", None),
            ("5-бап", None),
            ("9-дан 2", None),
            ("2022 жыл", None),
            ("15211,0", None),
            ("", None),
        ];
        for (text, meant) in cases {
            assert_eq!(PageNumber::read(text).map(|read| (read.number, read.of)), meant, "{text}");
        }
    }

    #[test]
    fn the_name_of_the_bank_is_known_by_its_words() {
        let cases = [
            ("ҚР нормативтік құқықтық актілерінің эталондық бақылау банкі", true),
            ("«ҚР нормативтік құқықтық актілерінің эталондық бақылау банкі»", true),
            ("Нормативтік құқықтық актілердің эталондық бақылау банкі 3", true),
            ("Қазақстан Республикасы нормативтік құқықтық актілерінің эталондық бақылау банкі", true),
            ("ҚР НҚА электрондық түрдегі эталондық бақылау банкі, 02.09.2022", true),
            ("ҚР НҚА эталондық бақылау банкі 2 / 9", true),
            ("ҚР НҚА эталондық бақылау банкі.", false),
            ("құқықтық актілерінің эталондық бақылау банкі", false),
            ("Орталықтың ҚР НҚА эталондық бақылау банкі", false),
            ("ҚР НҚА эталондық бақылау банкінде жариялансын", false),
            ("ҚР НҚА эталондық бақылау банкі арқылы", false),
        ];
        for (text, meant) in cases {
            assert_eq!(Banner::read(0, text).is_some_and(|banner| banner.is_name), meant, "{text}");
        }
    }
}

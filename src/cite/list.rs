//! Lists of numbers as they stand before a noun: «15, 16 және», «1) – 3)», «бірінші және екінші».

use super::numeral::{digits_at, ordinal_at, small_integer};
use super::span::{NumberSpan, reads_as_span};
use super::word::{after_space, is_word, skip_spaces, strip_stem, word_at};
use crate::act::RANGE_MAX;

/// Most numbers of one list («15, 16 және 17-тармақтар»).
pub(super) const LIST_MAX: usize = 256;

/// What stands between the ends of a span.
const DASHES: [char; 5] = ['-', '–', '—', '‑', '−'];

/// One item of a list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'t> {
    /// As digits; whether a bracket follows («7)»).
    Number { number: &'t str, bracket: bool },
    /// «а)».
    Letter(char),
    /// «3–7».
    Range { first: u32, last: u32, bracket: bool },
    /// «2-1) – 2-3)», «5) – 5-2)»: what lies between is numbered behind a hyphen.
    Span { first: &'t str, last: &'t str, bracket: bool },
    /// «бірінші».
    Ordinal(u32),
    /// «алтыншы – сегізінші».
    OrdinalRange { first: u32, last: u32 },
}

impl Item<'_> {
    pub(super) fn has_bracket(&self) -> bool {
        use Item::{Letter, Number, Range, Span};
        matches!(self, Number { bracket: true, .. } | Range { bracket: true, .. } | Span { bracket: true, .. } | Letter(_))
    }
}

/// How surely a number of a list is one of those that are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    None,
    /// The list can be read so that another is meant: «5-7» of «3, 5-7 және 9-баптар».
    Other,
}

/// A list, which is never empty. Most have one number, and most of those name nothing.
#[derive(Clone, Debug)]
pub(super) struct Items<'t> {
    first: Item<'t>,
    more: Vec<Item<'t>>,
}

impl<'t> Items<'t> {
    pub(super) fn len(&self) -> usize {
        1 + self.more.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Item<'t>> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    pub(super) fn last(&self) -> Item<'t> {
        self.more.last().copied().unwrap_or(self.first)
    }

    /// Hands each number to `name`, up to `most` of them, and whether it is in doubt. With a `plural` noun a hyphen may span units.
    pub(super) fn each(&self, plural: bool, most: usize, mut name: impl FnMut(&dyn std::fmt::Display, Doubt)) {
        let mut left = most;
        let mut give = |number: &dyn std::fmt::Display, doubt| {
            if left > 0 {
                left -= 1;
                name(number, doubt);
            }
        };
        for (at, item) in self.iter().enumerate() {
            match item {
                Item::Number { number, .. } => match NumberSpan::hyphened(number).filter(|_| plural) {
                    None => give(&number, Doubt::None),
                    // alone it spans, «3-5-тармақтар»: one unit would be no plural
                    Some(span) => match if self.len() == 1 { Some(true) } else { reads_as_span(number, self.numbers_beside(at)) } {
                        Some(true) => span.each(|number| give(number, Doubt::None)),
                        Some(false) => give(&number, Doubt::None),
                        None => give(&number, Doubt::Other),
                    },
                },
                Item::Letter(letter) => give(&latin(letter), Doubt::None),
                Item::Range { first, last, .. } | Item::OrdinalRange { first, last } => (first..=last).for_each(|number| give(&number, Doubt::None)),
                Item::Span { first, last, .. } => match NumberSpan::of(first, last) {
                    Some(span) => span.each(|number| give(number, Doubt::None)),
                    // «2-1) – 4)»: what lies between is not told
                    None => NumberSpan::loosely(first, last).each(|number| give(number, Doubt::Other)),
                },
                Item::Ordinal(value) => give(&value, Doubt::None),
            }
        }
    }

    /// The numbers of the list but that at `at`, those before it and those behind it.
    fn numbers_beside(&self, at: usize) -> (Vec<&'t str>, Vec<&'t str>) {
        let number = |item: Item<'t>| match item {
            Item::Number { number, .. } => Some(number),
            Item::Span { first, .. } => Some(first),
            _ => None,
        };
        (self.iter().take(at).filter_map(number).collect(), self.iter().skip(at + 1).filter_map(number).collect())
    }
}

/// The numbers of a list, and where it ends.
pub(super) fn items_at(text: &str, at: usize) -> Option<(Items<'_>, usize)> {
    let (first, mut end) = item_at(text, at)?;
    let mut items = Items { first, more: Vec::new() };
    while items.len() < LIST_MAX {
        let Some(next) = after_connector(text, end) else { break };
        let Some((item, item_end)) = item_at(text, next) else { break };
        items.more.push(item);
        end = item_end;
    }
    Some((items, end))
}

fn item_at(text: &str, at: usize) -> Option<(Item<'_>, usize)> {
    if let Some((letter, end)) = lettered(text, at) {
        return Some((Item::Letter(letter), end));
    }
    let first = number_at(text, at);
    if first.is_empty() {
        let (first, range) = ordinal_at(text, at)?;
        return Some(ordinal_range(text, first, range.end).unwrap_or((Item::Ordinal(first), range.end)));
    }
    let (bracket, end) = closing_bracket(text, at + first.len());
    // «3–7-тармақтар», «1) – 5) тармақшалары», «2-1) – 2-3) тармақшалары»
    if let Some(next) = after_dash(text, end, bracket) {
        let last = number_at(text, next);
        let (bracket, end) = closing_bracket(text, next + last.len());
        match (small_integer(first), small_integer(last)) {
            (Some(first), Some(last)) if last > first && last - first <= RANGE_MAX => return Some((Item::Range { first, last, bracket }, end)),
            (Some(_), Some(_)) => {}
            _ if is_rising(first, last) => return Some((Item::Span { first, last, bracket }, end)),
            _ => {}
        }
    }
    Some((Item::Number { number: first, bracket }, end))
}

/// Where the last number of a span begins whose first one ends at `end`: behind a dash, or behind a hyphen that stands apart or follows a bracket.
fn after_dash(text: &str, end: usize, bracket: bool) -> Option<usize> {
    let dash = skip_spaces(text, end);
    let c = text[dash..].chars().next().filter(|c| DASHES.contains(c))?;
    let next = skip_spaces(text, dash + c.len_utf8());
    let apart = dash > end && next > dash + c.len_utf8();
    (c != '-' || bracket || apart).then_some(next)
}

/// Whether `last` may end a span that `first` begins: «2-1» and «2-3», «5» and «5-2», and not «9-00» and «8-00».
fn is_rising(first: &str, last: &str) -> bool {
    let parts = |number: &str| -> Option<Vec<u32>> { number.split('-').map(small_integer).collect() };
    matches!((parts(first), parts(last)), (Some(first), Some(last)) if !last.is_empty() && first < last && last[0] - first[0] <= RANGE_MAX)
}

/// «алтыншы – сегізінші абзацтар», «екінші-төртінші бөліктері».
fn ordinal_range(text: &str, first: u32, end: usize) -> Option<(Item<'static>, usize)> {
    let dash = skip_spaces(text, end);
    let c = text[dash..].chars().next().filter(|c| DASHES.contains(c))?;
    let (last, range) = ordinal_at(text, skip_spaces(text, dash + c.len_utf8()))?;
    (last > first && last - first <= RANGE_MAX).then_some((Item::OrdinalRange { first, last }, range.end))
}

fn closing_bracket(text: &str, at: usize) -> (bool, usize) {
    let bracket = text[at..].starts_with(')');
    (bracket, at + usize::from(bracket))
}

/// `12-1` of «12-1-бап»; a dash with no digit behind it is not part of the number.
fn number_at(text: &str, at: usize) -> &str {
    let mut end = at + digits_at(text, at).len();
    while end > at && text.as_bytes().get(end) == Some(&b'-') && end - at < 40 {
        let more = digits_at(text, end + 1);
        if more.is_empty() {
            break;
        }
        end += 1 + more.len();
    }
    &text[at..end]
}

/// «а)», «б)»: a letter as number.
pub(super) fn lettered(text: &str, at: usize) -> Option<(char, usize)> {
    let bytes = &text.as_bytes()[at..];
    // Most words go on after their first letter.
    if bytes.get(1) != Some(&b')') && bytes.get(2) != Some(&b')') {
        return None;
    }
    let mut letters = text[at..].chars();
    let letter = letters.next().filter(|c| c.is_alphabetic())?;
    (letters.next() == Some(')')).then_some((letter, at + letter.len_utf8() + 1))
}

/// Letters that number things, as addresses write them.
fn latin(letter: char) -> &'static str {
    const LETTERS: &[(char, &str)] = &[
        ('а', "a"),
        ('ә', "ae"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('ғ', "gh"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "yo"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('й', "j"),
        ('к', "k"),
        ('қ', "q"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "h"),
        ('ц', "c"),
        ('ч', "ch"),
        ('ш', "sh"),
    ];
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz";
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    if let Some(at) = ASCII.find(lower) {
        return &ASCII[at..=at];
    }
    LETTERS.iter().find(|(known, _)| *known == lower).map_or("x", |&(_, latin)| latin)
}

/// The place after «,», «және», «мен», «немесе» and the space around them.
pub(super) fn after_connector(text: &str, at: usize) -> Option<usize> {
    let comma = text[at..].starts_with(',');
    let word_start = if comma { skip_spaces(text, at + 1) } else { after_space(text, at)? };
    let word = word_at(text, word_start);
    if ["және", "мен", "бен", "пен", "немесе", "әрі"].iter().any(|connector| is_word(word, connector)) {
        return after_space(text, word_start + word.len());
    }
    if comma && is_word(word, "сондай") {
        let rest = strip_stem(&text[word_start..], "сондай-ақ")?;
        return after_space(text, text.len() - rest.len());
    }
    comma.then_some(word_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_to_their_last_number() {
        let cases = [
            ("15, 16 және 17-тармақтар", "15 16 17", "15, 16 және 17"),
            ("1) – 3) тармақшалары", "1 2 3", "1) – 3)"),
            ("бірінші және екінші бөліктері", "1 2", "бірінші және екінші"),
            ("а), б) тармақшалары", "a b", "а), б)"),
            ("12-1-бап", "12-1", "12-1"),
            ("алтыншы – сегізінші абзацтармен", "6 7 8", "алтыншы – сегізінші"),
            ("3-5-тармақтар", "3 4 5", "3-5"),
            ("2-1) – 2-3) тармақшалары", "2-1 2-2 2-3", "2-1) – 2-3)"),
            ("14-1 – 14-4-баптар", "14-1 14-2 14-3 14-4", "14-1 – 14-4"),
            ("14-1 - 14-3-баптар", "14-1 14-2 14-3", "14-1 - 14-3"),
            ("5) – 5-2) тармақшалары", "5 5-1 5-2", "5) – 5-2)"),
            ("1-1-1-3-тармақтары", "1-1 1-2 1-3", "1-1-1-3"),
            ("2-1) – 4) тармақшалары", "2-1? 3? 4?", "2-1) – 4)"),
            ("10 - 12-тармақтар", "10 11 12", "10 - 12"),
            ("2, 14-1 – 14-3 және 20-баптар", "2 14-1 14-2 14-3 20", "2, 14-1 – 14-3 және 20"),
            // a hyphen in a list: a number behind the number, a span, or not told
            ("3, 5-7 және 9-баптары", "3 5-7? 9", "3, 5-7 және 9"),
            ("10, 12-15-тармақтары", "10 12 13 14 15", "10, 12-15"),
            ("26, 30-32 және 40-баптары", "26 30 31 32 40", "26, 30-32 және 40"),
            ("13-2, 13-3-баптары", "13-2 13-3", "13-2, 13-3"),
            ("1, 1-2 және 3-тармақтары", "1 1-2 3", "1, 1-2 және 3"),
            ("5-1, 5-7 және 9-баптары", "5-1 5-7 9", "5-1, 5-7 және 9"),
            ("2-1 және 5-7-баптары", "2-1 5-7", "2-1 және 5-7"),
            ("2-4, 3 және 9-тармақтары", "2-4 3 9", "2-4, 3 және 9"),
        ];
        for (text, numbers, printed) in cases {
            let (items, end) = items_at(text, 0).unwrap_or_else(|| panic!("{text}"));
            let mut named = Vec::new();
            items.each(true, 100, |number, doubt| named.push(if doubt == Doubt::None { number.to_string() } else { format!("{number}?") }));
            assert_eq!((named.join(" ").as_str(), &text[..end]), (numbers, printed), "{text}");
        }
        let (items, _) = items_at("1) – 200) тармақшалары", 0).expect("a list");
        let mut named = 0;
        items.each(true, 7, |_, _| named += 1);
        assert_eq!(named, 7, "no more than asked for");
    }
}

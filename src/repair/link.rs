//! What a displaced link looks like at the end of a line.
//!
//! After this: the last words of a line are known to be a link or not: `№ 11-1-4/240`, `10-тармақ`, `7) тармақшасы`,
//! `бірлескен бұйрығына`, `БҰЙЫРАМЫН:`, a bare `9-1` of a list, or the rest of a link cut at the line's end. Words are
//! taken as they are printed, glued to the word before them too (`менқаулысымен`).

use std::ops::Range;

use super::letter::{is_letter, lower as lower_letter};
use super::number;
use crate::text::{DATIVE, GENITIVE, ends_with_any};

/// What a link names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// A numbered unit: `10-тармақ`, `7) тармақшасы`.
    Unit,
    /// A number or `1)` that shares the noun of the next link.
    Number,
    /// A number whose noun is on the next line: `15-2-`.
    Cut,
    /// What a cut link goes on with: `тармағына`, `-тарауында`, `на`.
    Rest,
    /// The number of an act: `№ 11-1-4/240`.
    Document,
    /// The word for an act: `бұйрығына`.
    Act,
    /// `БҰЙЫРАМЫН:`, set in bold.
    Order,
    /// A part of an act without a number: `Кіріспе`.
    Part,
    /// A law by its title: `"Жол жүрісі туралы"`, with or without its kind.
    Title,
}

/// A link at the end of a line.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) range: Range<usize>,
    pub(super) kind: LinkKind,
    /// No space before it: it was drawn right after other words.
    pub(super) glued: bool,
    /// The number was shared out between it and the words that stay: `2-5-бабы`.
    pub(super) split: bool,
    /// It begins with the name of a code, not with a title in quotation marks.
    pub(super) named: bool,
}

const UNITS: [&str; 12] = ["тармақша", "тармақ", "тармағ", "бап", "баб", "бөлі", "тарау", "қосымша", "абзац", "параграф", "жол", "бөлік"];
const ACTS: [&str; 12] = ["бұйры", "қаулы", "кодекс", "жарлы", "қағида", "ереже", "регламент", "стандарт", "нұсқаулы", "жарғы", "шешім", "конституция"];
/// `заңды` and `заңнама` are no acts, so its forms are told one by one.
const LAW_FORMS: [&str; 14] =
    ["заң", "заңы", "заңына", "заңында", "заңының", "заңымен", "заңынан", "заңын", "заңға", "заңда", "заңның", "заңмен", "заңдары", "заңдарына"];
const ORDERS: [&str; 10] =
    ["БҰЙЫРАМЫН", "БҰЙЫРАМЫЗ", "ҚАУЛЫ ЕТЕДІ", "ҚАУЛЫ ЕТЕМІН", "ҚАУЛЫ ЕТЕМІЗ", "қаулы ЕТЕДІ", "қаулы етеді", "қаулы етемін", "ШЕШІМ ҚАБЫЛДАДЫ", "ШЕШТІ"];
/// Codes that are linked with their names where a wide reading is asked for.
const CODES: [&str; 9] = ["Азаматтық", "Қылмыстық", "Еңбек", "Салық", "Бюджет", "Экологиялық", "Кәсіпкерлік", "Жер", "Су"];
/// Parts of a unit are counted in words: `бірінші бөлігі`.
const ORDINALS: [&str; 10] = ["бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы", "жетінші", "сегізінші", "тоғызыншы", "оныншы"];
const PARTS: [&str; 8] = ["кіріспе", "кіріспесі", "кіріспесінде", "тақырып", "тақырыбы", "тақырыбында", "преамбула", "преамбуласы"];
/// The only annex has no number: `осы шешімге қосымшаға`, `осы шешімнің қосымшасына`.
const ANNEXES: [&str; 5] = ["қосымшаға", "қосымшада", "қосымшасына", "қосымшасында", "қосымшасының"];
/// Letters an ending may add to a stem: `бұйры|қтарымен` has seven, `регламент|теріндегі` nine.
const ENDING_MAX: usize = 10;

/// The link that `text[..end]` ends with; `after` is the one that follows it.
///
/// A wide reading takes titles of laws and names of codes into the link.
pub(super) fn last_link(text: &str, end: usize, previous: &str, next: &str, after: Option<&Link>, wide: bool) -> Option<Link> {
    let head = &text[..end];
    // what stands in a cell was drawn there
    if head.is_empty() || head.contains('|') {
        return None;
    }
    let make = |start: usize, kind| Link { range: start..end, kind, glued: is_glued(text, start), split: false, named: false };
    let bare = head.strip_suffix(':').unwrap_or(head);
    if let Some(order) = ORDERS.iter().find(|order| bare.ends_with(**order)) {
        return Some(make(bare.len() - order.len(), LinkKind::Order));
    }
    if wide && let Some(start) = title_start(head) {
        return Some(make(start, LinkKind::Title));
    }
    if let Some((start, kind)) = number::lettered(head, previous) {
        return Some(make(start, kind));
    }
    let word_start = start_of(head, is_letter);
    if word_start < end {
        let link = worded(text, word_start..end, previous, next);
        return link.map(|link| widened(text, link, wide));
    }
    let number_start = number_start(head.trim_end_matches(')'));
    let digits = head[number_start..].starts_with(|c: char| c.is_ascii_digit());
    if !digits {
        return None;
    }
    let before = head[..number_start].trim_end();
    if let Some(sign) = number::sign_start(before) {
        return (!head.ends_with([')', '-'])).then(|| make(sign, LinkKind::Document));
    }
    if head.contains('/') && head[number_start..].contains('/') {
        return previous.trim_end().ends_with('№').then(|| make(number_start, LinkKind::Document));
    }
    // `27.12.2024 №` above, `… енгізіледі)1123` here: figures alone are told by the word or bracket they were drawn right after
    if previous.trim_end().ends_with('№') && !head.ends_with([')', '-']) && head[..number_start].ends_with(|c: char| is_letter(c) || c == ')') {
        return Some(make(number_start, LinkKind::Document));
    }
    let open = after.is_none() && !is_unit(next);
    match after {
        Some(after) if matches!(after.kind, LinkKind::Unit | LinkKind::Number | LinkKind::Cut) => Some(make(number_start, LinkKind::Number)),
        None if head.ends_with('-') && open && !next.is_empty() => Some(make(number_start, LinkKind::Cut)),
        None if head.ends_with(')') && open && head[..number_start].ends_with(' ') => Some(make(number_start, LinkKind::Number)),
        _ => None,
    }
}

/// Where the title of a law at the end of `head` begins: `"Жол жүрісі туралы"`.
fn title_start(head: &str) -> Option<usize> {
    let (inner, open) = head.strip_suffix('"').map(|inner| (inner, '"')).or_else(|| head.strip_suffix('»').map(|inner| (inner, '«')))?;
    let start = inner.rfind(open)?;
    inner.ends_with(" туралы").then_some(start)
}

/// `link` with the title or the name before it: `"…" Қазақстан Республикасының Заңы`, `Азаматтық кодекстің`.
fn widened(text: &str, mut link: Link, wide: bool) -> Link {
    if link.kind != LinkKind::Act {
        return link;
    }
    let before = text[..link.range.start].trim_end();
    let named = before.trim_end_matches("Қазақстан Республикасының").trim_end();
    if wide && let Some(start) = title_start(named) {
        link = Link { range: start..link.range.end, kind: LinkKind::Title, glued: is_glued(text, start), split: false, named: false };
    } else if let Some(name) = CODES.iter().find(|name| before.ends_with(**name)) {
        let start = before.len() - name.len();
        link = Link { range: start..link.range.end, kind: LinkKind::Title, glued: is_glued(text, start), split: false, named: true };
    }
    link
}

/// Whether `link` may be the end of what `first` began: `3-тармақтың 2) тармақшасы` is linked as a whole.
pub(super) fn completes_phrase(text: &str, first: &Link, link: &Link) -> bool {
    let words = &text[first.range.clone()];
    let apart = text[first.range.end..link.range.start].trim().is_empty();
    apart && first.kind == LinkKind::Unit && link.kind == LinkKind::Unit && (ends_with_any(words, &GENITIVE) || words.ends_with("бабы"))
}

/// The link whose last word stands at `word`.
fn worded(text: &str, word: Range<usize>, previous: &str, next: &str) -> Option<Link> {
    let end = word.end;
    let make = |start: usize, kind| Link { range: start..end, kind, glued: is_glued(text, start), split: false, named: false };
    let form = lower(&text[word.clone()]);
    let before = &text[..word.start];
    if let Some(rest) = second_unit(&form).filter(|_| form.len() == word.len()) {
        return Some(make(word.start + rest, LinkKind::Rest));
    }
    if is_unit(&form) {
        let numbered = before.trim_end();
        let numbered = numbered.strip_suffix('-').unwrap_or(numbered);
        let start = number_start(numbered.trim_end_matches(')'));
        if start < numbered.len() && numbered[start..].starts_with(|c: char| c.is_ascii_digit()) {
            let mut link = make(whole_start(text, start), LinkKind::Unit);
            let number = &text[start..numbered.len()];
            // «№ 12-қосымша» is printed so
            if let Some(kept) = kept_by_sign(&text[..start], number).filter(|_| !form.starts_with("қосымша")) {
                link.range.start = start + kept;
                (link.glued, link.split) = (true, true);
                return Some(link);
            }
            if let (Some((first, _)), true) = (number.rsplit_once('-'), !number.ends_with(')') && is_unit(next)) {
                // The next line begins with a unit that has no number: the number before the hyphen is its own.
                link.range.start = start + first.len() + 1;
                link.split = true;
            }
            return Some(link);
        }
        if let Some(ordinal) = ORDINALS.iter().find(|ordinal| numbered.ends_with(**ordinal)) {
            return Some(make(numbered.len() - ordinal.len(), LinkKind::Unit));
        }
        if numbered.is_empty() || before.ends_with('-') {
            let cut = previous.ends_with(|c: char| c.is_ascii_digit()) && before.ends_with('-');
            return cut.then(|| make(word.start - 1, LinkKind::Rest));
        }
        if previous.ends_with('-') || previous.ends_with(')') && previous.trim_end_matches(')').ends_with(|c: char| c.is_ascii_digit()) {
            return Some(make(word.start, LinkKind::Rest));
        }
    }
    // «осы қаулының қосымшасына» stands where it belongs
    let in_place = form.starts_with("қосымшас") && before.ends_with(' ') && ends_with_any(before.trim_end(), &GENITIVE);
    if let Some(stem) = ANNEXES.iter().find_map(|annex| form.strip_suffix(annex)).filter(|_| !in_place)
        && form.len() == word.len()
        && !before.trim_end().ends_with(['-', ')'])
    {
        return Some(make(word.start + stem.len(), LinkKind::Unit));
    }
    if let Some(split) = act_start(&text[word.clone()]) {
        let start = word.start + split;
        let joint = ["бірлескен ", "Бірлескен "].iter().find(|joint| split == 0 && text[..start].ends_with(**joint));
        return Some(make(start - joint.map_or(0, |joint| joint.len()), LinkKind::Act));
    }
    if PARTS.contains(&&*form) {
        return Some(make(word.start, LinkKind::Part));
    }
    let last = &previous[start_of(previous, is_letter)..];
    let whole = lower(last) + &form;
    // A Latin letter that stands alone is a sign of its own: put to a word it would be made one of its letters.
    let latin = text[word.clone()].contains(|c: char| c.is_ascii_alphabetic());
    let completes = !latin && last.len() > 2 && form.chars().count() <= 3 && act_start(&whole) == Some(0) && !is_act_whole(last, &form);
    completes.then(|| make(word.start, LinkKind::Rest))
}

/// How much of `number`, printed behind `before` and before the noun of a unit, is that of an act: `№ 38714-бабына` is `№ 387` at the line's end and `14-бабына` drawn right
/// behind it. No unit has a number behind `№`, and none has more than four figures; which of them are whose is a guess.
fn kept_by_sign(before: &str, number: &str) -> Option<usize> {
    number::sign_start(before.trim_end())?;
    let figures = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if figures < FIGURES_OF_TWO_MIN {
        return None;
    }
    let first = number.len() - figures;
    // the number of an act is the longer one, and keeps a figure; no unit begins with a nought
    let own = (figures / 2).min(2);
    let cuts = (own..figures.min(UNIT_FIGURES_MAX + 1)).chain((1..own).rev()).map(|own| number.len() - own);
    let mut cuts = cuts.filter(|&cut| cut > first && !number[cut..].starts_with('0') && cut < number.len());
    cuts.next()
}

/// Fewer figures are those of one number.
const FIGURES_OF_TWO_MIN: usize = 3;

/// Figures that the number of a unit has at most: the codes have some hundred articles, statutes some thousand lines.
const UNIT_FIGURES_MAX: usize = 4;

/// Where the link begins whose number begins at `start`: with the `осы` drawn right after another word, `шағымданаосы Әдістеменің 2-қосымшасына`.
fn whole_start(text: &str, start: usize) -> usize {
    const WORDS_MAX: usize = 3;
    let mut before = text[..start].trim_end();
    if !ends_with_any(before, &GENITIVE) {
        return start;
    }
    for _ in 0..WORDS_MAX {
        let word = start_of(before, is_letter);
        if word == before.len() {
            break;
        }
        before = before[..word].trim_end();
        let Some(this) = before.strip_suffix("осы") else { continue };
        let letters = &this[start_of(this, is_letter)..];
        return if letters.chars().count() > 2 { this.len() } else { start };
    }
    start
}

/// A short word that only happens to make a longer form: kept for words the document could print on their own.
fn is_act_whole(last: &str, form: &str) -> bool {
    act_start(last).is_none() || matches!(form, "мен" | "да" | "де" | "та" | "те" | "бен" | "пен" | "не")
}

/// Where in `word` the word for an act begins; after the letters of another word in `менқаулысымен`, `жәнеЗаңына`.
fn act_start(word: &str) -> Option<usize> {
    let form = lower(word);
    let is_form =
        |form: &str| LAW_FORMS.contains(&form) || ACTS.iter().any(|stem| form.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= ENDING_MAX));
    if is_form(&form) {
        return Some(0);
    }
    // As many letters, but not of as many bytes: Ⱥ has two, ⱥ three.
    let mut letters = word.char_indices().zip(form.char_indices()).skip(2);
    let law = |rest: &str| rest.starts_with("заң") && rest.chars().count() > 5;
    letters
        .find(|&((_, c), (at, _))| (c.is_uppercase() || law(&form[at..]) || ACTS.iter().any(|stem| form[at..].starts_with(stem))) && is_form(&form[at..]))
        .map(|((at, _), _)| at)
}

/// Whether `text` begins with the noun of a numbered unit.
pub(super) fn is_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| {
        text.strip_prefix(unit).is_some_and(|ending| ending.chars().take_while(|c| is_letter(*c)).count() <= ENDING_MAX && !ending.starts_with("аушы"))
    })
}

/// Where the noun of a second unit begins in `form`, drawn right after the first: `бабының|тармағында`.
fn second_unit(form: &str) -> Option<usize> {
    let ends = GENITIVE.iter().filter_map(|ending| form.find(ending).map(|at| at + ending.len()));
    ends.filter(|&at| is_unit(&form[..at]) && is_unit(&form[at..])).min()
}

/// Whether the words before a hole ask for `link`.
pub(super) fn takes_link(left: &str, link: &Link, right: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| left.ends_with(ending));
    if left.is_empty() {
        // `"Рұқсаттар туралы" Қазақстан Республикасы Заңының 12-бабына`: what opens it is a title.
        return link.kind == LinkKind::Title || !right.starts_with("Қазақстан Республикасы");
    }
    let number = left.ends_with(|c: char| c.is_ascii_digit());
    match link.kind {
        LinkKind::Unit | LinkKind::Number | LinkKind::Cut => {
            left.ends_with([')', ','])
                || ends(&GENITIVE)
                || ends(&DATIVE)
                || is_number_alone(left)
                || ends(&["бабы", "тармағы", "осы", "және", "нөмірі", "заңы", "Заңы", "сондай-ақ"])
        }
        LinkKind::Rest => number || left.ends_with(['-', '/', ')']) || left.ends_with(is_letter),
        LinkKind::Document => number || ends(&["№", "№ ҚР", "м.а.", "дағы", "дегі", "ектегі"]),
        LinkKind::Act => {
            let last = &left[start_of(left, is_letter)..];
            number
                || left.ends_with([')', '"', '»'])
                || last.starts_with(char::is_uppercase)
                || ends(&["у", "туралы", "қызмет", "тік", "дық", "дік", " мен", " және", "осы", "лық", "лік"])
        }
        LinkKind::Order => right.starts_with(':') || ends(&["сәйкес", "мақсатында", "етіп"]),
        LinkKind::Title => left.ends_with(',') || ends(&["және", "мен", "бен", "пен", "сондай-ақ"]) || link.named && ends(&GENITIVE),
        LinkKind::Part => false,
    }
}

/// `2.` or `1)`, all there is of a paragraph before its hole.
fn is_number_alone(left: &str) -> bool {
    left.len() <= 6 && left.ends_with(['.', ')']) && left.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the link at `start` was drawn right after other words.
fn is_glued(text: &str, start: usize) -> bool {
    text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | ';' | '.' | ',' | ')'))
}

/// Where the run of characters that `of` accepts at the end of `text` begins.
fn start_of(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.trim_end_matches(of).len()
}

/// Where the number at the end of `text` begins: `11-1-4/240`, `8-1`.
fn number_start(text: &str) -> usize {
    let start = start_of(text, |c| c.is_ascii_digit() || matches!(c, '-' | '/'));
    start + text[start..].find(|c: char| c.is_ascii_digit()).unwrap_or(text.len() - start)
}

fn lower(word: &str) -> String {
    word.chars().map(lower_letter).collect()
}

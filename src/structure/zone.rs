//! Where does one document end and the next begin? The act itself, what it approves, its annexes.

use std::ops::Range;

pub(super) use super::block::AnnexOf;
use super::block::{Titles, annex, begins_with_state};
use super::draft;
use super::head;
use super::line::{self, End, Mark};
use super::tail;
use crate::cite;
use crate::text::{CleanText, GENITIVE, Gap, ends_with_any, work};

/// A stretch of paragraphs that is one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) kind: ZoneKind,
    /// The stamp or block that opens it; empty for the act itself.
    pub(super) opening: Range<usize>,
    /// Everything after the opening.
    pub(super) body: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ZoneKind {
    /// The act itself.
    Act,
    /// A document it approves: «… бұйрығымен бекітілген».
    Component,
    /// «… қағидаларына 3-1-қосымша».
    Annex { number: String, of: AnnexOf },
    /// «Жоба», «Қазақстан Республикасының Заңы»: an act that is brought in, and none yet.
    Draft,
}

/// Splits the paragraphs from `start` on into documents. `quoted` says which paragraphs are quoted wording.
pub(super) fn zones(text: &CleanText, marks: &[Mark<'_>], start: usize, title: &str, quoted: &dyn Fn(usize) -> bool) -> Vec<Zone> {
    let mut titles = Titles::new(title);
    let drafts = draft::is_titled(title);
    let count = text.paragraphs.len();
    let mut zones = vec![Zone { kind: ZoneKind::Act, opening: start..start, body: start..count }];
    let mut at = start;
    while at < count {
        let in_act = at > start && matches!(zones.last(), Some(Zone { kind: ZoneKind::Act, .. }));
        let may_bring_in = at > start && matches!(zones.last(), Some(Zone { kind: ZoneKind::Act | ZoneKind::Draft, .. }));
        let drafted = || (may_bring_in && draft::begins(text, marks, at, drafts)).then_some((ZoneKind::Draft, at..at));
        let found = if quoted(at) || marks[at].is_numbered() {
            None
        } else {
            annex(text, marks, at, start, &titles).or_else(|| stamp(text, marks, at, start)).or_else(|| treaty(text, marks, at, in_act)).or_else(drafted)
        };
        let Some((kind, opening)) = found else {
            at += 1;
            continue;
        };
        let begin = opening.start.max(zones.last().map_or(start, |zone| zone.opening.end));
        if let Some(last) = zones.last_mut() {
            last.body.end = begin;
        }
        at = opening.end.max(at + 1);
        if at < count && kind != ZoneKind::Draft {
            // «Нысан» stands above the title of a form.
            let title = if head::is_form(text.paragraph_text(at)) && at + 1 < count { at + 1 } else { at };
            titles.open(title, text.paragraph_text(title), kind == ZoneKind::Component);
        }
        zones.push(Zone { kind, opening: begin..opening.end, body: opening.end..count });
    }
    zones
}

/// Where the stamp or the block of an annex ends that the text begins with.
pub(super) fn opening_block(text: &CleanText, marks: &[Mark<'_>]) -> Option<usize> {
    let titles = Titles::new("");
    let plain = (0..text.paragraphs.len().min(STAMP_OF_TWO_MAX)).take_while(|&at| !marks[at].is_numbered());
    let found = plain.into_iter().find_map(|at| annex(text, marks, at, 0, &titles).or_else(|| stamp(text, marks, at, 0)));
    found.filter(|(_, block)| block.start == 0).map(|(_, block)| block.end)
}

/// Whether a paragraph may belong to a stamp or an annex block: short, set apart from the body, not a sentence.
pub(super) fn is_block_line(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
    let paragraph = &text.paragraphs[at];
    let words = text.paragraph_text(at);
    let apart = !text.indented || paragraph.indent == 0;
    apart
        && words.len() <= 500
        && matches!(marks[at], Mark::Plain | Mark::Article { .. })
        && (line::end(words) == End::Open || words.ends_with("м.а."))
        && !words.contains('_')
        && !words.ends_with(',')
        || (apart && words.ends_with(',') && words.len() < 400)
}

// ---- stamps ----

/// An approval stamp whose «бекітілген» stands in paragraph `at`.
fn stamp(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize) -> Option<(ZoneKind, Range<usize>)> {
    let words = text.paragraph_text(at);
    if words.len() > 700 || (text.indented && text.paragraphs[at].indent > 0) || !matches!(marks[at], Mark::Plain) {
        return None;
    }
    let bare = words.trim_end_matches(['.', ':', ' ', '"', '»']).trim_start_matches(['"', '«']);
    let last = bare.rsplit(' ').next().unwrap_or("").to_lowercase();
    if !matches!(last.as_str(), "бекітілген" | "бекітілді" | "бекiтiлген" | "бекітемін" | "мақұлданған" | "мақұлданды")
    {
        return first_word_stamp(text, marks, at);
    }
    if bare.len() > last.len() {
        // «… № 148 қаулысымен бекітілген» in one paragraph, and only that.
        let stands_alone = has_number(bare) || bare.to_lowercase().contains("жыл");
        let above = stamp_lines_above(text, marks, at, floor, stands_alone);
        let instrument = bare.trim_end_matches(|c: char| c.is_alphabetic()).trim_end().ends_with("мен");
        return (stands_alone || (instrument && above > 0)).then_some((ZoneKind::Component, at - above..at + 1));
    }
    let above = stamp_lines_above(text, marks, at, floor, false);
    if above > 0 { Some((ZoneKind::Component, at - above..at + 1)) } else { first_word_stamp(text, marks, at) }
}

/// Lines above «бекітілген», at most; of one who approves in two posts.
const STAMP_MAX: usize = 8;
const STAMP_OF_TWO_MAX: usize = 14;
/// Words on a line of a narrow stamp, at most.
const NARROW_WORDS_MAX: usize = 2;

/// Whether the number of an act stands in a stamp: «№ 845», in acts of the nineties «N 845».
fn has_number(words: &str) -> bool {
    let digits = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    words.contains('№') || words.strip_prefix("N ").is_some_and(digits) || words.split(" N ").skip(1).any(digits)
}

/// How many paragraphs above `at` belong to the same stamp: back to the one that names who approved it.
fn stamp_lines_above(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize, whole: bool) -> usize {
    let names_issuer = |words: &str| words.starts_with("Қазақстан Республикасы") || words.contains("жылғы") || has_number(words);
    let numbered_first = text.paragraph_text(at).starts_with("N ");
    if whole && !numbered_first && text.paragraph_text(at).chars().next().is_some_and(char::is_uppercase) {
        // A blank line may fall into the name of who approved it: «Қазақстан Республикасы», then «Көлік министрінің …».
        let state = |above: usize| matches!(text.paragraph_text(above), "Қазақстан Республикасы" | "Қазақстан Республикасының");
        let begun = at > floor && state(at - 1) && is_block_line(text, marks, at - 1) && !text.paragraph_text(at).starts_with("Қазақстан");
        return usize::from(begun);
    }
    let mut above = 0;
    // a stamp set in a narrow column takes as many lines as one of two posts
    let (mut dated, mut two_posts, mut narrow) = (whole, false, true);
    while at - above > floor && above < if two_posts || narrow { STAMP_OF_TWO_MAX } else { STAMP_MAX } && is_block_line(text, marks, at - above - 1) {
        let words = text.paragraph_text(at - above - 1);
        narrow &= words.split_whitespace().count() <= NARROW_WORDS_MAX;
        // «Министрдің» above «2016 жылғы 12 сәуірдегі»: who approved it, in the genitive
        let office = words.split_whitespace().count() <= 3 && ends_with_any(words, &GENITIVE);
        if is_signature(words) && !names_issuer(words) && !office {
            break;
        }
        dated |= has_number(words);
        above += 1;
        // «Премьер-Министрінің Бірінші орынбасары –» above «Қазақстан Республикасы»: one person of two posts
        // and of two who approved it together, «… № 171 және» above «Қазақстан Республикасы»
        let goes_on = |words: &str| line::ends_with_dash(words) || words.ends_with(" және") && has_number(words);
        let second = at - above > floor && goes_on(text.paragraph_text(at - above - 1));
        two_posts |= second;
        let starts = begins_with_state(text, at - above) || two_posts && text.paragraphs[at - above].gap != Gap::None;
        if dated && starts && !second {
            break;
        }
    }
    if dated { above } else { 0 }
}

/// «БЕКІТІЛГЕН» first, and who approved it below.
fn first_word_stamp(text: &CleanText, marks: &[Mark<'_>], at: usize) -> Option<(ZoneKind, Range<usize>)> {
    let words = text.paragraph_text(at);
    let first = words.trim_start_matches(['"', '«']).split([' ', '"', '»']).next().unwrap_or("");
    if !matches!(first.to_lowercase().as_str(), "бекітілген" | "бекітілді" | "бекiтiлген" | "мақұлданған" | "мақұлданды")
    {
        return None;
    }
    let mut end = at + 1;
    let mut dated = has_number(words);
    while !dated && end < text.paragraphs.len() && end - at < 6 && is_block_line(text, marks, end) {
        dated = has_number(text.paragraph_text(end));
        end += 1;
    }
    dated.then_some((ZoneKind::Component, at..end))
}

/// The treaty that is printed after the signature of the law that ratifies it: known by its title, for it has no stamp. Below the act itself (`in_act`) the
/// signature may be the post alone, «Премьер-Министрі», where the name was left out.
fn treaty(text: &CleanText, marks: &[Mark<'_>], at: usize, in_act: bool) -> Option<(ZoneKind, Range<usize>)> {
    const NOUNS: &[&str] = &["келісім", "келісімі", "шарт", "шарты", "хаттама", "хаттамасы", "конвенция", "конвенциясы", "меморандум"];
    let words = text.paragraph_text(at);
    let last = words.rsplit(' ').next().unwrap_or("");
    if at == 0 || last.len() > 24 || !NOUNS.contains(&last.to_lowercase().as_str()) {
        return None;
    }
    let apart = is_block_line(text, marks, at) && (text.paragraphs[at].gap != Gap::None || !text.indented);
    let above = text.paragraph_text(at - 1);
    let is_post = || in_act && matches!(marks[at - 1], Mark::Plain) && is_signature(above) && tail::ends_in_post(above);
    (apart && (has_initials(above) || is_post())).then_some((ZoneKind::Component, at..at))
}

/// The segment of a document by the last noun of its title: «… қағидаларын бекіту туралы» names another document. Where a row of nouns ends in one that is
/// no word for documents, by the first that is: «ұйымдардың тізбесі, жұмыс түрлері мен көлемдері».
pub(super) fn component_segment(title: &str) -> &'static str {
    cite::document_titled(title).or_else(|| first_of_row(title)).unwrap_or("approved")
}

/// The longest end of a title in which a row is looked for, in bytes.
const ROW_MAX: usize = 1_000;

/// The first word for a document that ends a member of the row in `title`, where its last word is a noun of the same form as such words have there.
fn first_of_row(title: &str) -> Option<&'static str> {
    let possessed = |word: &str| word.ends_with(['ы', 'і']) && word != "туралы";
    let title = title[title.floor_char_boundary(title.len().saturating_sub(ROW_MAX))..].trim_end_matches(|c: char| !c.is_alphanumeric());
    if !possessed(title.rsplit(' ').next()?) {
        return None;
    }
    let mut words = title.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let ends = word.ends_with(',') || matches!(words.peek(), Some(&("және" | "мен" | "пен" | "бен")));
        let document = cite::document_named(word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|_| ends && possessed(word.trim_end_matches(',')));
        if let Some((segment, cite::Case::Nominative)) = document {
            return Some(segment);
        }
    }
    None
}

// ---- signatures ----

/// Whether a paragraph is the line under which somebody signs: a post, a name, no sentence.
pub(super) fn is_signature(text: &str) -> bool {
    let words = text.split_whitespace().count();
    if words > 24 || text.is_empty() || matches!(line::end(text), End::Colon | End::Semicolon) {
        return false;
    }
    let named = has_initials(text);
    // «Президентінің»: a stamp goes on with the day and the number.
    if !named && (text.ends_with("інің") || text.ends_with("ының")) && !text.ends_with("Республикасының") {
        return false;
    }
    if line::end(text) == End::Sentence && !named {
        return false;
    }
    const POSTS: &[&str] = &[
        "Қазақстан Республикасы",
        "Министр",
        "Премьер",
        "Президент",
        "Төраға",
        "Бас прокурор",
        "Бас Прокурор",
        "Мәслихат",
        "Мәжіліс",
        "Сенат",
        "Әкім",
        "Облыс әкімі",
        "Қала әкімі",
        "Сессия",
        "Үкімет",
        "Вице",
        "Бірінші вице",
        "Басқарма",
        "Жоғарғы Сот",
    ];
    let post = POSTS.iter().any(|post| text.starts_with(post)) || text.contains("әкімі") || text.contains("мәслихатының") || text.contains("міндетін атқарушы");
    (post && words <= 16 && (named || words <= 8) && !text.contains('№')) || (named && words <= 6 && line::end(text) != End::Sentence)
}

/// «Қ. Әбдірахманов», «Қ.К. Тоқаев»: an initial and a surname, or another initial.
pub(super) fn has_initials(text: &str) -> bool {
    let mut before = None;
    text.char_indices().any(|(at, letter)| {
        let begins = before.replace(letter).is_none_or(|before| !before.is_alphanumeric());
        begins && letter.is_uppercase() && text[at + letter.len_utf8()..].strip_prefix('.').is_some_and(|rest| is_surname(rest.trim_start()))
    })
}

/// Whether `text` begins with a surname or with a second initial: what stands behind the first one.
fn is_surname(text: &str) -> bool {
    work::spend(SURNAME_MIN);
    let mut letters = text.chars();
    let (first, second) = (letters.next(), letters.next());
    let surname = first.is_some_and(char::is_uppercase) && text.chars().take(SURNAME_MIN).filter(|c| c.is_alphabetic()).count() == SURNAME_MIN;
    surname || second == Some('.')
}

/// Letters of the shortest surname.
const SURNAME_MIN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_a_post_or_a_name() {
        for text in [
            "Қазақстан Республикасының Сыртқы істер министрі Қ. Әбдірахманов",
            "Министр Қ. Қасымов",
            "Қазақстан Республикасының Президенті Н.Назарбаев",
            "Премьер-Министрі",
        ] {
            assert!(is_signature(text), "{text}");
        }
        for text in [
            "Қазақстан Республикасының аумағында адам саудасының құрбаны ретінде анықталған адамдар босатылады.",
            "Қазақстан Республикасына келген;",
            "Жалпы ережелер",
        ] {
            assert!(!is_signature(text), "{text}");
        }
    }

    #[test]
    fn an_initial_stands_before_a_surname_or_another_initial() {
        for text in ["Қ. Қасымов", "Министр Қ.К. Тоқаев", "(А. Есен)"] {
            assert!(has_initials(text), "{text}");
        }
        for text in ["А. ел", "Ә.Ә", "Қ. Ел", "БҚ. Қасымов", "1-А. бап", "Қ.", "", "А.а-А.а-А.а"] {
            assert!(!has_initials(text), "{text}");
        }
    }

    #[test]
    fn a_document_is_what_its_title_ends_in() {
        let cases = [
            ("Құжаттарды қабылдау және жолдау қағидалары", "rules"),
            ("мемлекеттік қызмет регламенті", "regulation"),
            ("Консулдық жарғысы", "charter"),
            ("Қағидаларды қолдану жөніндегі нұсқаулық", "instruction"),
            ("Елдердің тізбесі", "list"),
            ("Комитет туралы ереже", "approved"),
            ("Ұйымдардың тізбесі, түрлері, көлемдері", "list"),
            ("Ұйымдардың тізбесі, жұмыстардың түрлері мен көлемі", "list"),
            ("Ұйымдардың түрлері, тізбесі және көлемі", "list"),
            ("Ұйымдардың тізбесі, түрлері туралы", "approved"),
            ("Тізбесі, түрі көрсетілген ұйымдар", "approved"),
        ];
        for (title, segment) in cases {
            assert_eq!(component_segment(title), segment, "{title}");
        }
    }
}

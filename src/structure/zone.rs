//! Where does one document end and the next begin? The act itself, what it approves, its annexes.

use std::ops::Range;

use super::case::lower_case;
use super::line::{self, End, Mark};
use crate::text::{CleanText, Gap};

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
}

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

/// Splits the paragraphs from `start` on into documents. `quoted` says which paragraphs are quoted wording.
pub(super) fn zones(text: &CleanText, marks: &[Mark<'_>], start: usize, title: &str, quoted: &dyn Fn(usize) -> bool) -> Vec<Zone> {
    let mut titles = Titles::new(title);
    let count = text.paragraphs.len();
    let mut zones = vec![Zone { kind: ZoneKind::Act, opening: start..start, body: start..count }];
    let mut at = start;
    while at < count {
        let found = if quoted(at) || marks[at].is_numbered() {
            None
        } else {
            annex(text, marks, at, start, &titles).or_else(|| stamp(text, marks, at, start)).or_else(|| treaty(text, marks, at))
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
        if at < count && kind == ZoneKind::Component {
            titles.add(text.paragraph_text(at));
        }
        zones.push(Zone { kind, opening: begin..opening.end, body: opening.end..count });
    }
    zones
}

/// Whether a paragraph may belong to a stamp or an annex block: short, set apart from the body, not a sentence.
fn is_block_line(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
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

// ---- annexes ----

/// An annex block that ends with paragraph `at`: the paragraph with «N-қосымша».
fn annex(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize, titles: &Titles) -> Option<(ZoneKind, Range<usize>)> {
    let words = text.paragraph_text(at);
    if words.len() > 700 || !(words.ends_with('а') || words.ends_with('А') || words.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let (number, before) = outer_annex(words).or_else(|| annex_number(words))?;
    if !is_block_line(text, marks, at) && !before.is_empty() {
        return None;
    }
    if text.indented && text.paragraphs[at].indent > 0 {
        return None;
    }
    let mut of = annex_of(before);
    if of == AnnexOf::Unsaid && !before.is_empty() && before.split_whitespace().count() > 1 {
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
        if !reaches || has_initials(above) || is_annex_mark(above) || above.chars().all(|c| !c.is_alphabetic()) {
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

/// «… № 481 бұйрығына қосымша Азаматтарды қабылдау қағидаларына 2-қосымша»: an annex of the amending act that is to stand
/// for one of the amended act, both blocks in one paragraph. It is the first.
fn outer_annex(words: &str) -> Option<(String, &str)> {
    const MARK: &str = "қосымша";
    let first = words.find(MARK)? + MARK.len();
    let rest = words[first..].trim_start();
    if !(rest.ends_with(MARK) && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«'))) {
        return None;
    }
    annex_number(&words[..first]).filter(|(_, before)| annex_of(before) == AnnexOf::Act)
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
    let runs_on = above.ends_with(',')
        || GENITIVES.iter().any(|ending| above.to_lowercase().ends_with(ending))
        || above.ends_with("Республикасы")
        || above.ends_with("мен");
    let dated = above.contains('№') || above.contains("жылғы");
    let apart = text.paragraphs[first].gap != Gap::None;
    if runs_on || dated {
        return false;
    }
    of == AnnexOf::Act && apart || here.starts_with("Қазақстан Республикасы") && !above.ends_with(" және") || apart && !follows_name(above)
}

/// The titles that an annex block may begin with, as letters alone.
pub(super) struct Titles(Vec<String>);

impl Titles {
    pub(super) fn new(act: &str) -> Self {
        Self(vec![letters(act)])
    }

    fn add(&mut self, title: &str) {
        self.0.push(letters(title));
    }

    /// Whether a line holds the first words of one of them.
    fn begin(&self, line: &str) -> bool {
        let line = letters(line);
        let enough = line.chars().count() >= 10;
        enough
            && self
                .0
                .iter()
                .any(|title| title.starts_with(&line) || (line.chars().count() > 30 && line.starts_with(title.chars().take(30).collect::<String>().as_str())))
    }
}

/// The first letters of a text, in lower case; enough to tell titles apart.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(400).collect()
}

const GENITIVES: &[&str] = &["ның", "нің", "дың", "дің", "тың", "тің", "тыс", "және", "туралы", "адамдардың", "жұмыстармен", "азаматтығы", "білдірген"];

/// Whether the line above ends like the middle of a name rather than like the end of a table or a signature.
fn follows_name(above: &str) -> bool {
    let words = above.split_whitespace().count();
    (2..=9).contains(&words) && above.chars().next().is_some_and(char::is_alphabetic)
}

fn is_annex_mark(text: &str) -> bool {
    annex_number(text).is_some()
}

/// «3-1 қосымша», «4-4 - қосымша», «Қосымша», «№ 2 қосымша», «Қосымша 1» at the end of a block: the number and what stands before.
fn annex_number(text: &str) -> Option<(String, &str)> {
    let text = text.trim_end_matches(['.', ' ']);
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
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or("").to_lowercase();
    let is_of = |noun: &str| last.strip_prefix(noun).is_some_and(|ending| DATIVES.contains(&ending));
    DOCUMENTS.iter().find(|(nouns, _)| nouns.split(' ').any(is_of)).map_or(AnnexOf::Unsaid, |(_, of)| *of)
}

/// Nouns that annexes belong to, as far as no ending changes them.
const DOCUMENTS: &[(&str, AnnexOf)] = &[
    ("бұйры қаулы жарлы заң кодекс шешім өкім", AnnexOf::Act),
    ("қағида", AnnexOf::Document("rules")),
    ("регламент", AnnexOf::Document("regulation")),
    ("нұсқаулы нұсқау", AnnexOf::Document("instruction")),
    ("жарғы", AnnexOf::Document("charter")),
    ("стандарт", AnnexOf::Document("standard")),
    ("тізбе тізім", AnnexOf::Document("list")),
    ("нысан", AnnexOf::Form),
    (
        "ереже бағдарлама жоспар тәртіб тәртіп әдістеме әдіс талап шарт келісім тұжырымдама өлшемшарт критерий анықтамалы норматив норма саясат стратегия \
         хаттама конвенция меморандум жіктеуіш тәсіл көрсеткіш тариф",
        AnnexOf::Document("approved"),
    ),
];

/// What follows them in the dative, and in the genitive, as some write: «бұйры-ғына», «қағида-лары-на», «регламент-ке», «жарғы-сының».
const DATIVES: &[&str] = &[
    "ғына",
    "ққа",
    "ғының",
    "гіне",
    "кке",
    "сына",
    "сіне",
    "сының",
    "сінің",
    "ына",
    "іне",
    "ының",
    "інің",
    "ға",
    "ге",
    "қа",
    "ке",
    "на",
    "не",
    "ларына",
    "леріне",
    "дарына",
    "деріне",
    "тарына",
    "теріне",
    "ларының",
    "лерінің",
    "дарының",
    "дерінің",
    "тарының",
    "терінің",
    "ларға",
    "лерге",
    "дарға",
    "дерге",
    "тарға",
    "терге",
];

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
        let stands_alone = bare.contains('№') || bare.to_lowercase().contains("жыл");
        let above = stamp_lines_above(text, marks, at, floor, stands_alone);
        let instrument = bare.trim_end_matches(|c: char| c.is_alphabetic()).trim_end().ends_with("мен");
        return (stands_alone || (instrument && above > 0)).then_some((ZoneKind::Component, at - above..at + 1));
    }
    let above = stamp_lines_above(text, marks, at, floor, false);
    if above > 0 { Some((ZoneKind::Component, at - above..at + 1)) } else { first_word_stamp(text, marks, at) }
}

/// How many paragraphs above `at` belong to the same stamp: back to the one that names who approved it.
fn stamp_lines_above(text: &CleanText, marks: &[Mark<'_>], at: usize, floor: usize, whole: bool) -> usize {
    let names_issuer = |words: &str| words.starts_with("Қазақстан Республикасы") || words.contains("жылғы") || words.contains('№');
    if whole && text.paragraph_text(at).chars().next().is_some_and(char::is_uppercase) {
        return 0;
    }
    let mut above = 0;
    let mut dated = whole;
    while at - above > floor && above < 8 && is_block_line(text, marks, at - above - 1) {
        let words = text.paragraph_text(at - above - 1);
        // «Министрдің» above «2016 жылғы 12 сәуірдегі»: who approved it, in the genitive
        let office = words.split_whitespace().count() <= 3 && ["дің", "дың", "тің", "тың", "нің", "ның"].iter().any(|ending| words.ends_with(ending));
        if is_signature(words) && !names_issuer(words) && !office {
            break;
        }
        let starts = words.starts_with("Қазақстан Республикасы");
        dated |= words.contains('№');
        above += 1;
        if dated && starts {
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
    let mut dated = words.contains('№');
    while !dated && end < text.paragraphs.len() && end - at < 6 && is_block_line(text, marks, end) {
        dated = text.paragraph_text(end).contains('№');
        end += 1;
    }
    dated.then_some((ZoneKind::Component, at..end))
}

/// The treaty that is printed after the signature of the law that ratifies it: known by its title, for it has no stamp.
fn treaty(text: &CleanText, marks: &[Mark<'_>], at: usize) -> Option<(ZoneKind, Range<usize>)> {
    const NOUNS: &[&str] = &["келісім", "келісімі", "шарт", "шарты", "хаттама", "хаттамасы", "конвенция", "конвенциясы", "меморандум"];
    let words = text.paragraph_text(at);
    let last = words.rsplit(' ').next().unwrap_or("");
    if at == 0 || last.len() > 24 || !NOUNS.contains(&last.to_lowercase().as_str()) {
        return None;
    }
    let apart = is_block_line(text, marks, at) && (text.paragraphs[at].gap != Gap::None || !text.indented);
    (apart && has_initials(text.paragraph_text(at - 1))).then_some((ZoneKind::Component, at..at))
}

/// The segment of a document by the last noun of its title.
pub(super) fn component_segment(title: &str) -> &'static str {
    const NOUNS: &[(&str, &str)] = &[
        ("қағидалар", "rules"),
        ("қағидасы", "rules"),
        ("регламент", "regulation"),
        ("нұсқаулық", "instruction"),
        ("нұсқаулығы", "instruction"),
        ("нұсқаулар", "instruction"),
        ("жарғысы", "charter"),
        ("жарғы", "charter"),
        ("стандарт", "standard"),
        ("тізбе", "list"),
        ("тізім", "list"),
    ];
    let lower = title.to_lowercase();
    let found = NOUNS.iter().filter_map(|(noun, segment)| lower.rfind(noun).map(|at| (at, *segment))).max_by_key(|found| found.0);
    // The noun must be the last word of the title, brackets aside: «… қағидаларын бекіту туралы» names another document.
    match found {
        Some((at, segment)) if lower[at..].split_whitespace().count() <= 1 || lower[at..].contains('(') => segment,
        _ => "approved",
    }
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

/// «Қ. Әбдірахманов», «Қ.К. Тоқаев»: an initial and a surname.
fn has_initials(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).enumerate().any(|(at, pair)| {
        let starts = at == 0 || !letters[at - 1].is_alphanumeric();
        if !(starts && pair[0].is_uppercase() && pair[1] == '.') {
            return false;
        }
        let rest: String = letters[at + 2..].iter().collect();
        let rest = rest.trim_start();
        let surname = rest.chars().take_while(|c| c.is_alphabetic()).count() >= 3 && rest.chars().next().is_some_and(char::is_uppercase);
        surname || rest.chars().nth(1) == Some('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("осы Қағидаларға 1-қосымшаға", None, "a reference"),
            ("виза алуға қажетті қосымша", None, "an adjective"),
        ];
        for (text, meant, seen) in cases {
            let found = annex_number(text).map(|(number, before)| (number, annex_of(before)));
            assert_eq!(found, meant.map(|(number, of)| (number.to_owned(), of)), "{text}: {seen}");
        }
    }

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
    fn a_document_is_what_its_title_ends_in() {
        let cases = [
            ("Құжаттарды қабылдау және жолдау қағидалары", "rules"),
            ("мемлекеттік қызмет регламенті", "regulation"),
            ("Консулдық жарғысы", "charter"),
            ("Қағидаларды қолдану жөніндегі нұсқаулық", "instruction"),
            ("Елдердің тізбесі", "list"),
            ("Комитет туралы ереже", "approved"),
        ];
        for (title, segment) in cases {
            assert_eq!(component_segment(title), segment, "{title}");
        }
    }
}

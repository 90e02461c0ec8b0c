//! What is this line? Each paragraph by its own first characters, without its neighbours.

use std::borrow::Cow;

use crate::act::ProvisionKind;
use crate::amend;
use crate::cite;

/// What a paragraph looks like at its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark<'t> {
    /// «1-тарау. Жалпы ережелер», «2-параграф», «ІІ БӨЛІМ»: a group and its heading, which may be empty.
    Group { kind: ProvisionKind, number: Cow<'t, str>, heading: &'t str },
    /// «5-бап. Негізгі ұғымдар».
    Article { number: &'t str, rest: &'t str },
    /// «14-1. Осы …». Also what may turn out to be an old chapter heading, a list item or a row.
    Point { number: &'t str, rest: &'t str },
    /// «10-1) …».
    Subpoint { number: &'t str, rest: &'t str },
    /// «а) …»: the letter, and the rest.
    Letter { letter: char, rest: &'t str },
    /// «Ескерту. …» that may be an amendment note, or one as another portal prints them.
    Note,
    /// «ЗҚАИ-ның ескертпесі!», «РҚАО-ның ескертпесі.», and what the publisher tells the reader of his page.
    EditorsNote,
    /// «КЕЛІСІЛДІ».
    Agreed,
    /// Anything else.
    Plain,
}

impl Mark<'_> {
    /// Whether the paragraph begins a unit that has a number of its own.
    pub(super) fn is_numbered(&self) -> bool {
        matches!(self, Self::Group { .. } | Self::Article { .. } | Self::Point { .. } | Self::Subpoint { .. })
    }
}

/// Whether a paragraph begins with the act that it stands in, or with what that act approves, as what it orders something of: «Осы қаулымен бекітілген
/// Қағидалардың 6-тармағы». «Осы қаулының 1-қосымшасына сәйкес» only tells where new wording stands.
pub(super) fn is_about_own(text: &str) -> bool {
    let words = match mark(text) {
        Mark::Article { rest, .. } | Mark::Point { rest, .. } | Mark::Subpoint { rest, .. } => rest.trim_start(),
        _ => text,
    };
    let own = || {
        let noun = words.strip_prefix("Осы ").or_else(|| words.strip_prefix("осы ")).and_then(|rest| rest.split_whitespace().next());
        noun.and_then(cite::act_word).is_some_and(|(_, case)| matches!(case, cite::Case::Genitive | cite::Case::Instrumental))
    };
    let attached = || words.starts_with("Қоса беріліп отырған") || words.starts_with("қоса беріліп отырған");
    !words.contains("сәйкес") && (own() || attached())
}

/// Reads the beginning of a paragraph.
pub(super) fn mark(text: &str) -> Mark<'_> {
    let Some(first) = text.chars().next() else { return Mark::Plain };
    if first.is_ascii_digit() {
        // «2006.20.01. № 123-III ҚР Заңымен 2-бап өзгертілді»
        if amend::is_portal_note(text) {
            return Mark::Note;
        }
        return numbered(text).unwrap_or(Mark::Plain);
    }
    match first {
        'Е' | 'E' if is_note(text) => Mark::Note,
        'З' | 'Р' if text.len() < REMARK_MAX && is_remark(text) => Mark::EditorsNote,
        'Қ' | 'Е' if is_notice(text) => Mark::EditorsNote,
        'О' if text.len() < REMARK_MAX && amend::copy_held(text).is_some() => Mark::EditorsNote,
        'А'..='Я' | 'Ғ' | 'Қ' | 'Ә' | 'Ұ' | 'Ү' | 'І' | 'Ө' | 'Ң' | 'Һ' if amend::is_portal_note(text) => Mark::Note,
        '"' | '«' | '“' | 'К' if is_agreed(text) => Mark::Agreed,
        '§' => section_sign(text).unwrap_or(Mark::Plain),
        _ => roman_or_word_group(text).or_else(|| letter(text)).unwrap_or(Mark::Plain),
    }
}

/// The longest remark of the publisher, in bytes.
const REMARK_MAX: usize = 400;

/// «ЗҚАИ-ның ескертпесі!», «РҚАО-ның ескертпесі.», «РҚАО ескертпесі: …»: a remark of the publisher, whatever mark is put behind the word.
pub(super) fn is_remark(text: &str) -> bool {
    let publisher = ["ЗҚАИ", "РҚАО"].iter().find_map(|name| text.strip_prefix(name));
    let noun = publisher.and_then(|rest| rest.strip_prefix("-ның").unwrap_or(rest).trim_start().strip_prefix("ескертпесі"));
    noun.is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with(['!', '.', ':', ';'])) || text.contains("ескертпесі!")
}

/// «Қолданушылар назарына!», «Қолданушыларға ыңғайлы болуы үшін ЗҚАИ мазмұнды жасады.», «Егер Сіз беттен қате тапсаңыз, …»: what a portal tells the readers
/// of its page, and no law says.
pub(super) fn is_notice(text: &str) -> bool {
    let bare = text.trim_end_matches(['!', '.', ' ', ':']);
    let of_contents = || bare.starts_with("Қолданушыларға ыңғайлы болу") && bare.contains("мазмұн") && ["ЗҚАИ", "РҚАО"].iter().any(|name| bare.contains(name));
    text.len() < REMARK_MAX && (bare == "Қолданушылар назарына" || of_contents() || bare.starts_with("Егер Сіз беттен қате тапсаңыз"))
}

/// «МАЗМҰНЫ»: the title of the contents of an act.
pub(super) fn is_contents(text: &str) -> bool {
    matches!(text.trim_matches(['.', ':', ' ']), "МАЗМҰНЫ" | "Мазмұны")
}

fn is_note(text: &str) -> bool {
    let rest = text.strip_prefix("Ескерту").or_else(|| text.strip_prefix("ЕСКЕРТУ"));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['.', ':', '!']))
}

fn is_agreed(text: &str) -> bool {
    let word = text.trim_start_matches(['"', '«', '“', '„']);
    let bare = word.trim_end_matches(['"', '»', '”', ':', '.', ' ']);
    bare.chars().count() <= 40 && (bare == "КЕЛІСІЛДІ" || bare == "Келісілді" || bare == "КЕЛІСІЛГЕН" || bare == "Келісілген") || heads_agreement(word)
}

/// «КЕЛІСІЛДІ» Қазақстан Республикасының Қаржы министрлігі»: the word and who agreed, in lines that no indent tells apart.
fn heads_agreement(text: &str) -> bool {
    const WORDS_MAX: usize = 30;
    let rest = ["КЕЛІСІЛДІ", "КЕЛІСІЛГЕН"].iter().find_map(|word| text.strip_prefix(word));
    let who = rest.filter(|rest| rest.starts_with(['"', '»', '”', ':', ' '])).map(|rest| rest.trim_start_matches(['"', '»', '”', ':', ' ']));
    who.is_some_and(|who| begins_capital(who) && end(who) == End::Open && who.split_whitespace().count() <= WORDS_MAX)
}

/// The length of a number such as `12`, `8-1`, `10-1-2` or `2.1` at the beginning of `text`; the inner marks only between digits.
pub(super) fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let byte = bytes[end];
        let joins = matches!(byte, b'-' | b'.') && end > 0 && bytes[end - 1].is_ascii_digit() && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

fn numbered(text: &str) -> Option<Mark<'_>> {
    let len = number_len(text);
    let (number, after) = text.split_at(len);
    let integers = number.split(['-', '.']);
    if len > 20 || integers.clone().any(|part| part.len() > 4) {
        return None;
    }
    // «2 )жыртылған»: a misprint
    if let Some(rest) = after.strip_prefix(')').or_else(|| after.strip_prefix(" )")) {
        // «3)-тармақтағы адамдарға» is prose.
        // «8) тармақшасы мынадай редакцияда жазылсын:» and «1), 2) тармақшалар» are too.
        // «8) тармақ алып тасталсын»: in the codes of 2014 what is printed «8)» is called a тармақ.
        let names = rest.trim_start().starts_with("тармақ")
            || rest.trim_start().starts_with("тармағ")
            || rest.starts_with(['-', ',', ')'])
            || rest.trim_start().starts_with("және ");
        return (!names && !number.contains('.')).then(|| Mark::Subpoint { number, rest: rest.trim_start() });
    }
    // «3 .Аумақты күтіп-ұстау»: a misprint
    let misplaced = after.strip_prefix(" .").filter(|rest| rest.trim_start().chars().next().is_some_and(char::is_alphabetic));
    if let Some(rest) = misplaced.or_else(|| after.strip_prefix('.')) {
        // «26.05.2022», «2006.20.01.» and «2.1.» are told apart by number_len; a dot and a letter without a space is a misprint of a point.
        let (first, last) = (number.split('.').next().unwrap_or(number), number.rsplit('.').next().unwrap_or(number));
        let is_date = number.matches('.').count() == 2 && (last.len() == 4 || first.len() == 4);
        let begins = rest.chars().next().is_none_or(|c| c.is_whitespace() || c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '('));
        return (begins && !is_date).then(|| Mark::Point { number, rest: rest.trim_start() });
    }
    // «5.2.1 Жүктеме 5 минут бойы ұсталады»: technical acts leave out the full stop after the last number.
    let deep = number.contains('.') && !number.contains('-') && number.split('.').all(|part| part.len() <= 2);
    if deep && !number.starts_with('0') && after.strip_prefix(' ').is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase)) {
        return Some(Mark::Point { number, rest: after.trim_start() });
    }
    let word = after.trim_start_matches([' ', '-', '–', '—', '\u{2011}']);
    if word.len() == after.len() || after.len() - word.len() > 5 {
        return None;
    }
    group_word(word).and_then(|(kind, rest)| unit_heading(kind, Cow::Borrowed(number), rest))
}

const GROUP_WORDS: &[(&str, ProvisionKind)] = &[
    ("тарау", ProvisionKind::Chapter),
    ("кіші бөлім", ProvisionKind::Subsection),
    ("бөлім", ProvisionKind::Section),
    ("параграф", ProvisionKind::Subchapter),
    ("бап", ProvisionKind::Article),
];

/// The unit noun, in the nominative, at the beginning of `text`, and what follows it.
fn group_word(text: &str) -> Option<(ProvisionKind, &str)> {
    GROUP_WORDS.iter().find_map(|&(word, kind)| {
        let mut letters = text.char_indices();
        for expected in word.chars() {
            let (_, found) = letters.next()?;
            if found != expected && found.to_lowercase().next() != Some(expected) {
                return None;
            }
        }
        let rest = letters.next().map_or("", |(at, _)| &text[at..]);
        rest.chars().next().is_none_or(|c| !c.is_alphabetic()).then_some((kind, rest))
    })
}

/// What follows the unit noun must be a heading: a full stop, a capital, or nothing.
fn unit_heading<'t>(kind: ProvisionKind, number: Cow<'t, str>, rest: &'t str) -> Option<Mark<'t>> {
    let dotted = rest.starts_with(['.', ':']);
    let heading = rest.trim_start_matches(['.', ':', ' ', '–', '-', ')']);
    let begins = heading.chars().next().is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '«' | '“' | '('));
    // «2-тарау алып тасталды - ҚР …»: all that is left of it
    let gone = ["алып тасталды", "алып тасталған", "алынып тасталды", "алынып тасталған", "күші жойылды", "күші жойылған"];
    // «2-бап 01.01.2026 бастап қолданысқа енгізіледі –»: a remark on it
    if !dotted && cite::find_dates(heading).next().is_some_and(|(_, range)| range.start == 0) {
        return None;
    }
    if !dotted && !begins && !gone.iter().any(|words| heading.starts_with(words)) {
        return None;
    }
    match (kind, number) {
        (ProvisionKind::Article, Cow::Borrowed(number)) => Some(Mark::Article { number, rest: heading }),
        (ProvisionKind::Article, Cow::Owned(_)) => None,
        (kind, number) => Some(Mark::Group { kind, number, heading }),
    }
}

fn section_sign(text: &str) -> Option<Mark<'_>> {
    let rest = text.strip_prefix('§')?.trim_start();
    let (number, rest) = rest.split_at(number_len(rest));
    (!number.is_empty()).then(|| Mark::Group { kind: ProvisionKind::Subchapter, number: Cow::Borrowed(number), heading: rest.trim_start_matches(['.', ' ']) })
}

/// «ІІ БӨЛІМ», «II тарау», «ОН БІРІНШІ БӨЛІМ»: numbers that are not printed in digits are addressed by digits.
fn roman_or_word_group(text: &str) -> Option<Mark<'_>> {
    let first = &text[..text.find([' ', '-', '–', '.'])?];
    let (value, end) = match roman(first) {
        Some(value) => (value, first.len()),
        None => cite::ordinal_at(text, 0).map(|(value, words)| (value, words.end))?,
    };
    let (number, rest) = text.split_at(end);
    if let Some(heading) = rest.strip_prefix(". ").filter(|_| roman(number).is_some()) {
        // «I. ЖАЛПЫ БӨЛIМ»: older acts number their sections so.
        // A single letter may be an initial: «І. Есенов».
        let is_heading = line_is_heading(heading)
            && (number.chars().count() > 1 || heading.split_whitespace().count() > 1 || !is_surname(heading))
            && number.chars().all(|c| matches!(c, 'I' | 'І' | 'Ӏ' | 'V' | 'X' | 'Х'));
        return is_heading.then(|| Mark::Group { kind: ProvisionKind::Section, number: Cow::Owned(value.to_string()), heading });
    }
    let word = rest.trim_start_matches([' ', '-', '–', '—', '.']);
    let (kind, rest) = group_word(word)?;
    if kind == ProvisionKind::Article {
        return None;
    }
    unit_heading(kind, Cow::Owned(value.to_string()), rest)
}

/// Whether a single word ends as surnames do, so that what stands before it may be an initial.
fn is_surname(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ов", "ев", "ова", "ева", "ин", "ина", "ұлы", "улы", "қызы", "кызы", "бек", "бай", "баев", "хан", "ий", "ко", "тегі"];
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn line_is_heading(text: &str) -> bool {
    end(text) == End::Open && text.len() < 400 && text.chars().next().is_some_and(char::is_uppercase)
}

/// The most units that are numbered in Roman numerals; a letter that stands for more, «М.», is an initial.
const ROMAN_MAX: u32 = 200;

/// The value of a Roman numeral, «l-тарау» included: a small L that was read for the figure one.
fn roman(number: &str) -> Option<u32> {
    let value = if number.contains('l') { cite::roman(&number.replace('l', "I")) } else { cite::roman(number) };
    value.filter(|value| (1..=ROMAN_MAX).contains(value))
}

fn letter(text: &str) -> Option<Mark<'_>> {
    let mut letters = text.chars();
    let letter = letters.next().filter(|c| c.is_lowercase())?;
    let rest = letters.as_str().strip_prefix(')')?;
    Some(Mark::Letter { letter, rest: rest.trim_start() })
}

/// A Cyrillic letter of a lettered item as it stands in an address; Latin ones stay.
pub(super) fn transliterate(letter: char) -> char {
    const PAIRS: &[(char, char)] =
        &[('а', 'a'), ('ә', 'a'), ('б', 'b'), ('в', 'v'), ('г', 'g'), ('д', 'd'), ('е', 'e'), ('ж', 'j'), ('з', 'z'), ('и', 'i'), ('к', 'k'), ('с', 'c')];
    PAIRS.iter().find(|pair| pair.0 == letter).map_or(letter, |pair| pair.1)
}

/// Whether a line is nothing but the status of an act that holds no longer, «Күшін жойған», «Мерзімі біткен», in small letters or large ones.
pub(super) fn is_repealed(text: &str) -> bool {
    const ENDED: [&str; 4] = ["күшін жойған", "мерзімі біткен", "мерзімі өткен", "қолданылу мерзімі аяқталған"];
    text.len() <= 60 && ENDED.contains(&text.trim_end_matches(['.', ' ']).to_lowercase().as_str())
}

/// How a paragraph ends, its closing quotation mark and brackets not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop, `!` or `?`.
    Sentence,
    /// A colon: a list follows.
    Colon,
    /// A semicolon: the list goes on.
    Semicolon,
    /// Anything else.
    Open,
}

pub(super) fn end(text: &str) -> End {
    match text.trim_end_matches(['"', '»', '”', ')', ' ']).chars().next_back() {
        Some('.' | '!' | '?') => End::Sentence,
        Some(':') => End::Colon,
        Some(';') => End::Semicolon,
        _ if text.ends_with(')') && text.trim_end_matches(['"', '»', ' ']).ends_with(')') => End::Open,
        _ => End::Open,
    }
}

/// Whether a paragraph begins like a sentence, opening quotation marks and brackets not counted.
pub(super) fn begins_capital(text: &str) -> bool {
    text.trim_start_matches(['"', '«', '“', '„', '(', ' ']).chars().next().is_some_and(char::is_uppercase)
}

/// Whether a paragraph begins in lower case: no sentence begins so.
pub(super) fn begins_lower(text: &str) -> bool {
    text.trim_start_matches(['"', '«', '“', '„', '(', ' ']).chars().next().is_some_and(char::is_lowercase)
}

/// «Бірінші орынбасары –»: what is said goes on below.
pub(super) fn ends_with_dash(text: &str) -> bool {
    text.ends_with(['–', '—']) || text.ends_with(" -")
}

/// Whether a sentence ends with the last word of `text`: «қолданылады», «белгілейді».
pub(super) fn ends_finite(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '"', '»', '”', ')', ' ']);
    ["ады", "еді", "йды", "йді"].iter().any(|verb| text.ends_with(verb))
}

/// Whether a sentence ends inside `text`, and another begins. A stop behind a few letters is that of a short form («2010 ж. Қаржы», «А. Қасымов»).
pub(super) fn holds_sentences(text: &str) -> bool {
    const SHORT_FORM: usize = 3;
    text.match_indices(". ").any(|(at, stop)| {
        let word = &text[text[..at].trim_end_matches(char::is_alphabetic).len()..at];
        word.chars().count() > SHORT_FORM && begins_capital(&text[at + stop.len()..])
    })
}

/// Whether the symbols of a formula are explained below: «мұндағы:», «мұндағы,», «SP = SР3 + SРм, мұнда».
pub(super) fn opens_legend(text: &str) -> bool {
    let text = text.trim_end_matches([':', ',', ' ', '-', '–', '—']);
    let last = text.rsplit([' ', ',', '\u{a0}']).next().unwrap_or_default();
    matches!(last, "мұнда" | "мұндағы" | "Мұнда" | "Мұндағы")
}

/// Whether the first symbol of a formula is explained behind the word that leads in all of them: «мұндағы Т – төлем;».
pub(super) fn explains_first(text: &str) -> bool {
    let rest = ["мұнда", "Мұнда"].iter().find_map(|word| text.strip_prefix(word)).map(|rest| rest.strip_prefix("ғы").unwrap_or(rest));
    rest.and_then(|rest| rest.trim_start_matches([':', ',']).strip_prefix(' ')).is_some_and(explains_symbol)
}

/// Whether a paragraph explains a symbol of a formula: «SP – бұзушылықтар бойынша көрсеткіш,».
pub(super) fn explains_symbol(text: &str) -> bool {
    const SYMBOL_MAX: usize = 40;
    const WORDS_MAX: usize = 5;
    let dash = [" – ", " - ", " — ", " − "].iter().filter_map(|dash| text.find(dash)).min();
    dash.is_some_and(|at| at > 0 && text[..at].chars().count() <= SYMBOL_MAX && text[..at].split_whitespace().count() <= WORDS_MAX)
}

/// «- білім алу мақсатында …;», «• Паспорт»: a member of an unnumbered list by its mark.
pub(super) fn is_dashed(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '•', '·', '*', '\u{2212}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_portal_tells_its_readers_is_no_law() {
        for notice in [
            "Қолданушылар назарына!",
            "Қолданушыларға ыңғайлы болуы үшін РҚАО мазмұнды жасады.",
            "Егер Сіз беттен қате тапсаңыз, тінтуірмен сөзді белгілеңіз және Ctrl+Enter пернелер тіркесін басыңыз",
        ] {
            assert_eq!(mark(notice), Mark::EditorsNote, "{notice}");
        }
        for clause in ["Қолданушылар назарына ұсынылады.", "Қолданушыларға ыңғайлы болуы үшін алаң жасалады.", "Егер Сіз қате тапсаңыз, өтініш беріледі."]
        {
            assert_eq!(mark(clause), Mark::Plain, "{clause}");
        }
    }

    #[test]
    fn units_are_known_by_their_first_characters() {
        let group = |kind, number: &'static str, heading| Mark::Group { kind, number: Cow::Borrowed(number), heading };
        let cases = [
            ("1-тарау. Жалпы ережелер", group(ProvisionKind::Chapter, "1", "Жалпы ережелер"), "V1800016354"),
            ("5-1-тарау. Бақылау", group(ProvisionKind::Chapter, "5-1", "Бақылау"), "an inserted chapter"),
            ("2-параграф. Тіркеу", group(ProvisionKind::Subchapter, "2", "Тіркеу"), "codes"),
            ("1 кіші бөлім. Жалпы", group(ProvisionKind::Subsection, "1", "Жалпы"), "the Civil Code"),
            ("ІІ БӨЛІМ. ЖЕР", group(ProvisionKind::Section, "2", "ЖЕР"), "Cyrillic І in a Roman numeral"),
            ("БІРІНШІ БӨЛІМ", group(ProvisionKind::Section, "1", ""), "older codes"),
            ("ОН БІРІНШІ БӨЛІМ", group(ProvisionKind::Section, "11", ""), "a code of more than ten sections"),
            ("Жиырма екінші тарау. Жер", group(ProvisionKind::Chapter, "22", "Жер"), "an ordinal of two words"),
            ("Он бірінші бөлімде көзделген", Mark::Plain, "a section in the locative is prose"),
            ("Ӏ-тарау. Жер", group(ProvisionKind::Chapter, "1", "Жер"), "a palochka for a numeral"),
            ("l-тарау. Жер", group(ProvisionKind::Chapter, "1", "Жер"), "a small L for a numeral"),
            ("М. ЖАЛПЫ БӨЛІМ", Mark::Plain, "an initial, not a thousand"),
            ("§ 3. Мәміле", group(ProvisionKind::Subchapter, "3", "Мәміле"), "the Civil Code"),
            ("21-1-бап. Ерекшеліктер", Mark::Article { number: "21-1", rest: "Ерекшеліктер" }, "an inserted article"),
            ("5-бап", Mark::Article { number: "5", rest: "" }, "a heading on the next line"),
            ("14-1. Қазақстан", Mark::Point { number: "14-1", rest: "Қазақстан" }, "V1800016354"),
            ("1.Осы", Mark::Point { number: "1", rest: "Осы" }, "a lost space"),
            ("2.1 Қазақстан", Mark::Point { number: "2.1", rest: "Қазақстан" }, "technical acts leave out the full stop"),
            ("2.1 метрден биік", Mark::Plain, "a measure"),
            ("10-1) азаматтығы", Mark::Subpoint { number: "10-1", rest: "азаматтығы" }, "an inserted subpoint"),
            ("1)мемлекеттік баж", Mark::Subpoint { number: "1", rest: "мемлекеттік баж" }, "a lost space"),
            ("3)-тармақтағы адамдарға", Mark::Plain, "prose"),
            ("8) тармақшасы мынадай редакцияда жазылсын:", Mark::Plain, "V2000021165: an instruction"),
            ("2012 жылғы 21 қаңтардағы", Mark::Plain, "a date"),
            ("26.05.2022 № 11-1-4/240", Mark::Plain, "a date"),
            ("5-бапта көзделген", Mark::Plain, "an article in the locative is prose"),
            ("1-тармақ мынадай редакцияда", Mark::Plain, "an instruction"),
            ("16 жасқа толмаған", Mark::Plain, "a number in prose"),
            ("а) Ықтиярхат", Mark::Letter { letter: 'а', rest: "Ықтиярхат" }, "a leaflet"),
            ("Ескерту. 3-тармақ", Mark::Note, "V1800016354"),
            ("Ескертпе. Осы баптың", Mark::Plain, "a rule, not a note"),
            ("С. Исаев", Mark::Plain, "an initial that could be a numeral"),
            ("\"КЕЛІСІЛДІ\"", Mark::Agreed, "V1800016354"),
            ("«КЕЛІСІЛДІ» Қазақстан Республикасының Қаржы министрлігі", Mark::Agreed, "a block without indents"),
            ("КЕЛІСІЛДІ Қазақстан Республикасының Қаржы министрлігі", Mark::Agreed, "the same without quotation marks"),
            ("«КЕЛІСІЛДІ» деген белгі қойылады.", Mark::Plain, "a clause on such a block"),
        ];
        for (text, meant, seen) in cases {
            assert_eq!(mark(text), meant, "{text}: {seen}");
        }
    }
}

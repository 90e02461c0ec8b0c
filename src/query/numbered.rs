//! Acts that a question names by their numbers: «№ 807 қаулы», «№ 561-IV Заңның», «ҚР ДСМ-70 бұйрығы», «приказ № 352».
//!
//! A number is taken whole, with the letters that belong to it: «352-V» is not 352. What else is told of the act, its kind, its day and its issuer,
//! has to agree: another act of the same number is another act.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cited::{Cited, Class, class_of};
use super::thesaurus::{Lookup, entries_at, words_of};
use super::words::is_abbreviation;
use crate::act::{ActId, ActKind, CitedAct, Date};
use crate::analyzer::Reason;
use crate::cite::{cited_acts, may_be_same_issuer};
use crate::history::number_key;
use crate::index::{ActHeader, Index, number_keys};
use crate::text::words;

/// From so many digits on a number alone is taken for that of an act.
const DIGITS_ALONE: usize = 4;
/// Letters of a part of a number, at most: «НҚ», «VIII».
const LETTERS_MAX: usize = 5;
/// What may stand between a day and the number of an act that was adopted on it.
const BEFORE_NUMBER: [char; 7] = [' ', '\u{a0}', ',', '.', '№', 'N', 'г'];
/// So many words may stand between a Russian word for an act and its day or number: whose it is, «приказ Министра труда и социальной защиты населения РК от …».
const ISSUER_WORDS_MAX: usize = 14;
/// How Russian words for acts begin.
const RUSSIAN_ACTS: [&str; 6] = ["приказ", "постановлени", "закон", "указ", "решени", "кодекс"];

/// What is told of an act beside its number.
#[derive(Debug, Default)]
struct Told {
    kind: Option<ActKind>,
    day: Option<Date>,
    year: Option<i32>,
    issuer: Option<String>,
}

impl Cited {
    /// «№ 807 қаулы», «16354», «приказ № 352», where the bytes are `free`; `days` are those that stand in the text.
    pub(super) fn numbered_acts(&mut self, index: &Index, text: &str, days: &[(Date, Range<usize>)], free: &impl Fn(&Range<usize>) -> bool) {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = r"(?P<sign>№\s*|\bN[oо]?\s*)?(?P<number>(?:(?:\p{Lu}{2,4}\s)?\p{Lu}{1,4}[-–])?\d[\p{L}\d]*(?:[/–-][\p{L}\d]+)*)";
            Regex::new(pattern).expect("the pattern of a number is a constant that compiles")
        });
        let phrases = LazyLock::new(|| cited_acts(text));
        for captures in NUMBER.captures_iter(text) {
            let (Some(whole), Some(number)) = (captures.get(0), captures.name("number")) else { continue };
            // «V1800016354»: the end of another word
            if captures.name("sign").is_none() && text[..whole.start()].ends_with(char::is_alphanumeric) {
                continue;
            }
            let cut = number.start()..number.start() + of_number(number.as_str()).len();
            let read = |number: Range<usize>| {
                let range = whole.start()..number.end;
                let (kind, word) = kind_beside(text, &range).or_else(|| kind_far_before(text, &range, days)).unzip();
                let (day, year) = day_beside(text, &number, days);
                let phrase = phrases.iter().find(|phrase| phrase.range.start <= number.start && number.end <= phrase.range.end);
                let told = Told { kind, day, year, issuer: phrase.and_then(|phrase| phrase.act.issuer.clone()) };
                (range, acts_of_number(index, &text[number], &told), word, told)
            };
            let mut meant = read(number.range());
            if meant.1.is_empty() {
                meant = read(cut.clone());
            }
            let (range, found, word, told) = meant;
            if !free(&range) || self.ranges.iter().any(|known| known.start < range.end && range.start < known.end) {
                continue;
            }
            // «2022 жылғы», «10 күн», «18.01» are numbers of something else.
            let printed = &text[cut];
            let alone = printed.chars().filter(char::is_ascii_digit).count() >= DIGITS_ALONE || printed.contains(['/', '-', '–']);
            if told.kind.is_none() && captures.name("sign").is_none() && !alone || is_year(text, &range) {
                continue;
            }
            if found.is_empty() {
                if let Some(word) = word {
                    let named = range.start.min(word.start)..range.end.max(word.end);
                    self.unknown.push(text[named.clone()].to_owned());
                    self.absent.extend(russian_id(&text[named.clone()], printed, told).map(|id| (named, id)));
                }
                continue;
            }
            self.mentions.push((range.clone(), found.clone()));
            self.acts.extend(found);
            self.ranges.push(range);
            self.ranges.extend(word);
        }
        self.acts.sort();
        self.acts.dedup();
    }
}

/// The beginning of `word` that is a number of an act: without the noun or the ending that is written together with it, «807-қаулының», «16354-те».
fn of_number(word: &str) -> &str {
    let mut end = word.len();
    // The ends of its parts, from the last to the first; a part that is no number's is cut off, with what stands before it and behind the number.
    while let Some(at) = word[..end].rfind(['/', '-', '–']) {
        let part = word[at..end].trim_start_matches(['/', '-', '–']);
        if belongs(part) {
            break;
        }
        end = at;
    }
    let last = word[..end].rfind(['/', '-', '–']).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    let part = &word[last..end];
    if belongs(part) {
        return &word[..end];
    }
    // «807қаулы»
    let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    &word[..last + digits]
}

/// Whether `part` can be a part of a number: digits with capitals, «НҚ», «VI», or a letter of its own, «ө».
fn belongs(part: &str) -> bool {
    let letters = || part.chars().filter(|c| c.is_alphabetic());
    letters().count() <= 1 || letters().count() <= LETTERS_MAX && letters().all(char::is_uppercase)
}

/// The keys of the acts that have exactly this number and of which all that is told can be true.
fn acts_of_number(index: &Index, number: &str, told: &Told) -> Vec<String> {
    let fits = |key: &str, kind: Option<ActKind>| {
        let same_kind = told.kind.zip(kind).is_none_or(|(told, known)| may_be_same_kind(told, known));
        same_kind && index.known(key).is_none_or(|act| agrees(act, number, told))
    };
    index.numbered(number).into_iter().filter(|(key, kind)| fits(key, *kind)).map(|(key, _)| key).collect()
}

/// Whether one act may be called both: a code is a law, and what is not known is nothing else.
fn may_be_same_kind(told: ActKind, known: ActKind) -> bool {
    let is_law = |kind| matches!(kind, ActKind::Law | ActKind::Code | ActKind::Constitution);
    told == known || known == ActKind::Other || is_law(told) && is_law(known)
}

/// Whether the day and the issuer that are told can be those of `act`, which has this number.
fn agrees(act: &ActHeader, number: &str, told: &Told) -> bool {
    let number = number_key(number);
    let is = |own: &str| number_keys(own).any(|own| own == number);
    let of_number = || act.adopted.iter().filter(|adoption| adoption.number.as_deref().is_some_and(is));
    let registered = act.registered.iter().filter(|registered| is(&registered.number));
    // A registered act is named by the number of its registration together with either day.
    let by_registration = registered.flat_map(|registered| registered.date.into_iter().chain(act.adopted.iter().filter_map(|adoption| adoption.date)));
    let days: Vec<Date> = of_number().filter_map(|adoption| adoption.date).chain(by_registration).collect();
    let day = told.day.is_none_or(|day| days.is_empty() || days.contains(&day));
    let year = told.year.is_none_or(|year| days.is_empty() || days.iter().any(|day| day.year() == year));
    let issuers: Vec<&str> = act.issuers.iter().chain(act.adopted.iter().filter_map(|adoption| adoption.issuer.as_ref())).map(String::as_str).collect();
    let issuer = told.issuer.as_deref().is_none_or(|told| issuers.is_empty() || issuers.iter().any(|own| may_be_same_issuer(own, told)));
    day && year && issuer
}

/// The day, else the year, that stands beside a number as that of its act: «2022 жылғы 10 қазандағы № 807», «№ 807 от 10.10.2022», «2022 жылғы № 807».
fn day_beside(text: &str, number: &Range<usize>, days: &[(Date, Range<usize>)]) -> (Option<Date>, Option<i32>) {
    let between = |from: usize, to: usize| text.get(from..to).map(str::trim);
    let before = |range: &Range<usize>| between(range.end, number.start).is_some_and(|between| between.trim_matches(BEFORE_NUMBER).is_empty());
    // «№ 807 от 10.10.2022», «№ 807 постановление от 10.10.2022»
    let is_act = |word: &str| RUSSIAN_ACTS.iter().any(|act| word.to_lowercase().starts_with(act));
    let from = |between: &str| between.strip_suffix("от").is_some_and(|rest| rest.is_empty() || is_act(rest) && !rest.trim().contains(char::is_whitespace));
    let behind = |range: &Range<usize>| between(number.end, range.start).is_some_and(from);
    let day = days.iter().find(|(_, range)| before(range) || behind(range)).map(|(day, _)| *day);
    static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\d{4})\s*(?:жылғы|ж\.|года|г\.)\s*№\s*$").expect("the pattern of a year is a constant"));
    let year = YEAR.captures(&text[..number.start]).and_then(|captures| captures[1].parse().ok()).filter(|_| day.is_none());
    (day, year)
}

/// The word for an act beside a number: «807 қаулы», «приказ № 352», «№ 807 қаулысы», «№ 11-1-4/1 бірлескен бұйрық». Right before it stands what is named
/// first, «приказ № 16354 и постановление № 807»; else what stands behind it, up to the next number.
fn kind_beside(text: &str, number: &Range<usize>) -> Option<(ActKind, Range<usize>)> {
    let kind = |(at, word): (usize, &str)| match class_of(word) {
        Some(Class::Act(kind)) if !names_quality(word) => Some((kind, at..at + word.len())),
        _ => None,
    };
    let before: Vec<(usize, &str)> = words(&text[..number.start]).collect();
    let sign = |word: &str| matches!(word, "№" | "N");
    let right_before = before.iter().rev().find(|(_, word)| !sign(word)).copied().filter(|(at, word)| {
        let end = at + word.len();
        // «807 қаулы, 16354»: that word has a number of its own
        let has_number = text[..*at].trim_end().ends_with(|c: char| c.is_ascii_digit());
        !has_number && text[end..number.start].trim_matches([' ', '\u{a0}', '№', 'N']).is_empty()
    });
    if let Some(found) = right_before.and_then(kind) {
        return Some(found);
    }
    let after = words(&text[number.end..]).map(|(at, word)| (number.end + at, word)).take(2);
    let own = after.take_while(|(at, word)| !text[number.end..*at].contains([',', ';']) && !matches!(*word, "и" | "және" | "к" | "мен"));
    own.filter(|(at, word)| !is_numbered_itself(&text[at + word.len()..])).find_map(kind)
}

/// The Russian word for an act that stands before a number with whose it is and of what day, «Закон Республики Казахстан от 10 октября 2015 года № 422-V»,
/// and the bytes from it to the number.
fn kind_far_before(text: &str, number: &Range<usize>, days: &[(Date, Range<usize>)]) -> Option<(ActKind, Range<usize>)> {
    let gap = |day: &Range<usize>| text.get(day.end..number.start).is_some_and(|gap| gap.trim_matches(BEFORE_NUMBER).is_empty());
    let end = days.iter().find(|(_, day)| gap(day)).map_or(number.start, |(_, day)| day.start);
    let mut later = end;
    for (at, word) in words(&text[..end]).collect::<Vec<_>>().into_iter().rev().take(ISSUER_WORDS_MAX) {
        // another clause, or something that has a number itself
        if text[at + word.len()..later].contains([',', ';', '\n', '(', ')']) || word.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        later = at;
        let lower = word.to_lowercase();
        if RUSSIAN_ACTS.iter().any(|act| lower.starts_with(act)) {
            let Some(Class::Act(kind)) = class_of(word).filter(|_| !names_quality(word)) else { return None };
            return Some((kind, at..number.start));
        }
    }
    None
}

/// The id that follows from the Russian name of an act, where one does: «постановление Правительства РК от 21 января 2012 года № 148».
fn russian_id(named: &str, number: &str, told: Told) -> Option<ActId> {
    let lower = named.to_lowercase();
    if !RUSSIAN_ACTS.iter().any(|act| lower.starts_with(act)) {
        return None;
    }
    // In the language of the acts that are read, as that of a citation in Kazakh.
    let issuer = [("правительств", "Үкімет"), ("президент", "Президент")].into_iter().find(|(russian, _)| lower.contains(russian));
    let issuer = issuer.map(|(_, issuer)| issuer.to_owned());
    let of_republic = told.kind != Some(ActKind::Decree) || issuer.is_some();
    let act = CitedAct { kind: told.kind, issuer, date: told.day, number: Some(number.to_owned()), ..CitedAct::default() };
    act.derive_id().filter(|_| of_republic)
}

/// Abbreviations of whose act is named, right before its day or number: «ІІМ 2012 жылғы 14 маусымдағы № 352 бұйрығы». They are words where the act is of
/// somebody else.
pub(super) fn short_issuers(index: &Index, text: &str, cited: &Cited) -> Vec<Range<usize>> {
    let issuers: Vec<&str> = cited.acts.iter().filter_map(|key| index.act(key)).flat_map(|act| act.issuers.iter().map(String::as_str)).collect();
    let names = |word: &str| {
        let lookups: Vec<Lookup> = words_of(word).iter().map(|token| Lookup::of(&token.term, &token.exact)).collect();
        let meant = entries_at(&lookups).into_iter().filter(|(_, entry)| entry.reason == Reason::Abbreviation);
        meant.into_iter().any(|(_, entry)| issuers.iter().any(|issuer| may_be_same_issuer(issuer, &entry.to)))
    };
    let begins = |at: usize| cited.ranges.iter().any(|range| range.start == at);
    let all: Vec<(usize, &str)> = words(text).collect();
    let pairs = all.windows(2).filter(|pair| is_abbreviation(pair[0].1) && begins(pair[1].0) && names(pair[0].1));
    pairs.map(|pair| pair[0].0..pair[0].0 + pair[0].1.len()).collect()
}

/// Whether a number with its sign follows: «… постановление № 807».
fn is_numbered_itself(rest: &str) -> bool {
    rest.trim_start().starts_with('№')
}

/// «заңды», «законный»: of what quality, not which act.
fn names_quality(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["заңды", "заңсыз", "законн"].iter().any(|quality| lower.starts_with(quality))
}

/// «2022 жылғы», «2022 ж.», «2022 года».
fn is_year(text: &str, number: &Range<usize>) -> bool {
    let after = text[number.end..].trim_start_matches([' ', '-']).to_lowercase();
    number.len() == 4 && ["жыл", "ж.", "год"].iter().any(|year| after.starts_with(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_its_letters_and_no_others() {
        let cases = [
            ("352", "352"),
            ("352-V", "352-V"),
            ("561-ІV", "561-ІV"),
            ("11-НҚ", "11-НҚ"),
            ("352-п", "352-п"),
            ("30-н/қ", "30-н/қ"),
            ("5/27-VI", "5/27-VI"),
            ("6С-39-2", "6С-39-2"),
            ("11-1-4/1", "11-1-4/1"),
            ("ДСМ-70", "ДСМ-70"),
            ("807-қаулының", "807"),
            ("807қаулы", "807"),
            ("561-IV-Заңның", "561-IV"),
            ("16354-те", "16354"),
            ("11-1-4/1-бұйрық", "11-1-4/1"),
        ];
        for (word, number) in cases {
            assert_eq!(of_number(word), number, "{word}");
        }
    }
}

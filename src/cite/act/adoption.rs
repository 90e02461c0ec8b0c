//! Who adopted an act, when, and under which number, read from the last word to the first.

use super::super::date::date_at;
use super::super::issuer::{issuer_nominative, without_genitive};
use super::super::noun::{act_noun, unit_noun};
use super::super::word::{begins, floor_boundary, is_word, trim_back, word_before, work};
use super::{Backwards, ISSUER_MAX, JOINT_MAX, is_state};
use crate::act::{ActId, ActKind, Adoption, Date};

impl Backwards<'_> {
    /// «A-ның 2016 жылғы 24 қарашадағы № 11-1-2/555 және B-ның 2016 жылғы 28 қарашадағы № 1100», first to last. The parts of
    /// one adoption come in any order («2011 жылғы 22 шілдедегі Қазақстан Республикасы»).
    pub(super) fn adoptions(&mut self) -> Vec<Adoption> {
        let mut all = Vec::new();
        while all.len() < JOINT_MAX {
            let mut adoption = Adoption::default();
            while self.at > self.floor {
                if adoption.number.is_none()
                    && let Some((number, start)) = self.number_before()
                {
                    let (number, id) = apart_from_id(&number);
                    adoption.number = Some(number.to_owned());
                    self.act.id = id.or_else(|| self.act.id.take());
                    self.take(start);
                } else if adoption.date.is_none()
                    && let Some((date, start)) = self.date_before()
                {
                    adoption.date = Some(date);
                    self.take(start);
                } else if adoption.issuer.is_none()
                    && let Some(start) = self.issuer_over_comma(adoption.date.is_some() || adoption.number.is_some())
                {
                    let printed = self.text[start..self.at].trim_end_matches(',');
                    adoption.issuer = Some(issuer_nominative(printed)).filter(|name| !name.is_empty() && name != "Қазақстан Республикасы");
                    self.take(start);
                    if adoption.issuer.is_none() && self.act.kind != Some(ActKind::Law) {
                        adoption.issuer = None;
                    }
                } else {
                    break;
                }
            }
            if adoption == Adoption::default() {
                break;
            }
            let whole = adoption.number.is_some() && adoption.date.is_some();
            all.push(adoption);
            // Another adoption stands before «және» or a comma, and ends in a number.
            let (start, word) = self.last_word();
            // «№ 1 бұйрығы, № 2 бұйрығы» are two acts.
            if act_noun(word.trim_end_matches(',')).is_some() {
                break;
            }
            let before = if is_word(word, "және") {
                trim_back(self.text, start)
            } else if word.ends_with(',') {
                trim_back(self.text, self.at - 1)
            } else {
                break;
            };
            let kept = (self.at, self.start);
            self.at = before.max(self.floor);
            if !whole || self.number_before().is_none() {
                (self.at, self.start) = kept;
                break;
            }
        }
        all.reverse();
        all
    }

    /// «№ 11-1-4/149», «№148», «N 29», «№ ҚР ДСМ-110»; what follows «№ 412-I ҚР» is an act of the state, and the state is no part of its number.
    pub(super) fn number_before(&self) -> Option<(String, usize)> {
        let window = floor_boundary(self.text, self.at.saturating_sub(48)).max(self.floor);
        let before = self.text.get(window..self.at)?;
        let (start, sign) = match before.rfind('№') {
            Some(at) => (at, '№'.len_utf8()),
            None => (memchr::memrchr_iter(b'N', before.as_bytes()).find(|&at| before[..at].ends_with(' ') && before[at + 1..].starts_with(' '))?, 1),
        };
        let number = without_state(before[start + sign..].trim());
        // «№ 452 қаулысымен және … № 359 шешімімен»: the number of another act
        let sound = number.contains(|c: char| c.is_ascii_digit())
            && number.split_whitespace().count() <= 3
            && !number.split_whitespace().any(|word| act_noun(word).is_some() || is_word(word, "осы") || numbers_unit(word))
            && !number.contains(['(', ')', ';', '"', '«', '»', '“', '”', ',']);
        sound.then(|| (number.to_owned(), window + start))
    }

    pub(super) fn date_before(&self) -> Option<(Date, usize)> {
        // A day ends in a digit, in a word, or in «ж.».
        if !self.text[..self.at].ends_with(|c: char| c == '.' || c.is_ascii_digit() || matches!(c, 'а'..='ӿ')) {
            return None;
        }
        let window = floor_boundary(self.text, self.at.saturating_sub(72)).max(self.floor);
        let before = self.text.get(window..self.at)?;
        // «1997.12.08. N 200»: older notes close the day with a stop
        let numbered = self.text[self.at..].trim_start().starts_with(['№', 'N']);
        let is_day = |day: &&str| numbered && day.ends_with(|c: char| c.is_ascii_digit()) && (of_note(self.text) || !may_be_exchanged(day));
        let before = before.strip_suffix('.').filter(is_day).unwrap_or(before);
        let digits = before.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
        digits.filter_map(|at| date_at(before, at)).find(|(_, range)| range.end == before.len()).map(|(date, range)| (date, window + range.start))
    }

    /// As [`Self::issuer_before`], over a comma that damage put between («Үкіметінің , 2012 жылғы»).
    pub(super) fn issuer_over_comma(&mut self, dated: bool) -> Option<usize> {
        let kept = self.at;
        let (start, word) = self.last_word();
        if dated && is_word(word, "нормативтік") {
            // «Жоғарғы Сотының нормативтік 2002 жылғы 28 маусымдағы N 13 қаулысы»
            self.at = trim_back(self.text, start).max(self.floor);
        } else if word == "," {
            self.at = trim_back(self.text, start).max(self.floor);
        } else if dated && (word.ends_with("інің,") || word.ends_with("ының,")) {
            self.at -= 1;
        }
        let found = self.issuer_before(dated);
        if found.is_none() {
            self.at = kept;
        }
        found
    }

    /// Where the issuer that ends here begins. Only with a date or number behind it is it worth to look for one that does
    /// not name the state.
    pub(super) fn issuer_before(&self, dated: bool) -> Option<usize> {
        let (_, last) = self.last_word();
        let state = is_state(last);
        if !state && !(dated && (without_genitive(last).is_some() || is_word(last, "м.а."))) {
            return None;
        }
        let window = floor_boundary(self.text, self.at.saturating_sub(ISSUER_MAX)).max(self.floor);
        let (edge, named) = self.state_before(window);
        if named.is_some() {
            return named;
        }
        if state {
            return None;
        }
        // A local issuer: «Алматы қаласы әкімдігінің». It begins at the capital letters farthest back in its run of words.
        let before = self.text.get(edge..self.at)?;
        let comma = before.rfind(", ").map_or(0, |at| at + 2);
        let run = &before[comma..];
        let mut start = None;
        let mut small = 0;
        for (at, word) in words_back(run).take(10) {
            if word.starts_with(|c: char| c.is_uppercase()) {
                (start, small) = (Some(at), 0);
            } else {
                small += 1;
                // «Күші жойылды – Бұлақты ауданы әкімдігінің»: nobody's name goes over a dash
                let dash = matches!(word, "-" | "–" | "—");
                if small > 3 || dash || is_word(word, "және") || is_word(word, "сәйкес") {
                    break;
                }
            }
        }
        start.map(|at| edge + comma + at)
    }

    /// Where the words that name the state begin nearest before, and the mark after which they may; looked for no further
    /// back than `window`.
    pub(super) fn state_before(&self, window: usize) -> (usize, Option<usize>) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at > window {
            at -= 1;
            match bytes[..=at] {
                [.., b'"' | b';' | b'(' | b')' | b':'] | [.., 0xC2, 0xBB] | [.., 0xE2, 0x80, 0x9D] => {
                    work::spend(self.at - at);
                    return (at + 1, None);
                }
                // «Қ»
                [.., 0xD2, 0x9A] if at > window => {
                    let named = &self.text[at - 1..self.at];
                    if named.starts_with("Қазақстан Республикас") || named.starts_with("ҚР") && begins(&self.text[window..], at - 1 - window)
                    {
                        work::spend(self.at - at);
                        return (window, Some(at - 1));
                    }
                }
                _ => {}
            }
        }
        work::spend(self.at - window);
        (window, None)
    }
}

/// «412-I ҚР»: the number without the words for the state that stand behind it.
fn without_state(number: &str) -> &str {
    let bare = number.strip_suffix(" ҚР").map(str::trim_end);
    bare.filter(|bare| bare.contains(|c: char| c.is_ascii_digit())).unwrap_or(number)
}

/// «2235 Z950002235_»: the id that the publisher prints behind a number, as the words of a link.
pub(super) fn apart_from_id(number: &str) -> (&str, Option<ActId>) {
    let Some((bare, id)) = number.rsplit_once(' ') else { return (number, None) };
    match ActId::printed(id) {
        Some(id) => (bare.trim_end(), Some(id)),
        None => (number, None),
    }
}

fn words_back(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.trim_end().len();
    std::iter::from_fn(move || {
        if end == 0 {
            return None;
        }
        let (start, word) = word_before(text, end);
        end = text[..start].trim_end().len();
        Some((start, word))
    })
}

/// Whether `text` is a note of the publisher whose days are the year, the month and the day.
fn of_note(text: &str) -> bool {
    ["Ескерту", "ЕСКЕРТУ", "Ескертпе"].iter().any(|note| text.trim_start().starts_with(note))
}

/// Whether month and day of the figures that `text` ends with could each be the other: «2007.12.09», as another portal writes the 12th of September.
pub(crate) fn may_be_exchanged(text: &str) -> bool {
    let figures = &text[text.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))..];
    let mut numbers = figures.rsplit('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let (last, middle) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (1..=12).contains(&last) && (1..=12).contains(&middle) && last != middle
}

/// «№ 1-қосымша осы бұйрыққа …»: the number of an annex.
fn numbers_unit(word: &str) -> bool {
    word.rsplit_once(['-', '–']).is_some_and(|(_, noun)| unit_noun(noun).is_some())
}

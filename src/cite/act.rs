//! Acts as other acts cite them.

use std::ops::Range;

use super::Case;
use super::date::date_at;
use super::issuer::{issuer_nominative, without_genitive};
use super::noun::{ACT_LETTERS, act_noun};
use super::publication::publication;
use super::quote::{bracket_end, bracket_start, quote_start};
use super::word::{begins, floor_boundary, inflected, is_word, skip_spaces, strip_stem, trim_back, word_at, word_before, word_starts, work};
use crate::act::{ActKind, Adoption, CitedAct, Date};

/// Longest bracket after an act that is read, in bytes.
const BRACKET_MAX: usize = 1200;
/// Longest name of an issuer, in bytes.
const ISSUER_MAX: usize = 400;
/// What decrees of the nineties are said to have.
const FORCE_OF_LAW: &str = "күші бар ";
/// Most adoptions of one joint order.
const JOINT_MAX: usize = 16;

/// An act as a text cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActPhrase {
    /// Its bytes, from the title or issuer to the word for the act («… № 148 қаулысына»), brackets after it left out.
    pub range: Range<usize>,
    /// What is cited. A joint order is cited by its first adoption.
    pub act: CitedAct,
    /// All adoptions of a joint order; one or none for other acts.
    pub adoptions: Vec<Adoption>,
    /// The bracket after it that tells its registration.
    pub bracket: Option<Range<usize>>,
    /// The day of publication that the bracket tells.
    pub published: Option<Date>,
    /// The case of the word for the act.
    pub case: Case,
    /// Whether that word is a plural («бұйрықтарымен»).
    pub plural: bool,
}

impl ActPhrase {
    /// The bytes with the bracket that tells the registration.
    pub fn with_bracket(&self) -> Range<usize> {
        self.range.start..self.bracket.as_ref().map_or(self.range.end, |bracket| bracket.end)
    }
}

/// All acts cited in `text`, one paragraph, by title, name, date or number; left to right, none inside another.
///
/// ```
/// let acts = tarmaq::cite::cited_acts("Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысына");
/// assert_eq!(acts[0].act.number.as_deref(), Some("148"));
/// assert_eq!(acts[0].act.id.as_ref().map(|id| id.as_str()), Some("P1200000148"));
/// ```
pub fn cited_acts(text: &str) -> Vec<ActPhrase> {
    let mut acts: Vec<ActPhrase> = Vec::new();
    let mut free = 0;
    for at in word_starts(text) {
        if at < free || !may_name_act(text, at) {
            continue;
        }
        let found = russian_act_at(text, at).or_else(|| act_ending_at(text, at, free));
        if let Some(phrase) = found {
            free = phrase.with_bracket().end;
            acts.push(phrase);
        }
    }
    acts
}

/// A cheap look at the first letter: whether a word for an act can begin here.
pub(super) fn may_name_act(text: &str, at: usize) -> bool {
    ACT_LETTERS.may_begin(&text[at..])
}

/// The act whose word («қаулысына») begins at `noun_at`, read backwards from there but not before `floor`. `None` when
/// nothing tells which act is meant.
pub(super) fn act_ending_at(text: &str, noun_at: usize, floor: usize) -> Option<ActPhrase> {
    let noun = word_at(text, noun_at);
    let (kind, inflection) = act_noun(noun)?;
    // «Заң күші бар Жарлығы» is a decree
    if kind == ActKind::Law && text[noun_at + noun.len()..].trim_start().starts_with(FORCE_OF_LAW) {
        return None;
    }
    let mut end = noun_at + noun.len();
    let mut reader = Backwards { text, floor, at: trim_back(text, noun_at), start: noun_at, act: CitedAct { kind: Some(kind), ..CitedAct::default() } };
    if reader.at <= floor && kind != ActKind::Constitution {
        return None;
    }
    reader.skip_words();
    if kind == ActKind::Code {
        reader.code_name();
    } else if kind == ActKind::Law {
        reader.law_name();
    }
    // A note puts the day of effect between number and word: «… № 11-1-4/240 (алғашқы … кейін) бұйрығымен».
    reader.skip_bracket();
    let adoptions = reader.adoptions();
    let adopted_by_council = reader.adopted_on();
    reader.quoted_title();
    let (mut act, start) = (reader.act, reader.start);
    if let Some(first) = adoptions.first() {
        act.date = act.date.or(first.date);
        act.number = first.number.clone();
        act.issuer = first.issuer.clone();
    }
    if act.date.is_none() {
        act.date = adopted_by_council;
    }
    let told = act.title.is_some() || act.date.is_some() || act.number.is_some() || kind == ActKind::Constitution && (start < noun_at || noun.starts_with('К'));
    if !told {
        return None;
    }
    let mut bracket = None;
    let mut published = None;
    let after = skip_spaces(text, end);
    if text[after..].starts_with('(')
        && let Some(close) = bracket_end(text, after, BRACKET_MAX)
    {
        let inside = &text[after..close];
        act.registration = registration(inside);
        published = publication(inside);
        if act.registration.is_some() || published.is_some() {
            bracket = Some(after..close);
        }
    }
    act.id = derived_id(&act, published);
    end = end.max(noun_at);
    Some(ActPhrase { range: start..end, act, adoptions, bracket, published, case: inflection.case, plural: inflection.plural })
}

/// The id that follows from what is printed. A resolution has one of its own only when the Government made it; one of the
/// National Bank is known by its registration. The ids of local acts carry letters that no text prints. An order that was
/// `published` in the year of its adoption was registered in it.
fn derived_id(act: &CitedAct, published: Option<Date>) -> Option<crate::act::ActId> {
    let government = act.issuer.as_deref().is_none_or(|issuer| issuer.contains("Үкімет"));
    let local = act.issuer.as_deref().is_some_and(|issuer| ["әкімд", "әкімі", "мәслихат"].iter().any(|office| issuer.to_lowercase().contains(office)));
    if local && act.kind != Some(ActKind::Law) {
        return None;
    }
    let registered = published.map(Date::year).filter(|&year| act.date.is_some_and(|date| date.year() == year));
    if act.kind == Some(ActKind::Resolution) && !government {
        return CitedAct { kind: Some(ActKind::Order), ..act.clone() }.derive_id_registered(registered);
    }
    act.derive_id_registered(registered)
}

/// The number in the register that a bracket tells: «… тізілімінде № 14531 болып тіркелген».
fn registration(inside: &str) -> Option<String> {
    if !inside.contains("тіркел") && !inside.contains("тізілім") {
        return None;
    }
    let after = inside.find("№")? + "№".len();
    let number: String = inside[after..].trim_start().chars().take_while(char::is_ascii_digit).collect();
    (!number.is_empty()).then_some(number)
}

/// Reads a citation from its last word to its first.
struct Backwards<'t> {
    text: &'t str,
    floor: usize,
    /// Everything from here on is read; white space before is left out.
    at: usize,
    /// Where the citation begins as far as it is known.
    start: usize,
    act: CitedAct,
}

impl<'t> Backwards<'t> {
    fn take(&mut self, start: usize) {
        self.start = start;
        self.at = trim_back(self.text, start).max(self.floor.min(start));
    }

    fn last_word(&self) -> (usize, &'t str) {
        let (start, word) = word_before(self.text, self.at.max(self.floor));
        if start < self.floor { (self.floor, &self.text[self.floor..self.at.max(self.floor)]) } else { (start, word) }
    }

    /// «бірлескен бұйрығына», «конституциялық заңының», «нормативтік қаулысы».
    fn skip_words(&mut self) {
        let (start, word) = self.last_word();
        if ["бірлескен", "конституциялық", "нормативтік"].iter().any(|known| is_word(word, known)) {
            self.take(start);
        }
        // «Президентінің 1995 жылғы 3 қазандағы N 2475 Заң күші бар Жарлығының»
        let before = &self.text[self.floor..self.at.max(self.floor)];
        let force = ["конституциялық заң күші бар", "Конституциялық заң күші бар", "заң күші бар", "Заң күші бар"];
        if let Some(kept) = force.iter().find_map(|words| before.strip_suffix(words)) {
            self.take(self.floor + kept.len());
        }
    }

    /// «Жоғарғы Кеңесі 1994 жылғы 27 желтоқсанда қабылдаған … Азаматтық кодексіне»: the day of an act that is told by a verb.
    fn adopted_on(&mut self) -> Option<Date> {
        let (verb, word) = self.last_word();
        if !matches!(word, "қабылдаған" | "қабылданған") {
            return None;
        }
        let kept = (self.at, self.start);
        self.take(verb);
        match self.date_before() {
            Some((date, start)) => {
                self.take(start);
                Some(date)
            }
            None => {
                (self.at, self.start) = kept;
                None
            }
        }
    }

    fn skip_bracket(&mut self) {
        if self.text[..self.at].ends_with(')')
            && let Some(open) = bracket_start(self.text, self.at, BRACKET_MAX)
            && open >= self.floor
        {
            let kept = (self.at, self.start);
            self.at = trim_back(self.text, open).max(self.floor);
            if self.number_before().is_none() && self.date_before().is_none() {
                (self.at, self.start) = kept;
            }
        }
    }

    /// «Қазақстан Республикасының Салық кодексіне», «ҚР Әкімшілік құқық бұзу кодексінің», «Бюджет кодексінің».
    fn code_name(&mut self) {
        let mut capital = None;
        let mut end = self.at;
        for _ in 0..6 {
            if end <= self.floor {
                break;
            }
            let (start, word) = word_before(self.text, end);
            let start = start.max(self.floor);
            if is_state(word) && capital.is_none() && end < self.at {
                // «ҚР-ның әкімшілік құқық бұзу кодексінің»
                capital = Some(trim_forward(self.text, end));
            }
            if is_state(word) || word.ends_with(['»', '”', '"', ',', ';', ':', '.', ')']) || date_word(word) {
                break;
            }
            if let Some(inner) = word.strip_prefix(['(', '"', '«']) {
                let opens = inner.starts_with(|c: char| c.is_uppercase());
                capital = if opens { Some(start + word.len() - inner.len()) } else { capital };
                break;
            }
            if word.starts_with(|c: char| c.is_uppercase()) {
                capital = Some(start);
            } else if capital.is_some() {
                break;
            }
            end = trim_back(self.text, start).max(self.floor);
        }
        let Some(start) = capital else { return };
        let name = &self.text[start..self.at];
        if strip_stem(name, "осы").is_some() || name.starts_with(|c: char| !c.is_alphabetic()) {
            return;
        }
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        self.act.title = Some(format!("{first}{} кодексі", letters.as_str()));
        self.take(start);
    }

    /// «Көші-қон туралы заңның», «ҚР Азаматтығы туралы заңының», «"Халықтың көші-қон" туралы заңының»: a name without
    /// quotation marks around all of it.
    fn law_name(&mut self) {
        let (about, word) = self.last_word();
        if !is_word(word, "туралы") {
            return;
        }
        let name_end = self.at;
        let mut end = trim_back(self.text, about).max(self.floor);
        if self.text[..end].ends_with(['»', '”', '"']) {
            if let Some(open) = quote_start(self.text, end, self.floor) {
                let inner = unquoted(&self.text[open..end]);
                self.act.title = Some(format!("{inner} туралы"));
                self.take(open);
            }
            return;
        }
        let mut start = None;
        for count in 0..14 {
            if end <= self.floor {
                break;
            }
            let (at, word) = word_before(self.text, end);
            let at = at.max(self.floor);
            if word.ends_with([',', ';', ':', '.', ')', '»', '"']) {
                break;
            }
            if is_state(word) {
                start = Some(trim_forward(self.text, end));
                break;
            }
            // Far back a capital letter begins the sentence, not the name.
            if count < 5 && word.starts_with(|c: char| c.is_uppercase()) {
                start = Some(at);
                // The state may stand before a name that has a capital letter of its own.
                let before = trim_back(self.text, at);
                if before <= self.floor || !is_state(word_before(self.text, before).1) {
                    break;
                }
            }
            end = trim_back(self.text, at).max(self.floor);
        }
        if let Some(start) = start.filter(|&start| start < name_end) {
            self.act.title = Some(self.text[start..name_end].to_owned());
            self.take(start);
        }
    }

    /// «A-ның 2016 жылғы 24 қарашадағы № 11-1-2/555 және B-ның 2016 жылғы 28 қарашадағы № 1100», first to last. The parts of
    /// one adoption come in any order («2011 жылғы 22 шілдедегі Қазақстан Республикасы»).
    fn adoptions(&mut self) -> Vec<Adoption> {
        let mut all = Vec::new();
        while all.len() < JOINT_MAX {
            let mut adoption = Adoption::default();
            while self.at > self.floor {
                if adoption.number.is_none()
                    && let Some((number, start)) = self.number_before()
                {
                    adoption.number = Some(number);
                    self.take(start);
                } else if adoption.date.is_none()
                    && let Some((date, start)) = self.date_before()
                {
                    adoption.date = Some(date);
                    self.take(start);
                } else if adoption.issuer.is_none()
                    && let Some(start) = self.issuer_before(adoption.date.is_some() || adoption.number.is_some())
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

    /// «№ 11-1-4/149», «№148», «N 29», «№ ҚР ДСМ-110».
    fn number_before(&self) -> Option<(String, usize)> {
        let window = floor_boundary(self.text, self.at.saturating_sub(48)).max(self.floor);
        let before = self.text.get(window..self.at)?;
        let (start, sign) = match before.rfind('№') {
            Some(at) => (at, '№'.len_utf8()),
            None => (memchr::memrchr_iter(b'N', before.as_bytes()).find(|&at| before[..at].ends_with(' ') && before[at + 1..].starts_with(' '))?, 1),
        };
        let number = before[start + sign..].trim();
        let sound = number.contains(|c: char| c.is_ascii_digit()) && number.split_whitespace().count() <= 3 && !number.contains(['(', ')', ';', '"', '»', ',']);
        sound.then(|| (number.to_owned(), window + start))
    }

    fn date_before(&self) -> Option<(Date, usize)> {
        // A day ends in a digit, in a word, or in «ж.».
        if !self.text[..self.at].ends_with(|c: char| c == '.' || c.is_ascii_digit() || matches!(c, 'а'..='ӿ')) {
            return None;
        }
        let window = floor_boundary(self.text, self.at.saturating_sub(72)).max(self.floor);
        let before = self.text.get(window..self.at)?;
        let digits = before.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
        digits.filter_map(|at| date_at(before, at)).find(|(_, range)| range.end == before.len()).map(|(date, range)| (date, window + range.start))
    }

    /// Where the issuer that ends here begins. Only with a date or number behind it is it worth to look for one that does
    /// not name the state.
    fn issuer_before(&self, dated: bool) -> Option<usize> {
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
                if small > 3 || is_word(word, "және") || is_word(word, "сәйкес") {
                    break;
                }
            }
        }
        start.map(|at| edge + comma + at)
    }

    /// Where the words that name the state begin nearest before, and the mark after which they may; looked for no further
    /// back than `window`.
    fn state_before(&self, window: usize) -> (usize, Option<usize>) {
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

    fn quoted_title(&mut self) {
        if self.act.title.is_some() || self.at <= self.floor || !self.text[..self.at].ends_with(['»', '”', '"']) {
            return;
        }
        if let Some(start) = quote_start(self.text, self.at, self.floor) {
            let title = unquoted(&self.text[start..self.at]);
            if title.chars().any(char::is_alphabetic) {
                self.act.title = Some(title.to_owned());
                self.take(start);
            }
        }
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

fn trim_forward(text: &str, at: usize) -> usize {
    skip_spaces(text, at)
}

/// The words between the outermost quotation marks.
pub(super) fn unquoted(quoted: &str) -> &str {
    let inner = quoted.strip_suffix(['»', '”', '"']).unwrap_or(quoted);
    // «"Құжаттарды қабылдау" қағидаларын бекіту туралы"»: the one mark before it opens the inner quotation as well.
    if inner.starts_with('"') && inner.matches('"').count().is_multiple_of(2) {
        return inner.trim();
    }
    inner.strip_prefix(['«', '“', '„', '"']).unwrap_or(inner).trim()
}

/// «Республикасы», «Республикасының», «ҚР», «ҚР-ның».
fn is_state(word: &str) -> bool {
    inflected(word, &["республика"]).is_some_and(|inflection| inflection.possessive) || is_word(word, "қр") || strip_stem(word, "қр-").is_some()
}

/// «желтоқсандағы»: a name does not reach back over the day of its act.
fn date_word(word: &str) -> bool {
    word.ends_with("дағы") || word.ends_with("дегі") || word.ends_with("тағы") || word.starts_with('№')
}

/// «Закон Республики Казахстан "О миграции населения"»: forms are printed in both languages.
pub(super) fn russian_act_at(text: &str, at: usize) -> Option<ActPhrase> {
    let noun = word_at(text, at);
    let case = match noun {
        "Закон" | "Кодекс" => Case::Nominative,
        "Закона" | "Кодекса" => Case::Genitive,
        "Закону" | "Кодексу" => Case::Dative,
        "Законом" | "Кодексом" => Case::Instrumental,
        _ => return None,
    };
    let kind = if noun.starts_with("Закон") { ActKind::Law } else { ActKind::Code };
    let mut end = skip_spaces(text, at + noun.len());
    end += text[end..].strip_prefix("Республики Казахстан").map(|_| "Республики Казахстан".len())?;
    let open = skip_spaces(text, end);
    let mark = text[open..].chars().next().filter(|c| matches!(c, '"' | '«' | '“'))?;
    let closing = if mark == '"' {
        '"'
    } else if mark == '«' {
        '»'
    } else {
        '”'
    };
    let inside = open + mark.len_utf8();
    let limit = floor_boundary(text, inside + 600);
    let close = inside + text[inside..limit].find(closing)?;
    let title = text[inside..close].trim();
    let act = CitedAct { kind: Some(kind), title: Some(title.to_owned()), ..CitedAct::default() };
    let range = at..close + closing.len_utf8();
    Some(ActPhrase { range, act, adoptions: Vec::new(), bracket: None, published: None, case, plural: false })
}

#[cfg(test)]
mod tests;

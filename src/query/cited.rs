//! What a question cites: acts, parts of them, days.
//!
//! «807 қаулы 32-тармақ», «пп. 6) п. 3 правил 16354», «№ 11-1-4/1 бұйрық қағидаларының 14-1-тармағы», an address of ours, a page of Adilet. What
//! is recognised is answered by its address; a number is an act's only where one of the index has exactly this number (823 is not 1823).

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Error;
use super::days::{dates_an_act, russian_dates, russian_periods};
use super::elsewhere::{elsewhere, key_of};
use super::gather::adopted_in;
use super::numbered::short_issuers;
use super::titled::asks_commencement;
use crate::act::{ActId, ActKind, Date, ProvisionPath};
use crate::analyzer::analyze;
use crate::cite::{cited_acts, find_dates, find_periods, unit_phrases};
use crate::index::{Index, id_key};
use crate::text::words;

/// Units that a question may name; further ones are words.
const UNITS_MAX: usize = 8;
/// So many acts of one kind and time may be meant by these.
const DATED_MAX: usize = 4;
/// A year that something is of.
static OF_YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\d{4})\s+жылғы\b").expect("the pattern of a year is a constant that compiles"));

/// What a question cites.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cited {
    /// The acts it names, as keys of the index; any of them may be meant.
    pub(super) acts: Vec<String>,
    /// The approved document it names: `rules`.
    pub(super) component: Option<&'static str>,
    /// Units it names, each as the segments of its path: «32-тармақ» is `point-32`.
    pub(super) units: Vec<Vec<String>>,
    /// Each act that is named, with its bytes: keys of the index, any of which may be meant.
    pub(super) mentions: Vec<(Range<usize>, Vec<String>)>,
    /// Each unit that is named, with its bytes.
    pub(super) places: Vec<Place>,
    /// The bytes of the question that do nothing but cite.
    pub(super) ranges: Vec<Range<usize>>,
    /// The keys of units that it names of acts that the index does not have.
    pub(super) elsewhere: Vec<String>,
    /// It asks whether what it names is in force.
    pub(super) asks_standing: bool,
    /// Whether it asks when something takes effect.
    pub(super) asks_commencement: bool,
    /// Acts it names by a number that none of the index has, as typed.
    pub(super) unknown: Vec<String>,
    /// Those of them whose id follows from their Russian names, with their bytes.
    pub(super) absent: Vec<(Range<usize>, ActId)>,
    /// Units of acts and documents named in words, as typed, that nothing in the index can be.
    pub(super) not_here: Vec<String>,
    /// A day asked about, and its bytes.
    pub(super) day: Option<(Date, Range<usize>)>,
    /// All days, months and years that tell when something is or was, from the first day to the last, and their bytes.
    pub(super) times: Vec<(RangeInclusive<Date>, Range<usize>)>,
}

/// A unit where a text names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    /// The segments of its path.
    pub(super) unit: Vec<String>,
    /// In Russian the act stands after it, in Kazakh before.
    pub(super) is_russian: bool,
}

impl Cited {
    /// Reads `text`; bytes of phrases in quotation marks are no citation.
    pub(super) fn read(index: &Index, text: &str) -> Self {
        let mut cited = Self::default();
        let quoted = quoted(text);
        let free = |range: &Range<usize>| !quoted.iter().any(|quoted| quoted.start < range.end && range.start < quoted.end);
        cited.units_before_numbers(text, &free);
        cited.kazakh_units(text, &free);
        cited.places_of_ours(text, &free);
        cited.russian_units(text, &free);
        cited.addresses(index, text);
        cited.open();
        let (of_acts, days): (Vec<_>, Vec<_>) =
            find_dates(text).chain(russian_dates(text)).filter(|(_, range)| free(range)).partition(|(_, range)| dates_an_act(text, range));
        // «10 қазандағы қаулы» is of a day: 10 is no number of it.
        let of_day = |range: &Range<usize>| of_acts.iter().chain(&days).any(|(_, day)| day.start < range.end && range.start < day.end);
        cited.numbered_acts(index, text, &of_acts, &|range| free(range) && !of_day(range));
        cited.named_acts(index, text);
        cited.preambles(text, &free);
        cited.times = days.iter().map(|(day, range)| (*day..=*day, range.clone())).collect();
        cited.times.extend(find_periods(text).chain(russian_periods(text)).filter(|(_, range)| free(range)));
        cited.day = days.into_iter().next_back();
        cited.dated_acts(index, text, &of_acts);
        cited.components(text, &free);
        cited.not_here(index, text);
        if !cited.acts.is_empty() {
            // The name of the act around its number: issuer and day.
            cited.ranges.extend(of_acts.into_iter().map(|(_, range)| range));
            let phrases = cited_acts(text).into_iter().filter(|phrase| phrase.act.number.is_some() && free(&phrase.range));
            cited.ranges.extend(phrases.map(|phrase| phrase.range));
            let issuers = short_issuers(index, text, &cited);
            cited.ranges.extend(issuers);
        }
        cited.asks_standing = words(text).any(|(_, word)| STANDING.contains(&word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str()));
        cited.asks_commencement = asks_commencement(text);
        cited
    }

    /// Whether `path` is a unit that is named: its parts stand in the path in their order, the last at its end.
    pub(super) fn names(&self, path: &ProvisionPath) -> bool {
        // A number that is printed twice is `subpoint-3` and `subpoint-3~2`: both are called so.
        let called = |segment: &str, name: &String| segment == name || segment.rsplit_once('~').is_some_and(|(number, _)| number == name);
        self.units.iter().any(|unit| {
            let mut asked = unit.iter().rev().peekable();
            let last_agrees = path.segments().next_back().zip(unit.last()).is_some_and(|(segment, name)| called(segment, name));
            for segment in path.segments().rev() {
                asked.next_if(|name| called(segment, name));
            }
            last_agrees && asked.peek().is_none()
        })
    }

    /// «бап 517 бөлік 2»: Kazakh units as they are typed in a hurry, the numbers last. «3-тармақ 5 күн» has none.
    fn units_before_numbers(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        static UNIT: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = r"(?i)\b(?P<noun>бап|тармақша|тармақ|бөлік|қосымша|тарау|жол)\s+(?P<number>\d+(?:-\d+)*)\)?";
            Regex::new(pattern).expect("the pattern of a unit before its number is a constant that compiles")
        });
        let mut end = None;
        for captures in UNIT.captures_iter(text) {
            let (Some(whole), Some(number)) = (captures.get(0), captures.name("number")) else { continue };
            let follows = end == Some(text[..whole.start()].trim_end_matches([' ', ',']).len());
            let has_own_number = text[..whole.start()].trim_end_matches([' ', '-', ')']).ends_with(|c: char| c.is_ascii_digit());
            let is_of_another = text[number.end()..].starts_with(|c: char| c == '-' || c.is_alphanumeric());
            if has_own_number && !follows || is_of_another || !free(&whole.range()) {
                continue;
            }
            end = Some(whole.end());
            let kind = KAZAKH_UNITS.iter().find(|(noun, _)| captures["noun"].to_lowercase() == *noun).map_or("point", |(_, kind)| *kind);
            let segment = format!("{kind}-{}", number.as_str());
            match (self.units.last_mut(), self.places.last_mut()) {
                (Some(unit), Some(place)) if follows => {
                    unit.push(segment.clone());
                    place.unit.push(segment);
                    place.range.end = whole.end();
                }
                _ => {
                    self.places.push(Place { range: whole.range(), unit: vec![segment.clone()], is_russian: false });
                    self.units.push(vec![segment]);
                }
            }
            self.ranges.push(whole.range());
        }
    }

    fn kazakh_units(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        let mut end = None;
        let known = self.ranges.clone();
        let open = |range: &Range<usize>| free(range) && known.iter().all(|known| range.end <= known.start || known.end <= range.start);
        for phrase in unit_phrases(text).into_iter().filter(|phrase| open(&phrase.range)) {
            let between = |end: usize| text.get(end..phrase.range.start).is_some_and(|between| between.trim_matches([' ', ',']).is_empty());
            let follows = end.is_some_and(between);
            end = Some(phrase.range.end);
            let is_short = text[phrase.range.clone()].ends_with('.');
            for path in &phrase.paths {
                let mut segments: Vec<String> = path.segments().map(str::to_owned).collect();
                let outer = self.units.last().and_then(|unit| unit.last()).filter(|_| follows);
                let follows = outer.is_some_and(|outer| lies_in(outer, &mut segments, is_short));
                match (self.units.last_mut(), self.places.last_mut()) {
                    (Some(last), Some(place)) if follows && phrase.paths.len() == 1 => {
                        last.extend(segments.iter().cloned());
                        place.unit.extend(segments);
                        place.range.end = phrase.range.end;
                    }
                    _ => {
                        self.places.push(Place { range: phrase.range.clone(), unit: segments.clone(), is_russian: false });
                        self.units.push(segments);
                    }
                }
            }
            self.ranges.push(phrase.range);
        }
        self.settle();
    }

    /// «пп. 6) п. 3», «абзац второй части 1 статьи 5», «подпункты 1) и 2) пункта 3»: the innermost comes first, so that they are sorted by depth.
    fn russian_units(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        static UNIT: LazyLock<Regex> = LazyLock::new(|| {
            let number = r"\d+(?:-\d+)*\)?";
            let numbers = format!(r"(?P<numbers>{number}(?:(?:\s*,\s*|\s+и\s+|\s*[–—]\s*|\s+-\s+){number})*)");
            let ordinal = r"(?P<ordinal>перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)[а-я]+";
            let pattern = format!(r"(?i)\b(?P<noun>п\.\s*п|[а-я]+)\.?\s*№?\s*(?:{numbers}|{ordinal})");
            Regex::new(&pattern).expect("the pattern of a Russian unit is a constant that compiles")
        });
        // Chains of neighbours: «пп. 6) п. 3», each with its bytes.
        let mut chains: Vec<Chain> = Vec::new();
        for captures in UNIT.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let noun: String = captures["noun"].chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
            let Some(kind) = russian_unit(&noun) else { continue };
            let (numbers, end) = match (captures.name("numbers"), captures.name("ordinal")) {
                (Some(listed), _) => {
                    let (numbers, length) = russian_numbers(listed.as_str(), names_several(&noun));
                    (numbers, listed.start() + length)
                }
                (None, Some(ordinal)) => (vec![ordinal_number(&ordinal.as_str().to_lowercase()).to_string()], whole.end()),
                (None, None) => continue,
            };
            let range = whole.start()..end;
            // «1-п.» of a Kazakh phrase is none of ours.
            if !free(&range) || self.ranges.iter().any(|known| known.start < range.end && range.start < known.end) {
                continue;
            }
            let depth = DEPTHS.iter().position(|known| *known == kind).unwrap_or(DEPTHS.len());
            let segments = (depth, numbers.iter().map(|number| format!("{kind}-{number}")).collect());
            match chains.last_mut() {
                Some((before, chain))
                    if text[before.end..range.start].trim_matches([' ', ',']).is_empty() && chain.iter().all(|(known, _)| *known != depth) =>
                {
                    before.end = range.end;
                    chain.push(segments);
                }
                _ => chains.push((range.clone(), vec![segments])),
            }
            self.ranges.push(range);
        }
        for (range, mut chain) in chains {
            // Of a part and a subpoint either may lie in the other: in Russian the inner one comes first, unless all goes from the outside in.
            let level = |depth: usize| if DEPTHS.get(depth) == Some(&"part") { depth - 1 } else { depth };
            if chain.first().zip(chain.last()).is_some_and(|((first, _), (last, _))| level(*first) >= level(*last)) {
                chain.reverse();
            }
            chain.sort_by_key(|(depth, _)| level(*depth));
            let mut units: Vec<Vec<String>> = vec![Vec::new()];
            for (_, segments) in chain {
                let with = |unit: &Vec<String>| segments.iter().map(|segment| unit.iter().chain([segment]).cloned().collect()).collect::<Vec<_>>();
                units = units.iter().flat_map(with).take(UNITS_MAX).collect();
            }
            for unit in units {
                self.places.push(Place { range: range.clone(), unit: unit.clone(), is_russian: true });
                self.units.push(unit);
            }
        }
        self.settle();
    }

    /// «16354 кіріспе», «преамбула приказа № 16354»: the one unit that is named without a number.
    fn preambles(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        for (start, word) in words(text) {
            let (range, lower) = (start..start + word.len(), word.to_lowercase());
            let is_russian = lower.starts_with("преамбул");
            if (is_russian || lower.starts_with("кіріспе")) && free(&range) && self.units.is_empty() && !self.acts.is_empty() {
                self.places.push(Place { range: range.clone(), unit: vec!["preamble".to_owned()], is_russian });
                self.units.push(vec!["preamble".to_owned()]);
                self.ranges.push(range);
            }
        }
    }

    /// Part 1 of a unit, and its first paragraph, are its own opening text, which its address is.
    fn open(&mut self) {
        let is_opening = |segment: &String| ["part-1", "indent-1"].contains(&segment.as_str());
        for unit in self.units.iter_mut().chain(self.places.iter_mut().map(|place| &mut place.unit)) {
            // the first part of an article of a code is its paragraph 1
            while unit.len() > 1 && unit.last().is_some_and(is_opening) && !unit[unit.len() - 2].starts_with("article-") {
                unit.pop();
            }
        }
    }

    /// The numbered paragraphs of an article of a code are its points or its parts, whichever way they are called.
    fn settle(&mut self) {
        let in_article = |unit: &&Vec<String>| unit.first().is_some_and(|first| first.starts_with("article-"));
        let more: Vec<Vec<String>> = self.units.iter().filter(in_article).map(|unit| called_points(unit)).collect();
        for unit in more {
            if !self.units.contains(&unit) {
                self.units.push(unit);
            }
        }
        self.units.truncate(UNITS_MAX);
    }

    /// Addresses of ours and pages of Adilet among other words.
    fn addresses(&mut self, index: &Index, text: &str) {
        for (start, word) in words(text) {
            let bare = word.trim_matches(['(', ')', ',', '.', ';', '"', '«', '»']);
            let (id, path) = match bare.split_once("/docs/") {
                Some((_, rest)) => (rest.split(['#', '?', '/']).next().unwrap_or(rest), None),
                None => bare.split_once('/').map_or((bare, None), |(id, path)| (id, Some(path))),
            };
            if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            if !self.knows(index, id) {
                if looks_like_id(id) {
                    self.unknown.push(id.to_owned());
                }
                continue;
            }
            let range = start..start + word.len();
            self.acts.push(id_key(id));
            self.mentions.push((range.clone(), vec![id_key(id)]));
            if let Some(path) = path.filter(|path| !path.is_empty()) {
                let unit: Vec<String> = path.trim_matches('/').split('/').map(str::to_owned).collect();
                self.places.push(Place { range: range.clone(), unit: unit.clone(), is_russian: false });
                self.units.push(unit);
            }
            self.ranges.push(range);
        }
    }

    fn knows(&self, index: &Index, id: &str) -> bool {
        index.act(id).is_some() || id.len() >= 8 && index.has_units_of(&id_key(id))
    }

    /// «2020 жылғы 1 қыркүйектегі бірлескен бұйрық», «2012 жылғы регламент»: what was adopted then, where there is no more of it than one question can
    /// mean. An act that is named by its number, too, is that one or none.
    fn dated_acts(&mut self, index: &Index, text: &str, days: &[(Date, Range<usize>)]) {
        if !self.acts.is_empty() || !self.unknown.is_empty() || text.contains('№') {
            return;
        }
        let of_year = |captures: Captures<'_>| {
            let year = captures[1].parse().ok()?;
            Some((Date::new(year, 1, 1).ok()?..=Date::new(year, 12, 31).ok()?, captures.get(0)?.range()))
        };
        let years = OF_YEAR.captures_iter(text).filter_map(of_year);
        let days = days.iter().map(|(day, range)| (*day..=*day, range.clone()));
        for (days, range) in days.chain(years).collect::<Vec<_>>() {
            let named = words(&text[range.end..]).take(2).find_map(|(at, word)| Some((range.end + at + word.len(), class_of(word)?)));
            let Some((end, class)) = named else { continue };
            let document = if let Class::Component(segment) = class { Some(segment) } else { None };
            let is_meant = |id: &ActId| match class {
                Class::Act(kind) => index.act(id.as_str()).is_some_and(|act| act.kind == kind),
                Class::Component(_) => true,
                Class::Between => false,
            };
            let mut found = index.noted(adopted_in(index, &days, document)).unwrap_or_default();
            found.retain(is_meant);
            if (1..=DATED_MAX).contains(&found.len()) {
                let keys: Vec<String> = found.iter().map(|id| id_key(id.as_str())).collect();
                self.mentions.push((range.start..end, keys.clone()));
                self.acts.extend(keys);
                self.ranges.push(range.start..end);
            }
        }
    }

    /// Codes and laws by their names, in any forms of their words: «Еңбек кодексінің 52-бабы».
    fn named_acts(&mut self, index: &Index, text: &str) {
        let asked: BTreeSet<String> = analyze(text).into_iter().map(|token| token.term).collect();
        let of_stem = asked.iter().flat_map(|stem| index.named(stem));
        let mut found: Vec<String> = of_stem.filter(|(_, stems)| stems.iter().all(|stem| asked.contains(stem))).map(|(key, _)| key).collect();
        found.sort_unstable();
        for key in found {
            self.mentions.push((0..0, vec![key.clone()]));
            self.acts.push(key);
        }
    }

    /// What is named of acts that the index does not have is no unit of others: its words are words, and what cites it answers.
    fn not_here(&mut self, index: &Index, text: &str) {
        let found = match elsewhere(index, text, self) {
            Err(Error::Index(error)) => index.noted(Err(error)),
            found => found.ok(),
        };
        for one in found.unwrap_or_default() {
            self.units.retain(|unit| *unit != one.place.unit && *unit != called_points(&one.place.unit));
            self.ranges.retain(|range| range.end <= one.range.start || one.range.end <= range.start);
            self.component = None;
            self.not_here.extend(text.get(one.range.clone()).map(str::to_owned));
            self.elsewhere.extend(one.addresses.iter().map(|address| key_of(address)));
        }
    }

    /// The approved document that is named together with an act or a unit.
    fn components(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        if self.acts.is_empty() && self.units.is_empty() {
            return;
        }
        for (start, word) in words(text) {
            let range = start..start + word.len();
            match class_of(word) {
                Some(Class::Component(segment)) if free(&range) => {
                    self.component.get_or_insert(segment);
                    self.ranges.push(range);
                }
                Some(Class::Between) if free(&range) => self.ranges.push(range),
                _ => {}
            }
        }
    }
}

/// A unit with its parts called points, as the numbered paragraphs of an article are.
pub(super) fn called_points(unit: &[String]) -> Vec<String> {
    unit.iter().map(|segment| segment.replacen("part-", "point-", 1)).collect()
}

/// Words that ask whether something is in force.
const STANDING: &[&str] = &["қолданыста", "күшінде", "күші", "қолданыстағы", "действует", "действовал", "действовало", "действовала", "силе"];

/// Kazakh units by their nouns.
const KAZAKH_UNITS: &[(&str, &str)] =
    &[("бап", "article"), ("тармақ", "point"), ("тармақша", "subpoint"), ("бөлік", "part"), ("қосымша", "annex"), ("тарау", "chapter"), ("жол", "row")];

/// A segment of an address as an instruction names it: `point-21` as «21-тармақ».
pub(super) fn numbered(segment: &str) -> Option<String> {
    let (kind, number) = segment.split_once('-')?;
    let (noun, _) = KAZAKH_UNITS.iter().find(|(_, known)| *known == kind)?;
    Some(format!("{number}-{noun}"))
}

/// The bytes of neighbouring units, and how deep each is with its segments: several where a list names them.
type Chain = (Range<usize>, Vec<(usize, Vec<String>)>);

/// Segments from the outermost to the innermost.
const DEPTHS: &[&str] = &["annex", "section", "chapter", "subchapter", "table", "article", "point", "row", "subpoint", "part", "indent"];

/// Whether units that are named one behind the other, «16-т., 3-б.», are one unit, and `inner` lies in `outer`: levels go from the outside in. What is
/// shortened to «б.» is a бап, and where none can lie a бөлік.
fn lies_in(outer: &str, inner: &mut [String], is_short: bool) -> bool {
    let depth = |segment: &str| {
        let kind = segment.split_once('-').map_or(segment, |(kind, _)| kind);
        DEPTHS.iter().position(|known| *known == kind)
    };
    let Some(first) = inner.first_mut() else { return false };
    let (Some(outside), Some(inside)) = (depth(outer), depth(first)) else { return true };
    if inside > outside || matches!((DEPTHS[outside], DEPTHS[inside]), ("part", "subpoint") | ("row", _)) && inside != outside {
        return true;
    }
    let is_part = is_short && DEPTHS[inside] == "article" && outer != "indent";
    if is_part {
        *first = first.replacen("article", "part", 1);
    }
    is_part
}

fn russian_unit(noun: &str) -> Option<&'static str> {
    let lines = include_str!("data/russian_units.txt").lines().filter(|line| !line.starts_with('#'));
    let fields = lines.filter_map(|line| {
        let mut fields = line.split('|');
        Some((fields.next()?, fields.next()?, fields.next()? == "1"))
    });
    let mut fits = fields.filter(|(beginning, _, whole)| if *whole { noun == *beginning } else { noun.starts_with(beginning) });
    fits.next().map(|(_, segment, _)| segment)
}

/// Whether a Russian noun names several units: «пункты 3 и 5», but not «пункт 3, 5 дней», nor «статьи 1-2», which may be of one.
fn names_several(noun: &str) -> bool {
    noun == "пп"
        || ["пункты", "абзацы"].iter().any(|plural| noun.ends_with(plural))
        || noun.len() > 8 && ["ов", "ам", "ами", "ах", "ей", "ьям", "тям"].iter().any(|ending| noun.ends_with(ending))
}

/// The numbers of a Russian list, «1) и 2)», «3–5», and how many of its bytes they are: all where the noun names several, else the first.
fn russian_numbers(listed: &str, several: bool) -> (Vec<String>, usize) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+(?:-\d+)*\)?").expect("the pattern of a number is a constant that compiles"));
    let (mut numbers, mut end): (Vec<String>, usize) = (Vec::new(), 0);
    for found in NUMBER.find_iter(listed) {
        let number = found.as_str().trim_end_matches(')');
        let is_range = listed[end..found.start()].contains(['–', '—', '-']);
        let plain = |number: &str| number.parse::<usize>().ok();
        match (several, number.split_once('-')) {
            (true, Some((first, last))) if plain(first).zip(plain(last)).is_some_and(|(first, last)| first < last && last - first < UNITS_MAX) => {
                numbers.extend((plain(first).unwrap_or(0)..=plain(last).unwrap_or(0)).map(|number| number.to_string()));
            }
            _ => {
                let last = numbers.last().and_then(|number| plain(number)).filter(|_| is_range);
                numbers.extend(last.zip(plain(number)).map_or(1..1, |(first, last)| first + 1..last.min(first + UNITS_MAX)).map(|number| number.to_string()));
                numbers.push(number.to_owned());
            }
        }
        end = found.end();
        if !several {
            break;
        }
    }
    (numbers, end)
}

fn ordinal_number(ordinal: &str) -> usize {
    let ordinals = ["перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм", "девят", "десят"];
    ordinals.iter().position(|known| ordinal.starts_with(known)).map_or(1, |at| at + 1)
}

/// What a word of a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Act(ActKind),
    Component(&'static str),
    Between,
}

pub(super) fn class_of(word: &str) -> Option<Class> {
    static CLASSES: LazyLock<Vec<(&'static str, Class)>> = LazyLock::new(|| {
        let lines = include_str!("data/cited_words.txt").lines().filter(|line| !line.starts_with('#'));
        let read = |line: &'static str| {
            let (class, beginnings) = line.split_once('|')?;
            let class = match class {
                "order" => Class::Act(ActKind::Order),
                "resolution" => Class::Act(ActKind::Resolution),
                "law" => Class::Act(ActKind::Law),
                "code" => Class::Act(ActKind::Code),
                "decree" => Class::Act(ActKind::Decree),
                "decision" => Class::Act(ActKind::Decision),
                "-" => Class::Between,
                component => Class::Component(component.strip_prefix('=')?),
            };
            Some(beginnings.split(' ').map(move |beginning| (beginning, class)).collect::<Vec<_>>())
        };
        lines.filter_map(read).flatten().collect()
    });
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    CLASSES.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, class)| *class)
}

/// Whether a word is for an act, a document that an act approves, or a form in it.
pub(super) fn names_document(word: &str) -> bool {
    matches!(class_of(word), Some(Class::Act(_) | Class::Component(_)))
        || ["нысан", "форм", "қосымша", "приложени"].iter().any(|form| word.to_lowercase().starts_with(form))
}

/// Whether `word` has the form of an id of Adilet: `P2200000807`, `V16UL003811`, `Z050000029_`.
fn looks_like_id(word: &str) -> bool {
    static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Z]\d{2}(?:[A-Z]{1,2}\d{6}|\d{7,8})_?$").expect("the pattern of an id is a constant"));
    ID.is_match(word)
}

/// The bytes between quotation marks that are closed.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices(['"', '“', '”', '„']).map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The kind of act that `word` names, in Kazakh, Russian or English.
pub(super) fn kind_named(word: &str) -> Option<ActKind> {
    let word = word.to_lowercase();
    let all = [ActKind::Constitution, ActKind::Code, ActKind::Law, ActKind::Decree, ActKind::Resolution, ActKind::Order, ActKind::Decision, ActKind::Other];
    match class_of(&word) {
        Some(Class::Act(kind)) => Some(kind),
        _ if word.starts_with("конституци") => Some(ActKind::Constitution),
        _ => all.into_iter().find(|kind| kind.as_str() == word),
    }
}

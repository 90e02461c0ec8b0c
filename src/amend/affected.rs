//! Whose commencement a sentence speaks of: «Қағидалардың 3-тармағын», «1-тармақтың 3) тармақшасы».

use std::ops::Range;

use super::unit;
use super::verb::words;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite::{Base, Case, UnitPhrase};
use crate::text::{GENITIVE, ends_with_any};

/// The units that a text names, each with the document it is of: `rules/point-3`.
pub(super) struct Affected(Vec<Named>);

impl Affected {
    /// Those of `text`. It is gone through once, however many ranges are asked for.
    pub(super) fn of(text: &str) -> Self {
        Self(named(text))
    }

    /// Those that are named within `range` of the text.
    ///
    /// The words before the range count too: in «Қағидалардың 2019 жылғы … енгізілетін 3-тармағын» the document stands before the day, the unit behind it.
    pub(super) fn within(&self, range: Range<usize>) -> Vec<ProvisionPath> {
        let first = self.0.partition_point(|named| named.at < range.start);
        self.0[first..].iter().take_while(|named| named.at < range.end).flat_map(|named| named.paths.iter().cloned()).collect()
    }
}

/// The units that a sentence says something of, each phrase with where it begins: «… 3-тармағы … енгізіледі», not «… 3-тармағын қоспағанда».
pub(super) fn subjects(sentence: &str) -> Vec<(usize, Vec<ProvisionPath>)> {
    named(sentence).into_iter().filter(|named| named.case == Case::Nominative).map(|named| (named.at, named.paths)).collect()
}

/// Whether a paragraph begins with units of the act or of what it approves: «Осы бұйрықпен бекітілген Қағидалардың 3-тармағы …».
///
/// Words that merely come before a unit («Азаматтық кодекске сәйкес 3-тармақ …») make it no beginning.
pub(super) fn begins_with_units(paragraph: &str) -> bool {
    const WORDS_BEFORE_MAX: usize = 20;
    let text = unit::skip_enumerator(paragraph);
    let Some(first) = named(text).into_iter().next() else { return false };
    let before = text[..first.at].split_whitespace().count();
    first.case == Case::Nominative && (before == 0 || (first.owned && before <= WORDS_BEFORE_MAX))
}

/// What a phrase names, its document included.
struct Named {
    /// Where the phrase begins.
    at: usize,
    case: Case,
    /// The words say which act or document it is of.
    owned: bool,
    paths: Vec<ProvisionPath>,
}

impl Named {
    /// Whether units that are named right behind lie in the only one that it names: «2-тармағы бесінші абзацын».
    fn is_gone_on(&self, inner: &[ProvisionPath]) -> bool {
        let [outer] = &self.paths[..] else { return false };
        let lies = |path: &ProvisionPath| path != outer && path.is_within(outer);
        self.case == Case::Nominative && inner.iter().all(|path| lies(&unit::below(outer, path)))
    }
}

/// What a unit belongs to, as the words before it tell.
#[derive(Clone, Copy)]
enum Owner {
    Act,
    Document(&'static str),
}

fn named(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut owner = None;
    let mut done = 0;
    for phrase in unit::phrases(text) {
        // Phrases may overlap in a text that is damaged.
        let between = text.get(done..phrase.range.start).unwrap_or_default();
        let told = told_owner(between);
        owner = told.or(owner);
        done = done.max(phrase.range.end);
        let hangs = phrase.base == Base::None && hangs_outside(&text[phrase.range.clone()], &phrase);
        let of = match phrase.base {
            Base::ThisAct => Some(Owner::Act),
            Base::ThisDocument(segment) => Some(Owner::Document(segment)),
            Base::TheseChanges => Some(Owner::Document("approved")),
            // «осы тармақтың үшінші бөлігі»: which one it is depends on where the words stand
            Base::ThisUnit(_) | Base::SaidUnit(_) => continue,
            Base::None if hangs => owner,
            Base::None => annexed_to(between, &phrase),
        };
        if phrase.base != Base::None && (phrase.case == Case::Genitive || !phrase.paths.is_empty()) {
            owner = of;
        }
        // «1-тармақтың 1) тармақшасын және … енгізілетін 3) тармақшасын»: beside the one before
        let beside = found.last().and_then(|before| before.paths.last()).filter(|_| hangs && told.is_none()).cloned();
        let place = |path: &ProvisionPath| match (&beside, of) {
            (Some(beside), _) => unit::below(beside, path).without_groups(),
            (None, Some(Owner::Document(segment))) => unit::join(&ProvisionPath::from_known(segment), path).without_groups(),
            _ => path.clone(),
        };
        // «2-тармағы төртінші, бесінші абзацтарын»: a chain without its genitive
        let adjacent = beside.is_some() && between.trim().is_empty() && !phrase.paths.is_empty();
        let chain = found.pop_if(|before| adjacent && before.is_gone_on(&phrase.paths));
        if !phrase.paths.is_empty() {
            let (at, owned) = chain.map_or((phrase.range.start, of.is_some()), |outer| (outer.at, outer.owned));
            found.push(Named { at, case: phrase.case, owned, paths: phrase.paths.iter().map(place).collect() });
        }
    }
    found
}

/// What the last genitive of `between` says that the next unit belongs to. «қосымшаның 1-тармағын» is of the only annex, where no document is named that has one.
fn told_owner(between: &str) -> Option<Owner> {
    let mut before = "";
    let mut told = None;
    for (_, word) in words(between) {
        let annex = matches!(word, "қосымшаның" | "қосымшасының") && unit::document(before).is_none();
        let owner = if annex { Some(Owner::Document("annex-1")) } else { genitive_owner(word) };
        told = owner.or(told);
        before = word;
    }
    told
}

/// «Қағидалардың», «бұйрықтың», «өзгерістердің»: what the next unit belongs to.
fn genitive_owner(word: &str) -> Option<Owner> {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    if !ends_with_any(bare, &GENITIVE) {
        return None;
    }
    if let Some(segment) = unit::document(bare) {
        return Some(Owner::Document(segment));
    }
    let lower = bare.to_lowercase();
    if lower.starts_with("өзгеріс") || lower.starts_with("толықтыру") {
        // changes that an act approves are a document without a word of its own
        return Some(Owner::Document("approved"));
    }
    unit::is_act(bare).then_some(Owner::Act)
}

/// «Қағидаларға 2-қосымшаны»: an annex hangs on a dative.
fn annexed_to(between: &str, phrase: &UnitPhrase) -> Option<Owner> {
    let annex = phrase.paths.first()?.segments().next()?.starts_with(ProvisionKind::Annex.segment());
    let word =
        between.split_whitespace().next_back().filter(|word| annex && ["ға", "ге", "қа", "ке", "на", "не"].iter().any(|ending| word.ends_with(ending)))?;
    unit::document(word).map(Owner::Document)
}

/// Whether the outermost noun of a phrase belongs to something named before it: «3-тармағын», «1-тармағының 2) тармақшасын», not «1-тармақтың 2) тармақшасын».
fn hangs_outside(words: &str, phrase: &UnitPhrase) -> bool {
    const OWN: &[&str] = &["тармағы", "тармақтары", "тармақша", "бабы", "баптары", "абзацы", "абзацтары", "бөлігі", "бөліктері", "тарауы", "қосымшас"];
    if phrase.paths.first().is_some_and(|path| path.parent().is_none()) {
        return phrase.possessive;
    }
    let outermost = words.split(|c: char| !c.is_alphabetic()).find(|word| unit_word(word)).unwrap_or_default();
    let plain = outermost.starts_with("тармақша") && !outermost.starts_with("тармақшас") && !outermost.starts_with("тармақшалары");
    OWN.iter().any(|own| outermost.starts_with(own)) && !plain
}

fn unit_word(word: &str) -> bool {
    ["тарма", "бап", "бабы", "абзац", "бөлі", "тарау", "қосымша"].iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(paths: &[ProvisionPath]) -> String {
        paths.iter().map(ProvisionPath::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn units_are_named_with_their_document() {
        let cases = [
            ("1-тармақтың 2) тармақшасын", "point-1/subpoint-2"),
            ("осы бұйрықтың 1-тармағының 2) тармақшасын", "point-1/subpoint-2"),
            ("Қағидалардың 3-тармағын", "rules/point-3"),
            ("осы Қағидалардың 3-тармағын", "rules/point-3"),
            ("Іссапар қағидаларының 3-тармағының 2) тармақшасын", "rules/point-3/subpoint-2"),
            ("Қағидалардың 2019 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3-тармағын", "rules/point-3"),
            ("Қағидалардың 3-тармағын және 5-тармағын", "rules/point-3 rules/point-5"),
            ("Қағидалардың 3-тармағын, 1-тармақтың 2) тармақшасын", "rules/point-3 point-1/subpoint-2"),
            ("Қағидалардың 3-тармағын, осы бұйрықтың 4-тармағын", "rules/point-3 point-4"),
            ("осы бұйрықпен бекітілген тізбенің 2-тармағын", "list/point-2"),
            ("Тізбенің 2-тармағы төртінші, бесінші абзацтарын", "list/point-2/indent-4 list/point-2/indent-5"),
            ("Тізбенің 2-тармағының төртінші және бесінші абзацтарын", "list/point-2/indent-4 list/point-2/indent-5"),
            ("өзгерістер мен толықтырулардың 2-тармағын", "approved/point-2"),
            ("1-тармақтың 1) тармақшасын және 2025 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3) тармақшасын", "point-1/subpoint-1 point-1/subpoint-3"),
            ("Қағидаларға 2-қосымшаны", "rules/annex-2"),
            ("қосымшаның 1-тармағын", "annex-1/point-1"),
            ("осы бұйрыққа қосымшаның 1 және 2-тармақтарын", "annex-1/point-1 annex-1/point-2"),
            ("1-баптың 3-тармағын, 5 және 6-баптарды", "article-1/point-3 article-5 article-6"),
            ("осы баптың 3-тармағын", ""),
            ("", ""),
        ];
        for (text, want) in cases {
            assert_eq!(shown(&Affected::of(text).within(0..text.len())), want, "{text}");
        }
    }

    #[test]
    fn what_a_clause_speaks_of_stands_in_the_nominative() {
        let cases = [
            ("бұл ретте 1-тармақтың 3) тармақшасы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі", "point-1/subpoint-3"),
            ("Қағидалардың 3 және 5-тармақтары 2023 жылғы 1 қаңтарға дейін қолданылады", "rules/point-3 rules/point-5"),
            (", ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізілетін 3-тармақты қоспағанда", ""),
        ];
        for (text, want) in cases {
            let subjects: Vec<ProvisionPath> = subjects(text).into_iter().flat_map(|(_, paths)| paths).collect();
            assert_eq!(shown(&subjects), want, "{text}");
        }
        let begins = [
            ("1-тармақтың жетінші абзацы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", true),
            ("3. Осы бұйрықпен бекітілген Қағидалардың 3-тармағы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", true),
            ("Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.", false),
            ("Азаматтық кодекске сәйкес 3-тармақ қолданысқа енгізіледі.", false),
        ];
        for (text, is) in begins {
            assert_eq!(begins_with_units(text), is, "{text}");
        }
    }
}

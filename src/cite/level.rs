//! One noun of a phrase with its numbers: «бірінші және екінші бөліктері», «реттік нөмірі 9-жол».

use super::Case;
use super::list::{Doubt, Item, Items, items_at, lettered};
use super::noun::{short_unit, unit_noun};
use super::word::{Inflection, after_space, is_word, skip_spaces, strip_stem, word_at};
use crate::act::ProvisionKind;

/// One noun of a phrase with its numbers: «бірінші және екінші бөліктері».
#[derive(Clone, Debug)]
pub(super) struct Level<'t> {
    pub(super) kind: ProvisionKind,
    /// The numbers before the noun; a heading has none.
    pub(super) items: Option<Items<'t>>,
    pub(super) inflection: Inflection,
    /// Its noun is shortened, «5-т.»: no ending tells its case.
    pub(super) is_short: bool,
    pub(super) end: usize,
}

impl Level<'_> {
    /// Whether letters are its numbers: «а) тармақшасы», which lies in a subpoint or stands for one.
    pub(super) fn is_lettered(&self) -> bool {
        self.items.as_ref().is_some_and(|items| items.iter().all(|item| matches!(item, Item::Letter(_))))
    }

    /// Whether it is one annex by its number: «1-қосымша».
    pub(super) fn is_one_annex(&self) -> bool {
        self.kind == ProvisionKind::Annex && self.items.as_ref().is_some_and(|items| items.len() == 1)
    }

    /// Whether its units can lie in those of `outer`: «1) тармақшасының а) тармақшасы» too.
    pub(super) fn lies_in(&self, outer: &Self) -> bool {
        may_hang(outer.kind, self.kind) || !outer.is_lettered() && self.lies_in_kind(outer.kind)
    }

    /// As [`Self::lies_in`], where no more than the kind around is told: «осы тармақшаның а) тармақшасы».
    pub(super) fn lies_in_kind(&self, outer: ProvisionKind) -> bool {
        let lettered = outer == ProvisionKind::Subpoint && self.kind == ProvisionKind::Subpoint && self.is_lettered();
        lettered || may_hang(outer, self.kind)
    }

    /// Itself as it lies in units of `outer`: levels go from the outside in, so that «б.» is short for бап and, where no бап can lie, for бөлік.
    pub(super) fn inside(self, outer: ProvisionKind) -> Self {
        let is_part = self.is_short && self.kind == ProvisionKind::Article && !may_hang(outer, self.kind) && may_hang(outer, ProvisionKind::Part);
        if is_part { Self { kind: ProvisionKind::Part, ..self } } else { self }
    }

    /// Its units below each of `prefixes`, as addresses, and whether they are in doubt; `most` at most.
    pub(super) fn below(&self, prefixes: &[Named], most: usize) -> Vec<Named> {
        let segment = self.kind.segment();
        let mut all = Vec::new();
        for Named { path, doubt } in prefixes {
            let stem = if path.is_empty() { segment.to_owned() } else { format!("{path}/{segment}") };
            match &self.items {
                None if all.len() < most => all.push(Named { path: stem, doubt: *doubt }),
                None => {}
                Some(items) => items.each(self.inflection.plural, most - all.len(), |number, own| {
                    let doubt = if own == Doubt::None { *doubt } else { own };
                    all.push(Named { path: format!("{stem}-{number}"), doubt });
                }),
            }
        }
        all
    }
}

/// The address of a unit that a phrase names, and whether it is in doubt.
pub(super) struct Named {
    pub(super) path: String,
    pub(super) doubt: Doubt,
}

/// How deep a unit lies; what is named later in a phrase lies deeper.
fn depth(kind: ProvisionKind) -> u8 {
    match kind {
        ProvisionKind::Annex => 1,
        ProvisionKind::Section => 2,
        ProvisionKind::Subsection => 3,
        ProvisionKind::Chapter => 4,
        ProvisionKind::Subchapter => 5,
        ProvisionKind::Table => 6,
        ProvisionKind::Article | ProvisionKind::Preamble => 7,
        ProvisionKind::Point => 8,
        ProvisionKind::Row => 9,
        ProvisionKind::Subpoint | ProvisionKind::Part => 10,
        ProvisionKind::Indent => 11,
        _ => 12,
    }
}

pub(super) fn may_hang(outer: ProvisionKind, inner: ProvisionKind) -> bool {
    use ProvisionKind::{Heading, Part, Subpoint};
    outer != Heading && (depth(inner) > depth(outer) || matches!((outer, inner), (Part, Subpoint) | (Subpoint, Part)))
}

/// The noun with its numbers at `at`; with `bare` also a heading, which has none.
pub(super) fn level_at(text: &str, at: usize, bare: bool) -> Option<Level<'_>> {
    let numbered = text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) || lettered(text, at).is_some();
    if !numbered {
        let word = word_at(text, at);
        if is_word(word, "реттік") {
            return row_by_number(text, at + word.len());
        }
        if let Some((kind @ (ProvisionKind::Heading | ProvisionKind::Preamble), inflection)) = unit_noun(word) {
            return bare.then(|| Level { kind, items: None, inflection, is_short: false, end: at + word.len() });
        }
    }
    // «осы бұйрықтың № 2 қосымшасын», «осы Ереженің N 1 қосымшасына»
    if let Some(rest) = text[at..].strip_prefix('№').or_else(|| text[at..].strip_prefix("N ")) {
        let (items, end) = items_at(text, skip_spaces(text, text.len() - rest.len()))?;
        return noun_after(text, items, end).filter(|level| level.kind == ProvisionKind::Annex);
    }
    let (items, end) = items_at(text, at)?;
    noun_after(text, items, end)
}

/// Whether a chapter or a paragraph of one is named at `at`, as what lies in the unit before. An article may be the next of a list: «7-бабы 2-бөл. 8-бабы 1-бөл.»
fn holds_group(text: &str, at: usize) -> bool {
    let Some((_, end)) = after_space(text, at).and_then(|next| items_at(text, next)) else { return false };
    let word = word_at(text, skip_spaces(text, end + usize::from(text[end..].starts_with('-'))));
    matches!(unit_noun(word), Some((ProvisionKind::Chapter | ProvisionKind::Subchapter, _)))
}

/// «реттік нөмірі 9-жол», «реттік нөмірлері 2, 3-жолдар».
fn row_by_number(text: &str, at: usize) -> Option<Level<'_>> {
    let at = after_space(text, at)?;
    let word = word_at(text, at);
    strip_stem(word, "нөмір")?;
    let at = after_space(text, at + word.len())?;
    let (items, end) = items_at(text, at)?;
    noun_after(text, items, end).filter(|level| level.kind == ProvisionKind::Row)
}

/// The noun after a list of numbers, with what stands between: «-», « - », a space.
fn noun_after<'t>(text: &'t str, items: Items<'t>, at: usize) -> Option<Level<'t>> {
    let last = items.last();
    let spaced = skip_spaces(text, at);
    let dash = text[spaced..].chars().next().filter(|c| matches!(c, '-' | '–' | '‑'));
    let start = dash.map_or(spaced, |c| skip_spaces(text, spaced + c.len_utf8()));
    let word = word_at(text, start);
    let mut end = start + word.len();
    if word.is_empty() {
        return None;
    }
    let bracket = items.iter().any(|item| item.has_bracket());
    let ordinal = matches!(last, Item::Ordinal(_) | Item::OrdinalRange { .. });
    let noun = unit_noun(word);
    let is_short = noun.is_none() && !is_word(word, "кіші");
    let (kind, inflection) = match noun {
        Some(found) => found,
        // «1-кіші бөлім»
        None if is_word(word, "кіші") => {
            let next = after_space(text, end)?;
            let word = word_at(text, next);
            end = next + word.len();
            let (_, inflection) = unit_noun(word).filter(|(kind, _)| *kind == ProvisionKind::Section)?;
            (ProvisionKind::Subsection, inflection)
        }
        None => {
            let kind = short_unit(word).filter(|_| text[end..].starts_with('.') && (dash.is_some() || bracket))?;
            end += 1;
            // «2-бөл. 5-тарауы»: what holds a chapter is a бөлім
            let kind = if kind == ProvisionKind::Part && holds_group(text, end) { ProvisionKind::Section } else { kind };
            (kind, Inflection { case: Case::Nominative, possessive: false, plural: false, adjectival: false })
        }
    };
    // «4) тармағының екінші абзацы»: in the codes of 2014 what is printed «4)» is called a тармақ
    let kind = if kind == ProvisionKind::Point && bracket && dash.is_none() { ProvisionKind::Subpoint } else { kind };
    // «1) тармақшасының а) абзацы»: what is printed «а)» has the address of a subpoint, whatever it is called
    let lettered = items.iter().all(|item| matches!(item, Item::Letter(_)));
    let kind = if kind == ProvisionKind::Indent && lettered { ProvisionKind::Subpoint } else { kind };
    let fits = match kind {
        ProvisionKind::Heading | ProvisionKind::Preamble => false,
        ProvisionKind::Subpoint => true,
        // «3)-тармақтағы»: a misprint, told apart from «4) тармақтағы» by its dash.
        ProvisionKind::Point if bracket => dash.is_some(),
        _ if bracket => false,
        // «бірінші бөлім» may be an office, «екінші жол» a way.
        ProvisionKind::Section | ProvisionKind::Row | ProvisionKind::Annex | ProvisionKind::Table => !ordinal,
        _ => true,
    };
    // Without a dash «60 баптан тұрады» counts articles; «5 тармағы» and «3-1 қосымша» name them.
    let spaced = spaced > at;
    let joined = ordinal
        || dash.is_some()
        || bracket
        || match kind {
            // «1 және 5 қосымшалары»: what is counted stands in the singular
            ProvisionKind::Annex => spaced,
            ProvisionKind::Subpoint => spaced,
            ProvisionKind::Article | ProvisionKind::Point => spaced && inflection.possessive,
            // «1 тараудың 3 тармағының 1-5 тармақшаларына» (kandastar-suraq-jauap)
            ProvisionKind::Chapter => spaced && (inflection.possessive || inflection.case == Case::Genitive),
            _ => false,
        };
    if !fits || !joined {
        return None;
    }
    Some(Level { kind, items: Some(items), inflection, is_short, end })
}

//! The units of an act that name its own annexes and documents, and whether they approve them.

use std::collections::HashSet;

use super::{Documents, first, is_document};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite::{Base, Case, unit_phrases};
use crate::history::testimony::{Testimony, UnitText};

/// A unit of the act that names a document of it.
pub(super) struct Mention {
    pub unit: ProvisionPath,
    pub document: ProvisionPath,
    /// «бекітілсін», in it or in the words that lead in the list it stands in. Else it only tells to do something «1-қосымшаға сәйкес».
    pub approves: bool,
    /// By its number, or no other has that title.
    pub surely: bool,
}

/// Most units of an act that approve what is added to them without a number. No act comes near it.
const ATTACHED_MAX: usize = 2_000;

/// Most mentions of documents. No act comes near it.
const MENTIONS_MAX: usize = 100_000;

impl Documents {
    /// What the units of `act` itself, its clause of commencement aside, say of its documents. Each is read once. `None` of too many.
    pub(super) fn mentions(&self, act: &Testimony) -> Option<Vec<Mention>> {
        let approving = approving(&act.units);
        let known: HashSet<&ProvisionPath> = self.0.iter().map(|(path, _)| path).collect();
        let mut attached = Vec::with_capacity(act.units.len());
        let (mut mentions, mut by_title) = (Vec::new(), 0);
        for (unit, &approves) in act.units.iter().zip(&approving) {
            let words = unit.text.text.as_str();
            let lead_in = unit.parent.is_some_and(|at| attached[at] && leads_in(&act.units[at]));
            attached.push(lead_in || words.contains("оса беріл"));
            let quoted = unit.path.segments().any(|segment| segment == "new");
            if quoted || is_document(&first(&unit.path)) || Some(&unit.path) == act.commencement_unit.as_ref() {
                continue;
            }
            let mention = |document: ProvisionPath, surely: bool| Mention { unit: unit.path.clone(), document, approves, surely };
            let numbered = numbered(words, &known);
            if attached.last() == Some(&true) && !amends(&unit.path) {
                by_title += 1;
                let titled: Vec<&ProvisionPath> = self.titled(words).filter(|path| !numbered.contains(*path)).collect();
                mentions.extend(titled.iter().map(|&path| mention(path.clone(), titled.len() == 1)));
            }
            mentions.extend(numbered.into_iter().map(|path| mention(path, true)));
            if by_title > ATTACHED_MAX || mentions.len() > MENTIONS_MAX {
                return None;
            }
        }
        Some(mentions)
    }
}

/// «осы бұйрыққа 1-қосымшаға сәйкес», «осы бұйрыққа қосымшаға сәйкес» where there is one annex; not in quotes, where another act speaks.
fn numbered(words: &str, documents: &HashSet<&ProvisionPath>) -> HashSet<ProvisionPath> {
    if !words.contains("осымша") {
        return HashSet::new();
    }
    let (mut marks, mut read) = (0, 0);
    let mut outside = |at: usize| {
        marks += words[read..at].chars().filter(|c| matches!(c, '"' | '«' | '»' | '“' | '”')).count();
        read = at;
        marks % 2 == 0
    };
    let follows = |end: usize| words[end..].trim_start().starts_with("сәйкес");
    let own = unit_phrases(words).into_iter().filter(|phrase| phrase.case == Case::Dative && phrase.base == Base::ThisAct && follows(phrase.range.end));
    let mut named: HashSet<ProvisionPath> = own.filter(|phrase| outside(phrase.range.start)).flat_map(|phrase| phrase.paths).collect();
    let mut annexes = documents.iter().filter(|path| path.kind() == Some(ProvisionKind::Annex));
    if let (true, Some(only), None) = (names_the_annex(words), annexes.next(), annexes.next()) {
        named.insert((*only).clone());
    }
    named.retain(|path| documents.contains(path));
    named
}

/// How the words begin by which acts name themselves.
const ACTS: [&str; 8] = ["бұйры", "қаулы", "заң", "шешім", "жарлы", "өкім", "кодекс", "нұсқау"];

/// Whether `words` say «осы бұйрыққа қосымшаға сәйкес».
fn names_the_annex(words: &str) -> bool {
    words.match_indices(" қосымшаға сәйкес").any(|(at, _)| {
        let mut before = words[..at].split_whitespace().rev();
        let act = before.next().map(str::to_lowercase).unwrap_or_default();
        ACTS.iter().any(|noun| act.starts_with(noun)) && before.next().is_some_and(|this| this.to_lowercase() == "осы")
    })
}

/// Whether a unit is an instruction on another act.
fn amends(path: &ProvisionPath) -> bool {
    path.segments().any(|segment| segment.starts_with("amend-") || segment.starts_with("target-"))
}

/// Whether a list follows the words of `unit`.
fn leads_in(unit: &UnitText) -> bool {
    unit.text.text.trim_end().ends_with(':')
}

/// Which units approve something: by their own words, by those that lead in their list, or by those that close it: «Мыналар: 1) …; 2) … бекітілсін».
fn approving(units: &[UnitText]) -> Vec<bool> {
    let own: Vec<bool> = units.iter().map(approves).collect();
    let mut closed: Vec<Option<bool>> = vec![None; units.len()];
    let mut all = own.clone();
    for (at, unit) in units.iter().enumerate().rev() {
        if let Some(parent) = unit.parent.filter(|&parent| leads_in(&units[parent])) {
            let closing = *closed[parent].get_or_insert(own[at]);
            all[at] |= closing && !orders(&unit.text.text);
        }
    }
    for (at, unit) in units.iter().enumerate() {
        all[at] |= unit.parent.is_some_and(|parent| all[parent] && leads_in(&units[parent]));
    }
    all
}

/// «бекітілсін», not «бекітілген»; of an instruction, «редакцияда жазылсын» and «толықтырылсын»: what puts the annex into the other act.
fn approves(unit: &UnitText) -> bool {
    let words = unit.text.text.as_str();
    if amends(&unit.path) {
        return words.contains("редакцияда") || words.contains("толықтыр");
    }
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(['б', 'Б'])).map(str::to_lowercase);
    words.into_iter().any(|word| word.starts_with("бекіт") && !word.starts_with("бекітілген"))
}

/// Whether the words of a list end in an order of their own: «тапсырсын;».
fn orders(words: &str) -> bool {
    let end = words.trim_end_matches(|c: char| !c.is_alphabetic());
    ["сын", "сін", "ады", "еді", "йды", "йді"].iter().any(|verb| end.ends_with(verb))
}

//! What the documents of an act are called: a document named in a text may be the one that it stands in.

use super::{Context, key};
use crate::act::{Provision, ProvisionKind};
use crate::cite::word::{floor_boundary, strip_stem, trim_back, word_before};

/// Most titles of its own that an act is known by.
const TITLES_MAX: usize = 64;
/// What stands behind the name of a document in the title of the act that approves it.
const APPROVES: &[&str] = &["бекіту туралы", "бекіту жөнінде"];

impl Context<'_> {
    /// Whether the words of `text` up to the noun that begins at `at` name a document of this act, or the one that `from` stands in: those of its title,
    /// where the noun is said of something (`named`), else the noun alone, with the word before it that tells its kind.
    pub(in crate::cite) fn is_own_name(&self, text: &str, at: usize, noun: &str, named: bool, from: Option<usize>) -> bool {
        let attribute = attribute_before(text, at);
        self.own_titles(from).any(|title| {
            let Some((body, _)) = parted(title).filter(|(_, last)| share_stem(noun, last)) else { return false };
            match (named, attribute) {
                (true, _) => !body.is_empty() && tail(text, at, body.len()).ends_with(&key(body)),
                (false, Some(word)) => key(body).ends_with(&key(word)),
                (false, None) => true,
            }
        })
    }

    /// The document of this act that `noun`, at `at` of `text`, names by itself. «Тұжырымдаманың» in rules is none of them, «Ереженің» is what rules
    /// were once called.
    pub(in crate::cite) fn own_document(&self, segment: &str, text: &str, at: usize, noun: &str, from: Option<usize>) -> Option<String> {
        let component = self.own_component(segment, from)?;
        let other = segment == "approved" && !component.starts_with("approved") && !component.starts_with("annex-");
        let called = !other || strip_stem(noun, "ереже").is_some() || self.is_own_name(text, at, noun, false, from);
        called.then_some(component)
    }

    /// The titles of the documents that `from` stands in and that the act has, its own, and that of the act it changes.
    fn own_titles(&self, from: Option<usize>) -> impl Iterator<Item = &str> {
        let around = [self.around(ProvisionKind::Annex, from), self.around(ProvisionKind::Component, from)];
        let annexes = self.annexes.values().flatten();
        let documents = around.into_iter().flatten().chain(self.components.iter().copied()).chain(annexes.copied());
        let headings = documents.filter_map(|provision: &Provision| provision.heading.as_deref());
        let own = self.own.map(|own| own.title.as_str());
        let amended = self.amended.act.as_ref().and_then(|act| act.title.as_deref());
        headings.chain(own).chain(amended).take(TITLES_MAX)
    }
}

/// A title without its last word, and that word; a bracket behind it and «бекіту туралы» aside.
fn parted(title: &str) -> Option<(&str, &str)> {
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let title = title.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(title, |(name, _)| name).trim_end();
    let title = APPROVES.iter().find_map(|words| title.strip_suffix(words)).unwrap_or(title).trim_end();
    let last = title.split_whitespace().next_back()?;
    Some((title[..title.len() - last.len()].trim_end(), last.trim_matches(|c: char| !c.is_alphabetic())))
}

/// The last words of `text` before `at`, some `bytes` of them, as titles are compared.
fn tail(text: &str, at: usize, bytes: usize) -> String {
    const MARKS: usize = 64;
    key(&text[floor_boundary(text, at.saturating_sub(bytes + MARKS))..at])
}

/// Whether two words are forms of one noun: «қағидаларының» and «қағидалары».
fn share_stem(noun: &str, last: &str) -> bool {
    const ENDING: usize = 2;
    let (noun, last) = (key(noun), key(last));
    let shared = noun.chars().zip(last.chars()).take_while(|(one, other)| one == other).count();
    shared > ENDING && shared + ENDING >= last.chars().count()
}

/// The word directly before the noun at `at` that tells which one is meant: «үлгілік қағидалардың», «төмендегі тізбенің», «Комиссия туралы ереженің».
pub(in crate::cite) fn attribute_before(text: &str, at: usize) -> Option<&str> {
    const TELL: &[&str] =
        &["лық", "лік", "дық", "дік", "тық", "тік", "ған", "ген", "қан", "кен", "ғы", "гі", "туралы", "басқа", "өзге", "сол", "тиісті", "үлгі"];
    let word = word_before(text, trim_back(text, at)).1;
    let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
    // «министрлік қағидалардың 5-тармағына сәйкес …» does something
    let tells = TELL.iter().any(|ending| word.ends_with(ending)) && !word.ends_with("министрлік");
    tells.then_some(word)
}

//! When an act took effect that a question names by words of its title: «тұруға рұқсаттар беру регламенті туралы бұйрық күшіне енді ме».

use super::Error;
use super::cited::{Class, class_of, names_document};
use super::concept::Concept;
use super::gather::whole_acts;
use super::score::Weighed;
use super::words::Asked;
use crate::index::{Index, id_key};
use crate::text::words;

/// So many acts are looked at, those with the most words of the question.
const LOOKED_AT_MAX: usize = 20;
/// What a title covers of the question, at least, and how far behind the best another may be that is meant as well.
const COVERED: f32 = 0.7;
const ALIKE: f32 = 0.05;
/// So many acts may be meant; a title of one word is none.
const MEANT_MAX: usize = 4;
const WORDS_MIN: usize = 2;

/// The keys of the acts that `asked` asks when they took effect and names by words of their titles; none where it names an act otherwise, or more than can
/// be meant.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn titled(index: &Index, asked: &Asked, concepts: &[Concept]) -> Result<Vec<String>, Error> {
    let cited = &asked.cited;
    let names_none = cited.acts.is_empty() && cited.units.is_empty() && cited.unknown.is_empty();
    if !cited.asks_commencement || !names_none || !asked.words.iter().any(|word| names_document(&word.surface)) {
        return Ok(Vec::new());
    }
    let is_of_title = |concept: &&Concept| !matches!(class_of(&concept.surface), Some(Class::Act(_))) && !asks_when_it_began(&concept.surface);
    let about: Vec<Concept> = concepts.iter().filter(|concept| concept.is_content()).filter(is_of_title).cloned().collect();
    if about.len() < WORDS_MIN {
        return Ok(Vec::new());
    }
    let candidates = whole_acts(index, &about, LOOKED_AT_MAX)?;
    let engine = |error| index.engine_error(error);
    let scored = Weighed::new(index, &about).map_err(engine)?.scored(index, candidates).map_err(engine)?;
    let best = scored.iter().map(|one| one.coverage).fold(COVERED, f32::max);
    let mut keys = Vec::new();
    for one in scored.iter().filter(|one| one.coverage >= best - ALIKE && one.coverage >= COVERED) {
        keys.push(id_key(index.shared_unit(one.at)?.act.as_str()));
    }
    Ok(if keys.len() <= MEANT_MAX { keys } else { Vec::new() })
}

/// Whether words ask when something takes effect: «қолданысқа енді», «күшіне кірген», «вступило в силу».
pub(super) fn asks_commencement(text: &str) -> bool {
    let words: Vec<String> = words(text).map(|(_, word)| word.to_lowercase()).collect();
    let begins = |word: &str, beginnings: &[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    let kazakh = words.windows(2).any(|pair| begins(&pair[0], INTO_FORCE) && begins(&pair[1], CAME));
    kazakh || words.iter().any(|word| begins(word, RUSSIAN_CAME))
}

/// What something that takes effect comes into, how it does so, and both in Russian.
const INTO_FORCE: &[&str] = &["қолданысқа", "күшіне"];
const CAME: &[&str] = &["ен", "кір"];
const RUSSIAN_CAME: &[&str] = &["вступ", "вводит", "введен"];

/// Whether `word` is one of those that ask when something takes effect.
fn asks_when_it_began(word: &str) -> bool {
    let word = word.to_lowercase();
    [INTO_FORCE, CAME, RUSSIAN_CAME].concat().iter().any(|beginning| word.starts_with(beginning))
}

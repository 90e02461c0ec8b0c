//! Orders about who is in a commission: «Комиссияның құрамына мыналар енгізілсін:», «көрсетілген құрамнан А.Б. Сұлтанов шығарылсын».
//!
//! Who comes is told in words of a list that has no addresses, so that how the composition reads from then on is not known.

use super::cited;
use super::clause::{operation, place};
use super::context::{Context, blank_quotes, switched};
use super::instruction::ParsedOperation;
use super::target;
use super::unit;
use super::verb::words;
use crate::act::{Operation, ProvisionPath};
use crate::text::{DATIVE, ends_with_any};

/// Verbs of what comes into a composition, and of what leaves it.
const COMES: &[&str] = &["енгізілсін", "қосылсын"];
const LEAVES: &[&str] = &["шығарылсын", "тасталсын", "алынсын"];

/// A word for a composition, by its stem.
const COMPOSITION: &str = "құрам";

/// Where an order speaks of the composition that it changes; `None` for any other. «… құрамына мынадай өзгерістер енгізілсін:» leads in changes of another kind.
fn changed_at(order: &str) -> Option<usize> {
    let end = order.trim_end().trim_end_matches([':', ';', '.', ',', ' ']);
    let verb = end.split_whitespace().next_back()?;
    let (comes, leaves) = (COMES.contains(&verb), LEAVES.contains(&verb));
    if !(comes || leaves) || end.contains("өзгеріс") || end.contains("толықтыру") {
        return None;
    }
    let into = |word: &str| comes && ends_with_any(word, &DATIVE);
    let out_of = |word: &str| leaves && ends_with_any(word, &["нан", "дан", "тан"]);
    words(end).find(|(_, word)| word.starts_with(COMPOSITION) && (into(word) || out_of(word))).map(|(at, _)| at)
}

/// What a paragraph orders of a composition, in an act that `context` or the paragraph itself names; `None` for any other paragraph.
///
/// ```
/// use tarmaq::act::{CitedAct, Operation};
/// use tarmaq::amend::{Context, composition};
///
/// let annex = Context { act: Some(CitedAct::default()), outer: Some("annex-1".parse()?), ..Context::default() };
/// let read = composition("Комиссияның құрамына мыналар енгізілсін:", &annex).unwrap();
/// assert_eq!((read.op, read.target.path), (Operation::Unread, "annex-1".parse().ok()));
/// assert!(composition("Комиссияның құрамына мыналар енгізілсін:", &Context::default()).is_none());
/// # Ok::<(), tarmaq::act::PathError>(())
/// ```
pub fn composition(text: &str, context: &Context) -> Option<ParsedOperation> {
    // most paragraphs end here
    if !text.contains(COMPOSITION) {
        return None;
    }
    let folded = super::fold(text.trim());
    let text = unit::skip_enumerator(&folded);
    let bare = blank_quotes(text);
    let at = changed_at(&bare)?;
    let named = cited::last(&text[..at]);
    let own = named.as_ref().is_some_and(|act| matches!(text[..act.range.start].split_whitespace().next_back(), Some("осы" | "Осы")));
    let named = named.filter(|_| !own);
    let before = named.as_ref().map_or(0, |act| act.with_bracket().end.min(at));
    let around = match &named {
        Some(act) => Context { act: Some(act.act.clone()), ..Context::default() },
        None => context.clone(),
    };
    around.act.as_ref()?;
    let place_of = &bare[before..at];
    let mut around = switched(place_of, &around).unwrap_or(around);
    if around.component.is_none() && around.outer.is_none() && words(place_of).any(|(_, word)| word == "бекітілген") {
        // «… қаулысымен бекітілген комиссияның құрамына»: a document without a word of its own
        around.component = Some(ProvisionPath::from_known("approved"));
    }
    let mut phrases = unit::phrases(place_of);
    target::only_annex(&mut phrases, place_of, place_of, &around);
    let inner = phrases.iter().rfind(|phrase| target::is_target(phrase, place_of)).and_then(|phrase| phrase.paths.last()).map(|unit| place(&around, unit));
    let of_component = Context { outer: None, ..around.clone() };
    let path = inner.or_else(|| around.outer.as_ref().map(|outer| place(&of_component, outer))).or_else(|| around.component.clone());
    Some(operation(Operation::Unread, &around, path))
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    #[test]
    fn who_comes_into_a_composition_and_who_leaves_it_is_told_unread() {
        let act = header(
            "\"Комиссия құру туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 3 ақпандағы № 40 қаулысына мынадай өзгерістер енгізілсін:",
            &Context::default(),
        );
        let act = act.expect("a header");
        let annex = header("көрсетілген қаулыға қосымшада:", &act).expect("a header");
        let read = |text: &str, context: &Context| {
            let read = composition(text, context)?;
            Some((read.target.act?.number?, read.target.path.map(|path| path.to_string()).unwrap_or_default()))
        };
        let at = |path: &str| Some(("40".to_owned(), path.to_owned()));
        let cases = [
            ("Комиссияның құрамына мыналар енгізілсін:", &annex, at("annex-1")),
            ("2) көрсетілген құрамнан М.М. Оразов, Б.Қ. Сұлтанов шығарылсын.", &annex, at("annex-1")),
            ("көрсетілген құрамнан А.Б. Сұлтанов алып тасталсын;", &annex, at("annex-1")),
            ("көрсетілген қаулымен бекітілген комиссияның құрамына Н.А. Оразов енгізілсін;", &act, at("approved")),
            ("Комиссияның құрамына мыналар енгізілсін:", &act, at("")),
            (
                "1. \"Комиссия құру туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 3 ақпандағы № 40 қаулысына 2-қосымшадағы комиссия құрамынан А.Б. Сұлтанов шығарылсын.",
                &Context::default(),
                at("annex-2"),
            ),
            // no act is changed, or not so
            ("Штабтың құрамына мыналар енгізілсін:", &Context::default(), None),
            ("Комиссияның құрамына мынадай өзгерістер енгізілсін:", &annex, None),
            ("Комиссия құрамындағы мүшелер хабардар етілсін.", &annex, None),
            ("осы қаулымен құрылған комиссияның құрамына мыналар енгізілсін:", &Context::default(), None),
        ];
        for (text, context, want) in cases {
            assert_eq!(read(text, context), want, "{text}");
        }
    }
}

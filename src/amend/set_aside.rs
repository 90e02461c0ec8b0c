//! Lists of what is set aside: «… Заңының мынадай нормаларының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын: 1) 2-баптың 2-тармағы; …».
//!
//! What stands before «мынадай нормаларының» holds what the lines name, and is never set aside itself.

use super::clause::Clause;
use super::commencement;
use super::context::{Context, blank_quotes};
use super::instruction::ParsedOperation;
use super::term;
use super::unit;
use super::verb::{self, Action, words};
use crate::act::{Commencement, Operation, ProvisionPath};
use crate::cite::Case;
use crate::text::ends_with_any;

/// What the lines below a lead-in are read in; `None` for any other paragraph.
pub(super) fn lead(text: &str, context: &Context) -> Option<Context> {
    let verbs = verb::verbs(text);
    let [only] = &verbs[..] else { return None };
    if only.action != Action::Suspend || text[only.end..].trim() != ":" {
        return None;
    }
    let order = unit::skip_enumerator(&text[..only.start]);
    let said = commencement::term(&term::without_described(&blank_quotes(order)));
    let holder = &order[..those(order).unwrap_or(order.len())];
    let mut inner = Context { suspends: false, ..context.clone() };
    let clause = Clause::of(holder, Action::Suspend, &mut inner, true, Vec::new());
    let read = clause.operations(false);
    let names_nothing = holder.trim().is_empty() || is_those(holder);
    let unread = read.iter().any(|operation| operation.op == Operation::Unread);
    let outer = match &read[..] {
        [one] if !unread => one.target.path.as_ref().and_then(|path| within(path, inner.component.as_ref())),
        _ => None,
    };
    let unclear = !names_nothing && (unread || read.len() > 1);
    let outer = if names_nothing { context.outer.clone() } else { outer };
    Some(Context { outer, unclear, also: Vec::new(), repeals: false, suspends: true, term: Some(said), ..inner })
}

/// What a line of such a list sets aside, for the time that its lead-in tells.
pub(super) fn line(text: &str, context: &Context) -> Vec<ParsedOperation> {
    let mut inner = context.clone();
    let mut read = Clause::of(text, Action::Suspend, &mut inner, true, Vec::new()).operations(false);
    let of_list = context.term.clone().unwrap_or(Commencement::Unstated);
    for operation in read.iter_mut().filter(|operation| operation.term == Commencement::Unstated) {
        operation.term = if operation.op == Operation::Unread { of_list.main().clone() } else { of_list.clone() };
    }
    read
}

/// Where «мынадай нормаларының» begins.
fn those(order: &str) -> Option<usize> {
    words(order).find(|(_, word)| matches!(*word, "мынадай" | "мынандай" | "келесі" | "Мынадай")).map(|(at, _)| at)
}

/// «Мыналардың қолданысы»: nothing holds what the lines name.
fn is_those(holder: &str) -> bool {
    let mut spoken = words(holder).filter(|(_, word)| word.starts_with(char::is_alphabetic)).map(|(_, word)| word.to_lowercase());
    let of_act = words(holder).any(|(_, word)| crate::cite::act_word(word).is_some_and(|(_, case)| case == Case::Genitive));
    !of_act && spoken.any(|word| word.starts_with("мыналар"))
}

/// `path` inside `component`; `None` where it is the component itself.
fn within(path: &ProvisionPath, component: Option<&ProvisionPath>) -> Option<ProvisionPath> {
    let Some(component) = component else { return Some(path.clone()) };
    path.as_str().strip_prefix(component.as_str())?.strip_prefix('/').map(ProvisionPath::from_known)
}

/// «Бұйрықтың қолданысы», «Заңның күші» of an act that was named before: all of it is meant, and not «осы бұйрықтың».
pub(super) fn is_of_whole(bare: &str) -> bool {
    const FORCE: &[&str] = &["қолданысы", "қолданылуы", "қолданылысы", "күші"];
    const POINTING: &[&str] = &["осы", "Осы", "көрсетілген", "Көрсетілген", "аталған", "Аталған"];
    const PLURAL: &[&str] = &["лардың", "лердің", "дардың", "дердің", "тардың", "тердің"];
    let (mut before, mut of_act) = ("", false);
    words(bare).any(|(_, word)| {
        let found = of_act && FORCE.contains(&word);
        let one = !POINTING.contains(&before) && !ends_with_any(word, PLURAL);
        of_act = one && crate::cite::act_word(word).is_some_and(|(_, case)| case == Case::Genitive);
        before = word;
        found
    })
}

//! What happened to an act, in words.

use super::words::{Words, fill};
use crate::act::{CitedAct, NoteEffect, Operation};
use crate::history::{Event, EventKind};
use crate::query::EffectiveDate;

/// What was done to what: «жаңа редакцияда жазылды: rules/point-3».
pub(in crate::serve) fn what(words: &Words, act: &str, event: &Event) -> String {
    let done = match event.kind {
        EventKind::Enacted => &words.did_enact,
        EventKind::Expired => &words.did_expire,
        EventKind::Changed(op) => match op {
            Operation::Reword => &words.did_reword,
            Operation::Add => &words.did_add,
            Operation::Delete => &words.did_delete,
            Operation::ReplaceWords => &words.did_replace_words,
            Operation::AddWords => &words.did_add_words,
            Operation::DeleteWords => &words.did_delete_words,
            Operation::Repeal => &words.did_repeal,
            Operation::Suspend => &words.did_suspend,
            _ => &words.did_amend,
        },
    };
    let target = event.target.as_ref().map(|target| crate::query::brief(act, Some(target)));
    // The act itself is known to one who reads about it.
    let target = target.as_deref().map(|target| target.split_once(", ").map_or(target, |(_, target)| target));
    let told = target.map_or_else(|| done.clone(), |target| format!("{target}: {done}"));
    match event.effect {
        NoteEffect::Made if event.cancelled.is_some() => fill(&words.did_cancelled, &[("what", &told)]),
        NoteEffect::Made => told,
        NoteEffect::RussianOnly => fill(&words.did_russian, &[("what", &told)]),
        NoteEffect::Pending => fill(&words.did_pending, &[("what", &told)]),
    }
}

/// The act that did it: issuer, day, number, id, as far as they are known.
pub(in crate::serve) fn who(words: &Words, act: &CitedAct) -> String {
    let dated = act.date.map(|date| {
        let date = words.short(date);
        act.number.as_ref().map_or_else(|| date.clone(), |number| format!("{date} № {number}"))
    });
    let told: Vec<String> = act.issuer.clone().into_iter().chain(dated).chain(act.id.as_ref().map(|id| format!("({id})"))).collect();
    if told.is_empty() { words.unnamed_act.clone() } else { told.join(" ") }
}

/// A day or its bounds, without a word before it.
pub(in crate::serve) fn when(words: &Words, day: &EffectiveDate) -> String {
    match (day.earliest, day.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => words.short(earliest),
        (Some(earliest), Some(latest)) => format!("{}–{}", words.short(earliest), words.short(latest)),
        (Some(earliest), None) => fill(&words.day_or_later, &[("day", &words.short(earliest))]),
        (None, Some(latest)) => fill(&words.day_or_earlier, &[("day", &words.short(latest))]),
        (None, None) => words.unknown_day.clone(),
    }
}

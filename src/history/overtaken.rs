//! Instructions that a later act speaks of when it may be too late, or while what they order holds for a time.
//!
//! An act takes back, rewords or sets aside an instruction that has not taken effect. Where its own day is not known it may have come in time or not: both
//! outcomes stay possible. What an instruction orders for a time can be taken back, prolonged or cut short until that time is over.

use super::effect::{EffectiveDate, plus_months};
use super::event::EventKind;
use super::gather::{Change, Doubt};
use super::name::shown;
use super::words;
use crate::act::{Commencement, Date, Delay, Operation, WordChange};
use crate::amend::{self, Lasting};

/// Whether `change` has taken effect for certain when what `instruction` orders does.
pub(super) fn surely_in_time(change: &Change, instruction: &Change) -> bool {
    surely_before(change, &instruction.event.effective)
}

/// Whether `change` has taken effect for certain on `day`.
pub(super) fn surely_before(change: &Change, day: &EffectiveDate) -> bool {
    change.doubt.is_none() && change.event.effective.latest.zip(day.earliest).is_some_and(|(latest, earliest)| latest <= earliest)
}

/// Keeps the day that `was` possible beside the one that `change` of the clause on commencement gave, unless that change came in time for certain.
pub(super) fn perhaps_in_time(change: &Change, was: EffectiveDate, now: &mut EffectiveDate) {
    let surely = change.doubt.is_none() && change.event.effective.latest.zip(was.earliest).is_some_and(|(latest, earliest)| latest <= earliest);
    if !surely {
        *now = now.or(&was, format!("{}; {} as written before, should that have come too late", now.basis, was.basis));
    }
}

/// Notes that `change` may have come in time to act on `instruction`, or too late. `of_whole`: it is about all of it.
pub(super) fn perhaps(instruction: &mut Change, change: &Change, of_whole: bool) {
    let by = shown(&change.event.by);
    let basis = &change.event.effective.basis;
    let doubt = match change.event.kind {
        EventKind::Changed(Operation::Suspend) if of_whole => {
            set_aside(instruction, change, false);
            return;
        }
        EventKind::Changed(Operation::Delete | Operation::Repeal) if of_whole => {
            Doubt::Unmade(format!("{by} takes it back and may have come in time: {basis}"))
        }
        _ => Doubt::Unsure(format!("{by} changes what was ordered and may have come in time: {basis}")),
    };
    doubted(instruction, doubt);
}

/// Notes that `change` is about words that `instruction` does not quote: those of the instruction itself. What it orders since is not known.
pub(super) fn unclear(instruction: &mut Change, change: &Change) {
    let why = format!("{} changes the words of what was ordered; what it comes to is not known", shown(&change.event.by));
    super::renumbered::unread(instruction);
    doubted(instruction, Doubt::Unsure(why));
}

fn doubted(instruction: &mut Change, doubt: Doubt) {
    // that it may not have been made at all says more
    if !matches!(instruction.doubt, Some(Doubt::Unmade(_))) {
        instruction.doubt = Some(doubt);
    }
}

/// Puts off an instruction that is set aside before it takes effect: «№ 20 бұйрықтың қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын».
pub(super) fn set_aside(instruction: &mut Change, change: &Change, surely: bool) {
    let by = shown(&change.event.by);
    let until = change.event.commencement.until();
    let own = &instruction.event.effective;
    let later = |day: Option<Date>| day.zip(until).map(|(day, until)| day.max(until));
    let basis = match until {
        Some(until) => format!("{}; set aside by {by} until {until}", own.basis),
        None => format!("{}; set aside by {by}, until when is not told", own.basis),
    };
    let earliest = if surely { later(own.earliest).or(own.earliest) } else { own.earliest };
    instruction.event.effective = EffectiveDate { earliest, latest: later(own.latest), basis };
}

/// Changes the words that an instruction quotes. Whether it has such words.
pub(super) fn change_words(instruction: &mut Change, change: &WordChange) -> bool {
    let mut found = false;
    for (_, text) in &mut instruction.new {
        if let Some(changed) = words::change(&text.text, change) {
            (text.text, text.replayed, found) = (changed, true, true);
        }
    }
    // «"үш" деген сөз "бес" деген сөзбен ауыстырылсын», and another act puts «он» for «бес»
    let quoted = instruction.event.words.as_mut().filter(|_| change.old.is_some());
    for said in quoted.into_iter().flat_map(|own| [&mut own.old, &mut own.new, &mut own.after]).flatten() {
        if let Some(changed) = words::change(said, change) {
            (*said, found) = (changed, true);
        }
    }
    found
}

/// Whether `instruction` orders something for a time, and `change` takes effect before that is over. On the day of the end itself the end is read from the
/// words as they stand since that day: «2022 жылғы 1 қаңтардан бастап» another act prolongs what holds «2022 жылғы 1 қаңтарға дейін».
pub(super) fn while_it_holds(instruction: &Change, change: &Change) -> bool {
    let end = instruction.event.commencement.until();
    end.zip(change.event.effective.earliest).is_some_and(|(end, day)| day <= end)
}

/// Moves the end of what `instruction` orders for a time, as `change` of it makes it; `said` are the words of the instruction. What was to hold on is over, or
/// lasts longer, from the day of that change on; where the words that come out cannot be read, no end is known. `anew`: the end that it is given where it is set
/// out anew.
pub(super) fn move_end(instruction: &mut Change, change: &Change, of_whole: bool, said: Option<&mut String>, anew: Option<Date>) {
    let Some(stated) = instruction.event.commencement.until() else { return };
    let by = shown(&change.event.by);
    let day = change.event.effective.earliest;
    let until = instruction.end.as_ref().map_or(Some(stated), |end| end.latest);
    let open = EffectiveDate { earliest: day, latest: None, basis: format!("until {stated} as first ordered; changed by {by}") };
    let end = match (change.event.kind, &change.event.words) {
        (EventKind::Changed(Operation::Delete | Operation::Repeal), _) if of_whole => {
            EffectiveDate { earliest: day, latest: until, basis: format!("until {stated}, or till it was taken back by {by}") }
        }
        (EventKind::Changed(op), Some(words)) if op.is_of_words() => {
            match said.map(|said| (words::change(said, words), said)) {
                // other words of the instruction, or of one beside it
                Some((None, _)) => return,
                Some((Some(changed), said)) => {
                    *said = changed;
                    amend::term(said).until().map_or(open.clone(), |end| moved(stated, end, &open, change))
                }
                None => open,
            }
        }
        _ => anew.map_or(open.clone(), |end| moved(stated, end, &open, change)),
    };
    instruction.end = Some(end);
}

/// The end of an act whose clause on it another act changed: to `until`, the day or none; where that is not known, no last day is.
pub(super) fn ended(end: Option<EffectiveDate>, until: Option<Option<Date>>, change: &Change) -> Option<EffectiveDate> {
    let by = shown(&change.event.by);
    let before = end.as_ref().and_then(|end| end.earliest);
    let open = |earliest: Option<Date>| EffectiveDate { earliest, latest: None, basis: format!("its end was changed by {by}") };
    let surely = |day: Option<Date>| change.doubt.is_none() && day.is_some_and(|day| change.event.effective.has_come(day));
    match (until, before) {
        (Some(Some(until)), Some(before)) => Some(moved(before, until, &open(None), change)),
        (Some(Some(until)), None) if surely(Some(until)) => Some(EffectiveDate::known(until, format!("stated as its end by {by}"))),
        (Some(Some(until)), None) => Some(open(Some(until))),
        (Some(None), before) if surely(before) => None,
        (Some(None), before) => Some(open(before)),
        (None, before) => Some(open(before.min(change.event.effective.earliest).or(before))),
    }
}

/// The end of an act that holds for a time told by its length, since `began`: so many months are over on the day of the same number, so many days on the day
/// after the last of them.
pub(super) fn after_a_time(began: &EffectiveDate, lasting: Lasting) -> EffectiveDate {
    let day = |began: Option<Date>| match lasting {
        Lasting::For(Delay::CalendarDays(days)) => began?.plus_days(i64::from(days)).ok(),
        Lasting::For(Delay::Months(months)) => plus_months(began?, months),
        Lasting::Unread => None,
    };
    let (earliest, latest) = (day(began.earliest), day(began.latest));
    match lasting {
        Lasting::For(_) => EffectiveDate { earliest, latest, basis: "the end of the time that it was made for".to_owned() },
        Lasting::Unread => EffectiveDate { earliest: began.earliest, latest: None, basis: "made for a time that is not understood".to_owned() },
    }
}

/// The end that another act moved from `stated` to `end`: both bound it unless that act has taken effect by then for certain.
fn moved(stated: Date, end: Date, open: &EffectiveDate, change: &Change) -> EffectiveDate {
    let basis = format!("stated as its end by {}", shown(&change.event.by));
    if change.doubt.is_none() && change.event.effective.has_come(stated.min(end)) {
        return EffectiveDate::known(end, basis);
    }
    EffectiveDate { earliest: Some(stated.min(end)), latest: Some(stated.max(end)), basis: format!("{basis}; {}", open.basis) }
}

/// The day that a change made for a time is over.
pub(super) fn end_of(change: &Change) -> Option<EffectiveDate> {
    let until = |commencement: &Commencement| commencement.until().map(|day| EffectiveDate::known(day, "stated as its end"));
    change.end.clone().or_else(|| until(&change.event.commencement))
}

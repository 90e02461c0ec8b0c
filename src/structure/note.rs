//! «Ескерту.» attached to the unit it stands below, and kept out of its text.

use super::build::Builder;
use crate::act::{AmendmentNote, NoteEffect, Operation};
use crate::amend::{self, ParsedNote};
use crate::text::{Problem, ProblemCode, Span};

/// Reads the note in `span`; `false` when it is a rule of the act itself and has to be read as one.
pub(super) fn read(builder: &mut Builder<'_>, at: usize, span: Span, attached: Option<usize>) -> bool {
    let words = builder.text.slice(span);
    let path = attached.map(|attached| builder.path(attached));
    let notes = amend::note(words, path.as_ref());
    if notes.is_empty() {
        if is_remark(words) {
            return true;
        }
        if amend::speaks_of_change(words) {
            let message = "the note names a change but not in a way that can be read; it is kept out of the text";
            builder.problems.push(Problem::new(ProblemCode::NoteUnread, builder.text.paragraphs[at].lines, message));
            return true;
        }
        return false;
    }
    keep(builder, at, span, notes);
    true
}

/// Reads the sentence after «ЗҚАИ-ның ескертпесі!», which tells of a change to come.
pub(super) fn read_pending(builder: &mut Builder<'_>, at: usize, attached: Option<usize>) {
    let span = builder.span(at);
    let path = attached.map(|attached| builder.path(attached));
    let words = builder.text.slice(span);
    // «Осы редакциясы … дейін қолданыста болады» names no unit: it is the one below
    let of_next = words.trim_start().to_lowercase().starts_with("осы редакция");
    let notes = amend::pending_note(words, path.as_ref());
    let first = builder.notes.len();
    keep(builder, at, span, notes);
    builder.above_next.extend((first..builder.notes.len()).filter(|_| of_next));
}

/// Reads a unit of which only number and note are left: «13-2. Алып тасталды – ҚР …».
pub(super) fn read_tombstone(builder: &mut Builder<'_>, at: usize, unit: usize, span: Span) {
    let path = builder.path(unit);
    if let Some(note) = amend::tombstone(builder.text.slice(span), &path) {
        builder.provisions[unit].tombstone = true;
        keep(builder, at, span, vec![note]);
    } else if amend::is_bare_tombstone(builder.text.slice(span)) {
        builder.provisions[unit].tombstone = true;
    } else if amend::is_unread_tombstone(builder.text.slice(span)) {
        builder.provisions[unit].tombstone = true;
        let message = "the unit was removed, but by which act could not be read";
        builder.problems.push(Problem::new(ProblemCode::NoteUnread, builder.text.paragraphs[at].lines, message));
    }
}

fn keep(builder: &mut Builder<'_>, at: usize, span: Span, notes: Vec<ParsedNote>) {
    let lines = builder.text.paragraphs[at].lines;
    // «2-тармақ 01.01.2023 дейін қолданыста болды»: its words are printed
    let held = builder.text.slice(span).contains("дейін қолдан");
    for note in notes {
        let gone = matches!(note.op, Operation::Delete | Operation::Repeal) && note.effect == NoteEffect::Made && !held;
        if gone
            && let Some(target) = &note.target
            && let Some(found) = builder.provisions.iter().rposition(|provision| provision.path == *target)
        {
            builder.provisions[found].tombstone = true;
        }
        builder.notes.push(AmendmentNote { target: note.target, op: note.op, by: note.by, effect: note.effect, span, lines });
    }
}

/// «ЗҚАИ-ның ескертпесі!», «РҚАО-ның ескертпесі!»: a remark of the publisher, no words of the act.
fn is_remark(words: &str) -> bool {
    words.contains("ескертпесі!")
}

/// The sentence after «ЗҚАИ-ның ескертпесі!» that tells what is pending.
pub(super) fn is_editors_sentence(words: &str) -> bool {
    words.contains("көзделген")
        || words.contains("редакцияда")
        || words.contains("қолданысқа енгізіледі")
        || words.contains("тоқтатыла тұрады")
        || words.contains("қолданысқа енгізілу")
        || words.contains("қолданыста бол")
}

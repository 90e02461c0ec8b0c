//! «Ескерту.» attached to the unit it stands below, and kept out of its text.

use super::build::Builder;
use crate::act::{AmendmentNote, Operation};
use crate::amend;
use crate::text::{Problem, ProblemCode, Span};

/// Reads the note in `span`; `false` when it is a rule of the act itself and has to be read as one.
pub(super) fn read(builder: &mut Builder<'_>, at: usize, span: Span, attached: Option<usize>) -> bool {
    let words = builder.text.slice(span);
    let path = attached.map(|attached| builder.path(attached));
    let lines = builder.text.paragraphs[at].lines;
    let notes = amend::note(words, path.as_ref());
    if notes.is_empty() {
        if amend::announces_pending(words) {
            return true;
        }
        return match looks_like_note(words) {
            true => {
                let message = "the note names a change but not in a way that can be read; it is kept out of the text";
                builder.problems.push(Problem::new(ProblemCode::NoteUnread, lines, message));
                true
            }
            false => false,
        };
    }
    for note in notes {
        let gone = matches!(note.op, Operation::Delete | Operation::Repeal);
        if gone
            && let Some(target) = &note.target
            && let Some(found) = builder.provisions.iter().rposition(|provision| provision.path == *target)
        {
            builder.provisions[found].tombstone = true;
        }
        builder.notes.push(AmendmentNote { target: note.target, op: note.op, by: note.by, span, lines });
    }
    true
}

/// Whether a note that could not be read still speaks of a change: it names a source «– ҚР … № …».
fn looks_like_note(words: &str) -> bool {
    let changes = words.contains("енгізілді")
        || words.contains("редакцияда")
        || words.contains("толықтырылды")
        || words.contains("тасталды")
        || words.contains("жойылды");
    changes && words.contains("ҚР ") && (words.contains('№') || words.contains(" N "))
}

/// The sentence after «ЗҚАИ-ның ескертпесі!» that tells what is pending.
pub(super) fn is_editors_sentence(words: &str) -> bool {
    words.contains("редакцияда") || words.contains("қолданысқа енгізіледі") || words.contains("тоқтатыла тұрады") || words.contains("қолданысқа енгізілу")
}

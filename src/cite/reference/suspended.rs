//! Sentences behind one that sets a unit of another act aside: «… 9-бабының қолданысы тоқтатыла тұрсын. Осы бап … қолданысқа енгізіледі.»

use super::{Block, Meaning, Reader, UnitPhrase};
use crate::act::{ActKind, CitedAct};
use crate::cite::unit::{Base, hangs_on_unnamed};
use crate::cite::word::floor_boundary;

/// How far back the verb is looked for, in bytes.
const BEHIND_MAX: usize = 600;

impl Reader<'_> {
    /// What the units of `phrase`, standing in `from`, are counted from; `kind` is that of the word for an act in it.
    pub(super) fn base_of(&self, block: Block<'_>, phrase: &UnitPhrase, kind: Option<ActKind>, from: Option<usize>) -> Option<Meaning> {
        let at = phrase.range.start;
        match phrase.base {
            Base::ThisAct | Base::ThisDocument(_) | Base::TheseChanges | Base::ThisUnit(_) if self.is_of_changed_words(block, at, from) => {
                self.context.of_changed_words(phrase.base, block.offset + at)
            }
            Base::ThisUnit(unit) if is_behind_suspension(block.text, at) => self.context.this_unit(unit, from),
            Base::None if self.is_of_unnamed(block.text, at, from) => Some(Meaning { act: Some(CitedAct::default()), component: None }),
            _ => self.context.base(phrase, kind, from, block.offset + at),
        }
    }

    /// Whether the unit at byte `at` lies in one that is not told, «тиісті баптың 3-тармағы». In an instruction that is the one its header names.
    fn is_of_unnamed(&self, text: &str, at: usize, from: Option<usize>) -> bool {
        let instructs = self.context.is_amending(from) && !self.context.is_new_wording(from);
        !instructs && hangs_on_unnamed(text, at)
    }
}

/// Whether «осы бап» at byte `at` opens a sentence of its own behind the one that sets a unit aside, which it does not speak of any more. «Тоқтатыла тұрған
/// кезеңде осы бап мынадай редакцияда қолданылады», «Көрсетілген кезеңде осы бап …» go on with it.
fn is_behind_suspension(text: &str, at: usize) -> bool {
    let before = &text[floor_boundary(text, at.saturating_sub(BEHIND_MAX))..at];
    let Some(verb) = before.rfind("оқтатыл") else { return false };
    before[verb..].ends_with(". ") && text[at..].starts_with(char::is_uppercase) && !text[at..].contains("мынадай редакцияда")
}

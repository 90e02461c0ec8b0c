//! What acts do to acts: the notes of consolidated texts and the instructions of amending ones.
//!
//! In: one paragraph at a time, repaired, and where it stands. Out: what it says was done or is to be done ([`note`],
//! [`instruction`]), and when it takes effect ([`commencement`]). This room never walks an act and never makes a day
//! out of words: «он күн өткен соң» stays a delay.
//!
//! ```
//! use tarmaq::amend::{is_instruction, opens_quote};
//!
//! assert!(is_instruction("10-тармақ мынадай редакцияда жазылсын:"));
//! assert!(opens_quote("10-тармақ мынадай редакцияда жазылсын:"));
//! assert!(!is_instruction("4. Осы бұйрықтың орындалуын бақылау жетекшілік ететін вице-министрге жүктелсін."));
//! ```

mod affected;
mod attached;
mod cited;
mod clause;
mod commencement;
mod composition;
mod context;
mod enacting;
mod ended;
mod gone;
mod instruction;
mod lasting;
mod narrowed;
mod note;
mod ordinal;
mod otherwise;
mod pairs;
mod portal;
mod remark;
mod set_aside;
mod settled;
mod source;
mod statement;
mod suspended;
mod target;
mod term;
mod unit;
mod verb;
mod wording;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use crate::text::work;

pub use attached::{Attached, Document};
pub use commencement::{act_commencement, commencement, is_on_registration, later_of};
pub(crate) use commencement::{registered, settles_own, term};
pub use composition::composition;
pub(crate) use context::blank_quotes;
pub use context::{Context, header, leads_changes};
pub use enacting::{Enacts, enacting};
pub(crate) use ended::ended_before;
pub use ended::{Ended, ended};
pub use gone::{GoneUnits, gone_units, is_bare_tombstone, is_unread_tombstone, tombstone};
pub use instruction::{NewWording, ParsedOperation, instruction, is_instruction, opens_quote};
pub use lasting::{Lasting, lasting};
pub use note::{ParsedNote, announces_pending, note, pending_note, speaks_of_change};
pub use portal::{DayOrder, is_portal_note, portal_note, told_order};
pub use remark::{Remark, copy_held, is_remarked, remark};
pub use source::instrument;
pub(crate) use suspended::Suspended;
pub use unit::{document, names_said_act, speaks_of_act};
pub use verb::orders_repeal;

/// Blanks bytes of `text`, keeping its length; what does not lie between letters stays.
fn blank(text: &mut String, range: Range<usize>) {
    if text.get(range.clone()).is_some() {
        work::spend(range.len());
        let spaces = " ".repeat(range.len());
        text.replace_range(range, &spaces);
    }
}

/// Kazakh words with the Latin letters of old keyboards put right: «енгiзiлдi» is «енгізілді».
///
/// Repair does this for whole texts; what a caller hands over unrepaired is read all the same.
fn fold(text: &str) -> Cow<'_, str> {
    work::spend(text.len());
    if !text.contains(['i', 'ə']) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let kazakh = |c: char| matches!(c, 'А'..='я' | 'Ѐ'..='ӿ');
        let inside = kazakh(before) || letters.peek().is_some_and(|&next| kazakh(next));
        let meant = match c {
            'i' if inside => 'і',
            'ə' if inside => 'ә',
            c => c,
        };
        folded.push(meant);
        before = meant;
    }
    Cow::Owned(folded)
}

//! Here are acts and a day: what was the wording?
//!
//! In: acts as their texts give them, and days of publication. Out: a [`History`]: for every provision its wordings one after the other, each
//! with the day it took effect (or the bounds of that day), who made it, where it is printed and how sure we are. A base act and the acts that
//! amend it are put together; a consolidated copy is a witness of what its notes name; an act known only through others has its own address.
//!
//! This room reads no clock and no file. What a sentence means was settled before; two kinds it reads itself, with the grammars of `cite` and `amend`:
//! citations that print a day of publication, and the clause on commencement of an act that another act rewords. It never shows the wording of
//! one day as that of another: what is not in the corpus is said not to be. It never prefers one witness in silence. Where no text and no rule of law settles
//! which of two wordings holds (an announced change whose day has come, parts that are counted after one was taken out, an act of no known day that takes back
//! another), the answer carries a doubt.
//!
//! ```
//! use tarmaq::history::{Certainty, History, Publications, State};
//! use tarmaq::ingest::read_file;
//!
//! let act = read_file("corpus/V1800016354.txt".as_ref())?.act;
//! let mut known = Publications::default();
//! known.publish_cited("2022-11-23".parse()?, "11-1-4/628", None, "2022-11-25".parse()?, "a test");
//! let history = History::build(&[act], &known).value;
//!
//! let point = "V1800016354/rules/point-14-1".parse()?;
//! let before = history.as_of(&point, "2022-12-05".parse()?).expect("the act has this point");
//! assert_eq!((before.state, before.certainty), (State::NotYet, Certainty::Certain));
//! let after = history.as_of(&point, "2022-12-06".parse()?).expect("the act has this point");
//! assert_eq!((after.state, after.certainty), (State::InForce, Certainty::Certain));
//! assert!(after.text().is_some_and(|text| text.text.starts_with("14-1. ")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod added;
mod announced;
mod apply;
mod approved;
mod called;
mod consolidate;
mod course;
mod documents;
mod doubt;
mod effect;
mod enacting;
mod event;
mod expired;
mod gather;
mod hearing;
mod insert;
mod instruction;
mod known;
mod listed;
mod meanwhile;
mod name;
mod notes;
mod order;
mod overtaken;
mod paragraph;
mod parts;
mod pieces;
mod place;
mod publications;
mod reach;
mod recount;
mod renumbered;
mod restated;
mod retitled;
mod retroactive;
mod steps;
mod store;
mod stored;
mod testimony;
mod timeline;
mod unbegun;
mod words;

#[cfg(test)]
pub(crate) mod tests;

pub use effect::{DEFAULT_DELAY_DAYS, EffectiveDate, Enactment, resolve};
pub use event::{Event, EventKind, Finding, FindingKind, Place};
pub use hearing::{Heard, Texts, Unheard};
#[cfg(feature = "search")]
pub(crate) use name::number_key;
pub use name::{Address, AddressError};
pub use pieces::Pieces;
#[cfg(feature = "search")]
pub(crate) use pieces::{Entries, PieceWriter};
pub use publications::Publications;
pub use store::{ActHistory, Chronicle, ClosedChronicle, Happening, History};
pub use stored::{Printed, StoredHistory};
pub use testimony::Testimony;
pub use timeline::{Alternative, AsOf, Certainty, Interval, State, Text, Timeline, Wording};
pub use words::change as change_words;

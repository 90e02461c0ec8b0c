//! The grammar of Kazakh legal citation: how acts name days, units, other acts and themselves.
//!
//! In: text. Out: days ([`date_at`]), numbers ([`cardinal_at`], [`ordinal_at`], [`roman`]), units ([`unit_phrase_at`]), acts
//! ([`cited_acts`]), and of a whole text with its provisions all pointers ([`references`]) and terms ([`defined_terms`]).
//! This room reads phrases; it never decides what a line of an act is, nor changes a text, nor invents an act's id.
//!
//! ```
//! let phrases = tarmaq::cite::unit_phrases("23-тармақтың бірінші және екінші бөліктері мынадай редакцияда жазылсын:");
//! let paths: Vec<_> = phrases[0].paths.iter().map(|path| path.as_str()).collect();
//! assert_eq!(paths, ["point-23/part-1", "point-23/part-2"]);
//! ```

mod act;
mod date;
mod issuer;
mod level;
mod link;
mod list;
mod name;
mod noun;
mod numeral;
mod publication;
mod quote;
mod reference;
mod resolve;
mod span;
mod term;
mod unit;
mod word;

pub(crate) use act::may_be_exchanged;
pub use act::{ActPhrase, cited_acts};
pub use date::{date_at, find_dates, find_periods};
pub use issuer::issuer_nominative;
#[cfg(feature = "search")]
pub(crate) use issuer::may_be_same_issuer;
pub use link::{act_of, join_links};
pub use name::own_act_in_full;
pub use noun::{act_word, document_named, document_titled, document_word, unit_word};
pub(crate) use noun::{last_of_title, one_act_word};
pub use numeral::{cardinal_at, ordinal_at, roman};
pub(crate) use publication::names_publication;
pub use publication::publication_line;
pub use quote::is_enumerator;
pub use reference::references;
pub use term::defined_terms;
pub use unit::{Base, Case, UnitPhrase, unit_phrase_at, unit_phrases};
pub(crate) use unit::{UNITS_MAX, other_reading};

//! Text in, terms out: what a word of a law is called in the index.
//!
//! In: any text. Out: [`Token`]s, each with its folded surface form, its stem, the bytes of the whole surface word and its
//! position. This room reads no file, knows no act and no question; `tantivy.rs` alone names the search engine.
//!
//! ```
//! use tarmaq::analyzer::analyze;
//!
//! let tokens = analyze("10-тармағына сәйкес");
//! let terms: Vec<&str> = tokens.iter().map(|token| token.term.as_str()).collect();
//! assert_eq!(terms, ["10", "тармақ", "сәйкес"]);
//! ```

mod address;
mod cache;
mod date;
mod endings;
mod fold;
mod foreign;
mod key;
mod lexicon;
mod scan;
mod stem;
mod stopwords;
#[cfg(feature = "search")]
mod tantivy;
mod token;
mod widen;
mod word;

pub use lexicon::Lexicon;
pub use stem::learn::learn as learn_stems;
pub use stem::{PartOfSpeech, Reading, readings, stem, stem_into, tables as stem_tables};
pub use stopwords::{is_stopword, stopwords};
#[cfg(feature = "search")]
pub(crate) use tantivy::{EXACT, LOOSE, STEM, register};
pub use token::{Token, TokenKind, TokenRef, analyze, for_each_token};
pub use widen::{Reason, Widening, has_kazakh_letters, relatives, widen};

//! Text in, terms out: what a word of a law is called in the index.
//!
//! In: any text. Out: [`Token`]s, each with its folded surface form, its stem, the bytes of the whole surface word and its
//! position. This room reads no file, knows no act and no query; `tantivy.rs` alone names the search engine.

mod token;

pub use token::{Token, TokenKind, analyze};

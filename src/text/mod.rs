//! The two texts of a document and their coordinates: what was printed, and what we read.
//!
//! In: nothing. Out: [`SourceText`] (the text as the reader printed it, with its lines and pages, and the [`Marks`] of
//! formats that say more than characters), [`CleanText`] (the same text repaired, paragraph by paragraph) and the [`SpanMap`] that leads every byte of the second home to the
//! first. This room never edits a text; it only keeps count of where things are.
//!
//! ```
//! use tarmaq::text::{CleanBuilder, SourceText};
//!
//! let source = SourceText::new("a.txt", "59-\nтармағына");
//! let mut clean = CleanBuilder::new(&source);
//! clean.keep(source.line(1).span);
//! clean.keep(source.line(2).span);
//! let clean = clean.finish_paragraph().finish();
//! assert_eq!(clean.paragraph_text(0), "59-тармағына");
//! assert_eq!(clean.paragraphs[0].lines.to_string(), "1-2");
//! ```

mod bracket;
mod clean;
mod ending;
mod look_alike;
mod marks;
mod part;
mod problem;
pub(crate) mod properties;
mod source;
mod span;
mod told;
mod word;
pub(crate) mod work;

pub(crate) use bracket::outside_brackets;
pub use clean::{CleanBuilder, CleanText, Gap, Paragraph};
pub(crate) use ending::{DATIVE, GENITIVE, LOCATIVE, ends_with_any};
pub use look_alike::{cyrillic_like, latin_like};
pub use marks::{Anchor, Block, BlockKind, Cell, CleanLink, Link, Marks, Place, Rect};
pub use part::{FilePart, Printed};
pub use problem::{Problem, ProblemCode, Reading};
pub use source::{Line, SourceText};
pub use span::{LineRange, PageRange, SourceSpan, Span, SpanMap};
pub use told::{Told, ToldEntry, ToldUnit};
pub use word::words;

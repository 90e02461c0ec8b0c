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
//!
//! | step | what it does | printed → terms |
//! |---|---|---|
//! | `scan` | stretches of letters and digits, by a table | «Осы, Заң» → Осы · Заң |
//! | `scanner` | number and word apart, the bare ending dropped | «3)-тармақтағы» → 3 · тармақ; «9-00-ден» → 9-00 |
//! | | document numbers whole and in parts | «№ 11-1-4/245» → 11-1-4/245 · 11 · 1 · 4 · 245 |
//! | | compounds whole and in parts, at one position | «көші – қон», «көші-қон», «көшіқон» → көшіқон |
//! | | abbreviation and ending | «ҚР-ның», «ҚР-дың» → қр; «ІІМнің» → іім |
//! | `date` | days also by their number | «2022 жылғы 10 қазандағы» → 2022-10-10 · 2022 · … |
//! | `address` | links and mail addresses whole and in parts | «info@gov.kz» → info@gov.kz · info · gov · kz |
//! | `fold` | case, marks, letters of the other alphabet | «шетелдiктiң» with Latin i → шетелдік; «С3», «C3» → c3 |
//! | `foreign` | Russian and English words, told word by word | «удостоверением» → удостоверен; «passports» → passport |
//! | `stem` | Kazakh endings, by rule and likelihood | «тармағына» → тармақ; see its table of mechanisms |
//! | `cache` | a form is read once | 98.7 % of running words have been seen before |
//! | `frequent` | the words of law that come most, side by side | «туралы заңы» → туралы заң |
//! | `sought` | where words stand, without reading those that begin otherwise | «виза» in «Визаның мерзімі» → Визаның |
//! | `key`, `lexicon`, `widen` | what else a question may mean | «kujattin», «кужаттын» → құжат; «шақырусыз» → шақыру |

mod address;
mod cache;
mod date;
mod endings;
mod fold;
mod foreign;
#[cfg(feature = "search")]
mod frequent;
mod key;
mod lexicon;
mod scan;
mod scanner;
#[cfg(feature = "search")]
mod sought;
mod stem;
mod stopwords;
#[cfg(feature = "search")]
mod tantivy;
mod token;
mod widen;
mod word;

#[cfg(feature = "search")]
pub(crate) use fold::{KAZAKH_LETTERS, without_kazakh_letters};
#[cfg(feature = "search")]
pub use frequent::pair;
pub use lexicon::Lexicon;
pub use scanner::{analyze, for_each_token};
#[cfg(feature = "search")]
pub(crate) use sought::places_of;
pub use stem::learn::learn as learn_stems;
pub use stem::{PartOfSpeech, Reading, bases, derivations, readings, stem, stem_into, tables as stem_tables, verb_root};
pub use stopwords::{is_stopword, stopwords};
#[cfg(feature = "search")]
pub use tantivy::{EXACT, LOOSE, PAIRS, STEM, register};
pub use token::{Token, TokenKind, TokenRef};
#[cfg(feature = "search")]
pub(crate) use widen::SECOND_READING_BEHIND_MAX;
pub use widen::{Reason, Widening, has_kazakh_letters, is_kazakh_word, relatives, widen};

//! A corpus made up for measuring: as many acts as are wanted, in the words and the layout of real ones, and what is true of each of them.
//!
//! In: a seed and how many acts. Out: texts, page by page as a publisher would print them, and a [`Truth`]: their ids, how many provisions they
//! have, what was done to them and what stands where on which day. The same seed gives the same bytes, whatever number of threads writes them.
//!
//! Ten acts come of every four families:
//!
//! | family | acts | what they are |
//! |---|---|---|
//! | 0 | 1 | a law of articles, points and subpoints in chapters |
//! | 1 | 4 | an order with rules, and three orders that amend it |
//! | 2 | 2 | a resolution of the Government with rules, and one that amends it |
//! | 3 | 3 | an order with rules, and two that amend it |
//!
//! Amending acts reword points, replace words, add points and take some out, by instructions that quote the new wording. Every other family has
//! the base act as a consolidated copy, with «Ескерту.» notes on what was changed; the others have it as it was adopted, so that its wording
//! today follows from the instructions alone. Rules have an annex with a form, and in pages a table.
//!
//! Half of the texts are damaged as real ones are: see [`damage`]. Nothing that is damaged changes what is true of an act.
//!
//! ```ignore
//! let acts = made_up::acts(&made_up::Phrases::of_corpus(), 7, 10);
//! made_up::write(folder, 7, 1_000)?;
//! ```

// Not every bench and test needs all of it.
#![allow(dead_code, unused_imports)]

mod act;
mod chance;
mod damage;
mod verify;
mod words;
mod write;

pub(crate) use act::{MadeUp, acts, group};
pub(crate) use chance::Chance;
pub(crate) use verify::verify;
pub(crate) use words::Phrases;
pub(crate) use write::{Truth, write};

/// So many acts come of every four families: a corpus has a multiple of it.
pub(crate) const GROUP: usize = 10;

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

mod instruction;
mod verb;

pub use instruction::{is_instruction, opens_quote};

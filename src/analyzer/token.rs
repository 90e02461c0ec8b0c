//! What a text comes to: its terms, and the words they stand for. The [scanner](super::scanner) finds them.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A part of a compound that is not its last: көші in көші-қон. Its term is `көші-`, which no other word has: a compound is a word of
    /// its own, and іс (a case) is not what іс-шара (an event) speaks of.
    Modifier,
    /// The last part of a compound, which is declined: қон in көші-қоны. Its term is `-қон`.
    Head,
    /// A number, or a part of a chain of numbers: `10`, `14-1`.
    Number,
    /// A compound, a chain of numbers, an address or a date as a whole, at the position of its first part: `көшіқон` before `көші-`
    /// and `-қон`, `11-1-4/245` beside its four numbers, `2022-10-10` beside the words of «2022 жылғы 10 қазандағы».
    Whole,
}

/// One term of a text, and the word it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The stem: what is searched for. `тармақ` for «тармағына».
    pub term: String,
    /// The surface form, folded: lower case, alphabets unmixed. `тармағына`.
    pub exact: String,
    /// The stem spelt without Kazakh letters, for questions typed without them. `тармак`.
    pub loose: String,
    /// The bytes of the whole surface word in the text, on character boundaries. Ranges rise by their start.
    pub range: Range<usize>,
    /// Its place among the words. Wholes share the position of their first part.
    pub position: u32,
    /// What it is.
    pub kind: TokenKind,
}

/// A shorter part before others says nothing of its own: іс-шара, үй-жай, оқ-дәрі.
const MODIFIER_LETTERS_MIN: usize = 3;

impl Token {
    /// Whether a question that has this word alone finds the text. It does not by the first two letters of іс-шара: these stand in the
    /// index for phrases only. An event is no case (іс), gunpowder (оқ-дәрі) no bullet, and who asks for these is not answered with those. So
    /// `analyze` prints the terms that find a text, and leaves such a part out.
    pub fn is_found_alone(&self) -> bool {
        self.kind != TokenKind::Modifier || self.exact.chars().nth(MODIFIER_LETTERS_MIN - 1).is_some()
    }
}

/// The same, borrowed from buffers that the next token is written over.
#[derive(Clone, Debug)]
pub struct TokenRef<'b> {
    /// See [`Token::term`].
    pub term: &'b str,
    /// See [`Token::exact`].
    pub exact: &'b str,
    /// See [`Token::loose`].
    pub loose: &'b str,
    /// See [`Token::range`].
    pub range: Range<usize>,
    /// See [`Token::position`].
    pub position: u32,
    /// See [`Token::kind`].
    pub kind: TokenKind,
}

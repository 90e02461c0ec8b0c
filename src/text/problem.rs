//! Doubt, as data.

use std::fmt;

use super::span::LineRange;

/// What a stage made of a text, and every place where it was not sure, in the order of the text.
///
/// Reading a damaged law is not an error: there is always a best reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The best reading.
    pub value: T,
    /// The places a person should look at.
    pub problems: Vec<Problem>,
}

/// A place where a stage had to guess, or found the source itself at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of doubt it is; stable, for programs.
    pub code: ProblemCode,
    /// The doubt in a sentence, for people.
    pub message: String,
    /// The printed lines it is about.
    pub lines: LineRange,
}

impl Problem {
    /// A problem on `lines`.
    pub fn new(code: ProblemCode, lines: LineRange, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), lines }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// The kinds of doubt. The names that programs see are those of [`ProblemCode::as_str`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            /// The stable name: lower case, words joined by `_`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

codes! {
    /// The bytes were not UTF-8; another encoding was assumed.
    EncodingGuessed = "encoding_guessed",
    /// Bytes that no encoding explains were replaced by U+FFFD.
    UndecodableBytes = "undecodable_bytes",
    /// Control or private-use characters were taken out.
    StrayCharacters = "stray_characters",
    /// A displaced link was put back at a place that is not the only one possible.
    AnchorGuessed = "anchor_guessed",
    /// A gap in a line that no displaced link fills.
    GapUnfilled = "gap_unfilled",
    /// A partly letter-spaced line was closed with the words of the document.
    SpacingGuessed = "spacing_guessed",
    /// Whether a sentence goes on from one file of an act in the next is not plain.
    SeamGuessed = "seam_guessed",
    /// A word broken in a narrow cell was joined.
    WordJoined = "word_joined",
    /// The number of a unit is printed with a letter that looks like a figure.
    LetterForFigure = "letter_for_figure",
    /// A line drawn twice was read once.
    LineRepeated = "line_repeated",
    /// A number is printed twice under one parent.
    DuplicateNumber = "duplicate_number",
    /// Quoted wording whose end is not plain.
    QuoteUnclosed = "quote_unclosed",
    /// The rows of a table cannot be told apart with certainty.
    RowBoundsUncertain = "row_bounds_uncertain",
    /// The text does not look like an act; it is kept as plain paragraphs.
    NotAnAct = "not_an_act",
    /// An act's number, date or kind could not be read.
    RequisitesUnread = "requisites_unread",
    /// A note that says what changed, but not in a way we can read.
    NoteUnread = "note_unread",
    /// An instruction of an amending act that we cannot read.
    InstructionUnread = "instruction_unread",
    /// A draft that is printed with the act: what it orders is no change.
    Draft = "draft",
    /// Two witnesses of one wording differ: two copies, or a copy and the instruction it names.
    VersionsDisagree = "versions_disagree",
    /// A change could not be made to the text we have.
    ChangeNotApplied = "change_not_applied",
    /// Two sources give one act different days of publication, or one gives a day on which the act was not there yet.
    PublicationDisagrees = "publication_disagrees",
    /// A Word file holds changes that nobody has accepted or rejected yet.
    TrackedChanges = "tracked_changes",
    /// A part of the source is damaged; what could be read of it is here.
    SourceDamaged = "source_damaged",
    /// A page is a picture, or its letters are not known.
    NeedsOcr = "needs_ocr",
    /// The words of a page were read off its picture by another program.
    ReadByOcr = "read_by_ocr",
    /// The file is not the one that its metadata describe: its SHA-256 is another.
    SourceChanged = "source_changed",
    /// The source was cut at a limit.
    LimitReached = "limit_reached",
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

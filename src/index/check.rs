//! Does the index say what the corpus says?

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// The file or the address it is about.
    pub subject: String,
    /// In a sentence.
    pub message: String,
}

/// What can be wrong between an index and its corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// A source the index was made from has gone.
    SourceMissing,
    /// A source is not what it was when it was indexed.
    SourceChanged,
    /// A source in the corpus folder is not in the index.
    SourceNew,
    /// A source could not be read when the index was built.
    SourceUnread,
    /// A file of the index cannot be read, or does not hold what it should.
    Damaged,
    /// A unit of a stored act cannot be found by searching.
    NotSearchable,
    /// Searching finds a unit that no stored act has.
    NotStored,
}

impl FindingKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SourceMissing => "source_missing",
            Self::SourceChanged => "source_changed",
            Self::SourceNew => "source_new",
            Self::SourceUnread => "source_unread",
            Self::Damaged => "damaged",
            Self::NotSearchable => "not_searchable",
            Self::NotStored => "not_stored",
        }
    }
}

/// What a check looked at and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many source files were compared.
    pub sources: usize,
    /// How many acts were compared.
    pub acts: usize,
    /// How many units were compared.
    pub units: usize,
    /// What is not as it should be, sources first; empty when all is well.
    pub findings: Vec<Finding>,
}

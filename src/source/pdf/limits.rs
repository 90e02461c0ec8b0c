//! How much a stranger's file may grow.
//!
//! After this: every loop over what a file says counts against a bound, so that a small file cannot cost much time or
//! memory, whatever it claims of itself.

/// Deepest nesting of page trees, forms inside forms and references to references.
pub(super) const DEPTH_MAX: usize = 24;
/// Most pages that are read.
pub(super) const PAGES_MAX: usize = 20_000;
/// Most saved graphics states at one time.
pub(super) const STATES_MAX: usize = 512;
/// Most glyphs of one page; a full one has 5,000.
pub(super) const PAGE_GLYPHS_MAX: usize = 60_000;
/// Most glyphs of a file, whatever its size: those of the longest text that is read.
const GLYPHS_MAX: u64 = super::super::TEXT_BYTES_MAX / 2;
/// Most ruling lines of one page.
pub(super) const PAGE_RULES_MAX: usize = 20_000;
/// Most links of one page.
pub(super) const PAGE_LINKS_MAX: usize = 5_000;
/// Most bytes that one content stream, font or map may unpack to.
pub(super) const STREAM_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Most entries of one map from codes to characters.
pub(super) const MAP_ENTRIES_MAX: usize = 70_000;
/// So many damaged streams of a file are read behind their damage, which takes up to a second each; of the others what stands before it is kept.
const SALVAGED_MAX: u64 = 8;
/// Stack of the thread a file is read in: the parser nests a hundred levels deep.
pub(super) const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Bytes the streams of objects of a file may unpack to in all: a constant and a multiple of the file. An unpacked byte can
/// cost forty as a parsed object.
pub(super) fn object_bytes_max(file_bytes: usize, streams: usize) -> usize {
    let all = 4 * 1024 * 1024 + 10 * file_bytes;
    (all / streams.max(1)).max(64 * 1024).min(all)
}

/// What may still be spent on a file. Everything grows with the file, so that a long one is read whole.
#[derive(Debug)]
pub(super) struct Budget {
    operators: u64,
    bytes: u64,
    glyphs: u64,
    salvaged: u64,
    /// What ran out, to be told.
    pub(super) spent: Option<&'static str>,
}

impl Budget {
    /// The budget for a file of `file_bytes`.
    pub(super) fn new(file_bytes: usize) -> Self {
        let file = file_bytes as u64;
        let glyphs = (1_000_000 + 2 * file).min(GLYPHS_MAX);
        Self { operators: 2_000_000 + 4 * file, bytes: 64 * 1024 * 1024 + 40 * file, glyphs, salvaged: SALVAGED_MAX, spent: None }
    }

    fn take(left: &mut u64, count: u64) -> bool {
        let enough = *left >= count;
        *left = left.saturating_sub(count);
        enough
    }

    /// Spends one operator; `false` when none is left.
    pub(super) fn operator(&mut self) -> bool {
        let enough = Self::take(&mut self.operators, 1);
        self.note(enough, "drawing operators")
    }

    /// Spends unpacked bytes; `false` when they are more than what is left.
    pub(super) fn bytes(&mut self, count: usize) -> bool {
        let enough = Self::take(&mut self.bytes, count as u64);
        self.note(enough, "unpacked bytes")
    }

    /// Spends one glyph; `false` when none is left.
    pub(super) fn glyph(&mut self) -> bool {
        let enough = Self::take(&mut self.glyphs, 1);
        self.note(enough, "characters")
    }

    /// Spends a damaged stream that is read behind its damage; `false` when there were enough.
    pub(super) fn salvage(&mut self) -> bool {
        Self::take(&mut self.salvaged, 1)
    }

    fn note(&mut self, enough: bool, what: &'static str) -> bool {
        if !enough {
            self.spent.get_or_insert(what);
        }
        enough
    }

    /// Bytes that may be unpacked at once now.
    pub(super) fn bytes_left(&self) -> usize {
        usize::try_from(self.bytes).unwrap_or(usize::MAX).min(STREAM_BYTES_MAX)
    }
}

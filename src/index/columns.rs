//! The columns of the engine that are asked for a unit at a time, each opened once for each segment: opening one takes longer than reading a value.

use std::sync::OnceLock;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use super::schema::OUTER;

/// The columns of each segment.
pub(super) struct Columns(Vec<OfSegment>);

#[derive(Default)]
struct OfSegment {
    ordinal: OnceLock<Column<u64>>,
    outer: OnceLock<Column<u64>>,
    adopted: OnceLock<Column<i64>>,
    stored: OnceLock<Column<u64>>,
    printed_in: OnceLock<Option<StrColumn>>,
    /// The acts that were asked for, by their number in that column: to spell one out takes longer than all else that is asked of a unit.
    acts: OnceLock<Box<[OnceLock<String>]>>,
}

impl Columns {
    /// For an index of `segments`; none is opened yet.
    pub(super) fn new(segments: usize) -> Self {
        Self(std::iter::repeat_with(OfSegment::default).take(segments).collect())
    }

    fn of(&self, at: DocAddress) -> &OfSegment {
        &self.0[at.segment_ord as usize]
    }
}

/// What `opened` keeps, or what `open` gives, which is kept from then on.
fn once<C>(opened: &OnceLock<C>, open: impl FnOnce() -> tantivy::Result<C>) -> tantivy::Result<&C> {
    match opened.get() {
        Some(column) => Ok(column),
        None => {
            let column = open()?;
            Ok(opened.get_or_init(|| column))
        }
    }
}

/// The columns of the segment that a unit stands in.
#[derive(Clone, Copy)]
pub(crate) struct UnitColumns<'i> {
    opened: &'i OfSegment,
    segment: &'i SegmentReader,
}

impl<'i> UnitColumns<'i> {
    pub(super) fn new(columns: &'i Columns, segment: &'i SegmentReader, at: DocAddress) -> Self {
        Self { opened: columns.of(at), segment }
    }

    /// The place of each unit among those of its act.
    pub(crate) fn ordinal(self) -> Result<&'i Column<u64>, TantivyError> {
        once(&self.opened.ordinal, || self.segment.fast_fields().u64("ordinal"))
    }

    /// How many units before each the one begins that it stands in.
    pub(crate) fn outer(self) -> Result<&'i Column<u64>, TantivyError> {
        once(&self.opened.outer, || self.segment.fast_fields().u64(OUTER))
    }

    /// The day on which the act of each was adopted, in days since 1970.
    pub(crate) fn adopted(self) -> Result<&'i Column<i64>, TantivyError> {
        once(&self.opened.adopted, || self.segment.fast_fields().i64("adopted"))
    }

    /// Whether anything is stored with each: a value, or none.
    pub(crate) fn stored(self) -> Result<&'i Column<u64>, TantivyError> {
        once(&self.opened.stored, || self.segment.fast_fields().u64("stored"))
    }

    /// The id of the act that each is printed in; nothing where the segment has none.
    pub(crate) fn printed_in(self) -> Result<Option<&'i StrColumn>, TantivyError> {
        Ok(once(&self.opened.printed_in, || self.segment.fast_fields().str("printed_in"))?.as_ref())
    }

    /// The id of the act that the unit `document` is printed in.
    pub(crate) fn act_of(self, document: DocId) -> Result<Option<&'i str>, TantivyError> {
        let Some(column) = self.printed_in()? else { return Ok(None) };
        let Some(number) = column.term_ords(document).next() else { return Ok(None) };
        let acts = self.opened.acts.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(column.num_terms()).collect());
        let Some(act) = usize::try_from(number).ok().and_then(|number| acts.get(number)) else { return Ok(None) };
        let spell_out = || {
            let mut id = String::new();
            column.ord_to_str(number, &mut id)?;
            Ok(id)
        };
        Ok(Some(once(act, spell_out)?.as_str()))
    }
}

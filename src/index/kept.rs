//! An act as the index keeps it: its units can be read one by one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::store::{ActHeader, StoredAct, Unit};
use crate::act::ProvisionPath;
use crate::history::{Entries, PieceWriter, Pieces, Printed, Text};

/// A piece of an act has at least so many bytes of units, but for the last: a question about a clause unpacks about a dozen others.
/// Larger pieces pack better, and take longer to unpack.
const PIECE_BYTES_MIN: usize = 16 * 1024;

/// An act that is kept in pieces.
#[derive(Debug)]
pub(crate) struct KeptAct {
    head: Head,
    /// Its units, by ordinal, under their paths.
    units: Entries<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    header: ActHeader,
    problems: Vec<(String, usize)>,
}

impl KeptAct {
    /// `act` in pieces.
    ///
    /// # Errors
    ///
    /// Those of serde_json; none is known to happen with these types.
    pub(super) fn write(act: &StoredAct) -> Result<Vec<Vec<u8>>, serde_json::Error> {
        let head = Head { header: act.header.clone(), problems: act.problems.clone() };
        let mut writer = PieceWriter::new(&head, PIECE_BYTES_MIN)?;
        for unit in &act.units {
            writer.entry(unit.path.as_ref().map_or("", ProvisionPath::as_str), unit)?;
        }
        Ok(writer.finish())
    }

    /// What [`KeptAct::write`] wrote.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the first piece is not the one that was written.
    pub(super) fn read(pieces: impl Pieces + 'static) -> Result<Self, serde_json::Error> {
        let (head, units) = Entries::read(pieces)?;
        Ok(Self { head, units })
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.units.size()
    }

    /// The unit of this ordinal; `None` where the act has fewer.
    ///
    /// # Errors
    ///
    /// Those of serde_json where its piece is not the one that was written.
    pub(super) fn unit(&self, ordinal: u32) -> Result<Option<Unit>, serde_json::Error> {
        let spot = usize::try_from(ordinal).ok().and_then(|ordinal| self.units.nth(ordinal));
        spot.map(|spot| self.units.value(spot)).transpose()
    }

    /// The whole act.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub(super) fn whole(&self) -> Result<StoredAct, serde_json::Error> {
        let Head { header, problems } = &self.head;
        Ok(StoredAct { header: header.clone(), units: self.units.values()?, problems: problems.clone() })
    }
}

/// What the text of an act prints of its provisions is what its units say.
impl Printed for Arc<KeptAct> {
    fn text(&self, path: &ProvisionPath) -> io::Result<Option<Cow<'_, Text>>> {
        let Some(spot) = self.units.find(path.as_str()) else { return Ok(None) };
        Ok(self.units.value::<Unit>(spot)?.as_text().map(Cow::Owned))
    }
}

/// The same of units that are at hand.
#[derive(Debug, Default)]
pub(crate) struct PrintedUnits(HashMap<ProvisionPath, Text>);

impl PrintedUnits {
    pub(crate) fn new(units: &[Unit]) -> Self {
        Self(units.iter().filter_map(|unit| Some((unit.path.clone()?, unit.as_text()?))).collect())
    }
}

impl Printed for PrintedUnits {
    fn text(&self, path: &ProvisionPath) -> io::Result<Option<Cow<'_, Text>>> {
        Ok(self.0.get(path).map(Cow::Borrowed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{History, Publications, StoredHistory};
    use crate::index::SourceFacts;
    use crate::ingest::read_file;

    #[test]
    fn an_act_comes_back_whole_unit_by_unit_and_as_what_its_text_prints() {
        let act = read_file("corpus/V1800016354.txt".as_ref()).unwrap().act;
        let stored = StoredAct::new(&act, &SourceFacts::default());
        let pieces = KeptAct::write(&stored).unwrap();
        assert!(pieces.len() > 2, "an act of some length has several pieces");
        let kept = Arc::new(KeptAct::read(pieces).unwrap());
        assert_eq!(kept.whole().unwrap(), stored);
        for unit in &stored.units {
            assert_eq!(kept.unit(unit.ordinal).unwrap().as_ref(), Some(unit));
            if let Some(path) = &unit.path {
                assert_eq!(kept.text(path).unwrap().map(Cow::into_owned), unit.as_text(), "{path}");
            }
        }
        assert_eq!(kept.unit(u32::try_from(stored.units.len()).unwrap()).unwrap(), None, "there are no more");
        assert_eq!(kept.text(&"rules/point-999".parse().unwrap()).unwrap(), None);
    }

    #[test]
    fn a_history_leaves_out_what_the_act_prints_and_needs_it_again() {
        let act = read_file("corpus/V1800016354.txt".as_ref()).unwrap().act;
        let stored = StoredAct::new(&act, &SourceFacts::default());
        let kept = Arc::new(KeptAct::read(KeptAct::write(&stored).unwrap()).unwrap());
        let history = History::build(&[act], &Publications::default()).value;
        let whole = history.act(&stored.header.id).unwrap();
        let (brief, long) = (StoredHistory::write(whole, &[], &kept).unwrap(), StoredHistory::write(whole, &[], &()).unwrap());
        assert!(brief.size() * 3 < long.size() * 2, "{} of {} bytes", brief.size(), long.size());
        assert_eq!(StoredHistory::read(long, ()).unwrap().whole().unwrap(), *whole);
        assert_eq!(StoredHistory::read(brief.clone(), kept).unwrap().whole().unwrap(), *whole);
        let point = "rules/point-3".parse().unwrap();
        let without = StoredHistory::read(brief, ()).unwrap().timeline(Some(&point)).unwrap_err();
        assert!(without.to_string().contains("the text of rules/point-3 is not kept"), "{without}");
    }
}

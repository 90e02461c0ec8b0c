//! What the dictionary of the records is learnt from.

use super::error::Error;
use super::open::Index;

impl Index {
    /// Every piece that is kept of the acts, their histories and their sources, as it is before it is packed. The example `tarmaq-learn-records` learns from
    /// these what all records are packed with.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a file that cannot be used.
    ///
    /// ```no_run
    /// let index = tarmaq::index::Index::open("index".as_ref())?;
    /// println!("{} bytes", index.pieces()?.iter().map(Vec::len).sum::<usize>());
    /// # Ok::<(), tarmaq::index::Error>(())
    /// ```
    pub fn pieces(&self) -> Result<Vec<Vec<u8>>, Error> {
        let mut pieces = Vec::new();
        for record in self.all_records() {
            let record = record?;
            let acts = record.stored.iter().map(|stored| (&self.acts, &stored.act));
            for (packs, spot) in acts.chain([(&self.histories, &record.history)]) {
                pieces.extend(packs.pieces(spot)?.all().map_err(|error| packs.damaged(spot, &error.to_string()))?);
            }
        }
        for source in self.generation.sources()? {
            pieces.extend(source.kept.iter().map(|kept| self.acts.read(&kept.told)).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(pieces)
    }
}

//! A whole index, open for reading.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::directory::MmapDirectory;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, TantivyError, Term};

use super::build::{TANTIVY, act_file, sha256};
use super::error::Error;
use super::folder::{Content, FORMAT, look};
use super::lexicon::lexicon;
use super::manifest::Manifest;
use super::read_only::ReadOnly;
use super::schema::Fields;
use super::store::{ActHeader, StoredAct, Unit, id_key};
use crate::act::ActId;
use crate::analyzer::{Lexicon, register};

/// An ingest may replace the generation between reading its name and opening it; it cannot do so twice in a moment.
const ATTEMPTS: usize = 4;

/// An index that is open for reading. It needs no lock and stays as it was opened, whatever is written meanwhile.
pub struct Index {
    generation: PathBuf,
    manifest: Manifest,
    by_key: HashMap<String, usize>,
    fields: Fields,
    searcher: Searcher,
    lexicon: OnceLock<Lexicon>,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("generation", &self.generation).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] when there is none, [`Error::OtherVersion`] when it has to be built again, [`Error::NotOurs`] for a folder that
    /// holds something else, [`Error::Read`] and [`Error::Damaged`] for files that cannot be used.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let mut attempt = 1;
        loop {
            let generation = match look(dir)? {
                Content::Index(generation) => generation,
                Content::Nothing | Content::Unfinished => return Err(Error::Missing { path: dir.to_owned() }),
                Content::Other(found) => return Err(Error::OtherVersion { path: dir.to_owned(), found, needed: FORMAT }),
            };
            match Self::open_generation(dir, &generation) {
                Err(_) if attempt < ATTEMPTS && !matches!(look(dir), Ok(Content::Index(now)) if now == generation) => attempt += 1,
                opened => return opened,
            }
        }
    }

    fn open_generation(dir: &Path, generation: &Path) -> Result<Self, Error> {
        let manifest = Manifest::read(generation)?;
        if manifest.format != FORMAT {
            return Err(Error::OtherVersion { path: dir.to_owned(), found: manifest.format, needed: FORMAT });
        }
        let path = generation.join(TANTIVY);
        let damaged = |source: TantivyError| Error::Damaged { path: path.clone(), cause: source.to_string() };
        let directory = MmapDirectory::open(&path).map_err(|error| damaged(error.into()))?;
        let index = tantivy::Index::open(ReadOnly(directory)).map_err(damaged)?;
        register(index.tokenizers());
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(Error::OtherVersion { path: dir.to_owned(), found: "of other fields".to_owned(), needed: FORMAT });
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
        let by_key = manifest.acts.iter().enumerate().map(|(at, act)| (id_key(act.id.as_str()), at)).collect();
        Ok(Self { generation: generation.to_owned(), manifest, by_key, fields, searcher: reader.searcher(), lexicon: OnceLock::new() })
    }

    /// All acts, by id.
    pub fn acts(&self) -> &[ActHeader] {
        &self.manifest.acts
    }

    /// The act called `id`, in either spelling of ids before 2010 and in any case of letters.
    pub fn act(&self, id: &str) -> Option<&ActHeader> {
        self.by_key.get(&id_key(id)).map(|&at| &self.manifest.acts[at])
    }

    /// From which bytes it was made.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The act `id` as it was stored, and the SHA-256 of its file.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a file that cannot be used.
    pub fn stored(&self, id: &ActId) -> Result<(StoredAct, String), Error> {
        let path = act_file(&self.generation, id);
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let act = serde_json::from_slice(&bytes).map_err(|error| Error::Damaged { path, cause: error.to_string() })?;
        Ok((act, sha256(&bytes)))
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The words of the index by spelling and sound. The first question that needs them gathers them.
    pub(crate) fn lexicon(&self) -> Result<&Lexicon, Error> {
        if let Some(lexicon) = self.lexicon.get() {
            return Ok(lexicon);
        }
        let gathered = lexicon(&self.searcher, &self.fields).map_err(|error| self.engine_error(error))?;
        Ok(self.lexicon.get_or_init(|| gathered))
    }

    /// Whether a text of the index has a word of this stem.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.stem, stem)).is_ok_and(|frequency| frequency > 0)
    }

    pub(crate) fn engine_error(&self, source: TantivyError) -> Error {
        Error::Engine { path: self.generation.clone(), source }
    }

    /// The unit of a document.
    pub(crate) fn unit(&self, at: DocAddress) -> Result<Unit, Error> {
        let document: TantivyDocument = self.searcher.doc(at).map_err(|error| self.engine_error(error))?;
        let json = document.get_first(self.fields.unit).and_then(|value| value.as_str()).unwrap_or_default();
        let damaged = |error: serde_json::Error| Error::Damaged { path: self.generation.join(TANTIVY), cause: error.to_string() };
        serde_json::from_str(json).map_err(damaged)
    }

    /// The documents whose `field` holds exactly `value`.
    pub(crate) fn documents(&self, field: Field, value: &str) -> Result<Vec<DocAddress>, Error> {
        let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
        let find = || -> tantivy::Result<Vec<DocAddress>> {
            let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
            let mut found = Vec::new();
            for (segment, reader) in (0_u32..).zip(self.searcher.segment_readers()) {
                let mut documents = weight.scorer(reader, 1.0)?;
                while documents.doc() != TERMINATED {
                    found.push(DocAddress::new(segment, documents.doc()));
                    documents.advance();
                }
            }
            Ok(found)
        };
        find().map_err(|error| self.engine_error(error))
    }

    /// The units of `act` whose ordinals lie in `ordinals`, by ordinal.
    pub(crate) fn units(&self, act: &ActId, ordinals: Range<u32>) -> Result<Vec<Unit>, Error> {
        let mut units = Vec::new();
        let all = self.documents(self.fields.printed_in, act.as_str())?;
        for at in all {
            let ordinal = self.ordinal(at)?;
            if ordinal.is_some_and(|ordinal| ordinals.contains(&ordinal)) {
                units.push(self.unit(at)?);
            }
        }
        units.sort_by_key(|unit| unit.ordinal);
        Ok(units)
    }

    fn ordinal(&self, at: DocAddress) -> Result<Option<u32>, Error> {
        let column = self.searcher.segment_reader(at.segment_ord).fast_fields().u64("ordinal").map_err(|error| self.engine_error(error))?;
        Ok(column.first(at.doc_id).and_then(|ordinal| u32::try_from(ordinal).ok()))
    }
}

//! Who is asked: how each is built, opened and asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::UserOperation;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query as Searched, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{IndexWriter, Searcher, TantivyDocument, Term};
use tarmaq::analyzer::{STEM, analyze, register};
use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, ingest};
use tarmaq::query::{Question, Together, plain, search};

use crate::Failure;
use crate::passages::{Dice, Words};

/// tantivy with its own chain of tokens; the same with the Kazakh stems of Tarmaq; SQLite FTS5; Tarmaq, which reads the passages as points of acts and
/// answers with cited passages.
pub const ENGINES: [&str; 4] = ["tantivy", "tantivy with Kazakh stems", "SQLite FTS5", "Tarmaq"];
/// Bare tantivy, asked of the index that Tarmaq made: the same segments, terms and units as [`WORDS_ALONE`].
pub const SAME_INDEX: &str = "tantivy over the index of Tarmaq";
/// The index of Tarmaq asked for the words alone: which units have them, and how many.
pub const WORDS_ALONE: &str = "Tarmaq, the words alone";
/// Points of one act.
const POINTS: usize = 500;
/// So many passages are handed over to the engine at a time.
const AT_ONCE: usize = 16;
/// Memory of the engine for what is not yet written.
const MEMORY_BYTES: usize = 128 * 1024 * 1024;
/// Hits of an answer.
const HITS: usize = 10;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    OneWord,
    ThreeWordsAnd,
    ThreeWordsOr,
    Phrase,
    TenHighlightedPassages,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::OneWord, Self::ThreeWordsAnd, Self::ThreeWordsOr, Self::Phrase, Self::TenHighlightedPassages];
}

/// A question, in words of one passage.
pub struct Query {
    pub kind: Kind,
    pub words: Vec<String>,
}

impl Query {
    /// Words of `passage`: long ones, side by side for a phrase.
    pub fn from(kind: Kind, passage: &str, dice: &mut Dice) -> Self {
        let all: Vec<&str> = passage.split(' ').collect();
        let long: Vec<&str> = all.iter().copied().filter(|word| word.chars().count() > 3).collect();
        let one = |dice: &mut Dice| long[dice.roll(long.len())].to_owned();
        let words = match kind {
            Kind::OneWord => vec![one(dice)],
            Kind::Phrase => {
                let at = dice.roll(all.len() - 1);
                all[at..at + 2].iter().map(|word| (*word).to_owned()).collect()
            }
            _ => (0..3).map(|_| one(dice)).collect(),
        };
        Self { kind, words }
    }

    fn text(&self) -> String {
        match self.kind {
            Kind::ThreeWordsAnd => self.words.join(" AND "),
            Kind::Phrase => format!("\"{}\"", self.words.join(" ")),
            _ => self.words.join(" "),
        }
    }
}

/// What answers questions.
pub trait Engine {
    fn name(&self) -> &'static str;
    /// Whether it can be asked this kind: an index that keeps its texts elsewhere cannot show them by itself.
    fn answers(&self, _: Kind) -> bool {
        true
    }
    /// Its best ten; where passages are asked for, how long these took once they were found, by an engine that makes them afterwards.
    fn ask(&mut self, query: &Query) -> Result<Option<Duration>, Failure>;
    /// How many passages match.
    fn count(&mut self, query: &Query) -> Result<Option<usize>, Failure>;
}

/// Builds one of [`ENGINES`] in `folder`, and tells the processor time it took and its memory.
pub fn build(name: &str, words: &Words, count: usize, folder: &Path) -> Result<(), Failure> {
    let place = folder.join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place)?;
    let before = own("stat")?;
    let mut making = 0.0;
    match name {
        "SQLite FTS5" => {
            let mut base = Connection::open(place.join("passages.db"))?;
            base.execute_batch("CREATE VIRTUAL TABLE passages USING fts5(body)")?;
            let transaction = base.transaction()?;
            let mut insert = transaction.prepare("INSERT INTO passages(body) VALUES (?)")?;
            for number in 0..count {
                insert.execute([words.passage(number)])?;
            }
            drop(insert);
            transaction.commit()?;
        }
        "Tarmaq" => {
            ingest(&Options::new(acts(folder), &place), &Silent)?;
            making = -1.0;
        }
        _ => {
            let index = tantivy::Index::builder().schema(schema(name).0).create_in_dir(&place)?;
            register(index.tokenizers());
            let body = schema(name).1;
            let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY_BYTES)?;
            // Segments are merged once, when all are there, as those of Tarmaq are.
            writer.set_merge_policy(Box::new(NoMergePolicy));
            // Some at a time, as Tarmaq gives the units of an act: to hand each over by itself takes a tenth of the time. Of many the engine lets too many wait.
            for first in (0..count).step_by(AT_ONCE) {
                let document = |number: usize| {
                    let mut document = TantivyDocument::default();
                    document.add_text(body, words.passage(number));
                    UserOperation::Add(document)
                };
                writer.run((first..count.min(first + AT_ONCE)).map(document))?;
            }
            writer.commit()?;
            let segments = index.searchable_segment_ids()?;
            writer.merge(&segments).wait()?;
            writer.garbage_collect_files().wait()?;
        }
    }
    let took = own("stat")? - before;
    if making == 0.0 {
        // The passages were made while they were taken in; that is not the engine's time.
        let before = own("stat")?;
        let made: usize = (0..count).map(|number| words.passage(number).len()).sum();
        making = if made > 0 { own("stat")? - before } else { 0.0 };
    }
    println!("{:.2} {:.0}", took - making.max(0.0), own("status")?);
    Ok(())
}

/// Of this process: the processor seconds it has used (`stat`), or the most memory it had, in megabytes (`status`).
fn own(file: &str) -> Result<f64, Failure> {
    let told = fs::read_to_string(format!("/proc/self/{file}"))?;
    if file == "status" {
        let line = told.lines().find(|line| line.starts_with("VmHWM")).ok_or("no peak of memory is told")?;
        return Ok(line.split_whitespace().nth(1).unwrap_or("0").parse::<f64>()? / 1000.0);
    }
    // After the name, which stands in brackets: the 12th and 13th are the time of the program and of the system, in hundredths of a second.
    let fields: Vec<&str> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    Ok((fields[11].parse::<f64>()? + fields[12].parse::<f64>()?) / 100.0)
}

fn acts(folder: &Path) -> PathBuf {
    folder.join("acts")
}

/// The passages as acts.
pub fn write_acts(words: &Words, count: usize, folder: &Path) -> Result<(), Failure> {
    let folder = acts(folder);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    for (act, first) in (0..count).step_by(POINTS).enumerate() {
        let mut text = format!("\nПеэрс туралы\n\nҚазақстан Республикасы Пеэрс министрінің 2009 жылғы 5 мамырдағы № {} бұйрығы\n\n", 100_000 + act);
        for number in first..count.min(first + POINTS) {
            text.push_str(&format!("      {}. {}.\n", number - first + 1, words.passage(number)));
        }
        fs::write(folder.join(format!("peers-{act}.txt")), text)?;
    }
    Ok(())
}

/// Opens one of [`ENGINES`], [`SAME_INDEX`] or [`WORDS_ALONE`].
pub fn open(name: &'static str, folder: &Path) -> Result<Box<dyn Engine>, Failure> {
    let place = folder.join(name);
    Ok(match name {
        "SQLite FTS5" => Box::new(Sqlite(Connection::open(place.join("passages.db"))?)),
        "Tarmaq" => Box::new(Whole(Index::open(&place)?)),
        WORDS_ALONE => Box::new(WordsAlone(Index::open(&folder.join(ENGINES[3]))?)),
        SAME_INDEX => {
            let whole = folder.join(ENGINES[3]);
            let current = fs::read_to_string(whole.join("CURRENT"))?;
            let generation = current.split_whitespace().next().ok_or("CURRENT names a generation")?;
            Box::new(Bare::of(name, &tantivy::Index::open_in_dir(whole.join(generation).join("tantivy"))?, "stem")?)
        }
        _ => Box::new(Bare::of(name, &tantivy::Index::open_in_dir(&place)?, "body")?),
    })
}

fn schema(name: &str) -> (Schema, Field) {
    let mut schema = Schema::builder();
    let tokens = if name == ENGINES[0] { "default" } else { STEM };
    let indexing = TextFieldIndexing::default().set_tokenizer(tokens).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing) | STORED);
    (schema.build(), body)
}

struct Bare {
    name: &'static str,
    field: Field,
    searcher: Searcher,
    stems: bool,
}

impl Bare {
    fn of(name: &'static str, index: &tantivy::Index, field: &str) -> Result<Self, Failure> {
        register(index.tokenizers());
        Ok(Self { name, field: index.schema().get_field(field)?, searcher: index.reader()?.searcher(), stems: name != ENGINES[0] })
    }

    fn query(&self, query: &Query) -> Box<dyn Searched> {
        let term = |word: &String| {
            let stem = || analyze(word).into_iter().next().map(|token| token.term);
            Term::from_field_text(self.field, &if self.stems { stem().unwrap_or_default() } else { word.clone() })
        };
        let mut terms: Vec<Term> = query.words.iter().map(term).collect();
        let one = |term: &Term| -> Box<dyn Searched> { Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)) };
        let each = |occur: Occur| -> Box<dyn Searched> { Box::new(BooleanQuery::new(terms.iter().map(|term| (occur, one(term))).collect())) };
        match query.kind {
            Kind::OneWord => one(&terms[0]),
            Kind::ThreeWordsAnd => each(Occur::Must),
            Kind::ThreeWordsOr | Kind::TenHighlightedPassages => each(Occur::Should),
            Kind::Phrase => Box::new(PhraseQuery::new(std::mem::take(&mut terms))),
        }
    }
}

impl Engine for Bare {
    fn name(&self) -> &'static str {
        self.name
    }

    fn answers(&self, kind: Kind) -> bool {
        self.name != SAME_INDEX || !matches!(kind, Kind::TenHighlightedPassages)
    }

    fn ask(&mut self, asked: &Query) -> Result<Option<Duration>, Failure> {
        let query = self.query(asked);
        let found = self.searcher.search(&query, &TopDocs::with_limit(HITS).order_by_score())?;
        if matches!(asked.kind, Kind::TenHighlightedPassages) {
            let begun = Instant::now();
            let snippets = SnippetGenerator::create(&self.searcher, &*query, self.field)?;
            for (_, at) in found {
                let document: TantivyDocument = self.searcher.doc(at)?;
                let text = document.get_first(self.field).and_then(|value| value.as_str()).unwrap_or_default();
                if snippets.snippet(text).is_empty() && !self.stems {
                    return Err("a hit without a snippet".into());
                }
            }
            return Ok(Some(begun.elapsed()));
        }
        Ok(None)
    }

    fn count(&mut self, query: &Query) -> Result<Option<usize>, Failure> {
        Ok(Some(self.searcher.search(&self.query(query), &Count)?))
    }
}

struct Sqlite(Connection);

impl Sqlite {
    fn query(query: &Query) -> String {
        let words: Vec<String> = query.words.iter().map(|word| format!("\"{word}\"")).collect();
        match query.kind {
            Kind::Phrase => format!("\"{}\"", query.words.join(" ")),
            Kind::ThreeWordsAnd => words.join(" AND "),
            _ => words.join(" OR "),
        }
    }
}

impl Engine for Sqlite {
    fn name(&self) -> &'static str {
        ENGINES[2]
    }

    fn ask(&mut self, query: &Query) -> Result<Option<Duration>, Failure> {
        let column = if matches!(query.kind, Kind::TenHighlightedPassages) { "highlight(passages, 0, '[', ']')" } else { "''" };
        let mut select = self.0.prepare(&format!("SELECT rowid, {column} FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT {HITS}"))?;
        let rows = select.query_map([Self::query(query)], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let found: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        if found.is_empty() { Err(format!("SQLite finds nothing for {:?}", query.words).into()) } else { Ok(None) }
    }

    fn count(&mut self, query: &Query) -> Result<Option<usize>, Failure> {
        let mut select = self.0.prepare("SELECT count(*) FROM passages WHERE passages MATCH ?")?;
        Ok(Some(usize::try_from(select.query_row([Self::query(query)], |row| row.get::<_, i64>(0))?)?))
    }
}

/// The whole of Tarmaq: its answers are passages with their words marked, cited, with the days they held on.
struct Whole(Index);

impl Engine for Whole {
    fn name(&self) -> &'static str {
        ENGINES[3]
    }

    fn ask(&mut self, query: &Query) -> Result<Option<Duration>, Failure> {
        let answer = search(&self.0, &Question { text: query.text(), limit: HITS, ..Question::default() })?;
        if answer.hits.is_empty() { Err(format!("Tarmaq finds nothing for {:?}", query.words).into()) } else { Ok(None) }
    }

    fn count(&mut self, query: &Query) -> Result<Option<usize>, Failure> {
        Ok(Some(search(&self.0, &Question { text: query.text(), limit: HITS, ..Question::default() })?.total))
    }
}

/// The same index, asked by a program: units with the words as they stand, and how many.
struct WordsAlone(Index);

impl WordsAlone {
    fn together(query: &Query) -> Together {
        match query.kind {
            Kind::Phrase => Together::Phrase,
            Kind::ThreeWordsAnd => Together::All,
            _ => Together::Any,
        }
    }
}

impl Engine for WordsAlone {
    fn name(&self) -> &'static str {
        WORDS_ALONE
    }

    fn ask(&mut self, query: &Query) -> Result<Option<Duration>, Failure> {
        let words = query.words.join(" ");
        let found = plain(&self.0, &words, Self::together(query), HITS)?;
        if found.best.is_empty() {
            return Err(format!("nothing has {:?}", query.words).into());
        }
        if matches!(query.kind, Kind::TenHighlightedPassages) {
            let begun = Instant::now();
            if found.passages(&self.0, &words)?.iter().any(|passage| passage.marks.is_empty()) {
                return Err("a hit without a mark".into());
            }
            return Ok(Some(begun.elapsed()));
        }
        Ok(None)
    }

    fn count(&mut self, query: &Query) -> Result<Option<usize>, Failure> {
        Ok(Some(plain(&self.0, &query.words.join(" "), Self::together(query), HITS)?.total))
    }
}

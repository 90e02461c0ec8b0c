//! An index to try lists of words on.

use tantivy::merge_policy::NoMergePolicy;
use tantivy::schema::{IndexRecordOption, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// Documents of some words each, in segments of several windows of so many, one, and a part of one; of all that have «жою» none is left.
pub(in crate::query) fn searcher(window: usize) -> Searcher {
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT);
    let basic = TextFieldIndexing::default().set_index_option(IndexRecordOption::Basic);
    let has = schema.add_text_field("has", TextOptions::default().set_indexing_options(basic));
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (segment, documents) in [3 * window + 300, window, 500].into_iter().enumerate() {
        for number in 0..documents {
            let mut words = vec!["сөз"; number % 7];
            let every = [(2, "құжат"), (3, "виза"), (64, "толық"), (401, "мерзім"), (2_999, "сирек"), (3_001, "жою")];
            words.extend(every.iter().filter(|(every, _)| (number + segment) % every == 1).map(|(_, word)| word));
            let mut document = TantivyDocument::default();
            document.add_text(field, words.join(" "));
            document.add_text(has, words.join(" "));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
    }
    writer.delete_term(Term::from_field_text(field, "жою"));
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    assert_eq!(searcher.segment_readers().len(), 3);
    searcher
}

/// The term of a word: of the field without frequencies where it begins with `=`.
pub(in crate::query) fn term(searcher: &Searcher, word: &str) -> Term {
    let (field, word) = word.strip_prefix('=').map_or(("text", word), |word| ("has", word));
    Term::from_field_text(searcher.schema().get_field(field).unwrap(), word)
}

//! The fields a unit is found by.

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use super::abbreviation::{Abbreviation, abbreviations, capitals};
use super::naming::Naming;
use super::store::{ActHeader, Unit, UnitReference, id_key};
use crate::act::ProvisionKind;
use crate::analyzer::{EXACT, PAIRS, STEM};

/// What stands between the two sides of an abbreviation: no text holds it.
pub(crate) const BETWEEN: char = '\u{1f}';

/// All fields. Days are integers: the engine's own dates are nanoseconds and end in 2262.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// A wording of another time as JSON, stored: it is kept nowhere else. All other units are kept with their acts.
    pub(crate) wording: Field,
    /// Where the wording of the unit stands in the act that it amends, as JSON, stored, where that follows from other acts than its own.
    pub(crate) amends: Field,
    /// Whether it has one of these: to look into what is stored takes as long as to unpack a unit.
    pub(crate) stored: Field,
    /// The id of the act it was printed in.
    pub(crate) printed_in: Field,
    /// The id of the act, in the form of [`super::store::id_key`]; for new wording also that of the amended act.
    pub(crate) act: Field,
    /// Every full address the unit has: its own, and in the amended act.
    pub(crate) address: Field,
    /// Its addresses without the component: `V1800016354/point-3`.
    pub(crate) short_address: Field,
    /// The segments of its path: `point-3`, `rules`.
    pub(crate) segment: Field,
    /// Its last segment.
    pub(crate) last_segment: Field,
    /// Its own words as printed, folded; of a row those of its heading too. Which it has, not where: a phrase is found by the places of its stems, and whether it
    /// stands in these very forms is read in the text. To keep the places of all forms too makes an index larger by a tenth.
    pub(crate) exact: Field,
    /// Its own words, stemmed. What else it stands in is told by the words of these units, which [`OUTER`] leads to.
    pub(crate) stem: Field,
    /// Frequent words of its own that stand side by side, stemmed, as [`crate::analyzer::pair`] spells them.
    pub(crate) pairs: Field,
    /// The words it cannot be understood without: its lead-in, the question it answers.
    pub(crate) lead: Field,
    /// Those of its own words that only repeat the title of its act, stemmed: see [`Naming`].
    pub(crate) named: Field,
    /// Words that make no unit a candidate: of a unit that is no answer by itself its own, which are around what stands in it; of an act as a whole its issuers.
    pub(crate) around: Field,
    /// The title of its act, of a wording whose act is not in the corpus.
    pub(crate) title: Field,
    /// Numbers its act goes by: of adoption, of registration.
    pub(crate) number: Field,
    /// Abbreviations that its words explain: `short␟stems of the name`, and `stems of the name␟short`.
    pub(crate) abbreviation: Field,
    /// The addresses that its words cite, as [`super::UnitReference::key`] spells them; the act of each, too.
    pub(crate) cites: Field,
    /// The words it has in capitals among others that are not, folded: «БАЖ» the system, not «баж» the duty.
    pub(crate) capitals: Field,
    /// Kind of the unit.
    pub(crate) kind: Field,
    /// Days since 1970 of the adoption of its act.
    pub(crate) adopted: Field,
    /// Its place in its act.
    pub(crate) ordinal: Field,
    /// How many documents before it the unit stands that it stands in; see [`OUTER`].
    pub(crate) outer: Field,
}

/// The documents of an act stand one behind another in one segment, an outer unit before what it holds: this column tells how far before. Of the act as a whole it
/// is 0; of a wording whose act is not in the corpus there is none.
pub(crate) const OUTER: &str = "outer";

impl Fields {
    /// The schema of this version, and its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        // Whoever asks for a name wants to know who has it, not how much of it there is.
        let name = TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic).set_fieldnorms(false));
        let text = |tokenizer: &str, option| {
            TextOptions::default().set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option))
        };
        let rarely = TextFieldIndexing::default().set_tokenizer(STEM).set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
        let rarely = TextOptions::default().set_indexing_options(rarely);
        let named = TextFieldIndexing::default().set_tokenizer(STEM).set_index_option(IndexRecordOption::WithFreqs).set_fieldnorms(false);
        let named = TextOptions::default().set_indexing_options(named);
        let pairs = TextFieldIndexing::default().set_tokenizer(PAIRS).set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
        let pairs = TextOptions::default().set_indexing_options(pairs);
        let fields = Self {
            wording: schema.add_text_field("wording", TextOptions::default().set_stored()),
            amends: schema.add_text_field("amends", TextOptions::default().set_stored()),
            stored: schema.add_u64_field("stored", FAST),
            printed_in: schema.add_text_field("printed_in", name.clone() | FAST),
            act: schema.add_text_field("act", name.clone() | FAST),
            address: schema.add_text_field("address", name.clone()),
            short_address: schema.add_text_field("short_address", name.clone()),
            segment: schema.add_text_field("segment", name.clone()),
            last_segment: schema.add_text_field("last_segment", name.clone()),
            exact: schema.add_text_field("exact", text(EXACT, IndexRecordOption::Basic)),
            stem: schema.add_text_field("stem", text(STEM, IndexRecordOption::WithFreqsAndPositions)),
            pairs: schema.add_text_field("pairs", pairs),
            lead: schema.add_text_field("lead", text(STEM, IndexRecordOption::WithFreqs)),
            named: schema.add_text_field("named", named),
            around: schema.add_text_field("around", rarely.clone()),
            title: schema.add_text_field("title", rarely),
            number: schema.add_text_field("number", name.clone()),
            abbreviation: schema.add_text_field("abbreviation", name.clone()),
            cites: schema.add_text_field("cites", name.clone()),
            capitals: schema.add_text_field("capitals", name.clone()),
            kind: schema.add_text_field("kind", name.clone()),
            adopted: schema.add_i64_field("adopted", INDEXED | FAST),
            ordinal: schema.add_u64_field("ordinal", FAST),
            outer: schema.add_u64_field(OUTER, FAST),
        };
        (schema.build(), fields)
    }

    /// The document of `unit` of an act that is called so; what it amends is told by the histories alone where that is `told_elsewhere`. `outer` is how many
    /// documents before it what it stands in has its own.
    ///
    /// # Errors
    ///
    /// Those of serde_json; none is known to happen with these types.
    pub(super) fn document(
        &self,
        (act, naming): (&ActHeader, Option<&Naming>),
        unit: &Unit,
        outer: Option<usize>,
        told_elsewhere: bool,
    ) -> Result<TantivyDocument, serde_json::Error> {
        let mut document = TantivyDocument::default();
        let amends = unit.amends.as_ref().filter(|_| told_elsewhere);
        if unit.other_wording {
            document.add_text(self.wording, serde_json::to_string(unit)?);
        } else if let Some(place) = amends {
            document.add_text(self.amends, serde_json::to_string(place)?);
        }
        if unit.other_wording || amends.is_some() {
            document.add_u64(self.stored, 1);
        }
        document.add_text(self.printed_in, unit.act.as_str());
        for id in unit.act_keys() {
            document.add_text(self.act, id);
        }
        for address in unit.addresses() {
            document.add_text(self.address, address);
        }
        for address in unit.short_addresses() {
            document.add_text(self.short_address, address);
        }
        for path in unit.cited_paths() {
            // A number that is printed twice is found by the number: `subpoint-3~2` is a `subpoint-3`.
            let names = |segment: &'_ str| [Some(segment.to_owned()), segment.split_once('~').map(|(number, _)| number.to_owned())];
            let all = path.segments().flat_map(names).flatten().filter(|name| !name.ends_with('-'));
            all.for_each(|name| document.add_text(self.segment, name));
            let last = path.segments().next_back().into_iter().flat_map(names).flatten().filter(|name| !name.ends_with('-'));
            last.for_each(|name| document.add_text(self.last_segment, name));
        }
        for number in act.numbers() {
            document.add_text(self.number, number);
        }
        let mut cited: Vec<String> = unit.references.iter().filter_map(UnitReference::key).collect();
        cited.extend(unit.references.iter().filter_map(|reference| Some(id_key(reference.act.as_ref()?.as_str()))));
        cited.sort_unstable();
        cited.dedup();
        cited.iter().for_each(|address| document.add_text(self.cites, address));
        document.add_text(self.kind, unit.kind.map_or("act", ProvisionKind::as_str));
        for date in act.adopted.iter().filter_map(|adoption| adoption.date).take(1) {
            document.add_i64(self.adopted, date.days_since_1970());
        }
        document.add_u64(self.ordinal, u64::from(unit.ordinal));
        if unit.is_ranked() {
            // A row is what its heading says, which is no part of its text.
            let heading = unit.heading.as_deref().filter(|_| unit.kind == Some(ProvisionKind::Row));
            for words in heading.into_iter().chain([unit.text.as_str()]) {
                document.add_text(self.exact, words);
                document.add_text(self.stem, words);
                document.add_text(self.pairs, words);
            }
            // The act as a whole is what it is called.
            for range in naming.filter(|_| unit.path.is_some()).map(|naming| naming.repeated_in(&unit.text)).unwrap_or_default() {
                document.add_text(self.named, &unit.text[range]);
            }
            document.add_text(self.lead, &unit.lead);
            document.add_text(self.around, &unit.defined);
            for Abbreviation { short, stems } in abbreviations(&unit.text) {
                document.add_text(self.abbreviation, format!("{short}{BETWEEN}{stems}"));
                document.add_text(self.abbreviation, format!("{stems}{BETWEEN}{short}"));
            }
        } else {
            document.add_text(self.around, &unit.text);
        }
        // Words around a unit or in its lead-in are told as much by it as its own.
        for words in [unit.text.as_str(), unit.lead.as_str()].into_iter().chain(unit.heading.as_deref()) {
            capitals(words).iter().for_each(|word| document.add_text(self.capitals, word));
        }
        if unit.path.is_none() {
            act.issuers.iter().for_each(|issuer| document.add_text(self.around, issuer));
        }
        match outer {
            Some(before) => document.add_u64(self.outer, before as u64),
            None => document.add_text(self.title, &act.title),
        }
        Ok(document)
    }
}

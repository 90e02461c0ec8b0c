//! What stands beside a list of passages: facets, suggestions, pointers.

use serde::Serialize;

use super::SCHEMA;
use super::passage::Passage;
use super::shared::CitedAct;
use crate::act::Date;
use crate::query;

/// How many of the units that match have what, the most frequent first; wordings of other times are counted, as they are in `total`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facets<'a> {
    /// By act: its id, for `act:`. New wording in an amending act counts for both.
    pub acts: Vec<Facet<'a>>,
    /// By the kind of the act, for `type:`.
    pub kinds: Vec<Facet<'a>>,
    /// By its issuer, for `issuer:"…"`.
    pub issuers: Vec<Facet<'a>>,
    /// By the year of its adoption, the newest first, for `from:` and `to:`.
    pub years: Vec<Facet<'a>>,
    /// By its status, as its own text tells, for `status:`.
    pub statuses: Vec<Facet<'a>>,
}

/// A value, and how many units have it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facet<'a> {
    /// The value as the field of the question takes it.
    pub value: &'a str,
    /// For an act its title; else `null`.
    pub label: Option<&'a str>,
    /// How many units.
    pub count: usize,
}

impl<'a> Facets<'a> {
    pub(super) fn new(facets: &'a query::Facets) -> Self {
        let all = |facets: &'a [query::Facet]| facets.iter().map(|one| Facet { value: &one.value, label: one.label.as_deref(), count: one.count }).collect();
        Self { acts: all(&facets.acts), kinds: all(&facets.kinds), issuers: all(&facets.issuers), years: all(&facets.years), statuses: all(&facets.statuses) }
    }
}

/// What a question may go on with while it is typed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggest<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What is typed.
    pub query: &'a str,
    /// Words first, then acts.
    pub suggestions: Vec<Suggestion<'a>>,
}

/// Something a question may go on with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion<'a> {
    /// The whole question with its last word completed; for an act its title.
    pub text: &'a str,
    /// `term` (a word of the texts) or `title` (an act). Others may be added.
    pub kind: &'static str,
    /// For an act its id; else `null`.
    pub address: Option<&'a str>,
    /// For a word in how many units it stands in this form.
    pub count: usize,
}

impl<'a> Suggest<'a> {
    /// The JSON of `suggestions` for `query`.
    pub fn new(query: &'a str, suggestions: &'a [query::Suggestion]) -> Self {
        let suggestion =
            |one: &'a query::Suggestion| Suggestion { text: &one.text, kind: one.kind.as_str(), address: one.address.as_deref(), count: one.count };
        Self { schema: SCHEMA, query, suggestions: suggestions.iter().map(suggestion).collect() }
    }
}

/// What a provision cites, and who cites it. The fields of the passage asked about stand beside `schema`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cites<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The day asked about.
    pub as_of: Date,
    /// The provision asked about: all fields of [`Passage`].
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// The pointers in it and below it, in the order of the text.
    pub cites: Vec<Pointer<'a>>,
    /// The units that cite it or a part of it, by act, in the order of the text.
    pub cited_by: Vec<CitedBy<'a>>,
    /// How many there are in all; `cited_by` holds a page of them.
    pub cited_by_total: usize,
}

/// A pointer in a text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pointer<'a> {
    /// The address of the unit that has it.
    pub from: &'a str,
    /// Its words.
    pub surface: &'a str,
    /// The address it leads to; `null` where no id follows from its words.
    pub address: Option<&'a str>,
    /// How the act is named, where the words name one; else `null`.
    pub cited: Option<CitedAct<'a>>,
    /// Whether that is indexed.
    pub indexed: bool,
    /// The link target as printed, where the source carries one; else `null`.
    pub href: Option<&'a str>,
}

/// A unit that cites another. The fields of the passage stand beside `pointers`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CitedBy<'a> {
    /// The unit that cites: all fields of [`Passage`].
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// Its words that do so.
    pub pointers: Vec<PointerTo<'a>>,
}

/// Words that lead to an address.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointerTo<'a> {
    /// The words.
    pub surface: &'a str,
    /// The address they lead to, as far as they tell.
    pub address: &'a str,
}

impl<'a> Cites<'a> {
    /// The JSON of `references`, as asked about the day `as_of`.
    pub fn new(as_of: Date, references: &'a query::References) -> Self {
        let pointer = |one: &'a query::Pointer| Pointer {
            from: &one.from,
            surface: &one.surface,
            address: one.address.as_deref(),
            cited: one.cited.as_ref().and_then(CitedAct::printed),
            indexed: one.is_indexed,
            href: one.href.as_deref(),
        };
        let citing = |one: &'a query::CitedBy| CitedBy {
            passage: Passage::new(&one.passage),
            pointers: one.pointers.iter().map(|(surface, address)| PointerTo { surface, address }).collect(),
        };
        Self {
            schema: SCHEMA,
            as_of,
            passage: Passage::new(&references.passage),
            cites: references.cites.iter().map(pointer).collect(),
            cited_by: references.cited_by.iter().map(citing).collect(),
            cited_by_total: references.cited_by_total,
        }
    }
}

//! What a request of the API may say after its `?`.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Told;
use crate::act::Date;
use crate::export::Format;
use crate::query::Sort;
use crate::serve::page::Language;
use crate::serve::problem::Problem;
use crate::serve::{OFFSET_MAX, PAGE_MAX, QUESTION_CHARS_MAX};

/// Passages of a page when the request does not tell.
const PAGE: u32 = 10;
/// Acts of a page when the request does not tell.
const ACTS_PAGE: u32 = 100;

/// The parameters of a request. One that is not known is refused: `asof` for `as_of` would else be answered as of today.
pub(super) struct Params<P>(pub(super) P);

/// The parameters that `uri` tells.
pub(super) fn told<P: DeserializeOwned>(uri: &Uri) -> Result<P, Problem> {
    Query::<P>::try_from_uri(uri).map(|Query(params)| params).map_err(|refused| {
        let told = refused.body_text();
        let told = told.strip_prefix("Failed to deserialize query string: ").unwrap_or(&told);
        Problem::bad(format!("{told}; /api/v1/openapi.json lists the parameters"))
    })
}

impl<P: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<P> {
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Told> {
        Ok(Self(told(&parts.uri)?))
    }
}

/// The address in the path of a request: the act, and what is below it.
pub(super) struct Place(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Told> {
        match Path::<Vec<(String, String)>>::from_request_parts(parts, state).await {
            Ok(Path(segments)) => Ok(Self(segments.into_iter().map(|(_, segment)| segment).collect::<Vec<_>>().join("/"))),
            Err(_) => Err(Told(Problem::bad("the address is no UTF-8 text; /api/v1/acts lists the acts"))),
        }
    }
}

/// Answers that come in pages.
pub(super) trait Paged: Serialize + Sized {
    /// The path of the answer.
    const PATH: &'static str;

    /// The same parameters for the page that begins at `offset`.
    #[must_use]
    fn from(&self, offset: usize) -> Self;

    /// The address of the page that begins at `offset`.
    fn at(&self, offset: usize) -> String {
        // Only a map with keys that are no text cannot be written so.
        let query = serde_urlencoded::to_string(self.from(offset)).unwrap_or_default();
        format!("{}?{query}", Self::PATH)
    }
}

fn page(limit: Option<u32>, usual: u32, offset: Option<u32>) -> Result<(usize, usize), Problem> {
    let (limit, offset) = (limit.unwrap_or(usual), offset.unwrap_or(0));
    if !(1..=PAGE_MAX).contains(&limit) {
        return Err(Problem::bad(format!("limit is {limit}; it may be 1 to {PAGE_MAX}, and offset leads to further pages")));
    }
    if offset > OFFSET_MAX {
        return Err(Problem::bad(format!("offset is {offset}; it may be 0 to {OFFSET_MAX}; ask a narrower question")));
    }
    Ok((limit as usize, offset as usize))
}

/// Parameters of a search.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchParams {
    /// The question: words, "words in quotation marks" as they stand, a citation or an address, in any order; `act:ID` keeps to one act.
    #[schemars(length(min = 1, max = QUESTION_CHARS_MAX))]
    q: String,
    /// The day asked about, YYYY-MM-DD; today in Kazakhstan when not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<Date>,
    /// Passages at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = PAGE_MAX), extend("default" = PAGE))]
    limit: Option<u32>,
    /// How many of the best passages to leave out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = OFFSET_MAX), extend("default" = 0))]
    offset: Option<u32>,
    /// Whether to count what matches by act, kind, issuer, year and status.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(default)]
    pub(super) facets: bool,
    /// Whether to find wordings of other times too.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(default)]
    pub(super) history: bool,
    /// In which order: `relevance` when not told.
    #[serde(default, skip_serializing_if = "is_by_relevance")]
    pub(super) sort: Order,
}

// What serde asks for.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_by_relevance(order: &Order) -> bool {
    *order == Order::Relevance
}

/// The order of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// Those of the newest act first.
    Date,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
        }
    }
}

impl SearchParams {
    pub(super) fn page(&self) -> Result<(usize, usize), Problem> {
        page(self.limit, PAGE, self.offset)
    }

    pub(super) fn question(&self) -> Result<&str, Problem> {
        question(&self.q)
    }
}

/// A question that is neither empty nor too long.
fn question(q: &str) -> Result<&str, Problem> {
    match q.chars().count() {
        0 => Err(Problem::bad("q is empty; put the question in it, for example q=виза")),
        count if count > QUESTION_CHARS_MAX => {
            Err(Problem::bad(format!("q has {count} characters, {QUESTION_CHARS_MAX} are the most; ask with the words that matter")))
        }
        _ => Ok(q),
    }
}

impl Paged for SearchParams {
    const PATH: &'static str = "/api/v1/search";

    fn from(&self, offset: usize) -> Self {
        Self { offset: u32::try_from(offset).ok(), ..self.clone() }
    }
}

/// Parameters of the list of acts.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ActsParams {
    /// Acts at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = PAGE_MAX), extend("default" = ACTS_PAGE))]
    limit: Option<u32>,
    /// How many acts to leave out, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = OFFSET_MAX), extend("default" = 0))]
    offset: Option<u32>,
}

impl ActsParams {
    pub(super) fn page(&self) -> Result<(usize, usize), Problem> {
        page(self.limit, ACTS_PAGE, self.offset)
    }
}

impl Paged for ActsParams {
    const PATH: &'static str = "/api/v1/acts";

    fn from(&self, offset: usize) -> Self {
        Self { offset: u32::try_from(offset).ok(), ..self.clone() }
    }
}

/// The day asked about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AsOfParams {
    /// The day asked about, YYYY-MM-DD; today in Kazakhstan when not told.
    pub(super) as_of: Option<Date>,
}

/// Two days.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodParams {
    /// The earlier day, YYYY-MM-DD.
    pub(super) from: Date,
    /// The later day, YYYY-MM-DD.
    pub(super) to: Date,
}

/// Refuses a period that ends before it begins.
pub(super) fn forwards(from: Date, to: Date) -> Result<(), Problem> {
    if from <= to { Ok(()) } else { Err(Problem::bad(format!("from is {from}, after to, which is {to}; exchange the two"))) }
}

/// A period, and which page of its changes.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangesParams {
    /// The first day, YYYY-MM-DD.
    pub(super) from: Date,
    /// The last day, YYYY-MM-DD; it is in the period.
    pub(super) to: Date,
    /// Changes at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = PAGE_MAX), extend("default" = PAGE_MAX))]
    limit: Option<u32>,
    /// How many of the first changes to leave out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = OFFSET_MAX), extend("default" = 0))]
    offset: Option<u32>,
}

impl ChangesParams {
    pub(super) fn page(&self) -> Result<(usize, usize), Problem> {
        forwards(self.from, self.to)?;
        page(self.limit, PAGE_MAX, self.offset)
    }
}

impl Paged for ChangesParams {
    const PATH: &'static str = "/api/v1/changes";

    fn from(&self, offset: usize) -> Self {
        Self { offset: u32::try_from(offset).ok(), ..self.clone() }
    }
}

/// A text with citations in it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CiteParams {
    /// The text: «807 қаулының 32-тармағы», «пп. 6) п. 3 правил 16354».
    #[schemars(length(min = 1, max = QUESTION_CHARS_MAX))]
    text: String,
}

impl CiteParams {
    pub(super) fn text(self) -> Result<String, Problem> {
        match self.text.chars().count() {
            0 => Err(Problem::bad("text is empty; put the text with the citations in it")),
            count if count > QUESTION_CHARS_MAX => {
                Err(Problem::bad(format!("text has {count} characters, {QUESTION_CHARS_MAX} are the most; send it in parts")))
            }
            _ => Ok(self.text),
        }
    }
}

/// A language that a feed is told in.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum FeedLanguage {
    /// Kazakh.
    #[default]
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl From<FeedLanguage> for Language {
    fn from(language: FeedLanguage) -> Self {
        match language {
            FeedLanguage::Kk => Self::Kazakh,
            FeedLanguage::Ru => Self::Russian,
            FeedLanguage::En => Self::English,
        }
    }
}

/// How a feed is told.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedParams {
    /// The language of what is not law: `kk` when not told.
    #[serde(default)]
    pub(super) lang: FeedLanguage,
}

/// A question whose answers are followed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchFeedParams {
    /// The question, as for a search.
    #[schemars(length(min = 1, max = QUESTION_CHARS_MAX))]
    q: String,
    /// The language of what is not law: `kk` when not told.
    #[serde(default)]
    pub(super) lang: FeedLanguage,
}

impl SearchFeedParams {
    pub(super) fn question(&self) -> Result<&str, Problem> {
        question(&self.q)
    }
}

/// What an act is exported as.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum ExportFormat {
    /// Akoma Ntoso 3.0.
    #[default]
    Akn,
    /// The JSON of a provision.
    Json,
    /// Markdown.
    Md,
    /// A page.
    Html,
    /// The words alone.
    Txt,
}

impl ExportFormat {
    /// The format, what it is called in a header, and how a file of it ends.
    pub(super) fn told(self) -> (Format, &'static str, &'static str) {
        match self {
            Self::Akn => (Format::Akn, "application/akn+xml; charset=utf-8", "xml"),
            Self::Json => (Format::Json, "application/json", "json"),
            Self::Md => (Format::Markdown, "text/markdown; charset=utf-8", "md"),
            Self::Html => (Format::Html, "text/html; charset=utf-8", "html"),
            Self::Txt => (Format::Text, "text/plain; charset=utf-8", "txt"),
        }
    }
}

/// As what, and as of which day, an act is exported.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExportParams {
    /// What it is written in: `akn` when not told.
    #[serde(default)]
    pub(super) format: ExportFormat,
    /// The day asked about, YYYY-MM-DD; today in Kazakhstan when not told.
    pub(super) as_of: Option<Date>,
}

/// Suggestions of a list when the request does not tell.
const SUGGESTIONS: u32 = 8;

/// What is being typed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SuggestParams {
    /// The question as far as it is typed.
    #[schemars(length(min = 1, max = QUESTION_CHARS_MAX))]
    q: String,
    /// Suggestions at most.
    #[schemars(range(min = 1, max = PAGE_MAX), extend("default" = SUGGESTIONS))]
    limit: Option<u32>,
}

impl SuggestParams {
    pub(super) fn typed(&self) -> Result<(&str, usize), Problem> {
        Ok((question(&self.q)?, page(self.limit, SUGGESTIONS, None)?.0))
    }
}

/// Which of those that cite a provision.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReferencesParams {
    /// The day asked about, YYYY-MM-DD; today in Kazakhstan when not told.
    pub(super) as_of: Option<Date>,
    /// Units that cite it, at most.
    #[schemars(range(min = 1, max = PAGE_MAX), extend("default" = PAGE))]
    limit: Option<u32>,
    /// How many of them to leave out.
    #[schemars(range(min = 0, max = OFFSET_MAX), extend("default" = 0))]
    offset: Option<u32>,
}

impl ReferencesParams {
    pub(super) fn page(&self) -> Result<(usize, usize), Problem> {
        page(self.limit, PAGE, self.offset)
    }
}

//! What a request of the API may say after its `?`.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Told;
use crate::act::Date;
use crate::serve::problem::Problem;
use crate::serve::{OFFSET_MAX, PAGE_MAX, QUESTION_CHARS_MAX};

/// Passages of a page when the request does not tell.
const PAGE: u32 = 10;
/// Acts of a page when the request does not tell.
const ACTS_PAGE: u32 = 100;

/// The parameters of a request. One that is not known is refused: `asof` for `as_of` would else be answered as of today.
pub(super) struct Params<P>(pub(super) P);

impl<P: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<P> {
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Told> {
        match Query::<P>::from_request_parts(parts, state).await {
            Ok(Query(params)) => Ok(Self(params)),
            Err(refused) => {
                let told = refused.body_text();
                let told = told.strip_prefix("Failed to deserialize query string: ").unwrap_or(&told);
                Err(Told(Problem::bad(format!("{told}; /api/v1/openapi.json lists the parameters"))))
            }
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
}

impl SearchParams {
    pub(super) fn page(&self) -> Result<(usize, usize), Problem> {
        page(self.limit, PAGE, self.offset)
    }

    pub(super) fn question(&self) -> Result<&str, Problem> {
        match self.q.chars().count() {
            0 => Err(Problem::bad("q is empty; put the question in it, for example q=виза")),
            count if count > QUESTION_CHARS_MAX => {
                Err(Problem::bad(format!("q has {count} characters, {QUESTION_CHARS_MAX} are the most; ask with the words that matter")))
            }
            _ => Ok(&self.q),
        }
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

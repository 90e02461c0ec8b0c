//! The description of the API, made from the types that answer.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Health;
use super::params::{
    ActsParams, AsOfParams, ChangesParams, CiteParams, ExportParams, FeedParams, PeriodParams, ReferencesParams, SearchFeedParams, SearchParams, SuggestParams,
};
use crate::serve::problem::ProblemJson;
use crate::wire;

/// One thing that can be asked.
struct Operation {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    /// The parts of the path in braces, and what each is.
    path_parameters: &'static [(&'static str, &'static str, &'static str)],
    parameters: fn() -> Option<Value>,
    answer: fn(&mut SchemaGenerator) -> Value,
    /// What the answer is written in.
    media: &'static [&'static str],
    paged: bool,
    /// Whether the answer has an `ETag`.
    tagged: bool,
    /// Whether something may be asked for that is not there.
    may_miss: bool,
}

const ID: (&str, &str, &str) = ("id", "The id of the act, in either spelling of ids before 2010.", "V1800016354");
const PATH: (&str, &str, &str) =
    ("path", "The address of the provision inside the act. Its parts may be joined by `/` or `%2F`; groups may be written in or left out.", "rules/point-3");

/// What most operations are: an answer that is known by its `ETag`, to a question without parameters.
const PLAIN: Operation = Operation {
    path: "",
    id: "",
    summary: "",
    path_parameters: &[],
    parameters: || None,
    answer: |_| json!({"type": "object"}),
    media: &[JSON],
    paged: false,
    tagged: true,
    may_miss: false,
};
/// A question about an act, and one about a provision.
const OF_ACT: Operation = Operation { path_parameters: &[ID], may_miss: true, ..PLAIN };
const OF_PROVISION: Operation = Operation { path_parameters: &[ID, PATH], may_miss: true, ..PLAIN };
const JSON: &str = "application/json";
const ATOM: &[&str] = &["application/atom+xml"];
const EXPORTS: &[&str] = &["application/akn+xml", JSON, "text/markdown", "text/html", "text/plain"];

const OPERATIONS: &[Operation] = &[
    Operation {
        path: "/api/v1/search",
        id: "search",
        summary: "The provisions that answer a question, best first",
        parameters: some::<SearchParams>,
        answer: schema::<wire::Search<'_>>,
        paged: true,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/search/feed",
        id: "searchFeed",
        summary: "The wordings that answer a question, newest first, as an Atom feed: a wording that is new is a new entry",
        parameters: some::<SearchFeedParams>,
        media: ATOM,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/acts",
        id: "acts",
        summary: "The indexed acts, by id",
        parameters: some::<ActsParams>,
        answer: schema::<wire::Acts<'_>>,
        paged: true,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/acts/{id}",
        id: "act",
        summary: "An act with everything below it",
        parameters: some::<AsOfParams>,
        answer: schema::<wire::Show<'_>>,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/history",
        id: "actHistory",
        summary: "What happened to an act",
        parameters: some::<AsOfParams>,
        answer: schema::<wire::History<'_>>,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/diff",
        id: "actDiff",
        summary: "What is different in an act between two days",
        parameters: some::<PeriodParams>,
        answer: schema::<wire::Diff<'_>>,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/feed",
        id: "actFeed",
        summary: "What happened to an act, newest first, as an Atom feed",
        parameters: some::<FeedParams>,
        media: ATOM,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/export",
        id: "actExport",
        summary: "An act as a document that stands by itself",
        parameters: some::<ExportParams>,
        media: EXPORTS,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}",
        id: "provision",
        summary: "A provision with everything below it",
        parameters: some::<AsOfParams>,
        answer: schema::<wire::Show<'_>>,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}/history",
        id: "history",
        summary: "What happened to a provision, and how it read from when to when",
        parameters: some::<AsOfParams>,
        answer: schema::<wire::History<'_>>,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}/diff",
        id: "diff",
        summary: "What is different in a chapter or a provision between two days",
        parameters: some::<PeriodParams>,
        answer: schema::<wire::Diff<'_>>,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}/feed",
        id: "feed",
        summary: "What happened to a provision, newest first, as an Atom feed",
        parameters: some::<FeedParams>,
        media: ATOM,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}/export",
        id: "export",
        summary: "A provision as a document that stands by itself",
        parameters: some::<ExportParams>,
        media: EXPORTS,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/acts/{id}/references",
        id: "actReferences",
        summary: "What an act cites, and who cites it",
        parameters: some::<ReferencesParams>,
        answer: schema::<wire::Cites<'_>>,
        ..OF_ACT
    },
    Operation {
        path: "/api/v1/acts/{id}/{path}/references",
        id: "references",
        summary: "What a provision cites, and who cites it",
        parameters: some::<ReferencesParams>,
        answer: schema::<wire::Cites<'_>>,
        ..OF_PROVISION
    },
    Operation {
        path: "/api/v1/suggest",
        id: "suggest",
        summary: "What a question may go on with while it is typed: words, and acts by their titles",
        parameters: some::<SuggestParams>,
        answer: schema::<wire::Suggest<'_>>,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/cite",
        id: "cite",
        summary: "The citations in a text, and the addresses they lead to",
        parameters: some::<CiteParams>,
        answer: schema::<wire::Cite<'_>>,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/changes",
        id: "changes",
        summary: "What changed in the whole corpus in a period, by day, act and place in it",
        parameters: some::<ChangesParams>,
        answer: schema::<wire::Changes<'_>>,
        paged: true,
        ..PLAIN
    },
    Operation {
        path: "/api/v1/health",
        id: "health",
        summary: "Whether questions are answered, and from what",
        answer: schema::<Health<'_>>,
        tagged: false,
        ..PLAIN
    },
    Operation {
        path: "/metrics",
        id: "metrics",
        summary: "What the server counts, in the text format of Prometheus: requests by route and status, how long they took, the index that answers",
        media: &["text/plain"],
        tagged: false,
        ..PLAIN
    },
    Operation { path: "/api/v1/openapi.json", id: "openapi", summary: "This document", tagged: false, ..PLAIN },
];

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

/// The schema of a set of parameters, in place.
fn some<T: JsonSchema>() -> Option<Value> {
    let mut generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    Some(T::json_schema(&mut generator).to_value())
}

/// The OpenAPI 3.1 document of the API.
pub(super) fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.for_serialize().into_generator();
    let mut paths = Map::new();
    for operation in OPERATIONS {
        paths.insert(operation.path.to_owned(), json!({"get": described(operation, &mut generator)}));
    }
    let problem = schema::<ProblemJson<'_>>(&mut generator);
    let mut schemas = Value::Object(generator.take_definitions(true));
    plain(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tarmaq",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "MIT OR Apache-2.0"},
            "description": "Full-text search in the law of Kazakhstan in Kazakh. What is answered is no official publication: each passage tells where the \
                            official one is. Fields may be added to an answer; clients ignore those they do not know.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {"Problem": {
                "description": "There is no answer; `detail` says why and what to do.",
                "content": {"application/problem+json": {"schema": problem}},
            }},
        },
    })
}

fn described(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = operation.path_parameters.iter().map(|(name, what, example)| path_parameter(name, what, example)).collect();
    parameters.extend((operation.parameters)().iter().flat_map(query_parameters));
    let mut headers = Map::new();
    if operation.tagged {
        headers.insert("ETag".to_owned(), json!({"description": "Changes with the index and the day.", "schema": {"type": "string"}}));
    }
    if operation.paged {
        headers.insert("Link".to_owned(), json!({"description": "The pages before and after: `prev`, `next`.", "schema": {"type": "string"}}));
    }
    let problem = || json!({"$ref": "#/components/responses/Problem"});
    let answer = (operation.answer)(generator);
    let string = || json!({"type": "string"});
    let content: Map<String, Value> =
        operation.media.iter().map(|media| ((*media).to_owned(), json!({"schema": if *media == JSON { answer.clone() } else { string() }}))).collect();
    let mut responses = Map::new();
    responses.insert("200".to_owned(), json!({"description": "The answer.", "headers": headers, "content": content}));
    if operation.tagged {
        responses.insert("304".to_owned(), json!({"description": "What `If-None-Match` names is still the answer."}));
        responses.insert("400".to_owned(), problem());
    }
    if operation.may_miss {
        responses.insert("404".to_owned(), problem());
    }
    for status in ["405", "414", "500", "503"] {
        responses.insert(status.to_owned(), problem());
    }
    json!({"operationId": operation.id, "summary": operation.summary, "parameters": parameters, "responses": responses})
}

fn path_parameter(name: &str, what: &str, example: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "description": what, "schema": {"type": "string", "minLength": 1}, "example": example})
}

/// One parameter for each property of `schema`.
fn query_parameters(schema: &Value) -> Vec<Value> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let parameter = |(name, property): (&String, &Value)| {
        let mut property = property.clone();
        let description = property.as_object_mut().and_then(|property| property.remove("description"));
        // A parameter that is not told is left out, never `null`.
        if let Some(kinds) = property["type"].as_array() {
            property["type"] = kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default();
        }
        if let Some(only) = property["anyOf"].as_array().and_then(|any| any.iter().find(|one| one["type"] != "null").cloned()) {
            property = only;
        }
        json!({"name": name, "in": "query", "required": required.contains(&name.as_str()), "description": description, "schema": property})
    };
    schema["properties"].as_object().into_iter().flatten().map(parameter).collect()
}

/// Turns the links of doc comments in descriptions into words: "[`SCHEMA`]" leads nowhere outside the code.
fn plain(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "description" => {
                        *text = text.replace("[`", "`").replace("`]", "`").replace("super::", "").replace("act::", "")
                    }
                    value => plain(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(plain),
        _ => {}
    }
}

//! One source read: the answer of `parse --json`.

use std::borrow::Cow;

use serde::Serialize;

use super::SCHEMA;
use super::shared::{Commencement, NamedAct, Problem, Source, Target};
use crate::act;
use crate::act::{Act, Date, NoteEffect, ProvisionPath};

/// One source as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct Parse<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What it is.
    pub act: Document<'a>,
    /// Its parts, parents before children.
    pub provisions: Vec<Provision<'a>>,
    /// What it does to other acts; empty for an act that amends none.
    pub amendments: Vec<Amendment<'a>>,
    /// What its «Ескерту» notes say was done to it; empty where it has none.
    pub notes: Vec<Note<'a>>,
    /// Changes that are announced and not yet made («ЗҚАИ-ның ескертпесі!»), of the same shape; empty where there are none.
    pub pending: Vec<Note<'a>>,
    /// What it points at, in its own words.
    pub references: Vec<Reference<'a>>,
    /// The short names it gives: «(бұдан әрі – Заң)».
    pub terms: Vec<Term<'a>>,
    /// Every place a person should look at.
    pub problems: Vec<Problem<'a>>,
}

impl<'a> Parse<'a> {
    /// The JSON of `act`.
    pub fn new(act: &'a Act) -> Self {
        let adopted = act.requisites.adopted.iter().filter_map(|adoption| adoption.date).max();
        let mut anchors: Vec<Vec<&str>> = vec![Vec::new(); act.provisions.len()];
        act.anchors().into_iter().for_each(|(name, at)| anchors[at].push(name));
        Self {
            schema: SCHEMA,
            act: Document::new(act),
            provisions: act.provisions.iter().zip(anchors).map(|(provision, anchors)| Provision::new(act, provision, anchors)).collect(),
            amendments: act.amendments.iter().map(|amendment| Amendment::new(act, amendment, adopted)).collect(),
            notes: act.notes.iter().filter(|note| note.effect != NoteEffect::Pending).map(|note| Note::new(act, note)).collect(),
            pending: act.notes.iter().filter(|note| note.effect == NoteEffect::Pending).map(|note| Note::new(act, note)).collect(),
            references: act.references.iter().map(|reference| Reference::new(act, reference)).collect(),
            terms: act.terms.iter().map(|term| Term::new(act, term)).collect(),
            problems: act.problems.iter().map(|problem| Problem::of(act, problem)).collect(),
        }
    }
}

/// What an act is.
#[derive(Clone, Debug, Serialize)]
pub struct Document<'a> {
    /// Its Adilet id where one follows from its text, else the id its `NAME.source.toml` gives, else its file stem.
    pub id: &'a str,
    /// Its title, damage repaired; empty where the text has none.
    pub title: &'a str,
    /// `constitution`, `code`, `law`, `decree`, `resolution`, `order`, `decision` or `other`.
    pub kind: &'static str,
    /// All who issued it, in the nominative; a joint order has several.
    pub issuers: &'a [String],
    /// Its adoptions; a joint order has one for each issuer.
    pub adopted: Vec<Adoption<'a>>,
    /// Its entry in the register of the Ministry of Justice; `null` where the text prints none.
    pub registered: Option<Registration<'a>>,
    /// `in_force`, `repealed`, `partly_in_force`, `not_yet`, `suspended` or `unknown`, as its own text says.
    pub status: &'static str,
    /// The act that repealed it, where the text names it; else `null`.
    pub repealed_by: Option<NamedAct<'a>>,
    /// The language of the text: `kk`.
    pub language: &'a str,
}

impl<'a> Document<'a> {
    fn new(act: &'a Act) -> Self {
        let requisites = &act.requisites;
        let adoption = |adoption: &'a act::Adoption| Adoption { date: adoption.date, number: adoption.number.as_deref(), issuer: adoption.issuer.as_deref() };
        Self {
            id: act.id.as_str(),
            title: &requisites.title,
            kind: requisites.kind.as_str(),
            issuers: &requisites.issuers,
            adopted: requisites.adopted.iter().map(adoption).collect(),
            registered: requisites.registered.as_ref().map(|entry| Registration { date: entry.date, number: &entry.number }),
            status: requisites.status.as_str(),
            repealed_by: requisites.repealed_by.as_ref().map(NamedAct::new),
            language: &requisites.language,
        }
    }
}

/// One adoption of an act.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Adoption<'a> {
    /// The day, or `null`.
    pub date: Option<Date>,
    /// The number as printed, or `null`.
    pub number: Option<&'a str>,
    /// Who adopted it, in the nominative, or `null`.
    pub issuer: Option<&'a str>,
}

/// An entry in the register of the Ministry of Justice.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Registration<'a> {
    /// The day, or `null`.
    pub date: Option<Date>,
    /// The number in the register.
    pub number: &'a str,
}

/// A part of an act that can be cited.
#[derive(Clone, Debug, Serialize)]
pub struct Provision<'a> {
    /// Its address inside the act: `rules/point-3/subpoint-2`.
    pub path: &'a str,
    /// What kind of part: `point`, `subpoint`, `annex`, … (see [`act::ProvisionKind`]).
    pub kind: &'static str,
    /// Its number as printed: `8-1`; `null` for a part without one.
    pub number: Option<&'a str>,
    /// The sections and chapters it stands in, outermost first, by their own addresses.
    pub grouping: Vec<&'a str>,
    /// Its heading, or `null`; of a row its header cell, or the heading of its group of rows.
    pub heading: Option<&'a str>,
    /// Its own printed text, damage repaired, children and notes left out; its number and heading are part of it, but for the heading of a row.
    pub text: Cow<'a, str>,
    /// From its first line to the last line of its last child.
    pub source: Source<'a>,
    /// `true` where the number is kept and the text is gone: «Алып тасталды».
    pub tombstone: bool,
    /// The names that the source gives to it, `z12`: what links of other acts lead to. Absent where it gives none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<&'a str>,
}

impl<'a> Provision<'a> {
    fn new(act: &'a Act, provision: &'a act::Provision, anchors: Vec<&'a str>) -> Self {
        let text = match provision.own[..] {
            [] => Cow::Borrowed(""),
            [only] => Cow::Borrowed(act.text.slice(only)),
            _ => Cow::Owned(act.own_text(provision)),
        };
        Self {
            path: provision.path.as_str(),
            kind: provision.kind.as_str(),
            number: provision.number.as_ref().map(act::ProvisionNumber::as_str),
            grouping: provision.grouping.iter().map(ProvisionPath::as_str).collect(),
            heading: provision.heading.as_deref(),
            text,
            source: Source::of(act, provision.lines),
            tombstone: provision.tombstone,
            anchors,
        }
    }
}

/// One operation of an amending act.
#[derive(Clone, Debug, Serialize)]
pub struct Amendment<'a> {
    /// The address of the unit of this act that says so: `point-1/amend-7`.
    pub unit: &'a str,
    /// `reword`, `add`, `delete`, `replace_words`, `add_words`, `delete_words`, `amend`, `repeal`, `suspend`, or `unread`
    /// for an instruction that could not be read.
    pub op: &'static str,
    /// What it is done to; for `add`, the unit that is added.
    pub target: Target<'a>,
    /// The addresses of the units of this act that hold the new wording; empty where there is none.
    pub new: Vec<&'a str>,
    /// New wording that is no unit with an address of its own (a heading, a title); else `null`.
    pub text: Option<&'a str>,
    /// The change of words, for `replace_words`, `add_words` and `delete_words`; else `null`.
    pub replacement: Option<WordChange<'a>>,
    /// When it takes effect, as written.
    pub commencement: Commencement<'a>,
    /// Where it is printed, with its new wording.
    pub source: Source<'a>,
}

impl<'a> Amendment<'a> {
    fn new(act: &'a Act, amendment: &'a act::Amendment, adopted: Option<Date>) -> Self {
        let change = amendment.replacement.as_ref();
        let of_words = amendment.op.is_of_words();
        let words = change.filter(|change| of_words || change.sentences.is_some()).map(WordChange::new);
        Self {
            unit: amendment.unit.as_str(),
            op: amendment.op.as_str(),
            target: Target::new(amendment.target.act.as_ref(), amendment.target.path.as_ref()),
            new: amendment.new.iter().map(ProvisionPath::as_str).collect(),
            text: change.filter(|_| !of_words).and_then(|change| change.new.as_deref()),
            replacement: words,
            commencement: Commencement::new(&amendment.commencement, adopted),
            source: Source::of(act, amendment.lines),
        }
    }
}

/// A change of words inside a unit. What the instruction does not name is left out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WordChange<'a> {
    /// The words that go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<&'a str>,
    /// The words after which the new ones come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<&'a str>,
    /// The words that come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<&'a str>,
    /// The sentences of the unit that go or are replaced, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<&'a [u8]>,
    /// The sentence behind which new ones come, counted from 1; 0: before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind_sentence: Option<u8>,
}

impl<'a> WordChange<'a> {
    /// The JSON of `change`.
    pub fn new(change: &'a act::WordChange) -> Self {
        let (old, after, new) = (change.old.as_deref(), change.after.as_deref(), change.new.as_deref());
        let (sentences, behind_sentence) = match &change.sentences {
            Some(act::Sentences::These(numbers)) => (Some(numbers.as_slice()), None),
            Some(act::Sentences::Behind(number)) => (None, Some(*number)),
            None => (None, None),
        };
        Self { old, after, new, sentences, behind_sentence }
    }
}

/// An «Ескерту» note: what was done to a unit, and by which acts.
#[derive(Clone, Debug, Serialize)]
pub struct Note<'a> {
    /// The address of the unit it is about; `null` for the act as a whole, or where the note does not tell.
    pub target: Option<&'a str>,
    /// What was done, by the first of its acts; the names are those of [`Amendment::op`].
    pub op: &'static str,
    /// The acts, in the order of the note; a joint order once for each body that adopted it.
    pub by: Vec<NoteEvent<'a>>,
    /// `made`; `russian_only` where the Kazakh wording did not change; `pending` where nothing has changed yet.
    pub effect: &'static str,
    /// Where it is printed.
    pub source: Source<'a>,
}

impl<'a> Note<'a> {
    fn new(act: &'a Act, note: &'a act::AmendmentNote) -> Self {
        Self {
            target: note.target.as_ref().map(ProvisionPath::as_str),
            op: note.op.as_str(),
            by: note.by.iter().flat_map(NoteEvent::all).collect(),
            effect: note.effect.as_str(),
            source: Source::of(act, note.lines),
        }
    }
}

/// One act that a note names.
#[derive(Clone, Debug, Serialize)]
pub struct NoteEvent<'a> {
    /// What this act did; the names are those of [`Amendment::op`].
    pub op: &'static str,
    /// Who issued it, as printed or carried over from the act before; `null` where neither tells.
    pub issuer: Option<&'a str>,
    /// The day of its adoption, or `null`.
    pub date: Option<Date>,
    /// Its number, or `null`.
    pub number: Option<&'a str>,
    /// Its id where one follows from what is printed, else `null`.
    pub act: Option<&'a str>,
    /// When the change took effect, as written.
    pub commencement: Commencement<'a>,
}

impl<'a> NoteEvent<'a> {
    /// The event, by each adoption of its act.
    fn all(event: &'a act::NoteEvent) -> impl Iterator<Item = Self> {
        let first = Self::new(event);
        let other =
            |adopted: &'a act::Adoption| Self { issuer: adopted.issuer.as_deref(), date: adopted.date, number: adopted.number.as_deref(), ..Self::new(event) };
        std::iter::once(first).chain(event.with.iter().map(other))
    }

    fn new(event: &'a act::NoteEvent) -> Self {
        Self {
            op: event.op.as_str(),
            issuer: event.issuer.as_deref(),
            date: event.date,
            number: event.number.as_deref(),
            act: event.act.as_ref().and_then(|act| act.id.as_ref()).map(act::ActId::as_str),
            commencement: Commencement::new(&event.commencement, event.date),
        }
    }
}

/// A pointer to a provision or an act, found in the text.
#[derive(Clone, Debug, Serialize)]
pub struct Reference<'a> {
    /// Its words: `осы Қағидаларға 1-қосымша`.
    pub surface: &'a str,
    /// The address of the provision it stands in; `null` outside all of them (a title).
    pub from: Option<&'a str>,
    /// What it points at; `null` for a link whose act is not recognised.
    pub target: Option<Target<'a>>,
    /// The link target as printed, where the source carries one; else `null`.
    pub href: Option<&'a str>,
    /// Where it is printed.
    pub source: Source<'a>,
}

impl<'a> Reference<'a> {
    fn new(act: &'a Act, reference: &'a act::Reference) -> Self {
        let target = &reference.target;
        let only_link = target.act.is_none() && target.path.is_none() && reference.href.is_some();
        Self {
            surface: act.text.slice(reference.span),
            from: reference.from.and_then(|at| act.provisions.get(at)).map(|provision| provision.path.as_str()),
            target: (!only_link).then(|| Target::new(target.act.as_ref(), target.path.as_ref())),
            href: reference.href.as_deref(),
            source: Source::of(act, act.lines_of(reference.span)),
        }
    }
}

/// A short name that the act gives to something.
#[derive(Clone, Debug, Serialize)]
pub struct Term<'a> {
    /// The short name, without quotation marks.
    pub term: &'a str,
    /// The words it stands for, as printed before the bracket.
    pub meaning: &'a str,
    /// Where the bracket is printed.
    pub source: Source<'a>,
}

impl<'a> Term<'a> {
    fn new(act: &'a Act, term: &'a act::DefinedTerm) -> Self {
        Self { term: &term.term, meaning: act.text.slice(term.meaning), source: Source::of(act, act.lines_of(term.span)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{ActKind, CitedAct, Operation, Requisites, Status};
    use crate::text::{CleanBuilder, LineRange, ProblemCode, SourceText, Span};

    /// The order of the tests: two lines, the second wrapped, on two pages.
    fn act() -> Act {
        let source = SourceText::new("V1.txt", "1. Бірінші;\nекінші 59-\nтармағына").with_pages(vec![1, 3]);
        let mut clean = CleanBuilder::new(&source);
        clean.keep(source.line(1).span);
        clean.end_paragraph();
        clean.keep(source.line(2).span);
        clean.keep(source.line(3).span);
        let text = clean.finish();
        let span = |needle: &str| {
            let at = text.text.find(needle).unwrap();
            Span::new(at..at + needle.len())
        };
        let date = "2018-01-04".parse().ok();
        let cited = CitedAct { kind: Some(ActKind::Resolution), date: "2012-01-21".parse().ok(), number: Some("148".into()), ..CitedAct::default() };
        let point = act::Provision {
            path: "point-1".parse().unwrap(),
            kind: act::ProvisionKind::Point,
            number: Some(act::ProvisionNumber::new("1")),
            parent: None,
            grouping: vec!["chapter-2".parse().unwrap()],
            heading: None,
            own: vec![span("1. Бірінші;"), span("екінші 59-тармағына")],
            lines: LineRange::new(1, 3),
            tombstone: false,
        };
        let amendment = |op, replacement, commencement| act::Amendment {
            unit: "point-1".parse().unwrap(),
            indents: None,
            op,
            target: act::AmendmentTarget { act: Some(cited.clone()), path: "rules/point-3".parse().ok(), document: None },
            new: Vec::new(),
            moved: None,
            replacement,
            commencement,
            span: span("екінші"),
            lines: LineRange::new(2, 2),
        };
        let words = act::WordChange { old: Some("a".into()), new: Some("b".into()), ..act::WordChange::default() };
        Act {
            id: "V1".parse().unwrap(),
            requisites: Requisites {
                title: "Тақырып".into(),
                title_span: None,
                kind: ActKind::Order,
                issuers: vec!["Министр".into()],
                adopted: vec![act::Adoption { date, number: Some("11-1-4/1".into()), issuer: None }],
                registered: Some(act::Registration { date: None, number: "16354".into(), local: false }),
                status: Status::InForce,
                repealed_by: Some(cited.clone()),
                language: "kk".into(),
            },
            provisions: vec![point],
            commencement: act::Commencement::Unstated,
            amendments: vec![
                amendment(Operation::ReplaceWords, Some(words.clone()), act::Commencement::On("2017-12-31".parse().unwrap())),
                amendment(Operation::Reword, Some(act::WordChange { old: None, ..words }), act::Commencement::Unstated),
            ],
            notes: Vec::new(),
            references: vec![
                act::Reference {
                    span: span("59-тармағына"), from: Some(0), target: act::Target { act: None, path: "point-59".parse().ok() }, href: None
                },
                act::Reference { span: span("Бірінші"), from: None, target: act::Target::default(), href: Some("/kaz/docs/X".into()) },
            ],
            terms: vec![act::DefinedTerm { term: "Бірінші".into(), meaning: span("1."), span: span("Бірінші") }],
            problems: vec![crate::text::Problem::new(ProblemCode::DuplicateNumber, LineRange::new(3, 3), "екі рет")],
            source,
            text,
        }
    }

    #[test]
    fn every_field_of_the_contract_is_there_under_its_name() {
        let act = act();
        let json = serde_json::to_value(Parse::new(&act)).unwrap();
        let cited = serde_json::json!({"kind": "resolution", "date": "2012-01-21", "number": "148"});
        let cases = [
            ("/schema", serde_json::json!(1), "in every answer"),
            ("/act/adopted", serde_json::json!([{"date": "2018-01-04", "number": "11-1-4/1", "issuer": null}]), "what is not known is null"),
            ("/act/registered", serde_json::json!({"date": null, "number": "16354"}), "a registration without its day"),
            ("/act/repealed_by", serde_json::json!({"act": null, "cited": cited}), "an act without an id is named as printed"),
            ("/provisions/0/text", serde_json::json!("1. Бірінші; екінші 59-тармағына"), "own spans, joined by a space"),
            ("/provisions/0/source", serde_json::json!({"file": "V1.txt", "lines": [1, 3], "pages": [1, 2]}), "lines and pages, both ends"),
            ("/provisions/0/grouping", serde_json::json!(["chapter-2"]), "groups by their own addresses"),
            ("/amendments/0/target", serde_json::json!({"act": null, "cited": cited, "path": "rules/point-3"}), "the act and the provision"),
            ("/amendments/0/replacement", serde_json::json!({"old": "a", "new": "b"}), "sides that are not named are left out"),
            ("/amendments/0/commencement", serde_json::json!({"kind": "on", "date": "2017-12-31", "retroactive": true}), "before adoption"),
            ("/amendments/1/text", serde_json::json!("b"), "new wording without an address"),
            ("/amendments/1/replacement", serde_json::json!(null), "a rewording changes no single words"),
            ("/references/0/surface", serde_json::json!("59-тармағына"), "as repaired"),
            ("/references/0/from", serde_json::json!("point-1"), "by address"),
            ("/references/0/target", serde_json::json!({"act": null, "path": "point-59"}), "this act is null, and not `cited`"),
            ("/references/0/source/lines", serde_json::json!([2, 3]), "printed on two lines"),
            ("/references/1/target", serde_json::json!(null), "a link whose act is not recognised"),
            ("/references/1/href", serde_json::json!("/kaz/docs/X"), "keeps its link target"),
            ("/terms/0/term", serde_json::json!("Бірінші"), "a short name"),
            ("/problems/0/code", serde_json::json!("duplicate_number"), "stable codes"),
        ];
        for (at, want, why) in cases {
            assert_eq!(json.pointer(at), Some(&want), "{at}: {why}");
        }
    }
}

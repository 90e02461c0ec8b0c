//! What a norm orders of a third act that an instruction puts into another: «мынадай мазмұндағы 2-1-баппен толықтырылсын: "2-1-бап. … Кодексінің 2-бабы
//! 2-тармағының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."».
//!
//! From then on the norm says so in the act that has it now. How the third act reads while it does is not worked out: it is told as not read.

use super::build::Builder;
use super::quoted::{self, Quote};
use super::record::record;
use super::short::{Names, Read};
use crate::act::{CitedAct, Commencement, Operation, ProvisionPath};
use crate::amend::{self, Context, ParsedOperation};
use crate::cite::{Case, cited_acts};
use crate::text::{GENITIVE, Span, ends_with_any};

/// What of it is kept for one quotation, at most: more than that is told of the acts as wholes.
const KEPT_MAX: usize = 200;

/// What an instruction does with the wording that it quotes, and to which act.
pub(super) struct Brings {
    adds: bool,
    rewords: bool,
    /// The act that is named in the title of the act that is changed.
    titled: Option<CitedAct>,
}

impl Brings {
    pub(super) fn of(operations: &[ParsedOperation]) -> Self {
        let does = |op: Operation| operations.iter().any(|operation| operation.op == op);
        let title = operations.first().and_then(|operation| operation.target.act.as_ref()).and_then(|act| act.title.as_deref());
        let titled = title.and_then(|title| cited_acts(title).pop()).map(|act| act.act);
        Self { adds: does(Operation::Add), rewords: does(Operation::Reword), titled }
    }

    /// «Төлем кодексінің 2-бабы» of a norm of the law «"Төлемдер туралы" Кодексін қолданысқа енгізу туралы»: a short name that is given there. What is ordered of an
    /// act that is named by no day and no number may be about the one in the title.
    fn by_title(&self, found: &[ParsedOperation]) -> Vec<ParsedOperation> {
        let Some(titled) = &self.titled else { return Vec::new() };
        let short = |act: &CitedAct| act.date.is_none() && act.number.is_none() && act.kind == titled.kind && act != titled;
        let of_short = found.iter().filter(|operation| operation.target.act.as_ref().is_some_and(short)).cloned();
        let about = |mut operation: ParsedOperation| {
            operation.target.act = Some(titled.clone());
            operation
        };
        of_short.map(about).collect()
    }
}

/// Keeps what the wording in `quote`, which the instruction at `path` and in `span` brings by the changes `brings`, orders of other acts.
pub(super) fn orders(builder: &mut Builder<'_>, path: &ProvisionPath, span: Span, quote: &Quote, brings: &Brings) {
    if !brings.adds && !brings.rewords {
        return;
    }
    let mut found: Vec<ParsedOperation> = Vec::new();
    for (_, words) in quoted::quotations(builder.text, quote, |_| false).into_iter().flatten() {
        found.extend(of_paragraph(builder.text.slice(words), brings.adds));
    }
    found.extend(brings.by_title(&found));
    if found.is_empty() {
        return;
    }
    if found.len() > KEPT_MAX {
        found = ParsedOperation::of_acts(found);
    }
    record(builder, path, span, None, found, &[]);
}

/// What a paragraph of new wording orders of acts that it names. A repeal among words that are restated (`adds` is not set) may be one of long ago.
fn of_paragraph(text: &str, adds: bool) -> Vec<ParsedOperation> {
    let aside = text.contains("тоқтатыла тұр");
    let repeals = adds && amend::orders_repeal(text);
    let listed = adds && is_line(text);
    if !aside && !repeals && !listed {
        return Vec::new();
    }
    // «Кодекстің 2-бабы …»: of an act whose short name is not given here
    let said = Names::default().said(text);
    let Read { text, context, .. } = Read::new(text, Context { suspends: listed, ..Context::default() }, said);
    let read = amend::instruction(&text, &context).unwrap_or_default().into_iter();
    let ends = |operation: &ParsedOperation| matches!(operation.op, Operation::Suspend | Operation::Repeal) && operation.target.act.is_some();
    read.filter(ends).map(|operation| ParsedOperation { term: Commencement::Unstated, ..operation.unread() }).collect()
}

/// «2) "…" Қазақстан Республикасы Кодексінің 2-бабы 2-тармағының.»: a line of a list whose verb stands elsewhere, no more than units of an act in the genitive.
fn is_line(text: &str) -> bool {
    const WORDS_MAX: usize = 40;
    let end = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let last = end.split_whitespace().next_back().unwrap_or_default();
    ends_with_any(last, &GENITIVE)
        && crate::cite::unit_word(last.rsplit('-').next().unwrap_or(last)).is_some()
        && end.split_whitespace().count() <= WORDS_MAX
        && matches!(&cited_acts(end)[..], [act] if act.case == Case::Genitive)
}

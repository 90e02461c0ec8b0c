//! What a norm orders of a third act that an instruction puts into another: «мынадай мазмұндағы 2-1-баппен толықтырылсын: "2-1-бап. … Кодексінің 2-бабы
//! 2-тармағының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."».
//!
//! From then on the norm says so in the act that has it now. How the third act reads while it does is not worked out: it is told as not read.

use super::build::Builder;
use super::quoted::{self, Quote};
use super::record::record;
use crate::act::{Commencement, Operation, ProvisionPath};
use crate::amend::{self, Context, NewWording, ParsedOperation};
use crate::cite::{Case, cited_acts};
use crate::text::{GENITIVE, Span, ends_with_any};

/// What of it is kept for one quotation, at most: more than that is told of the acts as wholes.
const KEPT_MAX: usize = 200;

/// Keeps what the wording in `quote`, which the instruction at `path` and in `span` brings by `brings`, orders of other acts.
pub(super) fn orders(builder: &mut Builder<'_>, path: &ProvisionPath, span: Span, quote: &Quote, brings: &[Operation]) {
    let (adds, rewords) = (brings.contains(&Operation::Add), brings.contains(&Operation::Reword));
    if !adds && !rewords {
        return;
    }
    let mut found: Vec<ParsedOperation> = Vec::new();
    for (_, words) in quoted::inner_spans(builder.text, quote) {
        let text = builder.text.slice(words);
        found.extend(of_paragraph(text, adds));
    }
    if found.is_empty() {
        return;
    }
    if found.len() > KEPT_MAX {
        found.iter_mut().for_each(|operation| operation.target.path = None);
        let mut acts = std::collections::HashSet::new();
        found.retain(|operation| acts.insert(operation.target.act.clone()));
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
    let context = Context { suspends: listed, ..Context::default() };
    let read = amend::instruction(text, &context).unwrap_or_default().into_iter();
    let ends = |operation: &ParsedOperation| matches!(operation.op, Operation::Suspend | Operation::Repeal) && operation.target.act.is_some();
    let unread = |operation: ParsedOperation| ParsedOperation {
        op: Operation::Unread,
        new: NewWording::None,
        replacement: None,
        term: Commencement::Unstated,
        ..operation
    };
    read.filter(ends).map(unread).collect()
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

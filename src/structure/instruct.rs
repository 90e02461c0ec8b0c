//! Instructions of an amending act and the wording they quote, as units of the amending act.

mod words;

use std::collections::HashMap;

use super::brought::{self, Brings};
use super::build::{Builder, Unit};
use super::line;
use super::nest::{Clauses, Lines, Root};
use super::quoted::{self, Quote};
use super::record::{self, record};
use super::repeal;
use super::short::{Names, Read};
use crate::act::{AmendmentTarget, CitedAct, Commencement, Operation, Provision, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, NewWording, ParsedOperation};
use crate::cite::cited_acts;
use crate::text::{LOCATIVE, Problem, ProblemCode, Span, ends_with_any};
use words::{parts, wholes};

/// What the instructions at hand are about: the acts, documents and units named above them.
#[derive(Default)]
pub(super) struct Scope {
    /// The contexts named by numbered units and by target paragraphs, innermost last, with the unit they hold in.
    named: Vec<Named>,
    /// The act that was changed last: «көрсетілген шешім» of a later point. `None` where another act was named since.
    changed: Option<CitedAct>,
}

struct Named {
    unit: Option<usize>,
    by: By,
    context: Context,
    /// Whether an instruction without a number stood below it.
    instructed: bool,
}

/// What named a context.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A numbered unit.
    Number,
    /// An unnumbered paragraph, which the next one replaces.
    Target,
    /// An unnumbered paragraph above all numbers of the act: «… кодексіне мынадай өзгерістер енгізілсін:». It holds in them too, until the next of its kind.
    Clause,
}

impl Named {
    /// Whether it holds in the numbered `unit` too.
    fn holds_in(&self, builder: &Builder<'_>, unit: usize) -> bool {
        self.unit.map_or(self.by == By::Clause, |above| contains(builder, above, unit))
    }
}

/// The act that `text` speaks of as named before, where it is not known which that is: of its kind, and none the less not the act that the text is of.
fn unknown_act(text: &str) -> Option<CitedAct> {
    amend::names_said_act(text).map(|kind| CitedAct { kind: Some(kind), ..CitedAct::default() })
}

/// As [`amend::header`]; the document of «көрсетілген бұйрықпен бекітілген Ережеде:» is of another act also where it is not known of which. «Заңға мынадай
/// өзгеріс енгізілсін:» is about the act of that short name.
fn header(read: &Read<'_>) -> Option<Context> {
    let mut context = amend::header(&read.text, &read.context)?;
    if context.act.is_none() && !context.repeals {
        context.act = if read.named { read.context.act.clone() } else { unknown_act(&read.text).or_else(|| act_of_clause(read)) };
    }
    Some(context)
}

/// The act that «Қағидаларға мынадай өзгерістер енгізілсін:» is about: that of what stands around it. «мына заңнамалық актілеріне», «Хаттамаға»: one that is
/// not known, and none the less not the act that the clause is of.
fn act_of_clause(read: &Read<'_>) -> Option<CitedAct> {
    let around = || read.context.act.clone().filter(|_| !amend::speaks_of_act(&read.text));
    amend::leads_changes(&read.text).then(|| around().unwrap_or_default())
}

/// What an operation on nothing that is told leaves: how the act of `context`, or one that is not known, reads from then on.
fn order_without_lines(context: &Context) -> ParsedOperation {
    let target = AmendmentTarget { act: context.act.clone().or_else(|| Some(CitedAct::default())), document: None, path: None };
    ParsedOperation { op: Operation::Unread, target, new: NewWording::None, moved: None, replacement: None, term: Commencement::Unstated }
}

/// What the lines of a list are read in whose last has the verb, which orders `operations`; `None` where that is no verb for all of them.
fn of_list(around: Option<Context>, text: &str, operations: &[ParsedOperation]) -> Option<Context> {
    if amend::orders_repeal(text) {
        return Some(Context { repeals: true, ..Context::default() });
    }
    let last = operations.last().filter(|_| operations.iter().all(|operation| operation.op == Operation::Suspend))?;
    Some(Context { suspends: true, repeals: false, term: Some(last.term.clone()), ..around.unwrap_or_default() })
}

impl Scope {
    /// What the paragraph `text` is read in.
    fn context(&self, text: &str) -> Context {
        let around = self.named.last().filter(|named| named.by != By::Clause || !line::is_about_own(text));
        let mut context = around.map(|named| named.context.clone()).unwrap_or_default();
        if context.act.is_none() && !context.repeals {
            context.act = if self.says_changed(text) { self.changed.clone() } else { unknown_act(text).filter(|_| amend::is_instruction(text)) };
        }
        context
    }

    /// How the paragraph `text` is read, the short names of the act told.
    fn read<'t>(&self, names: &Names, text: &'t str) -> Read<'t> {
        Read::new(text, self.context(text), names.said(text))
    }

    /// Whether `text` speaks of the act that was changed last as named before, by the word for its kind.
    fn says_changed(&self, text: &str) -> bool {
        let kind = self.changed.as_ref().and_then(|changed| changed.kind);
        kind.is_some() && amend::names_said_act(text) == kind
    }

    /// Forgets the act that was changed last where the numbered unit `text` cites another of its kind: either may be meant by «көрсетілген бұйрық» from here on.
    fn forget_before_another(&mut self, text: &str) {
        let Some(changed) = &self.changed else { return };
        let same = |act: &CitedAct| act.kind == changed.kind && act.number == changed.number && act.date == changed.date;
        let may_be_meant = |act: &CitedAct| act.kind.is_none() || act.kind == changed.kind;
        if cited_acts(text).iter().any(|cited| may_be_meant(&cited.act) && !same(&cited.act)) {
            self.changed = None;
        }
    }

    /// Forgets it where the line `text`, which ends with a colon, speaks of an act that is not known.
    fn forget_before_unknown(&mut self, text: &str, context: Option<&Context>) {
        let known = context.is_some_and(|context| context.act.is_some() || context.repeals) || self.says_changed(text);
        if self.changed.is_some() && !known && amend::speaks_of_act(text) {
            self.changed = None;
        }
    }

    /// `context` holds in `unit` from here on.
    fn name(&mut self, unit: Option<usize>, by: By, context: Context) {
        if !context.repeals && context.act.is_some() {
            self.changed.clone_from(&context.act);
        }
        self.named.push(Named { unit, by, context, instructed: false });
    }

    /// Remembers the act that `operations` change, which their instruction may name itself. One that ends or suspends another act leaves open which of the
    /// two is spoken of later.
    fn remember(&mut self, operations: &[ParsedOperation]) {
        let ends = |operation: &ParsedOperation| matches!(operation.op, Operation::Repeal | Operation::Suspend);
        let changing = operations.iter().rfind(|operation| !ends(operation));
        if let Some(act) = changing.and_then(|operation| operation.target.act.as_ref()) {
            self.changed = Some(act.clone());
        }
        if operations.iter().any(|operation| ends(operation) && operation.target.act.is_some() && operation.target.act != self.changed) {
            self.changed = None;
        }
    }

    /// As [`Self::remember`], of the numbered unit `text`; what it cites and does not surely change may be spoken of later.
    fn remember_numbered(&mut self, text: &str, operations: &[ParsedOperation]) {
        if operations.iter().all(|operation| operation.op == Operation::Unread || operation.target.act.is_none()) {
            self.forget_before_another(text);
        }
        self.remember(operations);
    }

    /// An instruction without a number stands below `parent`.
    fn instruct(&mut self, parent: Option<usize>) {
        let above_numbers = self.named.iter_mut().filter(|named| parent.is_none() && named.unit.is_none());
        above_numbers.for_each(|named| named.instructed = true);
    }

    /// Forgets what does not hold in the numbered `unit`. «7-бапта:» above all numbers holds in a list of changes that begins below it.
    fn close(&mut self, builder: &Builder<'_>, unit: usize) {
        let begins_list = builder.provisions[unit].number.as_ref().is_some_and(|number| number.as_str() == "1");
        if let Some(target) = self.named.last_mut().filter(|named| begins_list && named.unit.is_none()) {
            target.by = By::Clause;
        }
        // below instructions without numbers «2.» is the next clause of the act itself, which the clause was the first of
        self.named.retain(|named| begins_list || named.unit.is_some() || !named.instructed);
        while self.named.last().is_some_and(|named| !named.holds_in(builder, unit)) {
            self.named.pop();
        }
    }

    /// A numbered unit of the act begins: what its siblings named no longer holds; it may name something itself, or be a
    /// line of a list of acts that are repealed.
    pub(super) fn enter(&mut self, builder: &mut Builder<'_>, unit: usize) {
        self.close(builder, unit);
        let Some(&span) = builder.provisions[unit].own.first() else { return };
        let text = builder.text.slice(span);
        if let Some(order) = self.composition(text).filter(|_| !amend::is_instruction(text)) {
            // «1. … қаулысымен бекітілген комиссияның құрамына мыналар енгізілсін:» names the act for what stands below it
            let leads = text.ends_with(':') && self.context(text).act.is_none();
            if leads {
                let read = self.read(&builder.names, text);
                self.lead(builder, unit, span, &read);
            }
            let (base, own) = (Some(builder.path(unit)), without_number(builder, span));
            self.compose(builder, Some(unit), base, own, order);
            return;
        }
        let read = self.read(&builder.names, text);
        if text.ends_with(':') {
            self.lead(builder, unit, span, &read);
        } else if !amend::is_instruction(text) {
            self.forget_before_another(text);
            if read.context.repeals || read.context.suspends {
                let operations = amend::instruction(&read.text, &read.context).unwrap_or_default();
                repeal::record_line(builder, unit, span, operations);
            }
        }
    }

    /// What the numbered unit in `span`, which ends with a colon, names holds in it.
    fn lead(&mut self, builder: &mut Builder<'_>, unit: usize, span: Span, read: &Read<'_>) {
        let (text, header) = (builder.text.slice(span), header(read));
        self.forget_before_unknown(text, header.as_ref());
        if header.as_ref().is_none_or(|context| context.act.is_none()) {
            self.forget_before_another(text);
        }
        if let Some(context) = header {
            builder.names.bind(builder.text.paragraph_at(span.start), &context);
            if context.suspends && amend::is_instruction(text) {
                let path = builder.path(unit);
                builder.listed.leads.push((path, span, order_without_lines(&context)));
            }
            self.name(Some(unit), By::Number, context);
        }
    }

    /// Whether the numbered `unit` leads in a list of what is set aside.
    fn leads_list(&self, unit: usize) -> bool {
        self.named.last().is_some_and(|named| named.unit == Some(unit) && named.context.suspends)
    }

    /// Whether an unnumbered paragraph names what the next instructions change: «3-тармақта:».
    ///
    /// Or whether it orders who is in a commission, which is an instruction only in an act that changes another one.
    pub(super) fn names_target(&self, text: &str) -> bool {
        if text.len() < 4_000 && self.composition(text).is_some() {
            return true;
        }
        let named = || !self.named.is_empty() || amend::leads_changes(text);
        text.ends_with(':') && text.len() < 4_000 && named() && amend::header(text, &self.context(text)).is_some()
    }

    /// Whether it may name the place of changes in words of its own: «01 «Салықтар» сыныбында:». That changes follow is not asked here.
    pub(super) fn may_name_place(&self, text: &str) -> bool {
        let lead = text.strip_suffix(':').filter(|lead| lead.len() < 4_000 && !self.named.is_empty());
        lead.is_some_and(|lead| ends_with_any(lead.trim_end(), &LOCATIVE))
    }

    /// What an unnumbered paragraph or the unit `text` orders of the composition of a commission.
    fn composition(&self, text: &str) -> Option<ParsedOperation> {
        amend::composition(text, &self.context(text))
    }

    /// Opens `amend-N` below `parent` with what is ordered of a composition.
    fn compose(&mut self, builder: &mut Builder<'_>, parent: Option<usize>, base: Option<ProvisionPath>, span: Span, order: ParsedOperation) {
        self.instruct(parent);
        let number = builder.count(parent, ProvisionKind::Amendment, 1).to_string();
        let at = builder.open(Unit::numbered(ProvisionKind::Amendment, &number, parent, base), Some(span));
        let path = builder.path(at);
        self.remember(std::slice::from_ref(&order));
        record(builder, &path, span, None, vec![order], &[]);
    }

    /// Opens `target-N`; or `amend-N`, where the composition of a commission is changed.
    pub(super) fn target(&mut self, builder: &mut Builder<'_>, root: Root, text: &str, span: Span) {
        if let Some(order) = self.composition(text) {
            self.compose(builder, root.parent, root.base, span, order);
            return;
        }
        let number = builder.count(root.parent, ProvisionKind::Target, 1).to_string();
        let parent = root.parent;
        self.leave(builder, parent);
        builder.open(Unit::numbered(ProvisionKind::Target, &number, root.parent, root.base), Some(span));
        self.about(builder, parent, text, span);
    }

    /// What the paragraph `text` below `parent` names is what the next instructions are about.
    fn about(&mut self, builder: &mut Builder<'_>, parent: Option<usize>, text: &str, span: Span) {
        let read = self.read(&builder.names, text);
        let header = header(&read);
        let around = read.context;
        self.forget_before_unknown(text, header.as_ref());
        if self.named.is_empty() && header.is_none() {
            return;
        }
        // a place in words that are not understood: what below names no unit is about none that is known
        let context = header.unwrap_or(Context { unclear: true, also: Vec::new(), ..around });
        let clause = parent.is_none() && amend::leads_changes(text);
        while self.named.last().is_some_and(|named| named.by == By::Target || clause) {
            self.named.pop();
        }
        builder.names.bind(builder.text.paragraph_at(span.start), &context);
        self.name(parent, if clause { By::Clause } else { By::Target }, context);
    }

    /// Forgets what was named by units that do not hold `unit`.
    fn leave(&mut self, builder: &Builder<'_>, unit: Option<usize>) {
        let holds = |above: usize| unit.is_some_and(|unit| contains(builder, above, unit));
        while self.named.last().is_some_and(|named| named.unit.is_some_and(|above| !holds(above))) {
            self.named.pop();
        }
    }

    /// As [`Self::enter`], of a unit whose instructions, where it has any (`orders`), are units already.
    fn enter_told(&mut self, builder: &mut Builder<'_>, unit: usize, span: Span, orders: bool) {
        self.close(builder, unit);
        let text = builder.text.slice(span);
        let read = self.read(&builder.names, text);
        if text.ends_with(':') {
            self.lead(builder, unit, span, &read);
            return;
        }
        let instructs = amend::is_instruction(text);
        if !instructs {
            self.forget_before_another(text);
        }
        if !orders && (read.context.repeals || read.context.suspends || instructs) {
            let operations = amend::instruction(&read.text, &read.context).unwrap_or_default();
            builder.names.bind_by(builder.text.paragraph_at(span.start), &operations);
            if let Some(context) = of_list(self.named.last().map(|named| named.context.clone()), text, &operations) {
                repeal::listed_before(builder, unit, &context);
            }
            self.remember_numbered(text, &operations);
            if operations.iter().all(|operation| operation.target.path.is_none()) {
                let path = builder.path(unit);
                record(builder, &path, span, None, operations, &[]);
            }
        }
    }

    /// An unnumbered instruction: opens `amend-N` below `root`, and reads what it quotes. Gives the paragraph after.
    pub(super) fn unnumbered<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, root: Root, text: &str, span: Span, quote: &Quote) -> usize {
        self.instruct(root.parent);
        let read = self.read(&builder.names, text);
        if let Some(context) = header(&read).filter(|context| context.suspends) {
            // what its lines tell is not read here
            return self.open(builder, lines, root, span, quote, vec![order_without_lines(&context)]);
        }
        let operations = amend::instruction(&read.text, &read.context).unwrap_or_default();
        builder.names.bind_by(builder.text.paragraph_at(span.start), &operations);
        self.remember(&operations);
        self.open(builder, lines, root, span, quote, operations)
    }

    /// A numbered unit that is an instruction itself; what it orders hangs below its `amend-1`, but for the repeal of whole
    /// acts, which is the unit's own.
    pub(super) fn numbered<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, unit: usize, quote: &Quote) -> usize {
        let Some(&span) = builder.provisions[unit].own.first() else { return quote.paragraphs.end };
        if self.leads_list(unit) {
            return quote.paragraphs.end;
        }
        let text = builder.text.slice(span);
        let read = self.read(&builder.names, text);
        let operations = amend::instruction(&read.text, &read.context).unwrap_or_default();
        builder.names.bind_by(builder.text.paragraph_at(span.start), &operations);
        self.remember_numbered(text, &operations);
        let path = builder.path(unit);
        let of_whole_acts = |operation: &ParsedOperation| matches!(operation.op, Operation::Repeal | Operation::Suspend) && operation.target.path.is_none();
        let repeals = amend::orders_repeal(text);
        if let Some(context) = of_list(self.named.last().map(|named| named.context.clone()), text, &operations) {
            repeal::listed_before(builder, unit, &context);
        }
        let unread = operations.iter().all(|operation| operation.op == Operation::Unread);
        let operations = if repeals { repeal::by_lead(builder, unit, operations) } else { operations };
        if operations.iter().all(of_whole_acts) || (repeals && unread) {
            record(builder, &path, span, None, operations, &[]);
            return quote.paragraphs.end;
        }
        let own = without_number(builder, span);
        self.open(builder, lines, Root { parent: Some(unit), base: Some(path), opened: false }, own, quote, operations)
    }

    fn open<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, root: Root, span: Span, quote: &Quote, operations: Vec<ParsedOperation>) -> usize {
        let number = builder.count(root.parent, ProvisionKind::Amendment, 1).to_string();
        let at = builder.open(Unit::numbered(ProvisionKind::Amendment, &number, root.parent, root.base), Some(span));
        let expected: Vec<ProvisionPath> = operations.iter().filter_map(quoted_path).collect();
        let found = new_wording(builder, lines, at, quote, &expected);
        let quoted = quoted_words(builder, quote);
        let path = builder.path(at);
        let operations = record::settled(builder, &path, span, operations, &found, &quoted);
        let end = quote.paragraphs.clone().next_back();
        let brings = Brings::of(&operations);
        record(builder, &path, span, end, operations, &found);
        brought::orders(builder, &path, span, quote, &brings);
        quote.paragraphs.end
    }
}

/// The words of a numbered unit after its number.
pub(super) fn without_number(builder: &Builder<'_>, span: Span) -> Span {
    let text = builder.text.slice(span);
    let rest = text.find([')', '.']).map_or(0, |at| at + 1);
    let skipped = rest + text[rest..].len() - text[rest..].trim_start().len();
    Span { start: span.start + u32::try_from(skipped).unwrap_or(0), end: span.end }
}

/// Where the wording that an operation quotes will stand; for one without a number, what holds it.
fn quoted_path(operation: &ParsedOperation) -> Option<ProvisionPath> {
    match &operation.new {
        NewWording::Quoted(path) => path.clone(),
        _ => None,
    }
}

/// The quoted words, in one line.
fn quoted_words(builder: &Builder<'_>, quote: &Quote) -> String {
    quoted::quotations(builder.text, quote, |_| false).into_iter().flatten().map(|(_, span)| builder.text.slice(span)).collect::<Vec<_>>().join(" ")
}

/// `article-57/part-2` as `article-57/point-2`; `None` for anything but a part of an article.
pub(super) fn as_point(path: &ProvisionPath) -> Option<ProvisionPath> {
    let parent = path.parent().filter(|parent| parent.kind() == Some(ProvisionKind::Article))?;
    (path.kind() == Some(ProvisionKind::Part)).then(|| parent.child(ProvisionKind::Point, last_number(path)))
}

/// Whether `unit` is `above` or lies in it.
fn contains(builder: &Builder<'_>, above: usize, unit: usize) -> bool {
    let mut at = Some(unit);
    while let Some(here) = at {
        if here == above {
            return true;
        }
        at = builder.provisions[here].parent;
    }
    false
}

/// Reads the instructions of an act whose units are all there: what is quoted stands below each as its `new`.
pub(super) fn of_told(builder: &mut Builder<'_>) {
    let is_new = |path: &ProvisionPath| path.segments().any(|segment| segment == ProvisionKind::New.segment());
    let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, provision) in builder.provisions.iter().enumerate() {
        if let Some(parent) = provision.parent {
            children.entry(parent).or_default().push(at);
        }
    }
    builder.names = Names::of(builder.text, &told_wording(builder, is_new));
    let mut scope = Scope::default();
    for unit in 0..builder.provisions.len() {
        let Provision { path, kind, parent, own, .. } = &builder.provisions[unit];
        let (path, kind, parent, Some(&span)) = (path.clone(), *kind, *parent, own.first()) else { continue };
        if is_new(&path) {
            continue;
        }
        let (text, below) = (builder.text.slice(span), children.get(&unit).map_or(&[][..], Vec::as_slice));
        match kind {
            ProvisionKind::Target => {
                scope.leave(builder, Some(unit));
                scope.about(builder, parent, text, span);
            }
            ProvisionKind::Amendment => {
                scope.leave(builder, Some(unit));
                scope.instruct(parent);
                let read = scope.read(&builder.names, text);
                let operations = amend::instruction(&read.text, &read.context).unwrap_or_default();
                builder.names.bind_by(builder.text.paragraph_at(span.start), &operations);
                scope.remember(&operations);
                let found: Vec<ProvisionPath> = below.iter().map(|&at| builder.path(at)).filter(is_new).collect();
                let quoted = builder.provisions[unit].own[1..].iter().map(|&span| builder.text.slice(span)).collect::<Vec<_>>().join(" ");
                let operations = record::settled(builder, &path, span, operations, &found, &quoted);
                let last =
                    below.last().copied().and_then(|last| builder.provisions[last].own.last().copied()).map(|span| builder.text.paragraph_at(span.start));
                record(builder, &path, span, last, operations, &found);
            }
            _ => {
                let orders = below.iter().any(|&at| builder.provisions[at].kind == ProvisionKind::Amendment);
                scope.enter_told(builder, unit, span, orders);
            }
        }
    }
}

/// For every paragraph, whether words of new wording begin in it.
fn told_wording(builder: &Builder<'_>, is_new: impl Fn(&ProvisionPath) -> bool) -> Vec<bool> {
    let mut quoted = vec![false; builder.text.paragraphs.len()];
    for span in builder.provisions.iter().filter(|provision| is_new(&provision.path)).flat_map(|provision| &provision.own) {
        if let Some(quoted) = quoted.get_mut(builder.text.paragraph_at(span.start)) {
            *quoted = true;
        }
    }
    quoted
}

/// Reads quoted wording as units below `instruction`: `…/new/PATH`, the path being the one it will have in the amended
/// act. Gives the outermost units it found.
pub(super) fn new_wording<'t>(
    builder: &mut Builder<'t>,
    lines: &Lines<'t>,
    instruction: usize,
    quote: &Quote,
    expected: &[ProvisionPath],
) -> Vec<ProvisionPath> {
    let quotations = quoted::quotations(builder.text, quote, |number| expected.iter().any(|path| printed_number(path) == Some(number)));
    let entered = unnumbered(builder, &quotations, expected);
    let paragraphs: Vec<(usize, Span)> = quotations.into_iter().flatten().collect();
    let spans: Vec<Span> = paragraphs.iter().map(|&(_, span)| span).collect();
    let (Some(&first), new) = (spans.first(), builder.path(instruction).join("new")) else { return Vec::new() };
    if !quote.closed {
        let whole = builder.lines_of(first).join(builder.lines_of(spans[spans.len() - 1]));
        let message = "the quoted wording has no closing mark; it is taken to end before the next instruction";
        builder.problems.push(Problem::new(ProblemCode::QuoteUnclosed, whole, message));
    }
    let from = builder.provisions.len();
    let kinds: Vec<Option<ProvisionKind>> = expected.iter().map(ProvisionPath::kind).collect();
    let by_order = !expected.is_empty() && kinds.iter().all(|kind| matches!(kind, Some(ProvisionKind::Part | ProvisionKind::Indent)));
    let whole = kinds.first().is_some_and(|kind| {
        matches!(
            kind,
            Some(ProvisionKind::Preamble | ProvisionKind::Heading | ProvisionKind::Title | ProvisionKind::Row | ProvisionKind::Annex | ProvisionKind::Item)
        )
    });
    if expected.is_empty() && !line::mark(builder.text.slice(first)).is_numbered() {
        // A line of a list without a number has no address: its words are the instruction's.
        for span in spans {
            builder.append(instruction, span);
        }
        return Vec::new();
    }
    if whole {
        wholes(builder, instruction, &new, expected, &spans);
    } else if by_order {
        parts(builder, instruction, &new, expected, &spans);
    } else {
        let outer = expected.first().and_then(ProvisionPath::parent);
        let base = outer.map_or(new.clone(), |outer| new.join(outer.as_str()));
        let mut clauses = Clauses::quoted(builder, lines, Root { parent: Some(instruction), base: Some(base), opened: false });
        let mut rest = &paragraphs[..];
        let printed = clauses.builder.text.slice(first);
        if let (Some(path), false) = (expected.first(), line::mark(printed).is_numbered()) {
            rest = &paragraphs[usize::from(enter(&mut clauses, path, first))..];
        }
        let end = paragraphs.last().map_or(0, |&(at, _)| at + 1);
        let mut next = 0;
        for &(at, span) in rest {
            // A heading on a line of its own takes two paragraphs.
            if at < next || entered.get(&at).is_some_and(|path| enter(&mut clauses, path, span)) {
                continue;
            }
            next = match clauses.table_end(at, end) {
                Some(last) => clauses.table(at..last),
                None => clauses.paragraph(at, span, end),
            };
        }
        // the mark that closes the wording is no word of its last cell
        if let Some(&(at, span)) = paragraphs.last() {
            let printed = builder.span(at);
            let last = builder.provisions[from..].iter_mut().rev().flat_map(|unit| unit.own.iter_mut().rev()).find(|own| **own == printed);
            if let Some(last) = last {
                *last = span;
            }
        }
    }
    builder.provisions[from..].iter().filter(|provision| provision.parent == Some(instruction)).map(|provision| provision.path.clone()).collect()
}

/// The units whose wording begins in quotations that print no number, each its own, by the paragraph; those behind the first. As many quotations as units are
/// named are theirs in order.
fn unnumbered<'e>(builder: &Builder<'_>, quotations: &[Vec<(usize, Span)>], expected: &'e [ProvisionPath]) -> HashMap<usize, &'e ProvisionPath> {
    let beside = expected.iter().all(|path| path.parent() == expected.first().and_then(ProvisionPath::parent));
    let firsts: Vec<(usize, Span)> = quotations.iter().filter_map(|spans| spans.first().copied()).collect();
    let numbered = |&(_, span): &(usize, Span)| line::mark(builder.text.slice(span)).is_numbered();
    if !beside || firsts.len() != expected.len() || firsts.iter().any(numbered) {
        return HashMap::new();
    }
    firsts.iter().zip(expected).skip(1).map(|(&(at, _), path)| (at, path)).collect()
}

/// Opens the unit at `path` with words that do not print its number; whether it has one.
fn enter(clauses: &mut Clauses<'_, '_, '_>, path: &ProvisionPath, span: Span) -> bool {
    let (Some(kind), Some(number)) = (path.kind(), last_number(path)) else { return false };
    clauses.enter(kind, number, span);
    true
}

/// The number that the wording of the unit at `path` begins with; of a heading, that of what it heads.
pub(super) fn printed_number(path: &ProvisionPath) -> Option<&str> {
    last_number(path).or_else(|| path.segments().rev().nth(1).and_then(|segment| segment.split_once('-')).map(|(_, number)| number))
}

fn last_number(path: &ProvisionPath) -> Option<&str> {
    path.segments().next_back().and_then(|segment| segment.split_once('-')).map(|(_, number)| number)
}

//! Acts that are repealed by a list: in an annex, in an enclosed document, in the lines below a sentence.
//!
//! The order and the list are found apart. What an order repeals that names no act itself is what its list names; where no list can be told for certain, every act
//! that the lists of this act name may be repealed by it, and how they read from then on is not known.

use std::collections::{HashMap, HashSet};

use super::super::build::Builder;
use super::super::record::record;
use super::lead::{Lead, of_order};
use crate::act::{Amendment, AmendmentTarget, Commencement, Operation, Provision, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, NewWording, ParsedOperation};
use crate::cite;
use crate::text::{ProblemCode, Span};

/// Binds every order of repeal that names no act to the lines of its list.
pub(in crate::structure) fn listed(builder: &mut Builder<'_>, title: &str) {
    let all = std::mem::take(&mut builder.amendments);
    let mut repeals = Repeals::of(builder, &all);
    for amendment in all {
        if is_unbound(builder, &amendment) { repeals.bind(builder, amendment) } else { builder.amendments.push(amendment) }
    }
    approved(builder, &mut repeals);
    titled(builder, &mut repeals, title);
    repeals.left(builder);
    let told = repeals.understood;
    builder.problems.retain(|problem| problem.code != ProblemCode::InstructionUnread || !told.contains(&(problem.lines.first, problem.lines.last)));
    repeals.untold.into_iter().for_each(|(path, span)| unread(builder, &path, span, &Commencement::Unstated));
}

/// Whether an amendment is an order of repeal that names neither an act nor a unit.
fn is_unbound(builder: &Builder<'_>, amendment: &Amendment) -> bool {
    let nothing = amendment.target.act.is_none() && amendment.target.path.is_none();
    let kind = matches!(amendment.op, Operation::Repeal | Operation::Unread);
    nothing && kind && (!amendment.new.is_empty() || amend::orders_repeal(builder.text.slice(amendment.span)))
}

/// A document of the act that may be a list.
struct Document {
    path: ProvisionPath,
    /// What its title tells.
    told: Told,
}

/// What a title tells of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// «Күші жойылған кейбір шешімдердің тізбесі»: a list of repeals.
    Gone,
    /// A list, of what is not said; or there is no title.
    List,
    /// A list of changes, or no list.
    Other,
}

impl Told {
    fn by(heading: Option<&str>) -> Self {
        let Some(heading) = heading.map(str::to_lowercase) else { return Self::List };
        let gone = is_gone(&heading);
        // «Өзгерістер енгізу туралы күші жойылған кейбір бұйрықтардың тізбесі» is one of repeals
        let changes = ["өзгеріс", "толықтыру"].iter().any(|change| heading.contains(change)) && (heading.contains("енгізілетін") || !gone);
        match cite::document_titled(&heading) {
            // «Күші жойылған кейбір бұйрықтар»
            Some("list") | None if gone && !changes => Self::Gone,
            Some("list") if !changes => Self::List,
            _ => Self::Other,
        }
    }
}

/// What is known of the orders of repeal in an act and of its lists.
struct Repeals {
    lists: Vec<Document>,
    /// Where each unit stands among the provisions.
    places: HashMap<ProvisionPath, usize>,
    /// Units that tell an act that is changed.
    naming: HashSet<ProvisionPath>,
    /// Units below which a line of its own names an act that is changed.
    named_below: HashSet<ProvisionPath>,
    /// Units below which anything but a repeal is ordered.
    changed_below: HashSet<ProvisionPath>,
    /// Lists that are read, and units whose lines are: each but once, however many orders point at it.
    read: HashSet<ProvisionPath>,
    /// The lines of orders that were not understood when they were met, and have their lists now.
    understood: HashSet<(u32, u32)>,
    /// Lines of lists in which no act is understood.
    untold: Vec<(ProvisionPath, Span)>,
    /// What all lists name is told to be repealed perhaps.
    perhaps: bool,
}

impl Repeals {
    fn of(builder: &Builder<'_>, amendments: &[Amendment]) -> Self {
        let documents = builder.provisions.iter().filter(|provision| is_document(provision.kind) && provision.parent.is_none());
        let documents = documents.filter(|provision| !builder.drafts.contains(&provision.path));
        let lists = documents.map(|provision| Document { path: provision.path.clone(), told: Told::by(provision.heading.as_deref()) }).collect();
        let places = builder.provisions.iter().enumerate().map(|(at, provision)| (provision.path.clone(), at)).collect();
        let named = || amendments.iter().filter(|amendment| amendment.target.act.is_some());
        let above = |amendment: &Amendment| std::iter::successors(amendment.unit.parent(), ProvisionPath::parent);
        let naming = named().map(|amendment| amendment.unit.clone()).collect();
        let named_below = named().flat_map(above).collect();
        let changed_below = amendments.iter().filter(|amendment| amendment.op != Operation::Repeal).flat_map(above).collect();
        let (read, understood, untold) = (HashSet::new(), HashSet::new(), Vec::new());
        Self { lists, places, naming, named_below, changed_below, read, understood, untold, perhaps: false }
    }

    /// Reads the list of `order`.
    fn bind(&mut self, builder: &mut Builder<'_>, order: Amendment) {
        let lines = (order.lines.first, order.lines.last);
        let understood =
            if builder.text.slice(order.span).trim_end().ends_with(':') { self.bind_below(builder, &order) } else { self.bind_list(builder, &order) };
        if understood {
            self.understood.insert(lines);
            return;
        }
        let problems = builder.problems.len();
        unread(builder, &order.unit, order.span, &order.commencement);
        if order.op == Operation::Unread {
            // it was told when the order was met
            builder.problems.truncate(problems);
        }
        if speaks_of_list(builder.text.slice(order.span)) {
            self.perhaps(builder, &order.commencement, Some(&order.unit));
        }
    }

    /// Reads the lines below `order`; whether any of them names an act. Those that name none are untold.
    fn bind_below(&mut self, builder: &mut Builder<'_>, order: &Amendment) -> bool {
        let told = self.named_below.contains(&order.unit);
        if !self.read.insert(order.unit.clone()) {
            return true;
        }
        if told {
            // its lines are told already, each by itself
            let untold = self.untold_below(builder, &order.unit);
            self.untold.extend(untold);
            return true;
        }
        let count = builder.amendments.len();
        let untold = repeal(builder, self.lines_below(builder, &order.unit), &order.commencement, Operation::Repeal, Some(&order.unit));
        let any = builder.amendments.len() > count;
        self.untold.extend(untold.into_iter().filter(|_| any));
        any
    }

    /// Reads the list that `order` points at; whether it is one for certain, and names an act.
    fn bind_list(&mut self, builder: &mut Builder<'_>, order: &Amendment) -> bool {
        let Some(list) = self.list_of(builder, order) else { return false };
        if !self.read.insert(list.clone()) {
            return true;
        }
        // a line may have a verb of its own, and is told already
        let mut lines = self.lines_in(builder, &list);
        lines.retain(|(path, _)| !self.naming.contains(path) && !self.named_below.contains(path));
        let (count, told) = (builder.amendments.len(), self.named_below.contains(&list));
        repeal(builder, lines, &order.commencement, Operation::Repeal, Some(&order.unit));
        told || builder.amendments.len() > count
    }

    /// Every act that is named by itself in a line of a list may be repealed: how it reads from then on is not known.
    fn perhaps(&mut self, builder: &mut Builder<'_>, commencement: &Commencement, order: Option<&ProvisionPath>) {
        if std::mem::replace(&mut self.perhaps, true) {
            return;
        }
        let lists = self.lists.iter().filter(|list| !self.read.contains(&list.path));
        let lines = lists.flat_map(|list| self.lines_in(builder, &list.path)).collect();
        perhaps_repeal(builder, lines, commencement, order);
    }

    /// What a list of repeals names that no order reached may be repealed.
    fn left(&self, builder: &mut Builder<'_>) {
        let unread = |list: &&Document| list.told == Told::Gone && !self.read.contains(&list.path) && !self.named_below.contains(&list.path);
        let lines = self.lists.iter().filter(unread).filter(|_| !self.perhaps).flat_map(|list| self.lines_in(builder, &list.path)).collect();
        perhaps_repeal(builder, lines, &Commencement::Unstated, None);
    }

    /// The list that `order` means, where it is one of repeals for certain: the one it names, or the only one that is headed as such.
    fn list_of(&self, builder: &Builder<'_>, order: &Amendment) -> Option<ProvisionPath> {
        let words = builder.text.slice(order.span);
        let usable = |list: &&Document| list.told != Told::Other && !self.changed_below.contains(&list.path);
        if let Some(named) = order.new.first().filter(|named| self.places.contains_key(named)) {
            let list = self.lists.iter().find(|list| list.path == *named).filter(usable)?;
            return (list.told == Told::Gone || self.is_all_citations(builder, &list.path)).then(|| list.path.clone());
        }
        if order.new.is_empty() && !speaks_of_list(words) || !order.new.is_empty() && has_numbered_annex(words) {
            return None;
        }
        let only = |wanted: &dyn Fn(Told) -> bool| {
            let mut found = self.lists.iter().filter(|list| wanted(list.told));
            found.next().filter(|_| found.next().is_none())
        };
        let gone = only(&|told| told == Told::Gone).filter(usable);
        // «күші жойылған кейбір бұйрықтардың тізбесі» of an order that approves it
        let said = || only(&|told| told != Told::Other).filter(usable).filter(|list| names_gone_list(words) && self.is_all_citations(builder, &list.path));
        gone.or_else(said).map(|list| list.path.clone())
    }

    /// Whether all lines of a list are no more than acts, which is what a list of repeals looks like.
    fn is_all_citations(&self, builder: &Builder<'_>, list: &ProvisionPath) -> bool {
        let lines = self.lines_in(builder, list);
        !lines.is_empty() && lines.iter().all(|&(_, span)| is_citation(builder.text.slice(span)))
    }

    /// The units in `unit`, itself the first.
    fn within<'b>(&self, builder: &'b Builder<'_>, unit: &ProvisionPath) -> impl Iterator<Item = &'b Provision> {
        let at = self.places.get(unit).copied().unwrap_or(builder.provisions.len());
        builder.provisions[at..].iter().take_while(move |provision| provision.path.is_within(unit))
    }

    /// The numbered lines of a list; where it has none, its paragraphs.
    fn lines_in(&self, builder: &Builder<'_>, list: &ProvisionPath) -> Vec<(ProvisionPath, Span)> {
        let lines = |wanted: &dyn Fn(ProvisionKind) -> bool| {
            let wanted = self.within(builder, list).skip(1).filter(|provision| wanted(provision.kind));
            wanted.filter_map(|provision| Some((provision.path.clone(), *provision.own.first()?))).collect::<Vec<_>>()
        };
        let found = lines(&is_numbered);
        if !found.is_empty() {
            return found;
        }
        // the first of them stand below the title, and are the list's own
        let own = self.within(builder, list).take(1).flat_map(|provision| &provision.own);
        let own = own.filter(|span| is_titled_citation(builder.text.slice(**span))).map(|&span| (list.clone(), span));
        own.chain(lines(&|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent))).collect()
    }

    /// The lines of a list that has no numbers, below the sentence that orders the repeal.
    fn lines_below(&self, builder: &Builder<'_>, unit: &ProvisionPath) -> Vec<(ProvisionPath, Span)> {
        let own = |provision: &Provision| {
            let sentence = usize::from(provision.path == *unit);
            provision.own.iter().skip(sentence).map(|&span| (provision.path.clone(), span)).collect::<Vec<_>>()
        };
        self.within(builder, unit).flat_map(own).collect()
    }

    /// The lines directly below `unit` in which no act is named that is changed.
    fn untold_below(&self, builder: &Builder<'_>, unit: &ProvisionPath) -> Vec<(ProvisionPath, Span)> {
        let at = self.places.get(unit).copied();
        let lines = |wanted: &dyn Fn(ProvisionKind) -> bool| {
            let direct = self.within(builder, unit).skip(1).filter(|provision| provision.parent == at && wanted(provision.kind));
            direct.filter_map(|provision| Some((provision.path.clone(), *provision.own.first()?))).collect::<Vec<_>>()
        };
        let mut found = lines(&is_numbered);
        if found.is_empty() {
            found = lines(&|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent));
        }
        found.retain(|(path, _)| !self.naming.contains(path) && !self.named_below.contains(path));
        found
    }
}

/// Whether a line is no more than an act that it cites: «1. "…" Қазақстан Республикасы Үкіметінің 1999 жылғы 24 маусымдағы № 845 қаулысы (ПҮАЖ, 1999 ж., № 30);»,
/// or in the form that «күші» of the order above asks for, «№ 845 қаулысының;».
fn is_citation(words: &str) -> bool {
    let acts = cite::cited_acts(words);
    let Some(last) = acts.last().filter(|act| matches!(act.case, cite::Case::Nominative | cite::Case::Genitive)) else { return false };
    let rest = words[last.with_bracket().end..].trim();
    if last.case == cite::Case::Genitive {
        // «Заңының (бұдан әрі – Заң) 13-бабына сәйкес» goes on behind the bracket
        return !rest.contains(char::is_alphabetic) || rest.starts_with('(') && order_end(rest).find(')').is_some_and(|end| end + 1 == order_end(rest).len());
    }
    !rest.ends_with(':') && (rest.starts_with('(') || !rest.contains(char::is_alphabetic) || is_title(rest) || tells_printing(rest))
}

/// Whether what follows a citation is its title alone: «… № 542 бұйрығы "Нысан туралы"».
fn is_title(rest: &str) -> bool {
    let bare = order_end(rest);
    let inner = bare.strip_prefix(['"', '«', '“']).and_then(|bare| bare.strip_suffix(['"', '»', '”']));
    inner.is_some_and(|inner| !inner.contains(['"', '«', '»', '“', '”']))
}

/// Whether what follows a citation tells where it is registered and printed, and nothing else: «…, … тізілімінде № 9504 болып тіркелген».
fn tells_printing(rest: &str) -> bool {
    const MORE: &[&str] = &["қоспағанда", "бастап", "тармақ", "тармағ", "бөлі", "бабы", "өзгеріс"];
    let end = order_end(rest);
    rest.starts_with([',', '.']) && ["тіркелген", "жарияланған"].iter().any(|told| end.ends_with(told)) && !MORE.iter().any(|more| rest.contains(more))
}

/// As [`is_citation`], of an act that is cited with its title: the stamp of a document never is.
fn is_titled_citation(words: &str) -> bool {
    is_citation(words) && cite::cited_acts(words).last().is_some_and(|act| act.act.title.is_some())
}

/// An act that is headed «… күші жойылды деп тану туралы» repeals something: where nothing in it is understood so, what its lists name may be repealed.
fn titled(builder: &mut Builder<'_>, repeals: &mut Repeals, title: &str) {
    let says = ["күші жойылды деп тану", "күші жойылған деп тану", "күшін жою", "күшін жойды деп тану"].iter().any(|gone| title.contains(gone));
    if says && builder.amendments.iter().all(|amendment| amendment.target.act.is_none()) {
        repeals.perhaps(builder, &Commencement::Unstated, None);
    }
}

/// «Қоса беріліп отырған … күші жойылған кейбір шешімдерінің тізбесі бекітілсін»: to approve the list of what has lost force is to repeal it. The verb may stand in
/// the lead: «Мыналар бекітілсін: … 2) … күші жойылған кейбір шешімдерінің тізбесі».
fn approved(builder: &mut Builder<'_>, repeals: &mut Repeals) {
    let first = |provision: &Provision| provision.own.first().map_or("", |&span| builder.text.slice(span));
    let approves = |provision: &Provision| match order_end(first(provision)).strip_suffix("бекітілсін") {
        Some(words) => names_gone_list(words),
        None => {
            let lead = provision.parent.map_or("", |parent| first(&builder.provisions[parent]));
            lead.trim_end().ends_with("бекітілсін:") && names_gone_list(first(provision))
        }
    };
    let outer = |path: &ProvisionPath| path.segments().next().map(ProvisionPath::from_known).and_then(|outer| outer.kind());
    let proper = |provision: &&Provision| !outer(&provision.path).is_some_and(is_document);
    let orders = builder.provisions.iter().filter(proper).filter(|provision| approves(provision));
    let orders: Vec<(ProvisionPath, Span)> = orders.filter_map(|provision| Some((provision.path.clone(), *provision.own.first()?))).collect();
    for (unit, span) in orders {
        let (lines, target) = (builder.lines_of(span), AmendmentTarget::default());
        let (new, commencement) = (Vec::new(), Commencement::Unstated);
        repeals.bind(builder, Amendment { unit, indents: None, op: Operation::Repeal, target, new, moved: None, replacement: None, commencement, span, lines });
    }
}

/// An order without the marks at its end.
fn order_end(words: &str) -> &str {
    words.trim_end().trim_end_matches(['.', ';'])
}

/// Whether words that are approved name, as the last of their documents, a list of what has lost force: «… күші жойылған кейбір шешімдерінің тізбесі (осы қаулыға
/// қосымшаға сәйкес)». Rules for keeping such a list are none.
fn names_gone_list(words: &str) -> bool {
    let words = order_end(words);
    let words = words.strip_suffix("бекітілсін").unwrap_or(words).trim_end();
    let words = words.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(words, |(words, _)| words);
    let according = |word: &str| {
        let number = word.chars().all(|c| c.is_numeric() || matches!(c, '-' | '№'));
        number || matches!(word, "осы" | "Осы" | "сәйкес") || word.contains("қосымша") || cite::act_word(word).is_some()
    };
    let mut back = words.split_whitespace().rev();
    let last = if words.ends_with("сәйкес") { back.find(|word| !according(word)) } else { back.next() };
    let list = last.and_then(cite::document_named).is_some_and(|(segment, case)| segment == "list" && case == cite::Case::Nominative);
    list && is_gone(words)
}

/// Whether words speak of what has lost force: «Күші жойылған», «күшін жойған».
fn is_gone(words: &str) -> bool {
    ["үші жойыл", "үшін жой"].iter().any(|gone| words.contains(gone))
}

/// «2-қосымшаға сәйкес»: whether an annex is named by its number.
fn has_numbered_annex(words: &str) -> bool {
    words.match_indices("-қосымша").any(|(at, _)| words[..at].ends_with(|c: char| c.is_ascii_digit()))
}

fn is_document(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Component | ProvisionKind::Annex)
}

/// Whether a unit is a numbered line.
fn is_numbered(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Item | ProvisionKind::Point | ProvisionKind::Subpoint | ProvisionKind::Row)
}

/// Whether an order speaks of a list, or of an annex that may be one.
fn speaks_of_list(words: &str) -> bool {
    ["тізбе", "Тізбе", "қосымша", "Қосымша"].iter().any(|word| words.contains(word))
}

/// Records that what stands in `span` is not read.
fn unread(builder: &mut Builder<'_>, unit: &ProvisionPath, span: Span, term: &Commencement) {
    let target = AmendmentTarget::default();
    let unread = ParsedOperation { op: Operation::Unread, target, new: NewWording::None, moved: None, replacement: None, term: term.clone() };
    record(builder, unit, span, None, vec![unread], &[]);
}

/// Records what `lines` name by itself as changed in words that are not known.
fn perhaps_repeal(builder: &mut Builder<'_>, mut lines: Vec<(ProvisionPath, Span)>, commencement: &Commencement, order: Option<&ProvisionPath>) {
    lines.retain(|&(_, span)| is_citation(builder.text.slice(span)));
    repeal(builder, lines, commencement, Operation::Amend, order);
}

/// Records what `lines` name as repealed by `order`; as `op` where that is not certain. Gives the lines that name no act.
///
/// A whole act is repealed by a line that is no more than its citation. A line that says more of it, or leads in what is told below, leaves how it reads from then
/// on unknown.
fn repeal(
    builder: &mut Builder<'_>,
    lines: Vec<(ProvisionPath, Span)>,
    commencement: &Commencement,
    op: Operation,
    order: Option<&ProvisionPath>,
) -> Vec<(ProvisionPath, Span)> {
    let term = Some(commencement.clone()).filter(|term| *term != Commencement::Unstated);
    let context = Context { repeals: true, term, ..Context::default() };
    let mut untold = Vec::new();
    let lead = order.and_then(|order| lead_in(builder, order));
    for (path, span) in lines {
        let mut words = builder.text.slice(span);
        // «"…" 2019 жылғы 25 маусымдағы № 6С-39-2»: what it is and whose stands in the lead-in
        let cited = lead.as_ref().and_then(|lead| lead.cited(words));
        words = cited.as_deref().unwrap_or(words);
        let mut operations = amend::instruction(words, &context).unwrap_or_default();
        operations.retain(|operation| operation.target.act.is_some());
        if operations.is_empty() {
            untold.push((path, span));
            continue;
        }
        let whole = is_citation(words);
        for operation in operations.iter_mut().filter(|operation| operation.op == Operation::Repeal) {
            let sure = op == Operation::Repeal && (whole || operation.target.path.is_some());
            operation.op = if sure { Operation::Repeal } else { Operation::Amend };
        }
        if let Some(order) = order {
            builder.listed.ordered.insert(path.clone(), order.clone());
        }
        record(builder, &path, span, None, operations, &[]);
    }
    untold
}

/// What the order at `unit` says for all its lines.
fn lead_in<'t>(builder: &Builder<'t>, unit: &ProvisionPath) -> Option<Lead<'t>> {
    let at = builder.find(unit)?;
    builder.provisions[at].own.first().and_then(|&span| of_order(builder.text.slice(span)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::read;
    use super::names_gone_list;
    use crate::act::Commencement;

    /// What is done to which acts, and where it is said: `repeal 845 list/item-1`.
    fn told(order: &str, list: &str) -> Vec<String> {
        let act = format!(
            "Кейбір шешімдердің күші жойылды деп тану туралы\nҚазақстан Республикасы Үкіметінің 2009 жылғы 23 желтоқсандағы № 2222 қаулысы\nҚазақстан Республикасының \
             Үкіметі ҚАУЛЫ ЕТЕДІ:\n1. {order}\n2. Осы қаулы 2010 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nПремьер-Министрі К. \
             Мәсімов\n{list}"
        );
        let number = |cited: &crate::act::CitedAct| cited.number.clone().unwrap_or_default();
        let acts = read(&act).amendments;
        acts.iter().map(|one| format!("{} {} {}", one.op.as_str(), one.target.act.as_ref().map(number).unwrap_or_default(), one.unit)).collect()
    }

    const LINES: &str = "1. \"Жалға беру нұсқаулығын бекіту туралы\" Қазақстан Республикасы Үкіметінің 1999 жылғы 24 маусымдағы № 845 қаулысы.\n2. \"Сату нұсқаулығын \
                         бекіту туралы\" Қазақстан Республикасы Үкіметінің 2000 жылғы 5 мамырдағы № 77 қаулысы.\n";
    const STAMP: &str = "Қазақстан Республикасы\nҮкіметінің\n2009 жылғы 23 желтоқсандағы\n№ 2222 қаулысы";

    #[test]
    fn what_a_list_names_is_repealed_in_whatever_words_the_order_points_at_it() {
        let enclosed = format!("{STAMP}мен\nбекітілген\nКүші жойылған кейбір шешімдердің тізбесі\n{LINES}");
        let annex = format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{LINES}");
        for (order, list, at) in [
            ("Осы қаулыға қоса беріліп отырған тізбе бойынша кейбір шешімдердің күші жойылды деп танылсын.", &enclosed, "list"),
            ("Тізбеге сәйкес кейбір шешімдері күшін жойды деп танылсын.", &enclosed, "list"),
            ("Қоса беріліп отырған күші жойылған кейбір шешімдердің тізбесі бекітілсін.", &enclosed, "list"),
            ("Осы қаулыға қосымшада көрсетілген шешімдердің күші жойылды деп танылсын.", &annex, "annex-1"),
            ("Қоса беріліп отырған тізбе бойынша кейбір шешімдердің күші жойылды деп танылсын.", &annex, "annex-1"),
            ("Қосымшаға сәйкес тізбе бойынша кейбір шешімдердің күші жойылды деп танылсын.", &annex, "annex-1"),
            ("Тізбе бойынша кейбір шешімдердің күші жойылды деп танылсын.", &annex, "annex-1"),
            ("Күші жойылған кейбір шешімдердің тізбесі осы қаулыға қосымшаға сәйкес бекітілсін.", &annex, "annex-1"),
        ] {
            assert_eq!(told(order, list), [format!("repeal 845 {at}/item-1"), format!("repeal 77 {at}/item-2")], "{order}");
        }
        let points = annex.replace("№ 77 қаулысы.", "№ 77 қаулысымен бекітілген тізбенің 2 және 5-тармақтары.");
        let read = told("Қосымшаға сәйкес тізбе бойынша кейбір шешімдердің күші жойылды деп танылсын.", &points);
        assert_eq!(read, ["repeal 845 annex-1/item-1", "repeal 77 annex-1/item-2", "repeal 77 annex-1/item-2"]);
    }

    #[test]
    fn lines_of_a_list_without_numbers_are_repealed() {
        let lines = LINES.replace("1. ", "").replace("2. ", "").replace("қаулысы.\n\"", "қаулысы;\n\"");
        let order = format!("Мынадай қаулыларының күші жойылды деп танылсын:\n{}", lines.trim_end());
        assert_eq!(told(&order, ""), ["repeal 845 point-1/part-2", "repeal 77 point-1/part-3"]);
    }

    #[test]
    fn lines_in_the_genitive_are_repealed_and_titles_are_no_targets() {
        let order = "Әкімдіктің қаулыларының күші жойылды деп танылсын:\n1999 жылғы 24 маусымдағы № 845 \"Жалға беру туралы\" қаулысының (\"Өңір\" газетінде \
                     жарияланған);\n2000 жылғы 5 мамырдағы № 77 \"Әкімдіктің 1999 жылғы 24 маусымдағы № 845 \"Жалға беру туралы\" қаулысына өзгеріс енгізу туралы\" \
                     қаулысының.";
        assert_eq!(told(order, ""), ["repeal 845 point-1/part-2", "repeal 77 point-1/part-3"]);
    }

    #[test]
    fn a_clause_that_goes_on_behind_an_act_is_no_member_of_a_list() {
        for (words, is) in [
            ("1. \"Жер туралы\" 2019 жылғы 3 мамырдағы № 5 Заңының (бұдан әрі – Заң) 13-бабына сәйкес әзірленді.", false),
            ("1. \"Жер туралы\" 2019 жылғы 3 мамырдағы № 5 қаулысының (\"Өңір\" газетінде жарияланған);", true),
        ] {
            assert_eq!(super::is_citation(words), is, "{words}");
        }
    }

    #[test]
    fn a_list_of_repeals_is_known_however_it_is_headed_and_its_lines_are_printed() {
        let order = "Осы қаулыға қосымшаға сәйкес кейбір шешімдердің күші жойылды деп танылсын.";
        let both = ["repeal 845", "repeal 77"];
        let told = |order: &str, list: &str| -> Vec<String> {
            let all = told(order, list).into_iter();
            all.map(|one| one.rsplit_once(' ').map_or_else(String::new, |(what, _)| what.to_owned())).collect()
        };
        for heading in ["Үкіметтің күші жойылған кейбір шешімдері", "Өзгерістер енгізу туралы күші жойылған кейбір шешімдердің тізбесі"]
        {
            assert_eq!(told(order, &format!("{STAMP}на\nқосымша\n{heading}\n{LINES}")), both, "{heading}");
        }
        let printed = LINES.replace("№ 845 қаулысы.", "№ 845 қаулысы, \"Егемен Қазақстан\" газетінде 1999 жылғы 30 маусымда жарияланған.");
        let titled = printed.replace("\"Сату нұсқаулығын бекіту туралы\" ", "").replace("№ 77 қаулысы.", "№ 77 қаулысы \"Сату нұсқаулығын бекіту туралы\".");
        assert_eq!(told(order, &format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{titled}")), both);
        let last = "1) \"Жалға беру туралы\" Қазақстан Республикасы Үкіметінің 1999 жылғы 24 маусымдағы № 845 қаулысы;\n2) \"Сату туралы\" Қазақстан \
                    Республикасы Үкіметінің 2000 жылғы 5 мамырдағы № 77 қаулысы күші жойылды деп танылсын.\n";
        let mut with_verb = told(order, &format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{last}"));
        with_verb.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(with_verb, both, "each line is read, whatever the last one says");
    }

    #[test]
    fn an_order_that_is_not_understood_leaves_what_the_lists_name_uncertain() {
        let annex = format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{LINES}");
        assert_eq!(told("Қосымшадағы шешімдер күшінен айырылсын.", &annex), ["amend 845 annex-1/item-1", "amend 77 annex-1/item-2"]);
        let no_list = format!(
            "{STAMP}на\nқосымша\nСынақ қағидалары\n1. Сынақ Қазақстан Республикасы Үкіметінің 1999 жылғы 24 маусымдағы № 845 қаулысына сәйкес өтеді.\n"
        );
        assert_eq!(told("Сынақ осы қаулыға қосымшаға сәйкес өткізілсін.", &no_list), Vec::<String>::new());
    }

    #[test]
    fn rules_that_are_called_after_a_list_repeal_nothing() {
        let rules = format!(
            "{STAMP}мен\nбекітілген\nКүші жойылған лицензиялардың тізбесін жүргізу қағидалары\n1. Осы Қағидалар \"Рұқсаттар туралы\" Қазақстан Республикасының 2014 \
             жылғы 16 мамырдағы № 202-V Заңына сәйкес әзірленді.\n"
        );
        let order = "Қоса беріліп отырған Күші жойылған лицензиялардың тізбесін жүргізу қағидалары бекітілсін.";
        assert!(told(order, &rules).iter().all(|one| !one.starts_with("repeal")));
        assert!(names_gone_list("Күші жойылған лицензиялардың тізбесі осы қаулыға 2-қосымшаға сәйкес бекітілсін."));
        assert!(!names_gone_list(order) && !names_gone_list("Күші жойылған лицензиялардың тізбесін бекітілсін."));
    }

    #[test]
    fn a_list_of_something_else_is_none_of_repeals() {
        let changes = format!(
            "{STAMP}мен\nбекітілген\nӨзгерістер енгізілетін кейбір қаулылардың тізбесі\n1. \"Реестрді бекіту туралы\" Қазақстан Республикасы Үкіметінің 2014 жылғы 4 \
             маусымдағы № 540 қаулысында:\n3-тармақ алып тасталсын.\n"
        );
        let order = "Осы қаулыға қосымшаға сәйкес кейбір қаулылардың күші жойылды деп танылсын.";
        assert_eq!(told(order, &changes), ["unread  point-1", "delete 540 list/point-1/amend-1"]);
        let services = format!("{STAMP}мен\nбекітілген\nМемлекеттік қызметтер тізбесі\n{LINES}");
        let order = "Тізбеге сәйкес бұрын қабылданған қаулылардың күші жойылды деп танылсын.";
        assert_eq!(told(order, &services), ["unread  point-1", "amend 845 list/item-1", "amend 77 list/item-2"]);
    }

    #[test]
    fn the_first_line_of_a_list_without_numbers_is_read() {
        let lines = LINES.replace("1. ", "").replace("2. ", "").replace("қаулысы.\n\"", "қаулысы;\n\"");
        let annex = format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{lines}");
        let order = "Осы қаулыға қосымшаға сәйкес кейбір шешімдердің күші жойылды деп танылсын.";
        assert_eq!(told(order, &annex), ["repeal 845 annex-1", "repeal 77 annex-1/part-2"]);
    }

    #[test]
    fn a_line_that_is_not_understood_is_told() {
        let first = LINES.lines().next().unwrap().replace("1. ", "1) ").replace("қаулысы.", "қаулысы;");
        let order = format!("Мыналардың күші жойылды деп танылсын:\n{first}\n2) көрсетілген қаулыға енгізілген барлық өзгерістер.");
        assert_eq!(told(&order, ""), ["repeal 845 point-1/subpoint-1", "unread  point-1/subpoint-2"]);
    }

    #[test]
    fn an_approved_list_is_read_beside_other_repeals_and_below_its_verb() {
        let list = format!("{STAMP}мен\nбекітілген\nКүші жойылған кейбір шешімдердің тізбесі\n{LINES}");
        let listed = ["repeal 845 list/item-1", "repeal 77 list/item-2"];
        let other = "Қоса беріліп отырған күші жойылған кейбір шешімдердің тізбесі бекітілсін.\n2. \"Бөгде туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 4 \
                     маусымдағы № 500 қаулысының күші жойылды деп танылсын.";
        assert_eq!(told(other, &list), ["repeal 500 point-2", listed[0], listed[1]]);
        let lead = "Мыналар бекітілсін:\n1) осы қаулыға 1-қосымшаға сәйкес нысан;\n2) осы қаулыға 2-қосымшаға сәйкес күші жойылған кейбір шешімдердің тізбесі.";
        assert_eq!(told(lead, &list), listed);
        let unreached = told("\"Бөгде туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 4 маусымдағы № 500 қаулысының күші жойылды деп танылсын.", &list);
        assert_eq!(unreached, ["repeal 500 point-1", "amend 845 list/item-1", "amend 77 list/item-2"]);
    }

    #[test]
    fn a_line_that_leads_in_units_does_not_repeal_its_act() {
        let lines = LINES.replace("№ 77 қаулысы.", "№ 77 қаулысында:\n1) 2-тармақ;\n2) 3-тармақтың екінші бөлігі.");
        let annex = format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{lines}");
        let read = told("Осы қаулыға қосымшаға сәйкес кейбір шешімдердің күші жойылды деп танылсын.", &annex);
        assert_eq!(read, ["repeal 845 annex-1/item-1", "amend 77 annex-1/item-2"]);
    }

    #[test]
    fn what_a_list_names_takes_effect_with_the_point_that_orders_it() {
        let annex = format!("{STAMP}на\nқосымша\nКүші жойылған кейбір шешімдердің тізбесі\n{LINES}");
        let act = format!(
            "Кейбір шешімдердің күші жойылды деп тану туралы\nҚазақстан Республикасы Үкіметінің 2009 жылғы 23 желтоқсандағы № 2222 қаулысы\nҚазақстан Республикасының \
             Үкіметі ҚАУЛЫ ЕТЕДІ:\n1. Осы қаулыға қосымшаға сәйкес кейбір шешімдердің күші жойылды деп танылсын.\n2. Осы қаулы 2011 жылғы 1 шілдеден бастап қолданысқа \
             енгізілетін 1-тармақты қоспағанда, 2010 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nПремьер-Министрі К. Мәсімов\n{annex}"
        );
        let read = read(&act).amendments;
        assert_eq!(read.len(), 2);
        assert!(read.iter().all(|one| *one.commencement.main() == Commencement::On("2011-07-01".parse().unwrap())));
    }
}

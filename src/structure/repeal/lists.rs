//! Acts that are repealed by a list: in an annex, in an enclosed document, in the lines below a sentence.
//!
//! The order and the list are found apart. What an order repeals that names no act itself is what its list names; where no list can be told for certain, every act
//! that the lists of this act name may be repealed by it, and how they read from then on is not known.

use std::collections::{HashMap, HashSet};

use super::super::build::Builder;
use super::super::record::record;
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
    let told = repeals.understood;
    builder.problems.retain(|problem| problem.code != ProblemCode::InstructionUnread || !told.contains(&(problem.lines.first, problem.lines.last)));
}

/// Whether an amendment is an order of repeal that names neither an act nor a unit.
fn is_unbound(builder: &Builder<'_>, amendment: &Amendment) -> bool {
    let nothing = amendment.target.act.is_none() && amendment.target.path.is_none();
    let kind = matches!(amendment.op, Operation::Repeal | Operation::Unread);
    nothing && kind && (!amendment.new.is_empty() || amend::orders_repeal(builder.text.slice(amendment.span)))
}

/// What is known of the orders of repeal in an act and of its lists.
struct Repeals {
    lists: Vec<ProvisionPath>,
    /// The only one of them that is headed «… тізбесі».
    headed: Option<ProvisionPath>,
    /// Where each unit stands among the provisions.
    places: HashMap<ProvisionPath, usize>,
    /// Units below which a line of its own names an act that is changed.
    named_below: HashSet<ProvisionPath>,
    /// Lists that are read: each but once, however many orders point at it.
    read: HashSet<ProvisionPath>,
    /// The lines of orders that were not understood when they were met, and have their lists now.
    understood: HashSet<(u32, u32)>,
    /// What all lists name is told to be repealed perhaps.
    perhaps: bool,
}

impl Repeals {
    fn of(builder: &Builder<'_>, amendments: &[Amendment]) -> Self {
        let documents = || builder.provisions.iter().filter(|provision| is_document(provision.kind) && provision.parent.is_none());
        let lists = documents().map(|provision| provision.path.clone()).collect();
        let mut headed = documents().filter(|provision| provision.heading.as_ref().is_some_and(|heading| heading.to_lowercase().contains("тізбе")));
        let headed = headed.next().filter(|_| headed.next().is_none()).map(|provision| provision.path.clone());
        let places = builder.provisions.iter().enumerate().map(|(at, provision)| (provision.path.clone(), at)).collect();
        let named = amendments.iter().filter(|amendment| amendment.target.act.is_some());
        let above = |amendment: &Amendment| std::iter::successors(amendment.unit.parent(), ProvisionPath::parent);
        let named_below = named.flat_map(above).collect();
        Self { lists, headed, places, named_below, read: HashSet::new(), understood: HashSet::new(), perhaps: false }
    }

    /// Reads the list of `order`.
    fn bind(&mut self, builder: &mut Builder<'_>, order: Amendment) {
        let words = builder.text.slice(order.span);
        let below = words.trim_end().ends_with(':');
        let lines = (order.lines.first, order.lines.last);
        if below && self.named_below.contains(&order.unit) {
            // its lines are told already, each by itself
            self.understood.insert(lines);
            return;
        }
        let list = if below { None } else { self.list_of(builder, &order) };
        let count = builder.amendments.len();
        let again = list.as_ref().is_some_and(|list| !self.read.insert(list.clone()));
        match &list {
            Some(_) if again => {}
            Some(list) => repeal(builder, self.lines_in(builder, list), &order.commencement, Operation::Repeal),
            None if below => repeal(builder, self.lines_below(builder, &order.unit), &order.commencement, Operation::Repeal),
            None => {}
        }
        if again || builder.amendments.len() > count {
            self.understood.insert(lines);
            return;
        }
        let unread =
            ParsedOperation { op: Operation::Unread, target: order.target, new: NewWording::None, replacement: None, term: order.commencement.clone() };
        let problems = builder.problems.len();
        record(builder, &order.unit, order.span, None, vec![unread], &[]);
        if order.op == Operation::Unread {
            // it was told when the order was met
            builder.problems.truncate(problems);
        }
        if speaks_of_list(words) {
            self.perhaps(builder, &order.commencement);
        }
    }

    /// Every act that is named by itself in a line of a list may be repealed: how it reads from then on is not known.
    fn perhaps(&mut self, builder: &mut Builder<'_>, commencement: &Commencement) {
        if std::mem::replace(&mut self.perhaps, true) {
            return;
        }
        let mut lines: Vec<(ProvisionPath, Span)> = self.lists.iter().flat_map(|list| self.lines_in(builder, list)).collect();
        lines.retain(|&(_, span)| is_citation(builder.text.slice(span)));
        repeal(builder, lines, commencement, Operation::Amend);
    }

    /// The list that `order` means: the one it names, or the only one that is headed as a list.
    fn list_of(&self, builder: &Builder<'_>, order: &Amendment) -> Option<ProvisionPath> {
        let named = order.new.first().filter(|named| self.places.contains_key(named)).cloned();
        let speaks = !order.new.is_empty() || speaks_of_list(builder.text.slice(order.span));
        named.or_else(|| self.headed.clone().filter(|_| speaks))
    }

    /// The units in `unit`, itself the first.
    fn within<'b>(&self, builder: &'b Builder<'_>, unit: &ProvisionPath) -> impl Iterator<Item = &'b Provision> {
        let at = self.places.get(unit).copied().unwrap_or(builder.provisions.len());
        builder.provisions[at..].iter().take_while(move |provision| provision.path.is_within(unit))
    }

    /// The numbered lines of a list; where it has none, its paragraphs.
    fn lines_in(&self, builder: &Builder<'_>, list: &ProvisionPath) -> Vec<(ProvisionPath, Span)> {
        let numbered = |kind: ProvisionKind| matches!(kind, ProvisionKind::Item | ProvisionKind::Point | ProvisionKind::Subpoint | ProvisionKind::Row);
        let lines = |wanted: &dyn Fn(ProvisionKind) -> bool| {
            let wanted = self.within(builder, list).skip(1).filter(|provision| wanted(provision.kind));
            wanted.filter_map(|provision| Some((provision.path.clone(), *provision.own.first()?))).collect::<Vec<_>>()
        };
        let found = lines(&numbered);
        if found.is_empty() { lines(&|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent)) } else { found }
    }

    /// The lines of a list that has no numbers, below the sentence that orders the repeal.
    fn lines_below(&self, builder: &Builder<'_>, unit: &ProvisionPath) -> Vec<(ProvisionPath, Span)> {
        let own = |provision: &Provision| {
            let sentence = usize::from(provision.path == *unit);
            provision.own.iter().skip(sentence).map(|&span| (provision.path.clone(), span)).collect::<Vec<_>>()
        };
        self.within(builder, unit).flat_map(own).collect()
    }
}

/// Whether a line is no more than an act that it cites: «1. "…" Қазақстан Республикасы Үкіметінің 1999 жылғы 24 маусымдағы № 845 қаулысы (ПҮАЖ, 1999 ж., № 30);».
fn is_citation(words: &str) -> bool {
    let acts = cite::cited_acts(words);
    let Some(last) = acts.last().filter(|act| act.case == cite::Case::Nominative) else { return false };
    let rest = words[last.with_bracket().end..].trim_start();
    rest.starts_with('(') || !rest.contains(char::is_alphabetic)
}

/// An act that is headed «… күші жойылды деп тану туралы» repeals something: where nothing in it is understood so, what its lists name may be repealed.
fn titled(builder: &mut Builder<'_>, repeals: &mut Repeals, title: &str) {
    let says = ["күші жойылды деп тану", "күші жойылған деп тану", "күшін жою", "күшін жойды деп тану"].iter().any(|gone| title.contains(gone));
    if says && builder.amendments.iter().all(|amendment| amendment.target.act.is_none()) {
        repeals.perhaps(builder, &Commencement::Unstated);
    }
}

/// «Қоса беріліп отырған … күші жойылған кейбір шешімдерінің тізбесі бекітілсін»: to approve the list of what has lost force is to repeal it, where the act orders
/// it in no other words.
fn approved(builder: &mut Builder<'_>, repeals: &mut Repeals) {
    if builder.amendments.iter().any(|amendment| amendment.op == Operation::Repeal) {
        return;
    }
    // «Күші», «күші»
    let approves = |words: &str| {
        let order = words.trim_end().trim_end_matches(['.', ';']);
        order.ends_with("бекітілсін") && words.contains("тізбе") && ["үші жойылған", "үшін жойған", "үші жойылды"].iter().any(|gone| words.contains(gone))
    };
    let outer = |path: &ProvisionPath| path.segments().next().map(ProvisionPath::from_known).and_then(|outer| outer.kind());
    let proper = |path: &ProvisionPath| !outer(path).is_some_and(is_document);
    let order = builder.provisions.iter().filter(|provision| proper(&provision.path)).find_map(|provision| {
        let &span = provision.own.first()?;
        approves(builder.text.slice(span)).then(|| (provision.path.clone(), span))
    });
    let Some((unit, span)) = order else { return };
    let (lines, target) = (builder.lines_of(span), AmendmentTarget::default());
    let (new, commencement) = (Vec::new(), Commencement::Unstated);
    let order = Amendment { unit, indents: None, op: Operation::Repeal, target, new, replacement: None, commencement, span, lines };
    repeals.bind(builder, order);
}

fn is_document(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Component | ProvisionKind::Annex)
}

/// Whether an order speaks of a list, or of an annex that may be one.
fn speaks_of_list(words: &str) -> bool {
    ["тізбе", "Тізбе", "қосымша", "Қосымша"].iter().any(|word| words.contains(word))
}

/// Records what `lines` name as repealed; as `op` where that is not certain.
fn repeal(builder: &mut Builder<'_>, lines: Vec<(ProvisionPath, Span)>, commencement: &Commencement, op: Operation) {
    let term = Some(commencement.clone()).filter(|term| *term != Commencement::Unstated);
    let context = Context { repeals: true, term, ..Context::default() };
    for (path, span) in lines {
        let mut operations = amend::instruction(builder.text.slice(span), &context).unwrap_or_default();
        operations.retain(|operation| operation.target.act.is_some());
        if op != Operation::Repeal {
            operations.iter_mut().for_each(|operation| operation.op = op);
        }
        record(builder, &path, span, None, operations, &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::read;

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
            ("Күші жойылған кейбір шешімдердің тізбесі осы қаулыға қосымшаға сәйкес бекітілсін.", &annex, "annex-1"),
        ] {
            assert_eq!(told(order, list), [format!("repeal 845 {at}/item-1"), format!("repeal 77 {at}/item-2")], "{order}");
        }
    }

    #[test]
    fn lines_of_a_list_without_numbers_are_repealed() {
        let lines = LINES.replace("1. ", "").replace("2. ", "").replace("қаулысы.\n\"", "қаулысы;\n\"");
        let order = format!("Мынадай қаулыларының күші жойылды деп танылсын:\n{}", lines.trim_end());
        assert_eq!(told(&order, ""), ["repeal 845 point-1/part-2", "repeal 77 point-1/part-3"]);
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
}

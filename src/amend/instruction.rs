//! Instructions of amending acts: «10-тармақ мынадай редакцияда жазылсын:».

use std::collections::{HashMap, HashSet};

use super::clause::{Clause, OPERATIONS_MAX, operation, place, repealed};
use super::context::Context;
use super::otherwise;
use super::set_aside;
use super::settled;
use super::unit;
use super::verb::{self, Action};
use super::wording::{Role, Wording};
use crate::act::{AmendmentTarget, Commencement, Operation, ProvisionPath, WordChange};
use crate::cite;

/// One change that an instruction orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedOperation {
    /// What is done; [`Operation::Unread`] where the words could not be read.
    pub op: Operation,
    /// What it is done to, the component of the amended act included: `rules/point-34/subpoint-2`.
    pub target: AmendmentTarget,
    /// Where the new wording stands.
    pub new: NewWording,
    /// The unit that gets the number of the target, where units get other numbers; `None` where none does.
    pub moved: Option<ProvisionPath>,
    /// The change of words, where it is one.
    pub replacement: Option<WordChange>,
    /// What the instruction itself says of its time: «2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын». [`Commencement::Unstated`] for most, which take effect with
    /// their act.
    pub term: Commencement,
}

impl ParsedOperation {
    /// That something is done to its target which is not read.
    pub(crate) fn unread(self) -> Self {
        Self { op: Operation::Unread, new: NewWording::None, moved: None, replacement: None, ..self }
    }

    /// That each of the acts of `operations` is changed in a way that is not read, where they are too many to be kept: a part of them would pass for all.
    pub(crate) fn of_acts(operations: Vec<Self>) -> Vec<Self> {
        let mut acts = HashSet::new();
        let once = operations.into_iter().filter(|one| acts.insert(one.target.act.clone()));
        let of_act = |one: Self| Self { target: AmendmentTarget { act: one.target.act.clone(), ..AmendmentTarget::default() }, ..one };
        once.map(|one| of_act(one).unread()).collect()
    }
}

/// Where the new wording of an operation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NewWording {
    /// There is none, or it is words inside the instruction.
    #[default]
    None,
    /// In the quotation that follows, which will stand at this path of the amended act, the component left out:
    /// `point-34/subpoint-2`. `None` where the instruction does not number it.
    Quoted(Option<ProvisionPath>),
    /// «осы бұйрыққа 2-қосымшаға сәйкес»: in this annex of the amending act; «осы тізбеге 2-қосымшаға сәйкес» gives `list/annex-2`.
    AnnexOfThisAct(ProvisionPath),
}

/// Whether a paragraph tells to change an act.
///
/// Cheap: most paragraphs hold no such verb, and a byte scan says so. A paragraph of quoted wording may hold one too;
/// what is quoted is for the caller to know.
pub fn is_instruction(text: &str) -> bool {
    let settled = settled::clauses(text);
    if !settled.is_empty() {
        return settled.into_iter().any(|clause| is_instruction(&settled::as_order(clause)));
    }
    let verbs = verb::verbs(text);
    let Some(last) = verbs.last() else {
        let russian_only = verb::changes_russian_only(text) && !text.trim_start().starts_with("Ескерту");
        return russian_only || lends_its_verb(text) || orders_otherwise(text) || otherwise::orders_of_unit(text);
    };
    let of_time = matches!(last.action, Action::Repeal | Action::Suspend | Action::Hold | Action::Settle);
    of_time || removes_document(text, last) || verb::names_an_object(text) || Wording::of(text).changes_words()
}

/// «көрсетілген бұйрықпен бекітілген Байқау регламенті алып тасталсын»: a whole document is struck out.
fn removes_document(text: &str, verb: &verb::Verb) -> bool {
    let last = text[..verb.start].split_whitespace().next_back().unwrap_or_default();
    let noun = cite::document_word(last.trim_matches(|c: char| !c.is_alphabetic()));
    verb.action == Action::Remove && noun.is_some_and(|(_, case)| case == cite::Case::Nominative)
}

/// «2-тармақта "A" деген сөз "B" деген сөзбен;» on a line of its own: the verb stands at the end of the list, and can be no other than that words stand for words.
fn lends_its_verb(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([';', ',']) && memchr::memmem::find_iter(text.as_bytes(), "деген".as_bytes()).nth(1).is_some() && Wording::of(text).pairs()
}

/// «3-тармақта "он" деген сөздің алдына "тек" деген сөз қойылсын»: an order about words of a unit whose verb is none that is known.
fn orders_otherwise(text: &str) -> bool {
    const NOUNS: &[&str] = &["деген сөз", "деген цифр", "деген сан", "деген тіркес", "деген белгі"];
    let order = text.trim_end().trim_end_matches([';', '.', ',']);
    let ends = ["сын", "сін"].iter().any(|ending| order.ends_with(ending));
    ends && NOUNS.iter().any(|noun| memchr::memmem::find(text.as_bytes(), noun.as_bytes()).is_some())
        && Wording::of(text).changes_words()
        && !unit::phrases(text).is_empty()
}

/// Whether the new wording of an instruction follows it in quotation marks: «… мынадай редакцияда жазылсын:».
pub fn opens_quote(text: &str) -> bool {
    let verbs = verb::verbs(text);
    let Some(last) = verbs.last() else { return false };
    let rest = text[last.end..].trim();
    match last.action {
        Action::Write | Action::Supplement | Action::Replace => {}
        // «… тоқтатыла тұрсын, тоқтатыла тұру кезеңінде осы тармақ мынадай редакцияда қолданылады деп белгіленсін:»
        Action::Suspend => return rest.contains("редакцияда") && rest.ends_with(':'),
        Action::Hold | Action::SettlePartly => return text[..last.start].contains("редакцияда") && rest.ends_with(':'),
        Action::Remove | Action::Repeal | Action::Renumber | Action::Settle => return false,
    }
    if rest.starts_with(':') {
        return rest.len() == 1;
    }
    // «… мынадай редакцияда жазылсын» whose colon was lost
    rest.is_empty() && ["мынадай", "мынандай", "келесі"].iter().any(|word| text.contains(word))
}

/// Reads an instruction in its `context`; `None` for any other paragraph.
///
/// Several targets («15, 16 және 17-тармақтар») and several verbs («… ауыстырылып, … толықтырылсын») are several
/// operations. In a context that repeals, every paragraph that cites an act is one.
///
/// ```
/// use tarmaq::act::Operation;
/// use tarmaq::amend::{Context, instruction};
///
/// let context = Context { component: Some("rules".parse()?), ..Context::default() };
/// let read = instruction("12-тармақтың 7) тармақшасы алынып тасталсын;", &context).unwrap();
/// assert_eq!(read[0].op, Operation::Delete);
/// assert_eq!(read[0].target.path.as_ref().unwrap().as_str(), "rules/point-12/subpoint-7");
/// # Ok::<(), tarmaq::act::PathError>(())
/// ```
pub fn instruction(text: &str, context: &Context) -> Option<Vec<ParsedOperation>> {
    let mut read = one_instruction(text, context)?;
    for unit in &context.also {
        // «3 және 5-тармақтарда:»: the same in each
        let context = Context { outer: Some(unit.clone()), also: Vec::new(), ..context.clone() };
        let again = one_instruction(text, &context)?;
        add_new(&mut read, again);
        if read.len() > OPERATIONS_MAX {
            break;
        }
    }
    Some(if read.len() > OPERATIONS_MAX { ParsedOperation::of_acts(read) } else { read })
}

/// Adds the operations that are not among `read` yet.
fn add_new(read: &mut Vec<ParsedOperation>, more: Vec<ParsedOperation>) {
    let mut known: HashMap<Option<&ProvisionPath>, Vec<&ParsedOperation>> = HashMap::new();
    for operation in read.iter() {
        known.entry(operation.target.path.as_ref()).or_default().push(operation);
    }
    let is_new = |operation: &ParsedOperation| !known.get(&operation.target.path.as_ref()).is_some_and(|same| same.contains(&operation));
    let new: Vec<ParsedOperation> = more.into_iter().filter(is_new).collect();
    read.extend(new);
}

fn one_instruction(text: &str, context: &Context) -> Option<Vec<ParsedOperation>> {
    let orders = is_instruction(text);
    if !orders && !context.repeals && !context.suspends {
        return None;
    }
    let folded = super::fold(text.trim());
    let text = unit::skip_enumerator(&folded);
    let settled = settled::clauses(text);
    if orders && !settled.is_empty() {
        // what is no order tells when units of this act take effect
        return Some(settled.into_iter().filter_map(|clause| one_instruction(&settled::as_order(clause), context)).flatten().collect());
    }
    if !orders && context.suspends {
        return Some(set_aside::line(text, context));
    }
    if !orders {
        let mut listed = repealed(text, context);
        listed.iter_mut().for_each(|one| one.term = context.term.clone().unwrap_or(Commencement::Unstated));
        return (!listed.is_empty()).then_some(listed);
    }
    let verbs = verb::verbs(text);
    let mut context = context.clone();
    if verbs.is_empty() && lends_its_verb(text) {
        let wording = Wording::of(text);
        let behind = wording.quoted.iter().any(|quoted| matches!(quoted.role, Role::After | Role::Before));
        let action = if behind { Action::Supplement } else { Action::Replace };
        return Some(Clause::of(text, action, &mut context, true, Vec::new()).operations(false));
    }
    if verbs.is_empty() && otherwise::orders_of_unit(text) {
        return Some(otherwise::of_another(Clause::of(text, Action::Replace, &mut context, true, Vec::new()).unread(), text));
    }
    if verbs.is_empty() && orders_otherwise(text) {
        return Some(Clause::of(text, Action::Replace, &mut context, true, Vec::new()).unread());
    }
    if verbs.is_empty() {
        // only the Russian text changes: the change is told, with no wording
        let units = unit::paths(text).into_iter().take(OPERATIONS_MAX + 1);
        return Some(units.map(|unit| operation(Operation::Amend, &context, Some(place(&context, &unit)))).collect());
    }
    let tail = &text[verbs.last().map_or(0, |verb| verb.end)..];
    let suspends = verbs.last().is_some_and(|verb| matches!(verb.action, Action::Suspend | Action::Hold | Action::SettlePartly));
    let quoted = if suspends { opens_quote(text) } else { tail.trim_start().starts_with(':') || !tail.contains([';', '.']) };
    let mut operations: Vec<ParsedOperation> = Vec::new();
    let mut said: Vec<ProvisionPath> = Vec::new();
    let mut start = 0;
    for verb in verbs {
        let clause = Clause::of(&text[start..verb.start], verb.action, &mut context, start == 0, said);
        let more = clause.operations(quoted);
        // «5-тармақ 4-тармақ болып есептелсін және мынадай редакцияда жазылсын: …»: what is written then is of the unit that got the number
        if more.iter().any(|one| one.op == Operation::Unread && one.target.path.is_none()) {
            operations.iter_mut().filter(|one: &&mut ParsedOperation| one.op == Operation::Renumber).for_each(|one| *one = one.clone().unread());
        }
        operations.extend(more);
        said = clause.said();
        start = verb.end;
        if operations.len() > OPERATIONS_MAX {
            break;
        }
    }
    Some(operations)
}

#[cfg(test)]
mod tests {
    use super::super::context::header;
    use super::*;

    #[test]
    fn instructions_are_told_from_the_other_orders_of_an_act() {
        let cases = [
            // (paragraph, is one, quoted wording follows)
            ("10-тармақ мынадай редакцияда жазылсын:", true, true),
            ("1-тармақ мынандай редакияда жазылсын:", true, true),
            ("Кіріспе мынадай редакцияда жазылсын:", true, true),
            ("мынадай мазмұндағы 32-тармақпен толықтырылсын:", true, true),
            ("мынадай мазмұндағы 5-тармақпаен толықтырылсын", true, true),
            ("12-тармақтың 7) тармақшасы алынып тасталсын;", true, false),
            ("қағидаларға 1-қосымша осы бірлескен бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын;", true, false),
            ("осы бірлескен бұйрыққа 6-қосымшаға сәйкес 4-4 қосымшамен толықтырылсын.", true, false),
            ("\"Астана\" деген сөз \"Нұр-Сұлтан\" деген сөзбен ауыстырылсын.", true, false),
            ("2. Мыналардың күші жойылды деп танылсын:", true, false),
            ("5-тармақтың қолданылуы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.", true, false),
            (
                "5-тармақтың қолданысы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын, тоқтатыла тұру кезеңінде осы тармақ мынадай редакцияда қолданылады деп белгіленсін:",
                true,
                true,
            ),
            ("1. Қоса беріліп отырған қағидалар бекітілсін.", false, false),
            ("… бұйрығына мынадай өзгерістер мен толықтырулар енгізілсін:", false, false),
            ("4. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.", false, false),
            ("\"340 000\" сандары \"298 611\" сандарымен ауыстырылсын.", true, false),
            ("3. Қор республикалық бюджет есебінен толықтырылсын.", false, false),
            ("3) осы бұйрықты интернет-ресурста орналастыруды қамтамасыз етсін.", false, false),
            ("", false, false),
        ];
        for (text, is, opens) in cases {
            assert_eq!(is_instruction(text), is, "{text}");
            assert_eq!(opens_quote(text), opens, "{text}");
        }
    }

    fn context(component: &str, outer: &str) -> Context {
        let path = |path: &str| (!path.is_empty()).then(|| path.parse().unwrap());
        Context { component: path(component), outer: path(outer), ..Context::default() }
    }

    /// Operations as one line: `op target > new`.
    fn shown(operations: &[ParsedOperation]) -> String {
        let line = |read: &ParsedOperation| {
            let mut out = format!("{} ", read.op.as_str());
            if let Some(id) = read.target.act.as_ref().and_then(|act| act.id.as_ref()) {
                out += &format!("{id}/");
            }
            out += read.target.path.as_ref().map_or("act", ProvisionPath::as_str);
            match &read.new {
                NewWording::None => {}
                NewWording::Quoted(Some(path)) => out += &format!(" > {path}"),
                NewWording::Quoted(None) => out += " > ?",
                NewWording::AnnexOfThisAct(path) => out += &format!(" > this {path}"),
            }
            if let Some(change) = &read.replacement {
                let text = |words: &Option<String>| words.clone().unwrap_or_default();
                out += &format!(" [{}|{}|{}]", text(&change.old), text(&change.new), text(&change.after));
            }
            if let Commencement::On(day) = read.term.main() {
                out += &format!(" from {day}");
            }
            if let Some(day) = read.term.until() {
                out += &format!(" until {day}");
            }
            out
        };
        operations.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn instructions_name_what_they_change() {
        let cases = [
            // (component, unit of the header, instruction, as read)
            ("", "", "Кіріспе мынадай редакцияда жазылсын:", "reword preamble > preamble"),
            ("rules", "", "1-тармақ мынандай редакияда жазылсын:", "reword rules/point-1 > point-1"),
            ("rules", "point-3", "8) тармақшасы мынадай редакцияда жазылсын:", "reword rules/point-3/subpoint-8 > point-3/subpoint-8"),
            ("rules", "point-3", "4-тармақ мынадай редакцияда жазылсын:", "reword rules/point-4 > point-4"),
            ("rules", "", "6-тармақ мынадай редакцияда үшінші бөлікпен толықтырылсын:", "add rules/point-6/part-3 > point-6/part-3"),
            ("rules", "", "2-тармақтың екінші бөлігінен кейін мынадай мазмұндағы бөлікпен толықтырылсын:", "add rules/point-2/part-3 > point-2/part-3"),
            ("rules", "", "1-тармақ мынадай мазмұндағы бөлікпен толықтырылсын:", "add rules/point-1/part-~n > point-1/part-~n"),
            (
                "rules",
                "",
                "2-тармақтың 3) тармақшасы мынадай мазмұндағы абзацпен толықтырылсын:",
                "add rules/point-2/subpoint-3/indent-~n > point-2/subpoint-3/indent-~n",
            ),
            ("rules", "", "1-тармақ мынадай мазмұндағы бөліктермен толықтырылсын:", "add rules/point-1/part-~n > ?"),
            ("rules", "point-3", "мынадай мазмұндағы бөлікпен толықтырылсын:", "add rules/point-3/part-~n > point-3/part-~n"),
            (
                "",
                "",
                "24-баптың 3 және 5-тармақтары мынадай мазмұндағы екінші бөлікпен толықтырылсын:",
                "add article-24/point-3/part-2 > article-24/point-3/part-2; add article-24/point-5/part-2 > article-24/point-5/part-2",
            ),
            (
                "",
                "",
                "25-баптың 3-тармағы және 26-баптың 4-тармағы мынадай мазмұндағы бөлікпен толықтырылсын:",
                "unread article-25/point-3; unread article-26/point-4",
            ),
            ("rules", "", "3 және 4-тармақтардан кейін мынадай мазмұндағы 4-1-тармақпен толықтырылсын:", "add rules/point-4-1 > point-4-1"),
            (
                "",
                "",
                "9-баптың 2-тармағының 2-1) – 2-2) тармақшалары алып тасталсын;",
                "delete article-9/point-2/subpoint-2-1; delete article-9/point-2/subpoint-2-2",
            ),
            ("", "", "21-баптың 1-1 – 1-2-тармақтары алып тасталсын;", "delete article-21/point-1-1; delete article-21/point-1-2"),
            ("", "", "1-баптың 3-тармағы және сол баптың 4-тармағы алып тасталсын;", "delete article-1/point-3; delete article-1/point-4"),
            ("", "", "14-1 – 14-2-баптар алып тасталсын;", "delete article-14-1; delete article-14-2"),
            ("", "", "16, 18-19-баптар алып тасталсын;", "delete article-16; delete article-18; delete article-19"),
            ("", "", "4, 6-7-баптар алып тасталсын;", "delete article-4; unread article-6-7; unread article-6; unread article-7"),
            ("", "", "22-баптың 2-1) – 3) тармақшалары алып тасталсын;", "unread article-22/subpoint-2-1; unread article-22/subpoint-3"),
            ("rules", "", "мынадай мазмұндағы 8-1-тармақпен толықтырылсын:", "add rules/point-8-1 > point-8-1"),
            ("rules", "", "мынадай мазмұндағы 8-1-тармақпаен толықтырылсын:", "add rules/point-8-1 > point-8-1"),
            ("rules", "", "12-тармақтың 7) тармақшасы алынып тасталсын;", "delete rules/point-12/subpoint-7"),
            ("rules", "", "13-тармақ келесі редакцияда жазылсын:", "reword rules/point-13 > point-13"),
            (
                "rules",
                "",
                "15, 16 және 17- тармақтар мынадай редакцияда жазылсын:",
                "reword rules/point-15 > point-15; reword rules/point-16 > point-16; reword rules/point-17 > point-17",
            ),
            (
                "rules",
                "",
                "23-тармақтың бірінші және екінші бөліктері мынадай редакцияда жазылсын:",
                "reword rules/point-23/part-1 > point-23/part-1; reword rules/point-23/part-2 > point-23/part-2",
            ),
            (
                "rules",
                "",
                "25-тармақтың 3) тармақшасының үшінші абзацы мынадай редакцияда жазылсын:",
                "reword rules/point-25/subpoint-3/indent-3 > point-25/subpoint-3/indent-3",
            ),
            (
                "rules",
                "",
                "49-тармақтың 6) тармақшаның үшінші абзацы мынадай редакцияда жазылсын:",
                "reword rules/point-49/subpoint-6/indent-3 > point-49/subpoint-6/indent-3",
            ),
            ("rules", "", "мынадай мазмұндағы 5-тараумен толықтырылсын:", "add rules/chapter-5 > chapter-5"),
            ("rules", "", "қағидаларға 1-қосымша осы бірлескен бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын;", "reword rules/annex-1 > this annex-1"),
            ("rules", "", "8-қосымша алынып тасталсын;", "delete rules/annex-8"),
            ("rules", "", "1-қосымшаның оң жақ жоғарғы бұрышындағы мәтін мынадай редакцияда жазылсын:", "reword rules/annex-1/approval > ? [||]"),
            ("rules", "annex-1", "оң жақ жоғарғы бұрышындағы мәтін мынадай редакцияда жазылсын:", "reword rules/annex-1/approval > ? [||]"),
            ("", "", "көрсетілген бұйрыққа қосымшаның жоғарғы оң жақ бұрышы мынадай редакцияда жазылсын:", "reword annex-1/approval > ? [||]"),
            ("rules", "", "көрсетілген қағидалардың оң жақ жоғарғы бұрышындағы мәтін мынадай редакцияда жазылсын:", "reword rules/approval > ? [||]"),
            ("rules", "", "осы бірлескен бұйрыққа 2-қосымшаға сәйкес 3-1 қосымшамен толықтырылсын;", "add rules/annex-3-1 > this annex-2"),
            ("rules", "", "осы бұйрыққа қосымшаға сәйкес 5-қосымшамен толықтырылсын.", "add rules/annex-5 > this annex-1"),
            ("rules", "", "көрсетілген бұйрыққа 2-қосымша осы бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын.", "reword annex-2 > this annex-1"),
            ("", "annex-2", "реттік нөмірі 9-жол мынадай редакцияда жазылсын:", "reword annex-2/row-9 > annex-2/row-9"),
            (
                "rules",
                "",
                "14-тармақтың кестесінде реттік нөмірлері 2 және 3-жолдар мынадай редакцияда жазылсын:",
                "reword rules/point-14/row-2 > point-14/row-2; reword rules/point-14/row-3 > point-14/row-3",
            ),
            ("rules", "", "14-тармақта реттік нөмірі 2-жол мынадай редакцияда жазылсын:", "reword rules/point-14/row-2 > point-14/row-2"),
            ("rules", "", "14-тармақтың кестесінде реттік нөмірі 2-жол алып тасталсын;", "delete rules/point-14/row-2"),
            ("", "", "2-қосымшаның кестесіндегі реттік нөмірі 4-жол мынадай редакцияда жазылсын:", "reword annex-2/row-4 > annex-2/row-4"),
            ("rules", "", "14-тармақтың кестесі мынадай мазмұндағы реттік нөмірі 4-жолмен толықтырылсын:", "add rules/point-14/row-4 > point-14/row-4"),
            ("", "annex-2", "мынадай мазмұндағы реттік нөмірі 9-1-жолмен толықтырылсын:", "add annex-2/row-9-1 > annex-2/row-9-1"),
            (
                "rules",
                "point-3",
                "мынадай мазмұндағы 5-1) және 5-2) тармақшалармен толықтырылсын:",
                "add rules/point-3/subpoint-5-1 > point-3/subpoint-5-1; add rules/point-3/subpoint-5-2 > point-3/subpoint-5-2",
            ),
            ("", "", "2) 5-баптың 1-тармағы мынадай редакцияда жазылсын:", "reword article-5/point-1 > article-5/point-1"),
            ("", "article-5", "15) және 16) тармақшалар алып тасталсын;", "delete article-5/subpoint-15; delete article-5/subpoint-16"),
            ("", "", "12-баптың тақырыбы мынадай редакцияда жазылсын:", "reword article-12/heading > article-12/heading"),
            ("rules", "", "тақырыбы мынадай редакцияда жазылсын:", "reword rules/heading > heading"),
            ("", "", "тақырыбы мынадай редакцияда жазылсын:", "reword title > title"),
            ("", "article-5", "тақырыбы мынадай редакцияда жазылсын:", "reword article-5/heading > article-5/heading"),
            ("rules", "", "3-тармақтағы \"он\" деген сөз \"жиырма\" деген сөзбен ауыстырылсын;", "replace_words rules/point-3 [он|жиырма|]"),
            (
                "rules",
                "",
                "3-тармақтың бірінші бөлігінде \"5\" деген цифрлар \"7\" деген цифрлармен ауыстырылсын;",
                "replace_words rules/point-3/part-1 [5|7|]",
            ),
            (
                "rules",
                "point-7",
                "\"он\" деген сөз \"жиырма\" деген сөзбен ауыстырылып, \"хат\" деген сөзден кейін \", құжат\" деген сөзбен толықтырылсын;",
                "replace_words rules/point-7 [он|жиырма|]; add_words rules/point-7 [|, құжат|хат]",
            ),
            ("rules", "point-7", "2) тармақшадағы нүкте нүктелі үтірмен ауыстырылсын;", "replace_words rules/point-7/subpoint-2 [.|;|]"),
            ("", "article-5", "2-тармақта \"және хабарлама\" деген сөздер алып тасталсын;", "delete_words article-5/point-2 [және хабарлама||]"),
            ("rules", "", "бүкіл мәтін бойынша \"министрлік\" деген сөз \"агенттік\" деген сөзбен ауыстырылсын.", "replace_words rules [министрлік|агенттік|]"),
            ("", "point-8", "\"340 000\" деген сандар \"298 611\" сандарына ауыстырылсын.", "replace_words point-8 [340 000|298 611|]"),
            ("rules", "", "3-тармақта \"ал\" деген сөзден бастап \"тиіс\" деген сөзге дейінгі сөздер алып тасталсын;", "unread rules/point-3"),
            ("", "point-8", "\"340 000\" сандары \"298 611\" сандарымен ауыстырылсын.", "replace_words point-8 [340 000|298 611|]"),
            (
                "",
                "point-6",
                "2) тармақшасындағы \"81 500\" сандары \"79 210,4\" сандарымен ауыстырылсын;",
                "replace_words point-6/subpoint-2 [81 500|79 210,4|]",
            ),
            ("", "point-6", "«он» сөзінен кейін «бір» сөзімен толықтырылсын;", "add_words point-6 [|бір|он]"),
            (
                "",
                "",
                "көрсетілген шешімдегі 1 және 5 қосымшалары осы шешімдегі 1 және 2 қосымшаларына сәйкес жаңа редакцияда жазылсын.",
                "reword annex-1 > this annex-1; reword annex-5 > this annex-2",
            ),
            ("", "", "7-қосымша осы тізбеге 2-қосымшаға сәйкес жаңа редакцияда жазылсын.", "reword annex-7 > this list/annex-2"),
            ("rules", "", "5-тармақтың екінші азатжолынан кейін мынадай мазмұндағы азатжолмен толықтырылсын:", "add rules/point-5/indent-3 > point-5/indent-3"),
            ("", "", "Тізімнің 2-тармағы алып тасталсын;", "delete list/point-2"),
            ("", "", "Талаптардың 2-тармағы алып тасталсын;", "delete approved/point-2"),
            ("", "", "заңнама талаптарына сәйкес 2-тармақ алып тасталсын;", "delete point-2"),
            ("", "", "5-тармақтың күші жойылды деп танылсын;", "repeal point-5"),
            ("", "", "5-тармақтың қолданылуы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.", "suspend point-5 until 2025-01-01"),
            (
                "rules",
                "",
                "2024 жылғы 1 қаңтардан бастап 2025 жылғы 1 қаңтарға дейін 5-тармақтың қолданысы тоқтатыла тұрсын, тоқтатыла тұру кезеңінде осы тармақ мынадай \
                 редакцияда қолданылады деп белгіленсін:",
                "suspend rules/point-5 > point-5 from 2024-01-01 until 2025-01-01",
            ),
            (
                "rules",
                "point-4",
                "3-тармақтағы \"алма\" деген сөз \"алмұрт\" деген сөзбен ауыстырылып, мынадай мазмұндағы екінші бөлікпен толықтырылсын:",
                "replace_words rules/point-3 [алма|алмұрт|]; add rules/point-3/part-2 > point-3/part-2",
            ),
            (
                "rules",
                "",
                "4-тармақтың 2) тармақшасында \"бір\" деген сөз \"екі\" деген сөзбен ауыстырылып, мынадай мазмұндағы 3) тармақшамен толықтырылсын:",
                "replace_words rules/point-4/subpoint-2 [бір|екі|]; add rules/point-4/subpoint-3 > point-4/subpoint-3",
            ),
            (
                "rules",
                "point-4",
                "бірінші бөліктегі \"бір\" деген сөз \"екі\" деген сөзбен ауыстырылып, мынадай мазмұндағы бөлікпен толықтырылсын:",
                "replace_words rules/point-4/part-1 [бір|екі|]; add rules/point-4/part-~n > point-4/part-~n",
            ),
            (
                "rules",
                "",
                "мынадай мазмұндағы 3-1, 3-2 және 3-3-тармақтармен толықтырылсын:",
                "add rules/point-3-1 > point-3-1; add rules/point-3-2 > point-3-2; add rules/point-3-3 > point-3-3",
            ),
            (
                "rules",
                "",
                "3-тармақтың бірінші абзацы мынадай редакцияда жазылып, 2) тармақшасы алып тасталсын;",
                "reword rules/point-3/indent-1; delete rules/point-3/subpoint-2",
            ),
            (
                "rules",
                "",
                "3-тармақта \"он\" деген сөз \"бес\" деген сөзбен ауыстырылып, \"хат\" деген сөзден кейін \"пен\" деген сөзбен толықтырылсын;",
                "replace_words rules/point-3 [он|бес|]; add_words rules/point-3 [|пен|хат]",
            ),
            (
                "rules",
                "",
                "мынадай мазмұндағы 3-1-тарау және 25-1-тармақпен толықтырылсын:",
                "add rules/chapter-3-1 > chapter-3-1; add rules/point-25-1 > point-25-1",
            ),
            (
                "rules",
                "",
                "осы бұйрыққа 2 және 3-қосымшаларға сәйкес 5 және 6-қосымшалармен толықтырылсын;",
                "add rules/annex-5 > this annex-2; add rules/annex-6 > this annex-3",
            ),
            (
                "",
                "",
                "көрсетілген бұйрықпен бекітілген Тіркеу қағидалары осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.",
                "reword rules > this annex-1",
            ),
            ("rules", "", "бұйрықтың тақырыбындағы \"он\" деген сөз алып тасталсын;", "delete_words title [он||]"),
            ("", "", "3-тармақтың орыс тіліндегі мәтініне өзгеріс енгізіледі, қазақ тіліндегі мәтіні өзгермейді;", "amend point-3"),
            ("rules", "", "белгісіз бөлім мынадай редакцияда жазылсын:", "unread act"),
            ("rules", "", "3-тармақтағы бағандардың орны ауыстырылсын;", "unread rules/point-3"),
            ("rules", "", "3-тармағы келесі редакцияда мазмұндалсын:", "reword rules/point-3 > point-3"),
            ("rules", "point-3", "сөздердің орны ауыстырылсын;", "unread rules/point-3"),
            ("rules", "", "4, 5-тармақтар тиісінше 5, 6-тармақтар болып есептелсін.", "renumber rules/point-4; renumber rules/point-5; renumber rules/point-6"),
            ("rules", "", "3-тармақтың 4) тармақшасы 5) тармақша деп саналсын;", "renumber rules/point-3/subpoint-4; renumber rules/point-3/subpoint-5"),
        ];
        for (component, outer, text, read) in cases {
            let operations = instruction(text, &context(component, outer)).unwrap_or_else(|| panic!("no instruction: {text}"));
            assert_eq!(shown(&operations), read, "{text}");
        }
        let falling = instruction("22-баптың 5) – 3) тармақшалары алып тасталсын;", &Context::default()).expect("an instruction");
        assert!(falling.iter().all(|read| read.op == Operation::Unread), "a span that is not read takes out nothing: {}", shown(&falling));
        assert_eq!(instruction("3. Осы бұйрықтың орындалуын бақылау министрге жүктелсін.", &Context::default()), None);
    }

    #[test]
    fn instructions_that_name_their_act() {
        let cases = [
            (
                "2. \"Нұсқаулықты бекіту туралы\" Қазақстан Республикасы Сыртқы істер министрінің 2000 жылғы 18 қазандағы № 222 бұйрығының (Нормативтік құқықтық \
                 актілерді мемлекеттік тіркеу тізілімінде № 1463 болып тіркелді, 2001 жыл, № 24, 419 құжат) күші жойылды деп танылсын.",
                "repeal act",
            ),
            (
                "1. \"Тіркеу туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысының 3-тармағы мынадай редакцияда жазылсын:",
                "reword P1200000148/point-3 > point-3",
            ),
            (
                "1. \"Тіркеу қағидаларын бекіту туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысымен бекітілген Тіркеу қағидаларының \
                 3-тармағындағы \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.",
                "replace_words P1200000148/rules/point-3 [он|бес|]",
            ),
        ];
        for (text, read) in cases {
            let operations = instruction(text, &Context::default()).unwrap_or_else(|| panic!("no instruction: {text}"));
            assert_eq!(shown(&operations), read, "{text}");
        }
        let listing = header("2. Мыналардың күші жойылды деп танылсын:", &Context::default()).unwrap();
        let read = instruction("1) \"Тіркеу туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысы;", &listing).unwrap();
        assert_eq!(shown(&read), "repeal P1200000148/act");
    }

    #[test]
    fn headers_say_what_follows_is_about() {
        let lead = "1. \"Қағидаларды бекіту туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысына мынадай өзгеріс пен толықтыру енгізілсін:";
        let cases = [
            // (header, component and unit before, act, component and unit after)
            (lead, ("", ""), Some("P1200000148"), Some(("", ""))),
            ("көрсетілген қаулымен бекітілген Көшіп келушілердің келуінің қағидаларында:", ("", ""), None, Some(("rules", ""))),
            ("көрсетілген бұйрықпен бекітілген виза беру қағидаларында (бұдан әрі – Қағидалар):", ("", ""), None, Some(("rules", ""))),
            (
                "\"Тіркеу туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысымен бекітілген Тіркеу қағидаларына мынадай өзгеріс енгізілсін:",
                ("", ""),
                Some("P1200000148"),
                Some(("rules", "")),
            ),
            ("1-бап. Қазақстан Республикасының мына заңнамалық актілеріне өзгерістер енгізілсін:", ("", ""), None, Some(("", ""))),
            (
                "1. 2014 жылғы 3 шілдедегі Қазақстан Республикасының Қылмыстық кодексіне (Жаршы, 2014 ж., № 13-II, 83-құжат):",
                ("rules", ""),
                None,
                Some(("", "")),
            ),
            ("3-тармақта:", ("rules", ""), None, Some(("rules", "point-3"))),
            ("4-тармақта:", ("rules", "point-3"), None, Some(("rules", "point-4"))),
            ("2) тармақшасында:", ("rules", "point-3"), None, Some(("rules", "point-3/subpoint-2"))),
            ("2) 5-баптың 3-тармағында:", ("", ""), None, Some(("", "article-5/point-3"))),
            ("көрсетілген бұйрыққа 2-қосымшада:", ("rules", "point-3"), None, Some(("", "annex-2"))),
            ("қағидаларға 2-қосымшада:", ("rules", "point-3"), None, Some(("rules", "annex-2"))),
            ("1) отбасын біріктіру мақсатында:", ("rules", ""), None, None),
            ("2. Осы Қағидаларда:", ("", ""), None, None),
            ("10-тармақ мынадай редакцияда жазылсын:", ("", ""), None, None),
            ("мынадай құжаттарды ұсынады:", ("", ""), None, None),
        ];
        for (text, (component, outer), act, after) in cases {
            let read = header(text, &context(component, outer));
            let places = read.as_ref().map(|read| {
                let text = |path: &Option<ProvisionPath>| path.as_ref().map_or(String::new(), ToString::to_string);
                (text(&read.component), text(&read.outer))
            });
            assert_eq!(places, after.map(|(component, outer)| (component.to_owned(), outer.to_owned())), "{text}");
            let id = read.and_then(|read| read.act).and_then(|act| act.id).map(|id| id.to_string());
            assert_eq!(id.as_deref(), act, "{text}");
        }
    }
}

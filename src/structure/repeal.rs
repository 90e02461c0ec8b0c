//! Lists of what is repealed, line by line: in a point, «Мыналардың: 1) …; 2) … күші жойылды деп танылсын», and, by `lists`, in an annex or a document.

mod lead;
mod lists;

use std::collections::{HashMap, HashSet};

pub(super) use lists::listed;

use super::build::{Builder, Unit};
use super::instruct::without_number;
use super::record::record;
use crate::act::{Amendment, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, ParsedOperation};
use crate::cite;
use crate::text::{GENITIVE, Span, ends_with_any, work};

/// How far the lists have been looked at whose verb stands in a later line.
#[derive(Default)]
pub(super) struct Listed {
    /// For each list, the unit before which all its lines were.
    until: HashMap<usize, usize>,
    /// The units that hold an instruction, of the first `read` amendments.
    changing: HashSet<ProvisionPath>,
    read: usize,
    /// The lead-ins of lists of what is set aside, each with what is ordered where no line below it tells.
    pub(super) leads: Vec<(ProvisionPath, Span, ParsedOperation)>,
    /// For each line of a list that stands apart from its order, the unit that orders it.
    pub(super) ordered: HashMap<ProvisionPath, ProvisionPath>,
}

impl Listed {
    /// Takes in the units of the amendments that came since.
    fn take_in(&mut self, amendments: &[Amendment]) {
        for amendment in &amendments[self.read..] {
            for unit in std::iter::successors(Some(amendment.unit.clone()), ProvisionPath::parent) {
                work::spend(1);
                if !self.changing.insert(unit) {
                    break;
                }
            }
        }
        self.read = amendments.len();
    }
}

/// «Мыналардың: 1) …; 2) … күші жойылды деп танылсын.»: only the last line of the list has the verb. What those before it
/// name is repealed, or set aside, as well: they are read in `context`.
pub(super) fn listed_before(builder: &mut Builder<'_>, last: usize, context: &Context) {
    let Some(parent) = builder.provisions[last].parent else { return };
    let from = match builder.listed.until.get(&parent) {
        Some(&from) => from,
        None if lists(builder, parent) => parent + 1,
        None => return,
    };
    builder.listed.until.insert(parent, last.max(from));
    builder.listed.take_in(&builder.amendments);
    let noun = if context.repeals { shared_noun(builder, last) } else { None };
    for at in from..last {
        work::spend(1);
        if builder.provisions[at].parent != Some(parent) || builder.listed.changing.contains(&builder.provisions[at].path) {
            continue;
        }
        let Some(&span) = builder.provisions[at].own.first() else { continue };
        let words = builder.text.slice(span);
        let mut operations = amend::instruction(words, context).unwrap_or_default();
        if let (true, Some(noun)) = (operations.is_empty(), noun) {
            let line = words.trim_end_matches([';', ',', '.', ' ']);
            operations = amend::instruction(&format!("{line} {noun}"), context).unwrap_or_default();
        }
        let operations = by_lead(builder, at, operations);
        record_line(builder, at, span, operations);
    }
}

/// «1) … № 174-33; 2) … № 243-48; 3) … № 54-224 шешімдерінің күші жойылды деп танылсын»: the word for the acts of all lines stands in the last one, in the plural.
fn shared_noun<'t>(builder: &Builder<'t>, last: usize) -> Option<&'t str> {
    let text = builder.text;
    let words = builder.provisions[last].own.first().map(|&span| text.slice(span))?;
    let act = cite::cited_acts(words).pop().filter(|act| act.plural)?;
    words[..act.range.end].split_whitespace().next_back()
}

/// `operations` of the line `unit`, with who issued the acts where only the lead-in of the list tells: «Абай қалалық мәслихатының:».
pub(super) fn by_lead(builder: &Builder<'_>, unit: usize, mut operations: Vec<ParsedOperation>) -> Vec<ParsedOperation> {
    let Some(issuer) = builder.provisions[unit].parent.filter(|&parent| lists(builder, parent)).and_then(|parent| lead_issuer(builder, parent)) else {
        return operations;
    };
    let acts = operations.iter_mut().filter_map(|operation| operation.target.act.as_mut());
    acts.filter(|act| act.issuer.is_none() && act.id.is_none()).for_each(|act| act.issuer = Some(issuer.clone()));
    operations
}

/// Who issued what a list names, as its lead-in tells.
fn lead_issuer(builder: &Builder<'_>, lead: usize) -> Option<String> {
    const OFFICES: &[&str] = &["мәслихат", "әкім", "министр", "үкімет", "президент", "комитет", "агентті", "басқарма", "сот"];
    let span = *builder.provisions[lead].own.first()?;
    let words = builder.text.slice(without_number(builder, span)).trim_end_matches([':', ' ']);
    let office = words.split_whitespace().next_back()?.to_lowercase();
    let named = OFFICES.iter().any(|stem| office.starts_with(stem)) && !words.contains(['"', '«', '№', ',', '(']);
    (named && words.starts_with(char::is_uppercase)).then(|| cite::issuer_nominative(words))
}

/// «Мыналардың:»: whether a unit leads in a list of what something is done to.
fn lists(builder: &Builder<'_>, unit: usize) -> bool {
    let lead = builder.provisions[unit].own.first().map_or("", |&span| builder.text.slice(span));
    lead.strip_suffix(':').is_some_and(|lead| ends_with_any(lead.trim_end(), &GENITIVE))
}

/// A line of a list of what is repealed: a whole act is the line's own, units of one hang below its `amend-1`.
pub(super) fn record_line(builder: &mut Builder<'_>, unit: usize, span: Span, operations: Vec<ParsedOperation>) {
    let path = builder.path(unit);
    if operations.iter().all(|operation| operation.target.path.is_none()) {
        return record(builder, &path, span, None, operations, &[]);
    }
    let own = without_number(builder, span);
    let at = builder.open(Unit::numbered(ProvisionKind::Amendment, "1", Some(unit), Some(path)), Some(own));
    let path = builder.path(at);
    record(builder, &path, own, None, operations, &[]);
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn a_verb_at_the_end_governs_all_lines_and_the_lead_in_tells_who_issued_them() {
        let act = read(
            "Кейбір шешімдердің күші жойылды деп тану туралы\nАбай қалалық мәслихатының 2017 жылғы 3 ақпандағы № 60-2 шешімі\nАбай қалалық мәслихаты ШЕШІМ ҚАБЫЛДАДЫ:\n\
             1. Абай қалалық мәслихатының:\n1) 2009 жылғы 23 желтоқсандағы \"Алым туралы\" № 174-33 (нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 99 \
             тіркелген);\n2) 2010 жылғы 22 желтоқсандағы \"Баға туралы\" № 243-48 (тізілімінде № 113 тіркелген, \"Өңір\" газетінде жарияланған);\n3) 2015 жылғы 23 \
             қазандағы \"Жер туралы\" № 54-224 (тізілімінде № 3586 тіркелген) шешімдерінің күші жойылды деп танылсын.\n2. Осы шешім қол қойылған күнінен бастап \
             қолданысқа енгізіледі.\n",
        );
        let told = act.amendments.iter().map(|one| {
            let act = one.target.act.as_ref().expect("an act is named");
            let text = |words: &Option<String>| words.clone().unwrap_or_default();
            let day = act.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {} {day} № {} {}", one.unit, one.op.as_str(), text(&act.number), text(&act.issuer))
        });
        let mut told: Vec<String> = told.collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                "point-1/subpoint-1 repeal 2009-12-23 № 174-33 Абай қалалық мәслихаты",
                "point-1/subpoint-2 repeal 2010-12-22 № 243-48 Абай қалалық мәслихаты",
                "point-1/subpoint-3 repeal 2015-10-23 № 54-224 Абай қалалық мәслихаты",
            ]
        );
    }
}

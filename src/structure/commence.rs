//! When each amendment of an act takes effect: what its sentence on commencement says of them, unit by unit.
//!
//! The sentence names units of the amending act, its indents among them, or units of what is amended. Indents have no address there: they are counted through the
//! paragraphs of the unit, the quoted wording included, and told by the amendment that stands in them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use super::build::Builder;
use super::excepted::{Documents, Unplaced, holds_target};
use crate::act::{Amendment, Commencement, CommencementException, CommencementTerms, Date, ProvisionKind, ProvisionPath};
use crate::amend;
use crate::text::{Problem, ProblemCode, Span};

/// Gives every amendment its place among the paragraphs of its unit, and the commencement that the act states; those of units it excepts get their own.
///
/// An exception that names only a part of an amendment, or an indent that cannot be told, stays among the exceptions of that amendment: its day is one of two. So
/// it is of every amendment where the place of an exception is not found. The time that an instruction sets itself stays. The act was `registered` on a day that
/// its sentence may count from.
pub(super) fn commence(builder: &mut Builder<'_>, paragraphs: &[usize], registered: Option<Date>) {
    if builder.amendments.is_empty() {
        return;
    }
    let (extents, documents) = (Extents::new(builder), Documents::of(builder));
    for amendment in &mut builder.amendments {
        let around = amendment.unit.parent().filter(|_| amendment.unit.kind() == Some(ProvisionKind::Amendment));
        amendment.indents = around.and_then(|around| extents.numbers(&amendment.unit, &around));
    }
    let texts = || paragraphs.iter().map(|&at| builder.text.paragraph_text(at));
    let Some((at, written)) = amend::act_commencement(texts()) else { return };
    let suspended = amend::Suspended::of(texts());
    let written = amend::registered(bounded(builder, paragraphs[at], written), registered);
    let written = with_exceptions(&written, |exception| at_home(builder, &extents, &documents, exception));
    let foreign = foreign(builder, &written);
    let unplaced = Unplaced::of(builder, &extents, &documents, &written, &foreign);
    let excepts = |unit: &ProvisionPath| written.exceptions().iter().flat_map(|exception| &exception.units).any(|excepted| unit.is_within(excepted));
    for amendment in &mut builder.amendments {
        let order = builder.listed.ordered.get(&amendment.unit);
        // what a list names takes effect as the point does that orders it, unless something is said of the line
        let by_order = order.filter(|order| excepts(order) && !excepts(&amendment.unit));
        let own = match by_order {
            Some(order) => written.of_unit(order),
            None if foreign.is_empty() => written.of_unit(&amendment.unit),
            None => of_target(&written, &foreign, amendment),
        };
        let named = by_order.is_some() || excepts(&amendment.unit) || foreign.iter().any(|excepted| holds_target(excepted, amendment));
        let own = if named { own } else { unplaced.left_to(&amendment.unit, own) };
        let own = suspended.put_off(&amendment.unit, own);
        let own = order.map_or_else(|| own.clone(), |order| suspended.put_off(order, own.clone()));
        amendment.commencement = own.within(&amendment.commencement);
    }
}

/// Units that a commencement excepts, for all amendments of the act together, at most: each amendment is asked about each, and may keep it.
const EXCEPTED_MAX: usize = 1_000_000;

/// What is written in paragraph `at`, where the act is not so long that it cannot be said of each of its amendments; else no day follows from it.
fn bounded(builder: &mut Builder<'_>, at: usize, written: Commencement) -> Commencement {
    let units: usize = written.exceptions().iter().map(|exception| exception.units.len()).sum();
    let amendments = builder.amendments.len();
    if units.saturating_mul(amendments) <= EXCEPTED_MAX {
        return written;
    }
    let told = format!("it excepts {units} units, and the act orders {amendments} changes");
    let message = format!("when the changes take effect is not read: {told}");
    builder.problems.push(Problem::new(ProblemCode::LimitReached, builder.text.paragraphs[at].lines, message));
    Commencement::Unread(told)
}

/// The paragraphs of every unit, with those of everything in it; a note is none.
pub(super) struct Extents {
    of: HashMap<ProvisionPath, Range<usize>>,
    /// For each paragraph of the text, how many that are no notes stand before it.
    before: Vec<u32>,
}

impl Extents {
    fn new(builder: &Builder<'_>) -> Self {
        let mut counts = vec![1; builder.text.paragraphs.len()];
        for note in &builder.notes {
            if let Some(count) = counts.get_mut(builder.text.paragraph_at(note.span.start)) {
                *count = 0;
            }
        }
        let mut sum = 0;
        let before = counts.into_iter().chain([0]).map(|count| {
            let next = sum + count;
            std::mem::replace(&mut sum, next)
        });
        let before = before.collect();
        let mut extents: Vec<Range<usize>> = Vec::with_capacity(builder.provisions.len());
        for provision in &builder.provisions {
            let paragraph = |span: &Span| builder.text.paragraph_at(span.start);
            let (first, last) = (provision.own.first().map_or(0, paragraph), provision.own.last().map_or(0, paragraph));
            extents.push(first..last + 1);
        }
        for at in (0..extents.len()).rev() {
            if let Some(parent) = builder.provisions[at].parent {
                extents[parent].end = extents[parent].end.max(extents[at].end);
            }
        }
        let of = builder.provisions.iter().zip(extents).map(|(provision, extent)| (provision.path.clone(), extent)).collect();
        Self { of, before }
    }

    /// Whether the act has the unit.
    pub(super) fn has(&self, unit: &ProvisionPath) -> bool {
        self.of.contains_key(unit)
    }

    /// Which paragraphs of `around` the unit takes up, counted from 1; `None` where the act has no such units.
    fn numbers(&self, unit: &ProvisionPath, around: &ProvisionPath) -> Option<RangeInclusive<u32>> {
        let (unit, around) = (self.of.get(unit)?, self.of.get(around)?);
        let number = |at: usize| Some(self.before.get(at)?.checked_sub(*self.before.get(around.start)?)? + 1);
        Some(number(unit.start)?..=number(unit.end)?.checked_sub(1)?)
    }
}

/// `written` with the units of each exception replaced.
fn with_exceptions(written: &Commencement, units: impl Fn(&CommencementException) -> Vec<ProvisionPath>) -> Commencement {
    let Commencement::Compound(terms) = written else { return written.clone() };
    let one = |exception: &CommencementException| CommencementException { units: units(exception), commencement: exception.commencement.clone() };
    Commencement::Compound(Box::new(CommencementTerms { exceptions: terms.exceptions.iter().map(one).collect(), ..(**terms).clone() }))
}

/// The units of an exception as this act has them: amendments for its indents, its own document for «өзгерістердің 2-тармағы».
fn at_home(builder: &Builder<'_>, extents: &Extents, documents: &Documents, exception: &CommencementException) -> Vec<ProvisionPath> {
    let named: Vec<ProvisionPath> = exception.units.iter().map(|unit| as_line(extents, documents.place(unit))).collect();
    let around = |unit: &ProvisionPath| unit.parent().filter(|_| unit.kind() == Some(ProvisionKind::Indent));
    let mut units: Vec<ProvisionPath> = Vec::new();
    let mut counted: Vec<ProvisionPath> = Vec::new();
    for unit in &named {
        match around(unit) {
            Some(point) if counted.contains(&point) => {}
            Some(point) => {
                let indents: Vec<&ProvisionPath> = named.iter().filter(|one| around(one).as_ref() == Some(&point)).collect();
                units.extend(amendments_in(builder, extents, &point, &indents));
                counted.push(point);
            }
            None => units.push(unit.clone()),
        }
    }
    units
}

/// «қосымшаның 1-тармағы» is the line of that number, whatever the list of the annex is made of.
fn as_line(extents: &Extents, unit: ProvisionPath) -> ProvisionPath {
    let is_document = |above: &ProvisionPath| matches!(above.kind(), Some(ProvisionKind::Annex | ProvisionKind::Component));
    let named = unit.parent().filter(|above| is_document(above) && !extents.has(&unit));
    let number = unit.number();
    let (Some(above), Some(number)) = (named, number) else { return unit };
    let lines = [ProvisionKind::Item, ProvisionKind::Row, ProvisionKind::Subpoint, ProvisionKind::Point];
    lines.into_iter().map(|kind| above.child(kind, Some(number))).find(|line| extents.has(line)).unwrap_or(unit)
}

/// The amendments that stand in `indents` of the unit `around`; of an amendment whose wording stands there in part, that wording. Where there is none, the indents.
fn amendments_in(builder: &Builder<'_>, extents: &Extents, around: &ProvisionPath, indents: &[&ProvisionPath]) -> Vec<ProvisionPath> {
    let untold = || indents.iter().map(|&indent| indent.clone()).collect();
    let Some(all) = extents.numbers(around, around) else { return untold() };
    let listed: Option<BTreeSet<u32>> = indents.iter().map(|indent| indent.integer().filter(|number| all.contains(number))).collect();
    let Some(listed) = listed else { return untold() };
    let mut found: Vec<ProvisionPath> = Vec::new();
    // the operations of one instruction follow one another
    let mut units: Vec<&ProvisionPath> = builder.amendments.iter().map(|amendment| &amendment.unit).filter(|unit| unit.is_within(around)).collect();
    units.dedup();
    for unit in units {
        let Some(own) = extents.numbers(unit, around) else { continue };
        let quoted = own.end().saturating_sub(*own.start()) as usize;
        let told = if quoted == 0 { 0 } else { listed.range(own.start() + 1..=*own.end()).count() };
        let part = if listed.contains(own.start()) || (quoted > 0 && told == quoted) {
            unit.clone()
        } else if told > 0 {
            unit.join(ProvisionKind::New.segment())
        } else {
            continue;
        };
        if !found.contains(&part) {
            found.push(part);
        }
    }
    if found.is_empty() { untold() } else { found }
}

/// The excepted units that lie in a document which this act does not approve: «Қағидалардың 3-тармағын» of an act that amends Қағидалар.
fn foreign(builder: &Builder<'_>, written: &Commencement) -> HashSet<ProvisionPath> {
    let documents: HashSet<&str> = builder.provisions.iter().filter_map(|provision| provision.path.segments().next()).collect();
    let of_document = |unit: &&ProvisionPath| {
        let document = unit.segments().next().filter(|document| !documents.contains(document)).map(ProvisionPath::from_known);
        document.is_some_and(|document| document.kind() == Some(ProvisionKind::Component))
    };
    written.exceptions().iter().flat_map(|exception| &exception.units).filter(of_document).cloned().collect()
}

/// The commencement of an amendment where the sentence excepts units of what is amended.
fn of_target(written: &Commencement, foreign: &HashSet<ProvisionPath>, amendment: &Amendment) -> Commencement {
    let unit = &amendment.unit;
    let meant = |excepted: &ProvisionPath| match &amendment.target.path {
        Some(_) if foreign.contains(excepted) && holds_target(excepted, amendment) => unit.clone(),
        Some(target) if excepted.is_within(&target.without_groups()) && foreign.contains(excepted) => unit.join(ProvisionKind::New.segment()),
        _ => excepted.clone(),
    };
    with_exceptions(written, |exception| exception.units.iter().map(meant).collect()).of_unit(unit)
}

#[cfg(test)]
mod tests {
    use crate::act::{Commencement, Delay};
    use crate::repair::repair;
    use crate::structure;
    use crate::text::SourceText;

    const UNNUMBERED: &str = "2-тармақ мынадай редакцияда жазылсын:\n\"2. Екі:\nбір;\nекі.\";\n5-тармақ алып тасталсын.";
    const NUMBERED: &str = "1) 2-тармақ алып тасталсын;\n2) 3-тармақта:\n\"а\" деген сөз \"ә\" деген сөзбен ауыстырылсын;\nекінші бөлігі алып тасталсын;\n3) 5-тармақ алып тасталсын.";

    /// The amendments of an order with these instructions and this clause: `unit day`, with the units that are left apart.
    fn commencements(instructions: &str, clause: &str) -> String {
        let order = format!(
            "\"Іссапар қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығына өзгерістер енгізу туралы\n\
             Қазақстан Республикасы Қаржы министрінің 2023 жылғы 17 мамырдағы № 512 бұйрығы\nБҰЙЫРАМЫН:\n\
             1. \"Іссапар қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығына мынадай өзгерістер енгізілсін:\n\
             көрсетілген бұйрықпен бекітілген Іссапар қағидаларында:\n{instructions}\n2. {clause}\nМинистр Е. Жамаубаев\n"
        );
        let source = SourceText::new("V.txt", order);
        let read = structure::parse(&source, &repair(&source).value).value;
        let day = |commencement: &Commencement| match commencement.main() {
            Commencement::On(day) => day.to_string(),
            Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("+{days}"),
            other => format!("{other:?}"),
        };
        let line = |amendment: &crate::act::Amendment| {
            let mut out = format!("{} {}", amendment.unit, day(&amendment.commencement));
            if let Some(end) = amendment.commencement.until() {
                out += &format!(" until {end}");
            }
            for exception in amendment.commencement.exceptions() {
                let units: Vec<&str> = exception.units.iter().map(|unit| unit.as_str()).collect();
                out += &format!(" but {} {}", units.join(","), day(&exception.commencement));
            }
            out
        };
        read.amendments.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn exceptions_reach_the_amendments_they_are_about() {
        let but = |units: &str| {
            format!(
                "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін {units} қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн \
                 өткен соң қолданысқа енгізіледі."
            )
        };
        // (instructions, units that are excepted, as read, why)
        let cases = [
            (
                UNNUMBERED,
                "1-тармақтың жетінші абзацын",
                "point-1/amend-1 +10; point-1/amend-2 2024-01-01",
                "the seventh paragraph of the point, quoted ones counted",
            ),
            (UNNUMBERED, "осы бұйрықтың 1-тармағының үшінші абзацын", "point-1/amend-1 2024-01-01; point-1/amend-2 +10", "the instruction itself"),
            (UNNUMBERED, "1-тармақтың төртінші, бесінші және алтыншы абзацтарын", "point-1/amend-1 2024-01-01; point-1/amend-2 +10", "all that it quotes"),
            (
                UNNUMBERED,
                "1-тармақтың алтыншы абзацын",
                "point-1/amend-1 +10 but point-1/amend-1/new 2024-01-01; point-1/amend-2 +10",
                "a part of what it quotes: one of two days",
            ),
            (
                UNNUMBERED,
                "1-тармақтың оныншы абзацын",
                "point-1/amend-1 +10 but point-1/indent-10 2024-01-01; point-1/amend-2 +10 but point-1/indent-10 2024-01-01",
                "no such paragraph: any may be meant",
            ),
            (UNNUMBERED, "Қағидалардың 5-тармағын", "point-1/amend-1 +10; point-1/amend-2 2024-01-01", "a unit of what is amended"),
            (
                UNNUMBERED,
                "Қағидалардың 2-тармағының екінші абзацын",
                "point-1/amend-1 +10 but point-1/amend-1/new 2024-01-01; point-1/amend-2 +10",
                "a part of a unit of what is amended",
            ),
            (
                NUMBERED,
                "1-тармақтың 2) тармақшасының үшінші абзацын",
                "point-1/subpoint-1/amend-1 +10; point-1/subpoint-2/amend-1 +10; point-1/subpoint-2/amend-2 2024-01-01; point-1/subpoint-3/amend-1 +10",
                "counted from the lead-in of the subpoint",
            ),
            (
                NUMBERED,
                "1-тармақтың 2) тармақшасын",
                "point-1/subpoint-1/amend-1 +10; point-1/subpoint-2/amend-1 2024-01-01; point-1/subpoint-2/amend-2 2024-01-01; point-1/subpoint-3/amend-1 +10",
                "a unit with an address",
            ),
        ];
        for (instructions, units, want, why) in cases {
            assert_eq!(commencements(instructions, &but(units)), want, "{why}");
        }
    }

    #[test]
    fn a_note_says_nothing_of_the_day_of_the_act_itself() {
        let clause = "Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
        for unit in ["Бұйрықтың 1-тармағы", "Бұйрықтың тақырыбы", "Бұйрықтың 2-тармағы"] {
            let note = format!(
                "Ескерту. {unit} жаңа редакцияда – ҚР Қаржы министрінің 05.06.2024 № 9 (алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң \
                 қолданысқа енгізіледі) бұйрығымен.\n2. {clause}"
            );
            let found = commencements("2-тармақ алып тасталсын.", clause).replace("point-2", "point-3");
            assert_eq!(commencements(&format!("2-тармақ алып тасталсын.\n{note}"), "Бақылау маған жүктелсін."), found, "{unit}");
        }
    }

    #[test]
    fn an_instruction_keeps_the_time_it_sets_itself() {
        let suspended = "5-тармақтың қолданысы 2023 жылғы 1 қыркүйекке дейін тоқтатыла тұрсын.";
        let clause = "Осы бұйрық 2023 жылғы 1 маусымнан бастап қолданысқа енгізіледі.";
        assert_eq!(commencements(suspended, clause), "point-1/amend-1 2023-06-01 until 2023-09-01");
    }

    #[test]
    fn a_clause_may_count_from_the_registration_that_the_head_prints() {
        let registered = "Қазақстан Республикасының Әділет министрлігінде 2023 жылғы 20 мамырда № 32530 болып тіркелді";
        let days = |head: &str| -> Vec<Commencement> {
            let order = format!(
                "Іссапар туралы\nҚазақстан Республикасы Қаржы министрінің 2023 жылғы 17 мамырдағы № 512 бұйрығы. {head}\nБҰЙЫРАМЫН:\n1. \"Іссапар туралы\" Қазақстан \
                 Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығының күші жойылды деп танылсын.\n2. Осы бұйрық мемлекеттік тіркелген күнінен \
                 бастап қолданысқа енгізіледі.\nМинистр Е. Жамаубаев\n"
            );
            let source = SourceText::new("V.txt", order);
            structure::parse(&source, &repair(&source).value).value.amendments.into_iter().map(|one| one.commencement).collect()
        };
        assert_eq!(days(registered), [Commencement::On("2023-05-20".parse().unwrap())]);
        assert!(matches!(&days("")[..], [Commencement::Unread(_)]), "no registration is told");
    }
}

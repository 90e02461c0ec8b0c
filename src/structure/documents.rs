//! Documents of the act itself that its notes and its own sentences name by a word, «Әдістеменің 2-тармағы», and that it prints under another address, or not
//! at all.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
use crate::act::{AmendmentNote, CitedAct, Operation, Provision, ProvisionKind, ProvisionPath};
use crate::cite;
use crate::text::{Problem, ProblemCode};

/// Leads what names a document of the act to where that stands. Where none can be meant, a problem says so, and what a note tells is told of every document:
/// which of
/// them it changed is not known.
pub(super) fn settle(builder: &mut Builder<'_>) {
    if builder.notes.iter().filter_map(|note| note.target.as_ref()).all(|target| component(target).is_none()) && builder.amendments.is_empty() {
        return;
    }
    let printed: Vec<&Provision> = builder.provisions.iter().filter(|unit| unit.path.parent().is_none() && is_document(unit.kind)).collect();
    let paths: Vec<ProvisionPath> = printed.iter().map(|unit| unit.path.clone()).collect();
    let titled: Vec<(ProvisionPath, &'static str)> = printed.iter().filter_map(|unit| Some((unit.path.clone(), kind_of(unit)?))).collect();
    let stands: HashSet<&ProvisionPath> = paths.iter().collect();
    let lost = |target: &Option<ProvisionPath>| target.as_ref().and_then(component).filter(|named| !stands.contains(named));
    let changed = changed(builder);
    for amendment in builder.amendments.iter_mut().filter(|amendment| amendment.target.act.is_none()) {
        let Some(named) = lost(&amendment.target.path) else { continue };
        let mut meant = titled.iter().filter(|(_, kind)| *kind == named.as_str()).map(|(path, _)| path);
        let elsewhere = changed.get(named.as_str()).filter(|_| amendment.target.document.is_none());
        match (meant.next(), meant.next()) {
            (None, _) if let Some(Some((act, document))) = elsewhere => {
                amendment.target.path = amendment.target.path.as_ref().map(|path| below(path, document));
                amendment.target.act = Some(act.clone());
            }
            (Some(only), None) if amendment.target.document.is_none() => amendment.target.path = amendment.target.path.as_ref().map(|path| below(path, only)),
            _ => builder.problems.push(Problem::new(ProblemCode::InstructionUnread, amendment.lines, NOT_PRINTED)),
        }
    }
    let standing: HashSet<ProvisionPath> = paths.iter().cloned().collect();
    settle_annexes(builder, &titled, &standing);
    for note in std::mem::take(&mut builder.notes) {
        if lost(&note.target).is_none() || takes_out(&note) {
            builder.notes.push(note);
            continue;
        }
        builder.problems.push(Problem::new(ProblemCode::NoteUnread, note.lines, NOT_PRINTED));
        builder.notes.extend(of_all(note, &paths));
    }
}

/// The documents of other acts that this one changes, by their kind: «Қағидалардың 3-тармағының қолданысы … тоқтатыла тұрсын» of an act that has no rules of its
/// own means the only rules that it changes. None where it changes several of the kind.
fn changed(builder: &Builder<'_>) -> HashMap<String, Option<(CitedAct, ProvisionPath)>> {
    let mut changed: HashMap<String, Option<(CitedAct, ProvisionPath)>> = HashMap::new();
    for target in builder.amendments.iter().map(|amendment| &amendment.target) {
        let (Some(act), Some(document)) = (&target.act, target.path.as_ref().and_then(component)) else { continue };
        let one = (act.clone(), document.clone());
        let known = changed.entry(bare(document.as_str()).to_owned()).or_insert_with(|| Some(one.clone()));
        if known.as_ref() != Some(&one) {
            *known = None;
        }
    }
    changed
}

/// «осы шешімнің қосымшасына сәйкес жаңа редакцияда жазылсын», where what is attached is stamped as approved: the new wording is the only attached document of
/// the kind that is changed; else it is not known. Where nothing is attached the print ends before it, and the wording is missing anyway.
fn settle_annexes(builder: &mut Builder<'_>, titled: &[(ProvisionPath, &'static str)], stands: &HashSet<ProvisionPath>) {
    if stands.is_empty() {
        return;
    }
    for amendment in &mut builder.amendments {
        let is_lost = |new: &ProvisionPath| {
            let first = ProvisionPath::from_known(new.segments().next().unwrap_or_default());
            first.kind() == Some(ProvisionKind::Annex) && !stands.contains(&first)
        };
        if !amendment.new.iter().any(is_lost) {
            continue;
        }
        let kind = amendment.target.path.as_ref().filter(|path| path.kind() == Some(ProvisionKind::Component)).and_then(|path| path.segments().next_back());
        let mut meant = titled.iter().filter(|(_, titled)| kind.is_some_and(|kind| bare(kind) == *titled)).map(|(path, _)| path);
        match (meant.next(), meant.next()) {
            (Some(only), None) if amendment.new.len() == 1 => amendment.new = vec![only.clone()],
            _ => builder.problems.push(Problem::new(ProblemCode::InstructionUnread, amendment.lines, NO_ANNEX)),
        }
    }
}

/// The word of a segment without its number: «rules-2».
fn bare(segment: &str) -> &str {
    segment.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
}

const NO_ANNEX: &str = "the annex of this act that holds the new wording is not printed under its number; the new wording is not known";

const NOT_PRINTED: &str = "it names a document of this act that the act does not print by that word; what it changes is not known";

/// Most documents that a note is told of one by one: of more, the act as a whole is meant.
const DOCUMENTS_MAX: usize = 8;

/// The note as one that is not read, of each of `documents`; as it stands where the act prints none.
fn of_all(note: AmendmentNote, documents: &[ProvisionPath]) -> Vec<AmendmentNote> {
    if documents.is_empty() {
        return vec![note];
    }
    let by = note.by.iter().cloned().map(|mut by| {
        by.op = Operation::Unread;
        by
    });
    let unread = AmendmentNote { op: Operation::Unread, by: by.collect(), ..note };
    if documents.len() > DOCUMENTS_MAX {
        return vec![AmendmentNote { target: None, ..unread }];
    }
    documents.iter().map(|document| AmendmentNote { target: Some(document.clone()), ..unread.clone() }).collect()
}

/// «Қағиданың күші жойылды»: what is gone is not printed.
fn takes_out(note: &AmendmentNote) -> bool {
    let whole = note.target.as_ref().is_some_and(|target| target.parent().is_none());
    whole && matches!(note.op, Operation::Delete | Operation::Repeal)
}

/// The kind of document that the title of `unit` ends with.
fn kind_of(unit: &Provision) -> Option<&'static str> {
    unit.heading.as_deref().and_then(cite::document_titled)
}

fn is_document(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Component | ProvisionKind::Annex)
}

/// The approved document that an address begins with.
fn component(path: &ProvisionPath) -> Option<ProvisionPath> {
    let first = ProvisionPath::from_known(path.segments().next()?);
    (first.kind() == Some(ProvisionKind::Component)).then_some(first)
}

/// `path` in `document`, whatever document it began with.
fn below(path: &ProvisionPath, document: &ProvisionPath) -> ProvisionPath {
    path.as_str().split_once('/').map_or_else(|| document.clone(), |(_, rest)| document.join(rest))
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::structure::{Structure, parse};
    use crate::text::{ProblemCode, SourceText};

    const BY: &str = "ҚР Көлік министрінің 01.05.2022 № 33 (01.06.2022 бастап қолданысқа енгізіледі) бұйрығымен.";

    /// An order with `clause`, whose annexes have these titles and this note below their first point.
    fn read(clause: &str, annexes: &[(&str, &str)]) -> (Structure, Vec<ProblemCode>) {
        let block = |(at, (title, note)): (usize, &(&str, &str))| {
            let number = at + 1;
            format!("\nКөлік министрінің\n2021 жылғы 5 маусымдағы\n№ 198 бұйрығына\n{number}-қосымша\n\n{title}\n\n      1. Сынақ өткізіледі.\n{note}")
        };
        let annexes: String = annexes.iter().enumerate().map(block).collect();
        let order = format!(
            "Сынақ туралы\n\nҚазақстан Республикасы Көлік министрінің 2021 жылғы 5 маусымдағы № 198 бұйрығы\n\n      БҰЙЫРАМЫН:\n      1. Қосымшалар бекітілсін.\n\
             {clause}      Министр А. Бек\n{annexes}"
        );
        let source = SourceText::new("a.txt", order);
        let read = parse(&source, &repair(&source).value);
        (read.value, read.problems.into_iter().map(|problem| problem.code).collect())
    }

    fn told(structure: &Structure) -> Vec<String> {
        structure.notes.iter().map(|note| format!("{} {}", note.target.as_ref().map_or("act", |path| path.as_str()), note.op.as_str())).collect()
    }

    #[test]
    fn a_document_that_the_act_only_changes_is_named_by_its_word() {
        let read = |more: &str| {
            let order = format!(
                "Өзгеріс енгізу туралы\n\nҚазақстан Республикасы Көлік министрінің 2021 жылғы 5 маусымдағы № 198 бұйрығы\n\n      БҰЙЫРАМЫН:\n      1. \"Сынақ туралы\" Қазақстан \
                 Республикасы Көлік министрінің 2019 жылғы 3 мамырдағы № 10 бұйрығына мынадай өзгеріс енгізілсін:\n      көрсетілген бұйрықпен бекітілген Сынақ \
                 қағидаларында:\n      2-тармақ алып тасталсын.\n{more}      3. Қағидалардың 3-тармағының қолданысы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.\n      \
                 Министр А. Бек\n"
            );
            let source = SourceText::new("a.txt", order);
            let read = parse(&source, &repair(&source).value);
            let last = read.value.amendments.last().unwrap().target.clone();
            (last.act.and_then(|act| act.number), last.path.map(|path| path.to_string()), read.problems.len())
        };
        assert_eq!(read(""), (Some("10".to_owned()), Some("rules/point-3".to_owned()), 0));
        let other = "      2. \"Тасымал туралы\" Қазақстан Республикасы Көлік министрінің 2020 жылғы 4 мамырдағы № 20 бұйрығына мынадай өзгеріс енгізілсін:\n      \
                     көрсетілген бұйрықпен бекітілген Тасымал қағидаларында:\n      5-тармақ алып тасталсын.\n";
        assert_eq!(read(other), (None, Some("rules/point-3".to_owned()), 1), "of two it is not told which");
    }

    #[test]
    fn the_word_for_a_document_is_the_annex_that_a_note_stands_in() {
        let words = [
            ("Сынақ қағидалары", "Қағида"),
            ("Сынақ қағидалары", "Қағидалар"),
            ("Сынақ әдістемесі", "Әдістеме"),
            ("Сынақ өлшемшарттары", "Өлшемшарттар"),
            ("Сынақ нұсқаулығы", "Нұсқаулық"),
        ];
        for (title, word) in words {
            let added = format!("      1-1. Есеп беріледі.\n      Ескерту. {word} 1-1-тармақпен толықтырылды – {BY}\n");
            let anew = format!("      Ескерту. {word} жаңа редакцияда – {BY}\n");
            for (note, meant) in [(added, "annex-1/point-1-1 add"), (anew, "annex-1 reword")] {
                let (structure, problems) = read("", &[(title, &note)]);
                assert_eq!((told(&structure), problems), (vec![meant.to_owned()], Vec::new()), "{word}");
            }
        }
    }

    #[test]
    fn a_document_that_is_not_printed_leaves_all_of_them_open() {
        let note = format!("      Ескерту. Регламент жаңа редакцияда – {BY}\n");
        let annexes = [("Сынақ қағидалары", ""), ("Сынақ әдістемесі", "")];
        let (structure, problems) = read(&note, &annexes);
        assert_eq!(told(&structure), ["annex-1 unread", "annex-2 unread"]);
        assert_eq!(problems, [ProblemCode::NoteUnread]);
        let gone = format!("      Ескерту. Регламенттің күші жойылды – {BY}\n");
        assert_eq!(told(&read(&gone, &annexes).0), ["regulation repeal"], "what is gone is not printed");
    }

    #[test]
    fn the_new_wording_of_a_document_is_what_is_attached_of_its_kind() {
        let read = |attached: &str| {
            let text = format!(
                "Сынақ регламентін бекіту туралы шешімге өзгеріс енгізу туралы\n\nТоғай аудандық мәслихатының 2022 жылғы 7 ақпандағы № 22 шешімі\n\n\
                 \u{20}     ШЕШТІ:\n      1. «Сынақ регламентін бекіту туралы» Тоғай аудандық мәслихатының 2014 жылғы 18 ақпандағы № 25 шешімімен бекітілген регламент \
                 осы шешімнің қосымшасына сәйкес жаңа редакцияда жазылсын.\n      2. Осы шешім алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n\n\
                 \u{20}     Хатшы Б. Бек\n\n{attached}"
            );
            let source = SourceText::new("a.txt", text);
            let read = parse(&source, &repair(&source).value);
            let new: Vec<String> = read.value.amendments.iter().flat_map(|one| &one.new).map(ToString::to_string).collect();
            (new, read.problems.into_iter().map(|problem| problem.code).collect::<Vec<_>>())
        };
        let stamp = "Тоғай аудандық мәслихатының\n2022 жылғы 7 ақпандағы\n№ 22 шешімімен бекітілген\n\n";
        let regulation = format!("{stamp}Сынақ регламенті\n\n      1. Сынақ өткізіледі.\n");
        assert_eq!(read(&regulation), (vec!["regulation".to_owned()], Vec::new()));
        let rules = format!("{stamp}Сынақ қағидалары\n\n      1. Сынақ өткізіледі.\n");
        assert_eq!(read(&rules).1, [ProblemCode::InstructionUnread], "of another kind");
    }

    #[test]
    fn an_order_on_a_document_of_the_act_names_the_annex_it_is() {
        let clause = "      2. Әдістеменің 1-тармағы 2024 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.\n";
        let targets = |annexes: &[(&str, &str)]| {
            let (structure, problems) = read(clause, annexes);
            let paths = structure.amendments.iter().map(|one| one.target.path.as_ref().map(ToString::to_string).unwrap_or_default());
            (paths.collect::<Vec<_>>(), problems)
        };
        assert_eq!(targets(&[("Сынақ қағидалары", ""), ("Сынақ әдістемесі", "")]), (vec!["annex-2/point-1".to_owned()], Vec::new()));
        let (_, problems) = targets(&[("Сынақ қағидалары", "")]);
        assert_eq!(problems, [ProblemCode::InstructionUnread]);
    }
}

//! What can be told of instructions only when the whole act is read.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
use super::record::record;
use crate::act::{ActKind, Amendment, AmendmentNote, CitedAct, Date, Operation, ProvisionKind, ProvisionPath, Requisites};

/// «91-қосымша осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын»: the annex of the list where the list has one, else that of the act. What an
/// instruction names by number is looked for in the document it stands in.
pub(super) fn place_annexes(builder: &mut Builder<'_>) {
    let annexes: HashSet<String> = builder.provisions.iter().filter(|unit| unit.kind == ProvisionKind::Annex).map(|unit| unit.path.to_string()).collect();
    let there = |path: &ProvisionPath| annexes.contains(path.as_str());
    for amendment in &mut builder.amendments {
        let document = amendment.unit.segments().next().map(ProvisionPath::from_known).filter(is_document);
        for new in &mut amendment.new {
            let quoted = new.segments().any(|segment| segment == ProvisionKind::New.segment());
            if quoted || new.kind() != Some(ProvisionKind::Annex) || (new.parent().is_none() && there(new)) {
                continue;
            }
            let annex = new.segments().next_back().unwrap_or_default().to_owned();
            let inner = document.as_ref().map(|document| document.join(&annex)).filter(there);
            *new = inner.or_else(|| Some(new.clone()).filter(there)).unwrap_or_else(|| ProvisionPath::from_known(annex.as_str()));
        }
    }
}

/// «… Заңының мынадай нормаларының қолданысы … тоқтатыла тұрсын:» with no line below that tells one: what of the act is set aside is not known.
pub(super) fn lists_without_lines(builder: &mut Builder<'_>) {
    let leads = std::mem::take(&mut builder.listed.leads);
    if leads.is_empty() {
        return;
    }
    let above = |unit: &ProvisionPath| std::iter::successors(unit.parent(), ProvisionPath::parent).collect::<Vec<_>>();
    let told: HashSet<ProvisionPath> = builder.amendments.iter().flat_map(|amendment| above(&amendment.unit)).collect();
    for (unit, span, order) in leads.into_iter().filter(|(unit, ..)| !told.contains(unit)) {
        record(builder, &unit, span, None, vec![order], &[]);
    }
}

/// «№ 377-V Кодексімен» in the head and «№ 377-V Заңымен» of the same day in a note are one act: laws and codes are numbered together, and the word that
/// says more tells the id.
pub(super) fn codes_called_laws(notes: &mut [AmendmentNote], requisites: &Requisites) {
    let told = notes.iter().flat_map(|note| &note.by).filter_map(|event| event.act.as_ref()).chain(&requisites.repealed_by);
    let codes = told.filter(|act| act.kind == Some(ActKind::Code) && act.id.is_some());
    let codes: HashMap<(Option<Date>, Option<String>), CitedAct> = codes.map(|code| ((code.date, code.number.clone()), code.clone())).collect();
    if codes.is_empty() {
        return;
    }
    for event in notes.iter_mut().flat_map(|note| &mut note.by).filter(|event| event.act.as_ref().is_some_and(|act| act.kind == Some(ActKind::Law))) {
        if let Some(code) = codes.get(&(event.date, event.number.clone())) {
            event.act = Some(code.clone());
        }
    }
}

fn is_document(path: &ProvisionPath) -> bool {
    matches!(path.kind(), Some(ProvisionKind::Component | ProvisionKind::Annex))
}

/// What a text orders whose head is not there is done to another act, which is not known; what it sets aside may be its own.
pub(super) fn of_unknown_act(builder: &mut Builder<'_>) {
    let unnamed = |amendment: &&mut Amendment| amendment.target.act.is_none() && amendment.op != Operation::Suspend;
    for amendment in builder.amendments.iter_mut().filter(unnamed) {
        amendment.target.act = Some(CitedAct::default());
    }
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::structure::{Structure, parse};
    use crate::text::{ProblemCode, SourceText};

    /// Each change as `unit op act/path > new`, and how many instructions were not read.
    fn changes(printed: &str) -> (Vec<String>, usize) {
        let source = SourceText::new("a.txt", printed);
        let read = parse(&source, &repair(&source).value);
        let Structure { amendments, .. } = read.value;
        let shown = amendments.iter().map(|amendment| {
            let act = amendment.target.act.as_ref().map_or("-", |act| act.number.as_deref().unwrap_or("?"));
            let path = amendment.target.path.as_ref().map_or("act", |path| path.as_str());
            let new: Vec<&str> = amendment.new.iter().map(|path| path.as_str()).collect();
            format!("{} {} {act}/{path} > {}", amendment.unit, amendment.op.as_str(), new.join(" "))
        });
        (shown.collect(), read.problems.iter().filter(|problem| problem.code == ProblemCode::InstructionUnread).count())
    }

    #[test]
    fn a_code_that_a_note_calls_a_law_is_one_act() {
        let act = |by: &str| {
            format!(
                "Сынақ кодексі\n\nҚазақстан Республикасының 1999 жылғы 13 шілдедегі N 41 Заңы. {by}\n\n      Ескерту. Күші жойылды - ҚР 31.10.2015 № 37-V Заңымен.\n\n      1-бап. Мақсат\n"
            )
        };
        for (by, id) in [("Күші жойылды - Қазақстан Республикасының 2015 жылғы 31 қазандағы № 37-V Кодексімен", "K1500000037"), ("", "Z1500000037")]
        {
            let notes = crate::structure::tests::read(&act(by)).notes;
            let told: Vec<_> = notes.iter().flat_map(|note| &note.by).filter_map(|event| event.act.as_ref()?.id.as_ref().map(ToString::to_string)).collect();
            assert_eq!(told, [id], "{by}");
        }
    }

    const DECISION: &str = "\"Аудандық бюджет туралы\" шешімге өзгерістер енгізу туралы

Ақтөбе облысы Мұғалжар аудандық мәслихатының 2023 жылғы 30 қарашадағы № 97 шешімі

1. Мұғалжар аудандық мәслихатының \"Аудандық бюджет туралы\" 2022 жылғы 23 желтоқсандағы № 271 шешіміне мынадай өзгерістер енгізілсін:
6-тармақта:
2) тармақшасындағы \"81 500\" сандары \"79 210,4\" сандарымен ауыстырылсын;
8-тармақта:
\"340 000\" сандары \"298 611\" сандарымен ауыстырылсын.
2. Көрсетілген шешімдегі 1 және 5 қосымшалары осы шешімдегі 1 және 2 қосымшаларына сәйкес жаңа редакцияда жазылсын.
3. Осы шешім 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.
";

    #[test]
    fn a_later_point_may_change_the_act_named_before() {
        let (changes, unread) = changes(DECISION);
        let meant = [
            "point-1/amend-1 replace_words 271/point-6/subpoint-2 > ",
            "point-1/amend-2 replace_words 271/point-8 > ",
            "point-2/amend-1 reword 271/annex-1 > annex-1",
            "point-2/amend-1 reword 271/annex-5 > annex-2",
        ];
        assert_eq!((changes, unread), (meant.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn the_act_named_before_is_not_known_where_another_was_named_since() {
        let order = "№ 541 бұйрығының қолданылуы 2021 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.";
        let between = [
            ("", "бұйрықтың", "540"),
            ("", "қаулының", "?"),
            (order, "бұйрықтың", "?"),
            ("№ 541 бұйрығының күші жойылды деп танылсын.", "бұйрықтың", "?"),
            ("№ 541 бұйрығы ескерілсін.", "бұйрықтың", "?"),
        ];
        for (another, noun, meant) in between {
            let another = if another.is_empty() {
                "Бақылау маған жүктелсін.".to_owned()
            } else {
                format!("Қаржы министрінің 2015 жылғы 4 маусымдағы {another}")
            };
            let act = format!(
                "Кейбір мәселелер туралы

Қазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 70 бұйрығы

БҰЙЫРАМЫН:
1. Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығына мынадай өзгеріс енгізілсін:
3-тармақ алып тасталсын.
2. {another}
3. Көрсетілген {noun} 4-тармағы алып тасталсын.
"
            );
            let (told, _) = changes(&act);
            assert!(told.contains(&format!("point-3/amend-1 delete {meant}/point-4 > ")), "{another} {noun}: {told:?}");
        }
    }

    #[test]
    fn an_act_named_before_that_is_not_known_is_none_the_less_not_this_one() {
        let act = |instructions: &str| {
            format!(
                "Кейбір мәселелер туралы

Қазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 70 бұйрығы

БҰЙЫРАМЫН:
1. Бақылау маған жүктелсін.
{instructions}
"
            )
        };
        let orders = [
            "2. Көрсетілген бұйрықпен бекітілген Ережеде:\n2-тармақ алып тасталсын.",
            "2. Көрсетілген бұйрықта:\n2-тармақ алып тасталсын.",
            "2. Аталған бұйрықтың 2-тармағы алып тасталсын.",
        ];
        for order in orders {
            let (told, unread) = changes(&act(order));
            assert!(told.iter().all(|one| one.contains(" ?/")) && told.len() + unread > 0, "{order}: {told:?}");
        }
    }

    #[test]
    fn new_annexes_are_those_of_the_list_that_orders_them() {
        let act = "Өзгерістер енгізу туралы

Қазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2020 жылғы 20 шілдеде № 20983 болып тіркелді

БҰЙЫРАМЫН:
1. Қоса беріліп отырған Өзгерістер тізбесі бекітілсін.
Министр А. Бек

Қаржы министрінің
2020 жылғы 17 шілдедегі
№ 700 бұйрығымен
бекітілген

Өзгерістер тізбесі

1. «Ережені бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығында:
көрсетілген бұйрықпен бекітілген Ережеде:
91-қосымша осы тізбеге 1-қосымшаға сәйкес жаңа редакцияда жазылсын.

Өзгерістер
тізбесіне
1-қосымша

Өтініш

1. Атауы ______________________
";
        assert_eq!(changes(act).0, ["list/point-1/amend-1 reword 540/approved/annex-91 > list/annex-1"]);
    }

    #[test]
    fn an_annex_of_a_list_may_hold_a_whole_document_of_another_act() {
        let of_own = "Қаржы министрінің\n2020 жылғы 17 шілдедегі\n№ 700 ";
        let stamp = "Қаржы министрінің\n2014 жылғы 4 маусымдағы\n№ 540 бұйрығымен\nбекітілген";
        let act = |block: &str| {
            format!(
                "Өзгерістер енгізу туралы

Қазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығы

БҰЙЫРАМЫН:
1. Өзгерістер тізбесі бекітілсін.
Министр А. Бек

{of_own}{block}

Өзгерістер тізбесі

1. «Қағидаларды бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығында:
көрсетілген бұйрықпен бекітілген Сынақ қағидалары осы Тізбеге қосымшаға сәйкес жаңа редакцияда жазылсын.

Өзгерістер
тізбесіне
қосымша

{stamp}

Сынақ қағидалары

1. Сынақ күн сайын өткізіледі.
2. Сынақ ақысы тегін.

Сынақ қағидаларына
қосымша

Елдер

1. Грузия
2. Түркия
"
            )
        };
        for (block, list) in [("бұйрығына\nқосымша", "annex-1"), ("бұйрығымен\nбекітілген", "list")] {
            let text = act(block);
            assert_eq!(changes(&text).0, [format!("{list}/point-1/amend-1 reword 540/rules > {list}/annex-1")], "{list}");
            let paths = crate::structure::tests::outline_of(&text, &["point", "signature", "preamble"]);
            assert!(paths.iter().all(|path| path.starts_with(list)), "{paths:?}");
            for unit in ["point-2 ", "annex-1/item-2 "] {
                assert!(paths.iter().any(|path| path.starts_with(&format!("{list}/annex-1/{unit}"))), "{paths:?}");
            }
        }
        // the stamp of a document of this act opens that document
        let own = act("бұйрығына\nқосымша").replacen(stamp, &format!("{of_own}бұйрығымен\nбекітілген"), 1);
        let paths = crate::structure::tests::outline_of(&own, &[]);
        assert!(paths.iter().any(|path| path.starts_with("rules/point-2 ")), "{paths:?}");
    }

    #[test]
    fn an_annex_of_these_changes_is_of_the_document_that_they_are() {
        let act = |order: &str, number: &str| {
            format!(
                "Кейбір мәселелер туралы

Қазақстан Республикасы Үкіметінің 2021 жылғы 5 сәуірдегі № 70 қаулысы

1. Қоса беріліп отырған өзгерістер мен толықтырулар бекітілсін.
2. Осы қаулыға қосымшаға сәйкес ұйымдар таратылсын.

Қазақстан Республикасы
Үкіметінің
2021 жылғы 5 сәуірдегі
№ 70 қаулысымен
бекітілген

Үкіметтің шешімдеріне енгізілетін өзгерістер мен толықтырулар

1. Қазақстан Республикасы Үкіметінің 2018 жылғы 2 тамыздағы № 41 қаулысында:
{order}

Үкіметтің шешімдеріне
енгізілетін өзгерістер мен
толықтыруларға
{number}қосымша

Елдер тізбесі

1. Грузия
2. Түркия

Қазақстан Республикасы
Үкіметінің
2021 жылғы 5 сәуірдегі
№ 70 қаулысына
қосымша

Ұйымдар тізбесі

1. Бірінші
2. Екінші
"
            )
        };
        let orders = [
            ("2-қосымша осы өзгерістер мен толықтыруларға қосымшаға сәйкес жаңа редакцияда жазылсын.", ""),
            ("2-қосымша осы өзгерістер мен толықтыруларға 1-қосымшаға сәйкес жаңа редакцияда жазылсын.", "1-"),
            ("2-қосымша осы өзгерістерге қосымшаға сәйкес жаңа редакцияда жазылсын.", ""),
        ];
        for (order, number) in orders {
            assert_eq!(changes(&act(order, number)).0, ["approved/point-1/amend-1 reword 41/annex-2 > approved/annex-1"], "{order}");
        }
        let of_act = "2-қосымша осы қаулыға қосымшаға сәйкес жаңа редакцияда жазылсын.";
        assert_eq!(changes(&act(of_act, "")).0, ["approved/point-1/amend-1 reword 41/annex-2 > annex-1"]);
    }

    #[test]
    fn a_document_named_between_numbered_instructions_is_that_of_those_behind() {
        let act = |lines: &str| {
            format!(
                "Өзгерістер енгізу туралы\n\nҚазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығы\n\nБҰЙЫРАМЫН:\n\
                 1. Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығында:\n{lines}2. Бақылау маған жүктелсін.\n"
            )
        };
        let (rules, charter) = ("көрсетілген бұйрықпен бекітілген Сынақ қағидаларында:\n", "көрсетілген бұйрықпен бекітілген Қор жарғысында:\n");
        let lines = format!("{rules}1) 2-тармақ алып тасталсын;\n{charter}2) 3-тармақтың 4) тармақшасы алып тасталсын;\n3) 5-тармақ алып тасталсын.\n");
        let meant = [
            "point-1/subpoint-1/amend-1 delete 540/rules/point-2 > ",
            "point-1/subpoint-2/amend-1 delete 540/charter/point-3/subpoint-4 > ",
            "point-1/subpoint-3/amend-1 delete 540/charter/point-5 > ",
        ];
        assert_eq!(changes(&act(&lines)), (meant.map(str::to_owned).to_vec(), 0));
        // below a unit of the first document
        let lines = format!("{rules}1) 2-тармақта:\nбірінші бөлік алып тасталсын;\n{charter}2) 3-тармақ алып тасталсын;\n3) 5-тармақ алып тасталсын.\n");
        let meant = [
            "point-1/subpoint-1/amend-1 delete 540/rules/point-2/part-1 > ",
            "point-1/subpoint-2/amend-1 delete 540/charter/point-3 > ",
            "point-1/subpoint-3/amend-1 delete 540/charter/point-5 > ",
        ];
        assert_eq!(changes(&act(&lines)), (meant.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn the_lead_in_of_a_list_is_no_order_of_its_own() {
        let act = |lead: &str, lines: &str| {
            format!("Ереже туралы\n\nҚазақстан Республикасы Үкіметінің 2013 жылғы 3 наурыздағы № 58 қаулысы\n\n1. Ереже бекітілсін.\n2. {lead}\n{lines}")
        };
        let lines = "1) \"Касса туралы\" 1998 жылғы 12 қарашадағы N 239 қаулысы;\n2) \"Қаулылар туралы\" 2001 жылғы 20 сәуірдегі N 113 қаулысының 3-тармағы.\n";
        let meant = ["point-2/subpoint-1 repeal 239/act > ", "point-2/subpoint-2/amend-1 repeal 113/point-3 > "].map(str::to_owned).to_vec();
        for lead in ["Мыналардың күші жойылды деп танылсын:", "Осы қаулы күшіне енгізілген күннен бастап мыналардың күші жойылды деп танылсын:"]
        {
            assert_eq!(changes(&act(lead, lines)), (meant.clone(), 0), "{lead}");
            let source = SourceText::new("a.txt", act(lead, lines));
            let amendments = parse(&source, &repair(&source).value).value.amendments;
            assert!(amendments.iter().all(|amendment| amendment.commencement == crate::act::Commencement::Unstated), "{lead}");
        }
        let (_, unread) = changes(&act("Мыналардың күші жойылды деп танылсын:", "1) кассаға қатысты бұрынғы құжаттар.\n"));
        assert_eq!(unread, 1, "a list whose lines name no act leaves its order unread");
    }

    /// A word for a document means one thing wherever it stands: at the end of a title, in a reference, in an instruction.
    #[test]
    fn words_for_documents_are_of_one_table() {
        let nouns = [
            ("Қағидалар", "rules"),
            ("Регламент", "regulation"),
            ("Нұсқаулық", "instruction"),
            ("Жарғы", "charter"),
            ("Стандарт", "standard"),
            ("Тізбе", "list"),
            ("Тізім", "list"),
            ("Ереже", "approved"),
            ("Әдістеме", "approved"),
            ("Талаптар", "approved"),
            ("Жоспар", "approved"),
            ("Критерийлер", "approved"),
        ];
        for (noun, segment) in nouns {
            assert_eq!(crate::structure::zone::component_segment(noun), segment, "{noun}");
            let genitive = ["ның", "нің", "дың", "дің", "тың", "тің"].map(|ending| format!("{noun}{ending}"));
            assert!(genitive.iter().any(|form| crate::cite::document_word(form) == Some((segment, crate::cite::Case::Genitive))), "{noun}");
            let read = |form: &String| {
                let text = format!("{form} 2-тармағы алып тасталсын;");
                let operations = crate::amend::instruction(&text, &crate::amend::Context::default())?;
                operations.first()?.target.path.as_ref().map(ToString::to_string)
            };
            assert!(genitive.iter().any(|form| read(form).as_deref() == Some(&format!("{segment}/point-2"))), "{noun}");
        }
    }
}

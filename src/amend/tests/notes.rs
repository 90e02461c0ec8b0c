//! What notes tell of units that stay, of words, of the Russian text, and of acts that were adopted together.

use super::note;
use crate::act::{ActKind, Commencement, NoteEffect, ProvisionPath};
use crate::amend::{ParsedNote, speaks_of_change};

const BY: &str = "ҚР 10.06.2020 № 344-VI Заңымен.";

/// What a note at `attached` tells: `target op`.
fn told(text: &str, attached: &str) -> Vec<String> {
    let attached = (!attached.is_empty()).then(|| attached.parse().expect("a path"));
    let read = note(&format!("Ескерту. {text} - {BY}"), attached.as_ref());
    read.iter().map(|note| format!("{} {}", note.target.as_ref().map_or("act", |path| path.as_str()), note.op.as_str())).collect()
}

#[test]
fn a_unit_is_added_only_where_it_is_named_as_what_comes() {
    let cases = [
        ("5-баптың 3-тармағы сөздермен толықтырылды", "article-5/point-3 amend"),
        ("4-баптың 1-тармағы бөліктермен толықтырылды", "article-4/point-1 amend"),
        ("4-бап абзацпен толықтырылды", "article-4 amend"),
        ("5-бап 3-тармақпен толықтырылды", "article-5/point-3 add"),
        ("3-тармақпен толықтырылды", "article-5/point-3 add"),
        ("5-баптың 3-тармағы екінші бөлікпен толықтырылды", "article-5/point-3/part-2 add"),
        ("5-бап толықтырылды", "article-5 amend"),
        ("5-бап өзгерді", "article-5 amend"),
    ];
    for (text, want) in cases {
        assert_eq!(told(text, "article-5/point-2"), [want], "{text}");
    }
    assert_eq!(told("Бұйрық қосымшамен толықтырылды", ""), ["act add"]);
    assert_eq!(told("5.1-1-тармақпен толықтырылды", "rules/point-5.1-1"), ["rules/point-5.1-1 add"]);
    assert_eq!(told("Бүкіл мәтін бойынша \"регламент\" деген сөз \"қағида\" деген сөзбен ауыстырылды", ""), ["act amend"]);
}

#[test]
fn words_that_are_taken_out_leave_what_they_stood_in() {
    assert_eq!(told("Мәтіннен сөздер алынып тасталды", ""), ["act delete_words"]);
    assert_eq!(told("2-тармақтан \"он\" деген сөз алып тасталды", "article-5"), ["article-5/point-2 delete_words"]);
    assert_eq!(told("2-тармақ алып тасталды", "article-5"), ["article-5/point-2 delete"]);
}

#[test]
fn what_is_said_of_the_russian_text_is_no_change_of_this_one() {
    let effect = |text: &str| note(&format!("Ескерту. {text} - {BY}"), None)[0].effect;
    for text in [
        "Орыс тіліндегі тақырыбында және бүкіл мәтін бойынша \"аул\" сөзі \"село\" сөзімен ауыстырылды",
        "2-тармақтың орыс тіліндегі мәтініне өзгеріс енгізілді",
        "2-тармаққа орыс тілінде өзгеріс енгізілді, қазақ тіліндегі мәтін өзгермейді",
    ] {
        assert_eq!(effect(text), NoteEffect::RussianOnly, "{text}");
    }
    for text in ["2-тармақ жаңа редакцияда (орыс тіліндегі мәтін өзгермейді)", "Тақырыбында \"аул\" сөзі \"село\" сөзімен ауыстырылды"]
    {
        assert_eq!(effect(text), NoteEffect::Made, "{text}");
    }
}

#[test]
fn acts_that_were_adopted_together_have_one_day_of_effect() {
    let text = "Ескерту. 2-тармақ жаңа редакцияда - Абай облысының әкімдігінің 11.12.2015 № 452 қаулысымен және Абай облыстық мәслихатының 11.12.2015 № 359 шешімімен \
                (қол қойылған күнінен бастап қолданысқа енгізіледі).";
    let read = note(text, None);
    let by: Vec<(Option<&str>, &Commencement)> = read[0].by.iter().map(|event| (event.number.as_deref(), &event.commencement)).collect();
    assert_eq!(by, [(Some("452"), &Commencement::OnSignature), (Some("359"), &Commencement::OnSignature)]);
    let acts = crate::cite::cited_acts(text);
    let cited: Vec<(Option<ActKind>, Option<&str>)> = acts.iter().map(|act| (act.act.kind, act.act.number.as_deref())).collect();
    assert_eq!(cited, [(Some(ActKind::Resolution), Some("452")), (Some(ActKind::Decision), Some("359"))]);
}

#[test]
fn a_stop_behind_a_day_parts_it_from_no_number() {
    let cases = [
        ("Ескерту. 3-бап өзгерді - Қазақстан Республикасының 1997.12.08. N 200 Заңымен.", Some("1997-12-08"), "a note of the register of acts"),
        ("Қазақстан Республикасының 1997.12.18. N 200 Заңымен.", Some("1997-12-18"), "no other day can be meant"),
        ("Қазақстан Республикасының 1997.12.08. N 200 Заңымен.", None, "elsewhere it may be the 12th of August"),
    ];
    for (text, day, why) in cases {
        let acts = crate::cite::cited_acts(text);
        assert_eq!(acts[0].act.date.map(|date| date.to_string()).as_deref(), day, "{why}");
        assert_eq!(acts[0].act.number.as_deref(), Some("200"));
    }
}

#[test]
fn a_note_of_a_unit_by_an_act_is_one_whatever_its_verb() {
    for (text, is) in [
        ("Ескерту. 3-бап қысқартылды - Қазақстан Республикасының 1999.10.08. N 471 Заңымен.", true),
        ("Ескерту. 3-бап қысқартылды - ҚР 08.10.1999 № 471 Заңымен (қол қойылған күнінен бастап).", true),
        ("Ескерту. 3-бапта аталған жарна мөлшері - 2015 жылғы 1 қаңтардағы № 5 бұйрыққа сәйкес.", false),
        ("Ескерту. Жарна - 2015 жылғы 1 қаңтардағы № 5 бұйрықпен белгіленген мөлшер.", false),
    ] {
        assert_eq!(speaks_of_change(text), is, "{text}");
    }
}

#[test]
fn a_clause_on_the_whole_text_is_of_no_unit_named_before() {
    let told = |text: &str, at: &str| -> Vec<String> {
        let at: Option<ProvisionPath> = (!at.is_empty()).then(|| at.parse().expect("an address of these tests"));
        let shown = |note: &ParsedNote| {
            let acts: Vec<&str> = note.by.iter().filter_map(|event| event.number.as_deref()).collect();
            format!("{} {} {}", note.target.as_ref().map_or("act", ProvisionPath::as_str), note.op.as_str(), acts.join(" "))
        };
        note(text, at.as_ref()).iter().map(shown).collect()
    };
    let clauses = "Ескерту. Тақырыбы жаңа редакцияда, кіріспе алып тасталды - ҚР 2011.10.08. N 71-IV , мәтінде \"тарау\" деген сөздердің алдындағы \"I-V\" деген \
                   цифрлар \"1-5\" деген цифрлармен ауыстырылды - 2012.06.09. N 56-V (қолданысқа енгізілу тәртібін 2-баптан қараңыз) Заңдарымен.";
    assert_eq!(told(clauses, ""), ["title reword 71-IV", "preamble delete 71-IV", "act amend 56-V"]);
    let whole = "Ескерту. Бүкіл мәтін бойынша \"қор\" деген сөз \"банк\" деген сөзбен ауыстырылды - ҚР 10.12.2014 № 27-V Заңымен.";
    for (at, target) in [("preamble", "act"), ("rules", "rules"), ("rules/point-2", "rules"), ("article-3", "act")] {
        assert_eq!(told(whole, at), [format!("{target} amend 27-V")], "{at}");
    }
    let in_text = whole.replace("Бүкіл мәтін бойынша", "Мәтінде");
    for (at, target) in [("preamble", "act"), ("rules", "rules"), ("rules/point-2", "rules/point-2")] {
        assert_eq!(told(&in_text, at), [format!("{target} amend 27-V")], "{at}");
    }
}

//! What a clause is about by words that stand elsewhere in its act.

use super::*;

/// The best answer of `corpus` to `question`: its words, and why it is one.
fn best(corpus: &Corpus, question: &str) -> (String, Vec<String>) {
    let mut answer = search(&corpus.index, &Question { text: question.to_owned(), explain: true, ..Question::default() }).unwrap();
    (answer.hits.swap_remove(0).text, answer.reasons.swap_remove(0))
}

/// Rules of a service, whose clauses do not name it.
fn rules(service: &str, number: u32, clauses: &str) -> String {
    format!(
        "\"{service}\" мемлекеттік көрсетілетін қызмет қағидаларын бекіту туралы\n\nҚазақстан Республикасы Көлік министрінің 2024 жылғы 5 маусымдағы № {number} бұйрығы\n\n      \
         1. Осы Қағидалар тәртіпті айқындайды.\n{clauses}      9. Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n"
    )
}

#[test]
fn a_public_service_is_the_one_its_title_names() {
    let clause = |days: u32| format!("      2. Мемлекеттік қызмет {days} жұмыс күні ішінде көрсетіледі.\n      3. Мөр {days} жерде басылады.\n");
    let corpus = index_of(&[&rules("Кемені тіркеу", 1, &clause(7)), &rules("Көпірді жөндеу", 2, &clause(20))]);
    for (question, words, service) in [("кемені тіркеу неше күнде", "7 жұмыс күні", "«кемені»"), ("көпірді жөндеу неше күнде", "20 жұмыс күні", "«көпірді»")]
    {
        let (text, reasons) = best(&corpus, question);
        assert!(text.contains(words), "{question}: {text}");
        assert!(reasons.iter().any(|reason| reason.contains(service) && reason.contains("in its lead-in")), "{question}: {reasons:?}");
    }
}

#[test]
fn a_short_name_is_found_by_what_it_stands_for() {
    let clauses = "      2. Қызметті Қазақстан Республикасының шет елдердегі мекемелері (бұдан әрі – көрсетілетін қызметті беруші) көрсетеді.\n      \
                   3. Көрсетілетін қызметті беруші сәрсенбіде құжат қабылдамайды.\n      4. Мұрағат сәрсенбіде құжат қабылдайды.\n";
    let corpus = index_of(&[&rules("Куәлік беру", 3, clauses)]);
    let (text, reasons) = best(&corpus, "шет елдердегі мекемелер сәрсенбіде құжат қабылдай ма");
    assert!(text.contains("қабылдамайды"), "{text}");
    assert!(reasons.iter().any(|reason| reason.contains("«мекемелер»") && reason.contains("around it")), "{reasons:?}");
}

#[test]
fn the_last_member_of_a_list_ends_its_sentence() {
    let clauses = "      2. Мыналар:\n      1) ұшқыштар;\n      2) теңізшілер;\n      3) саяхатшылар алымнан босатылады.\n";
    let corpus = index_of(&[&rules("Алым төлеу", 4, clauses)]);
    let (text, reasons) = best(&corpus, "теңізшілер алымнан босатыла ма");
    assert!(text.contains("теңізшілер"), "{text}");
    assert!(reasons.iter().any(|reason| reason.contains("«босатыла»") && reason.contains("in its lead-in")), "{reasons:?}");
}

#[test]
fn an_abbreviation_in_a_lead_in_is_one() {
    let clauses = "      2. БАЖ арқылы мыналар беріледі:\n      1) анықтамалар;\n      2) көшірмелер.\n      3. Көшірмелер үшін баж алынады.\n";
    let corpus = index_of(&[&rules("Көшірме беру", 5, clauses)]);
    let (text, _) = best(&corpus, "БАЖ арқылы көшірмелер");
    assert_eq!(text, "2) көшірмелер.", "«баж» is a duty");
}

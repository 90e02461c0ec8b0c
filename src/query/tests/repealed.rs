//! What is told of an act that another act of the corpus repealed: its own text says nothing of it.

use super::*;
use crate::act::Status;
use crate::wire;

fn repealed() -> Corpus {
    let order = |title: &str, number: u32, registered: u32, body: &str| {
        format!(
            "{title}\nҚазақстан Республикасы Қаржы министрінің 2015 жылғы 3 тамыздағы № {number} бұйрығы. Қазақстан Республикасының Әділет министрлігінде \
             2015 жылғы 1 қыркүйекте № {registered} болып тіркелді\nБҰЙЫРАМЫН:\n1. {body}\n2. Осы бұйрық 2016 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"
        )
    };
    let repeal = "Бұйрықтың күші жойылды деп тану туралы\nҚазақстан Республикасы Қаржы министрінің 2021 жылғы 11 мамырдағы № 470 бұйрығы. Қазақстан \
        Республикасының Әділет министрлігінде 2021 жылғы 14 мамырда № 22760 болып тіркелді\nБҰЙЫРАМЫН:\n1. «Салық төлеу туралы» Қазақстан Республикасы Қаржы \
        министрінің 2015 жылғы 3 тамыздағы № 430 бұйрығының (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 11950 болып тіркелген) күші \
        жойылды деп танылсын.\n2. Осы бұйрық 2021 жылғы 1 шілдеден бастап қолданысқа енгізіледі.\n";
    let (gone, kept) = (order("Салық төлеу туралы", 430, 11950, "Салық төленеді."), order("Баж салығы туралы", 431, 11951, "Баж салығы төленеді."));
    index_of(&[&gone, &kept, repeal])
}

#[test]
fn an_act_that_another_one_repealed_is_told_as_repealed_from_that_day_on() {
    let corpus = repealed();
    let (gone, day) = ("V1500011950", |day: &str| day.parse::<crate::act::Date>().unwrap());
    for (asked, status, by) in [("2021-06-30", Status::InForce, None), ("2021-07-01", Status::Repealed, Some("V2100022760"))] {
        let shown = show(&corpus.index, gone, Some(day(asked))).unwrap();
        assert_eq!((shown.passage.status, shown.act.status), (status, status), "{asked}");
        assert!(shown.below.iter().all(|unit| unit.passage.status == status), "{asked}");
        assert_eq!(shown.act.repealed_by.as_ref().map(crate::act::ActId::as_str), by, "{asked}");
        assert_eq!(shown.act.repealed_on, by.map(|_| day("2021-05-11")), "the day of the act that did it: {asked}");
        let told = serde_json::to_value(wire::Acts::new(corpus.index.acts(), &[], day(asked))).unwrap();
        assert_eq!((told["acts"][0]["status"].as_str(), told["acts"][0]["repealed_by"].as_str()), (Some(status.as_str()), by), "{asked}");
        let other = show(&corpus.index, "V1500011951", Some(day(asked))).unwrap();
        assert_eq!((other.passage.status, other.act.repealed_by), (Status::InForce, None), "nothing is told of the other");
    }
}

#[test]
fn the_status_is_filtered_and_counted_as_of_the_day() {
    let corpus = repealed();
    let found = |text: &str, as_of: &str| {
        let question = Question { text: text.to_owned(), as_of: as_of.parse().ok(), facets: true, history: true, ..Question::default() };
        let answer = search(&corpus.index, &question).unwrap();
        // the act that did it names the other, and is not asked for
        let named = answer.hits.iter().map(|hit| hit.act.to_string()).filter(|act| act.starts_with("V15"));
        let acts: std::collections::BTreeSet<String> = named.collect();
        let statuses: Vec<String> = answer.facets.unwrap().statuses.into_iter().map(|facet| facet.value).collect();
        (acts.into_iter().collect::<Vec<_>>().join(" "), statuses)
    };
    let of = |acts: &str, statuses: &[&str]| (acts.to_owned(), statuses.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
    assert_eq!(found("status:repealed төленеді", "2021-07-01"), of("V1500011950", &["repealed"]));
    assert_eq!(found("status:in_force төленеді", "2021-07-01"), of("V1500011951", &["in_force"]));
    assert_eq!(found("status:in_force төленеді", "2021-06-30"), of("V1500011950 V1500011951", &["in_force"]));
}

#[test]
fn what_is_set_aside_for_a_time_is_told_as_suspended() {
    let corpus = index_of(&[
        "Су туралы\nҚазақстан Республикасының 2010 жылғы 9 шілдедегі № 481-IV Заңы\n1-бап. Су ашық.\n2-бап. Су тегін.\n\
         3-бап. Осы Заң 2011 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n",
        "«Су туралы» Қазақстан Республикасының Заңына өзгеріс енгізу туралы\nҚазақстан Республикасының 2012 жылғы 3 мамырдағы № 12-V Заңы\n\
         1-бап. «Су туралы» 2010 жылғы 9 шілдедегі № 481-IV Қазақстан Республикасының Заңы 2-бабының қолданысы 2014 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.\n\
         2-бап. Осы Заң 2013 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n",
    ]);
    let on = |day: &str| show(&corpus.index, "Z1000000481/article-2", day.parse().ok()).unwrap().passage;
    let standing = ["2012-12-31", "2013-01-01", "2013-12-31", "2014-01-01"].map(|day| on(day).standing());
    let aside = "suspended since 2013-01-01 until 2014-01-01";
    assert_eq!(standing, ["in force since 2011-01-01 until 2013-01-01", aside, aside, "in force since 2014-01-01"]);
    let told = on("2013-06-01");
    assert_eq!(told.validity.state, State::Ended);
    let told = serde_json::to_value(wire::Passage::new(&told)).unwrap();
    let suspended = &told["validity"]["suspended"];
    assert_eq!((suspended["from"]["date"].as_str(), suspended["until"]["date"].as_str()), (Some("2013-01-01"), Some("2014-01-01")));
    assert!(wire::Passage::new(&on("2012-06-01")).validity.suspended.is_none());
}

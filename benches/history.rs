//! Acts to wordings, on an act of 2,000 provisions and 300 events: putting it together, and asking it.

use divan::Bencher;
use tarmaq::act::{Act, Date};
use tarmaq::diff;
use tarmaq::history::{History, Publications, State, StoredHistory};
use tarmaq::ingest::read_act;
use tarmaq::text::SourceText;

fn main() {
    divan::main();
}

/// Before the first of the changes and after the last.
const DAYS: [&str; 2] = ["2020-06-01", "2060-06-01"];

fn day(day: &str) -> Date {
    day.parse().expect("a day of the calendar")
}

/// A resolution of the Government, in force on the first day of a year.
fn resolution(year: usize, number: usize, title: &str, body: &str) -> Act {
    let text = format!(
        "{title} туралы\nҚазақстан Республикасы Үкіметінің {year} жылғы 1 қаңтардағы № {number} қаулысы\nҚазақстан Республикасының Үкіметі ҚАУЛЫ \
         ЕТЕДІ:\n{body}Осы қаулы {year} жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"
    );
    let file = format!("{number}.txt");
    read_act(SourceText::new(file, text), number.to_string().parse().expect("an id"))
}

/// 500 points of three subpoints each, and 30 acts of ten instructions on them: new wordings, words replaced, points taken out.
fn acts() -> Vec<Act> {
    let point = |n: usize| {
        let own = format!("{n}. Көрсетілетін қызметті беруші құжаттарды {n} жұмыс күні ішінде қарайды және мыналарды жібереді:\n");
        let below = (1..4).map(|m| format!("{m}) өтініш берушінің {n}-{m} нысаны бойынша толтырылған хабарламасы{}\n", if m < 3 { ";" } else { "." }));
        own + &below.collect::<String>()
    };
    let mut acts = vec![resolution(2020, 1, "Қызмет көрсету", &((1..=500).map(point).collect::<String>() + "501. "))];
    for number in 0..30 {
        let instruction = |n: usize| {
            let at = number * 10 + n + 1;
            match n % 3 {
                0 => format!("{at}-тармақ мынадай редакцияда жазылсын:\n«{at}. Жаңа {number} редакция.»;\n"),
                1 => format!("{at}-тармақтағы «құжаттарды» деген сөз «өтінішті» деген сөзбен ауыстырылсын;\n"),
                _ => format!("{at}-тармақ алып тасталсын;\n"),
            }
        };
        let lead = "1. Қазақстан Республикасы Үкіметінің 2020 жылғы 1 қаңтардағы № 1 қаулысына мынадай өзгерістер енгізілсін:\n";
        let body = format!("{lead}{}2. ", (0..10).map(instruction).collect::<String>());
        acts.push(resolution(2021 + number, 2 + number, "Қаулыға өзгерістер енгізу", &body));
    }
    acts
}

fn stored(acts: &[Act]) -> Vec<Vec<u8>> {
    let history = History::build(acts, &Publications::default()).value;
    let act = &history.acts[&"P2000000001".parse().expect("an id")];
    assert!(act.timelines.len() > 2_000, "{}", act.timelines.len());
    assert_eq!(act.events.len(), 301);
    StoredHistory::write(act, &history.findings, &()).expect("it can be written")
}

/// All texts to all wordings.
#[divan::bench]
fn consolidate(bencher: Bencher<'_, '_>) {
    let acts = acts();
    bencher.bench_local(|| assert_eq!(History::build(&acts, &Publications::default()).value.acts.len(), 31));
}

/// One provision on one day, out of the bytes in the index.
#[divan::bench]
fn one_provision_from_the_index(bencher: Bencher<'_, '_>) {
    let pieces = stored(&acts());
    let path = "point-2".parse().ok();
    bencher.bench_local(|| {
        let stored = StoredHistory::read(pieces.clone(), ()).expect("it was written");
        let timeline = stored.timeline(path.as_ref()).expect("it was written").expect("the act has this point");
        let on = timeline.as_of(&stored.act().events, day(DAYS[1]));
        assert!(on.state == State::InForce && on.text().is_some_and(|text| text.text.contains("өтінішті 2")));
    });
}

/// The whole act on one day, out of the bytes in the index.
#[divan::bench]
fn whole_act_from_the_index(bencher: Bencher<'_, '_>) {
    let pieces = stored(&acts());
    bencher.bench_local(|| {
        let act = StoredHistory::read(pieces.clone(), ()).and_then(|stored| stored.whole()).expect("it was written");
        // 120 points were replaced without their subpoints, 90 taken out with theirs
        let [before, after] = DAYS.map(|on| diff::units(&act, None, day(on)).len());
        assert_eq!(before - after, 120 * 3 + 90 * 4);
    });
}

/// What is different in the whole act between two days.
#[divan::bench]
fn compare_two_days(bencher: Bencher<'_, '_>) {
    let act = StoredHistory::read(stored(&acts()), ()).and_then(|stored| stored.whole()).expect("it was written");
    bencher.bench_local(|| {
        let [before, after] = DAYS.map(|on| diff::units(&act, None, day(on)));
        let changes = diff::diff(&before, &after);
        assert!(changes.len() > 300 && diff::apply(&before, &changes) == after);
    });
}

//! Questions, addresses and texts with citations, put to a small index.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use tarmaq::act::Date;
use tarmaq::index::Index;
use tarmaq::ingest::{self, Options, Silent};
use tarmaq::query::{self, Question, Sort};
use tempfile::TempDir;

/// An order that approves rules, with a note in them.
const RULES: &str = "Өтініштерді қарау қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2018 жылғы 4 қаңтардағы № 11 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2018 жылғы 13 ақпанда № 16354 болып тіркелді.
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған Өтініштерді қарау қағидалары бекітілсін.
      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.

Министр                                   А. Тегі

Қазақстан Республикасы
Ішкі істер министрінің
2018 жылғы 4 қаңтардағы
№ 11 бұйрығымен
бекітілген

Өтініштерді қарау қағидалары

1-тарау. Жалпы ережелер

      1. Осы Қағидаларда мынадай ұғымдар пайдаланылады:
      1) өтініш – орган қарайтын құжат;
      2) рұқсат – органның шешімі.
      2. Шетелдік азамат рұқсат алу үшін осы Қағидаларға 1-қосымшаға сәйкес өтініш береді.

2-тарау. Қарау тәртібі

      3. Өтініш үш жұмыс күні ішінде қаралады.
      Ескерту. 3-тармақ жаңа редакцияда – ҚР Ішкі істер министрінің 05.03.2024 № 88 (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі) бұйрығымен.
";

/// One that changes them.
const CHANGES: &str = "Өтініштерді қарау қағидаларына өзгерістер енгізу туралы

Қазақстан Республикасы Ішкі істер министрінің 2024 жылғы 5 наурыздағы № 88 бұйрығы.
      БҰЙЫРАМЫН:
      1. «Өтініштерді қарау қағидаларын бекіту туралы» Қазақстан Республикасы Ішкі істер министрінің 2018 жылғы 4 қаңтардағы № 11 бұйрығына (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 16354 болып тіркелген) мынадай өзгерістер енгізілсін:
      көрсетілген бұйрықпен бекітілген Өтініштерді қарау қағидаларында:
      3-тармақ мынадай редакцияда жазылсын:
      «3. Өтініш үш жұмыс күні ішінде қаралады.».
      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.
";

/// The day of all questions.
pub fn today() -> Date {
    Date::new(2026, 11, 21).expect("the calendar has this day")
}

/// Builds an index of two acts in `folder`.
pub fn build(folder: &Path) {
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).expect("a folder can be made");
    for (name, text) in [("V1800016354.txt", RULES), ("changes.txt", CHANGES)] {
        fs::write(corpus.join(name), text).expect("a file can be written");
    }
    ingest::ingest(&Options::new(corpus, folder.join("index")), &Silent).expect("two acts are indexed");
}

/// One index for all questions of a process.
pub static SITE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder can be made");
    build(folder.path());
    folder
});
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::open(&SITE.path().join("index")).expect("it was built"));

/// Asks the index everything that `bytes` may mean. The first line is a question, an address and a text with citations; a second one is a quotation.
pub fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (question, quote) = text.split_once('\n').unwrap_or((&text, "өтініш"));
    let index = &*INDEX;
    for (sort, history, day) in [(Sort::Relevance, false, None), (Sort::Date, true, Some(today()))] {
        let asked =
            Question { text: question.to_owned(), as_of: day, today: Some(today()), history, sort, explain: history, facets: !history, ..Question::default() };
        let answer = query::search(index, &asked).expect("a question is never an error");
        for hit in &answer.hits {
            let length = hit.text.chars().count();
            assert!(hit.highlights.iter().all(|marked| marked.start < marked.end && marked.end <= length), "{hit:?}");
        }
        let _ = query::like(index, question, &asked);
    }
    let _ = query::show(index, question, Some(today()));
    let _ = query::history(index, question, None);
    let _ = query::diff(index, question, Date::new(2020, 1, 1).expect("the calendar has this day"), today());
    let _ = query::references(index, question, Some(today()), 5, 0);
    let _ = query::pace(index, question);
    let _ = query::quotation(index, question, quote, None);
    let _ = query::suggest(index, question, 8).expect("what is typed is never an error");
    let _ = query::cite(index, question).expect("a text is never an error");
}

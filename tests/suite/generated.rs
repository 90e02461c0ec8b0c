//! Acts made up for tests of size: orders and laws of 20 to 60 provisions, in the words and the layout of real ones. The same number gives the same act.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const NOUNS: &[&str] =
    &["шетелдік", "азамат", "орган", "өтініш", "рұқсат", "виза", "куәлік", "тізілім", "шешім", "құжат", "ұйым", "мерзім", "қызмет", "тіркеу", "келісім"];
const VERBS: &[&str] = &["береді", "қарайды", "тіркейді", "жібереді", "ресімдейді", "қабылдайды", "тексереді", "бекітеді", "хабарлайды", "ұсынады"];
const TAILS: &[&str] = &[
    "заңнамада белгіленген тәртіппен",
    "үш жұмыс күні ішінде",
    "уәкілетті органның шешімі негізінде",
    "күнтізбелік он күн ішінде",
    "осы Қағидаларға сәйкес",
    "электрондық цифрлық қолтаңба қойылған нысанда",
];

pub(crate) use super::made_up::generator::Chance;

fn sentence(chance: &mut Chance) -> String {
    let (one, other) = (chance.of(NOUNS), chance.of(NOUNS));
    format!("{one} туралы {other} {} {} {}", chance.of(TAILS), chance.of(NOUNS), chance.of(VERBS))
}

/// The text of act `number`: an order with rules, or a law.
pub(crate) fn act(number: usize) -> String {
    let mut chance = Chance::new(number as u64 + 1);
    let mut text = String::new();
    let topic = format!("{} {} {}", chance.of(NOUNS), chance.of(NOUNS), number);
    let (year, day) = (2011 + number % 12, 1 + number % 28);
    let provisions = 20 + chance.below(41);
    if number.is_multiple_of(3) {
        writeln!(text, "{topic} туралы\n\nҚазақстан Республикасының Заңы {year} жылғы {day} маусымдағы № {number}-IV.\n").unwrap();
        for article in 1..=provisions / 2 {
            writeln!(text, "      {article}-бап. {}\n      1. {}.\n      2. {}:", chance.of(NOUNS), sentence(&mut chance), sentence(&mut chance)).unwrap();
            writeln!(text, "      1) {};\n      2) {}.", sentence(&mut chance), sentence(&mut chance)).unwrap();
        }
        return text;
    }
    writeln!(text, "{topic} қағидаларын бекіту туралы\n\nҚазақстан Республикасы Ішкі істер министрінің {year} жылғы {day} маусымдағы № {number} бұйрығы.")
        .unwrap();
    writeln!(text, "      БҰЙЫРАМЫН:\n      1. Қоса беріліп отырған {topic} қағидалары бекітілсін.").unwrap();
    writeln!(text, "      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.\n").unwrap();
    writeln!(text, "Министр                                   А. Тегі\n\nҚазақстан Республикасы\nІшкі істер министрінің\n{year} жылғы {day} маусымдағы")
        .unwrap();
    writeln!(text, "№ {number} бұйрығымен\nбекітілген\n\n{topic} қағидалары\n\n1-тарау. Жалпы ережелер\n").unwrap();
    for point in 1..=provisions {
        if point == provisions / 2 {
            writeln!(text, "\n2-тарау. {} тәртібі\n", chance.of(NOUNS)).unwrap();
        }
        writeln!(text, "      {point}. {}.", sentence(&mut chance)).unwrap();
        if chance.below(4) == 0 {
            writeln!(text, "      Осы Қағидаларда мынадай ұғымдар пайдаланылады:\n      1) {};\n      2) {}.", sentence(&mut chance), sentence(&mut chance))
                .unwrap();
        }
    }
    text
}

/// Writes `count` acts into `folder`, which is made.
pub(crate) fn corpus(folder: &Path, count: usize) {
    fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        fs::write(folder.join(format!("act-{number:04}.txt")), act(number)).unwrap();
    }
}

/// A folder of acts made up, and the place of their index. It is gone with this.
pub(crate) struct Place {
    pub(crate) dir: TempDir,
    pub(crate) corpus: PathBuf,
    pub(crate) index: PathBuf,
}

impl Place {
    /// With `acts` acts in the corpus and no index.
    pub(crate) fn new(acts: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (corpus_folder, index) = (dir.path().join("corpus"), dir.path().join("index"));
        corpus(&corpus_folder, acts);
        Self { dir, corpus: corpus_folder, index }
    }
}

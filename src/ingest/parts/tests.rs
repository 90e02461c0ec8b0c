//! An act over several files, from the folder to the index.

use std::fs;

use crate::index::{FindingKind, Index};
use crate::ingest::{Freshness, NoSource, Options, Outcome, Report, Silent, check, freshness, ingest, read_file, source_of};
use crate::text::ProblemCode;

const ORDER: &str = "Шетелдіктерді тіркеу қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2022 жылғы 10 қазандағы № 807 бұйрығы.
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған шетелдіктерді тіркеу қағидалары бекітілсін.
      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.

Министр                                   А. Тегі
";
const RULES: &str = "Қазақстан Республикасы
Ішкі істер министрінің
2022 жылғы 10 қазандағы
№ 807 бұйрығымен
бекітілген

Шетелдіктерді тіркеу қағидалары

1-тарау. Жалпы ережелер

      1. Осы Қағидалар шетелдіктерді тіркеу тәртібін
";
const END: &str = "айқындайды.
      2. Шетелдік азамат рұқсатты уәкілетті органнан алады.
";
const OWNER: &str = "parts = [\"a-2.txt\", \"a-3.txt\"]\n";

struct Folders {
    root: tempfile::TempDir,
}

impl Folders {
    fn new(files: &[(&str, &str)]) -> Self {
        let folders = Self { root: tempfile::tempdir().unwrap() };
        fs::create_dir(folders.corpus()).unwrap();
        files.iter().for_each(|(name, text)| folders.write(name, text));
        folders
    }

    /// An order, its rules and their end in three files, and another act.
    fn usual() -> Self {
        Self::new(&[("a.txt", ORDER), ("a-2.txt", RULES), ("a-3.txt", END), ("a.source.toml", OWNER), ("b.txt", "Басқа мәтін.")])
    }

    fn corpus(&self) -> std::path::PathBuf {
        self.root.path().join("corpus")
    }

    fn index(&self) -> std::path::PathBuf {
        self.root.path().join("index")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.corpus().join(name), text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.corpus().join(name)).unwrap();
    }

    fn run(&self) -> Report {
        ingest(&Options::new(self.corpus(), self.index()), &Silent).unwrap()
    }

    fn freshness(&self) -> Freshness {
        freshness(&self.corpus(), &self.index()).unwrap()
    }

    fn findings(&self) -> Vec<(FindingKind, String)> {
        check(&self.corpus(), &self.index()).unwrap().findings.into_iter().map(|finding| (finding.kind, finding.message)).collect()
    }
}

/// What became of each file, by name: `failed: why` in one line.
fn told(report: &Report) -> Vec<(String, String)> {
    let outcome = |outcome: &Outcome| match outcome {
        Outcome::Failed(cause) => format!("failed: {cause}"),
        other => format!("{other:?}").to_lowercase(),
    };
    report.files.iter().map(|file| (file.path.file_name().unwrap().to_string_lossy().into_owned(), outcome(&file.outcome))).collect()
}

fn outcome(report: &Report, name: &str) -> String {
    told(report).into_iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name}: {:?}", told(report))).1
}

#[test]
fn an_act_over_several_files_is_one_act() {
    let folders = Folders::usual();
    let report = folders.run();
    assert_eq!(told(&report), [("a.txt".to_owned(), "read".to_owned()), ("b.txt".to_owned(), "read".to_owned())], "parts are no acts of their own");
    assert_eq!((report.acts, &report.files[0].parts[..], &report.remarks[..]), (2, &["a-2.txt".to_owned(), "a-3.txt".to_owned()][..], &[][..]));
    assert_eq!(folders.freshness(), Freshness::Fresh);
    assert_eq!(folders.findings(), []);
    assert!(!folders.run().written, "nothing has changed");
    let index = Index::open(&folders.index()).unwrap();
    let act = index.acts().iter().find(|act| act.file == "a.txt").unwrap();
    assert_eq!(act.parts, ["a-2.txt", "a-3.txt"]);
    let shown = crate::query::show(&index, &format!("{}/rules/point-1", act.id), None).unwrap().passage;
    assert_eq!(shown.text, "1. Осы Қағидалар шетелдіктерді тіркеу тәртібін айқындайды.");
    assert_eq!((shown.source.file.as_str(), shown.source.lines.to_string()), ("a-2.txt", "11".to_owned()));
    assert_eq!(shown.source.rest.iter().map(|rest| (rest.file.as_str(), rest.lines.to_string())).collect::<Vec<_>>(), [("a-3.txt", "1".to_owned())]);
    let next = crate::query::show(&index, &format!("{}/rules/point-2", act.id), None).unwrap().passage;
    assert_eq!((next.source.file.as_str(), next.source.lines.to_string(), next.source.rest.len()), ("a-3.txt", "2".to_owned(), 0));
    assert_eq!(source_of(&index, &act.id).unwrap().source.files().collect::<Vec<_>>(), ["a.txt", "a-2.txt", "a-3.txt"]);
}

#[test]
fn a_part_that_changes_comes_or_goes_makes_the_act_be_read_again() {
    let folders = Folders::usual();
    let first = folders.run();
    let id = first.files[0].act.clone().unwrap();
    let stale =
        |folders: &Folders, why: &str| assert!(matches!(folders.freshness(), Freshness::Stale(told) if told.ends_with(why)), "{:?}", folders.freshness());

    folders.write("a-3.txt", &format!("{END}      3. Шетелдік азамат есепке қойылады.\n"));
    stale(&folders, "a-3.txt has changed");
    assert!(
        folders.findings().iter().any(|(kind, told)| *kind == FindingKind::SourceChanged && told.contains("a-3.txt, a part of")),
        "{:?}",
        folders.findings()
    );
    let index = Index::open(&folders.index()).unwrap();
    assert!(matches!(source_of(&index, &id), Err(NoSource::Changed(_))));
    let second = folders.run();
    assert_eq!((outcome(&second, "a.txt"), outcome(&second, "b.txt")), ("read".to_owned(), "unchanged".to_owned()));
    assert_eq!(second.units, first.units + 1);
    assert_eq!(folders.freshness(), Freshness::Fresh);

    folders.remove("a-3.txt");
    stale(&folders, "a-3.txt has changed");
    assert!(folders.findings().iter().any(|(kind, told)| *kind == FindingKind::SourceMissing && told.contains("a-3.txt")), "{:?}", folders.findings());
    let index = Index::open(&folders.index()).unwrap();
    assert!(matches!(source_of(&index, &id), Err(NoSource::Gone { path, .. }) if path.ends_with("a-3.txt")));
    let third = folders.run();
    let cause = outcome(&third, "a.txt");
    assert!(cause.contains("a.source.toml: `parts`: file 2: ") && cause.contains("a-3.txt: there is no such file"), "{cause}");
    assert_eq!((third.acts, told(&third).len(), outcome(&third, "b.txt")), (1, 2, "unchanged".to_owned()), "a-2.txt is no act of its own all the same");
    assert_eq!(folders.freshness(), Freshness::Fresh, "a bad file is not tried again until it changes");

    folders.write("a-3.txt", END);
    stale(&folders, "a-3.txt has changed");
    assert_eq!(folders.run().units, first.units);

    folders.write("a-3.source.toml", "sha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n");
    stale(&folders, "a-3.txt has changed");
    let changed = folders.run();
    assert!(changed.files[0].problems.iter().any(|(code, _)| code == "source_changed"), "{:?}", changed.files[0].problems);
    let act = read_file(&folders.corpus().join("a.txt")).unwrap().act;
    let of_part = act.problems.iter().find(|problem| problem.code == ProblemCode::SourceChanged).unwrap();
    assert_eq!(act.source.printed(of_part.lines).0.file, "a-3.txt");
    folders.remove("a-3.source.toml");
    stale(&folders, "a-3.txt has changed");
    folders.run();

    folders.write("a.source.toml", "parts = [\"a-2.txt\"]\n");
    stale(&folders, "a.txt has changed");
    let apart = folders.run();
    assert_eq!((outcome(&apart, "a.txt"), outcome(&apart, "a-3.txt")), ("read".to_owned(), "read".to_owned()), "it is an act of its own again");
    folders.write("a.source.toml", OWNER);
    let together = folders.run();
    assert_eq!((told(&together).len(), together.units), (2, first.units));
    assert!(together.remarks.iter().any(|remark| remark.contains("a-3.txt is a part of another act now")), "{:?}", together.remarks);
    assert_eq!(folders.findings(), []);
}

#[test]
fn a_seam_that_moves_moves_the_lines_and_nothing_else() {
    let folders = Folders::usual();
    let first = folders.run();
    folders.write("a-2.txt", &format!("{RULES}{END}"));
    folders.write("a-3.txt", "      3. Соңы.\n");
    folders.run();
    let line = |text: &str| text.lines().count();
    folders.write("a-2.txt", &format!("{RULES}{}\n", END.lines().next().unwrap()));
    folders.write("a-3.txt", &format!("{}\n      3. Соңы.\n", END.lines().nth(1).unwrap()));
    let report = folders.run();
    assert_eq!(report.units, first.units + 1);
    let index = Index::open(&folders.index()).unwrap();
    let shown = crate::query::show(&index, &format!("{}/rules/point-1", first.files[0].act.clone().unwrap()), None).unwrap().passage;
    assert_eq!((shown.source.file.as_str(), shown.source.lines.last as usize, shown.source.rest.len()), ("a-2.txt", line(RULES) + 1, 0));
    assert_eq!(shown.text, "1. Осы Қағидалар шетелдіктерді тіркеу тәртібін айқындайды.");
}

#[test]
fn files_that_are_named_in_two_ways_are_told_and_the_others_go_on() {
    let other = ("good.txt", "Басқа мәтін.");
    type Pairs = &'static [(&'static str, &'static str)];
    let cases: [(&str, Pairs, Pairs); 7] = [
        (
            "twice",
            &[("a.txt", ORDER), ("a.source.toml", "parts = [\"c.txt\"]"), ("b.txt", ORDER), ("b.source.toml", "parts = [\"c.txt\"]"), ("c.txt", END)],
            &[("a.txt", "c.txt is named in a.source.toml and in b.source.toml"), ("b.txt", "c.txt is named in a.source.toml and in b.source.toml")],
        ),
        (
            "a circle",
            &[("a.txt", ORDER), ("a.source.toml", "parts = [\"b.txt\"]"), ("b.txt", END), ("b.source.toml", "parts = [\"a.txt\"]")],
            &[("a.txt", "is named as a part in b.source.toml and has parts of its own in a.source.toml"), ("b.txt", "is named as a part in a.source.toml")],
        ),
        (
            "a part with parts",
            &[("a.txt", ORDER), ("a.source.toml", "parts = [\"b.txt\"]"), ("b.txt", END), ("b.source.toml", "parts = [\"c.txt\"]"), ("c.txt", END)],
            &[("a.txt", "b.txt is no part of a.txt: b.source.toml tells its `parts`"), ("b.txt", "name all of them in one")],
        ),
        ("itself", &[("a.txt", ORDER), ("a.source.toml", "parts = [\"a.txt\"]")], &[("a.txt", "a.txt is named as a part of itself")]),
        ("itself in another format", &[("a.html", ORDER), ("a.source.toml", "parts = [\"a.html\"]")], &[("a.html", "a.html is named as a part of itself")]),
        (
            "listed twice",
            &[("a.txt", ORDER), ("a.source.toml", "parts = [\"b.txt\", \"b.txt\"]"), ("b.txt", END)],
            &[("a.txt", "names b.txt twice, as file 1 and as file 2")],
        ),
        ("outside", &[("a.txt", ORDER), ("a.source.toml", "parts = [\"../b.txt\"]")], &[("a.txt", "must be the name of a file in the same folder")]),
    ];
    for (what, files, meant) in cases {
        let folders = Folders::new(&[files, &[other]].concat());
        for run in ["first", "second"] {
            let report = folders.run();
            let told = told(&report);
            assert_eq!(told.len(), meant.len() + 1, "{what}: {told:?}");
            for (name, said) in meant {
                let cause = outcome(&report, name);
                assert!(cause.starts_with("failed: ") && cause.contains(said), "{what}, {run} run: {name}: {cause}");
            }
            assert!(["read", "unchanged"].contains(&outcome(&report, "good.txt").as_str()), "{what}");
            assert_eq!(folders.freshness(), Freshness::Fresh, "{what}");
        }
    }
}

#[test]
fn what_was_named_in_two_ways_is_read_once_it_is_not() {
    let folders = Folders::new(&[("a.txt", ORDER), ("a.source.toml", "parts = [\"c.txt\"]"), ("b.txt", "Басқа мәтін."), ("c.txt", END), ("d.txt", "Мәтін.")]);
    folders.write("b.source.toml", "parts = [\"c.txt\"]");
    assert!(folders.run().any_failed());
    folders.remove("b.source.toml");
    let report = folders.run();
    assert_eq!((outcome(&report, "a.txt"), outcome(&report, "b.txt")), ("read".to_owned(), "read".to_owned()));
}

#[test]
fn two_copies_share_their_metadata_and_their_parts() {
    let folders = Folders::new(&[
        ("a.txt", ORDER),
        ("a.html", &format!("<html><body><pre>{ORDER}</pre></body></html>")),
        ("a-2.txt", RULES),
        ("a.source.toml", "parts = [\"a-2.txt\"]"),
    ]);
    let report = folders.run();
    assert_eq!(told(&report).len(), 2, "{:?}", told(&report));
    assert!(report.files.iter().all(|file| file.parts == ["a-2.txt"]) && !report.any_failed());
}

#[test]
fn a_file_of_the_same_name_and_another_format_may_be_a_part() {
    let page = format!("<html><body><pre>{RULES}</pre></body></html>");
    let folders = Folders::new(&[("a.txt", ORDER), ("a.html", &page), ("a.source.toml", "parts = [\"a.html\"]")]);
    let report = folders.run();
    assert_eq!((told(&report), &report.files[0].parts[..]), (vec![("a.txt".to_owned(), "read".to_owned())], &["a.html".to_owned()][..]));
    assert_eq!(folders.freshness(), Freshness::Fresh);
    folders.write("a.html", &page.replace("Осы", "Бұл"));
    assert!(matches!(folders.freshness(), Freshness::Stale(_)));
}

#[test]
fn a_part_may_have_any_name_and_nothing_is_said_of_it() {
    let folders = Folders::new(&[("a.txt", ORDER), ("a.part2", RULES), ("a.part3", END), ("a.source.toml", "parts = [\"a.part2\"]")]);
    let report = folders.run();
    assert_eq!(report.remarks.len(), 1, "{:?}", report.remarks);
    assert!(report.remarks[0].contains("a.part3 was passed over") && report.units > 3);
}

#[test]
fn named_files_bring_their_parts() {
    let folders = Folders::new(&[("b.txt", "Басқа мәтін.")]);
    let aside = folders.root.path().join("aside");
    fs::create_dir(&aside).unwrap();
    for (name, text) in [("a.txt", ORDER), ("a-2.txt", RULES), ("a-3.txt", END), ("a.source.toml", OWNER)] {
        fs::write(aside.join(name), text).unwrap();
    }
    let report = ingest(&Options { paths: vec![aside.join("a.txt")], ..Options::new(folders.corpus(), folders.index()) }, &Silent).unwrap();
    assert_eq!((report.acts, report.any_failed()), (2, false));
    assert_eq!(folders.freshness(), Freshness::Fresh);
    fs::write(aside.join("a-3.txt"), "айқындайды.\n").unwrap();
    assert!(matches!(folders.freshness(), Freshness::Stale(_)));
}

#[test]
fn a_part_alone_is_read_as_any_file_and_the_digest_of_each_is_compared() {
    let folders = Folders::usual();
    let sha256 = |name: &str| crate::index::sha256_of_file(&folders.corpus().join(name)).unwrap();
    folders.write("a-2.source.toml", &format!("sha256 = \"{}\"\n", sha256("a-2.txt")));
    folders.write("a.source.toml", &format!("{OWNER}sha256 = \"{}\"\n", sha256("a.txt")));
    let read = |name: &str| read_file(&folders.corpus().join(name)).unwrap().act;
    let changed = |act: &crate::act::Act| {
        act.problems
            .iter()
            .filter(|problem| problem.code == ProblemCode::SourceChanged)
            .map(|problem| act.source.printed(problem.lines).0.file)
            .collect::<Vec<_>>()
    };
    assert_eq!(changed(&read("a.txt")), [""; 0]);
    folders.write("a-2.txt", &RULES.replace("Осы", "Бұл"));
    assert_eq!(changed(&read("a.txt")), ["a-2.txt"]);
    assert_eq!(read("a-3.txt").source.file(), "a-3.txt");
}

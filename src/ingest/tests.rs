//! What a run does to an index folder, on small acts.

use std::fs;
use std::path::Path;

use super::*;
use crate::index::{self, FindingKind, Index, WriteLock};

const ORDER: &str = "Шетелдіктерді тіркеу қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2022 жылғы 10 қазандағы № 807 бұйрығы.
      БҰЙЫРАМЫН:
      1. Шетелдіктерді тіркеу қағидалары бекітілсін.
      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.
";

struct Folders {
    _root: tempfile::TempDir,
    corpus: std::path::PathBuf,
    index: std::path::PathBuf,
}

impl Folders {
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let (corpus, index) = (root.path().join("corpus"), root.path().join("index"));
        fs::create_dir(&corpus).unwrap();
        for (name, text) in files {
            fs::write(corpus.join(name), text).unwrap();
        }
        Self { _root: root, corpus, index }
    }

    fn options(&self) -> Options {
        Options::new(&self.corpus, &self.index)
    }

    fn run(&self) -> Report {
        ingest(&self.options(), &Silent).unwrap()
    }

    fn generations(&self) -> usize {
        fs::read_dir(&self.index).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("gen-")).count()
    }
}

fn outcome<'r>(report: &'r Report, name: &str) -> &'r Outcome {
    &report.files.iter().find(|file| file.path.ends_with(name)).unwrap().outcome
}

#[test]
fn only_what_has_changed_is_read_again() {
    let folders = Folders::new(&[("a.txt", ORDER), ("b.txt", "Басқа мәтін."), ("README.md", "not an act"), ("notes.log", "?")]);
    let first = folders.run();
    assert!(first.written);
    assert_eq!(first.acts, 2);
    assert_eq!(first.remarks.len(), 1, "notes.log is passed over: {:?}", first.remarks);
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh);
    assert!(check(&folders.corpus, &folders.index).unwrap().findings.is_empty());

    let second = folders.run();
    assert!(!second.written);
    assert_eq!((outcome(&second, "a.txt"), second.units), (&Outcome::Unchanged, first.units));

    fs::write(folders.corpus.join("b.txt"), "Жаңа мәтін мұнда.").unwrap();
    assert!(matches!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Stale(_)));
    assert!(check(&folders.corpus, &folders.index).unwrap().findings.iter().any(|finding| finding.kind == FindingKind::SourceChanged));
    let third = folders.run();
    assert_eq!((outcome(&third, "a.txt"), outcome(&third, "b.txt")), (&Outcome::Unchanged, &Outcome::Read));

    fs::remove_file(folders.corpus.join("b.txt")).unwrap();
    let fourth = folders.run();
    assert_eq!(outcome(&fourth, "b.txt"), &Outcome::Gone);
    assert_eq!(fourth.acts, 1);
    assert_eq!(folders.generations(), 1, "replaced generations are swept");
    assert!(check(&folders.corpus, &folders.index).unwrap().findings.is_empty());
}

#[test]
fn files_that_have_gone_are_told_wherever_they_stood() {
    let texts: Vec<(String, String)> = ["a", "b", "c", "d", "e"].map(|name| (format!("{name}.txt"), format!("Мәтін {name}."))).into();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folders = Folders::new(&files);
    folders.run();
    ["a.txt", "c.txt"].iter().for_each(|name| fs::remove_file(folders.corpus.join(name)).unwrap());
    fs::rename(folders.corpus.join("e.txt"), folders.corpus.join("aa.txt")).unwrap();
    let report = folders.run();
    let told: Vec<(String, &Outcome)> = report.files.iter().map(|file| (sources::file_name(&file.path), &file.outcome)).collect();
    let of = |name: &str, outcome| (name.to_owned(), outcome);
    let meant = [
        of("aa.txt", &Outcome::Read),
        of("b.txt", &Outcome::Unchanged),
        of("d.txt", &Outcome::Unchanged),
        of("a.txt", &Outcome::Gone),
        of("c.txt", &Outcome::Gone),
    ];
    assert_eq!(told, meant, "the one that is called otherwise has not gone");
}

/// What a run puts aside so as not to hold it in memory goes when the run is over, whatever came of it.
#[test]
fn nothing_that_a_run_put_aside_stays() {
    let folders = Folders::new(&[("a.txt", ORDER), ("b.txt", "Басқа мәтін.")]);
    let left = || -> Vec<String> {
        let generations = fs::read_dir(&folders.index).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
        let files = generations.flat_map(|generation| fs::read_dir(generation).unwrap()).map(|entry| entry.unwrap());
        files.map(|file| file.file_name().to_string_lossy().into_owned()).filter(|name| name.ends_with(".rows")).collect()
    };
    assert!(folders.run().written);
    assert_eq!(left(), [""; 0], "a new index");
    assert!(!folders.run().written);
    assert_eq!(left(), [""; 0], "nothing had changed");
    for name in ["a.txt", "b.txt"] {
        fs::write(folders.corpus.join(name), "").unwrap();
    }
    assert!(matches!(ingest(&folders.options(), &Silent), Err(Error::NothingRead { count: 2, .. })));
    assert_eq!((left(), folders.generations()), (Vec::new(), 1), "nothing could be read");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folders = Folders::new(&[("a.txt", ORDER), ("empty.txt", ""), ("scan.pdf", "%PDF-1.4")]);
    let report = folders.run();
    assert_eq!(report.acts, 1);
    assert!(report.any_failed());
    for name in ["empty.txt", "scan.pdf"] {
        assert!(matches!(outcome(&report, name), Outcome::Failed(cause) if cause.contains(name)), "{name}");
    }
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh, "a bad file is not tried again until it changes");
}

/// A pipe or a socket would be waited for without end.
#[cfg(unix)]
#[test]
fn what_is_neither_a_file_nor_a_folder_is_passed_over() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    let _socket = std::os::unix::net::UnixListener::bind(folders.corpus.join("b.txt")).unwrap();
    fs::create_dir(folders.corpus.join("c.txt")).unwrap();
    std::os::unix::fs::symlink(folders.corpus.join("a.txt"), folders.corpus.join("d.txt")).unwrap();
    let report = folders.run();
    assert_eq!((report.acts, report.files.len()), (2, 2), "a file and a link to it, each an act by its name");
    assert!(report.remarks.iter().any(|remark| remark.contains("b.txt was passed over")), "{:?}", report.remarks);
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh);
}

/// What lies beside a file counts with it, whether it comes or goes.
#[test]
fn metadata_that_come_or_go_make_the_index_stale() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let stale = |why: &str| match freshness(&folders.corpus, &folders.index).unwrap() {
        Freshness::Stale(told) => assert!(told.ends_with(why), "{told}"),
        other => panic!("{other:?}"),
    };
    fs::write(folders.corpus.join("a.source.toml"), "published = 2022-10-20\n").unwrap();
    stale("a.txt has changed");
    folders.run();
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh);
    fs::remove_file(folders.corpus.join("a.source.toml")).unwrap();
    stale("a.txt have gone");
    folders.run();
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh);
}

#[test]
fn the_later_copy_of_an_act_gives_the_text() {
    let folders = Folders::new(&[
        ("old.txt", "Мәтін бір."),
        ("old.source.toml", "id = \"X1\"\nretrieved = \"2020-01-01\"\n"),
        ("new.txt", "Мәтін екі."),
        ("new.source.toml", "id = \"X1\"\nretrieved = \"2024-01-01\"\n"),
    ]);
    let report = folders.run();
    assert_eq!(outcome(&report, "old.txt"), &Outcome::Shadowed("new.txt".to_owned()));
    assert_eq!(report.acts, 1);
    let index = Index::open(&folders.index).unwrap();
    assert_eq!((index.acts()[0].file.as_str(), &index.acts()[0].other_files[..]), ("new.txt", &["old.txt".to_owned()][..]));
    fs::remove_file(folders.corpus.join("new.txt")).unwrap();
    folders.run();
    assert_eq!(Index::open(&folders.index).unwrap().acts()[0].file, "old.txt", "the other copy takes its place");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    fs::create_dir(&folders.index).unwrap();
    fs::write(folders.index.join("README.md"), "kept").unwrap();
    fs::write(folders.index.join("thesis.doc"), "mine").unwrap();
    let error = ingest(&folders.options(), &Silent).unwrap_err();
    assert!(matches!(&error, Error::Index(index::Error::NotOurs { found, .. }) if found == "thesis.doc"), "{error}");
    assert_eq!(fs::read_dir(&folders.index).unwrap().count(), 2, "nothing was written");
    fs::remove_file(folders.index.join("thesis.doc")).unwrap();
    assert!(folders.run().written, "a README alone is no hindrance");
    assert_eq!(fs::read_to_string(folders.index.join("README.md")).unwrap(), "kept");
}

#[test]
fn a_folder_without_acts_is_an_error_and_the_index_stays() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    fs::remove_file(folders.corpus.join("a.txt")).unwrap();
    assert!(matches!(ingest(&folders.options(), &Silent), Err(Error::NoActs { .. })));
    assert!(matches!(ingest(&Options::new(folders.corpus.join("none"), &folders.index), &Silent), Err(Error::Corpus { .. })));
    assert_eq!(Index::open(&folders.index).unwrap().acts().len(), 1);
}

#[test]
fn two_runs_at_once_are_told_apart() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let lock = WriteLock::take(&folders.index).unwrap();
    let error = ingest(&folders.options(), &Silent).unwrap_err();
    assert!(matches!(error, Error::Index(index::Error::Locked { .. })), "{error}");
    assert_eq!(Index::open(&folders.index).unwrap().acts().len(), 1, "readers need no lock");
    drop(lock);
    folders.run();
}

#[test]
fn a_killed_run_leaves_the_old_index_and_is_cleaned_up() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    fs::create_dir_all(folders.index.join("gen-dead")).unwrap();
    fs::write(folders.index.join("VERSION"), "tarmaq index 13\n").unwrap();
    assert!(matches!(Index::open(&folders.index), Err(index::Error::Missing { .. })));
    folders.run();
    assert_eq!(folders.generations(), 1);
    fs::create_dir_all(folders.index.join("gen-dead2/tantivy")).unwrap();
    assert_eq!(Index::open(&folders.index).unwrap().acts().len(), 1);
    fs::write(folders.corpus.join("b.txt"), "Мәтін.").unwrap();
    folders.run();
    assert_eq!(folders.generations(), 1);
}

#[test]
fn an_index_of_another_version_or_a_damaged_one_is_built_again() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    fs::write(folders.index.join("VERSION"), "tarmaq index 0\n").unwrap();
    assert!(matches!(Index::open(&folders.index), Err(index::Error::OtherVersion { .. })));
    let report = folders.run();
    assert!(report.written && report.remarks.iter().any(|remark| remark.contains("format 0")), "{:?}", report.remarks);
    let manifest = generation(&folders.index).join("manifest.json");
    fs::write(&manifest, "{").unwrap();
    assert!(matches!(Index::open(&folders.index), Err(index::Error::Damaged { .. })));
    assert!(folders.run().written);
    assert!(check(&folders.corpus, &folders.index).unwrap().findings.is_empty());
}

#[test]
fn damage_to_a_stored_act_is_found() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let mut files = fs::read_dir(generation(&folders.index)).unwrap().map(|entry| entry.unwrap().path());
    let pack = files.find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("acts-"))).unwrap();
    fs::write(pack, "{}").unwrap();
    let report = check(&folders.corpus, &folders.index).unwrap();
    assert!(report.findings.iter().any(|finding| finding.kind == FindingKind::Damaged), "{report:?}");
}

#[test]
fn a_question_that_ends_in_the_middle_is_a_fault_of_a_file_only_where_one_is_damaged() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let broken_off = |index: &Index| index.guarded(|| -> Result<(), index::Error> { panic!("asked for by the test") }).unwrap_err();
    let index = Index::open(&folders.index).unwrap();
    assert!(matches!(broken_off(&index), index::Error::Fault));
    assert_eq!(index.acts().len(), 1, "other questions are answered");
    // Opened when all was well, and damaged after that.
    let index = Index::open(&folders.index).unwrap();
    let mut files = fs::read_dir(generation(&folders.index).join("tantivy")).unwrap().map(|entry| entry.unwrap().path());
    let terms = files.find(|file| file.extension().is_some_and(|ending| ending == "term")).unwrap();
    let mut bytes = fs::read(&terms).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&terms, bytes).unwrap();
    let index::Error::Damaged { path, .. } = broken_off(&index) else { panic!("the damage is not told") };
    assert_eq!(path, terms, "the file is named");
}

#[test]
fn named_files_are_remembered() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    let elsewhere = folders.corpus.parent().unwrap().join("elsewhere.txt");
    fs::write(&elsewhere, "Мәтін.").unwrap();
    let report = ingest(&Options { paths: vec![elsewhere.clone()], ..folders.options() }, &Silent).unwrap();
    assert_eq!(report.acts, 2);
    assert_eq!(folders.run().acts, 2);
    assert_eq!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Fresh);
    fs::remove_file(&elsewhere).unwrap();
    assert_eq!(folders.run().acts, 1);
}

fn generation(index: &Path) -> std::path::PathBuf {
    index.join(fs::read_to_string(index.join("CURRENT")).unwrap().split(' ').next().unwrap())
}

#[test]
fn a_change_of_any_stage_is_another_reader_and_one_of_the_asking_rooms_is_not() {
    use reader_version::version;
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert!(run::READER.ends_with(&format!("{:016x}", version(&src).unwrap())), "the build script told this");
    let root = tempfile::tempdir().unwrap();
    let rooms = ["text", "act", "source", "repair", "cite", "structure", "amend", "analyzer", "index", "ingest", "a_new_room", "query", "wire", "cli", "fetch"];
    for room in rooms {
        fs::create_dir(root.path().join(room)).unwrap();
        fs::write(root.path().join(room).join("mod.rs"), "fn a() {}\n").unwrap();
    }
    let before = version(root.path()).unwrap();
    for room in rooms {
        let file = root.path().join(room).join("mod.rs");
        fs::write(&file, "fn b() {}\n").unwrap();
        let asks = matches!(room, "query" | "wire" | "cli" | "fetch");
        assert_eq!(version(root.path()).unwrap() == before, asks, "{room}");
        fs::write(&file, "fn a() {}\r\n").unwrap();
        assert_eq!(version(root.path()).unwrap(), before, "line ends are no change");
    }
    fs::rename(root.path().join("cite/mod.rs"), root.path().join("cite/other.rs")).unwrap();
    assert_ne!(version(root.path()).unwrap(), before, "another name is a change");
}

#[test]
fn an_index_of_another_reader_is_read_anew() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let path = generation(&folders.index).join("manifest.json");
    let manifest = fs::read_to_string(&path).unwrap().replace(run::READER, "0.0.1-old");
    fs::write(&path, &manifest).unwrap();
    let current = fs::read_to_string(folders.index.join("CURRENT")).unwrap();
    let digest = index::sha256_of_file(&path).unwrap();
    fs::write(folders.index.join("CURRENT"), format!("{} {digest}\n", current.split(' ').next().unwrap())).unwrap();
    assert!(matches!(freshness(&folders.corpus, &folders.index).unwrap(), Freshness::Stale(why) if why.contains("another version of the reader")));
    let report = folders.run();
    assert_eq!((outcome(&report, "a.txt"), report.written), (&Outcome::Read, true));
}

#[test]
fn why_a_source_cannot_be_had_is_told() {
    let folders = Folders::new(&[("V2200030101.txt", ORDER)]);
    folders.run();
    let index = Index::open(&folders.index).unwrap();
    let id = index.acts()[0].id.clone();
    let file = folders.corpus.join("V2200030101.txt");
    assert!(!source_of(&index, &id).unwrap().provisions.is_empty());
    assert!(matches!(source_of(&index, &"V9900000001".parse().unwrap()), Err(NoSource::NotKept)));
    fs::write(&file, "Басқа мәтін.").unwrap();
    assert!(matches!(source_of(&index, &id), Err(NoSource::Changed(_))));
    fs::remove_file(&file).unwrap();
    let gone = source_of(&index, &id).unwrap_err();
    let cause = std::io::Error::from(std::io::ErrorKind::NotFound);
    assert!(matches!(&gone, NoSource::Gone { path, source } if path.ends_with("V2200030101.txt") && source.kind() == cause.kind()), "{gone}");
    assert!(gone.to_string().contains("put it back"), "{gone}");
}

/// Words that lie beside a scan and cannot be opened are not the same as none: what is read tells of them, and once they can be, they are read.
#[cfg(unix)]
#[test]
fn words_beside_a_file_that_cannot_be_opened_are_not_taken_for_none() {
    let folders = Folders::new(&[("a.pdf", "%PDF-1.4 not much of one")]);
    let (path, words) = (folders.corpus.join("a.pdf"), folders.corpus.join("a.ocr.tsv"));
    let now = || corpus::state(&path).unwrap();
    let none = now();
    // a link to itself: there is something, and nobody can open it
    std::os::unix::fs::symlink(&words, &words).unwrap();
    let unreadable = now();
    assert_ne!(unreadable.sha256, none.sha256);
    fs::remove_file(&words).unwrap();
    fs::write(&words, "words").unwrap();
    assert!(now().sha256 != none.sha256 && now().sha256 != unreadable.sha256 && now().bytes != unreadable.bytes);
}

#[test]
fn folders_inside_a_folder_are_told_and_not_read() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    for name in ["inner", ".git"] {
        fs::create_dir(folders.corpus.join(name)).unwrap();
        fs::write(folders.corpus.join(name).join("b.txt"), "Басқа мәтін.").unwrap();
    }
    let report = folders.run();
    assert_eq!((report.acts, report.remarks.len()), (1, 1), "{:?}", report.remarks);
    assert!(report.remarks[0].contains("inner was passed over"), "{:?}", report.remarks);
    let inner = folders.corpus.join("inner");
    let named = ingest(&Options { paths: vec![inner], ..Options::new(&folders.corpus, &folders.index) }, &Silent).unwrap();
    assert_eq!((named.acts, named.remarks), (2, Vec::new()), "it was named");
    let again = folders.run();
    assert_eq!((again.acts, again.remarks), (2, Vec::new()), "and is read from then on");
}

#[test]
fn many_folders_inside_a_folder_are_told_in_one_sentence() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    let make = |name: &str| fs::create_dir(folders.corpus.join(name)).unwrap();
    let corpus = fs::canonicalize(&folders.corpus).unwrap();
    ["2021", "2020"].into_iter().for_each(make);
    let told = format!(
        "2 folders inside {0} were passed over, 2020, 2021: files are read from a folder, not from those inside it; `tarmaq ingest {0}/*` adds them",
        corpus.display()
    );
    assert_eq!(folders.run().remarks, [told]);
    ["2022", "2023"].into_iter().for_each(make);
    let remarks = folders.run().remarks;
    assert!(remarks.len() == 1 && remarks[0].contains("4 folders") && remarks[0].contains("2020, 2021, 2022 among others"), "{remarks:?}");
}

#[test]
fn a_folder_is_the_same_by_whatever_way_it_is_named() {
    let folders = Folders::new(&[("a.txt", ORDER)]);
    folders.run();
    let round = folders.index.join("../corpus");
    assert_eq!(freshness(&round, &folders.index).unwrap(), Freshness::Fresh);
    assert!(!ingest(&Options::new(&round, &folders.index), &Silent).unwrap().written);
}

#[test]
fn a_file_that_is_not_the_one_its_metadata_describe_is_told() {
    let told = |sha256: &str| {
        let folders = Folders::new(&[("a.txt", ORDER), ("a.source.toml", &format!("sha256 = \"{sha256}\"\n"))]);
        let act = read_file(&folders.corpus.join("a.txt")).unwrap().act;
        act.problems.iter().any(|problem| problem.code == crate::text::ProblemCode::SourceChanged)
    };
    let folders = Folders::new(&[("a.txt", ORDER)]);
    assert!(!told(&crate::index::sha256_of_file(&folders.corpus.join("a.txt")).unwrap()));
    assert!(told(&"0".repeat(64)));
}

/// Parts without numbers are themselves, and what lies below them is their list; parts with numbers are points.
#[test]
fn parts_are_points_only_where_these_are_numbered_parts() {
    let law = |body: &str| {
        super::read_act(
            crate::text::SourceText::new("a.txt", format!("Сынақ туралы\n\nҚазақстан Республикасының 2014 жылғы 5 шілдедегі № 235-V Заңы\n\n{body}")),
            "a".parse().unwrap(),
        )
    };
    let list = law(
        "7-бап. Беру\nРұқсатты орган береді.\nОл үшін мыналар ұсынылады:\n1. Өтініш.\n2. Жарғы.\nОсы баптың екінші бөлігінде көзделгені толық болуға тиіс.\n",
    );
    let targets: Vec<_> = list.references.iter().filter_map(|one| one.target.path.as_ref()).map(ToString::to_string).collect();
    assert_eq!(targets, ["article-7/part-2"]);
    let noted = law(
        "7-бап. Беру\n1. Рұқсатты орган береді.\n2. Ол бес жылға беріледі.\n3. Бас тартылуы мүмкін.\nШешім уәжді болады.\nЕскерту. Бірінші бөлік жаңа редакцияда - ҚР 28.12.2017 № 127-VI Заңымен.\n4. Шағым жасалады.\n",
    );
    let targets: Vec<_> = noted.notes.iter().filter_map(|note| note.target.as_ref()).map(ToString::to_string).collect();
    assert_eq!(targets, ["article-7/point-3/part-1"]);
    let listed = law("7-бап. Беру\nРұқсат.\n8-бап. Айып\nАйып осы Заңның 7-бабы 2-бөл. 8-бабы 1-бөл. бойынша тағылады.\n");
    let targets: Vec<_> = listed.references.iter().filter_map(|one| one.target.path.as_ref()).map(ToString::to_string).collect();
    assert_eq!(targets, ["article-7/part-2", "article-8/part-1"]);
}

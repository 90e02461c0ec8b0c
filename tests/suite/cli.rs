//! The binary as its users meet it: answers on stdout, everything else on stderr, exit codes, and what bad input gets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// An empty folder to run the binary in.
struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with a corpus of two of the real texts.
    fn with_corpus() -> Self {
        let place = Self::new();
        for name in ["P2200000807.txt", "P2200000807.source.toml", "V1800016354.txt", "V1800016354.source.toml", "README.md"] {
            let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)).unwrap();
            place.write(&format!("corpus/{name}"), &text);
        }
        // A clone has this in its index folder; it is no reason to call the folder somebody else's.
        place.write("index/README.md", b"# index/");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
        command.args(args).current_dir(self.dir.path());
        for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::new(args, &self.command(args).output().unwrap())
    }

    fn run_with_input(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::new(args, &child.wait_with_output().unwrap())
    }
}

/// What a run said.
#[derive(Debug)]
struct Run {
    args: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn new(args: &[&str], output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("everything printed is UTF-8");
        Self { args: args.join(" "), code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    fn json(&self) -> Value {
        let answer: Value = serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        assert_eq!(answer["schema"], 1, "every answer has the version of its shape: {}", self.args);
        answer
    }

    /// Exit code 2, nothing on stdout, and one complaint that says all of `words`.
    fn complains_about(&self, words: &[&str]) {
        assert_eq!(self.code, Some(2), "{self:#?}");
        assert_eq!(self.stdout, "", "an error is no answer: {self:#?}");
        let complaint = self.stderr.rfind("tarmaq: ").map(|at| &self.stderr[at..]).unwrap_or_else(|| panic!("no complaint: {self:#?}"));
        for word in words {
            assert!(complaint.contains(word), "`{word}` is not told: {self:#?}");
        }
    }
}

/// A small act that every reader of laws takes for one.
const ORDER: &str = "\
Шекара қағидаларын бекіту туралы\n\
Қазақстан Республикасы Сыртқы істер министрінің 2018 жылғы 4 қаңтардағы № 11-1-4/1 бұйрығы.\n\
      БҰЙЫРАМЫН:\n\
      1. Шекара қағидалары бекітілсін.\n\
      2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n";

#[test]
fn help_is_what_we_mean_to_say() {
    let place = Place::new();
    let mut help = place.run(&["--help"]).stdout;
    let verbs = [
        "ingest",
        "fetch",
        "parse",
        "search",
        "show",
        "history",
        "diff",
        "changes",
        "cite",
        "cites",
        "suggest",
        "export",
        "acts",
        "check",
        "doctor",
        "serve",
        "mcp",
        "analyze",
        "completions",
        "man",
    ];
    for verb in verbs {
        let own = place.run(&[verb, "--help"]).stdout;
        let (before, global) = own.split_once("Global options:").expect("every verb takes the global options");
        let examples = global.find("Examples:").map_or("", |at| &global[at..]);
        help += &format!("\n---- {verb}\n{before}{examples}");
    }
    let trimmed: Vec<&str> = help.lines().map(str::trim_end).collect();
    insta::assert_snapshot!("help", trimmed.join("\n"));
}

#[test]
fn a_question_gets_a_cited_passage() {
    let place = Place::with_corpus();
    let first = place.run(&["search", "баламен", "шетелге", "көшкенде", "екінші ата-ананың келісімі", "--json"]);
    assert_eq!(first.code, Some(0), "{first:#?}");
    assert!(first.stderr.contains("building the index in index"), "the index is built on the way: {first:#?}");
    let answer = first.json();
    let hit = &answer["hits"][0];
    let names = ["address", "act", "path", "score", "text", "context", "highlights", "citation", "validity", "status", "via", "alternatives", "source", "url"];
    for name in names {
        assert!(hit.get(name).is_some(), "{name} is missing: {hit:#}");
    }
    assert_eq!(hit["source"]["file"], "V1800016354.txt", "{hit:#}");
    assert_eq!(hit["url"], "https://adilet.zan.kz/kaz/docs/V1800016354", "from source.toml");
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    for range in hit["highlights"].as_array().unwrap() {
        let at = |end: usize| usize::try_from(range[end].as_u64().unwrap()).unwrap();
        let inside = |at: usize| at > 0 && at < text.len() && text[at - 1].is_alphabetic() && text[at].is_alphabetic();
        assert!(at(0) < at(1) && !inside(at(0)) && !inside(at(1)), "highlights mark whole words: {range} of {hit:#}");
    }

    let again = place.run(&["search", "екінші ата-ананың келісімі", "--limit", "1", "--quiet"]);
    assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""), "the index is there now");
    assert!(again.stdout.contains("V1800016354.txt:") && again.stdout.contains("V1800016354/rules/"), "{}", again.stdout);

    let nothing = place.run(&["search", "жжжжжж", "--json"]);
    assert_eq!(nothing.code, Some(1), "{nothing:#?}");
    assert_eq!(nothing.json()["hits"], serde_json::json!([]));
    assert!(nothing.stderr.contains("tarmaq: "), "why is told: {nothing:#?}");
}

#[test]
fn an_address_gets_its_provision_and_an_unknown_one_the_near_ones() {
    let place = Place::with_corpus();
    let shown = place.run(&["show", "V1800016354/rules/point-3", "--json"]);
    assert_eq!(shown.code, Some(0), "{shown:#?}");
    let answer = shown.json();
    assert_eq!(answer["address"], "V1800016354/rules/point-3");
    assert!(answer["below"].as_array().is_some_and(|below| below.len() > 5), "{answer:#}");
    let page = place.run(&["show", "V1800016354/rules/chapter-2/point-3", "-q"]);
    assert!(page.stdout.contains("V1800016354/rules/point-3") && page.stdout.contains("V1800016354.txt:"), "{page:#?}");

    for address in ["V1800016354/rules/point-333", "V9900099999"] {
        let unknown = place.run(&["show", address]);
        assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(1), ""), "{unknown:#?}");
        assert!(unknown.stderr.contains("tarmaq: ") && unknown.stderr.contains(address), "{unknown:#?}");
    }
}

#[test]
fn ingest_acts_and_check_tell_what_is_there() {
    let place = Place::with_corpus();
    let first = place.run(&["ingest", "--json"]);
    assert_eq!(first.code, Some(0), "{first:#?}");
    let report = first.json();
    assert_eq!((report["acts"].as_u64(), report["written"].as_bool()), (Some(2), Some(true)), "README.md is no act: {report:#}");
    let again = place.run(&["ingest"]);
    assert!(again.code == Some(0) && again.stdout.contains("unchanged"), "{again:#?}");

    let acts = place.run(&["acts", "--json"]).json();
    let ids: Vec<&str> = acts["acts"].as_array().unwrap().iter().filter_map(|act| act["id"].as_str()).collect();
    assert_eq!(ids, ["P2200000807", "V1800016354", "P1200000148"], "last the act that the first one changes");
    assert!(place.run(&["acts"]).stdout.contains("V1800016354"));

    let sound = place.run(&["check", "--json"]);
    assert_eq!((sound.code, sound.json()["sound"].as_bool()), (Some(0), Some(true)), "{sound:#?}");
    place.write("corpus/P2200000807.txt", ORDER.as_bytes());
    let unsound = place.run(&["check"]);
    assert_eq!(unsound.code, Some(2), "{unsound:#?}");
    assert!(unsound.stdout.contains("source_changed") && unsound.stdout.contains("P2200000807.txt"), "{unsound:#?}");
}

#[test]
fn parse_prints_four_ways() {
    let place = Place::with_corpus();
    let file = "corpus/V1800016354.txt";
    let json = place.run(&["parse", file, "--json"]);
    assert_eq!((json.code, json.stderr.as_str()), (Some(0), ""));
    assert_eq!(json.json()["act"]["id"], "V1800016354");
    let text = place.run(&["parse", file, "--text"]).stdout;
    assert!(text.lines().all(|line| !line.is_empty() && line.trim() == line), "one paragraph a line, nothing else");
    let outline = place.run(&["parse", file, "--outline"]).stdout;
    assert!(outline.starts_with("act V1800016354 order"), "{outline}");
    let page = place.run(&["parse", file]).stdout;
    assert!(page.starts_with("V1800016354 · order"), "{page}");
    assert!(!place.path("index/CURRENT").exists(), "parse needs no index");
    place.run(&["parse", file, "--text", "--json"]).complains_about(&["--text", "--json"]);
}

#[test]
fn files_that_cannot_be_read_are_named_with_their_cause() {
    let place = Place::new();
    place.write("empty.txt", b"");
    place.write("blank.txt", b" \n\n \t\n");
    place.write("binary.txt", &[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0xff, 0xfe, 0, 3, 0, 62, 0, 1, 0, 0, 0, 0x80, 0x12]);
    place.write("folder/a.txt", b"x");
    let cases: [(&str, &[&str]); 5] = [
        ("missing.txt", &["missing.txt", "no such file"]),
        ("empty.txt", &["empty.txt", "empty"]),
        ("blank.txt", &["blank.txt", "empty"]),
        ("binary.txt", &["binary.txt", "not a text"]),
        ("folder", &["folder", "is a folder"]),
    ];
    for (file, words) in cases {
        for how in ["--text", "--json", "--outline"] {
            place.run(&["parse", file, how]).complains_about(words);
        }
    }
}

#[test]
fn texts_in_other_encodings_and_texts_that_are_no_acts_are_read_with_a_problem() {
    let place = Place::new();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(ORDER.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    // Letters that windows-1251 lacks are Russian ones here, as in files typed without a Kazakh keyboard.
    let typed =
        ORDER.chars().map(|c| "іқғңөұүһәІҚҒҢӨҰҮҺӘ".chars().position(|kazakh| kazakh == c).map_or(c, |at| "икгноуухаИКГНОУУХА".chars().nth(at).unwrap()));
    let windows_1251: Vec<u8> = typed
        .map(|c| match c {
            'А'..='я' => u8::try_from(c as u32 - 0x410 + 0xc0).unwrap(),
            '№' => 0xb9,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let cases = [
        ("utf16.txt", utf16, "Шекара қағидалары бекітілсін", None),
        ("cp1251.txt", windows_1251, "Шекара кагидалары бекитилсин", Some("encoding_guessed")),
        ("notes.txt", "сүт, нан, шай\nкешке дүкенге бару\n".as_bytes().to_vec(), "кешке дүкенге бару", Some("not_an_act")),
    ];
    for (file, bytes, words, code) in cases {
        place.write(file, &bytes);
        let text = place.run(&["parse", file, "--text"]);
        assert_eq!(text.code, Some(0), "{text:#?}");
        assert!(text.stdout.contains(words), "{file}: {}", text.stdout);
        let json = place.run(&["parse", file, "--json"]).json();
        let codes: Vec<&str> = json["problems"].as_array().unwrap().iter().filter_map(|problem| problem["code"].as_str()).collect();
        assert!(code.is_none_or(|code| codes.contains(&code)), "{file} has the problems {codes:?}, not {code:?}");
        assert!(!json["provisions"].as_array().unwrap().is_empty(), "{file}: nothing printed is lost");
    }
}

#[test]
fn a_line_of_megabytes_is_read() {
    let place = Place::new();
    place.write("corpus/long.txt", ("1. ".to_owned() + &"сөз ".repeat(800_000)).as_bytes());
    let text = place.run(&["parse", "corpus/long.txt", "--text"]);
    assert_eq!(text.code, Some(0), "{}", text.stderr);
    assert_eq!(text.stdout.matches("сөз").count(), 800_000);
    let found = place.run(&["search", "сөз", "--quiet"]);
    assert_eq!(found.code, Some(0), "{}", found.stderr);
    assert!(found.stdout.chars().count() < 5_000, "a page shows an excerpt");
}

#[test]
fn a_corpus_that_gives_nothing_is_named() {
    let place = Place::new();
    place.run(&["search", "сөз"]).complains_about(&["corpus"]);
    fs::create_dir(place.path("empty")).unwrap();
    for verb in [&["ingest"][..], &["search", "сөз"], &["show", "V1800016354"]] {
        place.run(&[verb, &["--corpus", "empty"]].concat()).complains_about(&["empty", "no act"]);
        place.run(&[verb, &["--corpus", "nowhere"]].concat()).complains_about(&["nowhere"]);
    }
    assert!(!place.path("index/CURRENT").exists(), "no half-made index is left behind");
}

#[test]
fn one_bad_file_is_told_and_the_others_are_indexed() {
    let place = Place::with_corpus();
    place.write("corpus/broken.txt", &[0, 159, 146, 150, 0, 1, 2, 3]);
    let report = place.run(&["ingest"]);
    assert_eq!(report.code, Some(2), "{report:#?}");
    assert!(report.stderr.contains("tarmaq: ") && report.stderr.contains("broken.txt"), "{report:#?}");
    let found = place.run(&["search", "тұрақты тұру"]);
    assert_eq!(found.code, Some(0), "{found:#?}");
}

#[test]
fn an_index_folder_that_is_not_ours_is_left_alone() {
    let place = Place::with_corpus();
    place.write("index/photo.jpg", b"mine");
    place.run(&["ingest"]).complains_about(&["index", "photo.jpg"]);
    place.run(&["search", "сөз"]).complains_about(&["index", "photo.jpg"]);
    assert_eq!(fs::read_dir(place.path("index")).unwrap().count(), 2, "nothing was added");
    assert_eq!(fs::read(place.path("index/photo.jpg")).unwrap(), b"mine");

    // In the place of a read-only folder: the tests may run as root, who can write everywhere but into a file.
    place.write("file", b"mine");
    place.run(&["ingest", "--index", "file"]).complains_about(&["file"]);
    place.run(&["ingest", "--index", "file/index"]).complains_about(&["file/index"]);
    assert_eq!(fs::read(place.path("file")).unwrap(), b"mine");
}

#[test]
fn doctor_tells_what_is_there_and_what_to_do() {
    let place = Place::with_corpus();
    let told = |run: &Run| -> (Value, Vec<String>) {
        let told = run.json();
        let advice = told["advice"].as_array().unwrap().iter().map(|one| format!("{} {}: {}", one["wrong"], one["what"], one["remedy"])).collect();
        (told, advice)
    };
    let is_told = |advice: &[String], parts: &[&str]| assert!(advice.iter().any(|one| parts.iter().all(|part| one.contains(part))), "{parts:?}: {advice:#?}");
    // Nothing is built on the way.
    let missing = place.run(&["doctor", "--json"]);
    let (json, advice) = told(&missing);
    assert_eq!((missing.code, &json["status"], &json["index"]["state"], &json["schema"]), (Some(0), &"ok".into(), &"missing".into(), &1.into()), "{json:#}");
    is_told(&advice, &["false", "no index", "tarmaq ingest"]);
    assert!(!place.path("index/CURRENT").exists());

    assert_eq!(place.run(&["ingest"]).code, Some(0));
    // Without a PATH no other program is found.
    let fresh = place.command(&["doctor", "--json"]).env("PATH", "").output().unwrap();
    let (json, advice) = told(&Run::new(&["doctor"], &fresh));
    let index = &json["index"];
    assert_eq!((&index["state"], &index["acts"], &index["writable"], &index["findings"]), (&"fresh".into(), &2.into(), &true.into(), &Value::Array(vec![])));
    assert!(index["free_bytes"].as_u64() > Some(0) && index["bytes"].as_u64() > Some(0) && index["format"].is_string(), "{json:#}");
    assert_eq!((&json["tools"][0]["name"], &json["tools"][0]["version"]), (&"tesseract".into(), &Value::Null));
    is_told(&advice, &["false", "tesseract is not installed", "tesseract-ocr-kaz"]);
    let page = place.run(&["doctor"]).stdout;
    assert!(page.contains("fresh") && page.contains("2 acts") && page.contains("can be written"), "{page}");
    assert_eq!(fs::read_dir(place.path("index")).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("doctor")).count(), 0);

    place.write("corpus/P2200000807.txt", ORDER.as_bytes());
    let stale = place.run(&["doctor", "--json"]);
    assert_eq!((stale.code, &told(&stale).0["index"]["state"]), (Some(0), &"stale".into()), "{stale:#?}");
    assert_eq!(place.run(&["ingest"]).code, Some(0));

    // A bit of the index flips.
    let generation = told(&place.run(&["doctor", "--json"])).0["index"]["generation"].as_str().unwrap().to_owned();
    let histories = place.path(&format!("index/{generation}/histories-{}.pack", generation.trim_start_matches("gen-")));
    let mut bytes = fs::read(&histories).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&histories, bytes).unwrap();
    let damaged = place.run(&["doctor", "--json"]);
    let (json, advice) = told(&damaged);
    assert_eq!((damaged.code, &json["status"], &json["index"]["state"]), (Some(2), &"wrong".into(), &"damaged".into()), "{json:#}");
    is_told(&advice, &["true", "damaged", "--force"]);
    assert!(json["index"]["findings"][0].as_str().unwrap().contains("histories-"), "{json:#}");

    let nowhere = place.run(&["doctor", "--corpus", "nowhere", "--json"]);
    is_told(&told(&nowhere).1, &["true", "nowhere", "--corpus"]);
    assert_eq!(nowhere.code, Some(2));
}

#[test]
fn two_ingests_at_once_leave_one_whole_index() {
    let place = Place::with_corpus();
    let args = ["ingest", "--force", "-q"];
    let running: Vec<_> = (0..4).map(|_| place.command(&args).spawn().unwrap()).collect();
    let runs: Vec<Run> = running.into_iter().map(|child| Run::new(&args, &child.wait_with_output().unwrap())).collect();
    assert!(runs.iter().any(|run| run.code == Some(0)), "{runs:#?}");
    for run in runs.iter().filter(|run| run.code != Some(0)) {
        run.complains_about(&["another ingest", "index"]);
    }
    assert_eq!(place.run(&["check"]).code, Some(0));
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    let place = Place::with_corpus();
    place.run(&["search", "виза", "--as-of", "2022-02-30"]).complains_about(&["--as-of", "no day 2022-02-30"]);
    place.run(&["search", "виза", "--as-of", "кеше"]).complains_about(&["YYYY-MM-DD"]);
    place.run(&["search"]).complains_about(&["<QUERY>"]);
    let bare = place.run(&[]);
    assert!(bare.code == Some(2) && bare.stderr.contains("Usage: tarmaq") && !bare.stderr.contains("tarmaq: "), "{bare:#?}");
    place.run(&["serch", "виза"]).complains_about(&["serch"]);
    place.run(&["man", "serch"]).complains_about(&["serch"]);
    place.run(&["ingest", "nowhere.txt"]).complains_about(&["nowhere.txt"]);
}

#[test]
fn analyze_answers_every_line_with_one_line() {
    let place = Place::new();
    let run = place.run_with_input(&["analyze"], "азаматтарының\n\nкөші-қон туралы\r\nсоңғы".as_bytes());
    assert_eq!(run.code, Some(0), "{run:#?}");
    let lines: Vec<(&str, &str)> = run.stdout.lines().filter_map(|line| line.split_once('\t')).collect();
    assert_eq!(lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(), ["азаматтарының", "", "көші-қон туралы", "соңғы"]);
    assert!(lines.iter().all(|(line, terms)| line.is_empty() == terms.is_empty()), "{lines:?}");
    let one = place.run(&["analyze", "азаматтарының"]).stdout;
    assert_eq!(one.lines().next(), run.stdout.lines().next(), "an argument is read as a line is");
    let json = place.run(&["analyze", "азаматтарының", "--json"]).json();
    assert_eq!(json["lines"][0]["line"], "азаматтарының");
}

#[test]
fn paint_is_for_terminals_and_for_those_who_ask() {
    let place = Place::with_corpus();
    let search = ["search", "тұрақты тұру", "-q", "--limit", "2"];
    let plain = place.run(&search).stdout;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let painted = place.run(&[&search[..], &["--color", "always"]].concat()).stdout;
    assert!(painted.contains('\u{1b}'), "{painted}");
    let json = place.run(&[&search[..], &["--color", "always", "--json"]].concat());
    assert!(!json.stdout.contains('\u{1b}'), "programs get no paint");
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let place = Place::with_corpus();
    let mut child = place.command(&["parse", "corpus/V1800016354.txt", "--json"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn shells_and_man_get_their_pages() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = place.run(&["completions", shell]);
        assert!(script.code == Some(0) && script.stdout.contains("as-of"), "{shell}");
    }
    let page = place.run(&["man"]);
    assert!(page.code == Some(0) && page.stdout.contains(".TH tarmaq 1"), "{page:#?}");
    assert!(place.run(&["man", "search"]).stdout.contains("tarmaq\\-search"));
}

//! The page in a real browser: what a person does there, with the mouse, the keyboard alone, and without a script; on a telephone and on a wide
//! screen; nothing complains, nothing is asked of another machine, and axe-core finds nothing that keeps anybody out.
//!
//! `cargo test --test browser` runs it; `.ci/run` does so as well. It needs Chromium, and npm for axe-core, and says what to do where they are not there.
//! `TARMAQ=target/release/tarmaq cargo test --test browser light` times the pages of another build of the program.
//! The pictures lie in `target/browser-pictures/` afterwards.

// A test that cannot go on says so by panicking; this is a program of its own, and prints.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod cdp;

use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, fs};

use cdp::Browser;
use serde_json::{Value, json};
use tempfile::TempDir;

/// `tarmaq serve` over the acts of the corpus.
struct Server {
    child: Child,
    base: String,
    _folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = root().join("corpus");
        // Times are those of a build with optimisation: `TARMAQ=target/release/tarmaq cargo test --test browser light`.
        let program = env::var_os("TARMAQ").unwrap_or_else(|| env!("CARGO_BIN_EXE_tarmaq").into());
        let mut child = Command::new(program)
            .args(["serve", "--addr", "127.0.0.1:0", "--index"])
            .arg(folder.path().join("index"))
            .arg("--corpus")
            .arg(corpus)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned())).expect("the server tells its address");
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, base: format!("http://{address}"), _folder: folder }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A person at a browser.
struct Visit {
    browser: Browser,
    base: String,
    /// axe-core, where it could be had.
    axe: Option<String>,
}

impl Visit {
    fn goto(&mut self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.browser.goto(&url);
    }

    /// Asks the box of the first page.
    fn ask(&mut self, words: &str) {
        self.goto("/?lang=kk");
        self.browser.until("document.activeElement.id === 'q'");
        self.browser.type_words(words);
        self.browser.press("Enter");
        self.browser.until("location.search.includes('q=') && document.readyState === 'complete'");
    }

    fn count(&mut self, selector: &str) -> u64 {
        self.browser.value(&format!("document.querySelectorAll({selector:?}).length")).as_u64().unwrap()
    }

    fn is(&mut self, condition: &str) {
        let seen = self.browser.value(condition);
        assert!(seen == true, "{condition} does not hold: {}", self.browser.text("document.body.innerText.slice(0, 600)"));
    }

    /// Nothing was complained about (pictures that the browser draws its own fields with are no requests), and nothing asked of anybody else, since the last look.
    fn is_quiet(&mut self) {
        let complaints = std::mem::take(&mut self.browser.complaints);
        assert!(complaints.is_empty(), "{complaints:#?}");
        let base = self.base.clone();
        let elsewhere: Vec<String> = std::mem::take(&mut self.browser.requests)
            .into_iter()
            .filter(|url| !url.starts_with(&base) && !url.starts_with("data:") && url != "about:blank")
            .collect();
        assert!(elsewhere.is_empty(), "asked of others: {elsewhere:?}");
    }

    /// Keeps a picture of what is seen.
    fn picture(&mut self, name: &str) {
        let folder = root().join("target/browser-pictures");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), base64(&self.browser.picture())).unwrap();
    }

    /// What axe-core finds wrong, one a line.
    fn barriers(&mut self) -> Vec<String> {
        let Some(axe) = self.axe.clone() else { return Vec::new() };
        self.browser.value(&format!("{axe}; null"));
        let run = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one => \
                   `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`))";
        let found = self.browser.value(run);
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

/// The bytes of a text in Base64.
fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u32> = text.bytes().filter_map(value).map(u32::from).collect();
    let bytes = |four: &[u32]| {
        let all = four.iter().fold(0, |all, digit| all << 6 | digit) << (6 * (4 - four.len()));
        [(all >> 16) as u8, (all >> 8) as u8, all as u8].into_iter().take(four.len() - 1).collect::<Vec<_>>()
    };
    digits.chunks(4).flat_map(bytes).collect()
}

fn search_by_typing(visit: &mut Visit) {
    visit.ask("паспорт көшірмелері");
    assert!(visit.count(".hit") > 0 && visit.count(".hit mark") > 0);
    visit.is("document.querySelector('.count').innerText.length > 0 && document.querySelector('.badge') !== null");
}

fn suggestions_while_typing(visit: &mut Visit) {
    visit.goto("/?lang=kk");
    visit.browser.until("document.activeElement.id === 'q'");
    visit.browser.type_words("шетелд");
    visit.browser.until("document.querySelectorAll('#suggestions option').length > 0");
    visit.is("document.querySelector('#suggestions option').value.startsWith('шетелд')");
}

fn search_by_citation(visit: &mut Visit) {
    visit.ask("16354 бұйрық 14-1-тармақ");
    visit.is("document.querySelector('.hit h2 a').getAttribute('href').startsWith('/act/V1800016354/rules/point-14-1')");
}

fn search_misspelt(visit: &mut Visit) {
    visit.ask("кабылдау тартиби");
    assert!(visit.count(".hit") > 0, "what was meant is found");
    visit.is("document.querySelector('.widened').innerText.includes('қабылдау')");
}

fn search_as_of_a_day(visit: &mut Visit) {
    visit.ask("виза");
    visit.browser.value("(() => { const day = document.querySelector('.ask.own input[type=date]'); day.value = '2015-01-01'; day.dispatchEvent(new Event('change', {bubbles: true})); })()");
    visit.browser.until("location.search.includes('as_of=2015-01-01') && document.querySelector('.day-shown.other') !== null");
    visit.is("document.querySelector('.day-shown.other').innerText.includes('2015')");
    visit.browser.click(".day-shown a");
    visit.browser.until("!location.search.includes('as_of=') && document.querySelector('.day-shown') !== null");
}

fn copy_a_citation(visit: &mut Visit) {
    visit.ask("паспорт көшірмелері");
    visit.browser.click(".hit .cite summary");
    visit.browser.until("document.querySelector('.hit .cite').open");
    for at in 0..visit.count(".hit:first-child [data-copy]") {
        let row = format!(".hit:first-child .cite dl > div:nth-child({})", at + 1);
        visit.browser.click(&format!("{row} [data-copy]"));
        visit.browser.until("document.querySelector('.said').innerText !== ''");
        let cited = format!("(cited => cited.href || cited.textContent)(document.querySelector({:?}))", format!("{row} [data-cited]"));
        let (copied, meant) = (visit.browser.text("navigator.clipboard.readText()"), visit.browser.text(&cited));
        assert!(!copied.is_empty() && copied.trim() == meant.trim(), "«{copied}» was copied, «{meant}» was meant");
    }
}

fn open_and_compare(visit: &mut Visit) {
    visit.ask("16354 бұйрық 14-1-тармақ");
    visit.browser.click(".hit h2 a");
    visit.browser.until("location.pathname.startsWith('/act/') && document.querySelector('.unit') !== null");
    assert!(visit.count(".timeline svg rect") > 0, "its versions are drawn");
    visit.browser.click(".tools a");
    visit.browser.until("location.pathname.startsWith('/compare/') && document.querySelector('.ask.days') !== null");
    visit.goto("/compare/P1200000148?from=2022-01-01&to=2023-01-01");
    assert!(visit.count(".change .sides") > 0 && visit.count(".made-by li") > 0);
    visit.browser.click("input[value=inline]");
    visit.browser.click(".ask.days button");
    visit.browser.until("location.search.includes('view=inline') && document.querySelector('.changes.inline') !== null");
}

fn switch_the_language(visit: &mut Visit) {
    visit.ask("виза");
    visit.browser.click(".languages a[hreflang=ru]");
    visit.browser.until("document.documentElement.lang === 'ru' && document.readyState === 'complete'");
    visit.is("document.querySelector('.bottom').innerText.includes('не официальное')");
    visit.goto("/act/V1800016354/rules/point-3");
    visit.is("document.documentElement.lang === 'ru' && document.querySelector('.unit p').lang === 'kk'");
    visit.goto("/?lang=kk");
}

fn keyboard_only(visit: &mut Visit) {
    visit.goto("/acts?lang=kk");
    visit.browser.press("Tab");
    visit.is("document.activeElement.classList.contains('skip')");
    visit.browser.press("/");
    visit.browser.until("document.activeElement.id === 'q'");
    visit.browser.type_words("виза");
    visit.browser.press("Enter");
    visit.browser.until("document.querySelector('.hit') !== null && document.readyState === 'complete'");
    visit.browser.press("j");
    visit.browser.press("j");
    visit.is("document.querySelectorAll('.hit')[1].dataset.current === ''");
    visit.browser.press("c");
    visit.is("document.querySelectorAll('.hit')[1].querySelector('.cite').open && document.activeElement.matches('[data-copy]')");
    visit.browser.press("k");
    visit.browser.press("Enter");
    visit.browser.until("location.pathname.startsWith('/act/')");
    visit.is("getComputedStyle(document.querySelector('main')).display !== 'none'");
    // A long act is read in parts.
    visit.goto("/act/V2000021165");
    visit.browser.press("n");
    visit.browser.until("location.search.includes('from=') && document.querySelector('a[rel=prev]') !== null && document.readyState === 'complete'");
    visit.browser.press("p");
    visit.browser.until("!location.search.includes('from=') && document.querySelector('.facts') !== null");
}

fn without_a_script(visit: &mut Visit) {
    visit.browser.script(false);
    visit.goto("/?lang=kk&q=%D0%B2%D0%B8%D0%B7%D0%B0");
    assert!(visit.count(".hit") > 0);
    visit.is("[...document.querySelectorAll('[data-copy], [data-theme-switch]')].every(button => button.hidden)");
    visit.browser.click(".hit h2 a");
    visit.browser.until("location.pathname.startsWith('/act/')");
    visit.goto("/compare/P1200000148?from=2022-01-01&to=2023-01-01&view=inline");
    assert!(visit.count(".change ins") > 0);
    visit.browser.script(true);
}

/// The pages that are looked at, and what their pictures are called.
const PAGES: &[(&str, &str)] = &[
    ("home", "/"),
    ("results", "/?q=%D0%BF%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82+%D0%BA%D3%A9%D1%88%D1%96%D1%80%D0%BC%D0%B5%D0%BB%D0%B5%D1%80%D1%96"),
    ("nothing", "/?q=%D2%9B%D1%84%D1%8B%D0%B2%D0%B0%D0%BF%D1%80%D0%BE%D0%BB%D0%B4"),
    ("act", "/act/V1800016354"),
    ("part", "/act/V2000021165?at=annex-1%2Ftable-1%2Frow-33#annex-1/table-1/row-33"),
    ("clause", "/act/V1800016354/rules/point-14-1"),
    ("compare", "/compare/V1800016354?from=2022-01-01&to=2026-11-21"),
    ("inline", "/compare/P1200000148?from=2022-01-01&to=2023-01-01&view=inline"),
    ("source", "/source/V1800016354?lines=124-127"),
    ("acts", "/acts"),
    ("missing", "/act/V1800016354/rules/point-999"),
];

fn every_page_at_every_width(visit: &mut Visit) {
    let mut wrong = Vec::new();
    for (name, path) in PAGES {
        for (width, height) in [(360, 740), (1440, 900)] {
            for scheme in ["light", "dark"] {
                visit.browser.size(width, height);
                visit.browser.media("screen", scheme);
                visit.goto(path);
                if visit.browser.value("document.documentElement.scrollWidth > innerWidth") == true {
                    let wide = "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(' | ')";
                    wrong.push(format!("{name} at {width} is wider than the screen: {}", visit.browser.text(wide)));
                }
                visit.picture(&format!("{name}-{width}-{scheme}"));
                wrong.extend(visit.barriers().into_iter().map(|one| format!("{name} at {width}, {scheme}: {one}")));
                // A page that is not there is told by the browser as an error of its own.
                if *name == "missing" {
                    visit.browser.complaints.retain(|one| !one.contains("404"));
                }
                visit.is_quiet();
            }
        }
    }
    visit.browser.size(1440, 900);
    visit.browser.media("screen", "light");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn on_paper(visit: &mut Visit) {
    visit.browser.size(794, 1123);
    for (name, path) in PAGES.iter().filter(|(name, _)| matches!(*name, "act" | "clause" | "compare" | "results")) {
        visit.goto(path);
        visit.browser.media("print", "light");
        visit.is("[...document.querySelectorAll('.top, .contents, .ask, [data-copy]')].every(one => getComputedStyle(one).display === 'none')");
        visit.is("getComputedStyle(document.querySelector('.bottom')).display !== 'none'");
        visit.picture(&format!("{name}-print"));
        visit.browser.media("screen", "light");
    }
    visit.browser.size(1440, 900);
}

/// Told, not asserted: a busy machine is slower. Sizes are asserted.
fn light_and_quick(visit: &mut Visit) {
    // What the browser takes to show a line of text: no page can be quicker, and it differs tenfold between machines.
    println!("    a line of text: {}", paints(visit, "/api/v1/health"));
    for (name, path) in PAGES.iter().filter(|(name, _)| matches!(*name, "home" | "results" | "act" | "part" | "clause" | "compare")) {
        let times = paints(visit, path);
        let html = visit.browser.value("performance.getEntriesByType('navigation')[0].decodedBodySize");
        let script =
            visit.browser.value("performance.getEntriesByType('resource').filter(one => one.name.includes('app.js')).map(one => one.decodedBodySize)[0] || 0");
        println!("    {name}: {times}, HTML {html} bytes, script {script} bytes");
        assert!(html.as_u64() < Some(60_000), "{html} bytes");
        assert!(script.as_u64() < Some(30_000), "{script} bytes");
    }
}

/// Opens a page from another some times over, and tells when the first of it was seen and when all of it had come, in the middle and at best.
fn paints(visit: &mut Visit, path: &str) -> String {
    const TIMES: usize = 9;
    let (mut seen, mut come) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        visit.goto("/acts");
        visit.browser.go_on(&format!("{}{path}", visit.base));
        visit.browser.until("performance.getEntriesByName('first-contentful-paint').length > 0");
        seen.push(visit.browser.value("performance.getEntriesByName('first-contentful-paint')[0].startTime").as_f64().unwrap());
        come.push(visit.browser.value("performance.getEntriesByType('navigation')[0].responseEnd").as_f64().unwrap());
    }
    seen.sort_by(f64::total_cmp);
    come.sort_by(f64::total_cmp);
    format!("first paint {:.0} ms (best {:.0}), all received after {:.0} ms (best {:.0})", seen[TIMES / 2], seen[0], come[TIMES / 2], come[0])
}

type Scenario = (&'static str, fn(&mut Visit));
const SCENARIOS: &[Scenario] = &[
    ("search_by_typing", search_by_typing),
    ("suggestions_while_typing", suggestions_while_typing),
    ("search_by_citation", search_by_citation),
    ("search_misspelt", search_misspelt),
    ("search_as_of_a_day", search_as_of_a_day),
    ("copy_a_citation", copy_a_citation),
    ("open_and_compare", open_and_compare),
    ("switch_the_language", switch_the_language),
    ("keyboard_only", keyboard_only),
    ("without_a_script", without_a_script),
    ("every_page_at_every_width", every_page_at_every_width),
    ("on_paper", on_paper),
    ("light_and_quick", light_and_quick),
];

/// axe-core, from `target/axe`, put there by npm; its licence is no reason to have it in the repository.
fn axe() -> Option<String> {
    let folder = root().join("target/axe");
    let file: PathBuf = folder.join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        fs::create_dir_all(&folder).unwrap();
        let install = Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg("axe-core@4").status();
        if !install.is_ok_and(|status| status.success()) {
            eprintln!("!! axe-core was NOT run: npm cannot install it. Install Node.js (https://nodejs.org), or put axe.min.js at {}", file.display());
            return None;
        }
    }
    fs::read_to_string(file).ok()
}

fn main() -> ExitCode {
    // Asked for by tools that list tests; there is nothing to list.
    if env::args().any(|arg| arg == "--list") {
        return ExitCode::SUCCESS;
    }
    let Some(program) = cdp::find() else {
        eprintln!(
            "no browser was found. Install Chromium (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chrome, \
             or run: npx @puppeteer/browsers install chrome-headless-shell@stable --path target/browser"
        );
        return ExitCode::from(2);
    };
    let only: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let server = Server::start();
    let mut browser = Browser::start(&program);
    browser.size(1440, 900);
    browser.media("screen", "light");
    browser.call("Browser.grantPermissions", json!({"origin": server.base, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}));
    let mut visit = Visit { browser, base: server.base.clone(), axe: axe() };
    let chosen: Vec<&Scenario> = SCENARIOS.iter().filter(|(name, _)| only.is_empty() || only.iter().any(|one| name.contains(one.as_str()))).collect();
    println!("\nrunning {} tests in {}", chosen.len(), program.display());
    let mut failed = 0;
    for (name, scenario) in &chosen {
        let told = catch_unwind(AssertUnwindSafe(|| {
            scenario(&mut visit);
            visit.is_quiet();
        }));
        failed += usize::from(told.is_err());
        println!("test {name} ... {}", if told.is_ok() { "ok" } else { "FAILED" });
        visit.browser.complaints.clear();
        visit.browser.requests.clear();
    }
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {result}. {} passed; {failed} failed; axe-core {}", chosen.len() - failed, if visit.axe.is_some() { "run" } else { "NOT run" });
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

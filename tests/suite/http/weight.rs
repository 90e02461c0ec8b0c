//! How heavy the pages are: each of them below the promised size, whatever it is about, and nothing lost between the parts of what is long.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;

use axum::Router;

use super::fixture::{ask, build, get, index, patient, site};

/// Bytes of the HTML of any page, uncompressed, and of the script.
const HTML_MAX: usize = 60_000;
const SCRIPT_MAX: usize = 30_000;

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The page at `uri`, weighed.
fn page(site: &Router, uri: &str) -> String {
    let answer = ask(site, uri, &[]);
    let html = answer.text();
    assert!(html.len() <= HTML_MAX, "{uri} has {} bytes", html.len());
    assert!(answer.status.as_u16() < 500, "{uri}: {html}");
    html
}

/// Where the link of the page that is marked `rel` leads.
fn link(html: &str, rel: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("<a rel=\"{rel}\" href=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

/// The page at `uri` and all that follow it.
fn all_parts(site: &Router, uri: &str) -> Vec<String> {
    let mut pages = vec![page(site, uri)];
    while let Some(next) = pages.last().and_then(|html| link(html, "next")) {
        assert!(pages.len() < 500, "{uri} does not end: {next}");
        pages.push(page(site, &next));
    }
    // And back again: the language is remembered by a browser, and lines are counted anew from where one is.
    if uri.contains("lang=") || uri.starts_with("/source") {
        return pages;
    }
    let mut at = pages.len() - 1;
    while let Some(before) = link(&pages[at], "prev") {
        at = at.checked_sub(1).unwrap_or_else(|| panic!("{uri}: nothing is before the first part"));
        assert_eq!(page(site, &before), pages[at], "{uri}: {before} is the part before");
    }
    assert_eq!(at, 0, "{uri}: the first part is reached from the last");
    pages
}

/// The ids of the units of pages, in order.
fn units(pages: &[String]) -> Vec<String> {
    let ids = |html: &String| {
        html.split("<section class=\"unit").skip(1).filter_map(|rest| Some(rest.split_once(" id=\"")?.1.split('"').next()?.to_owned())).collect::<Vec<_>>()
    };
    pages.iter().flat_map(ids).collect()
}

/// A law of many articles with long headings, a clause of a hundred thousand letters, and a title that does not end.
fn heavy() -> String {
    let mut text =
        format!("{} туралы\n\nҚазақстан Республикасының Заңы 2019 жылғы 3 маусымдағы № 501-VI.\n\n", "\"өте ұзын\" & <тақырып> ".repeat(60).trim_end());
    for article in 1..=900 {
        writeln!(text, "      {article}-бап. Уәкілетті органның <құзыреті> \"және\" & өкілеттіктері мен міндеттерінің {article}-тобы").unwrap();
        writeln!(text, "      1. Уәкілетті орган {article}-баптың ережелерін қолданады (бұдан әрі – {article}-ереже).").unwrap();
    }
    writeln!(text, "      901-бап. Ұзын\n      1. {}.", "сөз \"тырнақшада\" ".repeat(6_000).trim_end()).unwrap();
    text
}

#[test]
fn no_page_is_heavier_than_promised() {
    let folder = index();
    fs::write(folder.path().join("corpus/heavy.txt"), heavy()).unwrap();
    build(folder.path());
    let site = site(folder.path(), patient());
    let acts = ask(&site, "/api/v1/acts", &[]).json();
    let acts: Vec<&str> = acts["acts"].as_array().unwrap().iter().map(|act| act["id"].as_str().unwrap()).collect();
    assert!(acts.contains(&"Z1900000501") && acts.contains(&"V1600014531"), "{acts:?}");
    for act in &acts {
        let parts = all_parts(&site, &format!("/act/{act}"));
        let (shown, mut unique) = (units(&parts), HashSet::new());
        assert!(shown.iter().all(|id| unique.insert(id)), "{act}: every unit once");
        let below = ask(&site, &format!("/api/v1/acts/{act}"), &[]).json()["below"].as_array().unwrap().len();
        assert_eq!(shown.len(), below, "{act}: every unit on one of {} pages", parts.len());
        for uri in [format!("/act/{act}?as_of=2020-01-01"), format!("/act/{act}?lang=ru&versions=3&citing=10"), format!("/source/{act}")] {
            all_parts(&site, &uri);
        }
        for days in ["", "?from=2000-01-01&to=2026-11-21", "?from=2000-01-01&to=2026-11-21&view=inline", "?from=2022-01-01&to=2026-11-21&lang=en"] {
            let pages = all_parts(&site, &format!("/compare/{act}{days}"));
            let changes: usize = pages.iter().map(|html| html.matches("<article class=\"change").count()).sum();
            if days.starts_with("?from=2000") {
                let all = ask(&site, &format!("/api/v1/acts/{act}/diff?from=2000-01-01&to=2026-11-21"), &[]).json();
                assert_eq!(changes, all["changes"].as_array().unwrap().len(), "{act}: every difference on one of {} pages", pages.len());
            }
        }
    }
    // A place of a long act is on the page that its address leads to, and its contents lead to others.
    let at = page(&site, "/act/Z1900000501?at=article-700%2Fpoint-1");
    assert!(at.contains("id=\"article-700/point-1\"") && at.contains("href=\"#article-700\""), "the part that holds the place");
    assert!(page(&site, "/act/Z1900000501/article-901/point-1").contains("/export?format=txt"), "the way to all words of a clause that is too long");
    let long = "ұзын сұрақ ".repeat(90);
    let quoted = "\"&<>".repeat(250);
    for question in [
        "виза",
        "шетелдік",
        "қағидалар",
        "құжат",
        "орган туралы",
        "өте ұзын тақырып",
        "уәкілетті орган",
        "сөз тырнақшада",
        "V1800016354",
        long.trim_end(),
        &quoted,
    ] {
        for more in ["", "&page=2", "&as_of=2023-01-01", "&lang=ru", "&lang=en&act=V1800016354"] {
            page(&site, &format!("/?q={}{more}", encoded(question)));
        }
    }
    for uri in [
        "/",
        "/acts",
        "/acts?lang=ru",
        "/act/nothing",
        &format!("/?q={}", "a".repeat(15_000)),
        &format!("/?q={}", encoded(&"\"".repeat(4_000))),
        &format!("/{}", "b".repeat(15_000)),
    ] {
        page(&site, uri);
    }
}

#[test]
fn the_script_and_the_style_are_light() {
    for file in ["/static/app.js", "/static/style.css"] {
        let size = get(file).body.len();
        assert!(size < SCRIPT_MAX, "{file} has {size} bytes");
    }
}

#[test]
fn a_page_of_results_has_all_of_its_style_within() {
    let whole = get("/static/style.css").text();
    let styled: HashSet<&str> = whole.split('.').skip(1).filter_map(|rest| rest.split(|char: char| !char.is_alphanumeric() && char != '-').next()).collect();
    let mut brought = 0;
    for uri in ["/", &format!("/?q={}", encoded("виза")), &format!("/?q={}&as_of=2019-01-01&lang=ru", encoded("уақытша тұруға рұқсат"))]
    {
        let html = get(uri).text();
        let Some((within, _)) = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")) else {
            // There was no room.
            assert!(html.contains("rel=\"stylesheet\"") && html.len() + 8_000 > HTML_MAX, "{uri} has neither");
            continue;
        };
        brought += 1;
        assert!(whole.starts_with(within) && within.len() < whole.len());
        for class in html.split(" class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' ')).filter(|class| styled.contains(class)) {
            assert!(within.contains(&format!(".{class}")), "{uri}: the style of .{class} is not within the page");
        }
        assert!(!html.contains("rel=\"stylesheet\""), "{uri} asks for a style sheet");
    }
    assert!(brought >= 2, "the first page and one of results");
    assert!(get("/acts").text().contains("rel=\"stylesheet\""));
}

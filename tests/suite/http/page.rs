//! The page.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::fixture::{Answer, ask, get, get_with, index, patient, shared, site};

/// An element as a browser would see it: its name, and its attributes with their values as written.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let mut quoted = false;
        let end = after.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let (inside, next) = after.split_at(end.expect("every tag is closed"));
        rest = next;
        if inside.starts_with(['/', '!']) {
            continue;
        }
        let (name, mut left) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes = Vec::new();
        while !left.trim().is_empty() {
            left = left.trim_start();
            let at = left.find(['=', ' ']).unwrap_or(left.len());
            let attribute = left[..at].to_owned();
            let (value, after) = match left[at..].strip_prefix("=\"") {
                Some(value) => value.split_once('"').expect("every value is closed"),
                None => ("", &left[at..]),
            };
            attributes.push((attribute, value.replace("&amp;", "&").replace("&quot;", "\"")));
            left = after;
        }
        tags.push(Tag { name: name.to_owned(), attributes });
    }
    tags
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Fails where the page holds anything that runs, loads or leads where it should not.
fn is_harmless(uri: &str, answer: &Answer) {
    let html = answer.text();
    assert!(answer.header("content-type").starts_with("text/html"), "{uri}: {:?}", answer.headers);
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let known: HashSet<&str> =
        "html head meta title link script style body a header nav span button form label input main h1 h2 p ol ul li div article blockquote mark details \
        summary dl dt dd code footer strong b section table thead tbody tr th td del ins time abbr svg defs pattern rect line text figure figcaption fieldset legend datalist"
            .split_whitespace()
            .collect();
    for tag in tags(&html) {
        assert!(known.contains(tag.name.as_str()), "{uri}: <{}> is no element of ours", tag.name);
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{uri}: {tag:?} has something inline");
            let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction");
            let external = tag.name == "a" && value.starts_with("https://") && tag.get("rel").is_some_and(|rel| rel.contains("external"));
            assert!(!leads || (value.starts_with(['/', '#']) && !value.starts_with("//")) || external, "{uri}: {tag:?} leads away");
        }
        if tag.name == "script" {
            assert!(tag.get("src").is_some_and(|src| src.starts_with("/static/app.js")), "{uri}: {tag:?}");
        }
    }
    assert_eq!(html.matches("<script").count(), 1, "{uri}: one script, and it is ours");
    let styles: Vec<&str> = html.split("<style>").skip(1).filter_map(|rest| rest.split("</style>").next()).collect();
    assert!(styles.len() <= 1, "{uri}: one style at most");
    for style in styles {
        let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes())));
        assert!(policy.contains(&digest), "{uri}: the policy does not allow the style of the page: {policy}");
    }
}

#[test]
fn no_text_of_an_act_or_a_question_becomes_markup() {
    let hostile = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)",
        "зиянкес <b>",
        "</title><svg onload=alert(1)>",
        "\u{0}\u{202e}",
    ];
    let mut uris: Vec<String> = [
        "/",
        "/acts",
        "/act/V2000000077",
        "/act/V2000000077/point-3",
        "/compare/V2000000077?from=1990-01-01",
        "/source/V2000000077",
        "/?q=%D0%B7%D0%B8%D1%8F%D0%BD%D0%BA%D0%B5%D1%81",
    ]
    .map(str::to_owned)
    .to_vec();
    for text in hostile.map(encoded) {
        uris.extend([
            format!("/?q={text}"),
            format!("/?q=a&as_of={text}"),
            format!("/act/{text}"),
            format!("/source/{text}"),
            format!("/act/V2000000077?at={text}&from={text}"),
            format!("/compare/{text}"),
            format!("/compare/V2000000077/point-3?from={text}&view={text}"),
        ]);
        uris.extend([format!("/?lang={text}&q=a"), format!("/source/V2000000077?lines={text}"), format!("/{text}")]);
    }
    for uri in uris {
        let answer = get(&uri);
        is_harmless(&uri, &answer);
        assert!(answer.status.as_u16() < 500, "{uri}: {}", answer.text());
    }
    let act = get("/act/V2000000077").text();
    assert!(act.contains("&lt;svg/onload=alert(3)&gt;"), "the words themselves are shown as they are printed");
    assert!(!act.contains("href=\"javascript:"), "an address that is none of the web is no link");
}

#[test]
fn a_question_is_answered_with_passages_to_cite() {
    let answer = get(&format!("/?q={}", encoded("паспорт көшірмелері")));
    let html = answer.text();
    is_harmless("/", &answer);
    for part in [
        "<mark>",
        "class=\"badge",
        "class=\"cite\"",
        "2026 жылғы 21 қарашадағы жағдай бойынша",
        "Бұл ресми жарияланым емес",
        "href=\"/source/",
        "/search.csv?q=",
        "application/atom+xml",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert!(html.len() < 60_000, "a page of results has {} bytes", html.len());
    assert!(get("/static/app.js").body.len() < 30_000);
    let widened = get(&format!("/?q={}", encoded("кабылдау"))).text();
    assert!(widened.contains("қабылдау") && widened.contains("қазақ әріптерімен"), "what else was searched for is told");
    let none = get(&format!("/?q={}", encoded("қфывапролд"))).text();
    assert!(none.contains("Ештеңе табылмады"), "{none}");
}

#[test]
fn another_day_is_told_plainly() {
    let html = get(&format!("/?q={}&as_of=2015-01-01", encoded("виза"))).text();
    assert!(html.contains("2015 жылғы 1 қаңтардағы жағдай бойынша") && html.contains("Бұл бүгінгі күн емес"), "{html}");
    let act = get("/act/V1800016354/rules/point-3?as_of=2015-01-01").text();
    assert!(act.contains("Бұл бүгінгі күн емес") && act.contains("Әлі қолданысқа енгізілмеген"), "the order is of 2018");
    assert!(act.contains("?as_of=2015-01-01"), "links keep the day");
    let wrong = get("/?q=a&as_of=2015-02-30");
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("ЖЖЖЖ-АА-КК"));
}

#[test]
fn the_page_speaks_three_languages() {
    for (code, words) in [("kk", "Бұл ресми жарияланым емес"), ("ru", "Это не официальное опубликование"), ("en", "This is no official publication")]
    {
        let chosen = get(&format!("/?lang={code}"));
        assert!(chosen.text().contains(words) && chosen.text().contains(&format!("<html lang=\"{code}\">")), "{code}");
        assert!(chosen.header("set-cookie").starts_with(&format!("lang={code};")));
        let remembered = get_with("/act/V1800016354/rules/point-3", &[("cookie", &format!("a=b; lang={code}"))]);
        assert!(remembered.text().contains(words), "{code} is remembered");
        assert!(remembered.text().contains("lang=\"kk\""), "the law is marked as Kazakh");
        let kazakh = get("/act/V1800016354/rules/point-3");
        assert_eq!(remembered.header("etag") == kazakh.header("etag"), code == "kk", "another language is another answer");
        assert!(remembered.header("vary").contains("cookie"));
    }
    let missing = get_with("/act/V1800016354/rules/point-999", &[("cookie", "lang=ru")]);
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("По этому адресу ничего нет") && missing.text().contains("href=\"/act/V1800016354/rules/point-"), "{}", missing.text());
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let pages = [
        "/",
        "/acts",
        &format!("/?q={}", encoded("шетелдік")),
        "/act/V1800016354",
        "/act/P2200000807",
        "/act/V1800016354/rules/point-3",
        "/source/V1800016354?lines=124-127",
        "/compare/V1800016354?from=2022-01-01",
        "/compare/P1200000148?view=inline",
    ];
    let mut seen = HashSet::new();
    for page in pages {
        let html = get(page).text();
        let all = tags(&html);
        let ids: Vec<&str> = all.iter().filter_map(|tag| tag.get("id")).filter(|id| !id.is_empty()).collect();
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{page}: every id once");
        for href in all.iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href")) {
            if let Some(id) = href.strip_prefix('#') {
                assert!(unique.contains(id), "{page}: nothing is at #{id}");
            }
            let target = href.split('#').next().unwrap_or_default();
            if target.starts_with('/') && seen.len() < 400 && seen.insert(target.to_owned()) {
                let answer = ask(shared(), target, &[]);
                assert_eq!(answer.status, 200, "{page} leads to {target}");
            }
        }
    }
    assert!(seen.len() > 100, "{} links", seen.len());
}

#[test]
fn two_days_are_compared_side_by_side_and_in_one_text() {
    let uri = "/compare/P1200000148?from=2022-01-01&to=2023-01-01";
    let (side, inline) = (get(uri), get(&format!("{uri}&view=inline")));
    for answer in [&side, &inline] {
        is_harmless(uri, answer);
        let html = answer.text();
        // Point 32 came, and the resolution that brought it is named and linked.
        assert!(html.contains("class=\"change added\"") && html.contains("href=\"/act/P2200000807/"), "{html}");
        assert!(html.contains("P1200000148"), "what is compared is named");
    }
    assert!(side.text().contains("class=\"sides\"") && side.text().contains("<ins>"));
    let reworded = get("/compare/V1800016354?from=2025-01-01&to=2026-11-21&view=inline").text();
    assert!(reworded.contains("class=\"pace\"") && reworded.contains("class=\"cell\""), "a picture of what changed when");
    let same = get("/compare/V1800016354/rules/point-3?from=2010-01-01&to=2010-01-02").text();
    assert!(same.contains("белгілі айырма жоқ"), "{same}");
    assert_eq!(get("/compare/V1800016354?from=2010-02-30").status, 400);
    assert_eq!(get("/compare/V1800016355").status, 404);
}

#[test]
fn an_answer_can_be_narrowed_and_widened_again() {
    let html = get(&format!("/?q={}", encoded("шетелдік"))).text();
    assert!(html.contains("class=\"facets\"") && html.contains("type%3Aorder"), "{html}");
    let narrow = get(&format!("/?q={}", encoded("шетелдік type:order"))).text();
    assert!(narrow.contains("class=\"limits\"") && narrow.contains("type:order ✕"), "{narrow}");
    assert!(!narrow.contains("P2200000807.txt"), "a resolution is no order");
    let meant = get(&format!("/?q={}", encoded("кабылдау тартиби"))).text();
    assert!(meant.contains("class=\"meant\""), "{meant}");
}

#[test]
fn versions_are_drawn_and_listed() {
    let html = get("/act/P1200000148/rules/point-32").text();
    assert!(html.contains("class=\"timeline\"") && html.contains("role=\"img\""), "{html}");
    assert!(html.contains("/compare/P1200000148/rules/point-32?"), "{html}");
    let act = get("/act/V1800016354").text();
    assert!(act.contains("class=\"doubt\""), "days that are not known are hatched");
    assert!(act.contains("/api/v1/acts/V1800016354/feed?lang=kk"));
}

#[test]
fn references_of_an_act_are_links() {
    // All parts of it.
    let mut html = get("/act/V1800016354").text();
    while let Some(next) = tags(html.rsplit("<!DOCTYPE").next().unwrap_or_default()).into_iter().find(|tag| tag.get("rel") == Some("next")) {
        html += &get(next.get("href").unwrap()).text();
    }
    let links: Vec<Tag> = tags(&html).into_iter().filter(|tag| tag.get("href").is_some_and(|href| href.contains("?at=rules%2F"))).collect();
    assert!(links.len() > 5, "{links:?}");
    assert!(html.contains("https://adilet.zan.kz/kaz/docs/"), "an act that is not indexed is where it is published");
    assert!(html.contains("class=\"notes\""), "notes are at hand");
    assert!(html.contains("class=\"contents\""), "contents stand beside the text");
    assert!(html.contains("<abbr title=") && html.contains("class=\"terms\""), "short names are explained where they stand, and in a list");
    let within = get(&format!("/?q={}&act=P2200000807", encoded("шетелдік"))).text();
    assert!(within.contains("P2200000807.txt") && !within.contains("V2000021165.txt"), "one act can be asked alone");
}

#[test]
fn the_printed_text_shows_the_passage_and_the_repairs() {
    let html = get("/source/V1800016354?lines=124-127").text();
    assert_eq!(html.matches("class=\"hit\"").count(), 4, "the passage is marked");
    assert!(html.contains("id=\"L124\"") && html.contains("<del>") && html.contains("page-break"), "repairs and pages are shown");
    assert_eq!(get("/source/V9900000001").status, 404);
}

#[test]
fn a_list_of_results_is_a_table_for_others() {
    let answer = get(&format!("/search.csv?q={}", encoded("шетелдік")));
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    assert!(text.starts_with("\u{feff}address,citation_kk"), "{}", &text[..80]);
    let rows = text.matches("\r\n").count();
    assert!(rows > 10, "{rows} rows");
    assert_eq!(get("/search.csv").status, 400);
    let limited = |limit: &str| get(&format!("/search.csv?q={}&limit={limit}", encoded("шетелдік")));
    assert_eq!(limited("3").text().matches("\r\n").count(), 4, "three passages below their heads");
    assert_eq!(["0", "-1", "x", "1000000"].map(|limit| limited(limit).status.as_u16()), [400; 4]);
}

#[test]
fn an_act_whose_file_has_changed_is_shown_and_says_why_nothing_leads_on() {
    let folder = index();
    let before = site(folder.path(), patient());
    assert!(!ask(&before, "/act/V1800016354?lang=en", &[]).text().contains("are not linked"));
    let file = folder.path().join("corpus/V1800016354.txt");
    let printed = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, printed + "\n").unwrap();
    // the server that has read the file before need not read it again
    let site = site(folder.path(), patient());
    let page = |language: &str| ask(&site, &format!("/act/V1800016354?lang={language}"), &[]).text();
    assert!(page("en").contains("The references in the text are not linked") && page("en").contains("has changed since it was indexed"));
    assert!(page("ru").contains("Ссылки в тексте не показаны") && page("kk").contains("сілтемелер көрсетілмеген"));
}

//! The API.

use std::fs;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::Value;
use tarmaq::serve::Limits;

use super::fixture::{Answer, TODAY, ask, build, get, get_with, index, patient, request, shared, site};

/// `виза`, `тіркеу`, … as they stand in an address.
fn q(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let told = answer.json();
    assert_eq!(told["status"], answer.status.as_u16());
    assert_eq!(told["schema"], 1);
    for name in ["type", "title", "code", "detail"] {
        assert!(told[name].as_str().is_some_and(|text| !text.is_empty()), "{name}: {told}");
    }
    told
}

#[test]
fn a_search_is_the_json_of_the_contract() {
    let answer = get(&format!("/api/v1/search?q={}&limit=3", q("паспорт көшірмелері")));
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    let json = answer.json();
    assert_eq!((&json["schema"], &json["query"], &json["as_of"]), (&1.into(), &"паспорт көшірмелері".into(), &TODAY.into()));
    let hits = json["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 3);
    for name in ["address", "act", "path", "score", "text", "context", "highlights", "citation", "validity", "status", "via", "alternatives", "source", "url"] {
        assert!(hits[0].get(name).is_some(), "{name} is missing");
    }
    assert!(answer.header("link").contains("offset=3") && answer.header("link").contains("rel=\"next\""), "{:?}", answer.headers);
}

#[test]
fn pages_of_an_answer_follow_each_other() {
    let whole = get(&format!("/api/v1/search?q={}&limit=6", q("шетелдік"))).json();
    let mut next = format!("/api/v1/search?q={}&limit=2", q("шетелдік"));
    let mut paged = Vec::new();
    for _ in 0..3 {
        let answer = get(&next);
        paged.extend(answer.json()["hits"].as_array().unwrap().clone());
        let link = answer.header("link");
        let at = link.split(',').find(|link| link.contains("rel=\"next\"")).unwrap_or_else(|| panic!("no next page in {link}"));
        next = at.split(['<', '>']).nth(1).unwrap().to_owned();
    }
    let addresses = |hits: &[Value]| hits.iter().map(|hit| hit["address"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(addresses(&paged), addresses(whole["hits"].as_array().unwrap()));
}

#[test]
fn acts_and_provisions_are_answered_by_their_addresses() {
    let acts = get("/api/v1/acts?limit=2");
    assert_eq!(acts.json()["acts"].as_array().unwrap().len(), 2);
    assert!(acts.header("link").contains("rel=\"next\""));
    let point = get("/api/v1/acts/V1800016354/rules/point-3").json();
    assert_eq!(point["address"], "V1800016354/rules/point-3");
    assert!(!point["below"].as_array().unwrap().is_empty());
    assert_eq!(get("/api/v1/acts/V1800016354/rules%2Fpoint-3").json()["address"], point["address"], "slashes may be written as %2F");
    let short = get("/api/v1/acts/v1800016354/point-14-1").json();
    assert_eq!(short["address"], "V1800016354/rules/point-14-1", "and the component be left out where only one has the point");
    assert_eq!(get("/api/v1/acts/V1800016354?as_of=2020-01-01").json()["as_of"], "2020-01-01");
    assert_eq!(get("/api/v1/health").json()["status"], "ok");
}

#[test]
fn what_happened_and_what_differs_is_answered() {
    let address = "P1200000148/rules/point-32";
    let history = get(&format!("/api/v1/acts/{address}/history?as_of=2023-01-01")).json();
    assert_eq!((&history["address"], &history["as_of"]), (&address.into(), &"2023-01-01".into()));
    assert!(history["events"].as_array().unwrap().iter().any(|event| event["kind"] == "add" && event["by"]["act"] == "P2200000807"), "{history}");
    let diff = get("/api/v1/acts/P1200000148/diff?from=2022-01-01&to=2023-01-01").json();
    let added = diff["changes"].as_array().unwrap().iter().find(|change| change["address"] == address).unwrap();
    assert_eq!((&added["kind"], added["citation"].is_string()), (&"added".into(), true));
    let below = get("/api/v1/acts/P1200000148/rules/point-32/diff?from=2022-01-01&to=2023-01-01").json();
    assert_eq!(below["address"], address);
    let cite = get(&format!("/api/v1/cite?text={}", q("807 қаулының 1-тармағы"))).json();
    assert_eq!(cite["addresses"][0], "P2200000807/point-1", "{cite}");
    let all = get("/api/v1/changes?from=2022-01-01&to=2022-12-31").json()["changes"].as_array().unwrap().len();
    let first = get("/api/v1/changes?from=2022-01-01&to=2022-12-31&limit=1");
    assert!(all > 1 && first.json()["changes"].as_array().unwrap().len() == 1);
    assert!(first.header("link").contains("offset=1") && first.header("link").contains("from=2022-01-01"), "{:?}", first.headers);
}

#[test]
fn what_stands_beside_an_answer_is_answered() {
    let suggested = get(&format!("/api/v1/suggest?q={}&limit=3", q("шетелд"))).json();
    let suggestions = suggested["suggestions"].as_array().unwrap();
    assert!(!suggestions.is_empty() && suggestions.len() <= 3, "{suggested}");
    assert!(suggestions[0]["text"].as_str().unwrap().starts_with("шетелд"), "{suggested}");
    assert_eq!(get("/api/v1/suggest?q=a&limit=0").status, 400);
    let found = get(&format!("/api/v1/search?q={}&facets=true&limit=1", q("шетелдік"))).json();
    assert!(found["facets"]["acts"].as_array().is_some_and(|acts| acts.len() > 1), "{}", found["facets"]);
    assert_eq!(get(&format!("/api/v1/search?q={}&limit=1", q("шетелдік"))).json()["facets"], Value::Null, "unless asked for");
    let link = get(&format!("/api/v1/search?q={}&facets=true&sort=date&limit=1", q("шетелдік"))).header("link").to_owned();
    assert!(link.contains("facets=true") && link.contains("sort=date"), "the next page is asked for in the same way: {link}");
    let cites = get("/api/v1/acts/V1800016354/rules/references").json();
    assert!(cites["cites"].as_array().is_some_and(|cites| !cites.is_empty()), "{cites}");
}

#[test]
fn an_act_is_exported() {
    for (format, media) in [("akn", "application/akn+xml"), ("json", "application/json"), ("md", "text/markdown"), ("html", "text/html"), ("txt", "text/plain")]
    {
        for address in ["V2000000077", "V1800016354/rules/point-3"] {
            let answer = get(&format!("/api/v1/acts/{address}/export?format={format}&as_of=2025-01-01"));
            assert!(answer.status == 200 && answer.header("content-type").starts_with(media), "{format}: {:?}", answer.headers);
            assert!(answer.header("content-disposition").starts_with("attachment"), "{format} is kept, not shown");
        }
    }
    assert_eq!(get("/api/v1/acts/V1800016354/export?format=pdf").status, 400);
    assert_eq!(get("/api/v1/acts/V1800016355/export").status, 404);
}

#[test]
fn changes_can_be_followed_in_a_feed() {
    for (uri, words) in [
        ("/api/v1/acts/P1200000148/feed".to_owned(), "толықтырылды"),
        ("/api/v1/acts/P1200000148/rules/point-32/feed?lang=ru".to_owned(), "дополнено"),
        (format!("/api/v1/search/feed?q={}&lang=en", q("\"><script> шетелдік")), "This is no official publication"),
        ("/api/v1/acts/V2000000077/feed".to_owned(), "&lt;script&gt;"),
    ] {
        let answer = get(&uri);
        let text = answer.text();
        assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8", "{text}");
        assert!(text.starts_with("<?xml") && text.contains(words) && !text.contains("<script"), "{uri}: {text}");
        // Each entry has a name of its own, and what Atom wants of it; the newest is first.
        let values = |name: &str| -> Vec<String> {
            let open = format!("<{name}>");
            text.split("<entry>").skip(1).filter_map(|entry| Some(entry.split_once(&open)?.1.split('<').next()?.to_owned())).collect()
        };
        let (ids, days) = (values("id"), values("updated"));
        assert!(!ids.is_empty() && ids.len() == days.len(), "{uri}: {text}");
        assert!(ids.iter().collect::<std::collections::HashSet<_>>().len() == ids.len() && ids[0].starts_with("urn:x-tarmaq:"), "{ids:?}");
        assert!(days.is_sorted_by(|one, other| one >= other), "{days:?}");
        let tag = answer.header("etag").to_owned();
        assert_eq!(get_with(&uri, &[("if-none-match", &tag)]).status, 304);
    }
}

#[test]
fn what_cannot_be_answered_says_what_to_do() {
    let long = "а".repeat(1001);
    let cases = [
        ("/api/v1/search".to_owned(), 400, "q"),
        ("/api/v1/search?q=".to_owned(), 400, "q is empty"),
        (format!("/api/v1/search?q={}", q(&long)), 400, "1000 are the most"),
        ("/api/v1/search?q=a&limit=0".to_owned(), 400, "1 to 100"),
        ("/api/v1/search?q=a&limit=101".to_owned(), 400, "1 to 100"),
        ("/api/v1/search?q=a&limit=x".to_owned(), 400, "limit"),
        ("/api/v1/search?q=a&offset=10001".to_owned(), 400, "0 to 10000"),
        ("/api/v1/search?q=a&asof=2020-01-01".to_owned(), 400, "as_of"),
        ("/api/v1/search?q=a&as_of=2020-02-30".to_owned(), 400, "no day 2020-02-30"),
        ("/api/v1/search?q=a&as_of=yesterday".to_owned(), 400, "YYYY-MM-DD"),
        ("/api/v1/acts?limit=500".to_owned(), 400, "1 to 100"),
        ("/api/v1/acts/V1800016355".to_owned(), 404, "V1800016354"),
        ("/api/v1/acts/V1800016354/rules/point-999".to_owned(), 404, "did you mean"),
        ("/api/v1/acts/%00".to_owned(), 404, "/api/v1/acts lists"),
        ("/api/v1/acts/..%2F..%2Fetc%2Fpasswd".to_owned(), 404, "nothing is indexed"),
        ("/api/v1/acts/%FF".to_owned(), 400, "no UTF-8"),
        ("/api/v1/acts/V1800016354/diff".to_owned(), 400, "from"),
        ("/api/v1/acts/V1800016354/diff?from=2022-01-01&to=2021-01-01".to_owned(), 400, "exchange"),
        ("/api/v1/acts/V1800016354/rules/point-999/history".to_owned(), 404, "did you mean"),
        ("/api/v1/acts/V1800016354/rules/point-3/history?from=2022-01-01".to_owned(), 400, "as_of"),
        ("/api/v1/acts/V1800016354/feed?lang=de".to_owned(), 400, "kk"),
        ("/api/v1/changes?from=2022-01-01".to_owned(), 400, "to"),
        ("/api/v1/changes?from=2022-01-01&to=2021-01-01".to_owned(), 400, "exchange"),
        ("/api/v1/cite?text=".to_owned(), 400, "text is empty"),
        ("/api/v1/search/feed?q=".to_owned(), 400, "q is empty"),
        ("/api/v1/nothing".to_owned(), 404, "openapi.json"),
        (format!("/api/v1/search?q={}", "a".repeat(20_000)), 414, "shorter"),
    ];
    for (uri, status, hint) in cases {
        let answer = get(&uri);
        assert_eq!(answer.status.as_u16(), status, "{uri}: {}", answer.text());
        let told = problem(&answer);
        assert!(told["detail"].as_str().unwrap().contains(hint), "{uri} does not say «{hint}»: {told}");
    }
    let near = get("/api/v1/acts/V1800016354/rules/point-999").json()["near"].clone();
    assert!(near.as_array().is_some_and(|near| near.iter().all(|address| get(&format!("/api/v1/acts/{}", address.as_str().unwrap())).status == 200)), "{near}");
}

#[test]
fn nothing_can_be_written() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = request(shared(), method, "/api/v1/search?q=a", &[]);
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET, HEAD"), "{method}");
        assert_eq!(problem(&answer)["code"], "method_not_allowed");
    }
    let head = request(shared(), "HEAD", "/api/v1/acts", &[]);
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}

#[test]
fn what_is_known_is_not_sent_again() {
    let uri = "/api/v1/acts/V1800016354/rules/point-3";
    let first = get(uri);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = get_with(uri, &[("if-none-match", &tag)]);
    assert_eq!((again.status.as_u16(), again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
    assert_eq!(get_with(uri, &[("if-none-match", &format!("\"other\", {tag}"))]).status, 304, "one of several");
    assert_eq!(get_with(uri, &[("if-none-match", "W/\"other\"")]).status, 200);
    assert_eq!(get("/api/v1/acts/V1/x").headers.get("etag"), None, "a problem is not kept");
}

#[test]
fn answers_are_compressed_for_those_who_can_read_it() {
    let (plain, packed) = (get("/api/v1/acts/V1800016354"), get_with("/api/v1/acts/V1800016354", &[("accept-encoding", "gzip")]));
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.body.len() * 4 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
}

#[test]
fn pages_of_other_sites_read_nothing_unless_they_are_named() {
    assert_eq!(get_with("/api/v1/acts", &[("origin", "https://example.kz")]).headers.get("access-control-allow-origin"), None);
    let folder = index();
    let options = tarmaq::serve::Options {
        allow_origin: Some("https://example.kz".to_owned()),
        limits: patient(),
        ..tarmaq::serve::Options::new(folder.path().join("index"), super::fixture::today)
    };
    let open = tarmaq::serve::router(std::sync::Arc::new(tarmaq::serve::Site::new(options).unwrap()));
    assert_eq!(ask(&open, "/api/v1/acts", &[]).header("access-control-allow-origin"), "https://example.kz");
    assert_eq!(ask(&open, "/", &[]).headers.get("access-control-allow-origin"), None, "the page is nobody else's to read");
}

#[test]
fn a_newer_index_is_taken_up_by_itself() {
    let folder = index();
    let site = site(folder.path(), patient());
    let first = ask(&site, "/api/v1/acts", &[]);
    fs::write(folder.path().join("corpus/new.txt"), crate::generated::act(77)).unwrap();
    build(folder.path());
    let second = ask(&site, "/api/v1/acts", &[("if-none-match", first.header("etag"))]);
    assert_eq!(second.status, 200, "the tag of the old index is not that of the new one");
    let count = |answer: &Answer| answer.json()["acts"].as_array().unwrap().len();
    assert_eq!(count(&second), count(&first) + 1);
    // An index that is broken afterwards changes nothing: the one that is open answers.
    fs::write(folder.path().join("index/CURRENT"), "gen-999 nonsense\n").unwrap();
    assert_eq!(count(&ask(&site, "/api/v1/acts", &[])), count(&second));
    let health = ask(&site, "/api/v1/health", &[]).json();
    assert_eq!(health["status"], "behind", "{health}");
    assert!(health["detail"].as_str().is_some_and(|detail| detail.contains("CURRENT")), "{health}");
}

#[test]
fn too_much_is_refused_in_good_order() {
    let folder = index();
    let none = site(folder.path(), Limits { requests: 0, ..patient() });
    let busy = ask(&none, "/api/v1/acts", &[]);
    assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (503, "1"));
    assert_eq!(problem(&busy)["code"], "busy");
    // Nobody works on a question here: how quick the machine is decides nothing.
    let slow = site(folder.path(), Limits { workers: 0, request: Duration::from_millis(1), ..Limits::default() });
    assert_eq!(problem(&ask(&slow, &format!("/api/v1/search?q={}", q("виза")), &[]))["code"], "too_slow");
}

#[test]
fn the_description_says_what_is_answered() {
    let document = get("/api/v1/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    for (path, item) in paths {
        let filled = path.replace("{id}", "V1800016354").replace("{path}", "rules/point-3");
        let required = item["get"]["parameters"].as_array().unwrap().iter().filter(|one| one["in"] == "query" && one["required"] == true);
        let value = |one: &Value| if one["schema"]["format"] == "date" { "2022-12-31" } else { "a" };
        let query: Vec<String> = required.map(|one| format!("{}={}", one["name"].as_str().unwrap(), value(one))).collect();
        let answer = get(&format!("{filled}?{}", query.join("&")));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let media: Vec<&String> = item["get"]["responses"]["200"]["content"].as_object().unwrap().keys().collect();
        assert!(media.iter().any(|media| answer.header("content-type").starts_with(media.as_str())), "{path}: {:?}", answer.headers);
        if answer.header("content-type") != "application/json" {
            continue;
        }
        // Every field that is answered is described, by its name.
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let schema = schema["$ref"].as_str().map_or(schema, |to| document.pointer(to.trim_start_matches('#')).unwrap());
        for name in answer.json().as_object().unwrap().keys().filter(|_| schema.get("properties").is_some()) {
            assert!(schema["properties"].get(name).is_some(), "{path}: `{name}` is not described");
        }
    }
    assert!(paths.contains_key("/api/v1/search") && paths.len() == 21);
    assert!(!document.to_string().contains("[`"), "links of the code are no words");
}

//! What the server counts.

use std::collections::{HashMap, HashSet};

use axum::Router;
use tarmaq::serve::Limits;

use super::fixture::{ask, build, index, patient, request, site};

/// The samples of a page in the text format of Prometheus: the name with its labels, and the value. Fails where the page breaks the format.
fn samples(site: &Router) -> HashMap<String, f64> {
    let answer = ask(site, "/metrics", &[]);
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/plain; version=0.0.4; charset=utf-8"));
    let mut described = HashSet::new();
    let mut samples = HashMap::new();
    for line in answer.text().lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            let mut words = comment.split(' ');
            assert!(matches!(words.next(), Some("HELP" | "TYPE")), "{line}");
            described.insert(words.next().unwrap().to_owned());
            continue;
        }
        let (name, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line} has no value"));
        let family = name.split('{').next().unwrap();
        let family =
            ["_bucket", "_sum", "_count"].iter().find_map(|ending| family.strip_suffix(ending)).filter(|family| described.contains(*family)).unwrap_or(family);
        assert!(described.contains(family) && family.starts_with("tarmaq_"), "{line} was not described");
        assert!(samples.insert(name.to_owned(), value.parse().unwrap_or_else(|_| panic!("{line}"))).is_none(), "{name} stands there twice");
    }
    samples
}

#[test]
fn requests_are_counted_by_route_and_status() {
    let folder = index();
    let site = site(folder.path(), patient());
    // Whatever is asked for, there is one series for each route and status.
    for at in 0..40 {
        assert_eq!(ask(&site, &format!("/act/no-{at}\"\\\n?q={at}").replace(['"', '\\', '\n'], "%22"), &[]).status, 404);
        ask(&site, &format!("/no/such/page-{at}"), &[]);
    }
    ask(&site, "/api/v1/search?q=a", &[]);
    ask(&site, "/api/v1/search?q=b", &[]);
    request(&site, "POST", "/api/v1/search?q=c", &[]);
    let counted = samples(&site);
    let count = |route: &str, status: u16| counted.get(&format!("tarmaq_http_requests_total{{route=\"{route}\",status=\"{status}\"}}")).copied();
    assert_eq!((count("/act/{id}", 404), count("none", 404), count("/api/v1/search", 200)), (Some(40.0), Some(40.0), Some(2.0)), "{counted:#?}");
    assert_eq!(count("/api/v1/search", 405), Some(1.0), "{counted:#?}");
    assert!(counted.len() < 150 && !counted.keys().any(|name| name.contains("no-7") || name.contains("page-7")), "{} series", counted.len());
    assert_eq!(counted["tarmaq_http_request_duration_seconds_count{route=\"/act/{id}\"}"], 40.0);
    assert_eq!(counted["tarmaq_http_request_duration_seconds_bucket{route=\"/act/{id}\",le=\"+Inf\"}"], 40.0);
    assert_eq!(counted["tarmaq_http_requests_in_flight"], 1.0, "the one that asks");
}

#[test]
fn the_index_that_answers_and_what_is_refused_are_told() {
    let folder = index();
    let open = site(folder.path(), patient());
    let before = samples(&open);
    assert!(before["tarmaq_index_acts"] > 5.0 && before["tarmaq_index_passages"] > 500.0);
    std::fs::write(folder.path().join("corpus/new.txt"), crate::generated::act(77)).unwrap();
    build(folder.path());
    ask(&open, "/api/v1/acts", &[]);
    let after = samples(&open);
    assert_eq!(after["tarmaq_index_taken_up_total"], 1.0);
    assert!(after["tarmaq_index_generation"] > before["tarmaq_index_generation"]);
    assert_eq!(after["tarmaq_index_acts"], before["tarmaq_index_acts"] + 1.0);
    std::fs::write(folder.path().join("index/CURRENT"), "gen-999 nonsense\n").unwrap();
    for _ in 0..3 {
        ask(&open, "/api/v1/acts", &[]);
    }
    assert_eq!(samples(&open)["tarmaq_index_not_taken_up_total"], 1.0, "each is told once");
    // A server that is full still tells how full it is, in the words of its refusals; another request tells.
    let other = index();
    let full = site(other.path(), Limits { requests: 1, ..patient() });
    assert_eq!(samples(&full)["tarmaq_http_refused_total{reason=\"busy\"}"], 0.0);
    ask(&full, &format!("/{}", "a".repeat(20_000)), &[]);
    assert_eq!(samples(&full)["tarmaq_http_refused_total{reason=\"too_long\"}"], 1.0);
}

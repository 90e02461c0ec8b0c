//! A site to ask, and answers to look at.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tarmaq::act::Date;
use tarmaq::ingest::{self, Silent};
use tarmaq::serve::{Limits, Options, Site, router};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::generated;

/// An act whose every text tries to be markup.
pub(super) const HOSTILE: &str = "<script>alert(1)</script> \"туралы\" қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2020 жылғы 2 маусымдағы № 77 бұйрығы.
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған <img src=x onerror=alert(2)> қағидалары бекітілсін.
      2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.
      3. Зиянкес \"><svg/onload=alert(3)> ' onmouseover='alert(4) &lt;b&gt; <!-- --> ]]> </title></textarea></script>:
      1) </p><h1>зиянкес тақырып</h1>;
      2) javascript:alert(5) {{7*7}} ${7*7} <a href=\"javascript:alert(6)\">зиянкес</a>.
";

pub(super) const TODAY: &str = "2026-11-21";

/// The day on which all tests run.
pub(super) fn today() -> Date {
    TODAY.parse().unwrap()
}

/// A folder with an index of the five texts, some generated acts and a hostile one.
pub(super) fn index() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    generated::corpus(&corpus, 6);
    fs::write(corpus.join("hostile.txt"), HOSTILE).unwrap();
    fs::write(corpus.join("hostile.source.toml"), "id = \"V2000000077\"\nurl = \"javascript:alert(7)\"\n").unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, corpus.join(path.file_name().unwrap())).unwrap();
    }
    build(folder.path());
    folder
}

/// Brings the index of `folder` up to date with its corpus.
pub(super) fn build(folder: &Path) {
    ingest::ingest(&ingest::Options::new(folder.join("corpus"), folder.join("index")), &Silent).unwrap();
}

/// The site of the index in `folder`, with limits of its own.
pub(super) fn site(folder: &Path, limits: Limits) -> Router {
    router(Arc::new(Site::new(Options { limits, ..Options::new(folder.join("index"), today) }).unwrap()))
}

/// What a slow machine needs: no test is about the time of an answer unless it says so.
pub(super) fn patient() -> Limits {
    Limits { request: Duration::from_secs(300), ..Limits::default() }
}

static SHARED: LazyLock<(TempDir, Router)> = LazyLock::new(|| {
    let folder = index();
    let router = site(folder.path(), patient());
    (folder, router)
});

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("everything answered is UTF-8")
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(super) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The answer of the shared site to `GET uri`.
pub(super) fn get(uri: &str) -> Answer {
    ask(&SHARED.1, uri, &[])
}

/// The answer of the shared site to `GET uri` with `headers`.
pub(super) fn get_with(uri: &str, headers: &[(&str, &str)]) -> Answer {
    ask(&SHARED.1, uri, headers)
}

/// The answer of `site` to `GET uri` with `headers`.
pub(super) fn ask(site: &Router, uri: &str, headers: &[(&str, &str)]) -> Answer {
    request(site, "GET", uri, headers)
}

pub(super) fn request(site: &Router, method: &str, uri: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    })
}

/// The shared site itself.
pub(super) fn shared() -> &'static Router {
    &SHARED.1
}

//! Requests of the server and calls of the assistants' tools.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Uri};
use http_body_util::BodyExt;
use tarmaq::serve::{Options, Site, router};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use super::question::{SITE, today};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made"));
static ROUTER: LazyLock<Router> = LazyLock::new(|| router(Arc::new(Site::new(Options::new(SITE.path().join("index"), today)).expect("the index was built"))));

/// Asks the server: the first line is a method and an address, further ones are headers. It answers, and it is never its own fault.
pub fn get(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let (method, address) = lines.next().unwrap_or_default().split_once(' ').unwrap_or(("GET", "/"));
    let Ok(address) = address.parse::<Uri>() else { return };
    let mut request = Request::builder().method(method).uri(&address);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    let Ok(request) = request.body(Body::from(bytes.to_vec())) else { return };
    RUNTIME.block_on(async {
        let answer = ROUTER.clone().oneshot(request).await.expect("the service never fails");
        let (head, body) = answer.into_parts();
        assert_ne!(head.status.as_u16(), 500, "{method} {address}");
        let body = body.collect().await.expect("an answer has a whole body").to_bytes();
        let kind = head.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.contains("json") && !head.headers.contains_key("content-encoding") && !body.is_empty() {
            serde_json::from_slice::<serde_json::Value>(&body).expect("JSON is JSON");
        }
    });
}

/// Calls the tools: every line is a message of the protocol, as the other side may write it.
#[cfg(feature = "mcp")]
pub fn call(bytes: &[u8]) {
    use rmcp::ServiceExt as _;
    use tarmaq::mcp::Tools;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    static TOOLS: LazyLock<Tools> = LazyLock::new(|| Tools::new(&SITE.path().join("index"), today).expect("the index was built"));
    let hello =
        br#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
"#;
    RUNTIME.block_on(async {
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (read, write) = tokio::io::split(theirs);
        let (mut answers, mut calls) = tokio::io::split(ours);
        let say = async {
            // The server may have hung up: then there is nobody to say it to.
            let _ = calls.write_all(&[hello.as_slice(), bytes, b"\n"].concat()).await;
            let _ = calls.shutdown().await;
        };
        let hear = async {
            let mut said = Vec::new();
            let _ = answers.read_to_end(&mut said).await;
            said
        };
        let serve = async {
            if let Ok(service) = TOOLS.clone().serve((read, write)).await {
                let _ = service.waiting().await;
            }
        };
        let ((), said, ()) = tokio::join!(say, hear, serve);
        for line in said.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            serde_json::from_slice::<serde_json::Value>(line).expect("JSON is JSON");
        }
    });
}

//! The server for assistants, spoken to as an assistant does: one line of JSON after the other.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// An assistant in a conversation with `tarmaq mcp`.
struct Assistant {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    said: u64,
    _folder: TempDir,
}

impl Assistant {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
        command.args(["mcp", "--quiet", "--index"]).arg(folder.path().join("index")).arg("--corpus").arg(corpus);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut assistant = Self { child, stdin, stdout, said: 0, _folder: folder };
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
        let answer = assistant.ask("initialize", &hello);
        assert_eq!(answer["result"]["serverInfo"]["name"], "tarmaq", "{answer}");
        assistant.tell(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        assistant
    }

    fn tell(&mut self, message: &Value) {
        writeln!(self.stdin.as_mut().unwrap(), "{message}").unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.said += 1;
        let id = self.said;
        self.tell(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert!(self.stdout.read_line(&mut line).unwrap() > 0, "the server ended");
            let answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
            if answer["id"] == id {
                return answer;
            }
        }
    }

    /// The answer of `tool`, or what it was refused with.
    fn call(&mut self, tool: &str, arguments: &Value) -> Result<Value, String> {
        let answer = self.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str().unwrap_or_else(|| panic!("no text: {answer}")).to_owned();
        if result["isError"] == true { Err(text) } else { Ok(result["structuredContent"].clone()) }
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_assistant_searches_reads_and_checks_what_it_quotes() {
    let mut assistant = Assistant::new();
    let tools = assistant.ask("tools/list", &json!({}));
    let names: Vec<&str> = tools["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    for name in ["search", "read", "check_quote", "history", "diff", "cite", "changes"] {
        assert!(names.contains(&name), "{names:?}");
    }

    let found = assistant.call("search", &json!({"query": "жеке куәліктің түпнұсқасы", "limit": 2})).unwrap();
    let hit = &found["hits"][0];
    for field in ["address", "citation", "validity", "source"] {
        assert!(!hit[field].is_null(), "{field}: {hit}");
    }
    let read = assistant.call("read", &json!({"address": "V1800016354/rules/point-3/subpoint-2/part-2"})).unwrap();
    let text = read["text"].as_str().unwrap().to_owned();
    assert!(text.contains("көшірмелерін"), "{text}");

    // A quotation is found where it stands, letter for letter, and what is changed is found out.
    let cases = [
        (text.as_str(), "verbatim", "the text as it was read"),
        ("жеке  куәлігінің\nтүпнұсқасы алынып қояды", "verbatim", "white space does not count"),
        ("ЖЕКЕ КУӘЛІГІНІҢ ТҮПНҰСҚАСЫ", "typography", "capitals do"),
        ("жеке куәлігінің көшірмесі алынып қояды", "absent", "another word is another text"),
        ("куәлігін", "verbatim", "a whole word"),
        ("куәлі", "absent", "a part of a word is no quotation"),
    ];
    for (quote, sameness, why) in cases {
        let checked = assistant.call("check_quote", &json!({"address": "V1800016354/rules/point-3/subpoint-2", "quote": quote})).unwrap();
        assert_eq!(checked["sameness"], sameness, "{why}: {checked}");
        assert_eq!(checked["places"].as_array().unwrap().is_empty(), sameness == "absent", "{why}");
    }
    let whole = assistant.call("check_quote", &json!({"address": "V1800016354", "quote": "жеке куәлігінің түпнұсқасы алынып қояды"})).unwrap();
    assert_eq!(whole["places"][0][0]["address"], "V1800016354/rules/point-3/subpoint-2/part-2", "the unit that holds the words");

    // What happened is told with the same care.
    let address = "P1200000148/rules/point-32";
    let history = assistant.call("history", &json!({"address": address})).unwrap();
    let wording = history["wordings"].as_array().unwrap().iter().find(|wording| wording["current"] == true && !wording["passage"].is_null()).unwrap();
    let diff = assistant.call("diff", &json!({"address": "P1200000148", "from": "2022-01-01", "to": "2023-01-01"})).unwrap();
    let cited = assistant.call("cite", &json!({"text": "807 қаулының 1-тармағы"})).unwrap();
    assert_eq!(cited["addresses"][0], "P2200000807/point-1", "{cited}");
    for passage in [&wording["passage"], &cited["passages"][0]] {
        for field in ["address", "citation", "validity", "source", "text"] {
            assert!(!passage[field].is_null(), "{field}: {passage}");
        }
    }
    let changes = assistant.call("changes", &json!({"from": "2022-01-01", "to": "2022-12-31", "limit": 1})).unwrap();
    assert!(changes["total"].as_u64() > Some(1) && changes["changes"].as_array().unwrap().len() == 1, "{changes}");
    for change in [&diff["changes"][0], &changes["changes"][0]] {
        for field in ["address", "citation", "to"] {
            assert!(!change[field].is_null(), "{field}: {change}");
        }
        assert!(!change["to"]["source"].is_null() || !change["from"]["source"].is_null(), "{change}");
    }

    let refused = [
        ("history", json!({"address": "V1800016354/rules/point-999"}), "did you mean"),
        ("diff", json!({"address": "V1800016354", "from": "2023-01-01", "to": "2022-01-01"}), "exchange"),
        ("changes", json!({"from": "2022", "to": "2022-01-01"}), "YYYY-MM-DD"),
        ("cite", json!({"text": ""}), "empty"),
        ("read", json!({"address": "V1800016354/rules/point-999"}), "did you mean"),
        ("read", json!({"address": "V2000021165"}), "read a part of it"),
        ("search", json!({"query": ""}), "empty"),
        ("search", json!({"query": "виза", "as_of": "today"}), "YYYY-MM-DD"),
        ("search", json!({"query": "виза", "limit": 1000}), "1 to 50"),
        ("check_quote", json!({"address": "V1", "quote": "виза"}), "nothing is indexed"),
    ];
    for (tool, arguments, hint) in refused {
        let told = assistant.call(tool, &arguments).unwrap_err();
        assert!(told.contains(hint), "{tool} {arguments} does not say «{hint}»: {told}");
    }
    drop(assistant.stdin.take());
    assert!(assistant.child.wait().unwrap().success(), "it ends when the input does");
}

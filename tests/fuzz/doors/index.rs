//! The files of an index as they are read. `check` tells what is damaged; no damage may do worse than an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tarmaq::history::{Chronicle, Publications, StoredHistory, Testimony};
use tarmaq::index::{Index, StoredAct, StoredSource, compare};
use tempfile::TempDir;

use super::question::{build, today};

/// An index of its own: its files are damaged while others ask theirs.
static SITE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder can be made");
    build(folder.path());
    folder
});

/// The first byte tells which file the others are of.
pub fn read(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    match kind {
        b'h' => history(bytes),
        b't' => testimony(bytes),
        b's' => drop(serde_json::from_slice::<StoredSource>(bytes)),
        b'm' => folder(None, bytes),
        b'c' => folder(Some("CURRENT"), bytes),
        b'v' => folder(Some("VERSION"), bytes),
        _ => stored(bytes),
    }
}

/// The history of an act: every way there is to read it. Between its pieces stands an empty line.
fn history(bytes: &[u8]) {
    let mut pieces: Vec<Vec<u8>> = vec![Vec::new()];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match pieces.last_mut() {
            Some(piece) if line != b"\n" => piece.extend(line),
            _ => pieces.push(Vec::new()),
        }
    }
    let Ok(history) = StoredHistory::read(pieces, ()) else { return };
    for path in history.paths().take(50).cloned().collect::<Vec<_>>() {
        let _ = (history.path(&path), history.timeline(Some(&path)), history.timeline_of_parts(&path));
    }
    let _ = history.timeline(None);
    if let Ok(whole) = history.whole() {
        let _ = whole.version(today());
        let _ = tarmaq::diff::units(&whole, None, today());
    }
}

/// What a source tells, and the histories that come of it.
fn testimony(bytes: &[u8]) {
    let Ok(told) = serde_json::from_slice::<Testimony>(bytes) else { return };
    let mut chronicle = Chronicle::default();
    chronicle.hear(&told);
    let texts = BTreeMap::from([(told.act().clone(), vec![told.clone()])]);
    let closed = chronicle.close(&Publications::default(), texts).expect("what was heard is there");
    for act in closed.acts().cloned().collect::<Vec<_>>() {
        let history = closed.act(&act, std::slice::from_ref(&told)).expect("what was heard is there").value.0;
        let _ = history.version(today());
    }
}

/// An act as it is stored, in the place of the one that is.
fn stored(bytes: &[u8]) {
    let _ = serde_json::from_slice::<StoredAct>(bytes);
    let generation = generation();
    let number = generation.file_name().map(|name| name.to_string_lossy().replace("gen-", "")).unwrap_or_default();
    replaced(&generation.join(format!("acts-{number}.pack")), bytes);
}

/// A file at the top of the index; the manifest, with the pointer that makes it believed, where there is no name.
fn folder(name: Option<&str>, bytes: &[u8]) {
    let index = SITE.path().join("index");
    match name {
        Some(name) => replaced(&index.join(name), bytes),
        None => {
            use sha2::{Digest, Sha256};
            let generation = generation();
            let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let current = index.join("CURRENT");
            let before = fs::read(&current).expect("it was built");
            let pointer = format!("{} {digest}\n", generation.file_name().expect("it has a name").to_string_lossy());
            fs::write(&current, pointer).expect("a file can be written");
            replaced(&generation.join("manifest.json"), bytes);
            fs::write(&current, before).expect("a file can be written");
        }
    }
}

fn generation() -> PathBuf {
    let index = SITE.path().join("index");
    let current = fs::read_to_string(index.join("CURRENT")).expect("it was built");
    index.join(current.split(' ').next().unwrap_or_default())
}

/// Opens and reads the index with `bytes` in the place of the file at `path`, and puts back what was there.
fn replaced(path: &Path, bytes: &[u8]) {
    let before = fs::read(path).expect("it was built");
    fs::write(path, bytes).expect("a file can be written");
    if let Ok(index) = Index::open(&SITE.path().join("index")) {
        let _ = compare(&index);
        let ids: Vec<_> = index.acts().iter().chain(index.cited_acts()).take(20).map(|act| act.id.clone()).collect();
        for id in ids {
            let _ = (index.stored(&id), index.history(&id), tarmaq::query::show(&index, id.as_str(), Some(today())));
        }
    }
    fs::write(path, before).expect("a file can be written");
}

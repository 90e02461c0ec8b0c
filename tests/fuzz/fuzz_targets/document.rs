//! What holds for every file that is read, whatever its format: the targets of the formats share it.

/// Reads `bytes` as the file `name`, and holds what is read to its promises.
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(read) = tarmaq::source::read_bytes(name, bytes.to_vec()) else { return };
    let (source, marks) = (&read.value, read.value.marks());
    let inside = |start: u32, end: u32| source.text().get(start as usize..end as usize).is_some();
    let mut end = 0;
    for block in &marks.blocks {
        assert!(block.span.start >= end && block.span.end > block.span.start && inside(block.span.start, block.span.end));
        end = block.span.end;
    }
    assert!(marks.links.iter().all(|link| link.span.end > link.span.start && inside(link.span.start, link.span.end)));
    assert!(marks.places.iter().all(|place| inside(place.span.start, place.span.end)));
    let act = tarmaq::ingest::read_act(read.value, "a".parse().expect("`a` is an id"));
    assert!(act.provisions.iter().all(|provision| provision.lines.last <= act.source.line_count()));
}

//! What is this text, and what are its parts?
//!
//! In: a repaired text ([`CleanText`]) with its source. Out: [`Structure`]: requisites, every provision with its address,
//! the notes and the amendments found on the way. It never sees a file or a format, never edits the text, and never
//! refuses one: a text that is no act is read as plain parts.
//!
//! The steps, in their order ([`parse`]):
//!
//! 1. `told`: where the source itself tells the parts apart ([`crate::text::Told`]), they are taken as they are, and no other step is made.
//! 2. `line` says what each paragraph looks like by its own first characters (`case`: small letters in the place of large ones).
//! 3. `head` reads the title and the requisites. Without them questions and answers are a leaflet, which `faq` reads instead of all that follows.
//! 4. `quoted` finds the wording that an amending act quotes: it stands in no document of the act's own. `short` knows the short names that it gives.
//! 5. `zone` splits the paragraphs into documents (the act, what it approves, its annexes); `block` knows the block that opens an annex, `draft` the draft that
//!    an act brings in.
//! 6. Each document in turn: `nest` hangs its units into one another, with `note` (an «Ескерту.» below a unit) and `instruct` (an instruction, with
//!    the quoted wording as its units, which `record` keeps); `annex` says what an annex holds, `form` and `table` read what is not clauses; `tail` reads the signatures
//!    below the last clause. All is collected in `build`, which gives out each address once.
//! 7. `settle` places the annexes that instructions name, `documents` the documents that notes and instructions of the act itself name, `repeal` takes lists
//!    of what is repealed apart, `commence` gives each amendment the day that the act's own sentence tells.
//! 8. `restart` settles whether points are numbered anew in each chapter, and keeps the chapter in their addresses then.
//!
//! `outline` is for readers: what tests compare.
//!
//! ```
//! use tarmaq::{repair::repair, structure, text::SourceText};
//!
//! let law = "Кітапхана ісі туралы\nҚазақстан Республикасының 2012 жылғы 4 мамырдағы № 14-V Заңы\n\
//!            1-бап. Негізгі ұғымдар\nОсы Заңда мынадай ұғымдар пайдаланылады:\n1) кітапхана – мекеме;\n";
//! let source = SourceText::new("law.txt", law);
//! let text = repair(&source).value;
//! let act = structure::parse(&source, &text).value;
//! assert_eq!(act.id.map(|id| id.to_string()).as_deref(), Some("Z1200000014"));
//! let paths: Vec<&str> = act.provisions.iter().map(|provision| provision.path.as_str()).collect();
//! assert_eq!(paths, ["article-1", "article-1/subpoint-1"]);
//! ```

mod abbreviations;
mod annex;
mod block;
mod brought;
mod build;
mod case;
mod commence;
mod documents;
mod draft;
mod excepted;
mod faq;
mod form;
mod head;
mod instruct;
mod letterhead;
mod line;
mod nest;
mod note;
mod outline;
mod quoted;
mod record;
mod repeal;
mod restart;
mod settle;
mod short;
mod status;
mod table;
mod tail;
#[cfg(test)]
mod tests;
mod told;
mod zone;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use outline::outline;

use build::{Builder, Unit};
use line::Mark;
use nest::{Clauses, Lines, Root};
use quoted::Instructions;
use zone::{AnnexOf, Zone, ZoneKind};

use crate::act::{ActId, ActKind, Amendment, AmendmentNote, Date, Operation, Provision, ProvisionKind, Requisites};
use crate::cite;
use crate::text::{CleanText, LineRange, Problem, ProblemCode, Reading, SourceText, Span};

/// Everything the structure of a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// The id that is printed, or follows from the requisites, if one does.
    pub id: Option<ActId>,
    /// What the act is.
    pub requisites: Requisites,
    /// Its parts, parents before children, in the order of the text.
    pub provisions: Vec<Provision>,
    /// What it does to other acts.
    pub amendments: Vec<Amendment>,
    /// What the drafts that are printed with it order: it is not done, but tells what their references point at.
    pub drafted: Vec<Amendment>,
    /// What its notes say was done to it.
    pub notes: Vec<AmendmentNote>,
}

/// Reads the structure of `text`.
///
/// There is always a reading: a text without any mark of an act is of the kind `other`, its paragraphs are parts, and a
/// problem says so.
pub fn parse(source: &SourceText, text: &CleanText) -> Reading<Structure> {
    if let Some(told) = &source.marks().told {
        return told::read(source, text, told);
    }
    let mut builder = Builder::new(source, text);
    let mut marks: Vec<Mark<'_>> = (0..text.paragraphs.len()).map(|at| line::mark(text.paragraph_text(at))).collect();
    letters_for_threes(text, &mut marks);
    table::piped::unmark(text, &mut marks);
    let mut head = head::head(text, &marks);
    if !head.found && faq::is_faq(text) {
        let lines = Lines { next_numbered: next_numbered(&marks), instructions: Instructions::default(), marks };
        faq::read(&mut builder, &lines, head.end);
        return finish(builder, head.requisites);
    }
    if !head.found {
        head::entitle_by_document(&mut head, text, &marks);
    }
    let start = contents_end(text, &mut marks, head.end);
    if !head.found {
        let lines = LineRange::new(1, 1);
        builder.problems.push(Problem::new(
            ProblemCode::NotAnAct,
            lines,
            "no kind, date and number of an act were found at its head; it is read as a plain text",
        ));
    }
    let instructions = Instructions::find(text, &marks, start);
    let lines = Lines { next_numbered: next_numbered(&marks), instructions, marks };
    let quoted = lines.instructions.quoted();
    if lines.instructions.any() {
        builder.names = short::Names::of(text, &quoted);
    }
    let mut zones = zone::zones(text, &lines.marks, start, &head.requisites.title, &|at| quoted[at]);
    let closing = closing_lines(text);
    if let Some(last) = zones.last_mut().filter(|last| last.body.start <= closing.start) {
        last.body.end = closing.start;
    }
    Documents::new(&mut builder, &lines, &head.requisites).read(&zones);
    let drafted = builder.take_drafted();
    head_notes(&mut builder, &lines.marks, start);
    let noted: HashSet<usize> = builder.notes.iter().map(|note| text.paragraph_at(note.span.start)).collect();
    // what a note tells of the day of another act is none of what this one says
    let is_own = |at: &usize| !quoted[*at] && !noted.contains(at) && !matches!(lines.marks[*at], Mark::Note | Mark::EditorsNote);
    let own: Vec<usize> = zones.first().map_or(0..0, |zone| zone.body.clone()).filter(is_own).collect();
    settle::place_annexes(&mut builder);
    documents::settle(&mut builder);
    note::settle_parts(&mut builder);
    settle::lists_without_lines(&mut builder);
    repeal::listed(&mut builder, &head.requisites.title);
    commence::commence(&mut builder, &own, head.requisites.registered.as_ref().and_then(|entry| entry.date));
    note::compare_own_days(&mut builder, &own);
    settle::codes_called_laws(&mut builder.notes, &head.requisites);
    if !head.found {
        settle::of_unknown_act(&mut builder);
    }
    let mut read = finish(builder, head.requisites);
    read.value.id = printed_id(text, &lines.marks, start, zones.first().map_or(start, |zone| zone.body.end)).or(read.value.id);
    read.value.drafted = drafted;
    read
}

/// Lines of the card of an act, at most.
const CARD_LINES_MAX: usize = 40;

/// The id that the card of the act prints above its first clause: «Бірегей нөмір: V1700016390», on one line or on two. Below what enacts, a number or a
/// signature, and behind the act's own `end`, a form may show the card of another act.
fn printed_id(text: &CleanText, marks: &[Mark<'_>], start: usize, end: usize) -> Option<ActId> {
    const LABEL: &str = "Бірегей нөмір";
    let end = end.min(start + CARD_LINES_MAX);
    let of_body = |at: usize| marks[at].is_numbered() || head::enacts(text.paragraph_text(at)) || zone::is_signature(text.paragraph_text(at));
    (0..end).take_while(|&at| at < start || !of_body(at)).find_map(|at| {
        let rest = text.paragraph_text(at).strip_prefix(LABEL)?.trim_matches([':', ' ']);
        let printed = if rest.is_empty() && at + 1 < text.paragraphs.len() { text.paragraph_text(at + 1) } else { rest };
        ActId::printed(printed.trim_matches(['.', ' ']))
    })
}

/// The day of first official publication that the act itself tells, in a line below its last words or in its head.
///
/// «"Әділет" АҚЖ 21.08.2017 ж. № 15500 жарияланған»: see [`cite::publication_line`]. Days that clauses speak of are none.
pub fn publication_day(text: &CleanText) -> Option<Date> {
    let marks: Vec<Mark<'_>> = (0..text.paragraphs.len().min(HEAD_MAX)).map(|at| line::mark(text.paragraph_text(at))).collect();
    let above = (0..marks.len()).take_while(|&at| !marks[at].is_numbered() && !head::enacts(text.paragraph_text(at)));
    // «… № 15500 болып тіркелді. "Әділет" АҚЖ … жарияланған»
    let registered = |words: &'_ str| words.rfind("тіркелді. ").and_then(|at| cite::publication_line(words[at + "тіркелді. ".len()..].trim_start()));
    let in_head = |at: usize| cite::publication_line(text.paragraph_text(at)).or_else(|| registered(text.paragraph_text(at)));
    let below = |at: usize| cite::publication_line(text.paragraph_text(at));
    closing_lines(text).filter_map(below).min().or_else(|| above.filter_map(in_head).min())
}

/// Paragraphs that the head of an act takes, at most.
const HEAD_MAX: usize = 40;

/// The lines below the last words of an act that tell of its publication: they are none of its words.
fn closing_lines(text: &CleanText) -> Range<usize> {
    let count = text.paragraphs.len();
    let lines = (0..count).rev().take_while(|&at| cite::publication_line(text.paragraph_text(at)).is_some()).count();
    count - lines..count
}

/// Where the text proper begins after a table of contents: at the second printing of its first line. Its lines repeat the
/// headings and are no units.
fn contents_end(text: &CleanText, marks: &mut [Mark<'_>], start: usize) -> usize {
    let count = text.paragraphs.len();
    let is_title = |at: &usize| line::is_contents(text.paragraph_text(*at));
    let Some(title) = (start..count.min(start + 12)).find(is_title) else { return start };
    if !marks[start..title].iter().any(Mark::is_numbered) {
        // Of contents that were left out only their title is printed: the publisher's word, and no preamble.
        marks[title] = Mark::EditorsNote;
    }
    if matches!(marks.get(title + 1), Some(Mark::Note | Mark::EditorsNote)) {
        // «ЗҚАИ-ның ескертпесі!» is printed many times, and nothing begins with it.
        return start;
    }
    let lower = |at: usize| text.paragraph_text(at).to_lowercase();
    // the publisher's remarks stand in contents as well, and are printed again and again
    let Some(line) = (title + 1..count.min(title + 12)).find(|&at| !matches!(marks[at], Mark::Note | Mark::EditorsNote)) else { return start };
    if line != title + 1 && !marks[line].is_numbered() {
        return start;
    }
    let first = lower(line);
    let second = (line + 1..count).find(|&at| text.paragraphs[at].span.len() == text.paragraphs[line].span.len() && lower(at) == first);
    second.filter(|&second| are_headings(text, marks, line..second)).unwrap_or(start)
}

/// Whether `lines` are those of contents: of contents that were left out the first heading may come again in an annex, and what stands between is the act.
fn are_headings(text: &CleanText, marks: &[Mark<'_>], lines: Range<usize>) -> bool {
    let (mut headings, mut sentences) = (0, 0);
    for at in lines.filter(|&at| !matches!(marks[at], Mark::Note | Mark::EditorsNote)) {
        let words = text.paragraph_text(at);
        // some end their headings with a stop
        let says = line::holds_sentences(words) && !matches!(marks[at], Mark::Group { .. } | Mark::Article { .. })
            || matches!(line::end(words), line::End::Colon | line::End::Semicolon)
            || line::ends_finite(words) && line::end(words) == line::End::Sentence;
        if says { sentences += 1 } else { headings += 1 }
    }
    sentences * 4 <= headings
}

/// Paragraphs in which the point after another is looked for.
const POINT_MAX: usize = 500;

/// «З. Осы бұйрықтың …» between the points 2 and 4: the letter З that was read for the figure 3.
fn letters_for_threes<'t>(text: &'t CleanText, marks: &mut [Mark<'t>]) {
    let mut last = 0;
    for at in 0..marks.len() {
        if let Mark::Point { number, .. } = &marks[at] {
            last = nest::first_integer(number);
        } else if let (2, Mark::Plain, Some(rest)) = (last, &marks[at], text.paragraph_text(at).strip_prefix("З. ")) {
            let next = marks[at + 1..]
                .iter()
                .take(POINT_MAX)
                .find_map(|mark| if let Mark::Point { number, .. } = mark { Some(nest::first_integer(number)) } else { None });
            let is_sentence = matches!(line::end(rest), line::End::Sentence | line::End::Colon) && rest.split_whitespace().count() >= 3;
            if is_sentence && next.is_none_or(|next| next == 4) {
                marks[at] = Mark::Point { number: "3", rest };
                last = 3;
            }
        }
    }
}

/// For each paragraph, the next one that begins a numbered unit.
fn next_numbered(marks: &[Mark<'_>]) -> Vec<usize> {
    let mut next = vec![marks.len(); marks.len()];
    let mut found = marks.len();
    for at in (0..marks.len()).rev() {
        if marks[at].is_numbered() {
            found = at;
        }
        next[at] = found;
    }
    next
}

/// Notes above the first clause: about the act as a whole.
fn head_notes(builder: &mut Builder<'_>, marks: &[Mark<'_>], start: usize) {
    for (at, mark) in marks.iter().enumerate().take(start) {
        match mark {
            Mark::Note | Mark::EditorsNote => {
                let span = builder.span(at);
                note::read(builder, at, span, None);
            }
            _ => note::read_end(builder, at),
        }
    }
    let is_told = builder.notes.iter().any(|note| note.target.is_none() && note.op == Operation::Repeal);
    if !is_told {
        (0..start).filter(|&at| !matches!(marks[at], Mark::Note | Mark::EditorsNote)).for_each(|at| note::read_end_day(builder, at));
    }
}

fn finish(mut builder: Builder<'_>, requisites: Requisites) -> Reading<Structure> {
    builder.settle_lines();
    restart::keep_groups(&mut builder);
    builder.problems.sort_by_key(|problem| problem.lines);
    let (provisions, amendments, notes) = (builder.provisions, builder.amendments, builder.notes);
    let structure = Structure { id: head::derive_id(&requisites), requisites, provisions, amendments, drafted: Vec::new(), notes };
    Reading { value: structure, problems: builder.problems }
}

/// Reads the documents of one text in their order.
struct Documents<'b, 't, 'l> {
    builder: &'b mut Builder<'t>,
    lines: &'l Lines<'t>,
    /// The last approved document, by its segment.
    component: Option<usize>,
    /// The last annex, and whether anything stood in it.
    annex: Option<(usize, bool)>,
    /// The last annex of the act itself.
    outermost: Option<usize>,
    /// The last annex that is a document of another act, with a stamp of its own.
    stamped: Option<usize>,
    /// How many documents each word names.
    components: HashMap<&'static str, u32>,
    /// What the act is.
    kind: ActKind,
    /// The numbers that it was adopted under.
    numbers: Vec<String>,
    /// The draft that was opened last, where no other document of the act follows it.
    draft: Option<usize>,
}

impl<'b, 't, 'l> Documents<'b, 't, 'l> {
    fn new(builder: &'b mut Builder<'t>, lines: &'l Lines<'t>, of: &Requisites) -> Self {
        let numbers = of.adopted.iter().filter_map(|adoption| adoption.number.clone()).collect();
        Self { builder, lines, component: None, annex: None, outermost: None, stamped: None, components: HashMap::new(), kind: of.kind, numbers, draft: None }
    }

    fn read(&mut self, zones: &[Zone]) {
        for zone in zones {
            match &zone.kind {
                ZoneKind::Act => self.act(zone.body.clone()),
                ZoneKind::Component => self.component(zone),
                ZoneKind::Annex { number, of } => self.annex(zone, number, *of),
                ZoneKind::Draft => self.draft(zone),
            }
            // what stands above no unit of its own document is about none of the next
            self.builder.above_next.clear();
        }
    }

    fn act(&mut self, body: Range<usize>) {
        if let Some(signed) = tail::treaty_start(self.builder.text, self.lines, body.clone()) {
            Clauses::new(self.builder, self.lines, Root::default()).read(body.start..signed);
            return tail::read_treaty(self.builder, None, signed..body.end);
        }
        let tail = tail::start(self.builder.text, self.lines, body.clone());
        Clauses::new(self.builder, self.lines, Root::default()).read(body.start..tail);
        tail::read(self.builder, self.lines, None, tail..body.end);
    }

    /// The draft of an act: it has a signature of its own, and what it orders is no change.
    fn draft(&mut self, zone: &Zone) {
        let title = draft::title(self.builder.text, &self.lines.marks, zone.body.clone());
        let segment = self.next_component("approved");
        let at = self.builder.open(Unit::named(ProvisionKind::Component, segment, None, None), None);
        self.entitle(at, title.clone());
        self.approval(at, zone.opening.clone());
        let path = self.builder.path(at);
        self.builder.drafts.insert(path.clone());
        (self.component, self.annex, self.draft) = (Some(at), None, Some(at));
        let tail = tail::start(self.builder.text, self.lines, title.end..zone.body.end);
        Clauses::new(self.builder, self.lines, Root { parent: Some(at), base: Some(path), opened: false }).read(title.end..tail);
        tail::read(self.builder, self.lines, Some(at), tail..zone.body.end);
    }

    /// What is called a draft in its title, «Жоба», orders nothing yet.
    fn mark_draft(&mut self, at: usize, title: Range<usize>) {
        if title.clone().next().is_some_and(|first| head::is_draft(self.builder.text.paragraph_text(first))) {
            self.builder.drafts.insert(self.builder.path(at));
        }
    }

    /// The draft that an annex with such a block is of, «… Заңына қосымша» below the draft of a law: not where it names an act of the kind of this one.
    fn drafted_annex(&self, block: Range<usize>) -> Option<usize> {
        let words = join(self.builder.text, block);
        let is_own = || words.split_whitespace().any(|word| cite::act_word(word).is_some_and(|(kind, _)| kind == self.kind));
        self.draft.filter(|_| !is_own())
    }

    fn component(&mut self, zone: &Zone) {
        let text = self.builder.text;
        // The stamp of a document of the amended act right under the block of an annex of the amending one: what stands
        // there is the annex, as the new wording of that document. Where both are of one act, it approves the document.
        if let Some((annex, false)) = self.annex
            && !zone.opening.is_empty()
            && self.is_of_another_act(annex, zone.opening.clone())
        {
            return self.stamped_annex(annex, zone);
        }
        if draft::heads(text, &self.lines.marks, zone.body.start) {
            return self.draft(zone);
        }
        let title = head::document_title(text, &self.lines.marks, zone.body.clone());
        let words = join(text, title.clone());
        let segment = zone::component_segment(&words);
        let segment = self.next_component(segment);
        let at = self.builder.open(Unit::named(ProvisionKind::Component, segment, None, None), None);
        self.builder.provisions[at].heading = Some(words);
        for paragraph in title.clone() {
            let span = self.builder.span(paragraph);
            self.builder.append(at, span);
        }
        self.approval(at, zone.opening.clone());
        self.mark_draft(at, title.clone());
        (self.component, self.annex, self.draft) = (Some(at), None, None);
        let signed = tail::treaty_start(text, self.lines, title.end..zone.body.end);
        annex::read(self.builder, self.lines, at, title.end..signed.unwrap_or(zone.body.end));
        if let Some(signed) = signed {
            tail::read_treaty(self.builder, Some(at), signed..zone.body.end);
        }
    }

    /// Whether a stamp names another act than the block of `annex` does; where that is the annex of a list of changes and names none, than this one.
    fn is_of_another_act(&self, annex: usize, stamp: Range<usize>) -> bool {
        let text = self.builder.text;
        let numbers =
            |words: &str| -> Vec<String> { words.split('№').skip(1).filter_map(|rest| rest.split_whitespace().next().map(str::to_owned)).collect() };
        let block: Vec<&str> = self.builder.provisions[annex].own.iter().map(|&span| text.slice(span)).collect();
        let (of_block, of_stamp) = (numbers(&block.join(" ")), numbers(&join(text, stamp)));
        let named = of_stamp.iter().any(|number| of_block.contains(number) || self.numbers.contains(number));
        let within = self.builder.provisions[annex].parent.is_some();
        !named && !(within && (of_stamp.is_empty() || self.numbers.is_empty()))
    }

    /// An annex whose block a stamp follows: stamp and title are the head of what stands in it.
    fn stamped_annex(&mut self, annex: usize, zone: &Zone) {
        let title = head::document_title(self.builder.text, &self.lines.marks, zone.body.clone());
        self.approval(annex, zone.opening.clone());
        self.entitle(annex, title.clone());
        self.annex = Some((annex, !zone.body.is_empty()));
        self.stamped = Some(annex);
        annex::read(self.builder, self.lines, annex, title.end..zone.body.end);
    }

    /// The stamp in `opening`, where there is one, as a provision of `document`.
    fn approval(&mut self, document: usize, opening: Range<usize>) {
        if opening.is_empty() {
            return;
        }
        let base = self.builder.path(document);
        let stamp = self.builder.open(Unit::named(ProvisionKind::Approval, "approval", Some(document), Some(base)), None);
        for paragraph in opening {
            let span = self.builder.span(paragraph);
            self.builder.append(stamp, span);
        }
    }

    /// The segment of the next approved document of this word: `rules`, `rules-2`, ….
    fn next_component(&mut self, segment: &'static str) -> String {
        let count = self.components.entry(segment).or_insert(0);
        *count += 1;
        if *count == 1 {
            self.builder.documents.push(segment);
        }
        if *count == 1 { segment.to_owned() } else { format!("{segment}-{count}") }
    }

    fn annex(&mut self, zone: &Zone, number: &str, of: AnnexOf) {
        let text = self.builder.text;
        let title = head::document_title(text, &self.lines.marks, zone.body.clone());
        if let Some((outer, false)) = self.annex
            && self.is_inner(outer, zone, of)
        {
            self.annex_opening(outer, zone, title.clone());
            self.annex = Some((outer, !zone.body.is_empty()));
            annex::read(self.builder, self.lines, outer, title.end..zone.body.end);
            return;
        }
        let parent = match of {
            AnnexOf::Act => self.drafted_annex(zone.opening.clone()),
            AnnexOf::Document(segment) => {
                let named = self.named_stamped(zone.opening.clone()).or_else(|| self.titled_annex(zone.opening.clone()));
                named.or_else(|| self.annex_holder(segment)).or(self.component)
            }
            AnnexOf::Form => self.annex.map(|(at, _)| at).or(self.component),
            AnnexOf::Unsaid => self.titled_annex(zone.opening.clone()).or(self.component),
        };
        let base = parent.map(|parent| self.builder.path(parent));
        let at = self.builder.open(Unit::numbered(ProvisionKind::Annex, number, parent, base), None);
        if parent.is_none() {
            self.outermost = Some(at);
            self.mark_draft(at, title.clone());
        }
        self.annex_opening(at, zone, title.clone());
        if of != AnnexOf::Form || self.annex.is_none() {
            self.annex = Some((at, !zone.body.is_empty()));
        }
        annex::read(self.builder, self.lines, at, title.end..zone.body.end);
    }

    /// Whether the block in `zone`, right below that of the annex `outer`, is of an annex of the amended act: then the opening of `outer` goes on.
    ///
    /// It is of another document than `outer` is: two blocks of one document are those of two annexes, the first of them a drawing. An annex of the act
    /// itself, or of a list of changes («… өзгерістер тізбесіне 1-қосымша», then «… ережесіне 91-қосымша»), may hold an annex of whatever is amended;
    /// in one of a document that is approved it is quoted.
    fn is_inner(&self, outer: usize, zone: &Zone, of: AnnexOf) -> bool {
        let text = self.builder.text;
        let above: Vec<&str> = self.builder.provisions[outer].own.iter().map(|&span| text.slice(span)).collect();
        if block::are_of_one_document(&above.join(" "), &join(text, zone.opening.clone())) {
            return false;
        }
        let Some(component) = self.component else { return true };
        let heading = self.builder.provisions[component].heading.as_deref().unwrap_or("").to_lowercase();
        let of_changes = ["өзгеріс", "толықтыру"].iter().any(|noun| heading.contains(noun));
        let of_act = self.builder.provisions[outer].parent.is_none() && of != AnnexOf::Act;
        of_changes || of_act || zone.opening.clone().next().is_some_and(|first| quoted::begins_quote(text.paragraph_text(first)))
    }

    /// The annex with a stamp of its own whose title the block of another repeats: «Байқау қағидаларына қосымша» below the rules that it restates.
    fn named_stamped(&self, block: Range<usize>) -> Option<usize> {
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let stamped = self.stamped?;
        let title = letters(self.builder.provisions[stamped].heading.as_deref().unwrap_or(""));
        (!title.is_empty() && letters(&join(self.builder.text, block)).starts_with(&title)).then_some(stamped)
    }

    /// The annex of the document that is open whose title a block repeats in the dative: «… үлгілік шартқа қосымша» below the annex that is this contract.
    fn titled_annex(&self, block: Range<usize>) -> Option<usize> {
        let component = self.component?;
        let stem = block::named_in_dative(&join(self.builder.text, block))?;
        let heading = |at: usize| self.builder.provisions[at].heading.as_deref().unwrap_or("");
        let is_that = |at: &usize| block::is_title_of(heading(*at), &stem);
        let annexes = (component + 1..self.builder.provisions.len()).rev().filter(|&at| self.builder.provisions[at].kind == ProvisionKind::Annex);
        annexes.filter(|_| !is_that(&component)).find(is_that)
    }

    /// The annex of the act that is itself the document an annex belongs to: «… стандартына қосымша» below an annex whose
    /// title is «… стандарты».
    fn annex_holder(&self, segment: &str) -> Option<usize> {
        let is_that = |at: usize| {
            let heading = self.builder.provisions[at].heading.as_deref().unwrap_or("");
            zone::component_segment(heading) == segment
        };
        if self.component.is_some_and(is_that) {
            return self.component;
        }
        self.outermost.filter(|&at| is_that(at))
    }

    /// The block and the title of an annex are its own words.
    fn annex_opening(&mut self, at: usize, zone: &Zone, title: Range<usize>) {
        for paragraph in zone.opening.clone() {
            let span: Span = self.builder.span(paragraph);
            self.builder.append(at, span);
        }
        self.entitle(at, title);
    }

    /// The title of a document is among its own words.
    fn entitle(&mut self, at: usize, title: Range<usize>) {
        for paragraph in title.clone() {
            let span: Span = self.builder.span(paragraph);
            self.builder.append(at, span);
        }
        let words = join(self.builder.text, title);
        if !words.is_empty() {
            self.builder.provisions[at].heading = Some(words);
        }
    }
}

fn join(text: &CleanText, range: Range<usize>) -> String {
    range.map(|at| text.paragraph_text(at)).collect::<Vec<_>>().join(" ")
}

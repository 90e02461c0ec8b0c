//! «Ескерту.» attached to the unit it stands below, and kept out of its text.

use super::build::Builder;
use super::head::is_requisites;
use super::line;
use super::status::{self, ToldEnd};
use crate::act::{AmendmentNote, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, ProvisionKind, ProvisionPath};
use crate::amend::{self, Attached, Document, ParsedNote, Remark};
use crate::text::{CleanText, Problem, ProblemCode, Span};

/// Reads the note in `span`; `false` when it is a rule of the act itself and has to be read as one.
pub(super) fn read(builder: &mut Builder<'_>, at: usize, span: Span, attached: Option<usize>) -> bool {
    let last = at + goes_on(builder.text, at, builder.text.paragraphs.len());
    let whole = Span { start: span.start, end: if last > at { builder.span(last).end } else { span.end } };
    // what goes on below is one sentence with it
    let words = builder.text.slice(whole).replace('\n', " ");
    let words = words.as_str();
    let path = attached.map(|attached| builder.path(attached));
    if let Some(held) = amend::copy_held(words) {
        keep(builder, whole, vec![held]);
        return true;
    }
    let portal = amend::is_portal_note(words);
    let notes = if portal { amend::portal_note(words, path.as_ref(), builder.day_order) } else { at_unit(builder, attached, |at| amend::note(words, at)) };
    if notes.is_empty() {
        if line::is_notice(words) {
            return true;
        }
        if line::is_remark(words) {
            // «ЗҚАИ-ның ескертпесі! 2-тармақтың қолданысы … тоқтатыла тұрды – …»: marker and sentence in one
            let rest = words.split_once("ескертпесі").map_or("", |(_, rest)| rest).trim_start_matches(['!', '.', ':', ';', ' ']);
            if amend::is_remarked(rest) && !is_of_print(rest) {
                let notes = remark(builder, at, rest, attached);
                keep(builder, span, notes);
            }
            return true;
        }
        if portal || amend::speaks_of_change(words) {
            let message = "the note names a change but not in a way that can be read; it is kept out of the text";
            builder.problems.push(Problem::new(ProblemCode::NoteUnread, builder.lines_of(whole), message));
            return true;
        }
        return false;
    }
    keep(builder, whole, notes);
    true
}

/// Paragraphs that one note takes, at most.
const PARAGRAPHS_MAX: usize = 20;

/// How many paragraphs behind paragraph `at` go on with the note in it: «Ескерту. Бүкіл мәтін бойынша:» leads in the words that were replaced, each with its
/// verb, up to the line that tells by which act.
pub(super) fn goes_on(text: &CleanText, at: usize, end: usize) -> usize {
    if !text.paragraph_text(at).ends_with(':') {
        return 0;
    }
    let lines = at + 1..end.min(at + PARAGRAPHS_MAX);
    let quoted = lines.clone().take_while(|&next| super::quoted::begins_quote(text.paragraph_text(next)));
    let by_act = |words: &str| words.ends_with('.') && (words.contains('№') || words.contains(" N "));
    let count = quoted.clone().count();
    quoted.take(count).position(|next| by_act(text.paragraph_text(next))).map_or(count, |last| last + 1)
}

/// Reads a line of the head that tells that the act as a whole has ended: «Күші жойылды – ҚР … № 152 бұйрығымен», «ҚР … № 362 бұйрығымен күші жойылды».
pub(super) fn read_end(builder: &mut Builder<'_>, at: usize) {
    let span = builder.span(at);
    if let Some(note) = amend::tombstone(builder.text.slice(span), &ProvisionPath::from_known(ProvisionKind::Preamble.segment())) {
        keep(builder, span, vec![ParsedNote { target: None, ..note }]);
    }
}

/// Reads the day of its end from a line of the head that tells more than that: «… № 4 болып тіркелді. Күші жойылды - … № 152 (… бастап қолданысқа енгізіледі)
/// бұйрығымен», «Осы Қаулы күшін жойды … бастап … № 448 Қаулысына сәйкес».
pub(super) fn read_end_day(builder: &mut Builder<'_>, at: usize) {
    let span = builder.span(at);
    let line = builder.text.slice(span);
    let start = status::end_told(line);
    let words = if start < line.len() { &line[start..] } else { line };
    let Some(ToldEnd::Repealed(Some(act))) = status::told_end(line).filter(|_| start < line.len() || !is_requisites(line, 1)) else { return };
    let note = amend::tombstone(words, &ProvisionPath::from_known(ProvisionKind::Preamble.segment())).or_else(|| repealed(*act, words));
    // where no day is told, the status alone tells all
    if let Some(note) = note.filter(|note| note.by.iter().any(|by| by.commencement != Commencement::Unstated)) {
        keep(builder, span, vec![ParsedNote { target: None, ..note }]);
    }
}

/// The note that `words` are which tell that the act as a whole was repealed by `act`.
fn repealed(act: CitedAct, words: &str) -> Option<ParsedNote> {
    let commencement = amend::commencement(words);
    let named = act.id.is_some();
    let (issuer, date, number) = (act.issuer.clone(), act.date, act.number.clone());
    let by = NoteEvent { op: Operation::Repeal, issuer, date, number, act: named.then_some(act), with: Vec::new(), commencement };
    date.is_some().then(|| ParsedNote { target: None, op: Operation::Repeal, by: vec![by], effect: NoteEffect::Made, held: false })
}

/// Reads the sentence after «ЗҚАИ-ның ескертпесі!», which tells of a change to come.
pub(super) fn read_pending(builder: &mut Builder<'_>, at: usize, attached: Option<usize>) {
    let span = builder.span(at);
    let words = builder.text.slice(span);
    let notes = remark(builder, at, words, attached);
    let first = builder.notes.len();
    // «Осы редакциясы … дейін қолданыста болады» names no unit: it is the one below
    if is_of_wording(words) {
        let named = amend::pending_note(words, None);
        let unnamed = named.iter().enumerate().filter(|(_, note)| note.target.is_none() && named.len() == notes.len());
        builder.above_next.extend(unnamed.map(|(order, _)| first + order));
    }
    keep(builder, span, notes);
}

/// What the sentence `words` of the publisher tells; one that is not understood is a problem.
fn remark(builder: &mut Builder<'_>, at: usize, words: &str, attached: Option<usize>) -> Vec<ParsedNote> {
    if is_of_print(words) {
        return Vec::new();
    }
    match at_unit(builder, attached, |at| amend::remark(words, at)) {
        Remark::Told(notes) => notes,
        Remark::Unread(notes) => {
            let message = "the remark is not understood; what it speaks of may read otherwise";
            builder.problems.push(Problem::new(ProblemCode::NoteUnread, builder.text.paragraphs[at].lines, message));
            notes
        }
        Remark::Elsewhere => Vec::new(),
        Remark::OwnDay(day) => {
            builder.own_days.push((day, builder.text.paragraphs[at].lines));
            Vec::new()
        }
    }
}

/// What `read` makes of words that stand at `unit`, told which documents these are.
fn at_unit<T>(builder: &Builder<'_>, unit: Option<usize>, read: impl FnOnce(Attached<'_>) -> T) -> T {
    let chain = std::iter::successors(unit, |&at| builder.provisions[at].parent).map(|at| &builder.provisions[at]);
    let documents = chain.filter(|unit| matches!(unit.kind, ProvisionKind::Annex | ProvisionKind::Component));
    let around: Vec<Document<'_>> = documents.map(|unit| Document { path: unit.path.clone(), title: unit.heading.as_deref().unwrap_or_default() }).collect();
    let path = unit.map(|unit| builder.path(unit));
    read(Attached { unit: path.as_ref(), around: &around, documents: &builder.documents })
}

/// Tells of every remark on the day of the act that the act itself, in these `paragraphs`, does not say the same: what the act says holds.
pub(super) fn compare_own_days(builder: &mut Builder<'_>, paragraphs: &[usize]) {
    let days = std::mem::take(&mut builder.own_days);
    if days.is_empty() {
        return;
    }
    let written = amend::act_commencement(paragraphs.iter().map(|&at| builder.text.paragraph_text(at)));
    let same = |day: Date| written.as_ref().is_some_and(|(_, written)| *written.main() == Commencement::On(day));
    for (_, lines) in days.into_iter().filter(|(day, _)| !same(*day)) {
        let message = "the remark tells a day of the act that its own words do not; they hold";
        builder.problems.push(Problem::new(ProblemCode::NoteUnread, lines, message));
    }
}

/// Reads a unit of which only number and note are left: «13-2. Алып тасталды – ҚР …».
pub(super) fn read_tombstone(builder: &mut Builder<'_>, at: usize, unit: usize, span: Span) {
    let words = builder.text.slice(span);
    tombstone(builder, at, unit, span, words);
}

/// As [`read_tombstone`], of a unit of which the paragraph in `span` says `words`.
pub(super) fn tombstone(builder: &mut Builder<'_>, at: usize, unit: usize, span: Span, words: &str) {
    let path = builder.path(unit);
    if let Some(note) = amend::tombstone(words, &path) {
        builder.provisions[unit].tombstone = true;
        keep(builder, span, vec![note]);
    } else if amend::is_bare_tombstone(words) {
        builder.provisions[unit].tombstone = true;
    } else if amend::is_unread_tombstone(words) {
        builder.provisions[unit].tombstone = true;
        let message = "the unit was removed, but by which act could not be read";
        builder.problems.push(Problem::new(ProblemCode::NoteUnread, builder.text.paragraphs[at].lines, message));
    }
}

/// Changes that the notes of an act tell, each of a unit by an act, at most: so many, and one more for so many bytes of its text. No act comes near it.
const EVENTS_MAX: usize = 20_000;
const EVENT_BYTES: usize = 64;

fn keep(builder: &mut Builder<'_>, span: Span, notes: Vec<ParsedNote>) {
    let lines = builder.lines_of(span);
    let (max, events) = (EVENTS_MAX + builder.text.text.len() / EVENT_BYTES, notes.iter().map(|note| note.by.len()).sum::<usize>());
    if builder.told + events > max {
        let message = format!("the notes tell more than {max} changes up to here; what this one tells is not read");
        builder.problems.push(Problem::new(ProblemCode::LimitReached, lines, message));
        return;
    }
    builder.told += events;
    for mut note in notes {
        note.target = note.target.map(|target| of_points(builder, target, builder.text.slice(span)));
        // «2-тармақ 01.01.2023 дейін қолданыста болды»: its words are printed
        let gone = matches!(note.op, Operation::Delete | Operation::Repeal) && note.effect == NoteEffect::Made && !note.held;
        if gone
            && let Some(target) = &note.target
            && let Some(found) = builder.find(target)
        {
            builder.provisions[found].tombstone = true;
        }
        builder.notes.push(AmendmentNote { target: note.target, op: note.op, by: note.by, effect: note.effect, span, lines });
    }
}

/// Leads what notes above the points of an article tell of its parts to these points, as [`keep`] does where the points stand above.
pub(super) fn settle_parts(builder: &mut Builder<'_>) {
    for mut note in std::mem::take(&mut builder.notes) {
        note.target = note.target.map(|target| of_points(builder, target, builder.text.slice(note.span)));
        builder.notes.push(note);
    }
}

/// `target`, as the note with these `words` names it, in an article whose parts are numbered: «436-бап 2-бөлікпен толықтырылды», «2-бөлік жаңа редакцияда» below
/// the last of them. Codes call «2.» a part; a part of a point is named with its point.
fn of_points(builder: &Builder<'_>, target: ProvisionPath, words: &str) -> ProvisionPath {
    let chain = || std::iter::successors(Some(target.clone()), ProvisionPath::parent);
    // a part without a number that stands before the points is itself, and these are its list
    let stands_before = |point: &ProvisionPath| {
        let at = builder.find(point);
        chain().filter(|path| path.kind() == Some(ProvisionKind::Part)).filter_map(|part| builder.find(&part)).any(|part| Some(part) < at)
    };
    if let Some((_, printed)) = target.in_numbered_part().filter(|(point, _)| builder.find(point).is_some() && !stands_before(point)) {
        return printed;
    }
    let names_point = || words.match_indices("тармақ").chain(words.match_indices("тармағ")).any(|(at, word)| !words[at + word.len()..].starts_with("ша"));
    let is_point_of_article =
        |path: &ProvisionPath| path.kind() == Some(ProvisionKind::Point) && path.parent().is_some_and(|above| above.kind() == Some(ProvisionKind::Article));
    let Some(part) = chain().find(|path| path.kind() == Some(ProvisionKind::Part) && path.parent().as_ref().is_some_and(is_point_of_article)) else {
        return target;
    };
    if builder.find(&part).is_some() || names_point() {
        return target;
    }
    // the part of the article, as if the note stood below that: «2-бөлік», in figures; a law without numbered parts calls the paragraphs of a point «бірінші бөлік»
    let number = part.number().unwrap_or_default();
    if !words.contains(&format!("{number}-бөлі")) {
        return target;
    }
    let numbered = part.parent().and_then(|point| point.parent()).map(|article| article.child(ProvisionKind::Point, Some(number)));
    let Some(numbered) = numbered.filter(|numbered| builder.find(numbered).is_some()) else { return target };
    match target.as_str().strip_prefix(part.as_str()).and_then(|rest| rest.strip_prefix('/')) {
        Some(rest) => numbered.join(rest),
        None => numbered,
    }
}

/// «Осы редакциясы 01.01.2023 дейін қолданыста болады».
fn is_of_wording(words: &str) -> bool {
    ["Осы редакция", "осы редакция"].iter().any(|opening| words.trim_start().starts_with(opening))
}

/// «Құжаттың мәтінінде түпнұсқаның пунктуациясы мен орфографиясы сақталған.»: how the text is printed, which only its publisher says.
fn is_of_print(words: &str) -> bool {
    words.trim_end_matches(['.', ' ']).ends_with("сақталған") && ["түпнұсқа", "орфография", "пунктуация"].iter().any(|print| words.contains(print))
}

/// Whether `words` below «ЗҚАИ-ның ескертпесі!» are the sentence that it announces. Where `marker` says all itself, what follows is of the act, but for
/// one that begins as such sentences do: with the wording or the unit that it is about.
pub(super) fn is_editors_sentence(marker: &str, words: &str) -> bool {
    let announced = marker.trim_end_matches(['!', '.', ':', ';', ' ']).ends_with("ескертпесі");
    if announced && (is_of_print(words) || amend::is_remarked(words)) {
        return true;
    }
    if !announced && !is_of_wording(words) && !begins_with_unit(words) {
        return false;
    }
    let tells = ["көзделген", "редакцияда", "қолданысқа енгізіледі", "тоқтатыла тұрады", "қолданысқа енгізілу"].iter().any(|told| words.contains(told));
    // clauses tell until when something holds as well: it is a note where it can be read as one
    tells || words.contains("қолданыста бол") && !amend::pending_note(words, None).is_empty()
}

/// «2-тармақ …», «3) тармақша …».
fn begins_with_unit(words: &str) -> bool {
    let rest = words[line::number_len(words)..].trim_start_matches([')', '-', '–', ' ']);
    let unit = ["тармақ", "бап", "бөлі", "абзац", "тарау", "параграф", "қосымша"].iter().any(|unit| rest.starts_with(unit));
    rest.len() < words.len() && unit
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, outline_of, read};

    const BY: &str = "ҚР Көлік министрінің 01.05.2022 № 33 (01.01.2023 бастап қолданысқа енгізіледі) бұйрығымен.";

    /// What the notes in the rules `printed` are about.
    fn targets(printed: &str) -> Vec<String> {
        let read = read(&approved(&format!("Сынақ қағидалары\n\n{printed}")));
        read.notes.iter().map(|note| note.target.as_ref().map_or(String::new(), ToString::to_string)).collect()
    }

    #[test]
    fn words_below_a_note_that_says_all_are_of_the_act() {
        let found = outline_of(
            &approved(&format!(
                "Сынақ қағидалары\n\n      1. Бірінші.\n      ЗҚАИ-ның ескертпесі! 3-тармақ жаңа редакцияда көзделген – {BY}\n      Рұқсаттар 2030 жылға дейін қолданыста болады.\n      ЗҚАИ-ның ескертпесі!\n      Куәліктер 2030 жылға дейін қолданыста болады.\n      2. Екінші.\n"
            )),
            &["preamble"],
        );
        assert_eq!(found.iter().filter(|line| line.starts_with("rules/point-1/part-")).count(), 2, "{found:?}");
    }

    #[test]
    fn a_remark_of_the_publisher_is_none_of_the_preamble() {
        for mark in ["!", ".", ":", ""] {
            let remark = format!("РҚАО-ның ескертпесі{mark}\nҚұжаттың мәтінінде түпнұсқаның пунктуациясы мен орфографиясы сақталған.\n");
            let act = |remark: &str| {
                format!(
                    "Жұмыстар туралы\nСарыөзек ауданы әкімдігінің 2013 жылғы 27 желтоқсандағы № 401 қаулысы\n{remark}Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:\n1. Жұмыстар ұйымдастырылсын.\n"
                )
            };
            assert_eq!(outline_of(&act(&remark), &[]), ["preamble 5-5", "point-1 6-6"], "{mark}");
            let one = remark.replacen('\n', " ", 1);
            if !mark.is_empty() {
                assert_eq!(outline_of(&act(&one), &[]), ["preamble 4-4", "point-1 5-5"], "in one line, {mark}");
            }
        }
    }

    #[test]
    fn the_notices_of_a_portal_are_none_of_the_text() {
        let contents = "Қолданушылар назарына!\nҚолданушыларға ыңғайлы болуы үшін РҚАО мазмұнды жасады.\nМАЗМҰНЫ\n";
        let note = "Ескерту. Бүкіл мәтін бойынша \"қор\" деген сөз \"банк\" деген сөзбен ауыстырылды - ҚР 10.12.2014 № 227-V Заңымен.\n";
        let foot = "Егер Сіз беттен қате тапсаңыз, тінтуірмен сөзді белгілеңіз және Ctrl+Enter пернелер тіркесін басыңыз";
        let act = |above: &str| {
            format!("Сынақ туралы\nҚазақстан Республикасының 2012 жылғы 13 шілдедегі № 41-V Заңы\n{above}1-бап. Мақсат\nОсы Заң тәртіпті реттейді.\n{foot}\n")
        };
        for above in [contents.to_owned(), "МАЗМҰНЫ\n".to_owned(), format!("{contents}{note}")] {
            let read = read(&act(&above));
            assert_eq!(read.provisions.iter().map(|unit| unit.path.as_str()).collect::<Vec<_>>(), ["article-1"], "{above}");
            assert_eq!(read.provisions[0].own.len(), 2, "{above}");
            assert!(read.notes.iter().all(|note| note.target.is_none()) && read.notes.len() == usize::from(above.ends_with(note)), "{above}");
        }
    }

    #[test]
    fn a_note_on_the_wording_is_about_the_clause_below_it() {
        let note = format!("      ЗҚАИ-ның ескертпесі!\n      Осы редакциясы 01.01.2023 дейін қолданыста болады – {BY}\n");
        assert_eq!(targets(&format!("      1. Бірінші.\n{note}      2. Екінші.\n")), ["rules/point-2"]);
        assert_eq!(targets(&format!("      1. Бірінші.\n{note}      Бөлік.\n      2. Екінші.\n")), ["rules/point-1"], "a part is no numbered unit");
        let annex = "\nСынақ қағидаларына\n1-қосымша\n\nТізбе\n\n      1. Бірінші.\n      2. Екінші.\n";
        assert_eq!(targets(&format!("      1. Бірінші.\n      2. Екінші.\n{note}{annex}")), ["rules/point-2"], "another document");
    }

    #[test]
    fn what_is_announced_is_a_note_whatever_its_verb() {
        let remarks = [
            "2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – осы қаулының 9-тармағымен.",
            "2-тармақтың қолданысы 01.01.2025 дейін тоқтатыла тұрды – ҚР Үкіметінің 27.12.2022 № 170 қаулысымен.",
            "2-тармақтың тәртібі басқаша – осы қаулының 9-тармағымен.",
        ];
        for remark in remarks {
            for marked in [format!("ЗҚАИ-ның ескертпесі!\n      {remark}"), format!("ЗҚАИ-ның ескертпесі! {remark}")] {
                let printed = format!("      1. Бірінші.\n      {marked}\n      2. Екінші.\n");
                assert_eq!(targets(&printed), ["rules/point-2"], "{marked}");
                let found = outline_of(&approved(&format!("Сынақ қағидалары\n\n{printed}")), &["preamble"]);
                assert!(!found.iter().any(|line| line.starts_with("rules/point-1/")), "{found:?}");
            }
        }
        let bap = "1-бап. Бірінші\nБір.\nЗҚАИ-ның ескертпесі!\n2-бап 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен.\n2-бап. Екінші\nЕкі.\n";
        let law = read(&format!("Сынақ туралы\nҚазақстан Республикасының 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Заңы\n{bap}"));
        assert_eq!(law.provisions.iter().map(|unit| unit.path.as_str()).collect::<Vec<_>>(), ["article-1", "article-2"]);
    }

    #[test]
    fn the_day_of_an_act_is_what_its_own_clause_says() {
        let problems = |day: &str| {
            let act = format!(
                "Сынақ туралы\nҚазақстан Республикасы Көлік министрінің 2021 жылғы 5 маусымдағы № 198 бұйрығы\nЗҚАИ-ның ескертпесі!\nОсы бұйрық {day} бастап қолданысқа \
                 енгізіледі.\nБҰЙЫРАМЫН:\n1. Сынақ өткізілсін.\n2. Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"
            );
            let source = crate::text::SourceText::new("a.txt", act.as_str());
            let read = crate::structure::parse(&source, &crate::repair::repair(&source).value);
            assert!(read.value.notes.is_empty(), "{day}");
            read.problems.iter().filter(|problem| problem.code == crate::text::ProblemCode::NoteUnread).count()
        };
        assert_eq!((problems("01.01.2022"), problems("01.02.2022")), (0, 1));
    }

    #[test]
    fn a_note_goes_on_below_its_colon() {
        let note = "Ескерту. Бүкіл мәтін бойынша:\n\"он\" деген сөз \"бес\" деген сөзбен ауыстырылды;\n\"алты\" деген сөз \"жеті\" деген сөзбен ауыстырылды - ҚР Үкіметінің \
                    10.06.2020 № 344 қаулысымен.\n";
        let act = format!(
            "Сынақ туралы\nҚазақстан Республикасы Көлік министрінің 2021 жылғы 5 маусымдағы № 198 бұйрығы\n{note}\"Көлік туралы\" Заңның 5-бабына сәйкес БҰЙЫРАМЫН:\n\
             1. Сынақ өткізілсін.\n{note}2. Бұйрық жариялансын.\n"
        );
        let read = read(&act);
        let told: Vec<_> = read.notes.iter().map(|note| (note.op.as_str(), note.lines.first, note.lines.last, note.by.len())).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.contains(&("amend", 3, 5, 1)) && told.contains(&("amend", 8, 10, 1)), "{told:?}");
        assert_eq!(read.provisions.iter().map(|unit| unit.path.as_str()).collect::<Vec<_>>(), ["preamble", "point-1", "point-2"]);
    }

    #[test]
    fn days_of_another_portal_have_the_order_that_the_text_tells() {
        let act = |other: &str| {
            read(&format!(
                "Сынақ туралы\nҚазақстан Республикасы Үкіметінің 2011 жылғы 5 маусымдағы № 198 қаулысы\nҚазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\nҚР Үкіметінің \
                 {other} № 492 Қаулысымен 1-тармақ жаңа редакцияда (бұр.ред.қара)\n1. Сынақ өткізілсін.\nҚР Үкіметінің 2012.05.06. № 500 Қаулысымен 2-тармақ \
                 жаңа редакцияда (бұр.ред.қара)\n2. Қаулы жариялансын.\n"
            ))
        };
        let told = |other: &str| {
            let day = |note: &crate::act::AmendmentNote| note.by[0].date.map_or_else(|| "?".to_owned(), |date| date.to_string());
            act(other).notes.iter().map(|note| format!("{} {}", note.target.as_ref().map_or("", |path| path.as_str()), day(note))).collect::<Vec<_>>()
        };
        assert_eq!(told("2012.19.04."), ["point-1 2012-04-19", "point-2 2012-06-05"]);
        assert_eq!(told("2012.04.19."), ["point-1 2012-04-19", "point-2 2012-05-06"]);
        assert_eq!(told("2012.04.03."), ["point-1 ?", "point-2 ?"]);
        let units: Vec<String> = act("2012.19.04.").provisions.iter().map(|unit| unit.path.to_string()).collect();
        assert_eq!(units, ["preamble", "point-1", "point-2"]);
    }

    #[test]
    fn a_note_with_a_verb_that_is_not_known_is_none_of_the_text() {
        let printed = "      1. Бірінші.\n      Ескерту. 1-тармақ қысқартылды - ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.\n      2. Екінші.\n";
        let found = outline_of(&approved(&format!("Сынақ қағидалары\n\n{printed}")), &["preamble", "point", "signature", "rules/approval"]);
        assert_eq!(found.iter().filter(|line| line.contains("part")).count(), 0, "{found:?}");
        assert_eq!(targets(&printed.replace("қысқартылды", "өзгерді")), ["rules/point-1"]);
    }

    #[test]
    fn each_note_tells_for_itself_what_held() {
        let note = format!("Ескерту. 1-тармақ алып тасталды – ҚР Көлік министрінің 01.05.2021 № 32; 2-тармақ 01.01.2023 дейін қолданыста болды – {BY}");
        let read = read(&approved(&format!("Сынақ қағидалары\n\n      1. Бірінші.\n      2. Екінші.\n      {note}\n      3. Соңы.\n")));
        let gone: Vec<&str> = read.provisions.iter().filter(|unit| unit.tombstone).map(|unit| unit.path.as_str()).collect();
        assert_eq!(gone, ["rules/point-1"]);
    }

    #[test]
    fn a_part_that_a_note_names_is_the_point_with_that_number() {
        let code = |note: &str| {
            let law = "ҚР 28.12.2017 № 127-VI (01.01.2018 бастап қолданысқа енгізіледі) Заңымен.";
            let act = format!(
                "Сынақ кодексі\n\nҚазақстан Республикасының 2014 жылғы 5 шілдедегі № 235-V Кодексі\n\n7-бап. Оқ ату\n1. Оқ ату –\nайыппұл салуға әкеп соғады.\n2. Қайталап оқ ату –\n\
                 айыппұл салуға әкеп соғады.\n{note} – {law}\n"
            );
            read(&act).notes.iter().map(|note| note.target.as_ref().map_or(String::new(), ToString::to_string)).collect::<Vec<_>>()
        };
        let notes = [
            ("Ескерту. 7-бап 2-бөлікпен толықтырылды", "article-7/point-2"),
            ("Ескерту. 2-бөлік жаңа редакцияда", "article-7/point-2"),
            ("Ескерту. 1-бөлік жаңа редакцияда", "article-7/point-1"),
            ("Ескерту. 3-бөлік алып тасталды", "article-7/point-2/part-3"),
            ("Ескерту. 2-тармақтың 1-бөлігі жаңа редакцияда", "article-7/point-2/part-1"),
        ];
        for (note, meant) in notes {
            assert_eq!(code(note), [meant], "{note}");
        }
    }
}

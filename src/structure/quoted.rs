//! Text quoted by an amending act: where it begins, and where it ends.

use std::ops::Range;

use super::line::{self, Mark};
use super::nest::first_integer;
use super::zone;
use crate::act::{Operation, ProvisionKind};
use crate::amend;
use crate::text::{CleanText, Span};

/// The instructions of an amending act, by paragraph.
#[derive(Default)]
pub(super) struct Instructions {
    /// For each paragraph that is an instruction, the paragraphs that it quotes (none for a deletion).
    at: Vec<Option<Quote>>,
}

/// The paragraphs that an instruction quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) paragraphs: Range<usize>,
    /// The end is where the marks say, not merely where the next instruction begins.
    pub(super) closed: bool,
}

/// What the marks of one paragraph do to the depth of quotation.
#[derive(Clone, Copy, Default)]
struct Marks {
    straight: u32,
    opening: u32,
    closing: u32,
    /// It ends with a closing mark, and perhaps `;` or `.`.
    ends: bool,
}

impl Instructions {
    /// Finds the instructions among the paragraphs from `start` on, and what they quote.
    pub(super) fn find(text: &CleanText, marks: &[Mark<'_>], start: usize) -> Self {
        let count = text.paragraphs.len();
        let mut found = Self { at: vec![None; count] };
        let instructs: Vec<bool> = (0..count).map(|at| at >= start && amend::is_instruction(text.paragraph_text(at))).collect();
        let quotes: Vec<Marks> = (0..count).map(|at| count_marks(text.paragraph_text(at))).collect();
        let mut at = start;
        let mut own = Own::default();
        while at < count {
            own.pass(&marks[at]);
            if !instructs[at] {
                at += 1;
                continue;
            }
            let announced = amend::opens_quote(text.paragraph_text(at)) && at + 1 < count;
            let opens = announced && begins_quote(text.paragraph_text(at + 1));
            let unopened = if announced && !opens { unopened(text, &instructs, &quotes, at + 1) } else { None };
            let quote = if let Some(end) = unopened {
                Quote { paragraphs: at + 1..end, closed: true }
            } else if opens {
                extent(text, marks, &instructs, &quotes, own, at)
            } else if let Some(end) = unquoted(text, marks, &instructs, own, at).filter(|_| announced) {
                Quote { paragraphs: at + 1..end, closed: false }
            } else {
                Quote { paragraphs: at + 1..at + 1, closed: true }
            };
            let next = quote.paragraphs.end.max(at + 1);
            found.at[at] = Some(quote);
            at = next;
        }
        found
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        self.at.iter().any(Option::is_some)
    }

    /// What the instruction in paragraph `at` quotes; `None` when the paragraph is no instruction.
    pub(super) fn get(&self, at: usize) -> Option<&Quote> {
        self.at.get(at).and_then(Option::as_ref)
    }

    /// Where the last wording ends that is quoted in `body`; at its start where nothing is.
    pub(super) fn quoted_until(&self, body: &Range<usize>) -> usize {
        let quotes = self.at.get(body.clone()).unwrap_or_default().iter().flatten();
        quotes.map(|quote| quote.paragraphs.end.min(body.end)).max().unwrap_or(body.start).max(body.start)
    }

    /// For every paragraph, whether it is quoted wording.
    pub(super) fn quoted(&self) -> Vec<bool> {
        let mut quoted = vec![false; self.at.len()];
        for quote in self.at.iter().flatten() {
            quoted[quote.paragraphs.clone()].fill(true);
        }
        quoted
    }
}

const OPENING: [char; 4] = ['"', '«', '“', '„'];
const CLOSING: [char; 4] = ['"', '»', '”', '“'];

pub(super) fn begins_quote(text: &str) -> bool {
    text.starts_with(OPENING)
}

fn count_marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    for c in text.chars() {
        match c {
            '"' => marks.straight += 1,
            '«' | '“' | '„' => marks.opening += 1,
            '»' | '”' => marks.closing += 1,
            _ => {}
        }
    }
    marks.ends = ends_quote(text);
    marks
}

fn ends_quote(text: &str) -> bool {
    text.trim_end_matches([';', '.', ',', ' ']).ends_with(CLOSING)
}

/// «… ұсынады.";";»: the wording that is quoted ends, and the one around it.
fn ends_twice(text: &str) -> bool {
    let end = [';', '.', ',', ' '];
    let outer = text.trim_end_matches(end).strip_suffix(CLOSING);
    outer.is_some_and(|inner| inner.trim_end_matches(end).ends_with(CLOSING))
}

/// Where the wording quoted by the instruction in paragraph `at` ends.
///
/// Quotation marks alone do not tell: inner quotations, lists of quoted letters and misprinted marks are common. The end
/// is the first paragraph that ends with a closing mark and is followed by something that only the amending act itself
/// can say: another instruction, or the next number of its own list with the marks in balance.
fn extent(text: &CleanText, marks: &[Mark<'_>], instructs: &[bool], quotes: &[Marks], own: Own, at: usize) -> Quote {
    let count = marks.len();
    let (mut straight, mut depth) = (0u32, 0i64);
    let mut balanced_end = None;
    // whether another quotation of a numbered unit follows there: «"15. …";», «"17. …".»
    let mut another = false;
    // «"2) 3-тармақ алып тасталсын; 4-тармақ алып тасталсын.".»: instructions are quoted, and end nothing
    let ordering = text.paragraph_text(at + 1).strip_prefix(OPENING).is_some_and(|words| amend::is_instruction(words) || heads(words));
    for (last, signs) in quotes.iter().enumerate().skip(at + 1) {
        straight += signs.straight;
        depth += i64::from(signs.opening) - i64::from(signs.closing);
        let balanced = (straight % 2 == 0 && depth <= 0) || (ordering && ends_twice(text.paragraph_text(last)));
        let next = last + 1;
        if signs.ends {
            let directs = next < count && (instructs[next] || heads(text.paragraph_text(next)));
            let instructed = directs && (balanced || !(ordering || matches!(marks[next], Mark::Point { .. })));
            let resumed = next >= count || own.goes_on(&marks[next]);
            if instructed || (balanced && resumed) {
                return Quote { paragraphs: at + 1..next, closed: true };
            }
            if balanced && (balanced_end.is_none() || another) {
                another = next < count && begins_quote(text.paragraph_text(next)) && !quoted_number(text.paragraph_text(next)).is_empty();
                balanced_end = Some(next);
            }
        }
        let within = ordering && !balanced && next < at + ORDERING_MAX;
        if instructs.get(next).copied().unwrap_or(false) && !within {
            break;
        }
    }
    match balanced_end {
        Some(end) => Quote { paragraphs: at + 1..end, closed: true },
        None => {
            let end = (at + 1..count).find(|&next| instructs.get(next + 1).copied().unwrap_or(true)).map_or(count, |last| last + 1);
            // behind the last instruction the act is signed, and what is quoted is not
            let signed = (at + 2..count).find(|&line| end == count && matches!(marks[line], Mark::Plain) && zone::is_signature(text.paragraph_text(line)));
            let end = signed.unwrap_or(end);
            Quote { paragraphs: at + 1..end, closed: false }
        }
    }
}

/// How many paragraphs wording may have in which instructions are quoted.
const ORDERING_MAX: usize = 200;

/// The end of wording from `start` on whose opening mark was left out: where a mark closes that none opened, before
/// anything that the amending act itself says.
fn unopened(text: &CleanText, instructs: &[bool], quotes: &[Marks], start: usize) -> Option<usize> {
    let (mut straight, mut depth) = (0u32, 0i64);
    for at in start..quotes.len().min(start + UNOPENED_MAX) {
        let words = text.paragraph_text(at);
        if instructs[at] || (at > start && begins_quote(words)) || heads(words) {
            return None;
        }
        straight += quotes[at].straight;
        depth += i64::from(quotes[at].opening) - i64::from(quotes[at].closing);
        if quotes[at].ends && (straight % 2 == 1 || depth < 0) {
            return Some(at + 1);
        }
    }
    None
}

/// How many paragraphs wording may have whose opening mark was left out.
const UNOPENED_MAX: usize = 40;

/// The end of wording that is printed without marks behind the instruction in paragraph `at`: «1-тармақ жаңа редакцияда жазылсын:», then «1. …» in an act whose
/// own next number is another. It ends where the act itself goes on: before its next number, an instruction, or what names the place of some. `None` where nothing
/// tells that.
fn unquoted(text: &CleanText, marks: &[Mark<'_>], instructs: &[bool], own: Own, at: usize) -> Option<usize> {
    let first = at + 1;
    let numbered = |mark: &Mark<'_>| matches!(mark, Mark::Point { .. } | Mark::Subpoint { .. } | Mark::Article { .. });
    if !marks.get(first).is_some_and(numbered) || own.goes_on(&marks[first]) {
        return None;
    }
    let mut wanted = reworded(text.paragraph_text(at)).into_iter();
    let begins = |mark: &Mark<'_>, unit: Option<Reworded>| unit.is_some_and(|unit| unit.is_printed(mark));
    if !begins(&marks[first], wanted.next()) {
        return None;
    }
    for next in first + 1..marks.len().min(first + UNQUOTED_MAX) {
        let goes_on =
            if rank(&marks[next]) < rank(&marks[first]) { false } else { rank(&marks[next]) > rank(&marks[first]) || begins(&marks[next], wanted.next()) };
        // «2. Осы шешім …»: the act's own
        let ends = !goes_on || instructs[next] || heads(text.paragraph_text(next));
        if ends {
            return Some(next);
        }
        if zone::is_signature(text.paragraph_text(next)) {
            return None;
        }
    }
    None
}

/// How many paragraphs wording may have that is printed without marks.
const UNQUOTED_MAX: usize = 200;

/// The kind and the number of a unit that is to be reworded.
struct Reworded(ProvisionKind, String);

impl Reworded {
    fn is_printed(&self, mark: &Mark<'_>) -> bool {
        match mark {
            Mark::Article { number, .. } => self.0 == ProvisionKind::Article && *number == self.1,
            Mark::Point { number, .. } => matches!(self.0, ProvisionKind::Point | ProvisionKind::Part) && *number == self.1,
            Mark::Subpoint { number, .. } => self.0 == ProvisionKind::Subpoint && *number == self.1,
            _ => false,
        }
    }
}

/// The units that an instruction rewords by wording below it, in order.
fn reworded(instruction: &str) -> Vec<Reworded> {
    let operations = amend::instruction(instruction, &amend::Context::default()).unwrap_or_default();
    let unit = |operation: &amend::ParsedOperation| match &operation.new {
        amend::NewWording::Quoted(Some(path)) if operation.op == Operation::Reword => {
            let number = path.segments().next_back()?.split_once('-')?.1;
            Some(Reworded(path.kind()?, number.to_owned()))
        }
        _ => None,
    };
    operations.iter().filter_map(unit).collect()
}

/// How far inside a unit of this mark stands: what has none stands in the one before it.
fn rank(mark: &Mark<'_>) -> u32 {
    match mark {
        Mark::Group { .. } => 0,
        Mark::Article { .. } => 1,
        Mark::Point { .. } => 2,
        Mark::Subpoint { .. } => 3,
        _ => 4,
    }
}

/// Whether a paragraph names what the next instructions change.
fn heads(words: &str) -> bool {
    words.ends_with(':') && amend::header(words, &amend::Context::default()).is_some()
}

/// The numbers of the amending act's own units that are open at an instruction.
#[derive(Clone, Copy, Default)]
struct Own {
    article: Option<u64>,
    point: Option<u64>,
    subpoint: Option<u64>,
}

impl Own {
    /// Takes in a paragraph of the amending act itself.
    fn pass(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Article { number, .. } => *self = Self { article: Some(first_integer(number)), ..Self::default() },
            Mark::Point { number, .. } => *self = Self { point: Some(first_integer(number)), subpoint: None, ..*self },
            Mark::Subpoint { number, .. } => self.subpoint = Some(first_integer(number)),
            _ => {}
        }
    }

    /// Whether `mark` is the next unit of one of these lists.
    fn goes_on(self, mark: &Mark<'_>) -> bool {
        let follows = |own: Option<u64>, number: &str| own.is_some_and(|own| first_integer(number) == own + 1);
        match mark {
            Mark::Article { number, .. } => follows(self.article, number),
            Mark::Point { number, .. } => follows(self.point, number),
            Mark::Subpoint { number, .. } => follows(self.subpoint, number),
            _ => false,
        }
    }
}

/// The quotations of one instruction, each with its paragraphs and the span of each that counts: the marks that delimit a quotation are taken off, and the `;`
/// or `.` after the closing one. A paragraph of which nothing is left is left out.
///
/// «15 және 17-тармақтар мынадай редакцияда жазылсын: "15. …"; "17. …"»: a paragraph behind a closing mark that opens with one begins another quotation where the
/// marks up to it are in balance, or where it has a number that is wanted (`is_wanted`): a quotation inside may have lost its own closing mark.
pub(super) fn quotations(text: &CleanText, quote: &Quote, is_wanted: impl Fn(&str) -> bool) -> Vec<Vec<(usize, Span)>> {
    let mut begins = vec![quote.paragraphs.start];
    let balanced = balanced_ends(text, quote);
    for at in quote.paragraphs.clone().skip(1) {
        let words = text.paragraph_text(at);
        let opens = begins_quote(words) && ends_quote(text.paragraph_text(at - 1));
        if opens && (balanced.binary_search(&(at - 1)).is_ok() || is_wanted(quoted_number(words))) {
            begins.push(at);
        }
    }
    let ends = begins.iter().skip(1).copied().chain([quote.paragraphs.end]);
    let last = begins.len() - 1;
    let of_range = |(order, range): (usize, Range<usize>)| inner_spans(text, range, order < last || quote.closed);
    begins.iter().zip(ends).map(|(&begin, end)| begin..end).enumerate().map(of_range).filter(|spans| !spans.is_empty()).collect()
}

/// The paragraphs of a quote at whose end its marks are in balance; none where they are not at its own end: they tell nothing then.
fn balanced_ends(text: &CleanText, quote: &Quote) -> Vec<usize> {
    let (mut straight, mut depth) = (0u32, 0i64);
    let mut balanced = Vec::new();
    for at in quote.paragraphs.clone() {
        let marks = count_marks(text.paragraph_text(at));
        straight += marks.straight;
        depth += i64::from(marks.opening) - i64::from(marks.closing);
        if straight % 2 == 0 && depth == 0 {
            balanced.push(at);
        }
    }
    if quote.closed && balanced.last().is_some_and(|&last| last + 1 == quote.paragraphs.end) { balanced } else { Vec::new() }
}

/// The number that stands behind an opening mark: `57` of «"57-бап. …».
fn quoted_number(words: &str) -> &str {
    let inner = without_opening(words);
    &inner[..line::number_len(inner)]
}

fn without_opening(words: &str) -> &str {
    words.strip_prefix(OPENING).unwrap_or(words).trim_start()
}

/// The spans of one quotation, without the marks around it.
fn inner_spans(text: &CleanText, paragraphs: Range<usize>, closed: bool) -> Vec<(usize, Span)> {
    let mut spans: Vec<(usize, Span)> = paragraphs.map(|at| (at, text.paragraphs[at].span)).collect();
    if let Some((_, first)) = spans.first_mut() {
        let trimmed = without_opening(text.slice(*first));
        *first = Span { start: first.end - u32::try_from(trimmed.len()).unwrap_or(0), end: first.end };
    }
    if closed && let Some((_, last)) = spans.last_mut() {
        let words = text.slice(*last);
        let trimmed = words.trim_end_matches([';', '.', ',', ' ']);
        if let Some(inner) = trimmed.strip_suffix(CLOSING) {
            *last = Span { start: last.start, end: last.start + u32::try_from(inner.trim_end().len()).unwrap_or(0) };
        }
    }
    spans.retain(|(_, span)| !span.is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use crate::act::{Amendment, ProvisionPath};
    use crate::structure::{parse, tests::HEAD};
    use crate::text::{ProblemCode, SourceText};

    /// The new wording of the instruction `ordered`, each unit with its words; what each operation takes of it; and the problems of instructions.
    fn told(ordered: &str) -> (Vec<String>, Vec<String>, usize) {
        let act = format!(
            "{HEAD}1. Қазақстан Республикасы Қаржы министрінің 2017 жылғы 3 шілдедегі № 190 бұйрығымен бекітілген Спорт қағидаларында:\n{ordered}\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n"
        );
        let source = SourceText::new("a.txt", act.as_str());
        let text = crate::repair::repair(&source).value;
        let read = parse(&source, &text);
        let new = "point-1/amend-1/new/";
        let words = |spans: &[crate::text::Span]| spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" / ");
        let units = read.value.provisions.iter();
        let units = units.filter_map(|unit| unit.path.as_str().strip_prefix(new).map(|path| format!("{path}: {}", words(&unit.own)))).collect();
        let taken = |one: &Amendment| {
            let of = one.new.iter().map(|path| path.as_str().strip_prefix(new).unwrap_or("?")).collect::<Vec<_>>().join(" ");
            format!("{} < {of}", one.target.path.as_ref().map_or("", ProvisionPath::as_str))
        };
        let problems = read.problems.iter().filter(|problem| problem.code == ProblemCode::InstructionUnread).count();
        (units, read.value.amendments.iter().map(taken).collect(), problems)
    }

    #[test]
    fn each_unit_may_have_a_quotation_of_its_own() {
        for (open, close) in [("\"", "\""), ("«", "»")] {
            let ordered = "15 және 17-тармақтар мынадай редакцияда жазылсын:\n<15. Өтінім он күнде қаралады.>;\n<17. Рұқсат бес жылға беріледі.\nОл тегін.>.";
            let (units, taken, problems) = told(&ordered.replace('<', open).replace('>', close));
            assert_eq!(units, ["point-15: 15. Өтінім он күнде қаралады.", "point-17: 17. Рұқсат бес жылға беріледі.", "point-17/part-2: Ол тегін."]);
            assert_eq!(taken, ["rules/point-15 < point-15", "rules/point-17 < point-17"]);
            assert_eq!(problems, 0);
        }
        let heads = "4 және 9-тараулардың тақырыптары мынадай редакцияда жазылсын:\n\"4-тарау. Өтінім беру\";\n\"9-тарау. Рұқсат\".";
        let (units, taken, _) = told(heads);
        assert_eq!(units, ["chapter-4/heading: 4-тарау. Өтінім беру", "chapter-9/heading: 9-тарау. Рұқсат"]);
        assert_eq!(taken, ["rules/chapter-4/heading < chapter-4/heading", "rules/chapter-9/heading < chapter-9/heading"]);
    }

    #[test]
    fn a_list_may_be_quoted_in_pieces() {
        let ordered =
            "3-тармақтың 8), 9) және 38) тармақшалары мынадай редакцияда жазылсын:\n\"8) алаң – жер;\n9) доп – құрал;\";\n\"38) қақпа – \"Алаң\" құралы;\";";
        let (units, taken, problems) = told(ordered);
        assert_eq!(units[1..], ["point-3/subpoint-9: 9) доп – құрал;", "point-3/subpoint-38: 38) қақпа – \"Алаң\" құралы;"]);
        assert_eq!(taken[2], "rules/point-3/subpoint-38 < point-3/subpoint-38");
        assert_eq!(problems, 0);
        // the quotation inside took the mark of the one around it
        let lost = ordered.replace("9) доп – құрал;\";", "9) доп – \"Шар;\";");
        assert_eq!(told(&lost).1[2], "rules/point-3/subpoint-38 < point-3/subpoint-38");
    }

    #[test]
    fn instructions_may_be_quoted() {
        let several = "1-тармақтың 2) тармақшасы мынадай редакцияда жазылсын:\n\"2) 3-тармақ алып тасталсын;\n4-тармақ алып тасталсын.\".";
        let (units, taken, problems) = told(several);
        assert_eq!(units, ["point-1/subpoint-2: 2) 3-тармақ алып тасталсын;", "point-1/subpoint-2/part-2: 4-тармақ алып тасталсын."]);
        assert_eq!((taken.as_slice(), problems), (&["rules/point-1/subpoint-2 < point-1/subpoint-2".to_owned()][..], 0));
        let nested = "1-тармақтың 2) тармақшасы мынадай редакцияда жазылсын:\n\"2) 3-тармақ мынадай редакцияда жазылсын:\n\"3. Есеп беріледі.\";\n4-тармақ алып \
                      тасталсын;\";\n5-тармақ алып тасталсын.";
        let (_, taken, problems) = told(nested);
        assert_eq!((taken.as_slice(), problems), (&["rules/point-1/subpoint-2 < point-1/subpoint-2".to_owned(), "rules/point-5 < ".to_owned()][..], 0));
        // no mark closes it: it ends before what the act itself says
        let open = "1-тармақтың 2) тармақшасы мынадай редакцияда жазылсын:\n\"2) 3-тармақ алып тасталсын;\n4-тармақ алып тасталсын.";
        assert_eq!(told(open).1, ["rules/point-1/subpoint-2 < point-1/subpoint-2", "rules/point-4 < "]);
    }

    #[test]
    fn quotations_without_numbers_are_those_of_the_units_in_order() {
        let ordered = "15 және 17-тармақтар мынадай редакцияда жазылсын:\n\"Өтінім он күнде қаралады.\";\n\"Рұқсат бес жылға беріледі.\".";
        assert_eq!(told(ordered).0, ["point-15: Өтінім он күнде қаралады.", "point-17: Рұқсат бес жылға беріледі."]);
        let one = "15-тармақ мынадай редакцияда жазылсын:\n\"15. Санаттар:\n\"А\";\n\"Ә\".\";";
        assert_eq!(told(one).0, ["point-15: 15. Санаттар:", "point-15/indent-2: \"А\";", "point-15/indent-3: \"Ә\"."]);
    }

    #[test]
    fn wording_without_marks_repeats_the_number_of_its_unit() {
        let bare = "5-тармақ жаңа редакцияда жазылсын:\n5. Сынақ өткізілсін:\n1) күзде;\n2) көктемде.\nОл тегін.";
        let (units, taken, problems) = told(bare);
        assert_eq!(units, ["point-5: 5. Сынақ өткізілсін:", "point-5/subpoint-1: 1) күзде;", "point-5/subpoint-2: 2) көктемде.", "point-5/part-2: Ол тегін."]);
        assert_eq!((taken, problems), (vec!["rules/point-5 < point-5".to_owned()], 0));
        let two = "5, 6-тармақтар жаңа редакцияда жазылсын:\n5. Сынақ өткізілсін.\n6. Ол тегін.\n7-тармақ алып тасталсын.";
        let (units, taken, _) = told(two);
        assert_eq!(units, ["point-5: 5. Сынақ өткізілсін.", "point-6: 6. Ол тегін."]);
        assert_eq!(taken, ["rules/point-5 < point-5", "rules/point-6 < point-6", "rules/point-7 < "]);
        // the next point may be the act's own
        let (units, _, problems) = told("2-тармақ жаңа редакцияда жазылсын:");
        assert_eq!((units.len(), problems), (0, 1));
    }

    #[test]
    fn a_unit_whose_number_is_not_quoted_has_no_wording() {
        let (_, taken, problems) = told("15 және 17-тармақтар мынадай редакцияда жазылсын:\n\"15. Өтінім он күнде қаралады.\".");
        assert_eq!(taken, ["rules/point-15 < point-15", "rules/point-17 < "]);
        assert_eq!(problems, 1);
        let (_, taken, problems) = told("3 және 5-тармақтар мынадай мазмұндағы екінші бөлікпен толықтырылсын:\n\"Өтінім тегін.\".");
        assert_eq!(taken.len(), 2);
        assert!(taken.iter().all(|taken| !taken.ends_with("< ")), "one wording for both: {taken:?}");
        assert_eq!(problems, 0);
    }
}

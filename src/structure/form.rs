//! A form: numbered fields by their numbers, the rest in order; nothing of it is read as a clause.
//!
//! Blanks alone make no form: a model contract and rules with a specimen of a stamp have them too. A form asks, so that its numbered lines are
//! labels with the blank at their end («1. БСН ____»); a clause says something, and its words go on behind the blank («… ____ теңгені құрайды.»).

use std::ops::Range;

use super::build::{Builder, Unit};
use super::head;
use super::line::{self, End, Mark};
use super::nest::{Lines, first_integer};
use super::table;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::{CleanText, Gap, Span};

/// What the numbered lines of a document look like.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// «1. БСН ____», «2. Тегі, аты».
    labels: usize,
    /// «3. Ақы айына ________ теңгені құрайды.»
    sentences: usize,
    /// «1-тарау. Шарттың мәні», and «1. Шарттың мәні» above «1.1. …».
    chapters: usize,
    /// Lines with blanks and without a number above the last sentence: details of the parties stand below all clauses.
    loose: usize,
}

/// What a numbered line is.
enum Shape {
    Label,
    Sentence,
    Chapter,
    /// «Құжаттар:» above what tells nothing.
    Unclear,
}

impl Shapes {
    pub(super) fn of(text: &CleanText, lines: &Lines<'_>, body: Range<usize>) -> Self {
        let mut found = Self::default();
        let mut loose = 0;
        let mut above = "";
        // the number of the last clause
        let mut last = 0;
        for at in body.clone() {
            match &lines.marks[at] {
                Mark::Group { kind: ProvisionKind::Chapter, .. } => found.chapters += 1,
                Mark::Point { number, rest } if found.heads_clauses(text, lines, at, (number, rest, last), body.end) => {
                    found.chapters += 1;
                    above = *number;
                }
                Mark::Point { number, rest } => {
                    match shape(text, lines, at, (number, rest), body.end) {
                        // «3. Тараптардың деректемелері» behind «2.4. …»: a heading without clauses
                        Shape::Label if above.contains('.') && !number.contains('.') && !rest.contains("__") => found.chapters += 1,
                        Shape::Label => found.labels += 1,
                        Shape::Chapter => found.chapters += 1,
                        Shape::Unclear => {}
                        Shape::Sentence => {
                            found.sentences += 1;
                            found.loose = loose;
                            last = first_integer(number);
                        }
                    }
                    above = *number;
                }
                Mark::Plain => loose += usize::from(text.paragraph_text(at).contains("__")),
                _ => {}
            }
        }
        found
    }

    /// Whether the line `at`, of which `number` and `rest` are the parts, is the heading of the next chapter behind the clause `last`: clauses are counted apart
    /// from chapters, so that below «2. Құқықтар мен міндеттер» they go on with «3. …», or begin with «1. …» again, or none stand below the signatures' heading.
    fn heads_clauses(&self, text: &CleanText, lines: &Lines<'_>, at: usize, (number, rest, last): (&str, &str, u64), end: usize) -> bool {
        let chapter = first_integer(number);
        let is_heading = line::end(rest) == End::Open && line::begins_capital(rest) && !rest.contains("__");
        if !is_heading || number.contains(['.', '-']) || chapter != self.chapters as u64 + 1 {
            return false;
        }
        let goes_back = chapter <= last;
        match lines.marks[..end].get(at + 1) {
            Some(Mark::Point { number: below, rest }) if !below.contains(['.', '-']) => {
                let counted = first_integer(below);
                let says = matches!(shape(text, lines, at + 1, (below, rest), end), Shape::Sentence);
                says && (counted == 1 || counted == chapter || goes_back && counted == last + 1)
            }
            // the details of the parties
            _ => goes_back && self.chapters > 0,
        }
    }

    /// Whether these are clauses with blanks in them, and no form; `named` where the title says so («… шарты», «… қағидалары»), `form` where it is
    /// called a form.
    ///
    /// By the share of sentences among the numbered lines: chapters are of clauses, and without them lines to fill in between the sentences are as
    /// good a witness as those.
    pub(super) fn are_clauses(&self, named: bool, form: bool) -> bool {
        let fewest = if form { 3 } else { 2 };
        let divided = self.chapters > 0 && (named || !form || self.chapters > 1);
        self.sentences >= fewest && self.sentences > 2 * self.labels && (divided || !form && (named || self.sentences > 2) && self.sentences > 2 * self.loose)
    }
}

/// What the numbered line `at` is, of which `number` and `rest` are the parts.
fn shape(text: &CleanText, lines: &Lines<'_>, at: usize, (number, rest): (&str, &str), end: usize) -> Shape {
    let next = lines.marks[..end].get(at + 1);
    if let Some(blank) = rest.rfind("__") {
        // «____ (қолы)», «____ теңге»: no sentence, the blank is all that it ends in.
        let behind = rest[blank + 2..].trim_start_matches(['"', '»', '”', '_', ' ', ',', ';', ')']);
        let says = behind.split_whitespace().filter(|word| word.chars().filter(|c| c.is_lowercase()).count() > 1).count() >= 2;
        let ends = matches!(line::end(behind), End::Sentence | End::Semicolon | End::Colon);
        return if says && ends && !behind.starts_with('(') { Shape::Sentence } else { Shape::Label };
    }
    match line::end(rest) {
        End::Sentence | End::Semicolon => Shape::Sentence,
        End::Colon => match next {
            Some(Mark::Subpoint { .. } | Mark::Letter { .. }) => Shape::Sentence,
            Some(Mark::Point { number: below, .. }) if is_below(below, number) => Shape::Sentence,
            Some(Mark::Plain) if text.paragraph_text(at + 1).contains("__") => Shape::Label,
            Some(Mark::Plain) if !line::begins_capital(text.paragraph_text(at + 1)) => Shape::Sentence,
            _ => Shape::Unclear,
        },
        End::Open => match next {
            Some(Mark::Point { number: below, .. }) if is_below(below, number) => Shape::Chapter,
            // a heading or a cell
            _ if text.indented && text.paragraphs[at].indent == 0 => Shape::Unclear,
            _ => Shape::Label,
        },
    }
}

/// Whether «2.1» is numbered below «2».
fn is_below(number: &str, above: &str) -> bool {
    number.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

/// Reads the form in `body`, which the annex `annex` holds.
pub(super) fn read(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let tables = table::in_form(builder, &lines.marks, body.clone());
    let mut fields = Fields::new(builder, annex, body.clone(), !tables.is_empty());
    let mut titled = false;
    let mut tables = tables.into_iter().peekable();
    for at in body {
        if tables.peek().is_some_and(|table| table.end <= at) {
            tables.next();
        }
        if let Some(table) = tables.peek().filter(|table| table.contains(&at)) {
            if table.start == at {
                fields.open = None;
                table::tables(builder, lines, annex, table.clone());
            }
            continue;
        }
        let span = builder.span(at);
        let words = builder.text.paragraph_text(at);
        if matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) && super::note::read(builder, at, span, Some(annex)) {
            continue;
        }
        if head::is_form(words) {
            fields.begin_again();
            titled = true;
        }
        if titled && (builder.text.paragraphs[at].indent == 0 || !builder.text.indented) && matches!(lines.marks[at], Mark::Plain) && !words.contains("__") {
            builder.append(annex, span);
            continue;
        }
        titled = false;
        fields.line(builder, &lines.marks[at], at);
    }
}

/// The fields of a form in the making.
struct Fields {
    annex: usize,
    base: ProvisionPath,
    /// The last one, with which lines go on.
    open: Option<usize>,
    unnumbered: usize,
    last_number: u64,
    /// They are numbered «1) ____», «2) ____».
    bracketed: bool,
    told_by: ToldBy,
    /// Tables stand between them: a line that asks for nothing is of no field, but for the gloss of a blank.
    among_tables: bool,
}

/// What tells that a line without a number begins a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ToldBy {
    /// Its blank: where each line is a paragraph, nothing else can.
    Blank,
    /// The blank at its end, «Иесінің тегі, аты ____»: in a form that begins so.
    Label,
    /// A blank line above it.
    Gap,
}

impl ToldBy {
    fn of(text: &CleanText, body: Range<usize>) -> Self {
        if !text.indented && body.clone().all(|at| text.paragraphs[at].cell().is_none()) {
            let has_blank = |at: &usize| text.paragraph_text(*at).contains("__");
            let (blank, bare): (Vec<usize>, Vec<usize>) = body.clone().partition(has_blank);
            // «Тегі», «Аты», each apart from the next, are told so although a line to sign stands below them
            let apart = bare.into_iter().filter(|&at| is_below_gap(text, at)).count();
            if !blank.is_empty() && blank.len() * APART_MAX >= apart {
                return Self::Blank;
            }
        }
        // one line may stand above: «Мал союды жүзеге асыратын ұйымдарға қатысты»
        let asks = body.take(2).any(|at| is_label(text.paragraph_text(at)));
        if asks { Self::Label } else { Self::Gap }
    }
}

/// So many lines without a blank, set apart, stand beside one with a blank at most where blanks tell the fields.
const APART_MAX: usize = 3;

/// Whether the line `at` begins with a capital letter behind a blank line.
fn is_below_gap(text: &CleanText, at: usize) -> bool {
    text.paragraph_text(at).starts_with(char::is_uppercase) && text.paragraphs[at].gap != Gap::None
}

/// «Иесінің тегі, аты ____», «Тексеру туралы акт ____ (№, күні)»: words, and at the end the blank that they ask to fill in.
fn is_label(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', ',', ';', ' ']);
    let bare = bare.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(bare, |(before, _)| before.trim_end());
    bare.ends_with("__") && line::begins_capital(words)
}

impl Fields {
    fn new(builder: &Builder<'_>, annex: usize, body: Range<usize>, among_tables: bool) -> Self {
        let told_by = if among_tables { ToldBy::Blank } else { ToldBy::of(builder.text, body) };
        Self { annex, base: builder.path(annex), open: None, unnumbered: 0, last_number: 0, bracketed: false, told_by, among_tables }
    }

    /// Another form in the same annex: its fields begin again.
    fn begin_again(&mut self) {
        (self.open, self.last_number, self.bracketed) = (None, 0, false);
    }

    /// Reads the line `at`: it begins a field, goes on with the one above, or is of the annex where there is none.
    fn line(&mut self, builder: &mut Builder<'_>, mark: &Mark<'_>, at: usize) {
        let span = builder.span(at);
        // Options inside a field are numbered as well: only a number that goes on with the fields begins one.
        if let Some(number) = self.number(mark).filter(|number| goes_on(self.last_number, first_integer(number))) {
            self.last_number = first_integer(number);
            self.bracketed = matches!(mark, Mark::Subpoint { .. });
            return self.begin(builder, number.to_owned(), Some(number), span);
        }
        let begins = (self.last_number == 0 || self.among_tables) && self.begins(builder, at);
        if self.among_tables && !begins {
            return self.go_on(builder, at);
        }
        match self.open {
            Some(open) if !begins => builder.append(open, span),
            None if !begins && self.told_by != ToldBy::Gap => builder.append(self.annex, span),
            _ => {
                self.unnumbered += 1;
                self.begin(builder, format!("~{}", self.unnumbered), None, span);
            }
        }
    }

    /// Reads a line between tables that begins no field: «(мемлекеттік органның атауы)» is the gloss of the blank above it and its last line; what
    /// asks for nothing («Бағалау нәтижелері») is of the annex.
    fn go_on(&mut self, builder: &mut Builder<'_>, at: usize) {
        let words = builder.text.paragraph_text(at);
        let is_gloss = words.starts_with('(') && words.ends_with(')');
        let goes_on = is_gloss || words.contains("__") || line::begins_lower(words);
        builder.append(self.open.filter(|_| goes_on).unwrap_or(self.annex), builder.span(at));
        self.open = self.open.filter(|_| goes_on && !is_gloss);
    }

    fn begin(&mut self, builder: &mut Builder<'_>, segment: String, number: Option<&str>, span: Span) {
        let unit =
            Unit { kind: ProvisionKind::FormField, number, segment: format!("field-{segment}"), parent: Some(self.annex), base: Some(self.base.clone()) };
        self.open = Some(builder.open(unit, Some(span)));
    }

    /// The number of a field: «3. БСН ____», and «1) ____» where it is none of the options of a numbered field.
    fn number<'t>(&self, mark: &Mark<'t>) -> Option<&'t str> {
        match mark {
            Mark::Point { number, .. } => Some(number),
            Mark::Subpoint { number, rest } if self.told_by == ToldBy::Blank && rest.contains("__") && (self.last_number == 0 || self.bracketed) => {
                Some(number)
            }
            _ => None,
        }
    }

    /// Whether the line `at`, which has no number, begins a field. A blank that goes on with the one above it begins none.
    fn begins(&self, builder: &Builder<'_>, at: usize) -> bool {
        let words = |at: usize| builder.text.paragraph_text(at);
        let is_bare = |at: usize| words(at).contains("__") && !words(at).contains(char::is_alphabetic);
        let asked = |above: &str| above.ends_with('_') || self.among_tables && above.ends_with(':');
        let is_rest = || self.open.is_some() && !words(at).contains(char::is_alphabetic) && asked(words(at - 1));
        // «Лауазымы:» above the blank
        let asks = || self.among_tables && words(at).ends_with(':') && at + 1 < builder.text.paragraphs.len() && is_bare(at + 1);
        match self.told_by {
            ToldBy::Blank => words(at).contains("__") && !is_rest() || asks(),
            ToldBy::Label => is_label(words(at)),
            ToldBy::Gap => is_below_gap(builder.text, at),
        }
    }
}

/// Whether `number` can be the next field after `last`: a few may be skipped, none goes back.
fn goes_on(last: u64, number: u64) -> bool {
    number >= last && number <= last + 5 && (number > last || number > 0) && !(number == last && last == 0)
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, outline_of};

    /// The kinds of the units with a number below the approved document, in their order.
    fn kinds(printed: &str) -> Vec<String> {
        let outline = outline_of(&approved(printed), &["preamble", "point", "signature"]);
        outline.iter().filter_map(|line| line.rsplit('/').next()?.split([' ', '-']).next().map(str::to_owned)).skip(2).collect()
    }

    #[test]
    fn blanks_in_clauses_make_no_form() {
        let clauses = "Сынақ қағидалары

1-тарау. Жалпы ережелер

      1. Сынақ күн сайын өткізіледі.
      2. Сынақ қорытындысы \"№ ____ хаттама\" деп жазылады.
      3. Хаттамаға \"20__ жылғы \"__\" ________\" деп күні қойылады.
";
        assert_eq!(kinds(clauses), ["chapter", "point", "point", "point"]);
        let contract = "Сынақ өткізуге арналған үлгілік шарт

      _________ қаласы 20__ жылғы \"__\" ________

1. ШАРТТЫҢ МӘНІ

      1.1. Орындаушы ________ мекенжайында сынақ өткізеді.
      1.2. Ақысы айына ________ (________) теңге.
      1.3. Тараптар заңнамаға сәйкес жауапты болады.
      1.4. Шарт екі данада жасалды.

2. ТАРАПТАРДЫҢ ДЕРЕКТЕМЕЛЕРІ

      Орындаушы: ____________
      Тұтынушы: ____________
";
        let found = kinds(contract);
        assert_eq!(found.iter().filter(|kind| *kind == "chapter").count(), 2, "{found:?}");
        assert!(found.iter().all(|kind| kind != "field"), "{found:?}");
    }

    #[test]
    fn headings_with_numbers_of_their_own_are_of_clauses() {
        let contract = |clauses: [u32; 3]| {
            let [first, second, third] = clauses;
            format!(
                "Сынақ туралы үлгілік шарт\n\n      _______ қаласы 20__ жылғы \"__\" ______\n\n1. Шарттың мәні\n\n      {first}. Орындаушы сынақ өткізеді.\n      \
                 {second}. Тұтынушы ақысын төлейді.\n\n2. Тараптардың құқықтары\n\n      {third}. Орындаушы:\n      1) құжаттарды тексереді;\n      2) қорытынды \
                 береді.\n\n3. Тараптардың қолдары\n\n      Орындаушы ____________\n      Тұтынушы ____________\n"
            )
        };
        for clauses in [[1, 2, 3], [1, 2, 1]] {
            let found = kinds(&contract(clauses));
            assert_eq!(found.iter().filter(|kind| *kind == "chapter").count(), 3, "{found:?}");
            assert!(found.iter().all(|kind| kind != "field"), "{found:?}");
        }
        let form = "Сынақ парағы\n\n      1. Тегі\n      2. Аты\n      3. Мекенжайы ______\n      4. Қолы ______\n";
        assert_eq!(kinds(form), ["field"; 4]);
    }

    #[test]
    fn labels_with_blanks_at_their_end_are_fields() {
        let record = "Сынақ хаттамасы

      20__ жылғы \"__\" _________ № ____
      1. Сынақ өткізілген орын: ____________________.
      2. Сынақ барысында анықталды: ____________________.
      3. Комиссия шешімі: __________________ сынақтан өтті деп танылсын.
      Төраға ____________ (қолы)
";
        assert_eq!(kinds(record), ["field"; 4]);
        let application = "Сынаққа өтініш

      Кімге ______________________
      Кімнен _____________________
      1. Жеке куәліктің көшірмесі.
      2. Дипломның көшірмесі.
      3. Фотосурет.
      Күні _____________ Қолы ____________
";
        assert_eq!(kinds(application), ["field"; 5], "more lines to fill in than sentences");
    }

    #[test]
    fn each_blank_is_a_field_where_lines_are_paragraphs() {
        let fields = |form: &str| {
            let act =
                approved(&format!("Сынақ қағидалары\n\n      1. Өтініш беріледі.\n\nСынақ қағидаларына\nқосымша\nНысан\n{form}")).replace("\n      ", "\n");
            let outline = outline_of(&act, &["preamble", "point", "signature"]);
            outline.iter().filter_map(|line| Some(line.split_once("/field-")?.1.to_owned())).collect::<Vec<_>>()
        };
        let application = "________________\n(ұйымның атауы)\nбасшысына\n________________\n________________\n(тегі, аты)\nӨтініш\nМенің балам ______ (аты) 20__ жылғы туған,\n______ мектебінің оқушысы.\nҚолы ______\n";
        assert_eq!(fields(application), ["~1 21-23", "~2 24-27", "~3 28-28", "~4 29-29", "~5 30-30"]);
        let receipt = "Қолхат\nҚұжаттарды қабылдаудан бас тартылады.\nЖоқ құжаттардың атауы:\n1) ______;\n2) ______.\nҚолхат екі данада жасалды.\n";
        assert_eq!(fields(receipt), ["1 24-24", "2 25-26"]);
        let options = "1. Құжаттар:\n1) куәлік ______;\n2) диплом ______.\n2. Қолы ______\n";
        assert_eq!(fields(options), ["1 21-23", "2 24-24"], "options of a numbered field");
    }

    #[test]
    fn a_form_that_begins_with_labels_has_a_field_for_each() {
        let parts = |form: &str| kinds(&format!("Сынақ парағы\n\n{form}"));
        assert_eq!(parts("      Иесінің тегі, аты ______\n      Тексеру актісі ______ (№, күні)\n"), ["field"; 2]);
        let found =
            outline_of(&approved("Сынақ парағы\n\n      Ұйымдарға қатысты\n      Атауы ______\n      Мекенжайы ______\n"), &["preamble", "point", "signature"]);
        assert_eq!(found[2..], ["approved/field-~1 17-17", "approved/field-~2 18-18"], "what stands above asks for nothing");
    }

    #[test]
    fn a_table_between_blanks_is_a_table() {
        let parts = |form: &str| {
            let act = approved(&format!("Сынақ қағидалары\n\n      1. Өтініш беріледі.\n\nСынақ қағидаларына\nқосымша\n\nНысан\n\nЖеке жоспар\n\n{form}"));
            let outline = outline_of(&act, &["preamble", "point", "signature", "rules/approval"]);
            outline.iter().filter_map(|line| line.strip_prefix("rules/annex-1/").map(str::to_owned)).collect::<Vec<_>>()
        };
        let blanks = "      ______________________ жыл\n      (жоспар жасалатын кезең)\n      Тегі, аты: ____________________\n      Бағалау нәтижелері\n";
        let fields = ["field-~1 25-26", "field-~2 27-27"];
        for (rows, last) in [("1\n\n2\n\n3\n", [35, 37, 39]), ("1\nЕсеп жасау\nЕсеп\n\n2\nЖоспар жасау\nЖоспар\n\n3\n", [37, 41, 43])]
        {
            for key in ["", "."] {
                let rows = rows.replace("1\n", &format!("1{key}\n")).replace("2\n", &format!("2{key}\n")).replace("3\n", &format!("3{key}\n"));
                let found = parts(&format!("{blanks}\n№\nр/б\n\nАтауы\n\n{rows}\n      Басшы: ______________ (қолы)\n"));
                let first = |row: usize| if row == 0 { 35 } else { last[row - 1] + 2 };
                let want: Vec<String> = fields
                    .iter()
                    .map(|field| (*field).to_owned())
                    .chain([format!("table-1 30-{}", last[2])])
                    .chain((0..3).map(|row| format!("table-1/row-{} {}-{}", row + 1, first(row), last[row])))
                    .chain([format!("field-~3 {0}-{0}", last[2] + 2)])
                    .collect();
                assert_eq!(found, want, "{rows}");
            }
        }
    }
}

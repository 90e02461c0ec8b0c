//! Headings that are numbered like points.

use std::ops::Range;

use super::{Clauses, Open, first_integer};
use crate::act::ProvisionKind;
use crate::structure::case::lower_case;
use crate::structure::line::{self, End, Mark};
use crate::text::{BlockKind, Gap, Span};

/// The longest heading without a number, in bytes.
const HEADING_MAX: usize = 600;
/// Lines that a heading goes on in, at most.
const HEADING_LINES_MAX: usize = 4;
/// Spans that a heading takes with them, at most.
pub(super) const HEADING_SPANS_MAX: usize = 2 + HEADING_LINES_MAX;
/// Numbered lines behind one in which points or groups above may go on.
const ANEW_MAX: usize = 100;

/// The two lines of a heading as one.
pub(super) fn joined(above: &str, below: &str) -> String {
    [above, below].iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// The halves of a code: «ЖАЛПЫ БӨЛІК», «Ерекше бөлік».
fn half(text: &str) -> Option<Half> {
    match lower_case(text.trim_matches(['.', ' ', '"'])).as_ref() {
        "жалпы бөлік" | "жалпы бөлім" => Some(Half::General),
        "ерекше бөлік" | "ерекше бөлім" => Some(Half::Special),
        _ => None,
    }
}

enum Half {
    General,
    Special,
}

impl Clauses<'_, '_, '_> {
    /// «ЖАЛПЫ БӨЛІК» above a section, in capitals or not; another line of capitals before a section or chapter.
    pub(super) fn heads_group(&self, at: usize, text: &str, end: usize) -> bool {
        let capitals = text.len() < 300 && text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        let heads = |kind: ProvisionKind| half(text).is_some() || capitals && matches!(kind, ProvisionKind::Section | ProvisionKind::Chapter);
        let before_group = at + 1 < end && matches!(self.lines.marks[at + 1], Mark::Group { kind, .. } if heads(kind));
        before_group && line::end(text) == End::Open
    }

    /// Reads such a line, which is of the group below it. The second half of a code ends the sections of the first: it stands where that one began.
    pub(super) fn head_group(&mut self, text: &str, span: Span) {
        self.open.heading = Some(span);
        match half(text) {
            Some(Half::General) => self.halved = self.open.groups.len(),
            Some(Half::Special) => self.open.groups.truncate(self.halved),
            None => {}
        }
    }

    /// The rest of the heading `above` of the article or group in paragraph `at`, on the lines below it: «2-бап. Кәсіподақтар туралы», then «заңнама»; empty where
    /// it has none.
    pub(super) fn heading_rest(&self, at: usize, above: &str, end: usize) -> Range<usize> {
        at + 1..self.heading_end(at, above, end)
    }

    /// The words of the lines `below` a heading.
    pub(super) fn words_below(&self, below: Range<usize>) -> String {
        below.map(|at| self.builder.text.paragraph_text(at)).collect::<Vec<_>>().join(" ")
    }

    /// The paragraph behind the heading `above`, which begins in paragraph `at` and goes on in lines that begin in lower case. All but the last may end in a comma;
    /// a sentence that goes on below is none of a heading.
    fn heading_end(&self, at: usize, above: &str, end: usize) -> usize {
        let words = |at: usize| self.builder.text.paragraph_text(at);
        let goes_on = |above: &str| line::end(above) == End::Open && !line::ends_with_dash(above) && !line::ends_finite(above);
        let is_alike = |line: usize| (self.builder.text.paragraphs[line].indent > 0) == (self.builder.text.paragraphs[at].indent > 0);
        let is_rest = |at: &usize| is_alike(*at) && matches!(self.lines.marks[*at], Mark::Plain) && line::begins_lower(words(*at)) && goes_on(words(*at));
        if line::end(above) != End::Open {
            return at + 1;
        }
        let rest = (at + 1..end.min(at + 1 + HEADING_LINES_MAX)).take_while(is_rest).count();
        let below = at + 1 + rest;
        let begins = |at: usize| !matches!(self.lines.marks[at], Mark::Plain) || line::begins_capital(words(at));
        let length: usize = above.len() + (at + 1..below).map(|at| words(at).len()).sum::<usize>();
        let ended = rest > 0 && !words(below - 1).ends_with(',') && (below >= end || begins(below)) && length < HEADING_MAX;
        if ended { below } else { at + 1 }
    }

    /// Whether «3. Орталық мемлекеттік органның …» is a chapter heading and not a point.
    ///
    /// A heading has no final stop, is followed by a point, and the numbering of the points does not go on with it; where
    /// body paragraphs are indented, a heading is not; and where the source marks headings, it is one of those.
    pub(super) fn is_old_chapter(&self, at: usize, number: &str, rest: &str, end: usize) -> bool {
        if self.open.article.is_some() || number.contains('.') || rest.len() > 900 {
            return false;
        }
        if line::end(rest) != End::Open {
            return self.is_gone_chapter(at, number, rest);
        }
        let below = self.heading_end(at, rest, end);
        let Some(next) = (below..end).find(|&next| !matches!(self.lines.marks[next], Mark::Note | Mark::EditorsNote)) else { return false };
        let paragraphs = &self.builder.text.paragraphs;
        let marked = paragraphs[at].kind == BlockKind::Heading && paragraphs[next].kind != BlockKind::Heading;
        let set_apart = marked || self.builder.text.indented && paragraphs[at].indent == 0 && paragraphs[next].indent > 0;
        if number.contains('-') {
            // «2-1. Парктің жері», put in later between the second and the third: only a page that sets headings apart tells
            let after_its_chapter = self.open.old_chapter > 0 && first_integer(number) == u64::from(self.open.old_chapter);
            return set_apart && after_its_chapter && matches!(self.lines.marks[next], Mark::Point { .. }) && line::begins_capital(rest);
        }
        if self.goes_on_with_headings(at, number, rest) {
            return true;
        }
        if set_apart && matches!(self.lines.marks[next], Mark::Plain) && (marked || paragraphs[at].gap != Gap::None) {
            // «1. Мақсаттары» above plain text: programmes and concepts are divided so.
            return first_integer(number) == u64::from(self.open.old_chapter) + 1 || first_integer(number) == 1;
        }
        if matches!(self.lines.marks[next], Mark::Group { kind: ProvisionKind::Subchapter, .. }) {
            return !self.is_point_above_subchapter(at, number, rest);
        }
        let Mark::Point { number: following, rest: below } = self.lines.marks[next] else { return false };
        if self.is_decimal_heading(next, following, below, first_integer(number), end) {
            return first_integer(number) == u64::from(self.open.old_chapter) + 1;
        }
        let (value, following) = (first_integer(number), first_integer(following));
        // The points of a chapter that is gone went with it.
        let after_gone = self.open.point.is_none() && self.open.groups.last().is_some_and(|&group| self.builder.provisions[group].tombstone);
        let goes_on = following == self.open.last_point + 1 || following == 1 || after_gone && following > self.open.last_point;
        let expected = value == u64::from(self.open.old_chapter) + 1;
        if marked || self.builder.text.indented {
            return set_apart && goes_on && (expected || self.open.groups.last().is_some());
        }
        let not_the_next_point = value != self.open.last_point + 1 || following != value + 1;
        goes_on && expected && not_the_next_point && rest.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether «3. Жоспар нысан бойынша жасалады» above «2-параграф.» is the last point of the paragraph before, printed without its full stop: it goes on with
    /// the points and ends as a sentence does, or the chapter it stands in is called one, «2-тарау», and it is not set as the next heading.
    fn is_point_above_subchapter(&self, at: usize, number: &str, rest: &str) -> bool {
        let value = first_integer(number);
        let is_chapter = |group: &usize| self.builder.provisions[*group].kind == ProvisionKind::Chapter;
        let heads = |span: &Span| matches!(line::mark(self.builder.text.slice(*span)), Mark::Group { kind: ProvisionKind::Chapter, .. });
        let chapter = self.open.groups.iter().rfind(|group| is_chapter(group));
        let is_called_one = chapter.is_some_and(|&group| self.builder.provisions[group].own.iter().any(heads));
        let paragraph = &self.builder.text.paragraphs[at];
        let set_as_heading = paragraph.kind == BlockKind::Heading || self.builder.text.indented && paragraph.indent == 0;
        let is_next_heading = set_as_heading && value == u64::from(self.open.old_chapter) + 1;
        let goes_on = self.open.last_point > 0 && value == self.open.last_point + 1;
        goes_on && line::ends_finite(rest) || is_called_one && !is_next_heading
    }

    /// Whether «6. Тараптардың деректемелері» is the next heading by its number alone: above it all points are decimals («5.1.») of the chapter before, so
    /// that a whole number is none of a point. The last heading of a contract has no clauses below it.
    fn goes_on_with_headings(&self, at: usize, number: &str, rest: &str) -> bool {
        let above = self.open.point.and_then(|point| self.builder.provisions[point].number.as_ref());
        let decimal = above.is_some_and(|above| above.as_str().contains('.') && first_integer(above.as_str()) == u64::from(self.open.old_chapter));
        let next_chapter = self.open.old_chapter > 0 && first_integer(number) == u64::from(self.open.old_chapter) + 1;
        let as_headings_are = !self.builder.text.indented || self.builder.text.paragraphs[at].indent == 0;
        decimal && next_chapter && as_headings_are && self.end != End::Colon && self.open.list.is_none() && line::begins_capital(rest) && rest.len() < 400
    }

    /// Whether «2. Алып тасталды – ҚР … бұйрығымен.» is all that is left of a chapter: it goes on with the chapters, and is
    /// set as headings are where points are indented.
    fn is_gone_chapter(&self, at: usize, number: &str, rest: &str) -> bool {
        let paragraph = &self.builder.text.paragraphs[at];
        let set_apart = self.builder.text.indented && paragraph.indent == 0 && paragraph.gap != Gap::None || paragraph.kind == BlockKind::Heading;
        let gone = ["алып тасталды", "алынып тасталды", "күші жойылды"].iter().any(|words| rest.to_lowercase().starts_with(words));
        let expected = self.open.old_chapter > 0 && first_integer(number) == u64::from(self.open.old_chapter) + 1 && !number.contains('-');
        set_apart && gone && expected
    }

    /// Whether «2.1. Мәслихат сессиялары» heads a part of chapter `chapter`: no sentence, and the point below goes on with
    /// the points above.
    pub(super) fn is_decimal_heading(&self, at: usize, number: &str, rest: &str, chapter: u64, end: usize) -> bool {
        let decimal = number.matches('.').count() == 1 && !number.contains('-') && first_integer(number) == chapter;
        if !decimal || self.open.article.is_some() || line::end(rest) != End::Open || rest.len() > 400 || !line::begins_capital(rest) {
            return false;
        }
        let paragraphs = &self.builder.text.paragraphs;
        let next = self.lines.next_numbered.get(at + 1).copied().unwrap_or(end);
        let apart = !self.builder.text.indented || paragraphs[at].indent == 0;
        apart
            && next == at + 1
            && next < end
            && matches!(self.lines.marks[next], Mark::Point { number, .. } if !number.contains('.') && first_integer(number) == self.open.last_point + 1)
    }

    /// Whether a line without a number heads what stands behind the last chapter: «Министрліктің қарамағындағы ұйымдардың тізбесі», with blank lines
    /// round it. Points begin with 1 again below it, and neither the points above nor the chapters go on behind them.
    pub(super) fn heads_rest(&self, at: usize, text: &str, end: usize) -> bool {
        let below = at + 1;
        let is_behind = !self.quoted && self.root.parent.is_some() && self.open.article.is_none() && self.open.point.is_some() && self.end == End::Sentence;
        if !is_behind || below >= end || !matches!(self.lines.marks[below], Mark::Point { number: "1", .. }) {
            return false;
        }
        let paragraphs = &self.builder.text.paragraphs;
        let is_apart = |at: usize| paragraphs[at].gap != Gap::None;
        let is_set = paragraphs[at].kind == BlockKind::Heading || is_apart(at) && is_apart(below) && paragraphs[at].cell().is_none();
        is_set && line::end(text) == End::Open && line::begins_capital(text) && text.len() < HEADING_MAX && self.counts_anew(below, end)
    }

    /// Whether the points from `at` on are the last of their document: no group follows, and no point goes on with those above.
    fn counts_anew(&self, mut at: usize, end: usize) -> bool {
        let mut before = 0;
        for _ in 0..ANEW_MAX {
            match &self.lines.marks[at] {
                Mark::Group { .. } | Mark::Article { .. } => return false,
                Mark::Point { number, .. } if !number.contains(['.', '-']) => {
                    let value = first_integer(number);
                    if value == self.open.last_point + 1 && before != self.open.last_point {
                        return false;
                    }
                    before = value;
                }
                _ => {}
            }
            at = self.lines.next_numbered.get(at + 1).copied().unwrap_or(end);
            if at >= end {
                break;
            }
        }
        true
    }

    /// Reads such a heading: it is of the document, and so is what stands below it.
    pub(super) fn rest(&mut self, span: Span) {
        if let Some(document) = self.root.parent {
            self.builder.append(document, span);
        }
        self.open = Open { old_chapter: self.open.old_chapter, last_point: self.open.last_point, ..Open::default() };
    }

    /// Reads such a heading, and gives the paragraph behind it.
    pub(super) fn old_chapter(&mut self, at: usize, number: &str, rest: &str, span: Span, end: usize) -> usize {
        self.open.old_chapter = u32::try_from(first_integer(number)).unwrap_or(u32::MAX);
        // «III. Іске асыру тетіктері», «1. Заңнаманы жетілдіру» above plain text: a part of the section
        let in_section =
            self.open.groups.last().is_some_and(|&group| matches!(self.builder.provisions[group].kind, ProvisionKind::Section | ProvisionKind::Subsection));
        let above_text = matches!(self.lines.marks.get(at + 1), Some(Mark::Plain));
        let kind = if in_section && above_text { ProvisionKind::Subsection } else { ProvisionKind::Chapter };
        // «III. Іске асыру тетіктері» above plain text: the text is no rest of it
        let rest_of = self.heading_rest(at, rest, end);
        let above_point = !matches!(self.lines.marks.get(rest_of.end), Some(Mark::Plain));
        let below = if above_point { rest_of } else { at + 1..at + 1 };
        let behind = below.end;
        self.group(kind, number, rest, span, below);
        behind
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, outline_of, read, rules};

    #[test]
    fn a_point_without_its_stop_above_a_paragraph_is_no_chapter() {
        let read = |chapter: &str, point: &str| {
            rules(&format!(
                "Сынақ қағидалары\n\n{chapter}\n\n1-параграф. Салу\n\n      1. Қор жоспар бойынша салынады.\n{point}\n\n2-параграф. Жаңарту\n\n      3. Қор бес жылда жаңартылады.\n"
            ))
        };
        for chapter in ["1-тарау. Қор салу", "1. Қор салу"] {
            let want = ["chapter-1 16-25", "chapter-1/subchapter-1 18-21", "point-1 20-20", "point-2 21-21", "chapter-1/subchapter-2 23-25", "point-3 25-25"];
            assert_eq!(read(chapter, "      2. Жоспар нысан бойынша жасалады"), want, "{chapter}");
        }
        let called = read("1-тарау. Қор салу", "      2. Жоспардың нысаны");
        assert!(called.contains(&"point-2 21-21".to_owned()), "{called:?}");
        let next = read("1-тарау. Қор салу", "\n2. Қорды жаңарту тәртібі");
        assert!(next.contains(&"chapter-2 22-26".to_owned()), "{next:?}");
        let old = read("1. Қор салу", "\n2. Қорды жаңарту тәртібі");
        assert!(old.contains(&"chapter-2 22-26".to_owned()), "{old:?}");
    }

    #[test]
    fn a_heading_without_a_number_ends_the_last_chapter() {
        let rest = |between: &str, after: &str| {
            let printed = format!(
                "Ведомство ережесі\n\n1-тарау. Соңғы ережелер\n\n      1. Бірінші сөйлем.\n      2. Екінші сөйлем.\n{between}      1. Мекеме.\n      2. Кәсіпорын.\n{after}"
            );
            let outline = outline_of(&approved(&printed), &["preamble", "point", "signature", "approved/approval"]);
            outline[1..].to_vec()
        };
        let list = "\nВедомствоның қарамағындағы ұйымдардың тізбесі\n\n";
        let want = ["approved/chapter-1 16-19", "approved/point-1 18-18", "approved/point-2 19-19", "approved/point-1~2 23-23", "approved/point-2~2 24-24"];
        assert_eq!(rest(list, ""), want);
        let more = rest(list, "\nАумақтық бөлімдердің тізбесі\n\n      1. Бөлім.\n");
        assert_eq!(more[..5], want);
        assert_eq!(more[5..], ["approved/point-1~3 28-28"]);
        assert!(rest(list, "\n2-тарау. Қорытынды\n\n      3. Үшінші сөйлем.\n").iter().any(|line| line.contains("part-2")), "the chapters go on");
        assert!(rest("      Ұйымдар:\n", "")[0].starts_with("approved/chapter-1 16-2"), "a list of a point");
    }

    /// The groups and points of rules that `printed` divides, with the headings of the groups.
    fn headed(printed: &str) -> Vec<String> {
        let order = "Сынақ қағидаларын бекіту туралы\nҚаржы министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n1. Сынақ қағидалары бекітілсін.\nҚаржы министрінің\n\
                     2024 жылғы 5 маусымдағы\n№ 198 бұйрығымен\nбекітілген\nСынақ қағидалары\n";
        let units = read(&format!("{order}{printed}")).provisions;
        let below = units.iter().filter_map(|unit| Some((unit.path.as_str().strip_prefix("rules/")?, unit)));
        let told = below.map(|(path, unit)| [path, unit.heading.as_deref().unwrap_or("")].join(" ").trim_end().to_owned());
        told.filter(|told| told != "approval").collect()
    }

    #[test]
    fn a_heading_on_several_lines_is_one() {
        let want = ["chapter-1 Жалпы ережелер", "point-1", "point-2", "chapter-2 Қызмет көрсету тәртібі", "point-3", "point-4"];
        let of = |first: &str, second: &str| format!("{first}Жалпы ережелер\n1. Бірінші сөйлем.\n2. Екінші сөйлем.\n{second}3. Үшінші сөйлем.\n4. Соңы.\n");
        assert_eq!(headed(&of("1. ", "2. Қызмет көрсету\nтәртібі\n")), want, "old headings");
        assert_eq!(headed(&of("1-тарау. ", "2-тарау. Қызмет көрсету\nтәртібі\n")), want);
        assert_eq!(headed(&of("1-тарау\n", "2-тарау\nҚызмет\nкөрсету тәртібі\n")), want);
        let long = "2-тарау. Шешімдеріне,\nәрекетіне (әрекетсіздігіне)\nшағымдану тәртібі\n";
        assert_eq!(headed(&of("1-тарау. ", long))[3], "chapter-2 Шешімдеріне, әрекетіне (әрекетсіздігіне) шағымдану тәртібі");
    }

    #[test]
    fn the_halves_of_a_code_end_the_sections_of_each_other() {
        let units = |printed: &str| {
            let act = read(&format!("Сынақ кодексі\nҚазақстан Республикасының 2014 жылғы 3 шілдедегі № 226-V Кодексі\n{printed}"));
            let of = |unit: &crate::act::Provision| {
                let above: Vec<&str> = unit.grouping.iter().map(crate::act::ProvisionPath::as_str).collect();
                format!("{} {} {}", unit.path, above.join(" "), unit.heading.as_deref().unwrap_or(""))
            };
            act.provisions.iter().map(of).collect::<Vec<_>>()
        };
        let found = units("ЖАЛПЫ БӨЛІК\n1-бөлім. Заң\n1-бап. Мақсат\nБірінші.\nЕРЕКШЕ БӨЛІК\n1-тарау. Қылмыс\n2-бап. Ұрлық\nЕкінші.\n");
        assert_eq!(found, ["section-1  Заң", "article-1 section-1 Мақсат", "chapter-1  Қылмыс", "article-2 chapter-1 Ұрлық"]);
        let found = units("1-бөлім. Заң\nЖалпы бөлік\n1-тарау. Негіз\n1-бап. Мақсат\nБірінші.\nЕрекше бөлік\n2-тарау. Қылмыс\n2-бап. Ұрлық\nЕкінші.\n");
        let want = [
            "section-1  Заң",
            "chapter-1 section-1 Негіз",
            "article-1 section-1 chapter-1 Мақсат",
            "chapter-2 section-1 Қылмыс",
            "article-2 section-1 chapter-2 Ұрлық",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn a_sentence_without_its_stop_is_no_rest_of_a_heading() {
        let act = |below: &str| {
            format!(
                "Кәсіподақтар туралы\n\nҚазақстан Республикасының 2014 жылғы 3 шілдедегі № 22-V Заңы\n\n1-тарау. Жалпы ережелер\n1-бап. Осы Заңның \
                 аясы\n{below}\nЗаңнама Конституцияға негізделеді.\nОл өзгереді.\n2-бап. Мақсат\nмақсаты мынадай:\n1) бірі;\n2) екіншісі.\n"
            )
        };
        let heading = |below: &str| {
            let act = read(&act(below));
            let article = act.provisions.iter().find(|one| one.path.as_str() == "article-1").expect("the act has this article");
            article.heading.as_ref().map(ToString::to_string)
        };
        assert_eq!(heading("осы Заң жеке тұлғаларға қатысты қолданылады").as_deref(), Some("Осы Заңның аясы"));
        assert_eq!(heading("мен мақсаты").as_deref(), Some("Осы Заңның аясы мен мақсаты"));
    }

    #[test]
    fn places_above_a_change_are_its_targets() {
        let act = "Сынақ туралы

Қаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығы

1. \"Сыныптама туралы\" Қаржы министрінің 2014 жылғы 18 қыркүйектегі № 403 бұйрығына мынадай өзгеріс енгізілсін:
көрсетілген бұйрықпен бекітілген бірыңғай сыныптамасында:
түсімдердің сыныптамасында:
2 \"Салықтық емес түсімдер\" санатында:
\"кіріс\" деген сөз \"түсім\" деген сөзбен ауыстырылсын.
2. Министрлік заңнамада белгіленген тәртіпте:
тіркелуін қамтамасыз етсін.
";
        let want = [
            "point-1 5-9",
            "point-1/target-1 6-6",
            "point-1/target-2 7-7",
            "point-1/target-3 8-8",
            "point-1/amend-1 9-9",
            "point-2 10-11",
            "point-2/indent-2 11-11",
        ];
        assert_eq!(outline_of(act, &[]), want);
    }
}

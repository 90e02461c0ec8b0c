//! What the lead-in of a list of repeals says for all its lines: «Есілсай аудандық мәслихатының кейбір шешімдерінің күші жойылды деп танылсын: 1) "…" 2019
//! жылғы 25
//! маусымдағы № 6С-39-2».

use crate::act::ActKind;
use crate::amend;
use crate::cite::{self, Case};

/// Who issued the acts of a list, and what they are.
pub(super) struct Lead<'t> {
    /// As printed, in the genitive.
    issuer: &'t str,
    /// The word for one act, as a citation ends in it.
    noun: &'static str,
}

impl<'t> Lead<'t> {
    /// Of the order that leads in a list. «Үкіметтің кейбір шешімдерінің» are acts of any kind, and tell none.
    pub(super) fn of(order: &'t str) -> Option<Self> {
        const SOME: &[&str] = &["кейбір", "келесі", "мынадай", "мынандай", "төмендегі", "бірқатар"];
        let (named, _) = order.split_once(" күші жойылды").or_else(|| order.split_once(" күші жойылған"))?;
        let (before, acts) = named.rsplit_once(' ')?;
        let (kind, case) = cite::act_word(acts)?;
        let plural = ["дарының", "дерінің", "ларының", "лерінің", "тарының", "терінің"].iter().any(|ending| acts.ends_with(ending));
        let before = SOME.iter().find_map(|some| before.strip_suffix(some)).unwrap_or(before).trim_end();
        let issuer = before.trim_start_matches(|c: char| !c.is_alphabetic() || c == ')');
        let last = issuer.rsplit(' ').next().unwrap_or_default();
        let local = last.starts_with("мәслихат") || last.starts_with("әкім");
        let noun = match kind {
            ActKind::Decision if local => "шешімі",
            ActKind::Order => "бұйрығы",
            ActKind::Resolution => "қаулысы",
            _ => return None,
        };
        let told = plural && case == Case::Genitive && ["ның", "нің"].iter().any(|ending| last.ends_with(ending)) && !issuer.contains([':', ';', '"', '«']);
        told.then_some(Self { issuer, noun })
    }

    /// A line that tells no more of an act than title, day and number, as the citation it stands for: «"…" Есілсай аудандық мәслихатының 2019 жылғы 25
    /// маусымдағы
    /// № 6С-39-2 шешімі (…)».
    pub(super) fn cited(&self, line: &str) -> Option<String> {
        let (day, range) = cite::find_dates(line).find(|(_, range)| !in_title(line, range.start))?;
        let title = line[..range.start].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ')' | '.' | ' ' | '-')).trim_end();
        let quoted = title.is_empty() || title.starts_with(['"', '«', '“']) && title.ends_with(['"', '»', '”']);
        let rest = &line[range.end..];
        let sign = rest.find('№').filter(|&at| rest[..at].chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.')) && at < SIGN_MAX)?;
        let number = rest[sign + '№'.len_utf8()..].trim_start();
        let end = rest.len() - number.len() + number.find([' ', '(', ';', ',']).unwrap_or(number.trim_end_matches(['.', ';']).len());
        let behind = rest[end..].trim_start();
        let whole = behind.is_empty() || behind.starts_with(['(', ';', '.', ',']);
        let told = quoted && whole && day.to_string().len() == 10 && cite::cited_acts(line).is_empty();
        told.then(|| format!("{title} {} {}{} {} {behind}", self.issuer, &line[range.start..range.end], &rest[..end], self.noun))
    }
}

/// Bytes between a day and the sign of its number, at most: «дағы».
const SIGN_MAX: usize = 24;

/// Whether `at` stands in quotation marks that open the line.
fn in_title(line: &str, at: usize) -> bool {
    line[..at].matches(['"', '«', '“', '»', '”']).count() % 2 == 1
}

/// Whether an order is read with its lead: it ends in a colon and orders a repeal.
pub(super) fn of_order(order: &str) -> Option<Lead<'_>> {
    Lead::of(order).filter(|_| order.trim_end().ends_with(':') && amend::orders_repeal(order))
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::read;

    /// What an order with this lead-in and these lines repeals: `op issuer date number` each, and how much was not understood.
    fn told(lead: &str, lines: &str) -> (Vec<String>, usize) {
        let act = format!(
            "Тарифтер туралы\n\nЕсілсай аудандық мәслихатының 2023 жылғы 29 тамыздағы № 8С-8-3 шешімі\n\n      Есілсай аудандық мәслихаты ШЕШТІ:\n      1. Тарифтер \
             бекітілсін.\n      2. {lead}\n{lines}"
        );
        let source = crate::text::SourceText::new("a.txt", act.as_str());
        let problems = crate::structure::parse(&source, &crate::repair::repair(&source).value).problems;
        let cited = |one: &crate::act::Amendment| {
            let act = one.target.act.clone().unwrap_or_default();
            let kind = act.kind.map_or("?", |kind| kind.as_str());
            format!("{} {kind} {} {}", one.op.as_str(), act.issuer.unwrap_or_default(), act.number.unwrap_or_default())
        };
        let unread = problems.iter().filter(|problem| problem.code == crate::text::ProblemCode::InstructionUnread).count();
        (read(&act).amendments.iter().map(cited).collect(), unread)
    }

    const LINES: &str = "      1) \"Нормалар туралы\" 2019 жылғы 25 маусымдағы № 6С-39-2 (Тізілімде № 7251 болып тіркелген);\n      2) \"Мөлшерлер туралы\" 2018 жылғы 26 \
                         наурыздағы № 6С-22-4.\n";

    #[test]
    fn the_lead_in_tells_kind_and_issuer_for_all_lines() {
        let unnumbered = LINES.replace("1) ", "").replace("2) ", "");
        for some in ["кейбір", "келесі", "мынадай"] {
            for lines in [LINES, &unnumbered] {
                let (repeals, unread) = told(&format!("Есілсай аудандық мәслихатының {some} шешімдерінің күші жойылды деп танылсын:"), lines);
                let want = ["6С-39-2", "6С-22-4"].map(|number| format!("repeal decision Есілсай аудандық мәслихаты {number}"));
                assert_eq!((repeals, unread), (want.to_vec(), 0), "{some}: {lines}");
            }
        }
    }

    #[test]
    fn a_lead_in_that_does_not_tell_them_leaves_the_lines_unread() {
        for lead in ["Кейбір шешімдердің күші жойылды деп танылсын:", "Қазақстан Республикасы Үкіметінің кейбір шешімдерінің күші жойылды деп танылсын:"]
        {
            let (repeals, unread) = told(lead, LINES);
            assert!(repeals.iter().all(|one| one.starts_with("unread")) && unread > 0, "{lead}: {repeals:?}");
        }
    }
}

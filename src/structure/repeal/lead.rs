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
        let before = without_place(before);
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
        // «2019 жылғы 25 маусымдағы № 6С-39-2 "…" (…)»: the title may stand behind
        let (title, behind) = Some(behind).filter(|_| title.is_empty()).and_then(leading_title).unwrap_or((title, behind));
        let whole = behind.is_empty() || behind.starts_with(['(', ';', '.', ',']);
        let told = quoted && whole && day.to_string().len() == 10 && cite::cited_acts(line).is_empty();
        told.then(|| format!("{title} {} {}{} {} {behind}", self.issuer, &line[range.start..range.end], &rest[..end], self.noun))
    }
}

/// Words without those that tell where the list is, at their end: «осы шешімге 1-қосымшада көрсетілген», «осы шешімге қосымшаға сәйкес».
fn without_place(words: &str) -> &str {
    const PLACES: [&str; 5] = ["қосымшада көрсетілген", "қосымшасында көрсетілген", "қосымшаға сәйкес", "тізбеде көрсетілген", "тізбеге сәйкес"];
    let Some(place) = PLACES.iter().find_map(|place| words.strip_suffix(place)) else { return words };
    let place = place.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' '));
    let place =
        ["қоса беріліп отырған", "қоса берілген", "қоса берілетін"].iter().find_map(|enclosed| place.strip_suffix(enclosed)).unwrap_or(place).trim_end();
    // «осы шешімге»
    let act = place.rsplit_once(' ').filter(|(this, act)| cite::act_word(act).is_some() && this.ends_with("осы"));
    act.map_or(place, |(this, _)| this.trim_end_matches("осы").trim_end())
}

/// A title in quotation marks at the beginning of `words`, and what follows it.
fn leading_title(words: &str) -> Option<(&str, &str)> {
    let inner = words.strip_prefix(['"', '«', '“'])?;
    let end = words.len() - inner.len() + inner.find(['"', '»', '”'])?;
    let end = end + words[end..].chars().next().map_or(0, char::len_utf8);
    Some((&words[..end], words[end..].trim_start()))
}

/// Bytes between a day and the sign of its number, at most: «дағы».
const SIGN_MAX: usize = 24;

/// Whether `at` stands in quotation marks that open the line.
fn in_title(line: &str, at: usize) -> bool {
    line[..at].matches(['"', '«', '“', '»', '”']).count() % 2 == 1
}

/// What an order of repeal says for the lines below it, or for those of the list that it points at.
pub(super) fn of_order(order: &str) -> Option<Lead<'_>> {
    let lists = || ["қосымша", "тізбе"].iter().any(|list| order.contains(list));
    Lead::of(order).filter(|_| (order.trim_end().ends_with(':') || lists()) && amend::orders_repeal(order))
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
    fn the_title_may_stand_behind_the_number() {
        let lines = "      1) 2019 жылғы 25 маусымдағы № 6С-39-2 \"Нормалар туралы\" (Тізілімде № 7251 болып тіркелген);\n      2) 2018 жылғы 26 наурыздағы № 6С-22-4 \
                     \"Мөлшерлер туралы\".\n";
        let (repeals, unread) = told("Есілсай аудандық мәслихатының мынадай шешімдерінің күші жойылды деп танылсын:", lines);
        assert_eq!((repeals, unread), (["6С-39-2", "6С-22-4"].map(|number| format!("repeal decision Есілсай аудандық мәслихаты {number}")).to_vec(), 0));
    }

    #[test]
    fn an_order_tells_them_for_the_list_in_an_annex_too() {
        let stamp = "\n      Есілсай аудандық мәслихатының хатшысы А. Ахметов\n\nЕсілсай аудандық мәслихатының\n2023 жылғы 29 тамыздағы\n№ 8С-8-3 шешіміне\nқосымша\n\n\
                     Есілсай аудандық мәслихатының күші жойылған кейбір шешімдерінің тізбесі\n\n";
        for place in ["осы шешімге қосымшада көрсетілген", "осы шешімге қосымшаға сәйкес кейбір", "қоса беріліп отырған тізбеге сәйкес кейбір"]
        {
            let order = format!("Есілсай аудандық мәслихатының {place} шешімдерінің күші жойылды деп танылсын.");
            let (repeals, unread) = told(&order, &format!("{stamp}{LINES}"));
            let want = ["6С-39-2", "6С-22-4"].map(|number| format!("repeal decision Есілсай аудандық мәслихаты {number}"));
            assert_eq!((repeals, unread), (want.to_vec(), 0), "{place}");
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

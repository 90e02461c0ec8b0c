//! What an offence is punished with, in the codes that tell of offences: a paragraph of its own behind the dash that ends what the offence is.

use super::Clauses;
use crate::act::ProvisionKind;
use crate::structure::line;

/// The verbs that such paragraphs end with: «… бас бостандығынан айыруға жазаланады.», «… айыппұл салуға әкеп соғады.»
const VERBS: &[&str] = &["жазаланады", "әкеп соғады", "әкелiп соғады", "әкеліп соғады", "соқтырады"];

impl Clauses<'_, '_, '_> {
    /// Whether a paragraph that begins in lower case is the sanction of the offence that `last` ends with: «1. База құру –», then «бес жылға …
    /// жазаланады.» Amendments call it the second абзац of the numbered part.
    pub(super) fn is_sanction(&self, last: usize, text: &str) -> bool {
        let kind = self.builder.provisions[last].kind;
        matches!(kind, ProvisionKind::Article | ProvisionKind::Point | ProvisionKind::Part) && self.punishes(last, text)
    }

    /// The unit whose sentence `text` ends, where it is the sanction behind subpoints that tell when the offence is graver: «2) екінші рет жасалған ұрлық –»,
    /// then «… жазаланады.», which is that of them all.
    pub(super) fn sanction_of_list(&self, last: usize, text: &str) -> Option<usize> {
        // where each has its own, «… арттыру – бес айлық …;», none is of all
        let is_last = text.trim_end().ends_with('.');
        let behind = is_last && self.open.subpoints.contains(&last) && self.punishes(last, text) && !self.is_one_of_many(last);
        self.open.part.or(self.open.point).or(self.open.article).filter(|_| behind)
    }

    /// Whether another subpoint beside `subpoint` has what is done about it behind a dash of its own.
    fn is_one_of_many(&self, subpoint: usize) -> bool {
        let units = &self.builder.provisions;
        let words = |at: usize| units[at].own.iter().map(|&span| self.builder.text.slice(span));
        let beside = (0..subpoint).rev().take_while(|&at| Some(at) != units[subpoint].parent).filter(|&at| units[at].parent == units[subpoint].parent);
        beside.into_iter().any(|at| words(at).any(line::ends_with_dash))
    }

    /// Whether `text` tells what is done about the offence that the words of `last` end with.
    fn punishes(&self, last: usize, text: &str) -> bool {
        let opened = || self.builder.provisions[last].own.last().is_some_and(|&span| line::ends_with_dash(self.builder.text.slice(span)));
        let bare = text.trim_end_matches(['"', '»', '.', ';', ' ']);
        self.open.article.is_some() && line::begins_lower(text) && VERBS.iter().any(|verb| bare.ends_with(verb)) && opened()
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::outline_of;

    /// The units of a code whose articles `printed` prints.
    fn units(printed: &str) -> Vec<String> {
        outline_of(&format!("Қылмыстық кодекс\n\nҚазақстан Республикасының 2014 жылғы 3 шілдедегі № 226-V Кодексі\n\n{printed}"), &[])
    }

    #[test]
    fn a_sanction_is_the_second_paragraph_of_its_part() {
        let found = units(
            "7-бап. Ұрлық\n1. Мүлікті ұрлау –\nайыппұл салуға жазаланады.\n2. Дәл сол іс-әрекет –\nбас бостандығынан айыруға жазаланады.\n8-бап. Алаяқтық\nМүлікті алдап алу -\nайыппұл салуға әкеп соғады.\n",
        );
        let want = [
            "article-7 5-9",
            "article-7/point-1 6-7",
            "article-7/point-1/indent-2 7-7",
            "article-7/point-2 8-9",
            "article-7/point-2/indent-2 9-9",
            "article-8 10-12",
            "article-8/indent-2 12-12",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn words_behind_a_dash_go_on_with_their_sentence() {
        let found = units("7-бап. Ұғымдар\n1. Мекеме –\nзаңды тұлға.\n2. Соңы.\n");
        assert_eq!(found, ["article-7 5-8", "article-7/point-1 6-7", "article-7/point-2 8-8"]);
    }

    #[test]
    fn a_heading_may_take_two_lines() {
        let act = "Кәсіподақтар туралы\n\nҚазақстан Республикасының 2014 жылғы 3 шілдедегі № 22-V Заңы\n\n1-тарау. Кәсіподақтар туралы\nжалпы ережелер\n2-бап. Кәсіподақтар туралы\nзаңнама\nЗаңнама Конституцияға негізделеді.\nОл өзгереді.\n3-бап. Мақсат\nмақсаты мынадай:\n1) бірі;\n2) екіншісі.\n";
        let read = crate::structure::tests::read(act);
        let headings: Vec<_> = read.provisions.iter().filter_map(|unit| Some((unit.path.as_str(), unit.heading.as_deref()?))).collect();
        assert_eq!(headings, [("chapter-1", "Кәсіподақтар туралы жалпы ережелер"), ("article-2", "Кәсіподақтар туралы заңнама"), ("article-3", "Мақсат")]);
        let parts: Vec<_> = read.provisions.iter().map(|unit| unit.path.as_str()).filter(|path| path.contains("/part-")).collect();
        assert_eq!(parts, ["article-2/part-2"], "the first paragraph opens the article");
    }

    #[test]
    fn a_sanction_behind_subpoints_is_of_all_of_them() {
        let found = units(
            "7-бап. Ұрлық\n1. Мынадай:\n1) топ болып;\n2) екінші рет жасалған ұрлық –\nбес жылға бас бостандығынан айыруға жазаланады.\n2. Дәл сол іс-әрекет –\nайыппұл салуға жазаланады.\n",
        );
        let want = [
            "article-7 5-11",
            "article-7/point-1 6-9",
            "article-7/point-1/subpoint-1 7-7",
            "article-7/point-1/subpoint-2 8-8",
            "article-7/point-2 10-11",
            "article-7/point-2/indent-2 11-11",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn a_sanction_of_each_subpoint_stays_with_it() {
        let found = units(
            "7-бап. Жылдамдық\n1. Белгіленген жылдамдықты:\n1) он километрге арттыру –\nайыппұл салуға әкеп соғады;\n2) жиырма километрге арттыру –\nекі еселенген айыппұл салуға әкеп соғады.\n",
        );
        assert_eq!(found[2..4], ["article-7/point-1/subpoint-1 7-8", "article-7/point-1/subpoint-2 9-10"], "{found:?}");
    }

    #[test]
    fn points_of_the_article_go_on_behind_a_numbered_note() {
        let found = units("7-бап. Ұрлық\n1. Бірінші.\nЕскертпе:\n1. Ұғым.\n2. Басқа ұғым.\n2. Екінші.\n3. Үшінші.\n");
        let want = ["article-7 5-11", "article-7/point-1 6-6", "article-7/part-2 7-9", "article-7/point-2 10-10", "article-7/point-3 11-11"];
        assert_eq!(found, want);
    }

    #[test]
    fn points_below_the_word_for_notes_are_its_own() {
        for word in ["Ескертпелер.", "Ескертулер:"] {
            let found = units(&format!(
                "7-бап. Ұрлық\n1. Мүлікті ұрлау –\nайыппұл салуға жазаланады.\n{word}\n1. Осы бапта мүлік деп зат танылады.\n2. Күші қолданылмайды.\n8-бап. Соңы\nСоңы.\n"
            ));
            assert_eq!(
                found,
                ["article-7 5-10", "article-7/point-1 6-7", "article-7/point-1/indent-2 7-7", "article-7/part-2 8-10", "article-8 11-12"],
                "{word}"
            );
        }
    }
}

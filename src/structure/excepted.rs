//! Where in an act the units stand that its commencement excepts, and what becomes of an exception whose place is not found.

use std::collections::HashSet;

use super::build::Builder;
use super::commence::Extents;
use crate::act::{Amendment, Commencement, CommencementException, ProvisionKind, ProvisionPath};
use crate::cite;

/// A document of the act itself, approved by a stamp or printed as an annex.
struct Document {
    path: ProvisionPath,
    /// The kind that its title ends with: «… бұйрықтарының тізбесі» is a `list`.
    titled: Option<&'static str>,
    /// Changes stand in it.
    changes: bool,
}

/// The documents of an act, by which its own sentences name units: «Тізбенің 2-тармағы».
pub(super) struct Documents {
    all: Vec<Document>,
    /// The documents of other acts that are changed, by the words of their addresses.
    changed: HashSet<String>,
}

impl Documents {
    pub(super) fn of(builder: &Builder<'_>) -> Self {
        let first = |path: &ProvisionPath| path.segments().next().map(str::to_owned);
        let of_changes: HashSet<String> = builder.amendments.iter().filter_map(|amendment| first(&amendment.unit)).collect();
        let changed = builder.amendments.iter().filter_map(|amendment| amendment.target.path.as_ref().and_then(first)).collect();
        let outermost = builder.provisions.iter().filter(|unit| unit.path.parent().is_none());
        let documents = outermost.filter(|unit| matches!(unit.kind, ProvisionKind::Component | ProvisionKind::Annex)).map(|unit| Document {
            path: unit.path.clone(),
            titled: unit.heading.as_deref().and_then(cite::document_titled),
            changes: of_changes.contains(unit.path.as_str()),
        });
        Self { all: documents.collect(), changed }
    }

    /// The unit by its own address. A list of changes that an annex holds is named by what it is, «Тізбенің 2-тармағы», and changes that an act approves are its
    /// only document, «Өзгерістердің 2-тармағы», whatever their titles end with. Of several that can be meant none is.
    pub(super) fn place(&self, unit: &ProvisionPath) -> ProvisionPath {
        let Some((word, rest)) = document_of(unit) else { return unit.clone() };
        if self.all.iter().any(|document| document.path.as_str() == word) {
            return unit.clone();
        }
        let meant = self.component_of_changes(word).or_else(|| self.list(word));
        meant.map_or_else(|| unit.clone(), |document| if rest.is_empty() { document.path.clone() } else { document.path.join(rest) })
    }

    /// «Өзгерістердің 2-тармағы» of an act that approves one document.
    fn component_of_changes(&self, word: &str) -> Option<&Document> {
        only(self.all.iter().filter(|document| word == "approved" && document.path.kind() == Some(ProvisionKind::Component)))
    }

    /// The list that `word` names: that of the title, else the only one that changes stand in, where no document of that name is changed.
    fn list(&self, word: &str) -> Option<&Document> {
        let lists = || self.all.iter().filter(|document| document.changes);
        // «Әдістеменің 12-тармағы» of an act that has a method besides
        let other = self.all.iter().any(|document| !document.changes && document.titled == Some(word));
        let unnamed = || only(lists()).filter(|_| matches!(word, "list" | "approved") && !other && !self.changed.contains(word));
        let mut titled = lists().filter(|document| document.titled == Some(word)).peekable();
        if titled.peek().is_some() { only(titled) } else { unnamed() }
    }

    /// Whether the unit stands in a document of this kind that is an annex and holds no changes: «Қағидалардың 3-тармағы» of what the act approves beside them.
    fn approves(&self, unit: &ProvisionPath, stands: impl Fn(&ProvisionPath) -> bool) -> bool {
        let Some((word, rest)) = document_of(unit) else { return false };
        let named = self.all.iter().filter(|document| !document.changes && document.titled == Some(word));
        named.map(|document| if rest.is_empty() { document.path.clone() } else { document.path.join(rest) }).any(|path| stands(&path))
    }
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The word of the document that an address begins with, and what stands behind it.
fn document_of(unit: &ProvisionPath) -> Option<(&str, &str)> {
    let (word, rest) = unit.as_str().split_once('/').unwrap_or((unit.as_str(), ""));
    (ProvisionPath::from_known(word).kind() == Some(ProvisionKind::Component)).then_some((word, rest))
}

/// Exceptions whose place is not found in the act: any change may be meant, or any within the unit around that is found.
pub(super) struct Unplaced(Vec<(Option<ProvisionPath>, CommencementException)>);

/// Most exceptions that are kept for a change which may be one of them: of more its day is not known at all.
const LEFT_MAX: usize = 16;

impl Unplaced {
    /// Those of `written`; `foreign` are units of what is amended.
    pub(super) fn of(builder: &Builder<'_>, extents: &Extents, documents: &Documents, written: &Commencement, foreign: &HashSet<ProvisionPath>) -> Self {
        let targets: HashSet<ProvisionPath> = builder.amendments.iter().filter_map(|one| one.target.path.as_ref()).map(ProvisionPath::without_groups).collect();
        let holding: HashSet<ProvisionPath> = targets.iter().flat_map(with_outer).collect();
        let given: HashSet<&ProvisionPath> = builder.amendments.iter().flat_map(|amendment| &amendment.new).collect();
        let stands = |unit: &ProvisionPath| extents.has(unit);
        let beside = |unit: &ProvisionPath| documents.approves(unit, |path| stands(path) && !with_outer(path).any(|around| given.contains(&around)));
        // «Қағидалардың 3-тармағы»: it is changed, or something in it is, or what it stands in
        let is_target = |unit: &ProvisionPath| foreign.contains(unit) && (holding.contains(unit) || with_outer(unit).any(|around| targets.contains(&around)));
        let counted = |unit: &ProvisionPath| matches!(unit.kind(), Some(ProvisionKind::Indent | ProvisionKind::New));
        let inside = |unit: &ProvisionPath| counted(unit) && unit.parent().is_some_and(|around| stands(&around));
        let mut unplaced = Vec::new();
        for exception in written.exceptions() {
            for unit in exception.units.iter().filter(|unit| !(stands(unit) || inside(unit) || is_target(unit) || beside(unit))) {
                let around = with_outer(unit).find(|around| stands(around));
                let one = CommencementException { units: vec![unit.clone()], commencement: exception.commencement.clone() };
                unplaced.push((around, one));
            }
        }
        Self(unplaced)
    }

    /// What is said of a change at `unit`, of which `own` is said: what may be meant leaves both days open.
    pub(super) fn left_to(&self, unit: &ProvisionPath, own: Commencement) -> Commencement {
        let may_be = |around: &Option<ProvisionPath>| around.as_ref().is_none_or(|around| unit.is_within(around));
        let left: Vec<&CommencementException> = self.0.iter().filter(|(around, _)| may_be(around)).map(|(_, one)| one).take(LEFT_MAX + 1).collect();
        if left.len() > LEFT_MAX {
            return own.with_main(&Commencement::Unread("it may be one of many exceptions".to_owned()));
        }
        let mut terms = own.into_terms();
        terms.exceptions.extend(left.into_iter().cloned());
        Commencement::compound(terms)
    }
}

/// A unit and all that it stands in, chapters aside.
fn with_outer(unit: &ProvisionPath) -> impl Iterator<Item = ProvisionPath> {
    std::iter::successors(Some(unit.without_groups()), ProvisionPath::parent)
}

/// Whether a unit of what is amended is what a change is about, or holds it.
pub(super) fn holds_target(excepted: &ProvisionPath, amendment: &Amendment) -> bool {
    amendment.target.path.as_ref().is_some_and(|target| target.without_groups().is_within(excepted))
}

#[cfg(test)]
mod tests {
    use crate::act::{Amendment, Commencement};
    use crate::repair::repair;
    use crate::structure;
    use crate::text::SourceText;

    const LIST: &str = "Қазақстан Республикасы Қаржы министрінің өзгерістер енгізілетін кейбір бұйрықтарының тізбесі";
    const CHANGES: &str = "Қазақстан Республикасы Қаржы министрінің кейбір бұйрықтарына енгізілетін өзгерістер";

    /// The days of the changes in an annex with this title, of an order of which `units` are excepted; `?` where it is one of two.
    fn days(title: &str, units: &str) -> String {
        let order = format!(
            "Қазақстан Республикасы Қаржы министрінің кейбір бұйрықтарына өзгерістер енгізу туралы\n\
             Қазақстан Республикасы Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығы\nБҰЙЫРАМЫН:\n\
             1. {title} осы бұйрыққа қосымшаға сәйкес бекітілсін.\n\
             2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, 2022 жылғы 1 шілдеден бастап қолданысқа енгізілетін {units} қоспағанда.\n\
             Министр Е. Жамаубаев\n\nҚазақстан Республикасы\nҚаржы министрінің\n2021 жылғы 1 қазандағы\n№ 20 бұйрығына\nқосымша\n\n{title}\n\n\
             1. Қаржы министрінің 2019 жылғы 1 маусымдағы № 9 бұйрығына мынадай өзгеріс енгізілсін:\n5-тармақ алып тасталсын.\n\
             2. Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығына мынадай өзгерістер енгізілсін:\n2-тармақ алып тасталсын;\n4-тармақ алып тасталсын.\n"
        );
        let source = SourceText::new("V.txt", order);
        let read = structure::parse(&source, &repair(&source).value).value;
        let day = |amendment: &Amendment| match (amendment.commencement.main(), amendment.commencement.exceptions()) {
            (Commencement::On(day), []) => day.to_string(),
            (Commencement::OnSignature, []) => "at once".to_owned(),
            _ => "?".to_owned(),
        };
        read.amendments.iter().map(day).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_list_in_an_annex_is_named_by_what_it_is() {
        let cases = [
            (LIST, "Тізбенің 2-тармағын", "at once, 2022-07-01, 2022-07-01", "by its title"),
            (LIST, "осы бұйрыққа қосымшаға сәйкес Тізбенің 2-тармағының үшінші абзацын", "at once, at once, 2022-07-01", "an indent of it"),
            (LIST, "Тізбенің 2-тармағы екінші абзацын", "at once, 2022-07-01, at once", "a chain without its genitive"),
            (CHANGES, "Өзгерістердің 2-тармағын", "at once, 2022-07-01, 2022-07-01", "the only one that holds changes"),
            (LIST, "осы бұйрыққа қосымшаның 2-тармағын", "at once, 2022-07-01, 2022-07-01", "by the annex"),
        ];
        for (title, units, want, why) in cases {
            assert_eq!(days(title, units), want, "{why}");
        }
    }

    #[test]
    fn a_document_that_is_titled_by_the_word_is_no_list_of_changes() {
        let printed = |title: &str| {
            let list = "кейбір бұйрықтарының тізбесі";
            format!(
                "Сынақ туралы\nҚазақстан Республикасы Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығы\nБҰЙЫРАМЫН:\n1. Қосымшалар бекітілсін.\n2. Осы бұйрық қол \
                 қойылған күнінен бастап қолданысқа енгізіледі.\nОсы Әдістеменің 2-тармағы 2022 жылғы 1 шілдеден бастап қолданысқа енгізіледі.\nМинистр Е. \
                 Жамаубаев\nҚаржы министрінің\n2021 жылғы 1 қазандағы\n№ 20 бұйрығына\n1-қосымша\n{title}\n1. Бірінші.\n2. Екінші.\nҚаржы министрінің\n2021 жылғы 1 \
                 қазандағы\n№ 20 бұйрығына\n2-қосымша\nӨзгерістер енгізілетін {list}\n1. Қаржы министрінің 2019 жылғы 1 маусымдағы № 9 бұйрығына мынадай өзгеріс \
                 енгізілсін:\n5-тармақ алып тасталсын.\n"
            )
        };
        let source = SourceText::new("V.txt", printed("Сынақ әдістемесі"));
        let read = structure::parse(&source, &repair(&source).value).value;
        let days: Vec<&Commencement> = read.amendments.iter().map(|one| &one.commencement).collect();
        assert_eq!(days, [&Commencement::OnSignature]);
    }

    #[test]
    fn an_exception_whose_place_is_not_found_may_be_of_any_change() {
        let cases = [
            (LIST, "Регламенттің 2-тармағын", "?, ?, ?", "a document that is neither here nor changed"),
            (LIST, "Тізбенің 7-тармағын", "?, ?, ?", "a point that the list does not have"),
            (LIST, "Тізбенің 2-тармағының 3) тармақшасын", "at once, ?, ?", "a part of a point that does not have it"),
            (LIST, "2-тармақты", "at once, at once, at once", "a point of the order itself"),
        ];
        for (title, units, want, why) in cases {
            assert_eq!(days(title, units), want, "{why}");
        }
    }
}

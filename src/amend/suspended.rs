//! An act that sets units of its own aside: «Осы бұйрықтың 1-тармағы 2) тармақшасының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын».

use std::collections::HashMap;

use super::affected::Affected;
use super::commencement::{of_units_of_this_act, term};
use super::statement::SENTENCE_BYTES_MAX;
use crate::act::{Commencement, CommencementException, CommencementTerms, Date, ProvisionPath};

/// The units of an act that it sets aside itself, each with the day until which it does; `None` where that is not told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Suspended {
    until: HashMap<ProvisionPath, Option<Date>>,
}

impl Suspended {
    /// Those that the paragraphs of the act proper tell.
    pub(crate) fn of<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        for paragraph in paragraphs {
            let Some(end) = paragraph.find("тоқтатыла тұрсын").filter(|end| *end <= SENTENCE_BYTES_MAX) else { continue };
            let said = super::fold(&paragraph[..end]);
            // «3-бап. Осы Заңның 2-бабының қолданысы …»: the article that says so is not what is set aside
            let said = super::unit::skip_enumerator(&said);
            let Some(object) = said.find(" қолданыс").filter(|_| of_units_of_this_act(said)) else { continue };
            let until = term(said).until();
            all.until.extend(Affected::of(said).within(0..object).into_iter().map(|unit| (unit, until)));
        }
        all
    }

    /// The commencement of `unit`, of which the act says `said`: what is set aside does not act before that is over. Which of the two days comes later may not be
    /// told: then both bound it.
    #[must_use]
    pub(crate) fn put_off(&self, unit: &ProvisionPath, said: Commencement) -> Commencement {
        let Some(until) = std::iter::successors(Some(unit.clone()), ProvisionPath::parent).find_map(|around| self.until.get(&around)) else { return said };
        let Some(until) = *until else { return said.with_main(&Commencement::Unread("set aside by the act itself".to_owned())) };
        match said.main().clone() {
            Commencement::On(day) => said.with_main(&Commencement::On(day.max(until))),
            own => {
                let mut terms = said.into_terms();
                terms.exceptions.push(CommencementException { units: vec![unit.clone()], commencement: own });
                Commencement::compound(CommencementTerms { main: Commencement::On(until), ..terms })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_act_sets_aside_itself_waits() {
        let paragraphs = [
            "2. Осы бұйрықтың 1-тармағы 2) тармақшасының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
            "3. Осы бұйрықтың 5-тармағының қолданысы тоқтатыла тұрсын.",
            "8-бап. Осы Заңның 9-бабының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
            "4. № 10 бұйрықтың 7-тармағының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
        ];
        let suspended = Suspended::of(paragraphs);
        let day = |day: &str| Commencement::On(day.parse().unwrap());
        let told = |unit: &str, said: Commencement| suspended.put_off(&unit.parse().unwrap(), said);
        assert_eq!(told("point-1/subpoint-2/amend-1", day("2021-10-11")), day("2022-01-01"));
        assert_eq!(told("point-1/subpoint-2/amend-1", day("2023-01-01")), day("2023-01-01"), "it is over by then");
        assert_eq!(told("point-1/subpoint-3/amend-1", day("2021-10-11")), day("2021-10-11"));
        assert_eq!(told("point-7", day("2021-10-11")), day("2021-10-11"), "a unit of another act");
        assert_eq!((told("article-9", day("2021-10-11")), told("article-8", day("2021-10-11"))), (day("2022-01-01"), day("2021-10-11")));
        assert!(matches!(told("point-5", day("2021-10-11")).main(), Commencement::Unread(_)), "until when is not told");
        let unpublished = told("point-1/subpoint-2/amend-1", Commencement::OnPublication);
        assert_eq!(*unpublished.main(), day("2022-01-01"));
        assert_eq!(unpublished.exceptions()[0].commencement, Commencement::OnPublication, "either may be the later");
    }
}

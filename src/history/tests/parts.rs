//! Parts of articles, by their numbers or by their place.

use super::{Made, built, said};
use crate::act::{Operation, ProvisionPath};

const FIRST: (&str, &str) = ("article-7/point-1", "1. Ұрлау –");
const SANCTION: (&str, &str) = ("article-7/point-1/indent-2", "айыппұл салуға жазаланады.");
const SECOND: (&str, &str) = ("article-7/point-2", "2. Дәл сол –");

/// A code whose article 7 says `opening` and has `units`, and a law that gives the second paragraph of its part `number` other words.
fn changed(opening: &str, units: &[(&str, &str)], number: u32) -> crate::history::History {
    let units = [&[("article-7", opening)], units].concat();
    let mut code = Made::new("A", "2020-01-01", "1", "2020-01-11", &units);
    let article: ProvisionPath = "article-7".parse().expect("a path");
    code.act.provisions.iter_mut().filter(|unit| unit.path == article).for_each(|unit| unit.heading = Some("Ұрлық".to_owned()));
    let new = format!("article-1/amend-1/new/article-7/part-{number}/indent-2");
    let law = Made::new("B", "2020-10-01", "2", "2020-10-01", &[("article-1", "1-бап. А:"), (&new, "қамауға жазаланады.")]);
    let law = law.orders("article-1/amend-1", Operation::Reword, &format!("A/article-7/part-{number}/indent-2"), &[&new], None, "2021-01-01");
    built(vec![code, law])
}

#[test]
fn a_part_of_an_article_with_numbers_is_what_has_its_number() {
    let second = ("article-7/point-2/indent-2", "түзеуге жазаланады.");
    let note = ("article-7/part-2", "Ескерту. Аз мөлшер – он еселік.");
    for more in [&[][..], &[note]] {
        let units = [&[FIRST, SANCTION, SECOND, second], more].concat();
        for (number, other) in [(1, 2), (2, 1)] {
            let history = changed("7-бап. Ұрлық", &units, number);
            let at = |point: u32, day: &str| said(&history, &format!("A/article-7/point-{point}/indent-2"), day);
            assert_eq!(at(number, "2021-06-01"), "қамауға жазаланады.", "{number}");
            assert_eq!(at(number, "2020-06-01"), at(number, "2020-12-31"), "{number}");
            assert_ne!(at(other, "2021-06-01"), "қамауға жазаланады.", "{number}");
        }
    }
}

#[test]
fn a_part_without_a_number_is_none_of_the_numbered_ones() {
    let list = ("article-7/indent-2", "айыппұл салуға жазаланады.");
    let history = changed("7-бап. Ұрлық Мүлікті ұрлау –", &[list, FIRST, SANCTION, SECOND], 1);
    assert_eq!(said(&history, "A/article-7/point-1/indent-2", "2021-06-01"), SANCTION.1);
    assert_eq!(said(&history, "A/article-7/indent-2", "2021-06-01"), "қамауға жазаланады.");
}

//! Where and under which number an act was registered.

use super::super::case::lower_case;
use crate::act::{Registration, Requisites};
use crate::cite;

/// Where «Қазақстан Республикасының Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде … № 22226 тіркелді» begins, a sentence of its own: in a
/// bracket it is of an act that is cited.
pub(super) fn of_register(text: &str) -> Option<usize> {
    let lower = lower_case(text);
    let at = lower.find("нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде")?;
    let start = text[..at].trim_end_matches(|c: char| c != '.' && c != ';').len();
    let whose = text[start..at].trim();
    let own = matches!(whose, "" | "Қазақстан Республикасының" | "Қазақстан Республикасы" | "ҚР");
    (own && lower[at..].contains("тіркелді")).then_some(start)
}

/// Where «Қазақстан Республикасының Әділет министрлігінде … тіркелді» begins: the ministry, or its department in a region.
pub(super) fn register_sentence(text: &str) -> Option<usize> {
    const REGISTRIES: &[&str] = &["министрлігінде", "министрлiгiнде", "департаментінде", "департаментiнде", "басқармасында", "органдарында"];
    let lower = lower_case(text);
    let registry = lower.match_indices("ділет ").map(|(at, word)| (at, at + word.len()));
    let found = registry.into_iter().find(|&(_, after)| REGISTRIES.iter().any(|name| lower[after..].starts_with(name)));
    found.map(|(at, _)| text[..at].rfind([';', '.']).map_or(0, |at| at + 1)).or_else(|| of_register(text))
}

pub(super) fn read_registration(requisites: &mut Requisites, text: &str) {
    let Some(from) = register_sentence(text) else { return };
    let until = text[from..].find("Күші жойылды").map_or(text.len(), |at| from + at);
    let sentence = &text[from..until];
    let date = cite::find_dates(sentence).next().map(|(date, _)| date);
    let sign = sentence.find('№').map(|at| at + '№'.len_utf8()).or_else(|| sentence.find(" N ").map(|at| at + 3));
    // «… тіркелді. Тіркеу N 1660»: the number may stand in a sentence of its own.
    let rest = &text[until.min(from + sentence.len())..];
    let later = rest.find("Тіркеу ").map(|at| rest[at..].trim_start_matches(|c: char| !c.is_ascii_digit()));
    let number = sign.map(|at| sentence[at..].trim_start()).or(later).or_else(|| unsigned_registration(sentence));
    let number: String = number.unwrap_or("").chars().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/')).collect();
    if !number.is_empty() {
        let local = sentence.contains("департамент") || sentence.contains("басқармасында");
        requisites.registered = Some(Registration { date, number, local });
    }
}

/// «… 20 тамызда 11900 болып тіркелді»: the number behind the day, its sign left out.
fn unsigned_registration(sentence: &str) -> Option<&str> {
    let (_, day) = cite::find_dates(sentence).next()?;
    let rest = sentence[day.end..].trim_start();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    (behind.len() < rest.len() && (behind.starts_with("болып тіркел") || behind.starts_with("тіркел"))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::read;

    #[test]
    fn the_number_of_a_registration_may_have_lost_its_sign() {
        let head = "Нысандар туралы\nҚазақстан Республикасы Қаржы министрінің 2015 жылғы 20 шілдедегі 170-қ бұйрығы. Қазақстан Республикасының Әділет \
                    министрлігінде 2015 жылғы 20 тамызда 11900 болып тіркелді\n1. Нысандар бекітілсін.\n";
        let told = read(head);
        assert_eq!(told.id.map(|id| id.to_string()).as_deref(), Some("V1500011900"));
        assert_eq!(told.requisites.adopted[0].number.as_deref(), Some("170-қ"));
    }
}

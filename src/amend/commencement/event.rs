//! Events of the act itself that its effect is counted from, and whose day its head prints: its adoption and its registration.

use memchr::memmem;

use super::day::tells_of_publication;
use crate::act::{Commencement, CommencementException, CommencementTerms, Date};
use crate::amend::statement::{SENTENCE_BYTES_MAX, effect_end};
use crate::amend::verb::words;
use crate::cite::{act_word, find_dates};

/// Words of a condition beside the one that is looked at.
const CONDITIONS: [&str; 7] = ["бастап", "кейін", "соң", "өткен", "дейін", "бірақ", "емес"];

/// «қабылданған күнінен бастап»: the day that an act is dated by, as the day of its signature is.
pub(super) fn is_of_adoption(text: &str) -> bool {
    is_counted_from(text, "қабылданған ")
}

/// Whether words that name no day, [`Commencement::Unread`], count from the registration of the act: «мемлекеттік тіркелген күнінен бастап қолданысқа енгізіледі».
/// Which day that is the head of the act tells.
///
/// ```
/// use tarmaq::amend::is_on_registration;
///
/// assert!(is_on_registration("Осы бұйрық мемлекеттік тіркеуден өткен күннен бастап күшіне енеді."));
/// assert!(!is_on_registration("Осы бұйрық мемлекеттік тіркелген күнінен бастап он күн өткен соң күшіне енеді."));
/// ```
pub fn is_on_registration(text: &str) -> bool {
    let events = ["мемлекеттік тіркелген ", "мемлекеттік тіркеуден өткен "];
    text.len() <= SENTENCE_BYTES_MAX && effect_end(text).is_some() && events.iter().any(|event| is_counted_from(text, event))
}

/// What an act that was registered on `day` says of its effect, «мемлекеттік тіркелген күнінен бастап» as that day.
pub(crate) fn registered(written: Commencement, day: Option<Date>) -> Commencement {
    let Some(day) = day else { return written };
    let CommencementTerms { main, applies_from, until, exceptions } = written.into_terms();
    let main = if matches!(&main, Commencement::Unread(text) if is_on_registration(text)) { Commencement::On(day) } else { main };
    let one = |one: CommencementException| CommencementException { commencement: registered(one.commencement, Some(day)), ..one };
    let exceptions = exceptions.into_iter().map(one).collect();
    Commencement::compound(CommencementTerms { main, applies_from, until, exceptions })
}

/// Whether «күнінен бастап» stands right behind `event`, in words that name no other act and no other condition.
fn is_counted_from(text: &str, event: &str) -> bool {
    let Some(at) = memmem::find(text.as_bytes(), event.as_bytes()) else { return false };
    let (before, behind) = (&text[..at], &text[at + event.len()..]);
    let Some(behind) = ["күннен бастап", "күнінен бастап"].iter().find_map(|day| behind.strip_prefix(day)) else { return false };
    // «"Көлік туралы" Заң қабылданған күннен бастап»: an act that is not this one
    let acts = words(before).filter(|(_, word)| act_word(word.trim_end_matches([',', ':'])).is_some()).count();
    let own = acts == 0 || (acts == 1 && words(before).any(|(_, word)| matches!(word, "Осы" | "осы" | "Бұл")));
    let alone = !CONDITIONS.iter().any(|word| before.contains(word) || behind.contains(word)) && !tells_of_publication(text);
    own && alone && !text.contains(['"', '«', '“']) && find_dates(text).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::commencement;
    use super::*;

    #[test]
    fn an_act_may_count_from_the_days_that_its_head_prints() {
        let registered_on = |text: &str| match registered(commencement(text), "2003-12-20".parse().ok()).main() {
            Commencement::On(day) => day.to_string(),
            other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
        };
        let cases = [
            ("Осы бұйрық Қазақстан Республикасының Әділет министрлігінде мемлекеттік тіркелген күнінен бастап күшіне енеді.", "2003-12-20"),
            ("3. Осы бұйрық мемлекеттік тіркеуден өткен күнінен бастап қолданысқа енгізіледі.", "2003-12-20"),
            ("Осы бұйрық мемлекеттік тіркелген күннен бастап күшіне енеді және ресми жариялануға тиіс.", "2003-12-20"),
            ("мемлекеттік тіркелген күнінен бастап күшіне енеді және қолданысқа енгізіледі", "2003-12-20"),
            ("Осы бұйрық қабылданған күнінен бастап күшіне енеді.", "OnSignature"),
            // another event counts, or one of another act
            ("мемлекеттік тіркелген күнінен бастап он күн өткен соң қолданысқа енгізіледі", "Unread"),
            ("мемлекеттік тіркелген күнінен бастап күшіне енеді және \"Көлік туралы\" Заң қолданысқа енгізілгеннен кейін қолданысқа енгізіледі", "Unread"),
            ("Осы бұйрық \"Көлік туралы\" Заң қабылданған күннен бастап қолданысқа енгізіледі.", "Unread"),
            ("Осы бұйрық Бюджет кодексі қабылданған күннен бастап қолданысқа енгізіледі.", "Unread"),
            ("мемлекеттік тіркелген күнінен бастап күшіне енеді және алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі", "OnPublication"),
            ("Осы бұйрық мемлекеттік тіркелген күнінен кейін қолданысқа енгізіледі.", "Unread"),
            ("Осы бұйрық мемлекеттік тіркелген күнінен бастап, бірақ 2004 жылғы 1 ақпаннан ерте емес қолданысқа енгізіледі.", "Unread"),
        ];
        for (text, want) in cases {
            assert_eq!(registered_on(text), want, "{text}");
        }
        let apart = "Осы бұйрық, мемлекеттік тіркелген күнінен бастап қолданысқа енгізілетін 2-тармақты қоспағанда, 2004 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.";
        let read = registered(commencement(apart), "2003-12-20".parse().ok());
        assert_eq!(read.of_unit(&"point-1".parse().unwrap()), Commencement::On("2004-02-01".parse().unwrap()));
        assert!(matches!(registered(commencement(cases[0].0), None), Commencement::Unread(_)), "no day is known");
    }
}

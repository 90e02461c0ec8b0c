//! Lines of the card of an act, copied with its text: «Мәртебесі: Қолданыстағы», «Күшіне енген күні», «Тіркеу №: 11900».

use crate::act::ActId;
use crate::text::CleanText;

use super::super::case::lower_case;
use super::is_requisites;

/// What a card tells of an act, in small letters: the words that its labels end with.
const NOUNS: [&str; 16] = [
    "мәртебесі",
    "күні",
    "нөмірі",
    "нөмір",
    "№",
    "түрі",
    "орган",
    "органы",
    "тілі",
    "саласы",
    "көзі",
    "дереккөзі",
    "күші",
    "редакциясы",
    "ақпарат",
    "опубликования",
];
/// Labels that may stand without a colon.
const LABELS: [&str; 12] = [
    "мәртебесі",
    "актінің мәртебесі",
    "құжаттың мәртебесі",
    "күшіне енген күні",
    "қолданысқа енгізілген күні",
    "қабылданған күні",
    "тіркеу №",
    "тіркеу нөмірі",
    "тіркелген күні",
    "бірегей нөмір",
    "жарияланған күні",
    "күшін жойған күні",
];
/// Words of a label, at most.
const LABEL_WORDS_MAX: usize = 9;
/// Longest value on the line below its label, in bytes.
const VALUE_MAX: usize = 160;

/// Whether paragraph `at` is of the card: a label with what it tells, or what the label above it tells.
pub(super) fn is_card(text: &CleanText, at: usize) -> bool {
    let words = text.paragraph_text(at);
    let above = || at.checked_sub(1).map(|above| text.paragraph_text(above)).filter(|above| label(above).is_some_and(|(_, value)| value.is_empty()));
    label(words).is_some() || is_entry(words) || is_of_title(words) || above().is_some_and(|_| is_value(words))
}

/// «89957-V1500011030»: the number of the entry of a register, and the id.
fn is_entry(words: &str) -> bool {
    let entry = words.split_once('-').filter(|(number, _)| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()));
    entry.is_some_and(|(_, id)| ActId::printed(id).is_some())
}

/// «(тақырыбы жаңа редакцияда – … бұйрығымен)»: which act reworded the title, in the place of the title.
fn is_of_title(words: &str) -> bool {
    lower_case(words.trim_start_matches('(')).starts_with("тақырыбы жаңа редакцияда")
}

/// What a line of the card tells of whether the act holds: «Мәртебесі: Күшін жойған».
pub(in crate::structure) fn status(words: &str) -> Option<&str> {
    label(words).filter(|(label, value)| !value.is_empty() && lower_case(label).ends_with("мәртебесі")).map(|(_, value)| value)
}

/// The label that `words` begin with, and what stands behind it.
fn label(words: &str) -> Option<(&str, &str)> {
    let (label, value, told) = match words.split_once(':') {
        Some((label, value)) => (label.trim(), value.trim(), true),
        None => (words.trim(), "", false),
    };
    let lower = lower_case(label);
    let named = || NOUNS.iter().any(|noun| lower.strip_suffix(noun).is_some_and(|before| before.is_empty() || before.ends_with(' ')));
    let is_label = label.starts_with(|c: char| c.is_uppercase() || c == '№') && label.split_whitespace().count() <= LABEL_WORDS_MAX;
    let known = if told { named() && value.len() <= VALUE_MAX } else { LABELS.contains(&lower.as_ref()) };
    (is_label && known).then_some((label, value))
}

fn is_value(words: &str) -> bool {
    words.len() <= VALUE_MAX && !words.trim_end_matches(['"', '»', '.']).ends_with("туралы") && !words.ends_with(':') && !is_requisites(words, 1)
}

#[cfg(test)]
mod tests {
    use crate::act::Status;
    use crate::structure::tests::{outline_of, read};

    const TITLE: &str = "Тұрғын үйді бөлу қағидаларын бекіту туралы";
    const OWN: &str = "Қазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 20 шілдедегі № 170-қ бұйрығы. Қазақстан Республикасының Әділет \
                       министрлігінде 2015 жылғы 20 тамызда № 11900 болып тіркелді";
    const BODY: &str = "БҰЙЫРАМЫН:\n1. Қағидалар бекітілсін.\n";

    #[test]
    fn the_card_of_an_act_is_none_of_its_words() {
        let inline = "Мәртебесі: Қолданыстағы\nКүшіне енген күні: 2015 жылғы 1 қыркүйек\nТіркеу №: 11900\nАктінің нөмірі: 170-қ\n";
        let below = "Мәртебесі:\nҚолданыстағы\nКүшіне енген күні\n01.09.2015\nТіркеу №\n11900\n";
        for card in [inline, below] {
            for act in [format!("{card}{TITLE}\n{OWN}\n{BODY}"), format!("{TITLE}\n{card}{OWN}\n{BODY}"), format!("{TITLE}\n{OWN}\n{card}{BODY}")] {
                let told = read(&act);
                assert_eq!(told.requisites.title, TITLE, "{act}");
                assert_eq!(told.id.map(|id| id.to_string()).as_deref(), Some("V1500011900"), "{act}");
                assert_eq!(told.requisites.status, Status::InForce, "{act}");
                let first = act.lines().count();
                assert_eq!(outline_of(&act, &[]), [format!("preamble {0}-{0}", first - 1), format!("point-1 {first}-{first}")], "{act}");
            }
        }
    }

    #[test]
    fn a_card_without_a_title_gives_none() {
        let card = format!(
            "89957-V1500011900\nТақырыбы жаңа редакцияда – Қаржы министрінің 2017 жылғы 4 желтоқсандағы № 789 бұйрығымен\nМәртебесі:\nЖаңа\nАкт туралы ақпарат:\n{OWN}\nБірегей нөмір:\nV1500011900\nМемлекеттік тізілім нөмірі:\n89957\nДата опубликования:\n17.02.2016\n"
        );
        let told = read(&card);
        assert_eq!((told.requisites.title.as_str(), told.provisions.len()), ("", 0));
        assert_eq!(told.requisites.adopted[0].number.as_deref(), Some("170-қ"));
        assert_eq!(told.id.map(|id| id.to_string()).as_deref(), Some("V1500011900"));
    }

    #[test]
    fn a_card_tells_that_an_act_is_repealed() {
        for card in ["Мәртебесі: Күшін жойған", "Мәртебесі:\nКүшін жойған", "Актінің мәртебесі: күшін жойған"]
        {
            let told = read(&format!("{TITLE}\n{card}\n{OWN}\n{BODY}")).requisites;
            assert_eq!((told.status, told.title.as_str()), (Status::Repealed, TITLE), "{card}");
        }
    }
}

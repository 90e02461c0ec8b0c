//! Instructions of amending acts: «10-тармақ мынадай редакцияда жазылсын:».

use super::verb::{self, Action};

/// Whether a paragraph tells to change an act.
///
/// Cheap: most paragraphs hold no such verb, and a byte scan says so. A paragraph of quoted wording may hold one too;
/// what is quoted is for the caller to know.
pub fn is_instruction(text: &str) -> bool {
    let verbs = verb::verbs(text);
    let Some(last) = verbs.last() else { return false };
    matches!(last.action, Action::Repeal | Action::Suspend) || verb::names_an_object(text)
}

/// Whether the new wording of an instruction follows it in quotation marks: «… мынадай редакцияда жазылсын:».
pub fn opens_quote(text: &str) -> bool {
    let verbs = verb::verbs(text);
    let Some(last) = verbs.last().filter(|verb| matches!(verb.action, Action::Write | Action::Supplement | Action::Replace)) else {
        return false;
    };
    let rest = text[last.end..].trim();
    if rest.starts_with(':') {
        return rest.len() == 1;
    }
    // «… мынадай редакцияда жазылсын» whose colon was lost
    rest.is_empty() && ["мынадай", "мынандай", "келесі"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_told_from_the_other_orders_of_an_act() {
        let cases = [
            // (paragraph, is one, quoted wording follows)
            ("10-тармақ мынадай редакцияда жазылсын:", true, true),
            ("1-тармақ мынандай редакияда жазылсын:", true, true),
            ("Кіріспе мынадай редакцияда жазылсын:", true, true),
            ("мынадай мазмұндағы 32-тармақпен толықтырылсын:", true, true),
            ("мынадай мазмұндағы 5-тармақпаен толықтырылсын", true, true),
            ("12-тармақтың 7) тармақшасы алынып тасталсын;", true, false),
            ("қағидаларға 1-қосымша осы бірлескен бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын;", true, false),
            ("осы бірлескен бұйрыққа 6-қосымшаға сәйкес 4-4 қосымшамен толықтырылсын.", true, false),
            ("\"Астана\" деген сөз \"Нұр-Сұлтан\" деген сөзбен ауыстырылсын.", true, false),
            ("2. Мыналардың күші жойылды деп танылсын:", true, false),
            ("5-тармақтың қолданылуы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.", true, false),
            ("1. Қоса беріліп отырған қағидалар бекітілсін.", false, false),
            ("… бұйрығына мынадай өзгерістер мен толықтырулар енгізілсін:", false, false),
            ("4. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.", false, false),
            ("3. Қор республикалық бюджет есебінен толықтырылсын.", false, false),
            ("3) осы бұйрықты интернет-ресурста орналастыруды қамтамасыз етсін.", false, false),
            ("", false, false),
        ];
        for (text, is, opens) in cases {
            assert_eq!(is_instruction(text), is, "{text}");
            assert_eq!(opens_quote(text), opens, "{text}");
        }
    }
}

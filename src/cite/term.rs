//! Terms an act defines for itself: «(бұдан әрі – Заң)».

use memchr::memmem;

use super::act::{act_ending_at, may_name_act};
use super::noun::any_document_noun;
use super::quote::{bracket_end, bracket_start, quote_start};
use super::word::{floor_boundary, is_word, skip_spaces, strip_stem, trim_back, word_before, work};
use crate::act::DefinedTerm;
use crate::text::{CleanText, Span};

/// Longest bracket that defines a term, in bytes.
const BRACKET_MAX: usize = 600;
/// How far back the words that a term stands for are looked for, in bytes and in words.
const MEANING_MAX: usize = 1500;
const MEANING_WORDS: usize = 12;

/// All terms that `text` defines, in order.
pub fn defined_terms(text: &CleanText) -> Vec<DefinedTerm> {
    let finder = memmem::Finder::new("бұдан ");
    let mut terms = Vec::new();
    let mut leads = Leads::default();
    for at in finder.find_iter(text.text.as_bytes()) {
        let Ok(place) = u32::try_from(at) else { break };
        let Some(paragraph) = text.paragraphs.get(text.paragraph_at(place)) else { break };
        let range = paragraph.span.range();
        if !range.contains(&at) {
            continue;
        }
        let (words, offset) = (&text.text[range.clone()], range.start);
        leads.enter(offset);
        if let Some((term, span)) = term_at(words, at - offset) {
            let meaning = meaning_before(words, span.start, &mut leads);
            let shifted = |range: std::ops::Range<usize>| Span::new(range.start + offset..range.end + offset);
            terms.push(DefinedTerm { term: term.to_owned(), meaning: shifted(meaning), span: shifted(span) });
        }
    }
    terms
}

/// The term defined by the words «бұдан әрі» at `at`, and the bytes of its whole bracket.
pub(super) fn term_at(text: &str, at: usize) -> Option<(&str, std::ops::Range<usize>)> {
    let rest = strip_stem(&text[at..], "бұдан")?;
    let after = skip_spaces(text, text.len() - rest.len());
    let rest = strip_stem(&text[after..], "әрі")?;
    let mut start = skip_spaces(text, text.len() - rest.len());
    if let Some(rest) = strip_stem(&text[start..], "мәтін бойынша") {
        start = skip_spaces(text, text.len() - rest.len());
    }
    let dash = text[start..].chars().next().filter(|c| matches!(c, '–' | '—' | '-' | ':'));
    start = skip_spaces(text, start + dash.map_or(0, char::len_utf8));
    let open = trim_back(text, at);
    if text[..open].ends_with('(') {
        let open = open - 1;
        let close = bracket_end(text, open, BRACKET_MAX)?;
        let term = unmarked(text.get(start..close - 1)?);
        return (!term.is_empty()).then_some((term, open..close));
    }
    // «бұдан әрі – Комиссия деп аталады», without a bracket.
    dash?;
    let limit = floor_boundary(text, start + 200);
    let end = start + text[start..limit].find(" деп ")?;
    let term = unmarked(&text[start..end]);
    (!term.is_empty() && !term.contains([',', ';', '.'])).then_some((term, at..end + " деп".len()))
}

/// A term without the marks around it; «"Бүркіт" БАЖ» keeps its own.
fn unmarked(printed: &str) -> &str {
    let term = printed.trim().trim_end_matches([',', '.', ';']).trim();
    let inner = term.strip_prefix(['«', '“', '"']).and_then(|inner| inner.strip_suffix(['»', '”', '"']));
    inner.filter(|inner| !inner.contains(['"', '«', '»', '“', '”'])).unwrap_or(term).trim()
}

/// The words before the bracket at `open` that its term stands for: an act cited there, quoted words with the noun after
/// them, else the words back to the nearest break.
fn meaning_before(text: &str, open: usize, leads: &mut Leads) -> std::ops::Range<usize> {
    let end = trim_back(text, open);
    let floor = floor_boundary(text, end.saturating_sub(MEANING_MAX));
    let (last_start, last) = word_before(text, end);
    if any_document_noun(last).is_some_and(|(_, inflected)| inflected.possessive)
        && let Some(name) = leads.before(text, floor, last_start)
    {
        return name..end;
    }
    let mut start = end;
    let mut at = end;
    // «… бұйрығы (тізілімде № 5135 болып тіркелген) (бұдан әрі – …)»
    if text[..at].ends_with(')')
        && let Some(bracket) = bracket_start(text, at, BRACKET_MAX)
    {
        at = trim_back(text, bracket);
    }
    for count in 0..MEANING_WORDS {
        if at <= floor {
            break;
        }
        let (word_start, word) = word_before(text, at);
        let word_start = word_start.max(floor);
        if count < 6
            && may_name_act(text, word_start)
            && let Some(act) = act_ending_at(text, word_start, floor)
        {
            return act.range.start..end;
        }
        if word.ends_with(['»', '”', '"']) {
            return quote_start(text, at, floor).unwrap_or(start)..end;
        }
        // «Заңының 10-бабы 1) тармақшасына»: a number's bracket is no break.
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if count > 0 && !number && (word.ends_with([',', ';', ':', '.', ')', '–', '—']) || word == "-") || is_break(word) {
            break;
        }
        start = word_start + (word.len() - word.trim_start_matches(['"', '«', '“', '(']).len());
        at = trim_back(text, word_start);
        if start > word_start || is_word(word, "қазақстан") {
            break;
        }
    }
    start..end
}

/// The words that lead a name, looked for from left to right through one paragraph, so that each stretch is read once.
#[derive(Default)]
struct Leads {
    paragraph: usize,
    /// Up to here all was read, and the last lead ended there.
    read: usize,
    last: Option<usize>,
}

impl Leads {
    /// The paragraph at byte `offset` is read next.
    fn enter(&mut self, offset: usize) {
        if self.paragraph != offset {
            *self = Self { paragraph: offset, ..Self::default() };
        }
    }

    /// Where the name of the document that ends in the word at `noun` begins: after «осы» or «бекітілген».
    fn before(&mut self, text: &str, floor: usize, noun: usize) -> Option<usize> {
        let from = self.read.max(floor).min(noun);
        let stretch = &text[from..noun];
        work::spend(stretch.len());
        let ends = ["осы ", "Осы ", "бекітілген "].iter().filter_map(|lead| stretch.rfind(lead).map(|at| from + at + lead.len()));
        self.last = ends.max().or(self.last);
        self.read = noun.max(self.read);
        self.last.filter(|&end| end > floor && end <= noun).map(|end| skip_spaces(text, end))
    }
}

fn is_break(word: &str) -> bool {
    ["және", "немесе", "сондай-ақ", "сәйкес", "бойынша", "үшін", "осы", "мынадай"].iter().any(|known| is_word(word, known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CleanBuilder, SourceText};

    fn clean(text: &str) -> CleanText {
        let source = SourceText::new("a.txt", text);
        let mut builder = CleanBuilder::new(&source);
        for line in source.lines() {
            builder.keep(line.span);
            builder.end_paragraph();
        }
        builder.finish()
    }

    #[test]
    fn terms_are_told_with_what_they_stand_for() {
        let cases = [
            (
                "сәйкес \"Халықтың көші-қоны туралы\" 2011 жылғы 22 шілдедегі Қазақстан Республикасы Заңына (бұдан әрі – Көші-қон туралы заң),",
                "Көші-қон туралы заң",
                "\"Халықтың көші-қоны туралы\" 2011 жылғы 22 шілдедегі Қазақстан Республикасы Заңына",
            ),
            (
                "кейіннен ақпарат \"Бүркіт\" бірыңғай ақпараттық жүйесіне (бұдан әрі – \"Бүркіт\" БАЖ) беріледі.",
                "\"Бүркіт\" БАЖ",
                "\"Бүркіт\" бірыңғай ақпараттық жүйесіне",
            ),
            (
                "\"А туралы\" 2013 жылғы 15 сәуірдегі Қазақстан Республикасы Заңының 10-бабы 1) тармақшасына (бұдан әрі – А заңы) сәйкес",
                "А заңы",
                "\"А туралы\" 2013 жылғы 15 сәуірдегі Қазақстан Республикасы Заңының 10-бабы 1) тармақшасына",
            ),
            ("келісу қағидаларында (бұдан әрі-Қағидалар):", "Қағидалар", "келісу қағидаларында"),
            ("осы Қағидалардың 1-қосымшасына (бұдан әрі – 1-нысан) сәйкес", "1-нысан", "Қағидалардың 1-қосымшасына"),
            ("министрлігінің, Ұлттық қауіпсіздік комитеті (бұдан әрі - ҚР ҰҚК) келісімі", "ҚР ҰҚК", "Ұлттық қауіпсіздік комитеті"),
            ("Заңының (бұдан әрі – \"Мемлекеттік көрсетілетін қызметтер туралы\" Заң)", "\"Мемлекеттік көрсетілетін қызметтер туралы\" Заң", "Заңының"),
        ];
        for (text, term, meaning) in cases {
            let text = clean(text);
            let terms = defined_terms(&text);
            assert_eq!(terms.len(), 1, "{}", text.text);
            assert_eq!((terms[0].term.as_str(), text.slice(terms[0].meaning)), (term, meaning));
            assert!(text.slice(terms[0].span).starts_with('('));
        }
        for none in ["бұдан әрі жүргізіледі", "бұдан басқа", "(бұдан әрі"] {
            assert_eq!(defined_terms(&clean(none)), [], "{none}");
        }
    }
}

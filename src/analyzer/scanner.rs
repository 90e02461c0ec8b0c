//! Words, numbers and compounds, and where they stand.

use std::cell::RefCell;
use std::fmt::Write;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::address::address_at;
use super::cache::{FormCache, Read, SURFACE_BYTES_MAX};
use super::date::day_at;
use super::endings::{is_bare_ending, is_inflection};
use super::scan::{Run, Runs};
use super::stopwords::is_stopword;
use super::token::{Token, TokenKind, TokenRef};
use super::word::Forms;

/// Longer chains of words joined by hyphens are read as several.
const RUNS_MAX: usize = 12;
/// A hyphen at the end of a line may be followed by so many bytes of indentation.
const JOINER_BYTES_MAX: usize = 24;
/// «көші – қон» is a compound, «виза – құжат» is one too and does no harm; longer words beside a dash are parts of a sentence.
const DASHED_BYTES_MAX: usize = 14;

/// The tokens of `text`, in order.
pub fn analyze(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for_each_token(text, |token| {
        tokens.push(Token {
            term: token.term.to_owned(),
            exact: token.exact.to_owned(),
            loose: token.loose.to_owned(),
            range: token.range,
            position: token.position,
            kind: token.kind,
        });
    });
    tokens
}

thread_local! {
    static WORKSHOP: RefCell<Workshop> = RefCell::default();
}

/// Calls `take` with every token of `text`, in order, without an allocation for each. Forms seen before are remembered, by thread.
pub fn for_each_token(text: &str, take: impl FnMut(TokenRef<'_>)) {
    for_each_token_of(text, |_| true, take);
}

/// The same without the words that are not `wanted`, which is asked of each as it is printed; what is joined by hyphens may be handed over all the same.
pub(super) fn for_each_token_of(text: &str, wanted: impl Fn(&str) -> bool, take: impl FnMut(TokenRef<'_>)) {
    WORKSHOP.with(|workshop| match workshop.try_borrow_mut() {
        Ok(mut workshop) => Scanner::of(text, wanted, take, &mut workshop).scan(),
        // `take` analyses a text itself.
        Err(_) => Scanner::of(text, wanted, take, &mut Workshop::default()).scan(),
    });
}

/// What is kept from text to text.
#[derive(Debug, Default)]
struct Workshop {
    cache: FormCache,
    forms: Forms,
    links: Vec<Link>,
    folded: String,
}

/// What stands between two runs of one chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joiner {
    /// «көші-қон», also at the end of a line.
    Hyphen,
    /// «көші – қон».
    Dash,
    /// «4/245».
    Slash,
    /// «01.01.2026».
    Dot,
    /// Nothing: «30ға».
    Seam,
}

impl Joiner {
    fn written(self) -> Option<char> {
        match self {
            Self::Hyphen => Some('-'),
            Self::Slash => Some('/'),
            Self::Dot => Some('.'),
            Self::Dash | Self::Seam => None,
        }
    }
}

/// A run, and how it hangs on the one before it.
#[derive(Clone, Copy, Debug)]
struct Link {
    run: Run,
    joiner: Option<Joiner>,
}

struct Scanner<'t, 'w, W, F> {
    text: &'t str,
    wanted: W,
    take: F,
    position: u32,
    workshop: &'w mut Workshop,
    /// Up to here it is known where addresses stand.
    addresses_until: usize,
}

impl<'t, 'w, W: Fn(&str) -> bool, F: FnMut(TokenRef<'_>)> Scanner<'t, 'w, W, F> {
    fn of(text: &'t str, wanted: W, take: F, workshop: &'w mut Workshop) -> Self {
        Self { text, wanted, take, position: 0, workshop, addresses_until: 0 }
    }

    fn scan(&mut self) {
        let mut runs = Runs::from(self.text, 0);
        while let Some(run) = runs.next() {
            if run.start >= self.addresses_until && self.may_be_address(&run) {
                let stretch = address_at(self.text, run.start);
                self.addresses_until = stretch.looked_at;
                if let Some(end) = stretch.end {
                    self.flush();
                    let after = Runs::from(self.text, end).next();
                    let ending = after.filter(|after| self.text[end..after.start] == *"-" && self.is_bare_ending(after));
                    let range = run.start..ending.map_or(end, |ending| ending.end);
                    runs.skip_to(range.end);
                    self.address(&self.text[run.start..end], range);
                    continue;
                }
            }
            let joiner = self.workshop.links.last().and_then(|last| self.joiner(&last.run, &run));
            if joiner.is_none() || self.workshop.links.len() == RUNS_MAX {
                self.flush();
            }
            match self.seam(&run) {
                Some(seam) => {
                    let number = Run { end: seam, letters: false, ..run };
                    let word = Run { start: seam, digits: false, ..run };
                    self.workshop.links.push(Link { run: number, joiner });
                    self.workshop.links.push(Link { run: word, joiner: Some(Joiner::Seam) });
                }
                None => self.workshop.links.push(Link { run, joiner }),
            }
        }
        self.flush();
    }

    /// Whether it is worth looking for `egov.kz`, `https://…` or `info@gov.kz`: ASCII, and a sign of one behind it.
    #[inline]
    fn may_be_address(&self, run: &Run) -> bool {
        let bytes = self.text.as_bytes();
        let followed = bytes.get(run.end).is_some_and(|byte| matches!(byte, b'.' | b':' | b'@' | b'-' | b'_' | b'+'));
        followed
            && bytes[run.start].is_ascii_alphabetic()
            && bytes[run.end - 1].is_ascii()
            && bytes.get(run.end + 1).is_some_and(|byte| byte.is_ascii_graphic())
    }

    /// Where a number ends in «30ға», «10тармақ», «2012ж»: a Cyrillic word is joined to it. «5б» and «2а» are one.
    fn seam(&self, run: &Run) -> Option<usize> {
        if !(run.digits && run.letters) {
            return None;
        }
        let word = &self.text[run.start..run.end];
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &word[digits..];
        let cyrillic = rest.bytes().take_while(|byte| matches!(byte, 0xd0..=0xd3 | 0x80..=0xbf)).count();
        let letters = rest.len() / 2;
        let parts = digits > 0 && cyrillic == rest.len() && (letters >= 2 || (letters == 1 && digits == 4));
        parts.then_some(run.start + digits)
    }

    /// What joins two neighbouring runs into one chunk, if anything does.
    #[inline]
    fn joiner(&self, left: &Run, right: &Run) -> Option<Joiner> {
        let between = &self.text.as_bytes()[left.end..right.start];
        if left.foreign || right.foreign {
            return None;
        }
        match between {
            b" " => None,
            b"-" => Some(Joiner::Hyphen),
            b"/" if left.digits && right.digits => Some(Joiner::Slash),
            b"." if left.is_number() && right.is_number() => Some(Joiner::Dot),
            [first, ..] if between.len() <= JOINER_BYTES_MAX && matches!(first, b'-' | b' ' | 0xe2) => self.rare_joiner(left, right),
            _ => None,
        }
    }

    fn rare_joiner(&self, left: &Run, right: &Run) -> Option<Joiner> {
        let text = self.text;
        let between = &text[left.end..right.start];
        let mark = between.trim();
        if mark == between {
            return matches!(mark, "\u{2010}" | "\u{2011}").then_some(Joiner::Hyphen);
        }
        if matches!(mark, "-" | "\u{2010}") && !between.starts_with(' ') {
            // «59-⏎тармағына»: the line ends inside the word.
            return between.contains('\n').then_some(Joiner::Hyphen);
        }
        let (left, right) = (&text[left.start..left.end], &text[right.start..right.end]);
        let short = |word: &str| word.len() <= DASHED_BYTES_MAX && word.chars().all(char::is_alphabetic);
        let dashed = matches!(mark, "-" | "–" | "—") && between.starts_with(' ') && between.ends_with(' ');
        (dashed && short(left) && short(right) && right.chars().all(char::is_lowercase)).then_some(Joiner::Dash)
    }

    #[inline]
    fn flush(&mut self) {
        match self.workshop.links[..] {
            [] => return,
            [Link { run, .. }] if !run.digits && !self.text[..run.start].ends_with(is_hyphen) => self.word(&run, run.start..run.end),
            _ => self.chunk(),
        }
        self.workshop.links.clear();
    }

    fn chunk(&mut self) {
        // Taken out, so that its buffer is kept and the parts may be read meanwhile.
        let links = std::mem::take(&mut self.workshop.links);
        let mut at = 0;
        while at < links.len() {
            let numeral = self.is_number_letters(&links[at].run) && links.get(at + 1).is_some_and(|link| link.joiner == Some(Joiner::Hyphen));
            at += if links[at].run.digits || numeral { self.number(&links, at) } else { self.words(&links, at) };
        }
        self.workshop.links = links;
    }

    /// A number and what is joined to it; returns how many runs it took.
    fn number(&mut self, links: &[Link], first: usize) -> usize {
        let continues =
            |link: &&Link| !matches!(link.joiner, None | Some(Joiner::Dash | Joiner::Seam)) && (link.run.digits || self.is_number_letters(&link.run));
        let count = 1 + links[first + 1..].iter().take_while(continues).count();
        let chain = &links[first..first + count];
        let range = chain[0].run.start..chain[count - 1].run.end;
        self.day(range.start);
        // «14-1» is one number of a unit; «11-1-4/245», «561-IV» and dates are also sought by their parts.
        let in_parts = count > 2 || chain[1..].iter().any(|link| link.run.letters || link.joiner != Some(Joiner::Hyphen));
        self.fold_chain(chain);
        if in_parts {
            self.emit(range.clone(), TokenKind::Whole);
            for link in chain {
                self.fold(&link.run);
                self.emit(range.clone(), TokenKind::Number);
                self.position += 1;
            }
        } else {
            self.emit(range, TokenKind::Number);
            self.position += 1;
        }
        let ending = links.get(first + count).is_some_and(|link| link.joiner.is_some() && self.is_bare_ending(&link.run));
        count + usize::from(ending)
    }

    /// A date that begins at byte `start` as a whole: `2022-10-10`.
    fn day(&mut self, start: usize) {
        let Workshop { forms, folded, .. } = &mut *self.workshop;
        let Some(day) = day_at(self.text, start, folded) else { return };
        forms.exact.clear();
        // Writing to a string cannot fail.
        let _ = write!(forms.exact, "{:04}-{:02}-{:02}", day.year, day.month, day.day);
        self.emit(start..day.end, TokenKind::Whole);
    }

    /// Words joined by hyphens; returns how many runs they took.
    fn words(&mut self, links: &[Link], first: usize) -> usize {
        if self.follows_closing_mark(&links[first]) && self.is_bare_ending(&links[first].run) {
            return 1;
        }
        let joined = |link: &&Link| link.joiner.is_some() && !link.run.digits;
        let count = 1 + links[first + 1..].iter().take_while(joined).count();
        let chain = &links[first..first + count];
        let range = chain[0].run.start..chain[count - 1].run.end;
        let dashes = chain[1..].iter().filter(|link| link.joiner == Some(Joiner::Dash)).count();
        if dashes > 0 && count > 2 {
            chain.iter().for_each(|link| self.word(&link.run, link.run.start..link.run.end));
            return count;
        }
        let chain = match chain {
            // «ҚР-ның», «ІІМ-ге», «egov-тан»: after an abbreviation or a Latin name an ending is none of its words.
            [stem @ .., ending] if dashes == 0 && count > 1 && (count > 2 || self.takes_endings(&stem[0].run)) && self.is_bare_ending(&ending.run) => stem,
            _ => chain,
        };
        if let [link] = chain {
            self.word(&link.run, range);
            return count;
        }
        self.fold_chain(chain);
        if is_stopword(&self.workshop.forms.exact) {
            self.emit(range, TokenKind::Word);
            self.position += 1;
            return count;
        }
        if let ([first, ending], 0) = (chain, dashes)
            && self.is_bare_ending(&ending.run)
            && is_inflection(&self.workshop.folded)
        {
            self.with_ending(first, ending, range);
            return count;
        }
        // «көші-қон», «көші – қон» and «көшіқон» are one word.
        self.compound(chain, range.clone());
        for (at, link) in chain.iter().enumerate() {
            let kind = match (dashes, at + 1 == chain.len()) {
                (0, true) => TokenKind::Head,
                (0, false) => TokenKind::Modifier,
                // A dash may also stand between two words.
                _ => TokenKind::Word,
            };
            self.part(&link.run, if dashes > 0 { link.run.start..link.run.end } else { range.clone() }, kind);
        }
        count
    }

    /// «виза-ға» is «визаға».
    fn with_ending(&mut self, word: &Link, ending: &Link, range: Range<usize>) {
        let text = self.text;
        let (word, ending) = (&text[word.run.start..word.run.end], &text[ending.run.start..ending.run.end]);
        self.hand_over(&text[range.clone()], Read::Compound, range, TokenKind::Word, |forms| {
            forms.read_word(word);
            forms.fold_more(ending);
            forms.cut();
        });
        self.position += 1;
    }

    /// All parts of a compound as one word.
    fn compound(&mut self, chain: &[Link], range: Range<usize>) {
        let text = self.text;
        let surface = &text[chain[0].run.start..chain[chain.len() - 1].run.end];
        let parts = chain.iter().map(|link| &text[link.run.start..link.run.end]);
        self.hand_over(surface, Read::Compound, range, TokenKind::Whole, |forms| forms.read_compound(parts));
    }

    #[inline]
    fn word(&mut self, run: &Run, range: Range<usize>) {
        self.part(run, range, TokenKind::Word);
    }

    #[inline]
    fn part(&mut self, run: &Run, range: Range<usize>, kind: TokenKind) {
        let text = self.text;
        let surface = &text[run.start..run.end];
        if run.foreign {
            for (at, word) in surface.unicode_word_indices() {
                let part = run.start + at..run.start + at + word.len();
                self.workshop.forms.fold(word);
                self.emit(part, TokenKind::Word);
                self.position += 1;
            }
            return;
        }
        match kind {
            _ if !(self.wanted)(surface) => {}
            TokenKind::Modifier => self.hand_over(surface, Read::Modifier, range, kind, |forms| forms.read_modifier(surface)),
            TokenKind::Head => self.hand_over(surface, Read::Head, range, kind, |forms| forms.read_head(surface)),
            _ => self.hand_over(surface, Read::Word, range, kind, |forms| forms.read_word(surface)),
        }
        self.position += 1;
    }

    /// Hands over a word that may have been seen before.
    #[inline]
    fn hand_over(&mut self, surface: &str, read: Read, range: Range<usize>, kind: TokenKind, make: impl FnOnce(&mut Forms)) {
        let Workshop { cache, forms, .. } = &mut *self.workshop;
        if surface.len() > SURFACE_BYTES_MAX {
            make(forms);
            if !forms.exact.is_empty() {
                (self.take)(TokenRef { term: &forms.term, exact: &forms.exact, loose: &forms.loose, range, position: self.position, kind });
            }
            return;
        }
        let spelling = cache.get(surface, read, forms, make);
        if !spelling.exact.is_empty() {
            (self.take)(TokenRef { term: spelling.term, exact: spelling.exact, loose: spelling.loose, range, position: self.position, kind });
        }
    }

    /// The whole of an address, and its words and numbers.
    fn address(&mut self, whole: &str, range: Range<usize>) {
        let named = whole.split_once("://").map_or(whole, |(_, rest)| rest).trim_end_matches('/');
        self.workshop.forms.fold(named);
        self.emit(range.clone(), TokenKind::Whole);
        for part in Runs::from(named, 0) {
            self.workshop.forms.fold(&named[part.start..part.end]);
            self.emit(range.clone(), if part.is_number() { TokenKind::Number } else { TokenKind::Word });
            self.position += 1;
        }
    }

    fn fold(&mut self, run: &Run) {
        self.workshop.forms.fold(&self.text[run.start..run.end]);
    }

    fn fold_chain(&mut self, chain: &[Link]) {
        let forms = &mut self.workshop.forms;
        forms.exact.clear();
        for (at, link) in chain.iter().enumerate() {
            if let Some(joiner) = link.joiner.and_then(Joiner::written).filter(|_| at > 0) {
                forms.exact.push(joiner);
            }
            forms.fold_more(&self.text[link.run.start..link.run.end]);
        }
        forms.cut();
    }

    /// Hands over what was folded, as it is.
    fn emit(&mut self, range: Range<usize>, kind: TokenKind) {
        let exact = self.workshop.forms.exact.as_str();
        if !exact.is_empty() {
            (self.take)(TokenRef { term: exact, exact, loose: exact, range, position: self.position, kind });
        }
    }

    /// «IV» in 561-IV, «өм» is not: a Roman numeral of either alphabet.
    fn is_number_letters(&self, run: &Run) -> bool {
        let word = &self.text[run.start..run.end];
        word.len() <= 12 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'І' | 'Х' | 'С'))
    }

    /// Whether endings stand apart after `run`: an abbreviation, or a name in Latin letters.
    fn takes_endings(&self, run: &Run) -> bool {
        let word = &self.text[run.start..run.end];
        word.ends_with(char::is_uppercase) || word.is_ascii()
    }

    fn is_bare_ending(&mut self, run: &Run) -> bool {
        is_bare_ending(&self.text[run.start..run.end], &mut self.workshop.folded)
    }

    /// «Болашақ»-қа, 3)-ға: an ending after a hyphen that no word stands before.
    fn follows_closing_mark(&self, link: &Link) -> bool {
        let mut before = self.text[..link.run.start].chars().rev();
        link.joiner.is_none() && before.next().is_some_and(is_hyphen) && before.next().is_some_and(|c| matches!(c, ')' | '»' | '"' | '”' | ']' | '%'))
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_compounds_and_their_positions() {
        // (text, exact@position …, where it was seen)
        let cases = [
            ("10-тармағына сәйкес", "10@0 тармағына@1 сәйкес@2", "a number and its unit"),
            ("3)-тармақтағы", "3@0 тармақтағы@1", "a bracket between"),
            ("14-1-тармақ", "14-1@0 тармақ@1", "an inserted unit"),
            ("№ 11-1-4/245", "11-1-4/245@0 11@0 1@1 4@2 245@3", "a document number"),
            ("561-IV", "561-iv@0 561@0 iv@1", "a law's number"),
            ("118-VІ", "118-vi@0 118@0 vi@1", "with a Cyrillic І"),
            ("көші-қон саласы", "көшіқон@0 көші@0 қон@1 саласы@2", "a compound"),
            ("сондай-ақ осы", "сондай-ақ@0 осы@1", "a function word"),
            ("ҚР-ның заңы", "қр@0 заңы@1", "an abbreviation with an ending"),
            ("30-ға дейін", "30@0 дейін@1", "a number with an ending"),
            ("9-00-ден", "9-00@0", "a time of day"),
            ("01.01.2026", "2026-01-01@0 01.01.2026@0 01@0 01@1 2026@2", "a date"),
            ("2022 жылғы 10 қазандағы № 807", "2022-10-10@0 2022@0 жылғы@1 10@2 қазандағы@3 807@4", "the day of a resolution"),
            ("10 октября 2022 года", "2022-10-10@0 10@0 октября@1 2022@2 года@3", "a Russian date"),
            ("көші – қон саласы", "көшіқон@0 көші@0 қон@1 саласы@2", "a compound with a dash"),
            ("көшіқон", "көшіқон@0", "the same in one word"),
            ("59-\n   тармағына", "59@0 тармағына@1", "a line that ends inside"),
            ("30-\nға дейін", "30@0 дейін@1", "an ending on the next line"),
            ("30ға 10тармақ 2012ж. 5б", "30@0 10@1 тармақ@2 2012@3 ж@4 5б@5", "no hyphen at all"),
            ("ІІМнің СІМ-дегі БАЖ-ға МАБ-қа АЕК-ті", "іімнің@0 сім@1 баж@2 маб@3 аек@4", "abbreviations of ministries"),
            ("ҚР ІІМ-нің", "қр@0 іім@1", "two abbreviations"),
            ("egov-тан", "egov@0", "a Latin name with an ending"),
            ("виза-ға", "визаға@0", "an ending after a hyphen"),
            ("ІІ-тоқсан ХІХ ғасыр", "ii@0 тоқсан@1 xix@2 ғасыр@3", "Roman numerals in Cyrillic letters"),
            ("info@gov.kz мекенжайы", "info@gov.kz@0 info@0 gov@1 kz@2 мекенжайы@3", "e-mail"),
            ("https://adilet.zan.kz/kaz/docs/P22.", "adilet.zan.kz/kaz/docs/p22@0 adilet@0 zan@1 kz@2 kaz@3 docs@4 p22@5", "a link"),
            ("www.egov.kz-ке", "www.egov.kz@0 www@0 egov@1 kz@2", "a link with an ending"),
            ("и\u{306}од", "йод@0", "decomposed"),
            ("№ 11-\u{2011}4", "11@0 4@1", "hyphens in a row"),
            ("«Болашақ»-қа", "болашақ@0", "an ending after a quotation mark"),
            ("C3 визасы", "c3@0 визасы@1", "a visa class"),
            ("2022.Осы", "2022@0 осы@1", "a full stop without a space"),
            ("\u{f0b7} 1)", "1@0", "a private-use bullet"),
            ("", "", "nothing"),
        ];
        for (text, meant, seen) in cases {
            let got: Vec<String> = analyze(text).iter().map(|token| format!("{}@{}", token.exact, token.position)).collect();
            assert_eq!(got.join(" "), meant, "{seen}");
        }
    }

    #[test]
    fn ranges_cover_the_whole_surface_word() {
        let text = "осы тармағына және көші-қон ҚР-ның көші – қон";
        let words: Vec<&str> = analyze(text).iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(words, ["осы", "тармағына", "және", "көші-қон", "көші-қон", "көші-қон", "ҚР-ның", "көші – қон", "көші", "қон"]);
    }

    #[test]
    fn one_class_or_numeral_has_one_term_in_either_alphabet() {
        for (cyrillic, latin) in
            [("С3", "C3"), ("ІІІ", "III"), ("VІ", "VI"), ("ХIV", "XIV"), ("В10", "B10"), ("А5", "A5"), ("с3", "c3"), ("І", "I"), ("Х", "X")]
        {
            assert_eq!(analyze(cyrillic)[0].term, analyze(latin)[0].term, "{cyrillic}");
        }
    }

    #[test]
    fn terms_of_abbreviations_do_not_depend_on_their_endings() {
        for (one, other) in [("ҚР-ның", "ҚР-дың"), ("МАБ-қа", "МАБ-ға"), ("ІІМнің", "ІІМ-ге"), ("АЕК-ті", "АЕК")] {
            assert_eq!(analyze(one)[0].term, analyze(other)[0].term, "{one}");
        }
    }

    #[test]
    fn a_compound_is_a_word_of_its_own() {
        // (text, its terms, why)
        let cases = [
            ("іс-шаралардың", "ісшара іс- -шара", "the last part is declined"),
            ("көші-қоны", "көшіқон көші- -қон", "қон is no verb here"),
            ("көші – қон", "көшіқон көші қон", "a dash may part two words"),
            ("көшіқонның", "көшіқон", "in one word"),
            ("интернет-ресурстарда", "интернетресурс интернет- -ресурс", "a loan"),
            ("төсек-орнының", "төсекорын төсек- -орын", "the vowel of орын falls out"),
            ("премьер-министр-дің", "премьерминистр премьер- -министр", "an ending behind another hyphen"),
            ("виза-ға", "виза", "an ending alone"),
            ("аек-ті сім-нің", "аек сім", "abbreviations in small letters"),
            ("ауыл-дық", "ауылдық ауыл- -дық", "what makes another word is no ending"),
        ];
        for (text, meant, why) in cases {
            let terms: Vec<String> = analyze(text).into_iter().map(|token| token.term).collect();
            assert_eq!(terms.join(" "), meant, "{why}");
        }
        let alone: Vec<bool> = analyze("іс-шара").iter().map(Token::is_found_alone).collect();
        assert_eq!(alone, [true, false, true]);
    }

    #[test]
    fn a_taker_may_analyse_another_text() {
        let mut inner = Vec::new();
        for_each_token("екі сөз", |token| inner.push(analyze(token.exact).len()));
        assert_eq!(inner, [1, 1]);
    }

    #[test]
    fn long_texts_without_a_space_take_linear_time() {
        let begun = std::time::Instant::now();
        for unit in ["а", "1", "-", "a.", "1-", "а-", "a@", "http://", "\u{301}", "ى", "漢", "1.", " – а", "-\n"] {
            let text = unit.repeat(400_000 / unit.len());
            for_each_token(&text, |token| assert!(token.range.end <= text.len()));
        }
        assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    }

    proptest! {
        #![proptest_config(crate::text::properties::config(256))]

        #[test]
        fn any_text_gives_tokens_inside_it_in_order(text in "\\PC{0,60}|[a-cA-C.@:/ ]{0,40}|[\\PC\u{300}\u{ad}\\-/.)\n]{0,60}|[а-яәіңғүұқөһА-Я0-9IVX /.)\\-]{0,60}") {
            let (mut start, mut position) = (0, 0);
            for token in analyze(&text) {
                prop_assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(token.range.start >= start && token.position >= position);
                prop_assert!(!token.term.is_empty() && !token.exact.is_empty());
                (start, position) = (token.range.start, token.position);
            }
        }
    }
}

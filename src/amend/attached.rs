//! Where a note stands, and which document it means by a bare word: «Қағида 1-1-тармақпен толықтырылды».

use super::unit;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite::last_of_title;

/// Where a note stands: at a unit, in documents, in an act that has others.
///
/// ```
/// use tarmaq::amend::{Attached, Document, note};
///
/// let unit = "annex-1/point-1-1".parse()?;
/// let annex = Document { path: "annex-1".parse()?, title: "Сынақ өткізу қағидалары" };
/// let at = Attached { unit: Some(&unit), around: &[annex], documents: &[] };
/// let read = note("Ескерту. Қағида 1-1-тармақпен толықтырылды – ҚР Көлік министрінің 01.05.2022 № 33 бұйрығымен.", at);
/// assert_eq!(read[0].target, Some(unit.clone()));
/// # Ok::<(), tarmaq::act::PathError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attached<'a> {
    /// The unit; `None` above the first unit of an act.
    pub unit: Option<&'a ProvisionPath>,
    /// The documents and annexes that the unit stands in, from the inside out.
    pub around: &'a [Document<'a>],
    /// The words of the addresses of all documents that the act approves, as far as it is read.
    pub documents: &'a [&'static str],
}

/// A document or an annex, with the title that is printed over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// Its address.
    pub path: ProvisionPath,
    /// Its title; empty where it has none.
    pub title: &'a str,
}

impl<'a> From<Option<&'a ProvisionPath>> for Attached<'a> {
    fn from(unit: Option<&'a ProvisionPath>) -> Self {
        Self { unit, ..Self::default() }
    }
}

impl Attached<'_> {
    /// The innermost document around, and `None` where the act itself is: what a note on the whole text speaks of.
    pub(super) fn whole(&self) -> Option<ProvisionPath> {
        let is_document = |path: &ProvisionPath| matches!(path.kind(), Some(ProvisionKind::Component | ProvisionKind::Annex));
        let outermost = || self.unit.and_then(|path| path.segments().next()).map(ProvisionPath::from_known).filter(is_document);
        self.around.first().map(|document| document.path.clone()).or_else(outermost)
    }

    /// The address of the document that `word` names, whose addresses begin with `segment`: a note speaks of what it stands in. That is the innermost document
    /// whose title ends in the word; else the one that is addressed by it; else, where the act has none of that word elsewhere, the outermost.
    pub(super) fn document(&self, word: &str, segment: &'static str) -> ProvisionPath {
        if let Some(titled) = self.around.iter().find(|document| document.is_titled(word)) {
            return titled.path.clone();
        }
        let outermost = self.unit.and_then(|path| path.segments().next());
        let own = outermost.filter(|own| own.split(['-', '~']).next() == Some(segment));
        // a document of another word, «Ережеге өзгеріс енгізілді» in `regulation`: notes stand in what they speak of
        let own = own.or_else(|| outermost.filter(|own| segment == "approved" && ProvisionKind::from_segment(own) == Some(ProvisionKind::Component)));
        let around = self.around.last().filter(|_| own.is_none() && !self.documents.contains(&segment));
        around.map_or_else(|| ProvisionPath::from_known(own.unwrap_or(segment)), |around| around.path.clone())
    }
}

/// Letters by which the forms of a word are known as one: endings of number and case come behind them.
const STEM_CHARS: usize = 5;

impl Document<'_> {
    /// Whether the title ends in a form of the document word `word`: «… өлшемшарттары», «Өлшемшарттар».
    fn is_titled(&self, word: &str) -> bool {
        let stem = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).chars().flat_map(char::to_lowercase).take(STEM_CHARS).collect::<String>();
        last_of_title(self.title).is_some_and(|last| unit::is_document(last) && stem(last) == stem(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_word_means_what_the_note_stands_in() {
        let path = |path: &str| -> ProvisionPath { path.parse().expect("an address of a test") };
        // (unit, titles from the inside out, other documents of the act, word, meant)
        type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c [&'static str], &'c str, &'c str);
        let cases: [Case<'_>; 9] = [
            ("annex-1/point-1", &[("annex-1", "Сынақ қағидалары")], &[], "Қағида", "annex-1"),
            ("annex-2/point-1", &[("annex-2", "Тәуекел дәрежесін бағалау өлшемшарттары")], &["rules"], "Өлшемшарттар", "annex-2"),
            ("annex-2/point-1", &[("annex-2", "НҰСҚАУЛЫҚ")], &[], "Нұсқаулыққа", "annex-2"),
            ("rules/annex-2/point-1", &[("rules/annex-2", "Есептеу әдістемесі"), ("rules", "Сынақ қағидалары")], &["rules"], "Әдістеме", "rules/annex-2"),
            ("rules/annex-2/row-1", &[("rules/annex-2", "Есеп нысаны"), ("rules", "Сынақ қағидалары")], &["rules"], "Қағида", "rules"),
            ("rules-2/point-1", &[("rules-2", "Сынақ қағидалары мен мерзімдері")], &["rules"], "Қағида", "rules-2"),
            ("annex-1/row-1", &[("annex-1", "Есеп нысаны")], &["rules"], "Қағида", "rules"),
            ("annex-1/point-1", &[("annex-1", "Сынақ өткізу тәртібі")], &[], "Қағида", "annex-1"),
            ("regulation/point-1", &[("regulation", "Сынақ регламенті")], &["regulation"], "Ережеге", "regulation"),
        ];
        for (unit, around, documents, word, meant) in cases {
            let around: Vec<Document<'_>> = around.iter().map(|&(at, title)| Document { path: path(at), title }).collect();
            let unit = path(unit);
            let at = Attached { unit: Some(&unit), around: &around, documents };
            let segment = unit::document(word).unwrap_or("approved");
            assert_eq!(at.document(word, segment), path(meant), "{word} at {unit}");
        }
    }
}

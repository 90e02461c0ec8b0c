//! Units that go on with those of another act: «Еңбек кодексінің 26-бабының 1-тармағында көзделген және 2-тармағында аталған».

use super::{Block, Meaning, Reader, UnitPhrase, is_word, trim_back, word_before};
use crate::act::{CitedAct, ProvisionPath};
use crate::cite::unit::Base;

impl Reader<'_> {
    /// What `phrase`, «2-тармағында» that nothing stands before which it could be of, belongs to behind a unit of another act in the same sentence: where it is
    /// joined to one of its kind, what that one lies in; else something that is not known. It is none of this act for sure.
    pub(super) fn beside_another(&self, block: Block<'_>, phrase: &UnitPhrase, from: Option<usize>) -> Option<Meaning> {
        if phrase.base != Base::None || !phrase.possessive || self.context.is_amending(from) {
            return None;
        }
        let last = self.found[block.first..].last()?;
        let path = last.target.path.as_ref().filter(|_| last.target.act.is_some())?;
        let between = block.text.get(last.span.range().end - block.offset..phrase.range.start)?;
        if between.contains([';', ':']) || between.contains(". ") {
            return None;
        }
        let joint = word_before(block.text, trim_back(block.text, phrase.range.start)).1;
        let joined = joint.ends_with(',') || ["және", "немесе", "мен", "сондай-ақ"].iter().any(|known| is_word(joint, known));
        let kind = phrase.paths.first().and_then(|first| first.segments().next()).map(ProvisionPath::from_known).and_then(|first| first.kind());
        if joined && path.kind() == kind {
            return Some(Meaning { act: last.target.act.clone(), component: path.parent().map(|outer| outer.to_string()) });
        }
        Some(Meaning { act: Some(CitedAct::default()), component: None })
    }
}

//! Documents on their way to the engine: those of an act together, and not too many at a time.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::document::{CompactDocValue, Document};

/// So many documents wait for the engine at most, but for a larger act. The engine counts the acts that wait, and would let ten thousand of them.
const WAITING_MAX: usize = 10_000;
/// Where the engine takes nothing for so long it tells why when it is given the next act: nobody waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many documents wait for the engine.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(Arc<(Mutex<usize>, Condvar)>);

impl Waiting {
    /// `documents` of one act, once there is room for them.
    pub(super) fn with(&self, documents: Vec<TantivyDocument>) -> Vec<Given> {
        let (waiting, fewer) = &*self.0;
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + documents.len() > WAITING_MAX;
        let now = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut now, _) = fewer.wait_timeout_while(now, PATIENCE, full).unwrap_or_else(PoisonError::into_inner);
        *now += documents.len();
        drop(now);
        documents.into_iter().map(|document| Given { document, waits: Waits(self.clone()) }).collect()
    }
}

/// A document that waits, until it is dropped.
#[derive(Debug)]
pub(super) struct Given {
    document: TantivyDocument,
    /// Only there to be dropped with it.
    waits: Waits,
}

#[derive(Debug)]
struct Waits(Waiting);

impl Drop for Waits {
    fn drop(&mut self) {
        let (waiting, fewer) = &*self.0.0;
        *waiting.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        fewer.notify_all();
    }
}

impl Document for Given {
    type Value<'a> = CompactDocValue<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        drop(self.waits);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn an_act_waits_until_there_is_room_and_a_large_one_until_it_is_alone() {
        let waiting = Waiting::default();
        let documents = |count: usize| vec![TantivyDocument::default(); count];
        let first = waiting.with(documents(WAITING_MAX - 1));
        let second = waiting.with(documents(1));
        let large = thread::spawn({
            let waiting = waiting.clone();
            move || waiting.with(documents(2 * WAITING_MAX)).len()
        });
        first.into_iter().for_each(|given| drop(given.into_tantivy_document()));
        assert!(!large.is_finished(), "one document is waiting still");
        drop(second);
        assert_eq!(large.join().unwrap(), 2 * WAITING_MAX);
        assert_eq!(*waiting.0.0.lock().unwrap(), 0, "what was taken waits no more");
    }
}

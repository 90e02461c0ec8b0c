//! Units of a list that may be others: «3, 5-7 және 9-баптар» names article 5-7, or those from 5 to 7.

use super::{Clause, operation};
use crate::act::{Operation, ProvisionPath};
use crate::amend::instruction::ParsedOperation;
use crate::cite;

impl Clause<'_> {
    /// «3, 5-7 және 9-баптар алып тасталсын»: what is done to article 5-7 may be done to those from 5 to 7, so that none of them is read.
    pub(super) fn leave_doubtful(&self, read: &mut Vec<ParsedOperation>) {
        let doubtful: Vec<&ProvisionPath> = self.phrases.iter().flat_map(|phrase| &phrase.doubtful).collect();
        let is_doubtful = |unit: &ProvisionPath| {
            doubtful.iter().any(|named| unit.as_str().strip_suffix(named.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('/')))
        };
        let mut others = Vec::new();
        for one in read.iter_mut().filter(|one| one.target.path.as_ref().is_some_and(is_doubtful)) {
            *one = one.clone().unread();
            let unit = one.target.path.clone();
            others.extend(unit.iter().flat_map(cite::other_reading).map(|unit| operation(Operation::Unread, &self.context, Some(unit))));
        }
        others.retain(|other| !read.contains(other));
        read.extend(others);
    }
}

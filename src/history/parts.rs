//! Numbered paragraphs of articles that are called parts: «7-баптың екінші бөлігі» of a code is what is printed «2.» there.

use super::gather::{Change, Copy};
use super::place::canonical;
use crate::act::{ProvisionKind, ProvisionPath};

/// Leads changes of a part of an article to the paragraph of that number, where the copies of the act print nothing but numbered paragraphs in it. Elsewhere
/// a part is a paragraph without a number.
pub(super) fn by_number(changes: &mut [Change], copies: &[Copy]) {
    for change in changes {
        let Some(named) = change.event.target.as_ref().and_then(named_part).filter(|named| copies.iter().any(|copy| named.is_numbered(copy))) else { continue };
        if copies.iter().any(|copy| named.is_printed(copy)) {
            continue;
        }
        if let Some(target) = &mut change.event.target {
            *target = named.meant(&target.without_groups());
            let (at, scope) = canonical(target);
            (change.at, change.scope) = (Some(at), scope);
        }
        change.moved = change.moved.as_ref().map(|moved| named.meant(moved));
        for (path, text) in &mut change.new {
            let meant = named.meant(path);
            if meant.kind() == Some(ProvisionKind::Point) {
                text.kind = ProvisionKind::Point;
            }
            *path = meant;
        }
    }
}

/// A part that an address names: its article, and its number.
struct Named {
    article: ProvisionPath,
    number: String,
}

/// The part of an article in `path`: `article-7/part-2` of `article-7/part-2/indent-2`.
fn named_part(path: &ProvisionPath) -> Option<Named> {
    let path = path.without_groups();
    let segments: Vec<&str> = path.segments().collect();
    let at = segments.iter().position(|segment| segment.starts_with("article-"))?;
    let number = segments.get(at + 1)?.strip_prefix("part-")?.to_owned();
    Some(Named { article: ProvisionPath::from_known(segments[..=at].join("/")), number })
}

impl Named {
    fn part(&self) -> ProvisionPath {
        self.article.join(&format!("part-{}", self.number))
    }

    fn point(&self) -> ProvisionPath {
        self.article.join(&format!("point-{}", self.number))
    }

    /// Whether a copy has a paragraph of this number in the article, and above it no words but the heading.
    fn is_numbered(&self, copy: &Copy) -> bool {
        let Some(&at) = copy.by_path.get(&self.article).filter(|_| copy.by_path.contains_key(&self.point())) else { return false };
        let article = &copy.units[at].1;
        let printed = article.text.trim_end();
        match &article.heading {
            Some(heading) => printed.ends_with(heading.trim_end()),
            None => printed.split_whitespace().count() <= 1,
        }
    }

    /// Whether a copy has a part of this number: not where it is a rule that is called a note.
    fn is_printed(&self, copy: &Copy) -> bool {
        copy.by_path.get(&self.part()).is_some_and(|&at| !copy.units[at].1.text.starts_with("Ескерт"))
    }

    /// What `path` means, where it is of this part: the first one is left out of addresses.
    fn meant(&self, path: &ProvisionPath) -> ProvisionPath {
        let (part, point) = (self.part(), self.point());
        let above = if path.is_within(&part) {
            part
        } else if self.number == "1" && path.is_within(&self.article) && !path.is_within(&point) {
            self.article.clone()
        } else {
            return path.clone();
        };
        ProvisionPath::from_known(format!("{point}{}", &path.as_str()[above.as_str().len()..]))
    }
}

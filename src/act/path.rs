//! Addresses of provisions inside one act.

use std::fmt;
use std::str::FromStr;

use super::kind::{COMPONENT_SEGMENTS, ProvisionKind};

/// Longest range of numbers that is taken apart («3–7-тармақтар»); it bounds what a hostile text can cost.
pub(crate) const RANGE_MAX: u32 = 200;

/// The address of a provision inside one act, outermost part first: `rules/point-14-1/subpoint-2`.
///
/// It is what the act calls the provision: rewording keeps it, renumbering changes it. It does not say which act, nor
/// which day. Segments are `word` or `word-number`; a second unit of the same number has `~2` after it.
// No `Ord`: by text `article-10` sorts before `article-2`, and document order is known only to the act.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProvisionPath(Box<str>);

/// Why something is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// Nothing stands between two slashes, or there is nothing at all.
    #[error("the address `{0}` has an empty part")]
    Empty(String),
    /// A part is not one of the words an address is made of.
    #[error("`{segment}` in the address `{path}` is not a part of an act; parts are written like point-14-1 or annex-3")]
    UnknownPart {
        /// The whole address.
        path: String,
        /// The part that is not known.
        segment: String,
    },
}

impl ProvisionPath {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its segments, outermost first.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// Whether it is that of the title of its act, which stands for the act as a whole. A title that an instruction of the act quotes for another act is
    /// a unit like any other.
    ///
    /// ```
    /// use tarmaq::act::ProvisionPath;
    ///
    /// assert!("title".parse::<ProvisionPath>()?.is_act_title());
    /// assert!(!"article-1/amend-1/new/title".parse::<ProvisionPath>()?.is_act_title());
    /// # Ok::<(), tarmaq::act::PathError>(())
    /// ```
    pub fn is_act_title(&self) -> bool {
        self.as_str() == ProvisionKind::Title.segment()
    }

    /// The address of what contains it; `None` for an outermost part.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].into()))
    }

    /// The address of `segment` inside this provision.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        Self(format!("{}/{segment}", self.0).into())
    }

    /// A path of one segment of `kind`, with its number where it has one.
    pub fn root(kind: ProvisionKind, number: Option<&str>) -> Self {
        Self(segment(kind, number).into())
    }

    /// The address of a unit of `kind` inside this provision.
    #[must_use]
    pub fn child(&self, kind: ProvisionKind, number: Option<&str>) -> Self {
        self.join(&segment(kind, number))
    }

    /// The units from this one to that of the same kind beside it with the number `last`: of `point-4` up to 6 `point-4`, `point-5` and `point-6`. `None`
    /// where it has no whole number below `last`, or more than [`RANGE_MAX`] lie between.
    pub(crate) fn through(&self, last: u32) -> Option<Vec<Self>> {
        let (word, _) = self.segments().next_back()?.split_once('-')?;
        let first = self.integer()?;
        let unit = |number: u32| {
            let segment = format!("{word}-{number}");
            self.parent().map_or_else(|| Self::from_known(segment.as_str()), |above| above.join(&segment))
        };
        (first < last && last - first <= RANGE_MAX).then(|| (first..=last).map(unit).collect())
    }

    /// A path out of text that is known to be one.
    pub(crate) fn from_known(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// What kind of part it ends in. `None` when its last word is not known to this version.
    pub fn kind(&self) -> Option<ProvisionKind> {
        let last = self.0.rsplit('/').next().unwrap_or(&self.0);
        segment_kind(last)
    }

    /// The address of a part of an article, or of what lies in one, as it is where the parts of articles are numbered: the point with that number, and the
    /// whole address. `article-57/part-2/subpoint-1` is `article-57/point-2/subpoint-1`. `None` for any other.
    pub(crate) fn in_numbered_part(&self) -> Option<(Self, Self)> {
        let article = format!("{}-", ProvisionKind::Article.segment());
        let part = format!("{}-", ProvisionKind::Part.segment());
        let mut segments: Vec<String> = self.segments().map(str::to_owned).collect();
        let at = segments.windows(2).position(|pair| pair[0].starts_with(&article) && pair[1].starts_with(&part))? + 1;
        segments[at] = format!("{}-{}", ProvisionKind::Point.segment(), &segments[at][part.len()..]);
        Some((Self::from_known(segments[..=at].join("/")), Self::from_known(segments.join("/"))))
    }

    /// The number of the part it ends in, as the address spells it: `14-1` of `rules/point-14-1`. `None` where it has none.
    pub fn number(&self) -> Option<&str> {
        let last = self.0.rsplit('/').next().unwrap_or(&self.0);
        last.split_once('-').map(|(_, number)| number)
    }

    /// The same where it is a whole number: 3 of `rules/indent-3`, `None` of `rules/point-14-1`.
    pub fn integer(&self) -> Option<u32> {
        self.number()?.parse().ok()
    }

    /// What stands for the number of a part or an indent that is put behind the others of its unit, where it is not told how many these are.
    pub(crate) const UNCOUNTED: &str = "~n";

    /// Whether it is that of such a part: `rules/point-1/part-~n`.
    pub(crate) fn is_uncounted(&self) -> bool {
        self.number() == Some(Self::UNCOUNTED)
    }

    /// Whether this provision is `other` or lies inside it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The address without the groups (chapters, sections) that stand before something numbered through the whole.
    ///
    /// `rules/chapter-2/point-14-1` is `rules/point-14-1`; `rules/chapter-2` stays.
    #[must_use]
    pub fn without_groups(&self) -> Self {
        let segments: Vec<&str> = self.segments().collect();
        let kept = segments.iter().enumerate().filter(|&(at, segment)| {
            let grouping = segment_kind(segment).is_some_and(ProvisionKind::is_grouping);
            let numbered = segments[at + 1..].iter().filter_map(|later| segment_kind(later)).find(|kind| !kind.is_grouping());
            !(grouping && numbered.is_some_and(|kind| !matches!(kind, ProvisionKind::Question | ProvisionKind::Heading)))
        });
        Self(kept.map(|(_, segment)| *segment).collect::<Vec<_>>().join("/").into())
    }

    /// The same, but that the rows of a group stay in it: those of a list are numbered anew in each of its sections as often as not.
    ///
    /// `list/section-2/row-7` stays; `rules/chapter-2/point-14-1` is `rules/point-14-1`.
    #[must_use]
    pub fn without_groups_of_points(&self) -> Self {
        let kinds: Vec<Option<ProvisionKind>> = self.segments().map(segment_kind).collect();
        let in_group = kinds.windows(2).any(|pair| pair[1] == Some(ProvisionKind::Row) && pair[0].is_some_and(ProvisionKind::is_grouping));
        if in_group { self.clone() } else { self.without_groups() }
    }
}

fn segment(kind: ProvisionKind, number: Option<&str>) -> String {
    match number {
        Some(number) => format!("{}-{number}", kind.segment()),
        None => kind.segment().to_owned(),
    }
}

fn segment_kind(segment: &str) -> Option<ProvisionKind> {
    let word = segment.split(['-', '~']).next().unwrap_or(segment);
    ProvisionKind::from_segment(word)
}

impl fmt::Display for ProvisionPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ProvisionPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        for segment in text.split('/') {
            if segment.is_empty() {
                return Err(PathError::Empty(text.to_owned()));
            }
            let numbered = segment.contains(['-', '~']);
            let sound = segment_kind(segment).is_some_and(|kind| match kind {
                ProvisionKind::Preamble
                | ProvisionKind::Abbreviations
                | ProvisionKind::Approval
                | ProvisionKind::Answer
                | ProvisionKind::Heading
                | ProvisionKind::Title
                | ProvisionKind::New => !segment.contains('-'),
                ProvisionKind::Component => COMPONENT_SEGMENTS.contains(&segment) || numbered,
                _ => numbered,
            });
            if !sound || segment.ends_with(['-', '~']) || segment.contains(char::is_whitespace) {
                return Err(PathError::UnknownPart { path: text.to_owned(), segment: segment.to_owned() });
            }
        }
        Ok(Self(text.into()))
    }
}

impl serde::Serialize for ProvisionPath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for ProvisionPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_contract_are_read_and_printed_back() {
        for path in [
            "preamble",
            "section-2",
            "subsection-1",
            "chapter-3",
            "subchapter-1",
            "article-21-1",
            "point-14-1",
            "subpoint-10-1",
            "part-2",
            "annex-1/abbreviations/indent-2",
            "indent-2",
            "annex-3-1",
            "rules",
            "rules-2/point-1",
            "regulation/annex-2/row-8",
            "annex-1/table-1/row-8",
            "annex-1/field-~3",
            "rules/point-1/part-~n",
            "annex-1/field-8-1",
            "annex-3/heading",
            "title",
            "item-12",
            "point-1/amend-7/new/point-10/part-14",
            "point-1/target-1",
            "signature-1",
            "agreed-2",
            "rules/approval",
            "section-1/q-1.2/answer",
            "section-1/q-1.2/sub-a/answer",
            "point-11/subpoint-3~2",
        ] {
            assert_eq!(path.parse::<ProvisionPath>().map(|read| read.to_string()), Ok(path.to_owned()));
        }
        for wrong in ["", "/", "point", "point-", "rules/", "чудо-1", "point-1//part-2", "point-1 2"] {
            assert!(wrong.parse::<ProvisionPath>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_number_is_that_of_the_last_part() {
        let cases = [
            ("rules/point-14-1", Some("14-1"), None),
            ("point-23/indent-3", Some("3"), Some(3)),
            ("point-11/subpoint-3~2", Some("3~2"), None),
            ("rules/point-1/part-~n", Some("~n"), None),
            ("rules-2/title", None, None),
            ("rules-2", Some("2"), Some(2)),
        ];
        for (path, number, integer) in cases {
            let path: ProvisionPath = path.parse().unwrap();
            assert_eq!((path.number(), path.integer()), (number, integer), "{path}");
        }
    }

    #[test]
    fn groups_are_left_out_before_what_is_numbered_through() {
        let cases = [
            ("rules/chapter-2/point-14-1", "rules/point-14-1"),
            ("rules/chapter-2", "rules/chapter-2"),
            ("section-1/chapter-2/article-5/point-1", "article-5/point-1"),
            ("chapter-2/subchapter-1", "chapter-2/subchapter-1"),
            ("section-1/q-1.2/answer", "section-1/q-1.2/answer"),
        ];
        for (full, short) in cases {
            assert_eq!(full.parse::<ProvisionPath>().unwrap().without_groups().as_str(), short);
        }
    }
}

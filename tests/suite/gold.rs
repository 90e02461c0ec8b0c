//! Outlines written by a person, and how an act compares with one.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs;
use std::path::Path;

use tarmaq::act::{Act, ProvisionKind, ProvisionPath};
use tarmaq::text::LineRange;

/// Kinds of parts that are scored together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Group {
    /// What is cited as a clause: chapters, articles, points, subpoints, parts, indents, components, annexes.
    Core,
    /// The same inside wording that an amending act quotes.
    Wording,
    /// Instructions of an amending act and the paragraphs that name their targets.
    Change,
    /// Tables, rows, items of a list.
    Table,
    /// Questions and answers of a leaflet.
    Question,
    /// What is found but never taken for a clause: signatures, agreements, approval stamps, fields of a form.
    Apart,
}

impl Group {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Wording => "wording",
            Self::Change => "amend",
            Self::Table => "table",
            Self::Question => "faq",
            Self::Apart => "apart",
        }
    }

    fn of(path: &str, kind: ProvisionKind) -> Self {
        match kind {
            _ if path.contains("/new/") => Self::Wording,
            ProvisionKind::Amendment | ProvisionKind::Target => Self::Change,
            ProvisionKind::Table | ProvisionKind::Row | ProvisionKind::Item => Self::Table,
            ProvisionKind::Question | ProvisionKind::Subquestion | ProvisionKind::Answer => Self::Question,
            ProvisionKind::Signature | ProvisionKind::Agreement | ProvisionKind::Approval | ProvisionKind::FormField => Self::Apart,
            _ => Self::Core,
        }
    }
}

/// A part as a person reads it.
struct Unit {
    kind: ProvisionKind,
    lines: LineRange,
}

/// The outline of an act, written by a person.
pub(crate) struct Gold {
    units: Vec<(String, Unit)>,
    /// Lines whose inner split is nobody's business.
    free_lines: Vec<LineRange>,
    /// Whether answers may be split in any way.
    free_answers: bool,
}

impl Gold {
    /// Reads `NAME.tsv`: `address<TAB>kind<TAB>first line<TAB>last line`, and remarks that begin with `#`.
    pub(crate) fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let mut gold = Self { units: Vec::new(), free_lines: Vec::new(), free_answers: false };
        for (at, line) in text.lines().enumerate() {
            let wrong = |why: &str| -> ! { panic!("{}:{}: {why}: {line}", file.display(), at + 1) };
            if let Some(remark) = line.strip_prefix('#') {
                gold.free(remark.trim()).unwrap_or_else(|()| wrong("a remark `free lines A-B:` names two lines"));
                continue;
            }
            let [path, kind, first, last] = line.split('\t').collect::<Vec<_>>()[..] else { wrong("four columns are wanted") };
            let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else { wrong("columns three and four are lines") };
            let Some(&kind) = ProvisionKind::ALL.iter().find(|known| known.as_str() == kind) else { wrong("there is no such kind") };
            if path.parse::<ProvisionPath>().is_err() {
                wrong("this is no address");
            }
            gold.units.push((path.to_owned(), Unit { kind, lines: LineRange { first, last } }));
        }
        gold
    }

    fn free(&mut self, remark: &str) -> Result<(), ()> {
        if remark.starts_with("free below answers:") {
            self.free_answers = true;
        } else if let Some(rest) = remark.strip_prefix("free").map(|rest| rest.trim_start_matches([':', ' '])).and_then(|rest| rest.strip_prefix("line")) {
            // «free lines 34-46: …», «free: lines 34-46, …», «free: line 12, …»
            let printed = rest.trim_start_matches(['s', ' ']).split([':', ',', ' ']).next().ok_or(())?;
            let lines = printed.split_once('-').unwrap_or((printed, printed));
            let line = |text: &str| text.parse().map_err(|_| ());
            self.free_lines.push(LineRange { first: line(lines.0)?, last: line(lines.1)? });
        }
        Ok(())
    }

    fn is_free(&self, path: &str, lines: LineRange) -> bool {
        (self.free_answers && path.contains("/answer/")) || self.free_lines.iter().any(|free| free.first <= lines.first && lines.last <= free.last)
    }
}

/// Right, missing, extra.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    missing: usize,
    extra: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        let judged = 2 * self.right + self.missing + self.extra;
        if judged == 0 { 1.0 } else { 2.0 * self.right as f64 / judged as f64 }
    }
}

/// How the parts of an act compare with its outline: by address and kind; lines are told apart.
#[derive(Default)]
pub(crate) struct Score {
    groups: BTreeMap<Group, Tally>,
    /// One line a difference, in the order of the text.
    differences: Vec<(u32, String)>,
}

impl Score {
    pub(crate) fn of(gold: &Gold, act: &Act) -> Self {
        let mut score = Self::default();
        let mut wanted: HashMap<&str, &Unit> = gold.units.iter().map(|(path, unit)| (path.as_str(), unit)).collect();
        for provision in &act.provisions {
            let path = provision.path.as_str();
            let group = Group::of(path, provision.kind);
            match wanted.remove(path) {
                Some(unit) if unit.kind == provision.kind => {
                    score.groups.entry(group).or_default().right += 1;
                    if unit.lines != provision.lines {
                        score.differ(unit.lines, format!("~ {path} {}, want {}", provision.lines, unit.lines));
                    }
                }
                Some(unit) => {
                    score.groups.entry(Group::of(path, unit.kind)).or_default().missing += 1;
                    score.groups.entry(group).or_default().extra += 1;
                    score.differ(unit.lines, format!("~ {path} is read as {}, want {}", provision.kind.as_str(), unit.kind.as_str()));
                }
                None if gold.is_free(path, provision.lines) => {}
                None => {
                    score.groups.entry(group).or_default().extra += 1;
                    score.differ(provision.lines, format!("+ {path} {} {}", provision.kind.as_str(), provision.lines));
                }
            }
        }
        for (path, unit) in wanted.into_iter().filter(|(path, unit)| !gold.is_free(path, unit.lines)) {
            score.groups.entry(Group::of(path, unit.kind)).or_default().missing += 1;
            score.differ(unit.lines, format!("- {path} {} {}", unit.kind.as_str(), unit.lines));
        }
        score.differences.sort();
        score
    }

    fn differ(&mut self, lines: LineRange, what: String) {
        self.differences.push((lines.first, what));
    }

    pub(crate) fn f1(&self, group: Group) -> f64 {
        self.groups.get(&group).copied().unwrap_or_default().f1()
    }

    pub(crate) fn is_flawless(&self) -> bool {
        self.differences.is_empty()
    }

    /// Adds the figures of `other`, not its differences.
    pub(crate) fn add(&mut self, other: &Self) {
        for (&group, tally) in &other.groups {
            let sum = self.groups.entry(group).or_default();
            *sum = Tally { right: sum.right + tally.right, missing: sum.missing + tally.missing, extra: sum.extra + tally.extra };
        }
    }

    /// One line a group.
    pub(crate) fn figures(&self) -> String {
        let line = |(group, tally): (&Group, &Tally)| {
            let wanted = tally.right + tally.missing;
            format!("  {:<8}{} of {wanted}, {} extra, F1 {:.3}\n", group.name(), tally.right, tally.extra, tally.f1())
        };
        self.groups.iter().map(line).collect()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.figures())?;
        self.differences.iter().try_for_each(|(_, what)| writeln!(f, "    {what}"))
    }
}

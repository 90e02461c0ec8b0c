//! Kinds of acts and of their parts.

use serde::{Deserialize, Serialize};

/// What kind of act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActKind {
    /// Конституция.
    Constitution,
    /// Кодекс.
    Code,
    /// Заң, конституциялық заң.
    Law,
    /// Жарлық, өкім.
    Decree,
    /// Қаулы.
    Resolution,
    /// Бұйрық.
    Order,
    /// Шешім.
    Decision,
    /// Anything else: a leaflet, a letter.
    Other,
}

impl ActKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Constitution => "constitution",
            Self::Code => "code",
            Self::Law => "law",
            Self::Decree => "decree",
            Self::Resolution => "resolution",
            Self::Order => "order",
            Self::Decision => "decision",
            Self::Other => "other",
        }
    }
}

macro_rules! provision_kinds {
    ($($(#[$doc:meta])* $name:ident = $json:literal / $segment:literal,)*) => {
        /// What kind of part a provision is.
        ///
        /// `as_str` is the kind in JSON; `segment` is the word in an address, which differs for a few.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ProvisionKind { $($(#[$doc])* $name,)* }

        impl ProvisionKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $json,)* }
            }

            /// The word that begins its segment in an address.
            pub fn segment(self) -> &'static str {
                match self { $(Self::$name => $segment,)* }
            }
        }
    };
}

provision_kinds! {
    /// Кіріспе, преамбула.
    Preamble = "preamble" / "preamble",
    /// Бөлім.
    Section = "section" / "section",
    /// Кіші бөлім.
    Subsection = "subsection" / "subsection",
    /// Тарау.
    Chapter = "chapter" / "chapter",
    /// Параграф.
    Subchapter = "subchapter" / "subchapter",
    /// Бап.
    Article = "article" / "article",
    /// Тармақ.
    Point = "point" / "point",
    /// Тармақша.
    Subpoint = "subpoint" / "subpoint",
    /// Бөлік.
    Part = "part" / "part",
    /// Абзац.
    Indent = "indent" / "indent",
    /// Қосымша.
    Annex = "annex" / "annex",
    /// The document an act approves: қағидалар, регламент, нұсқаулық, жарғы, стандарт, тізбе. Its segment is that word.
    Component = "component" / "approved",
    /// Кесте.
    Table = "table" / "table",
    /// Жол.
    Row = "row" / "row",
    /// A numbered item of a plain list.
    Item = "item" / "item",
    /// Қысқартулар тізімі, below the last table of an annex.
    Abbreviations = "abbreviations" / "abbreviations",
    /// A field of a form.
    FormField = "form_field" / "field",
    /// Қол қою.
    Signature = "signature" / "signature",
    /// «КЕЛІСІЛДІ».
    Agreement = "agreement" / "agreed",
    /// «… бекітілген».
    Approval = "approval" / "approval",
    /// An instruction of an amending act.
    Amendment = "amendment" / "amend",
    /// The paragraph that names what the next instructions are about.
    Target = "target" / "target",
    /// Quoted wording of an amending act; a segment only, never a provision.
    New = "new" / "new",
    /// A question of a leaflet.
    Question = "question" / "q",
    /// A lettered question below a question.
    Subquestion = "subquestion" / "sub",
    /// The answer to a question.
    Answer = "answer" / "answer",
    /// The heading of a unit, as the target of a change.
    Heading = "heading" / "heading",
    /// The title of an act, as the target of a change.
    Title = "title" / "title",
}

/// The words a component's segment can be.
pub(crate) const COMPONENT_SEGMENTS: &[&str] = &["rules", "regulation", "instruction", "charter", "standard", "list", "approved"];

impl ProvisionKind {
    /// The kind whose segments begin with `word`.
    pub fn from_segment(word: &str) -> Option<Self> {
        if COMPONENT_SEGMENTS.contains(&word) {
            return Some(Self::Component);
        }
        Self::ALL.iter().copied().find(|kind| kind.segment() == word)
    }

    /// Whether it groups numbered units without being part of their address: sections, chapters and their parts.
    pub fn is_grouping(self) -> bool {
        matches!(self, Self::Section | Self::Subsection | Self::Chapter | Self::Subchapter)
    }
}

impl Serialize for ProvisionKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ProvisionKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == name);
        found.ok_or_else(|| serde::de::Error::custom(format!("`{name}` is no kind of provision")))
    }
}

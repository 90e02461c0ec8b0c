//! What a tag means: for the flow of the text, and for what of the page is the act.

use crate::text::BlockKind;

/// Which part of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The title block and the text block of Adilet's pages.
    Containers,
    /// What the page marks as its main part.
    Main,
    /// The whole body, its chrome left out.
    Everything,
}

/// What a stretch of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// Title, status and requisites.
    Head,
    /// The text.
    Body,
    /// Anything else.
    Outside,
}

/// A start tag with the attributes that say something.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: Vec<u8>,
    attribute: Vec<u8>,
    pub(super) class: String,
    pub(super) id: String,
    pub(super) anchor: String,
    pub(super) href: Option<String>,
    pub(super) border: Option<String>,
    pub(super) spans: [u32; 2],
    pub(super) start: Option<i64>,
    pub(super) kind: String,
    colour: String,
    pub(super) rel: String,
    pub(super) hidden: bool,
    /// Whether what is in it is set in the middle, where it says how that is set.
    pub(super) centred: Option<bool>,
    bold: Option<bool>,
}

impl Tag {
    pub(super) fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.attribute.clear();
        for text in [&mut self.class, &mut self.id, &mut self.anchor, &mut self.kind, &mut self.rel, &mut self.colour] {
            text.clear();
        }
        (self.href, self.border, self.start) = (None, None, None);
        self.spans = [1, 1];
        self.hidden = false;
        (self.centred, self.bold) = (None, None);
        if name == b"center" {
            self.centred = Some(true);
        }
    }

    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute.clear();
        self.attribute.extend_from_slice(name);
        self.hidden |= name == b"hidden";
        if name == b"border" {
            self.border = Some(String::new());
        }
    }

    pub(super) fn value(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value).into_owned();
        let number = || std::str::from_utf8(value).ok().and_then(|value| value.trim().parse::<i64>().ok());
        let span = || number().and_then(|number| u32::try_from(number).ok()).unwrap_or(1).clamp(1, SPAN_MAX);
        match self.attribute.as_slice() {
            b"class" => self.class = text(),
            b"id" => self.id = text(),
            b"name" => self.anchor = text(),
            b"href" => self.href = Some(text()),
            b"border" => self.border = Some(text()),
            b"rowspan" => self.spans[0] = span(),
            b"colspan" => self.spans[1] = span(),
            b"start" | b"value" => self.start = number(),
            b"type" => self.kind = text(),
            b"rel" => self.rel = text(),
            b"color" => self.colour = text(),
            b"align" => self.centred = Some(text().trim().eq_ignore_ascii_case("center")),
            b"style" => {
                let style: String = text().chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
                self.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
                let says = |property: &str| style.split(';').find_map(|rule| rule.strip_prefix(property)?.strip_prefix(':'));
                self.centred = says("text-align").map(|place| place == "center").or(self.centred);
                self.bold = says("font-weight").map(|weight| matches!(weight, "bold" | "bolder" | "600" | "700" | "800" | "900")).or(self.bold);
            }
            _ => {}
        }
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.class.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(class))
    }

    /// The stretch of the page that begins with this tag, where it begins one.
    pub(super) fn region(&self, scope: Scope) -> Option<Region> {
        match scope {
            Scope::Containers => {
                if self.has_class("slogan") {
                    Some(Region::Head)
                } else if self.name == b"article" || self.has_class("container_gamma") && self.has_class("text") {
                    Some(Region::Body)
                } else {
                    self.has_class("aftertext").then_some(Region::Outside)
                }
            }
            Scope::Main => (self.name == b"main").then_some(Region::Body),
            Scope::Everything => None,
        }
    }

    /// Whether the element holds nothing of the text. `in_text` says that it stands inside the text block, where `header` and its kin are the text's own.
    pub(super) fn is_dropped(&self, in_text: bool) -> bool {
        const NEVER_TEXT: &[&[u8]] = &[
            b"script",
            b"style",
            b"noscript",
            b"template",
            b"svg",
            b"math",
            b"iframe",
            b"object",
            b"button",
            b"select",
            b"textarea",
            b"canvas",
            b"audio",
            b"video",
            b"map",
            b"title",
            b"datalist",
            b"dialog",
        ];
        const CHROME: &[&[u8]] = &[b"nav", b"header", b"footer", b"aside", b"menu"];
        let name = self.name.as_slice();
        self.hidden || NEVER_TEXT.contains(&name) || !in_text && CHROME.contains(&name)
    }

    /// What the words of the element are, where its marks say so.
    pub(super) fn kind_of_words(&self) -> Option<BlockKind> {
        match self.name.as_slice() {
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Some(BlockKind::Heading),
            b"p" | b"span" | b"div" if self.has_class("note") => Some(BlockKind::Note),
            b"span" if self.has_class("status") => Some(BlockKind::Furniture),
            b"font" if self.is_red() => Some(BlockKind::Note),
            _ => None,
        }
    }

    /// Whether the words of the element are bold, where it says so.
    pub(super) fn is_bold(&self) -> Option<bool> {
        self.bold.or_else(|| matches!(self.name.as_slice(), b"b" | b"strong").then_some(true))
    }

    /// Notes of the Institute of Legislation on changes to come are red.
    fn is_red(&self) -> bool {
        let colour = self.colour.trim().trim_start_matches('#');
        colour.eq_ignore_ascii_case("ff0000") || colour.eq_ignore_ascii_case("red")
    }
}

/// Most rows or columns that a cell is believed to take.
const SPAN_MAX: u32 = 1_000;

/// Elements that have no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(name, b"br" | b"hr" | b"img" | b"input" | b"meta" | b"link" | b"col" | b"area" | b"base" | b"embed" | b"source" | b"track" | b"wbr" | b"param")
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &[u8]) -> bool {
    const BLOCKS: &[&[u8]] = &[
        b"p",
        b"div",
        b"td",
        b"tr",
        b"th",
        b"table",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"li",
        b"ul",
        b"ol",
        b"dl",
        b"dt",
        b"dd",
        b"thead",
        b"tbody",
        b"tfoot",
        b"caption",
        b"article",
        b"section",
        b"main",
        b"blockquote",
        b"pre",
        b"center",
        b"address",
        b"hr",
        b"figure",
        b"figcaption",
        b"fieldset",
        b"details",
        b"summary",
        b"form",
        b"body",
        b"header",
        b"footer",
        b"aside",
        b"nav",
        b"menu",
        b"dir",
    ];
    BLOCKS.contains(&name)
}

/// Elements that hold a flow of their own: an end tag inside does not end anything outside.
pub(super) fn is_boundary(name: &[u8]) -> bool {
    matches!(name, b"td" | b"th" | b"table" | b"caption" | b"html")
}

/// Elements whose start tag ends an open one: `<li>` ends the `li` before it.
pub(super) fn ends_before(name: &[u8]) -> &'static [&'static [u8]] {
    match name {
        b"li" => &[b"li"],
        b"dt" | b"dd" => &[b"dt", b"dd"],
        b"td" | b"th" => &[b"td", b"th", b"caption"],
        b"tr" => &[b"tr", b"caption"],
        b"tbody" | b"thead" | b"tfoot" => &[b"tbody", b"thead", b"tfoot", b"caption"],
        b"option" => &[b"option"],
        _ => &[],
    }
}

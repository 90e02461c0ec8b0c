//! What the operators of a page draw.
//!
//! After this: a page is a list of glyphs with their places, ruling lines, and the share of images. Forms are drawn in
//! their places; what lies outside the clip or the page is not there. Nothing but text and lines is followed.

use lopdf::{Dictionary, Object, Stream};

use super::document::{Page, Pdf};
use super::font::{Fonts, TextId};
use super::geometry::{Area, Matrix, upright, view};
use super::glyph::{Drawing, Glyph};
use super::lex::{self, Lexer, Token};
use super::limits::{Budget, DEPTH_MAX, PAGE_GLYPHS_MAX, PAGE_RULES_MAX, STATES_MAX, STREAM_BYTES_MAX};
use super::scan::{PLACED_MAX, Placed};

/// Widest ruling line, in points.
const RULE_WIDTH_MAX: f32 = 3.0;
/// Shortest ruling line, in points.
const RULE_LENGTH_MIN: f32 = 4.0;
/// Most operands of one operator that are kept.
const OPERANDS_MAX: usize = 100_000;

/// What operators change and `q`/`Q` keep.
#[derive(Clone, Debug)]
struct State {
    matrix: Matrix,
    clip: Area,
    font: Option<usize>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    /// Horizontal scale: 1 is as designed.
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: u8,
    line_width: f32,
}

/// One page being drawn.
pub(super) struct Painter<'p, 'd> {
    pdf: &'d Pdf,
    fonts: &'p mut Fonts<'d>,
    budget: &'p mut Budget,
    page: Area,
    pub(super) drawing: Drawing,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    /// Marked stretches that are open: whether each is an artifact, and the characters it says it stands for.
    marked: Vec<Mark>,
    artifacts: usize,
}

#[derive(Debug)]
struct Mark {
    artifact: bool,
    actual: Option<String>,
}

/// The path being built, in the coordinates of the page.
#[derive(Debug, Default)]
struct Path {
    /// Boxes of the parts that are whole, and whether each is one straight stroke.
    parts: Vec<Area>,
    strokes: Vec<Area>,
    current: Option<(f32, f32)>,
    start: Option<(f32, f32)>,
    open: Option<Area>,
    clips: bool,
}

/// Draws `page`, as a viewer shows it.
pub(super) fn draw<'d>(pdf: &'d Pdf, page: &Page<'d>, fonts: &mut Fonts<'d>, budget: &mut Budget) -> Drawing {
    let (matrix, width, height) = view(page.shown, page.quarters);
    let area = Area { left: 0.0, top: 0.0, right: width, bottom: height };
    let state = State {
        matrix,
        clip: area,
        font: None,
        size: 0.0,
        letter_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
        line_width: 1.0,
    };
    let mut painter = Painter {
        pdf,
        fonts,
        budget,
        page: area,
        drawing: Drawing::default(),
        state,
        saved: Vec::new(),
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        path: Path::default(),
        marked: Vec::new(),
        artifacts: 0,
    };
    let content = painter.content(page.dictionary);
    painter.run(&content, page.resources, DEPTH_MAX);
    painter.drawing
}

impl<'d> Painter<'_, 'd> {
    /// The content of a page: one stream, or the parts of one.
    fn content(&mut self, page: &Dictionary) -> Vec<u8> {
        let mut content = Vec::new();
        let streams: Vec<&Object> = match self.pdf.get(page, b"Contents") {
            Some(stream @ Object::Stream(_)) => vec![stream],
            Some(Object::Array(parts)) => parts.iter().collect(),
            _ => Vec::new(),
        };
        let wanted = page.has(b"Contents");
        let mut found = false;
        for object in streams {
            let Some(Object::Stream(stream)) = self.pdf.resolve(object) else {
                self.drawing.damaged = true;
                continue;
            };
            found = true;
            match self.pdf.unpack(stream, self.budget) {
                Some((bytes, damaged)) => {
                    self.drawing.damaged |= damaged;
                    content.extend_from_slice(&bytes);
                    content.push(b'\n');
                }
                None => self.drawing.damaged |= self.budget.spent.is_none(),
            }
            if self.budget.spent.is_some() || content.len() > STREAM_BYTES_MAX {
                self.drawing.cut = true;
                break;
            }
        }
        self.drawing.damaged |= wanted && !found && !matches!(self.pdf.get(page, b"Contents"), Some(Object::Array(parts)) if parts.is_empty());
        content
    }

    /// Follows `content`; names in it are those of `resources`.
    fn run(&mut self, content: &[u8], resources: Option<&'d Dictionary>, depth: usize) {
        let mut lexer = Lexer::new(content);
        let mut store = Vec::new();
        let mut operands: Vec<Token<'_>> = Vec::new();
        let floor = self.saved.len();
        while let Some(token) = lexer.next(&mut store) {
            let Token::Word(word) = token else {
                if operands.len() < OPERANDS_MAX {
                    operands.push(token);
                }
                continue;
            };
            if !self.budget.operator() || self.drawing.glyphs.len() >= PAGE_GLYPHS_MAX {
                self.drawing.cut = true;
                break;
            }
            match word {
                b"ID" => lexer.skip_image(),
                b"q" if self.saved.len() < STATES_MAX => self.saved.push(self.state.clone()),
                b"Q" if self.saved.len() > floor => self.state = self.saved.pop().expect("there is one above the floor"),
                b"Do" => self.object(&operands, resources, depth),
                b"Tf" => self.font(&operands, resources),
                b"BDC" | b"BMC" => self.mark(&operands, &store, resources),
                word => self.operator(word, &operands, &store),
            }
            operands.clear();
            store.clear();
        }
        self.saved.truncate(floor);
    }

    fn operator(&mut self, word: &[u8], operands: &[Token<'_>], store: &[u8]) {
        let number = |at: usize| match operands.get(at) {
            Some(Token::Number(number)) => *number,
            _ => 0.0,
        };
        let numbers = || Matrix::new([number(0), number(1), number(2), number(3), number(4), number(5)]);
        match word {
            b"cm" => {
                let matrix = numbers().then(self.state.matrix);
                if matrix.is_finite() {
                    self.state.matrix = matrix;
                }
            }
            b"w" => self.state.line_width = number(0).abs(),
            b"gs" | b"BI" | b"EI" => {}
            b"m" => self.path.begin(self.state.matrix.apply(number(0), number(1))),
            b"l" => self.path.stroke_to(self.state.matrix.apply(number(0), number(1))),
            b"c" => self.path.curve_to(self.state.matrix.apply(number(4), number(5))),
            b"v" | b"y" => self.path.curve_to(self.state.matrix.apply(number(2), number(3))),
            b"h" => self.path.close(),
            b"re" => {
                let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map(|(x, y)| self.state.matrix.apply(x, y));
                self.path.begin(corners[0]);
                corners[1..].iter().for_each(|&corner| self.path.stroke_to(corner));
                self.path.close();
            }
            b"S" => self.paint(true, false),
            b"s" => {
                self.path.close();
                self.paint(true, false);
            }
            b"f" | b"F" | b"f*" => self.paint(false, true),
            b"B" | b"B*" => self.paint(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(true, true);
            }
            b"n" => self.paint(false, false),
            b"W" | b"W*" => self.path.clips = true,
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tc" => self.state.letter_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.mode = number(0).clamp(0.0, 7.0) as u8,
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"Tm" => {
                let matrix = numbers();
                if matrix.is_finite() {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tj" | b"TJ" => self.show(operands, store),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show(operands, store);
            }
            b"\"" => {
                self.state.word_space = number(0);
                self.state.letter_space = number(1);
                self.move_line(0.0, -self.state.leading);
                self.show(&operands[operands.len().min(2)..], store);
            }
            b"EMC" => {
                if let Some(mark) = self.marked.pop() {
                    self.artifacts -= usize::from(mark.artifact);
                }
            }
            _ => {}
        }
    }

    fn move_line(&mut self, x: f32, y: f32) {
        let line = Matrix::shift(x, y).then(self.line);
        if line.is_finite() {
            (self.line, self.text) = (line, line);
        }
    }

    fn font(&mut self, operands: &[Token<'_>], resources: Option<&'d Dictionary>) {
        let [Token::Name(name), Token::Number(size), ..] = operands else { return };
        self.state.size = *size;
        let fonts = resources.and_then(|resources| self.pdf.dictionary(resources, b"Font"));
        let font = fonts.and_then(|fonts| self.pdf.dictionary(fonts, &lex::name(name)));
        self.state.font = font.map(|font| self.fonts.number(self.pdf, font, self.budget));
    }

    /// `TJ` gives strings and moves between them.
    fn show(&mut self, operands: &[Token<'_>], store: &[u8]) {
        for operand in operands {
            match operand {
                Token::String(range) => self.string(&store[range.clone()]),
                Token::Number(back) => {
                    let by = -back / 1000.0 * self.state.size * self.state.stretch;
                    self.advance(by);
                }
                _ => {}
            }
        }
    }

    fn advance(&mut self, by: f32) {
        let text = Matrix::shift(by, 0.0).then(self.text);
        if text.is_finite() {
            self.text = text;
        }
    }

    fn string(&mut self, bytes: &[u8]) {
        let Some(number) = self.state.font else {
            // A font nobody can find: there is a text that cannot be read.
            self.drawing.lost += bytes.len();
            return;
        };
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.drawing.glyphs.len() >= PAGE_GLYPHS_MAX || !self.budget.glyph() {
                self.drawing.cut = true;
                return;
            }
            let (code, length, shape) = self.fonts.next(number, rest, self.pdf, self.budget);
            rest = &rest[length.min(rest.len())..];
            let width = shape.width * self.state.size;
            self.glyph(number, width, shape.text);
            let word = if length == 1 && code == 32 { self.state.word_space } else { 0.0 };
            self.advance((width + self.state.letter_space + word) * self.state.stretch);
        }
    }

    fn glyph(&mut self, number: usize, width: f32, text: TextId) {
        let state = &self.state;
        let matrix = Matrix::new([1.0, 0.0, 0.0, 1.0, 0.0, state.rise]).then(self.text).then(state.matrix);
        let (x, y) = matrix.apply(0.0, 0.0);
        let (end_x, end_y) = matrix.apply(width * state.stretch, 0.0);
        let (up_x, up_y) = matrix.apply(0.0, state.size);
        let size = (up_x - x).hypot(up_y - y);
        if ![x, y, end_x, end_y, size].iter().all(|number| number.is_finite()) || size < 0.5 {
            return;
        }
        // Where a glyph has no width its direction is that of the line.
        let (to_x, to_y) = matrix.apply(1.0, 0.0);
        let direction = direction(to_x - x, to_y - y);
        let middle = ((x + end_x) / 2.0 + (up_x - x) * 0.25, (y + end_y) / 2.0 + (up_y - y) * 0.25);
        if !state.clip.grown(0.01).holds(middle.0, middle.1) || !self.page.holds(middle.0, middle.1) {
            return;
        }
        let font = self.fonts.font(number);
        let (ascent, descent, bold) = (font.ascent, font.descent, font.bold || matches!(state.mode, 2));
        // A glyph nobody knows may stand in a stretch that says what it means.
        let text = match self.marked.last_mut().and_then(|mark| mark.actual.as_mut()) {
            Some(actual) if text == TextId::UNKNOWN && !actual.is_empty() => self.fonts.texts.id(&std::mem::take(actual)),
            _ => text,
        };
        let order = u32::try_from(self.drawing.glyphs.len()).unwrap_or(u32::MAX);
        // Text that runs another way is turned to run to the right.
        let (turn, _) = upright(direction, self.page.width(), self.page.height());
        let ((left, base), (right, _)) = (turn.apply(x, y), turn.apply(end_x, end_y));
        self.drawing.glyphs.push(Glyph {
            text,
            left,
            right: right.max(left),
            base,
            size,
            ascent,
            descent,
            bold,
            artifact: self.artifacts > 0,
            hidden: state.mode == 3,
            direction,
            order,
        });
    }

    fn mark(&mut self, operands: &[Token<'_>], store: &[u8], resources: Option<&'d Dictionary>) {
        if self.marked.len() >= STATES_MAX {
            return;
        }
        let artifact = matches!(operands.first(), Some(Token::Name(b"Artifact")));
        let inline = operands.windows(2).find_map(|pair| match pair {
            [Token::Name(b"ActualText"), Token::String(range)] => Some(store[range.clone()].to_vec()),
            _ => None,
        });
        let named = || match operands.get(1) {
            Some(Token::Name(name)) => {
                let all = self.pdf.dictionary(resources?, b"Properties")?;
                let properties = self.pdf.dictionary(all, &lex::name(name))?;
                self.pdf.get(properties, b"ActualText")?.as_str().ok().map(<[u8]>::to_vec)
            }
            _ => None,
        };
        let actual = inline.or_else(named).filter(|bytes| bytes.len() <= 1024);
        let actual = actual.and_then(|bytes| lopdf::decode_text_string(&Object::string_literal(bytes)).ok());
        self.marked.push(Mark { artifact, actual });
        self.artifacts += usize::from(artifact);
    }

    /// Ends the path: its thin parts are ruling lines.
    fn paint(&mut self, stroked: bool, filled: bool) {
        self.path.finish();
        let path = std::mem::take(&mut self.path);
        if path.clips && !path.parts.is_empty() {
            let clip = path.parts.iter().fold(Area::NOTHING, |all, part| all.join(*part));
            self.state.clip = self.state.clip.cut(clip);
        }
        let rules = &mut self.drawing.rules;
        if stroked {
            let width = self.state.line_width * self.state.matrix.a.hypot(self.state.matrix.b).max(self.state.matrix.c.hypot(self.state.matrix.d));
            let straight = |area: &&Area| area.width() <= 0.5 && area.height() >= RULE_LENGTH_MIN || area.height() <= 0.5 && area.width() >= RULE_LENGTH_MIN;
            if width <= RULE_WIDTH_MAX {
                rules.extend(path.strokes.iter().filter(straight).take(PAGE_RULES_MAX.saturating_sub(rules.len())));
            }
        }
        if filled {
            let thin = |area: &&Area| area.width().min(area.height()) <= RULE_WIDTH_MAX && area.width().max(area.height()) >= RULE_LENGTH_MIN;
            rules.extend(path.parts.iter().filter(thin).take(PAGE_RULES_MAX.saturating_sub(rules.len())));
        }
    }

    /// A form is drawn in its place; of an image the share of the page counts, and where it stands.
    fn object(&mut self, operands: &[Token<'_>], resources: Option<&'d Dictionary>, depth: usize) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let objects = resources.and_then(|resources| self.pdf.dictionary(resources, b"XObject"));
        let Some(Object::Stream(stream)) = objects.and_then(|objects| self.pdf.get(objects, &lex::name(name))) else { return };
        match self.pdf.name(&stream.dict, b"Subtype") {
            Some(b"Image") => {
                let unit = Area { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };
                let shown = self.state.matrix.apply_area(unit).cut(self.state.clip);
                if !shown.is_empty() {
                    self.drawing.images += shown.width() * shown.height() / (self.page.width() * self.page.height());
                    let id = objects.and_then(|objects| objects.get(&lex::name(name)).ok()?.as_reference().ok());
                    if let Some(id) = id.filter(|_| self.drawing.pictures.len() < PLACED_MAX) {
                        self.drawing.pictures.push(Placed::new(self.pdf, id, stream, self.state.matrix, shown));
                    }
                }
            }
            Some(b"Form") if depth > 0 && self.saved.len() < STATES_MAX => self.form(stream, resources, depth),
            _ => {}
        }
    }

    fn form(&mut self, stream: &'d Stream, resources: Option<&'d Dictionary>, depth: usize) {
        let Some((content, damaged)) = self.pdf.unpack(stream, self.budget) else {
            self.drawing.damaged = true;
            self.drawing.cut |= self.budget.spent.is_some();
            return;
        };
        self.drawing.damaged |= damaged;
        let (state, text, line) = (self.state.clone(), self.text, self.line);
        let (marked, artifacts) = (self.marked.len(), self.artifacts);
        if let Some(numbers) = self.pdf.numbers::<6>(&stream.dict, b"Matrix") {
            self.state.matrix = Matrix::new(numbers).then(self.state.matrix);
        }
        if let Some(area) = self.pdf.area(&stream.dict, b"BBox") {
            self.state.clip = self.state.clip.cut(self.state.matrix.apply_area(area));
        }
        if self.state.matrix.is_finite() {
            let own = self.pdf.dictionary(&stream.dict, b"Resources").or(resources);
            self.run(&content, own, depth - 1);
        }
        self.marked.truncate(marked);
        self.artifacts = artifacts;
        (self.state, self.text, self.line) = (state, text, line);
    }
}

/// The nearest of the four directions text runs in, or 4.
fn direction(x: f32, y: f32) -> u8 {
    let length = x.hypot(y);
    if x.abs() >= 0.98 * length {
        if x >= 0.0 { 0 } else { 2 }
    } else if y.abs() >= 0.98 * length {
        if y > 0.0 { 1 } else { 3 }
    } else {
        4
    }
}

impl Path {
    fn begin(&mut self, (x, y): (f32, f32)) {
        self.end_part();
        self.current = Some((x, y));
        self.start = self.current;
        self.open = Some(Area::NOTHING.with(x, y));
    }

    fn stroke_to(&mut self, (x, y): (f32, f32)) {
        let Some((from_x, from_y)) = self.current else { return self.begin((x, y)) };
        if self.strokes.len() < PAGE_RULES_MAX {
            self.strokes.push(Area::NOTHING.with(from_x, from_y).with(x, y));
        }
        self.curve_to((x, y));
    }

    fn curve_to(&mut self, (x, y): (f32, f32)) {
        self.current = Some((x, y));
        self.open = Some(self.open.unwrap_or(Area::NOTHING).with(x, y));
    }

    fn close(&mut self) {
        if let Some(start) = self.start {
            self.stroke_to(start);
        }
    }

    fn end_part(&mut self) {
        if let Some(part) = self.open.take()
            && self.parts.len() < PAGE_RULES_MAX
        {
            self.parts.push(part);
        }
    }

    fn finish(&mut self) {
        self.end_part();
        self.current = None;
        self.start = None;
    }
}

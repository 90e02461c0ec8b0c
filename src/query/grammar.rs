//! What the signs in a question mean: fields, operators, groups, prefixes, nearness.
//!
//! Lenient: whatever cannot be read as a sign is a word, and what was read otherwise than it may have been meant is told.
//!
//! | written | meant |
//! |---|---|
//! | `"он күн"`, `"он күн"~3` | the words as they stand; with up to three others between them |
//! | `рұқсат*` | words that begin so |
//! | `AND` ЖӘНЕ И, `OR` НЕМЕСЕ ИЛИ, `NOT` ЕМЕС НЕ, in capitals; brackets beside them | both, either, without. `ЕМЕС` may stand after its word |
//! | `act:` `акт:`, `type:` `түрі:` `вид:`, `issuer:` `орган:`, `from:` `to:`, `status:` `күші:`, `in:` | of this act; of this kind; of this issuer; adopted since, until; in force or not; below this address |

use std::ops::Range;

use crate::act::Date;
use crate::text::words;

/// Deeper brackets are read as if they were not there.
const DEPTH_MAX: usize = 16;
/// More signs than this are a text, not a question.
const PIECES_MAX: usize = 128;
/// More phrases than this are read as words.
const PHRASES_MAX: usize = 8;

/// A limit on the acts or units that are searched.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Limit {
    /// Of this act.
    Act(String),
    /// Of this kind of act, as typed.
    Kind(String),
    /// The name of the issuer has these words.
    Issuer(String),
    /// Adopted on this day or later.
    From(Date),
    /// Adopted on this day or earlier.
    To(Date),
    /// In this state, as typed.
    Status(String),
    /// At this address or below it.
    In(String),
}

/// What has to be in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A word, or words, as typed.
    Words(String),
    /// The phrase of this number among those of the question.
    Phrase(usize),
    /// A word that begins so.
    Prefix(String),
    /// All of them.
    All(Vec<Node>),
    /// Any of them.
    Any(Vec<Node>),
    /// Not that.
    Not(Box<Node>),
}

/// A question without its signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parsed {
    /// Its words outside quotation marks that are asked for, as typed.
    pub(super) plain: String,
    /// Its phrases, and how many other words may stand between theirs.
    pub(super) phrases: Vec<(String, u32)>,
    /// Beginnings of words.
    pub(super) prefixes: Vec<String>,
    /// Limits.
    pub(super) limits: Vec<Limit>,
    /// What has to hold, where the question has operators.
    pub(super) tree: Option<Node>,
    /// What could not be read, in sentences.
    pub(super) problems: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Word(String),
    Phrase(usize),
    Prefix(String),
    And,
    Or,
    Not,
    Open,
    Close,
}

/// Reads `text`.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let pieces = pieces(text, &mut parsed);
    let has_operators = pieces.iter().any(|piece| matches!(piece, Piece::And | Piece::Or | Piece::Not));
    if has_operators {
        let mut reader = Reader { pieces: &pieces, at: 0, depth: 0 };
        let mut nodes = Vec::new();
        while reader.at < pieces.len() {
            nodes.extend(reader.either());
            // A bracket that closes nothing.
            reader.at += usize::from(reader.at < pieces.len());
        }
        parsed.tree = one_of(nodes, Node::All);
    }
    let mut denied = Vec::new();
    if let Some(tree) = &parsed.tree {
        collect_denied(tree, &mut denied);
    }
    for piece in &pieces {
        match piece {
            Piece::Word(word) if !denied.contains(word) => {
                parsed.plain.push_str(word);
                parsed.plain.push(' ');
            }
            Piece::Prefix(prefix) => parsed.prefixes.push(prefix.clone()),
            // Brackets of a text are no signs.
            Piece::Open if !has_operators => parsed.plain.push('('),
            Piece::Close if !has_operators => parsed.plain.push_str(") "),
            _ => {}
        }
    }
    parsed
}

fn collect_denied(node: &Node, denied: &mut Vec<String>) {
    match node {
        Node::Not(inner) => collect_words(inner, denied),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| collect_denied(node, denied)),
        _ => {}
    }
}

fn collect_words(node: &Node, words: &mut Vec<String>) {
    match node {
        Node::Words(word) => words.push(word.clone()),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| collect_words(node, words)),
        Node::Not(inner) => collect_words(inner, words),
        Node::Phrase(_) | Node::Prefix(_) => {}
    }
}

fn one_of(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 { Some(many(nodes)) } else { nodes.pop() }
}

struct Reader<'p> {
    pieces: &'p [Piece],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn eat(&mut self, piece: &Piece) -> bool {
        let found = self.pieces.get(self.at) == Some(piece);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Option<Node> {
        let mut nodes: Vec<Node> = self.both().into_iter().collect();
        while self.eat(&Piece::Or) {
            nodes.extend(self.both());
        }
        one_of(nodes, Node::Any)
    }

    fn both(&mut self) -> Option<Node> {
        let mut nodes: Vec<Node> = self.row().into_iter().collect();
        while self.eat(&Piece::And) {
            nodes.extend(self.row());
        }
        one_of(nodes, Node::All)
    }

    /// Words side by side: any of them, but none that is denied.
    fn row(&mut self) -> Option<Node> {
        let (mut wanted, mut denied): (Vec<Node>, Vec<Node>) = (Vec::new(), Vec::new());
        loop {
            // «виза ЕМЕС шақыру» is read as in English; at the end of a row the word before it is denied.
            if self.eat(&Piece::Not) {
                match self.single() {
                    Some(node) => denied.push(Node::Not(Box::new(node))),
                    None => denied.extend(wanted.pop().map(|node| Node::Not(Box::new(node)))),
                }
                continue;
            }
            match self.single() {
                Some(node) => wanted.push(node),
                None => break,
            }
        }
        let mut nodes: Vec<Node> = one_of(wanted, Node::Any).into_iter().collect();
        nodes.extend(denied);
        one_of(nodes, Node::All)
    }

    fn single(&mut self) -> Option<Node> {
        let node = match self.pieces.get(self.at)? {
            Piece::Word(word) => Node::Words(word.clone()),
            Piece::Phrase(number) => Node::Phrase(*number),
            Piece::Prefix(prefix) => Node::Prefix(prefix.clone()),
            Piece::Open if self.depth < DEPTH_MAX => {
                self.at += 1;
                self.depth += 1;
                let inner = self.either();
                self.eat(&Piece::Close);
                self.depth -= 1;
                return inner.or_else(|| self.single());
            }
            _ => return None,
        };
        self.at += 1;
        Some(node)
    }
}

/// The pieces of a question; limits and what cannot be read go to `parsed`.
fn pieces(text: &str, parsed: &mut Parsed) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while pieces.len() < PIECES_MAX {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { break };
        let after = &rest[first.len_utf8()..];
        if is_mark(first)
            && let Some(close) = after.find(is_mark)
        {
            rest = &after[close..];
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
            let (slop, left) = slop(rest);
            rest = left;
            let quoted = &after[..close];
            if parsed.phrases.len() == PHRASES_MAX {
                pieces.extend(quoted.split_whitespace().map(|word| Piece::Word(word.to_owned())));
                let told = format!("only {PHRASES_MAX} phrases are looked for as phrases; the words of the others were searched");
                parsed.problems.retain(|problem| *problem != told);
                parsed.problems.push(told);
            } else if quoted.contains(char::is_alphanumeric) {
                pieces.push(Piece::Phrase(parsed.phrases.len()));
                parsed.phrases.push((quoted.to_owned(), slop));
            }
        } else if is_mark(first) {
            rest = after;
        } else if first == '(' || first == ')' {
            pieces.push(if first == '(' { Piece::Open } else { Piece::Close });
            rest = after;
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || is_mark(c) || c == '(').unwrap_or(rest.len());
            let (mut word, left) = rest.split_at(end.max(first.len_utf8()));
            rest = left;
            if let Some((name, value)) = word.split_once(':')
                && let Some(field) = field_of(name)
            {
                // `issuer:"Ішкі істер министрі"`
                let quoted =
                    value.is_empty().then(|| rest.strip_prefix(is_mark)).flatten().and_then(|inner| inner.find(is_mark).map(|close| inner.split_at(close)));
                let value = match quoted {
                    Some((value, left)) => {
                        rest = &left[left.chars().next().map_or(0, char::len_utf8)..];
                        value
                    }
                    None => value,
                };
                limit(field, value.trim_end_matches([',', ')']), parsed);
                continue;
            }
            // «(виза OR шақыру)»: the bracket that closes; «1)» is a number's.
            let closes = word.ends_with(')') && !word.trim_end_matches(')').ends_with(|c: char| c.is_ascii_digit());
            if closes {
                word = word.trim_end_matches(')');
            }
            pieces.push(match operator(word) {
                Some(operator) => operator,
                None => match word.strip_suffix('*').filter(|prefix| prefix.chars().filter(|c| c.is_alphanumeric()).count() >= 2) {
                    Some(prefix) => Piece::Prefix(prefix.to_lowercase()),
                    None => Piece::Word(word.to_owned()),
                },
            });
            if closes {
                pieces.push(Piece::Close);
            }
        }
    }
    pieces
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// `~3` after a phrase.
fn slop(rest: &str) -> (u32, &str) {
    let Some(number) = rest.strip_prefix('~') else { return (0, rest) };
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (number[..digits].parse().unwrap_or(0).min(50), &number[digits..])
}

fn operator(word: &str) -> Option<Piece> {
    match word {
        "AND" | "ЖӘНЕ" | "И" | "&&" => Some(Piece::And),
        "OR" | "НЕМЕСЕ" | "ИЛИ" | "||" => Some(Piece::Or),
        "NOT" | "ЕМЕС" | "НЕ" => Some(Piece::Not),
        _ => None,
    }
}

fn field_of(name: &str) -> Option<&'static str> {
    match name.to_lowercase().as_str() {
        "act" | "акт" => Some("act"),
        "type" | "түрі" | "вид" => Some("type"),
        "issuer" | "орган" => Some("issuer"),
        "from" | "бастап" | "с" => Some("from"),
        "to" | "дейін" | "по" => Some("to"),
        "status" | "күші" => Some("status"),
        "in" => Some("in"),
        _ => None,
    }
}

/// The bytes of the limits of `text`: «from:2020-01-01» tells no day that is asked about, and «act:…» is no citation.
pub(super) fn limits(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_limit = |word: &str| word.split_once(':').is_some_and(|(name, _)| field_of(name).is_some());
    words(text).filter(move |(_, word)| is_limit(word)).map(|(at, word)| at..at + word.len())
}

fn limit(field: &str, value: &str, parsed: &mut Parsed) {
    if value.is_empty() {
        parsed.problems.push(format!("`{field}:` names nothing and was left out"));
        return;
    }
    let value = value.to_owned();
    let limit = match field {
        "act" => Limit::Act(value),
        "type" => Limit::Kind(value),
        "issuer" => Limit::Issuer(value),
        "status" => Limit::Status(value),
        "in" => Limit::In(value),
        _ => {
            let day = if value.len() == 4 { format!("{value}-{}", if field == "from" { "01-01" } else { "12-31" }) } else { value.clone() };
            match (day.parse::<Date>(), field) {
                (Ok(day), "from") => Limit::From(day),
                (Ok(day), _) => Limit::To(day),
                (Err(_), _) => {
                    parsed.problems.push(format!("`{field}:{value}` is no day (YYYY-MM-DD) and was left out"));
                    return;
                }
            }
        }
    };
    parsed.limits.push(limit);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Node {
        Node::Words(text.to_owned())
    }

    #[test]
    fn operators_are_read_in_three_languages() {
        let cases = [
            ("виза AND шақыру", Node::All(vec![words("виза"), words("шақыру")])),
            ("виза НЕМЕСЕ шақыру", Node::Any(vec![words("виза"), words("шақыру")])),
            ("виза NOT шақыру", Node::All(vec![words("виза"), Node::Not(Box::new(words("шақыру")))])),
            ("(виза ИЛИ шақыру) И мерзім", Node::All(vec![Node::Any(vec![words("виза"), words("шақыру")]), words("мерзім")])),
            ("виза AND рұқсат*", Node::All(vec![words("виза"), Node::Prefix("рұқсат".to_owned())])),
            ("виза AND", words("виза")),
            ("OR", words("OR")),
        ];
        for (text, meant) in cases {
            let tree = parse(text).tree;
            assert!(tree == Some(meant.clone()) || tree.is_none() && text == "OR", "{text}: {tree:?}");
        }
        for text in ["3) тармақша", "виза және шақыру", "(бар болса)", "не керек"] {
            assert_eq!(parse(text).tree, None, "{text}");
        }
    }

    #[test]
    fn each_phrase_is_the_one_its_place_names() {
        let parsed = parse("бақылау \"\" NOT \"министрлікке\"");
        assert_eq!(parsed.phrases, [("министрлікке".to_owned(), 0)]);
        assert_eq!(parsed.tree, Some(Node::All(vec![words("бақылау"), Node::Not(Box::new(Node::Phrase(0)))])));
        let many = parse(&["\"он күн\""; PHRASES_MAX + 2].join(" AND "));
        assert_eq!(many.phrases.len(), PHRASES_MAX);
        assert_eq!((many.plain.trim(), many.problems.len()), ("он күн он күн", 1));
    }

    #[test]
    fn fields_phrases_and_prefixes_are_read() {
        let parsed = parse("\"он күн\"~3 act:V1800016354 issuer:\"Ішкі істер\" from:2020 to:x рұқсат* виза");
        assert_eq!(parsed.phrases, [("он күн".to_owned(), 3)]);
        assert_eq!(parsed.prefixes, ["рұқсат"]);
        assert_eq!(parsed.plain.trim(), "виза");
        assert_eq!(parsed.limits.len(), 3, "{:?}", parsed.limits);
        assert!(parsed.problems[0].contains("to:x"), "{:?}", parsed.problems);
    }

    #[test]
    fn no_question_is_a_syntax_error() {
        for text in ["", "\"", "((", "))", "AND OR NOT", "NOT", "act:", "(((a AND b", "a:b^2~", "\u{0}", "\"a\"~", "*", "ЕМЕС ЕМЕС", "a ) b AND c"] {
            let _ = parse(text);
        }
    }
}

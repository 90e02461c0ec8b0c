//! The tokens as the search engine takes them.

use std::ops::Range;

use ::tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::frequent::for_each_pair;
use super::scanner::for_each_token;

/// The name of the tokenizer of folded surface forms.
pub const EXACT: &str = "kk_exact";
/// The name of the tokenizer of stems.
pub const STEM: &str = "kk_stem";
/// The name of the tokenizer of stems spelt without Kazakh letters.
pub const LOOSE: &str = "kk_loose";
/// The name of the tokenizer of frequent terms that stand side by side: see [`pair`](super::pair).
pub const PAIRS: &str = "kk_pairs";

/// Makes the four tokenizers known to an index of tantivy, ours or any other. The engine's own "default" one drops words of 40 bytes: 20 Kazakh
/// letters.
///
/// ```
/// use tantivy::schema::{STORED, Schema, TextFieldIndexing, TextOptions};
/// use tarmaq::analyzer::{STEM, register};
///
/// let mut schema = Schema::builder();
/// schema.add_text_field("body", TextOptions::default().set_indexing_options(TextFieldIndexing::default().set_tokenizer(STEM)) | STORED);
/// let index = tantivy::Index::create_in_ram(schema.build());
/// register(index.tokenizers());
/// assert!(index.tokenizers().get(STEM).is_some());
/// ```
pub fn register(manager: &TokenizerManager) {
    manager.register(EXACT, Kazakh::new(Form::Exact));
    manager.register(STEM, Kazakh::new(Form::Stem));
    manager.register(LOOSE, Kazakh::new(Form::Loose));
    manager.register(PAIRS, Kazakh::new(Form::Pairs));
}

#[derive(Clone, Copy)]
enum Form {
    Exact,
    Stem,
    Loose,
    Pairs,
}

/// All tokens of the text in hand; the buffers are kept from text to text.
#[derive(Clone)]
struct Kazakh {
    form: Form,
    terms: String,
    tokens: Vec<(Range<usize>, Range<usize>, u32)>,
}

impl Kazakh {
    fn new(form: Form) -> Self {
        Self { form, terms: String::new(), tokens: Vec::new() }
    }
}

struct Stream<'a> {
    from: &'a Kazakh,
    next: usize,
    token: Token,
}

impl Tokenizer for Kazakh {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let Self { form, terms, tokens } = self;
        terms.clear();
        tokens.clear();
        let mut put = |words: &[&str], range: Range<usize>, position: u32| {
            let start = terms.len();
            words.iter().for_each(|word| terms.push_str(word));
            tokens.push((start..terms.len(), range, position));
        };
        match form {
            Form::Exact => for_each_token(text, |token| put(&[token.exact], token.range, token.position)),
            Form::Stem => for_each_token(text, |token| put(&[token.term], token.range, token.position)),
            Form::Loose => for_each_token(text, |token| put(&[token.loose], token.range, token.position)),
            Form::Pairs => for_each_pair(text, |one, other, range, position| put(&[one, " ", other], range, position)),
        }
        Stream { from: self, next: 0, token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, range, position)) = self.from.tokens.get(self.next) else { return false };
        self.next += 1;
        self.token.text.clear();
        self.token.text.push_str(&self.from.terms[term.clone()]);
        self.token.offset_from = range.start;
        self.token.offset_to = range.end;
        self.token.position = *position as usize;
        self.token.position_length = 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

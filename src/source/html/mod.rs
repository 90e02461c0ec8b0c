//! HTML pages: acts as Adilet publishes them, and pages as browsers save them.
//!
//! The page is read once, tag by tag; no tree is built. `page` says what a tag means, `walk` keeps what is open, and
//! the lines go to the flow that all marked-up formats share. What is not the act (menus, scripts, forms, the portal's
//! own words below the text) is left out: on Adilet's pages everything outside the title block and the text block.

mod charset;
mod page;
#[cfg(test)]
mod tests;
mod walk;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::flow::Flow;
use super::table::Tables;
use super::{Error, link};
use crate::text::{LineRange, Problem, ProblemCode, Reading, SourceText};

use page::Scope;
use walk::Walk;

/// Reads an HTML page.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let mut problems = Vec::new();
    let text = charset::decode(file, bytes, &mut problems)?;
    // Adilet's own containers where the page has them, else the main part that it marks, else all of it.
    for scope in [Scope::Containers, Scope::Main, Scope::Everything] {
        let walk = walk(&text, scope);
        if !walk.flow.lines.is_empty() && (scope == Scope::Everything || walk.found_body) {
            if walk.too_deep {
                problems.push(Problem::new(
                    ProblemCode::LimitReached,
                    LineRange::new(1, 1),
                    format!("{file} nests its tags more than {} deep; those below were read without their marks", walk::DEPTH_MAX),
                ));
            }
            let base = link::Base::of_page(walk.base.as_deref());
            return walk.flow.into_source(file, &base, problems);
        }
    }
    Err(Error::Empty { file: file.to_owned() })
}

/// Reads tags that stand in a text with other marks: their words go to `flow`, their tables are counted on from `tables`.
pub(super) fn read_block(text: &str, flow: &mut Flow, tables: &mut Tables) {
    flow.end_block();
    let mut walk = Walk::new(Scope::Everything);
    walk.take_over(flow, tables);
    let mut walk = tokens(text, walk);
    walk.take_over(flow, tables);
}

fn walk(text: &str, scope: Scope) -> Walk {
    tokens(text, Walk::new(scope))
}

/// Walks through the tags of `text`, to the end of what they open.
fn tokens(text: &str, mut walk: Walk) -> Walk {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<std::convert::Infallible> {
        walk.event(event);
        None
    });
    // Scripts and styles hold no tags.
    emitter.naively_switch_states(true);
    // Reading from memory cannot fail; a token type that has no values says so.
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    walk.finish();
    walk
}

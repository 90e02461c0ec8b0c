//! Chains of units inside each other: «3-тармағының 1) тармақшасы және 2-тармағы».

use super::{Case, Inflection, ProvisionKind, ProvisionPath, after_space};
use crate::cite::level::{Level, Named, level_at, may_hang};
use crate::cite::list::{Doubt, LIST_MAX, after_connector};

/// Reads on from `first`: what lies inside it («3-тармақтың 1) тармақшасы»), and further units that hang on the same
/// outer ones («… және 2-тармағы»). Each chain is one path from the outside in.
pub(super) fn chains<'t>(text: &'t str, first: Level<'t>, based: bool) -> Vec<Vec<Level<'t>>> {
    let mut done: Vec<Vec<Level<'t>>> = Vec::new();
    let mut chain = vec![first];
    loop {
        while let Some(inner) = inner_level(text, &chain) {
            chain.push(inner);
        }
        let next = if done.len() < LIST_MAX { further(text, &chain, based) } else { None };
        let Some((kept, level)) = next else {
            done.push(chain);
            return done;
        };
        let mut outer: Vec<Level<'t>> = chain[..kept].to_vec();
        outer.push(level);
        done.push(std::mem::replace(&mut chain, outer));
    }
}

fn inner_level<'t>(text: &'t str, chain: &[Level<'t>]) -> Option<Level<'t>> {
    let outer = chain.last()?;
    let at = after_space(text, outer.end)?;
    let Inflection { case, possessive, adjectival, .. } = outer.inflection;
    let leads = match case {
        Case::Genitive | Case::Nominative => true,
        Case::Locative => adjectival || outer.kind == ProvisionKind::Annex,
        _ => false,
    };
    let inner = if leads { level_at(text, at, true)?.inside(outer.kind) } else { return None };
    let hangs = match (case, inner.kind) {
        // «3-қосымшада реттік нөмірі 9-жолда»
        (Case::Locative, kind) if !adjectival => kind == ProvisionKind::Row,
        // «14-бабы 1) тармақшасына»: the genitive is dropped freely, but «10-тармақ тақырыбы» is not one phrase.
        (Case::Nominative, kind) => {
            kind != ProvisionKind::Heading && kind != ProvisionKind::Preamble && (possessive || inner.inflection.possessive || inner.is_short)
        }
        _ => true,
    };
    (hangs && inner.lies_in(outer)).then_some(inner)
}

/// After «… 1) тармақшасы және» a noun in the possessive that names another unit inside the same outer one: how many
/// levels of `chain` it keeps, and the unit.
fn further<'t>(text: &'t str, chain: &[Level<'t>], based: bool) -> Option<(usize, Level<'t>)> {
    let last = chain.last()?;
    let at = after_connector(text, last.end)?;
    let level = level_at(text, at, true)?;
    // «385-б. 1-б. және 2-б.»: a part as the one before it, unless something lies in it as in an article
    let is_part = last.is_short && last.kind == ProvisionKind::Part && level.is_short && level.kind == ProvisionKind::Article;
    let is_part = is_part && inner_level(text, std::slice::from_ref(&level)).is_none();
    let level = if is_part { Level { kind: ProvisionKind::Part, ..level } } else { level };
    let same = |known: &Level<'_>| known.kind == level.kind;
    // «1) тармақшасының а) тармақшасы және б) тармақшасы» shares the subpoint, «… және 2) тармақшасы» the point
    let alike = chain.iter().position(|known| same(known) && known.is_lettered() == level.is_lettered());
    let shared = alike.or_else(|| chain.iter().position(same)).or_else(|| beside(chain, level.kind))?;
    let short = last.is_short && level.is_short;
    let hangs = level.inflection.possessive || level.kind == ProvisionKind::Annex || short;
    (hangs && (shared > 0 || based)).then_some((shared, level))
}

/// «825-баптың тақырыбындағы және 1-тармағындағы»: how many levels a unit of another kind than the last shares with it.
fn beside(chain: &[Level<'_>], kind: ProvisionKind) -> Option<usize> {
    use ProvisionKind::{Heading, Indent, Part, Point, Row, Subpoint};
    let (last, above) = chain.split_last()?;
    let holder = above.last()?.kind;
    match (last.kind, kind) {
        (Heading, Point | Part | Subpoint | Indent) => may_hang(holder, kind).then_some(above.len()),
        (Point | Subpoint | Part | Indent, Heading) => {
            chain.iter().rposition(|level| !matches!(level.kind, Point | Subpoint | Part | Indent | Row)).map(|at| at + 1)
        }
        (Subpoint, Part) | (Part, Subpoint) => Some(above.len()),
        _ => None,
    }
}

/// The units of `chain`, `most` at most, and whether they are in doubt.
pub(super) fn expand(chain: &[Level<'_>], outermost: bool, most: usize) -> impl Iterator<Item = (ProvisionPath, Doubt)> {
    let mut prefixes = vec![Named { path: String::new(), doubt: Doubt::None }];
    for level in chain {
        prefixes = level.below(&prefixes, most);
    }
    // The heading of nothing in particular is the title of the act.
    let known = move |path: String| ProvisionPath::from_known(if outermost && path == "heading" { "title".to_owned() } else { path });
    prefixes.into_iter().map(move |Named { path, doubt }| (known(path), doubt))
}

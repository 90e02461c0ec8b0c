//! Links that a source carries, joined to the pointers its words are.

use crate::act::{ActId, CitedAct, Provision, Reference, Target};
use crate::text::{CleanLink, Span};

use super::resolve::Context;

/// Joins `links`, in the order of the text, to `references`: a pointer takes the address of the link that lies on it, and
/// the id of the act it leads to where its own words give none. A link on words that are no pointer becomes one, as does
/// each further link on words that have taken one. `own` is the act the words stand in.
pub fn join_links(references: &mut Vec<Reference>, links: Vec<CleanLink>, provisions: &[Provision], own: &ActId) {
    if links.is_empty() {
        return;
    }
    let context = Context::new(provisions);
    let order: Vec<usize> = {
        let mut order: Vec<usize> = (0..references.len()).collect();
        order.sort_by_key(|&at| references[at].span);
        order
    };
    let mut added = Vec::new();
    let mut first = 0;
    for link in links {
        // A pointer may begin far before a link in it, but none is longer than a paragraph.
        while order.get(first).is_some_and(|&at| references[at].span.end.saturating_add(REACH) <= link.span.start) {
            first += 1;
        }
        let near = order[first..].iter().copied().take_while(|&at| references[at].span.start < link.span.end);
        let over: Vec<usize> = near.filter(|&at| overlaps(references[at].span, link.span)).collect();
        let act = act_of(&link.href);
        let free = |at: &usize| references[*at].href.as_deref().is_none_or(|href| href == link.href);
        // One phrase that names several units is several references with one span: the link is theirs together.
        let closest = over.iter().copied().filter(free).min_by_key(|&at| distance(references[at].span, link.span)).map(|at| references[at].span);
        let taken: Vec<usize> = over.iter().copied().filter(free).filter(|&at| Some(references[at].span) == closest).collect();
        for &at in &taken {
            let reference = &mut references[at];
            reference.href = Some(link.href.clone());
            if let Some(id) = act.as_ref().filter(|id| *id != own) {
                let cited = reference.target.act.get_or_insert_with(CitedAct::default);
                if cited.id.is_none() {
                    cited.id = Some(id.clone());
                }
            }
        }
        if taken.is_empty() {
            let id = act.filter(|id| id != own);
            let target = Target { act: id.map(|id| CitedAct { id: Some(id), ..CitedAct::default() }), path: None };
            added.push(Reference { span: link.span, from: context.owner(link.span.range().start), target, href: Some(link.href) });
        }
    }
    if !added.is_empty() {
        references.append(&mut added);
        references.sort_by_key(|reference| reference.span.start);
    }
}

/// Longest stretch of text, in bytes, between the end of a pointer and a link that is still looked for in it.
const REACH: u32 = 4096;

fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// How much two stretches differ.
fn distance(one: Span, other: Span) -> u32 {
    one.start.abs_diff(other.start) + one.end.abs_diff(other.end)
}

/// The act that an address of the official portal leads to: `https://adilet.zan.kz/kaz/docs/V1600014531#z9`,
/// `/kaz/docs/Z050000029_`.
pub fn act_of(href: &str) -> Option<ActId> {
    let at = href.find("/docs/").filter(|&at| ["/kaz", "/rus", "/eng"].iter().any(|language| href[..at].ends_with(language)))?;
    let name = href[at + "/docs/".len()..].split(['#', '?', '/']).next()?;
    let mut chars = name.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let sound =
        letter && (6..=20).contains(&name.len()) && chars.all(|c| c.is_ascii_alphanumeric() || c == '_') && name.bytes().any(|byte| byte.is_ascii_digit());
    sound.then(|| name.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(start: u32, end: u32, path: &str) -> Reference {
        Reference { span: Span { start, end }, from: None, target: Target { act: None, path: path.parse().ok() }, href: None }
    }

    fn link(start: u32, end: u32, href: &str) -> CleanLink {
        CleanLink { span: Span { start, end }, href: href.to_owned() }
    }

    #[test]
    fn links_name_the_acts_of_the_portal() {
        let cases = [
            ("https://adilet.zan.kz/kaz/docs/V1600014531#z9", Some("V1600014531")),
            ("/rus/docs/Z050000029_", Some("Z050000029_")),
            ("http://adilet.zan.kz/kaz/docs/P080000534_/09.10.2013", Some("P080000534_")),
            ("https://adilet.zan.kz/kaz/search/docs/", None),
            ("https://egov.kz/docs/V1600014531", None),
            ("#z12", None),
            ("mailto:a@b.kz", None),
        ];
        for (href, id) in cases {
            assert_eq!(act_of(href).as_ref().map(ActId::as_str), id, "{href}");
        }
    }

    #[test]
    fn links_are_joined_to_the_pointers_they_lie_on() {
        let own: ActId = "V1".parse().unwrap();
        let law = "/kaz/docs/Z1400000194#z98";
        let mut references = vec![reference(10, 40, "article-13/point-2"), reference(60, 80, "point-1"), reference(60, 80, "point-2")];
        let links = vec![link(15, 25, law), link(30, 40, "/kaz/docs/Z1400000194#z99"), link(62, 70, "/kaz/docs/V1#z3"), link(90, 99, "https://egov.kz")];
        join_links(&mut references, links, &[], &own);
        let told: Vec<_> = references
            .iter()
            .map(|one| (one.span.start, one.href.as_deref(), one.target.act.as_ref().and_then(|act| act.id.as_ref()).map(ActId::as_str)))
            .collect();
        let meant = [
            (10, Some(law), Some("Z1400000194")),
            (30, Some("/kaz/docs/Z1400000194#z99"), Some("Z1400000194")),
            (60, Some("/kaz/docs/V1#z3"), None),
            (60, Some("/kaz/docs/V1#z3"), None),
            (90, Some("https://egov.kz"), None),
        ];
        assert_eq!(told, meant, "a second link, a link to the act itself, two units of one phrase, a link that is no pointer");
        assert_eq!(references[0].target.path.as_ref().map(|path| path.as_str()), Some("article-13/point-2"), "what the words say stays");
    }
}

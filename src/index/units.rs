//! Provisions become units: each with what a reader needs beside its own words.

use std::collections::{HashMap, HashSet};

use super::defined::Defined;
use super::service;
use super::store::{AmendedPlace, Place, Unit, UnitReference};
use crate::act::{Act, Provision, ProvisionKind, ProvisionPath};
use crate::text::LineRange;

/// A lead-in longer than this is cut: it is there to be understood, not to be read again.
const CONTEXT_BYTES_MAX: usize = 600;
/// A lead that has so many bytes has enough.
const LEAD_BYTES_MAX: usize = 2000;
/// A lead-in of so many words, the number of the unit among them, that ends so has no verb: «10. Мыналар:».
const BARE_WORDS: usize = 3;
const BARE_LEAD_INS: [&str; 6] = ["мыналар:", "мыналарды:", "мыналарға:", "мыналардың:", "мыналардан:", "мына:"];
/// Deeper nesting than this is damage.
const DEPTH_MAX: usize = 24;

/// The units of `act`: the act as a whole, then every provision in the order of the text.
pub(super) fn units(act: &Act) -> Vec<Unit> {
    let texts: Vec<String> = act.provisions.iter().map(|provision| act.own_text(provision)).collect();
    let ends = ends(&act.provisions);
    let led = led(&act.provisions, &texts);
    let closing = closing(&act.provisions, &texts);
    let defined = Defined::of(act);
    let amended = amended_places(act);
    let mut anchors: HashMap<usize, Vec<String>> = HashMap::new();
    for (name, at) in act.anchors() {
        anchors.entry(at).or_default().push(name.to_owned());
    }
    let notes = notes(act);
    let mut references = references(act, &amended);
    let title_lines = act.requisites.title_span.map_or(LineRange::new(1, 1), |span| act.lines_of(span));
    // the pages of the act as a whole are all of the file
    let (whole, _) = act.source.printed(LineRange::new(1, act.source.line_count()));
    let mut units = Vec::with_capacity(texts.len() + 1);
    units.push(Unit {
        end: number(texts.len() + 1),
        text: act.requisites.title.clone(),
        notes: act.notes.iter().filter(|note| note.target.is_none()).map(|note| act.text.slice(note.span).to_owned()).collect(),
        references: references.remove(&None).unwrap_or_default(),
        ..Unit::bare(act.id.clone(), Place { pages: whole.pages, ..Place::of(act, title_lines) })
    });
    for (at, provision) in act.provisions.iter().enumerate() {
        let mut lead = lead(act, at, ancestors(&act.provisions, at), &led, &texts);
        if let Some(last) = closing[at] {
            lead.push('\n');
            lead.push_str(cut(&texts[last], CONTEXT_BYTES_MAX));
        }
        units.push(Unit {
            ordinal: number(at + 1),
            end: number(ends[at] + 1),
            parent: Some(provision.parent.map_or(0, |parent| number(parent + 1))),
            act: act.id.clone(),
            path: Some(provision.path.clone()),
            kind: Some(provision.kind),
            number: provision.number.as_ref().map(ToString::to_string),
            grouping: provision.grouping.clone(),
            heading: provision.heading.clone(),
            text: texts[at].clone(),
            context: context(act, at, &led, &texts),
            lead,
            defined: defined.stand_for(&texts[at], &provision.own),
            place: Place::of(act, provision.lines),
            tombstone: provision.tombstone,
            amends: amended.get(at).cloned().flatten(),
            notes: notes.get(&provision.path).cloned().unwrap_or_default(),
            in_form: provision.kind == ProvisionKind::FormField,
            anchors: anchors.remove(&at).unwrap_or_default(),
            references: references.remove(&Some(at)).unwrap_or_default(),
            other_wording: false,
        });
    }
    units
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One past the last descendant of each provision. Parents stand before their children.
fn ends(provisions: &[Provision]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=provisions.len()).collect();
    for at in (0..provisions.len()).rev() {
        if let Some(parent) = provisions[at].parent.filter(|&parent| parent < at) {
            ends[parent] = ends[parent].max(ends[at]);
        }
    }
    ends
}

/// What a provision stands in, innermost first.
fn ancestors(provisions: &[Provision], at: usize) -> impl Iterator<Item = usize> {
    let parent = |at: usize| provisions[at].parent.filter(|&parent| parent < at);
    std::iter::successors(parent(at), move |&at| parent(at)).take(DEPTH_MAX)
}

/// Whether each provision is led in by the words of what it stands in: a member of a list, an answer, and a paragraph after a colon. A paragraph that
/// follows a list says something of its own: the lead-in ended with the list.
fn led(provisions: &[Provision], texts: &[String]) -> Vec<bool> {
    use ProvisionKind::{Answer, Indent, Item, Part, Row, Subpoint, Subquestion};
    let mut has_listed = vec![false; provisions.len()];
    let is_led = |provision: &Provision| {
        let parent = provision.parent?;
        let listed = matches!(provision.kind, Subpoint | Indent | Item | Row);
        let led = listed || matches!(provision.kind, Answer | Subquestion) || provision.kind == Part && !has_listed[parent] && texts[parent].ends_with(':');
        has_listed[parent] |= listed;
        Some(led)
    };
    provisions.iter().map(is_led).map(Option::unwrap_or_default).collect()
}

/// For each member of a list the last one, where that ends the sentence: «Мыналар: … визасымен келген; …; 16 жасқа толмаған көшіп келушілер уақытша тұруға
/// рұқсат алудан босатылады». The verb comes last, and a lead-in of one word has none.
fn closing(provisions: &[Provision], texts: &[String]) -> Vec<Option<usize>> {
    let listed = |provision: &Provision| matches!(provision.kind, ProvisionKind::Subpoint | ProvisionKind::Indent);
    let mut last = vec![None; provisions.len()];
    for (at, parent) in provisions.iter().enumerate().filter(|(_, provision)| listed(provision)).filter_map(|(at, provision)| Some((at, provision.parent?))) {
        let leads_in =
            || texts[parent].split_whitespace().count() <= BARE_WORDS && BARE_LEAD_INS.iter().any(|bare| texts[parent].to_lowercase().ends_with(bare));
        if last[parent].is_some() || leads_in() {
            last[parent] = Some(at);
        }
    }
    let of = |(at, provision): (usize, &Provision)| last[provision.parent.filter(|_| listed(provision))?].filter(|&last| last != at);
    provisions.iter().enumerate().map(of).collect()
}

/// The lead-in of what a list member or a paragraph stands in, and of a unit that has no words of its own: «… 492-бап бойынша:», under which a leaflet
/// quotes its points.
fn context(act: &Act, at: usize, led: &[bool], texts: &[String]) -> Option<String> {
    let parent = act.provisions[at].parent?;
    let text = texts[parent].as_str();
    let has_no_words = texts[at].is_empty() && act.provisions[at].heading.is_none();
    let is_led = led[at] || has_no_words && text.trim_end().ends_with(':');
    if !is_led {
        return None;
    }
    let groups = act.provisions[parent].kind.is_grouping();
    (!groups && !text.is_empty()).then(|| cut(text, CONTEXT_BYTES_MAX).to_owned())
}

/// The words without which a provision is no sentence, or no answer, innermost first, one text a line: the lead-in of a list, the question of an answer, and so
/// on outwards as long as what it hangs on says nothing by itself («392-бап бойынша:», an article of a leaflet without words). Of a row they begin with
/// its header cell, or the heading of its group.
fn lead(act: &Act, at: usize, ancestors: impl Iterator<Item = usize>, led: &[bool], texts: &[String]) -> String {
    use ProvisionKind::{Amendment, Answer, Article, Part, Question, Row, Subquestion};
    let (provision, mut inner) = (&act.provisions[at], at);
    let mut lead = String::new();
    if let Some(header) = provision.heading.as_deref().filter(|_| provision.kind == Row) {
        lead.push_str(header);
        lead.push('\n');
    }
    let mut leads = provision.kind != Part && led[at];
    for at in ancestors {
        let provision = &act.provisions[at];
        // What an amending act says around new wording is no part of the sentence.
        if provision.kind == Amendment || lead.len() > LEAD_BYTES_MAX {
            break;
        }
        let words = provision.heading.as_deref().filter(|_| provision.kind.is_grouping()).unwrap_or(&texts[at]);
        let leads_in = words.trim_end().ends_with(':') && (led[inner] || act.provisions[inner].kind != Part);
        let thin = leads_in || words.is_empty() && provision.kind == Article;
        inner = at;
        let asked = matches!(provision.kind, Question | Subquestion);
        // A paragraph of an answer is one with it.
        let answered = provision.kind == Answer && lead.is_empty();
        if (leads || thin || asked) && !provision.kind.is_grouping() && !words.is_empty() {
            lead.push_str(cut(words, CONTEXT_BYTES_MAX).trim());
            lead.push('\n');
        }
        leads = thin || answered || leads && words.is_empty();
    }
    // «Мемлекеттік қызметті көрсету мерзімі»: of which service, its title says.
    if service::speaks_of_one(&texts[at]) || service::speaks_of_one(&lead) {
        let outer = std::iter::successors(provision.parent, |&at| act.provisions[at].parent).filter_map(|at| act.provisions[at].heading.as_deref());
        lead.push_str(service::named(outer.chain([act.requisites.title.as_str()])).unwrap_or_default());
    }
    lead.truncate(lead.trim_end().len());
    lead
}

fn cut(text: &str, bytes_max: usize) -> &str {
    if text.len() <= bytes_max {
        return text;
    }
    let mut end = bytes_max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].rsplit_once(' ').map_or(&text[..end], |(kept, _)| kept)
}

/// For each provision that is new wording: where it will stand.
fn amended_places(act: &Act) -> Vec<Option<AmendedPlace>> {
    let mut roots: HashMap<&ProvisionPath, AmendedPlace> = HashMap::new();
    for amendment in &act.amendments {
        let Some(cited) = &amendment.target.act else { continue };
        let (Some(id), Some(target)) = (cited.id.clone().or_else(|| cited.derive_id()), &amendment.target.path) else { continue };
        for root in &amendment.new {
            let path = standing_at(target, root, amendment.new.len());
            roots.insert(root, AmendedPlace { act: id.clone(), path });
        }
    }
    let place = |provision: &Provision| {
        let mut root = Some(provision.path.clone());
        while let Some(path) = root {
            if let Some(place) = roots.get(&path) {
                let below = provision.path.as_str().strip_prefix(path.as_str()).unwrap_or_default().trim_start_matches('/');
                let standing = if below.is_empty() { place.path.clone() } else { place.path.join(below).without_groups() };
                return Some(AmendedPlace { act: place.act.clone(), path: standing });
            }
            root = path.parent();
        }
        None
    };
    if roots.is_empty() { Vec::new() } else { act.provisions.iter().map(place).collect() }
}

/// Where the wording at `root` of an amending act will stand, when the instruction names `target`.
fn standing_at(target: &ProvisionPath, root: &ProvisionPath, roots: usize) -> ProvisionPath {
    let printed = root.as_str().split_once("/new/").map(|(_, printed)| printed);
    let last = root.segments().next_back();
    if roots == 1 || target.segments().next_back() == last {
        return target.clone();
    }
    // One instruction, several units: «толықтырылсын: 14-1) …; 14-2) …». They stand beside the one that is named.
    match (target.parent(), last) {
        (Some(parent), Some(last)) => parent.join(last),
        _ => printed.and_then(|printed| printed.parse().ok()).unwrap_or_else(|| target.clone()),
    }
}

/// The pointers of an act, by the provision they stand in. What names no act means its own; in new wording that is the amended act.
fn references(act: &Act, amended: &[Option<AmendedPlace>]) -> HashMap<Option<usize>, Vec<UnitReference>> {
    let mut references: HashMap<Option<usize>, Vec<UnitReference>> = HashMap::new();
    for reference in &act.references {
        let own = || reference.from.and_then(|at| amended.get(at)?.as_ref()).map_or_else(|| act.id.clone(), |place| place.act.clone());
        let cited = reference.target.act.clone();
        // A link without words that name an act or a unit leads out of the law.
        if cited.is_none() && reference.target.path.is_none() {
            continue;
        }
        let id = cited.as_ref().map_or_else(|| Some(own()), |cited| cited.id.clone().or_else(|| cited.derive_id()));
        references.entry(reference.from).or_default().push(UnitReference {
            surface: act.text.slice(reference.span).to_owned(),
            act: id,
            cited,
            path: reference.target.path.clone(),
            href: reference.href.clone(),
        });
    }
    references
}

/// The notes of an act, by the unit each is about; one about a heading, or about what is not there any more, by the unit that holds it. Each once in a unit.
fn notes(act: &Act) -> HashMap<ProvisionPath, Vec<String>> {
    let units: HashSet<&ProvisionPath> = act.provisions.iter().map(|provision| &provision.path).collect();
    let mut notes: HashMap<ProvisionPath, Vec<String>> = HashMap::new();
    for note in &act.notes {
        let mut target = note.target.clone();
        while let Some(missing) = target.take_if(|target| !units.contains(target)) {
            target = missing.parent();
        }
        if let Some(target) = target {
            let (notes, words) = (notes.entry(target).or_default(), act.text.slice(note.span));
            if notes.iter().all(|known| known != words) {
                notes.push(words.to_owned());
            }
        }
    }
    notes
}

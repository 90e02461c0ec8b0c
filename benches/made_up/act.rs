//! Families of acts: one that sets rules, and those that amend it.

use std::fmt::Write;

use super::GROUP;
use super::chance::Chance;
use super::damage::{Form, Paragraph, print};
use super::words::{Day, MINISTRIES, Phrases, name, topic};

/// A text, and what is true of it.
#[derive(Clone, Debug)]
pub(crate) struct MadeUp {
    /// The name of its file: `act-0000012.txt`.
    pub(crate) file: String,
    /// Its bytes.
    pub(crate) text: String,
    /// What a reader has to find in it.
    pub(crate) truth: ActTruth,
}

/// What is true of one act.
#[derive(Clone, Debug)]
pub(crate) struct ActTruth {
    /// Its id, as it follows from its head.
    pub(crate) id: String,
    /// The addresses of its articles, points and subpoints as they stand in this text, in their order; of an amending act its own points.
    pub(crate) addresses: Vec<String>,
    /// What other acts do to it, by day and place.
    pub(crate) changes: Vec<ChangeTruth>,
}

/// What an amending act does to one point.
#[derive(Clone, Debug)]
pub(crate) struct ChangeTruth {
    /// The point: `V1500010012/rules/point-5`.
    pub(crate) address: String,
    /// The day it takes effect.
    pub(crate) day: String,
    /// A word that stood there before and not after; `None` where the point was added.
    pub(crate) before: Option<String>,
    /// A word that stands there from then on and did not before; `None` where the point was taken out.
    pub(crate) after: Option<String>,
    /// Whether the wording before is printed in the corpus: a consolidated copy has the last one alone.
    pub(crate) before_is_known: bool,
}

/// The first `count` acts of `seed`; `count` is a multiple of ten.
pub(crate) fn acts(phrases: &Phrases, seed: u64, count: usize) -> Vec<MadeUp> {
    assert!(count > 0 && count.is_multiple_of(GROUP), "the number of acts is a multiple of {GROUP}");
    (0..count / GROUP).flat_map(|at| group(phrases, seed, at)).collect()
}

/// The ten acts of four families, `at` counts such groups.
pub(crate) fn group(phrases: &Phrases, seed: u64, at: usize) -> Vec<MadeUp> {
    let mut chance = Chance::new(seed ^ (at as u64 + 1).wrapping_mul(0xa076_1d64_78bd_642f));
    let first = at * GROUP;
    let mut family = |kind, of: usize, size| {
        Family { phrases, chance: Chance::new(chance.below(1 << 30) as u64), kind, first: first + of, size, consolidated: at.is_multiple_of(2) }.acts()
    };
    [family(Kind::Law, 0, 1), family(Kind::Order, 1, 4), family(Kind::Resolution, 5, 2), family(Kind::Order, 7, 3)].concat()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Law,
    Order,
    Resolution,
}

struct Family<'p> {
    phrases: &'p Phrases,
    chance: Chance,
    kind: Kind,
    /// The number of its first act in the corpus.
    first: usize,
    size: usize,
    consolidated: bool,
}

/// A point of rules through its life.
#[derive(Clone, Debug, Default)]
struct Point {
    number: String,
    words: String,
    /// A word that stands in it alone, and that instructions replace.
    mark: String,
    subpoints: Vec<String>,
    gone: bool,
    /// Another point was put behind it.
    followed: bool,
    note: Option<String>,
    /// Behind which chapter heading it stands, where it is the first of a chapter.
    opens: Option<String>,
}

impl Point {
    fn text(&self) -> String {
        format!("{}. {}", self.number, self.words)
    }
}

/// How the acts of a family are named.
#[derive(Clone, Debug)]
struct Named {
    id: String,
    day: Day,
    number: usize,
    issuer: &'static str,
    registration: usize,
}

impl Family<'_> {
    fn acts(mut self) -> Vec<MadeUp> {
        if self.kind == Kind::Law {
            return vec![self.law()];
        }
        let base = self.named(0);
        let topic = topic(&mut self.chance);
        let title = format!("{topic} қағидаларын бекіту туралы");
        let adopted = self.points();
        let mut now = adopted.clone();
        let mut changes = Vec::new();
        let mut acts = Vec::new();
        for later in 1..self.size {
            let by = self.named(later);
            acts.push(self.amending(later, &by, &base, &title, &topic, &mut now, &mut changes));
        }
        let printed = if self.consolidated { now } else { adopted };
        acts.insert(0, self.base(&base, &title, &topic, &printed, changes));
        acts
    }

    /// The head of act `later` of the family: three years lie between one and the next, numbers are of the whole corpus.
    fn named(&mut self, later: usize) -> Named {
        let number = self.first + later;
        let day = Day { year: 2012 + self.first % 4 + 3 * later, month: 1 + self.chance.below(5), day: 2 + self.chance.below(26) };
        let issuer = MINISTRIES[self.first % MINISTRIES.len()].0;
        let registration = 10_000 + number;
        let (letter, told) = match self.kind {
            Kind::Law => ('Z', number + 1),
            Kind::Order => ('V', registration),
            Kind::Resolution => ('P', number + 1),
        };
        Named { id: format!("{letter}{:02}{told:08}", day.year % 100), day, number: number + 1, issuer, registration }
    }

    fn sentence(&mut self, bytes: usize) -> String {
        let bytes = bytes / 2 + self.chance.below(bytes);
        self.phrases.sentence(&mut self.chance, bytes)
    }

    /// A point's words, with a word that stands there alone.
    fn words(&mut self) -> (String, String) {
        let mark = format!("{}{}", name(&mut self.chance), name(&mut self.chance));
        let (before, after) = (self.sentence(220), self.sentence(160));
        (format!("{} {mark} {after}", capital(&before)), mark)
    }

    fn points(&mut self) -> Vec<Point> {
        let count = 20 + self.chance.below(55);
        let chapters = 2 + self.chance.below(5);
        let point = |at: usize| {
            let (words, mark) = self.words();
            let has_subpoints = self.chance.below(4) == 0;
            let subpoints: Vec<String> = if has_subpoints { (0..2 + self.chance.below(6)).map(|_| self.sentence(130)).collect() } else { Vec::new() };
            let words = if has_subpoints { format!("{words} мыналарды қамтиды:") } else { words + "." };
            let chapter = (at - 1) * chapters / count;
            let opens = (at == 1 || chapter != (at - 2) * chapters / count).then(|| {
                let heading = if chapter == 0 { "Жалпы ережелер".to_owned() } else { capital(&self.sentence(60)) };
                format!("{}-тарау. {heading}", chapter + 1)
            });
            Point { number: at.to_string(), words, mark, subpoints, opens, ..Point::default() }
        };
        (1..=count).map(point).collect()
    }

    fn head(&self, by: &Named, title: &str) -> Vec<Paragraph> {
        let requisites = match self.kind {
            Kind::Law => format!("Қазақстан Республикасының Заңы {} № {}-V ҚРЗ.", by.day.of(), by.number),
            Kind::Resolution => format!("Қазақстан Республикасы Үкіметінің {} № {} қаулысы.", by.day.of(), by.number),
            Kind::Order => {
                let registered = Day { month: by.day.month + 1, ..by.day };
                format!(
                    "Қазақстан Республикасы {} {} № {} бұйрығы. Қазақстан Республикасының Әділет министрлігінде {} № {} болып тіркелді.",
                    by.issuer,
                    by.day.of(),
                    by.number,
                    registered.on(),
                    by.registration
                )
            }
        };
        vec![Paragraph::Line(title.to_owned()), Paragraph::Blank, Paragraph::Line(requisites)]
    }

    fn preamble(&mut self) -> String {
        let article = 2 + self.chance.below(60);
        match self.kind {
            Kind::Order => format!("«Мемлекеттік көрсетілетін қызметтер туралы» Қазақстан Республикасы Заңының {article}-бабына сәйкес БҰЙЫРАМЫН:"),
            _ => format!("«Құқықтық актілер туралы» Қазақстан Республикасы Заңының {article}-бабына сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:"),
        }
    }

    fn base(&mut self, of: &Named, title: &str, topic: &str, points: &[Point], changes: Vec<ChangeTruth>) -> MadeUp {
        let form = Form::of(&mut self.chance);
        let (act, instrumental) = if self.kind == Kind::Order { ("бұйрық", "бұйрығымен") } else { ("қаулы", "қаулысымен") };
        let mut paragraphs = self.head(of, title);
        paragraphs.push(Paragraph::Clause(self.preamble()));
        paragraphs.push(Paragraph::Clause(format!("1. Қоса беріліп отырған {topic} қағидалары бекітілсін.")));
        paragraphs.push(Paragraph::Clause(format!("2. Осы {act} алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.")));
        let mut addresses = vec![format!("{}/point-1", of.id), format!("{}/point-2", of.id)];
        paragraphs.push(Paragraph::Blank);
        paragraphs.push(Paragraph::Line("Министр                                   А. Тегі".to_owned()));
        paragraphs.push(Paragraph::Blank);
        let body = if self.kind == Kind::Order { of.issuer } else { "Үкіметінің" };
        for line in ["Қазақстан Республикасы", body, &of.day.of(), &format!("№ {} {instrumental}", of.number), "бекітілген"] {
            paragraphs.push(Paragraph::Line(line.to_owned()));
        }
        paragraphs.push(Paragraph::Blank);
        paragraphs.push(Paragraph::Line(format!("{topic} қағидалары")));
        for point in points {
            if let Some(heading) = &point.opens {
                paragraphs.extend([Paragraph::Blank, Paragraph::Line(heading.clone()), Paragraph::Blank]);
            }
            let address = format!("{}/rules/point-{}", of.id, point.number);
            paragraphs.push(Paragraph::Clause(point.text()));
            for (at, subpoint) in (1..).zip(&point.subpoints) {
                let stop = if at == point.subpoints.len() { '.' } else { ';' };
                paragraphs.push(Paragraph::Clause(format!("{at}) {subpoint}{stop}")));
                addresses.push(format!("{address}/subpoint-{at}"));
            }
            addresses.push(address);
            paragraphs.extend(point.note.clone().map(Paragraph::Clause));
        }
        paragraphs.push(Paragraph::Blank);
        for line in [topic, "қағидаларына", "1-қосымша"] {
            paragraphs.push(Paragraph::Line(line.to_owned()));
        }
        paragraphs.extend([Paragraph::Blank, Paragraph::Line("Мәліметтер тізбесі".to_owned()), Paragraph::Blank]);
        let rows = (1..=3 + self.chance.below(6)).map(|at| vec![at.to_string(), capital(&self.sentence(60)), capital(&self.sentence(40))]);
        paragraphs.push(Paragraph::Table(rows.collect()));
        self.made(0, form, &paragraphs, ActTruth { id: of.id.clone(), addresses, changes })
    }

    #[expect(clippy::too_many_arguments, reason = "the state of the rules runs through their amendments")]
    fn amending(&mut self, later: usize, by: &Named, base: &Named, title: &str, topic: &str, now: &mut Vec<Point>, changes: &mut Vec<ChangeTruth>) -> MadeUp {
        let form = Form::of(&mut self.chance);
        let effect = Day { year: by.day.year, month: 7, day: 1 };
        let order = self.kind == Kind::Order;
        let issuer = if order { base.issuer } else { "Үкіметінің" };
        let act = format!("«{title}» Қазақстан Республикасы {issuer} {} № {} {}", base.day.of(), base.number, if order { "бұйрығына" } else { "қаулысына" });
        let registered = if order {
            format!(" (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № {} болып тіркелген)", base.registration)
        } else {
            String::new()
        };
        let mut paragraphs = self.head(by, &format!("{act} өзгерістер мен толықтырулар енгізу туралы"));
        paragraphs.push(Paragraph::Clause(self.preamble()));
        paragraphs.push(Paragraph::Clause(format!("1. {act}{registered} мынадай өзгерістер мен толықтырулар енгізілсін:")));
        let shown = if order { "көрсетілген бұйрықпен" } else { "көрсетілген қаулымен" };
        paragraphs.push(Paragraph::Clause(format!("{shown} бекітілген {topic} қағидаларында:")));
        let who = if order {
            format!("ҚР {} {} № {} ({} бастап қолданысқа енгізіледі) бұйрығымен", by.issuer, by.day.in_figures(), by.number, effect.in_figures())
        } else {
            format!("ҚР Үкіметінің {} № {} ({} бастап қолданысқа енгізіледі) қаулысымен", by.day.in_figures(), by.number, effect.in_figures())
        };
        let count = 4 + self.chance.below(8);
        // A consolidated copy tells of the last change of a point alone, so that there each is changed once.
        let open = |point: &Point| !(point.gone || point.followed || point.number.contains('-') || self.consolidated && point.note.is_some());
        let mut free: Vec<usize> = (0..now.len()).filter(|&at| open(&now[at])).collect();
        let mut chosen: Vec<usize> = (0..count.min(free.len())).map(|_| free.swap_remove(self.chance.below(free.len()))).collect();
        chosen.sort_unstable();
        let mut added = Vec::new();
        for (nth, at) in chosen.into_iter().enumerate() {
            let number = now[at].number.clone();
            let address = |number: &str| format!("{}/rules/point-{number}", base.id);
            let mut change = ChangeTruth { address: address(&number), day: effect.iso(), before: None, after: None, before_is_known: !self.consolidated };
            // Words are replaced only where the point is one sentence without subpoints, which the wording says at once.
            match (nth + later) % 4 {
                0 | 2 => {
                    let (words, mark) = self.words();
                    let subpoints: Vec<String> = if self.chance.below(3) == 0 { (0..2).map(|_| self.sentence(100)).collect() } else { Vec::new() };
                    let words = if subpoints.is_empty() { words + "." } else { words + " мыналарды қамтиды:" };
                    paragraphs.push(Paragraph::Clause(format!("{number}-тармақ мынадай редакцияда жазылсын:")));
                    (change.before, change.after) = (Some(now[at].mark.clone()), Some(mark.clone()));
                    let point = &mut now[at];
                    (point.words, point.mark, point.subpoints) = (words, mark, subpoints);
                    point.note = Some(format!("Ескерту. {number}-тармақ жаңа редакцияда – {who}."));
                    quote(&mut paragraphs, point);
                }
                1 => {
                    let new = format!("{}{}", name(&mut self.chance), name(&mut self.chance));
                    let old = now[at].mark.clone();
                    paragraphs.push(Paragraph::Clause(format!("{number}-тармақтағы «{old}» деген сөз «{new}» деген сөзбен ауыстырылсын;")));
                    let point = &mut now[at];
                    point.words = point.words.replace(&old, &new);
                    point.mark.clone_from(&new);
                    point.note = Some(format!("Ескерту. {number}-тармаққа өзгеріс енгізілді – {who}."));
                    (change.before, change.after) = (Some(old), Some(new));
                }
                _ if self.chance.below(2) == 0 => {
                    let (words, mark) = self.words();
                    let number = format!("{number}-1");
                    paragraphs.push(Paragraph::Clause(format!("мынадай мазмұндағы {number}-тармақпен толықтырылсын:")));
                    let note = Some(format!("Ескерту. Қағида {number}-тармақпен толықтырылды – {who}."));
                    let point = Point { number: number.clone(), words: words + ".", mark: mark.clone(), note, ..Point::default() };
                    quote(&mut paragraphs, &point);
                    (change.address, change.after) = (address(&number), Some(mark));
                    now[at].followed = true;
                    added.push((at + 1, point));
                }
                _ => {
                    paragraphs.push(Paragraph::Clause(format!("{number}-тармақ алып тасталсын;")));
                    let point = &mut now[at];
                    change.before = Some(point.mark.clone());
                    point.words = format!("Алып тасталды – {who}.");
                    point.subpoints.clear();
                    point.gone = true;
                }
            }
            changes.push(change);
        }
        for (at, point) in added.into_iter().rev() {
            now.insert(at, point);
        }
        let act = if order { "бұйрық" } else { "қаулы" };
        paragraphs.push(Paragraph::Clause(format!("2. Осы {act} {} бастап қолданысқа енгізіледі.", effect.from())));
        paragraphs.extend([Paragraph::Blank, Paragraph::Line("Министр                                   Б. Тегі".to_owned())]);
        let addresses = vec![format!("{}/point-1", by.id), format!("{}/point-2", by.id)];
        self.made(later, form, &paragraphs, ActTruth { id: by.id.clone(), addresses, changes: Vec::new() })
    }

    fn law(&mut self) -> MadeUp {
        let form = Form::of(&mut self.chance);
        let of = self.named(0);
        let title = format!("{} туралы", topic(&mut self.chance));
        let mut paragraphs = self.head(&of, &title);
        let mut addresses = Vec::new();
        let articles = 12 + self.chance.below(40);
        for article in 1..=articles {
            if article % 12 == 1 {
                let heading = capital(&self.sentence(50));
                paragraphs.extend([Paragraph::Blank, Paragraph::Line(format!("{}-тарау. {heading}", article / 12 + 1)), Paragraph::Blank]);
            }
            let heading = capital(&self.sentence(50));
            paragraphs.push(Paragraph::Clause(format!("{article}-бап. {heading}")));
            let address = format!("{}/article-{article}", of.id);
            addresses.push(address.clone());
            for point in 1..=2 + self.chance.below(3) {
                let (words, _) = self.words();
                let subpoints = if self.chance.below(4) == 0 { 2 + self.chance.below(4) } else { 0 };
                paragraphs.push(Paragraph::Clause(format!("{point}. {words}{}", if subpoints == 0 { "." } else { " мыналар:" })));
                addresses.push(format!("{address}/point-{point}"));
                for at in 1..=subpoints {
                    let words = self.sentence(110);
                    paragraphs.push(Paragraph::Clause(format!("{at}) {words}{}", if at == subpoints { '.' } else { ';' })));
                    addresses.push(format!("{address}/point-{point}/subpoint-{at}"));
                }
            }
        }
        self.made(0, form, &paragraphs, ActTruth { id: of.id, addresses, changes: Vec::new() })
    }

    fn made(&mut self, later: usize, form: Form, paragraphs: &[Paragraph], truth: ActTruth) -> MadeUp {
        MadeUp { file: format!("act-{:07}.{}", self.first + later, form.ending()), text: print(&mut self.chance, form, paragraphs), truth }
    }
}

/// The new wording of a point, as an instruction quotes it.
fn quote(paragraphs: &mut Vec<Paragraph>, point: &Point) {
    let mut text = format!("«{}", point.text());
    for (at, subpoint) in (1..).zip(&point.subpoints) {
        paragraphs.push(Paragraph::Clause(std::mem::take(&mut text)));
        let stop = if at == point.subpoints.len() { '.' } else { ';' };
        write!(text, "{at}) {subpoint}{stop}").expect("a string takes all");
    }
    paragraphs.push(Paragraph::Clause(text + "»;"));
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

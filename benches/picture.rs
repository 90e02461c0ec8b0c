//! What was measured at several sizes, as a picture: how much an act costs as their number grows. A flat line is linear growth.

use std::fmt::Write;

use crate::Measured;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 200.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 50.0;

/// Lines, each with its colour, relative to its first size.
pub(crate) fn svg(measured: &[Measured]) -> String {
    type Line<'m> = (&'m str, &'m str, &'m dyn Fn(&Measured) -> f64);
    let per_act = |amount: f64, one: &Measured| amount / one.acts as f64;
    let lines: [Line<'_>; 4] = [
        ("processor time an act", "#1b6ca8", &|one| per_act(one.ingest.cpu.as_secs_f64(), one)),
        ("index bytes an act", "#3a8f4d", &|one| per_act(one.index_bytes as f64, one)),
        ("most memory, as a whole", "#b8541a", &|one| one.ingest.memory_bytes as f64),
        ("search p99", "#7a4fa3", &|one| one.words.p99.as_secs_f64()),
    ];
    let least = (measured.first().map_or(1, |one| one.acts) as f64).log10();
    let most = (measured.last().map_or(10, |one| one.acts) as f64).log10().max(least + 1e-9);
    let first = |of: &dyn Fn(&Measured) -> f64| measured.first().map_or(1.0, of).max(1e-12);
    let highest = lines.iter().flat_map(|(_, _, of)| measured.iter().map(|one| of(one) / first(*of))).fold(2.0_f64, f64::max).ceil();
    let x = |acts: usize| LEFT + ((acts as f64).log10() - least) / (most - least) * (WIDTH - LEFT - RIGHT);
    let y = |times: f64| HEIGHT - BOTTOM - times / highest * (HEIGHT - TOP - BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" \
         aria-label=\"Growth with the number of acts\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n<text x=\"{LEFT}\" y=\"24\" \
         font-size=\"15\">Times as much as at the smallest size</text>\n"
    );
    let step = (highest / 6.0).ceil().max(1.0);
    let mut times = 0.0;
    while times <= highest {
        let at = y(times);
        writeln!(svg, "<line x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{:.1}\" y2=\"{at:.1}\" stroke=\"#ddd\"/>", WIDTH - RIGHT).expect("a string takes all");
        writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{times}</text>", LEFT - 8.0, at + 4.0).expect("a string takes all");
        times += step;
    }
    for one in measured {
        let (at, below) = (x(one.acts), HEIGHT - BOTTOM + 20.0);
        writeln!(svg, "<text x=\"{at:.1}\" y=\"{below:.1}\" text-anchor=\"middle\" fill=\"#444\">{} acts</text>", one.acts).expect("a string takes all");
    }
    let mut labels: Vec<(f64, String)> = Vec::new();
    for (name, colour, of) in lines {
        let points: Vec<(f64, f64)> = measured.iter().map(|one| (x(one.acts), y(of(one) / first(of)))).collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", path.join(" ")).expect("a string takes all");
        for (x, y) in &points {
            writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>").expect("a string takes all");
        }
        if let (Some((x, y)), Some(last)) = (points.last(), measured.last()) {
            let text = format!("<text x=\"{:.1}\" y=\"AT\" fill=\"{colour}\">{name}: {:.2}</text>", x + 10.0, of(last) / first(of));
            labels.push((*y, text));
        }
    }
    // Labels that would cover each other stand below each other.
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = TOP;
    for (at, text) in labels {
        let at = at.max(free);
        free = at + 16.0;
        writeln!(svg, "{}", text.replace("AT", &format!("{:.1}", at + 4.0))).expect("a string takes all");
    }
    svg + "</svg>\n"
}

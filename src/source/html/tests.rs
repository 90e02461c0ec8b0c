use super::*;
use crate::text::BlockKind;

fn page(body: &str) -> SourceText {
    read("a.html", format!("<!DOCTYPE html><html><head><title>Портал</title></head><body>{body}</body></html>").into_bytes()).unwrap().value
}

fn lines(body: &str) -> Vec<String> {
    let source = page(body);
    source.marks().blocks.iter().filter(|block| block.kind != BlockKind::Furniture).map(|block| source.slice(block.span).to_owned()).collect()
}

/// A page as the portal makes it, with this text.
fn portal(text: &str) -> String {
    format!(
        "<div id=header><ul><li><a href=/kaz>Негізгі</a></li></ul></div><div class='container_alpha slogan'><h1>Кітапхана ісі туралы</h1>\
         <span class='status status_upd'>Жаңартылған</span><p>Қазақстан Республикасының 2012 жылғы 4 мамырдағы № 14-V Заңы.</p></div>\
         <div class='container_gamma tabs'><ul><li>Мәтін</li><li>Ақпарат</li></ul></div><div class='container_gamma text text_upd'><div class=gs_12><article>{text}</article></div></div>\
         <div class='container_omega aftertext'><p>Егер Сіз беттен қате тапсаңыз</p></div><div id=footer>© Әділет</div>"
    )
}

#[test]
fn of_the_portal_only_the_act_is_read() {
    let text = "<p>\n&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; <a href='/kaz/docs/Z1200000014/z14.htm'>МАЗМҰНЫ</a></p><h3 id=z2> 1-тарау. ЖАЛПЫ<br>ЕРЕЖЕЛЕР</h3>\
                <p><b><a name=z3></a>1-бап. Ұғымдар </b></p><p id=z4>\n&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; Осы <a href='/kaz/docs/Z1300000088#z8'>Заңда</a>:</p>\
                <span class=note>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; Ескерту. 1-бапқа өзгеріс енгізілді – ҚР 09.01.2026 </span><a href='/kaz/docs/Z2600000256'>№ 256-VIII</a><span class=note> Заңымен.</span><br>";
    let source = page(&portal(text));
    let marks = source.marks();
    let kinds: Vec<(&str, BlockKind, u16)> = marks.blocks.iter().map(|block| (source.slice(block.span), block.kind, block.indent)).collect();
    let meant = [
        ("Кітапхана ісі туралы", BlockKind::Heading, 0),
        ("Жаңартылған", BlockKind::Furniture, 0),
        ("Қазақстан Республикасының 2012 жылғы 4 мамырдағы № 14-V Заңы.", BlockKind::Paragraph, 0),
        ("МАЗМҰНЫ", BlockKind::Furniture, 6),
        ("1-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР", BlockKind::Heading, 0),
        ("1-бап. Ұғымдар", BlockKind::Paragraph, 0),
        ("Осы Заңда:", BlockKind::Paragraph, 6),
        ("Ескерту. 1-бапқа өзгеріс енгізілді – ҚР 09.01.2026 № 256-VIII Заңымен.", BlockKind::Note, 6),
    ];
    assert_eq!(kinds, meant);
    let links: Vec<(&str, &str)> = marks.links.iter().map(|link| (source.slice(link.span), link.href.as_str())).collect();
    assert_eq!(links[1..], [("Заңда", "https://adilet.zan.kz/kaz/docs/Z1300000088#z8"), ("№ 256-VIII", "https://adilet.zan.kz/kaz/docs/Z2600000256")]);
    let anchors: Vec<(&str, &str)> =
        marks.anchors.iter().map(|anchor| (anchor.name.as_str(), source.text()[anchor.at as usize..].lines().next().unwrap())).collect();
    assert_eq!(anchors, [("z2", "1-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР"), ("z3", "1-бап. Ұғымдар"), ("z4", "Осы Заңда:")]);
}

#[test]
fn bold_words_in_the_middle_of_the_page_are_a_heading() {
    let cases = [
        ("<p align=center><b>2-1. Парктің жері</b></p>", BlockKind::Heading),
        ("<center><p><strong>2-1. Парктің</strong> <b>жері</b></p></center>", BlockKind::Heading),
        ("<div style='text-align: center; font-weight:bold'>2-1. Парктің жері</div>", BlockKind::Heading),
        ("<p align=center>2-1. Парктің жері</p>", BlockKind::Paragraph),
        ("<p><b>2-1. Парктің жері</b></p>", BlockKind::Paragraph),
        ("<p align=center><b>2-1. Парктің</b> жері</p>", BlockKind::Paragraph),
        ("<center><p align=left><b>2-1. Парктің жері</b></p></center>", BlockKind::Paragraph),
        ("<center><b>а</b></center><p>2-1. Парктің жері</p>", BlockKind::Paragraph),
    ];
    for (body, meant) in cases {
        assert_eq!(page(body).marks().blocks.last().unwrap().kind, meant, "{body}");
    }
}

#[test]
fn what_is_said_of_force_stays() {
    let body = portal("<p>1. Мәтін.</p>").replace("Жаңартылған", "Күшін жойған");
    assert_eq!(lines(&body)[1], "Күшін жойған");
}

#[test]
fn tags_mean_what_browsers_show() {
    let cases: [(&str, &[&str], &str); 17] = [
        ("<p>бір<p>екі</p>", &["бір", "екі"], "an end tag left out"),
        ("<p>бір <b>екі</b>үш\n  төрт</p>", &["бір екіүш төрт"], "inline tags and white space"),
        ("<p>бір<br>екі</p>", &["бір", "екі"], "a line break"),
        ("<h2>бір<br/>екі</h2>", &["бір екі"], "a heading is one line"),
        ("<ol start=3><li>бір<li>екі</ol><ul><li>үш</ul>", &["3. бір", "4. екі", "• үш"], "numbers that the browser counts"),
        ("<ol type=i><li value=4>бір</ol>", &["iv. бір"], "their style"),
        ("<script>var a = '<p>жоқ</p>';</script><style>p {}</style><p>бар</p>", &["бар"], "scripts"),
        ("<p>a&amp;b&lt;c&nbsp;&#1178;&laquo;</p>", &["a&b<c Қ«"], "entities"),
        ("<p>a &unknown; b & c</p>", &["a &unknown; b & c"], "what is no entity"),
        ("<nav><a href=/>Мәзір</a></nav><p>мәтін</p><footer>төмен</footer>", &["мәтін"], "chrome by its tags"),
        ("<p style='display: none'>жоқ</p><p hidden>жоқ</p><p>бар</p>", &["бар"], "what is not shown"),
        ("<table><tr><td>бір<td>екі<tr><td>үш</table>", &["бір", "екі", "үш"], "cells without end tags"),
        ("<p>бір <p>екі</div></p></td>үш", &["бір", "екі", "үш"], "end tags of nothing"),
        ("<div>бір<div>екі</div>үш</div>", &["бір", "екі", "үш"], "words between blocks"),
        ("<pre>бір\nекі</pre>", &["бір", "екі"], "lines that are printed as they stand"),
        ("<p>бір <!-- жоқ --> екі<![CDATA[үш]]></p>", &["бір екі"], "comments"),
        ("<P CLASS=a>бір</P>", &["бір"], "capitals"),
    ];
    for (body, meant, why) in cases {
        assert_eq!(lines(body), meant, "{why}");
    }
}

#[test]
fn cells_are_told_and_tables_for_layout_are_none() {
    let source = page(
        "<table border=1><thead><tr><td>№</td><td colspan=2>Атауы</td></tr></thead><tr><td rowspan=2>1</td><td>а</td><td>б<br>в</td></tr><tr><td>г</td><td></td></tr></table>\
         <table><tr><td>&nbsp;</td><td>қағидаларына<br>1-қосымша</td></tr></table>",
    );
    let cell = |block: &crate::text::Block| match block.kind {
        BlockKind::Cell(cell) => Some((cell.row, cell.column, cell.rows, cell.columns, cell.header)),
        _ => None,
    };
    let found: Vec<_> = source.marks().blocks.iter().map(|block| (source.slice(block.span), cell(block))).collect();
    let meant = [
        ("№", Some((0, 0, 1, 1, true))),
        ("Атауы", Some((0, 1, 1, 2, true))),
        ("1", Some((1, 0, 2, 1, false))),
        ("а", Some((1, 1, 1, 1, false))),
        ("б", Some((1, 2, 1, 1, false))),
        ("в", Some((1, 2, 1, 1, false))),
        ("г", Some((2, 1, 1, 1, false))),
        ("қағидаларына", None),
        ("1-қосымша", None),
    ];
    assert_eq!(found, meant);
}

#[test]
fn a_page_saved_by_a_browser_tells_where_it_was() {
    let bytes = "<!-- saved from url=(0046)https://adilet.zan.kz/kaz/docs/V1300008346 -->\n<html><body><article><p><a href=\"#z9\">9-тармақ</a></p></article></body></html>";
    let source = read("a.html", bytes.as_bytes().to_vec()).unwrap().value;
    assert_eq!(source.marks().links[0].href, "https://adilet.zan.kz/kaz/docs/V1300008346#z9");
}

#[test]
fn a_hostile_page_is_read_or_refused() {
    let deep = format!("{}сөз{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let read_deep = read("a.html", format!("<html>{deep}").into_bytes()).unwrap();
    assert!(read_deep.problems.iter().any(|problem| problem.code == ProblemCode::LimitReached));
    assert!(read_deep.value.text().contains("сөз"));
    for text in ["<html><body></body></html>", "<html><script>a</script>", "<html>&nbsp;"] {
        let error = read("a.html", text.as_bytes().to_vec()).unwrap_err();
        assert!(matches!(error, Error::Empty { .. }), "{text}: {error}");
    }
    let wide = format!("<table border=1>{}</table>", format!("<tr>{}</tr>", "<td colspan=1000>а".repeat(50)).repeat(200));
    assert!(page(&wide).text().len() > 10_000);
}

/// Pieces of pages, sound and broken, in any order.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=slogan>",
    "</div>",
    "<article>",
    "</article>",
    "<table border=1>",
    "</table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=999>",
    "</td>",
    "<th>",
    "<ol start=-5 type=i>",
    "<li>",
    "<ul>",
    "</ul>",
    "</ol>",
    "<a href=#z1>",
    "<a name=z2>",
    "</a>",
    "<span class=note>",
    "</span>",
    "<br>",
    "<h2 id=z3>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<div hidden>",
    "<!--",
    "-->",
    "<div class=aftertext>",
    "&nbsp;&nbsp;&nbsp;",
    "&#x10ffff;",
    "&",
    "<",
    "бір",
    " екі ",
    "\n",
    "<b>",
    "</b>",
    "<font color=red>",
    "</font>",
    "<main>",
    "</main>",
    "<body>",
    "</body>",
    "<p style='display:none'>",
    "\u{a0}",
    "\u{0}",
    "<![CDATA[",
    "]]>",
    "<!doctype",
    "\"",
    "'",
];

proptest::proptest! {
    #![proptest_config(crate::text::properties::config(300))]

    #[test]
    fn any_soup_of_tags_is_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60), cut in 0_usize..40) {
        let mut bytes = format!("<html>{}", pieces.concat()).into_bytes();
        bytes.truncate(bytes.len().saturating_sub(cut).max(6));
        if let Ok(read) = read("a.html", bytes) {
            let (source, marks) = (&read.value, read.value.marks());
            let mut end = 0;
            for block in &marks.blocks {
                proptest::prop_assert!(block.span.start >= end && !source.slice(block.span).trim().is_empty(), "{:?}", source.text());
                end = block.span.end;
            }
            proptest::prop_assert!(marks.links.iter().all(|link| !source.slice(link.span).is_empty()));
            proptest::prop_assert!(marks.anchors.windows(2).all(|pair| pair[0].at <= pair[1].at), "{:?}", marks.anchors);
        }
    }
}

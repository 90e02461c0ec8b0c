//! An act over several files, as the page and the API show it.

use std::fs;

use super::fixture::{ask, build, patient, site};

const ORDER: &str = "Шетелдіктерді тіркеу қағидаларын бекіту туралы

Қазақстан Республикасы Ішкі істер министрінің 2022 жылғы 10 қазандағы № 807 бұйрығы.
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған шетелдіктерді тіркеу қағидалары бекітілсін.

Министр                                   А. Тегі

Қазақстан Республикасы
Ішкі істер министрінің
2022 жылғы 10 қазандағы
№ 807 бұйрығымен
бекітілген

Шетелдіктерді тіркеу қағидалары

      1. Осы Қағидалар шетелдіктерді <b>тіркеу</b> тәртібін
";

#[test]
fn the_printed_text_of_an_act_over_several_files_is_shown_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    let files = [
        ("a.txt", ORDER.to_owned()),
        ("а-2 <b>.txt", "айқындайды.\n      2. Шетелдік рұқсатты уәкілетті органнан алады.\n".to_owned()),
        ("a-3.txt", "      3. Рұқсат он жұмыс күні ішінде беріледі.\n".to_owned()),
        ("a.source.toml", "id = \"X1\"\nparts = [\"а-2 <b>.txt\", \"a-3.txt\"]\n".to_owned()),
    ];
    files.iter().for_each(|(name, text)| fs::write(corpus.join(name), text).unwrap());
    build(folder.path());
    let site = site(folder.path(), patient());
    let get = |uri: &str| ask(&site, uri, &[]);
    let second = "%D0%B0-2%20%3Cb%3E.txt";

    let act = get("/act/X1").text();
    assert!(act.contains("href=\"/source/X1\"") && act.contains("file=a-3.txt") && !act.contains("<b>.txt"), "every file is a link: {act}");
    let point = get("/act/X1/rules/point-3").text();
    assert!(point.contains("/source/X1?file=a-3.txt&amp;lines=1-1") && point.contains("#L1\""), "{point}");
    let over = get("/act/X1/rules/point-1").text();
    assert!(over.contains("/source/X1?lines=17-17") && over.contains("lines=1-1"), "where it begins, and where it goes on: {over}");

    let first = get("/source/X1?lines=17").text();
    assert!(first.contains("id=\"L17\"") && first.contains("1 / 3") && first.contains("/source/X1?file=") && !first.contains("id=\"L18\""), "{first}");
    let page = get(&format!("/source/X1?file={second}&lines=1-1")).text();
    assert!(page.contains("id=\"L2\"") && !page.contains("id=\"L3\"") && page.contains("2 / 3") && !page.contains("<b>.txt"), "{page}");
    assert_eq!(page.matches("class=\"hit\"").count(), 1, "lines are those of the file");
    assert!(get("/source/X1?file=a-3.txt").text().contains("3 / 3"));
    assert!(get("/source/X1?file=none.txt").text().contains("1 / 3"), "a file that is none of it is not looked for");

    let json = get("/api/v1/acts/X1/rules/point-1").json();
    let source = &json["source"];
    assert_eq!(source["file"], "a.txt", "{json}");
    assert_eq!(source["rest"], serde_json::json!([{"file": "а-2 <b>.txt", "lines": [1, 1], "pages": null}]));
    assert_eq!(get("/api/v1/acts").json()["acts"][0]["parts"], serde_json::json!(["а-2 <b>.txt", "a-3.txt"]));

    fs::write(corpus.join("a-3.txt"), "Басқа.\n").unwrap();
    let changed = get("/source/X1");
    assert!(changed.status != 200 || changed.text().contains("1 / 3"), "what was read is shown, or that it has changed");
}

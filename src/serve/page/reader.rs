//! Who reads, and where they are: the language, the address, what it says after its `?`.

use axum::http::{HeaderMap, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::words::{Language, Words};
use crate::act::Date;
use crate::serve::QUESTION_CHARS_MAX;
use crate::serve::problem::Problem;

/// The parameters that pages understand: links to the same page keep them, and nothing else.
const KEPT: [&str; 12] = ["q", "as_of", "act", "page", "from", "to", "view", "at", "lines", "change", "versions", "citing"];
/// Characters of a parameter that is kept, the question apart.
const VALUE_CHARS_MAX: usize = 200;
/// The cookie that remembers the language.
pub(super) const COOKIE: &str = "lang";
/// What stands in an address as it is. A slash does: addresses of provisions are paths.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A request of a person.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    pub(super) language: Language,
    /// The language was chosen with this request, and is to be remembered.
    pub(super) chosen: bool,
    path: String,
    parameters: Vec<(String, String)>,
}

impl Reader {
    pub(super) fn new(uri: &Uri, headers: &HeaderMap) -> Self {
        let parameters: Vec<(String, String)> = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
        let asked = parameters.iter().find(|(name, _)| name == "lang").and_then(|(_, code)| Language::of(code));
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let remembered = pairs.find_map(|(name, code)| (name == COOKIE).then(|| Language::of(code)).flatten());
        Self { language: asked.or(remembered).unwrap_or_default(), chosen: asked.is_some(), path: uri.path().to_owned(), parameters }
    }

    pub(super) fn words(&self) -> &'static Words {
        self.language.words()
    }

    /// The parameter `name`; `None` when it is not told or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The day asked about, where one is.
    pub(super) fn as_of(&self) -> Result<Option<Date>, Problem> {
        self.day("as_of")
    }

    /// The day in the parameter `name`, where there is one.
    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        self.get(name).map(|day| day.parse::<Date>().map_err(|error| Problem::bad(error.to_string()))).transpose()
    }

    /// The same reader with the parameter `name` left out.
    pub(super) fn without(&self, name: &str) -> Self {
        let mut without = self.clone();
        without.parameters.retain(|(known, _)| known != name);
        without
    }

    /// The same reader, asking about `day`.
    pub(super) fn about(&self, day: Date) -> Self {
        let mut about = self.clone();
        about.parameters.retain(|(name, _)| name != "as_of");
        about.parameters.push(("as_of".to_owned(), day.to_string()));
        about
    }

    /// The number in the parameter `name`.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name).and_then(|number| number.parse().ok())
    }

    /// The address of this page with `name` changed to `value`, or left out.
    pub(super) fn with(&self, name: &str, value: Option<&str>) -> String {
        let bearable = |known: &str, value: &str| value.chars().count() <= if known == "q" { QUESTION_CHARS_MAX } else { VALUE_CHARS_MAX };
        let kept =
            self.parameters.iter().filter(|(known, value)| known != name && KEPT.contains(&known.as_str()) && !value.is_empty() && bearable(known, value));
        let mut parameters: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        parameters.extend(value.map(|value| (name, value)));
        link(&self.path, &parameters)
    }

    /// The address of another page, about the same day.
    pub(super) fn to(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let mut all: Vec<(&str, &str)> = parameters.to_vec();
        all.extend(self.get("as_of").map(|day| ("as_of", day)));
        link(&utf8_percent_encode(path, PATH).to_string(), &all)
    }
    /// The address of another page, about `day`.
    pub(super) fn on(&self, path: &str, day: &str, parameters: &[(&str, &str)]) -> String {
        let mut all: Vec<(&str, &str)> = parameters.to_vec();
        all.push(("as_of", day));
        self.bare(path, &all)
    }

    /// The address of another page that is about no day of its own.
    pub(super) fn bare(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        link(&utf8_percent_encode(path, PATH).to_string(), parameters)
    }
}

/// `path`, which is encoded already, with `parameters` after it.
fn link(path: &str, parameters: &[(&str, &str)]) -> String {
    let query = serde_urlencoded::to_string(parameters).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// `url` where a browser may be sent there: what a source file tells may be anything.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    (is_web && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(uri: &str, cookie: &str) -> Reader {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        Reader::new(&uri.parse().unwrap(), &headers)
    }

    #[test]
    fn the_language_is_asked_for_remembered_or_kazakh() {
        let cases = [
            ("/", "", Language::Kazakh, "Kazakh first"),
            ("/?lang=ru", "lang=en", Language::Russian, "what is asked for"),
            ("/", "a=b; lang=en", Language::English, "what is remembered"),
            ("/?lang=de", "lang=ru", Language::Russian, "a language that is not there is not asked for"),
            ("/?lang=%00", "lang", Language::Kazakh, "nonsense"),
        ];
        for (uri, cookie, language, why) in cases {
            assert_eq!(reader(uri, cookie).language, language, "{why}");
        }
    }

    #[test]
    fn links_keep_the_question_and_the_day() {
        let reader = reader(&format!("/?q=a%26b&as_of=2020-01-01&lang=ru&page=2&other=x&act={}", "a".repeat(201)), "");
        assert_eq!(reader.with("page", Some("3")), "/?q=a%26b&as_of=2020-01-01&page=3");
        assert_eq!(reader.with("as_of", None), "/?q=a%26b&page=2");
        assert_eq!(reader.to("/act/сұрақ?/point-1", &[]), "/act/%D1%81%D2%B1%D1%80%D0%B0%D2%9B%3F/point-1?as_of=2020-01-01");
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("https://adilet.zan.kz/kaz/docs/V1800016354"), Some("https://adilet.zan.kz/kaz/docs/V1800016354"));
    }
}

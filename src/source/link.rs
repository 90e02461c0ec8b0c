//! Where a link leads: its target as an address that can be opened.

/// Where acts are published, and where the links of their pages lead.
const PORTAL: &str = "https://adilet.zan.kz";
/// Longest target that is kept, in bytes.
const HREF_MAX: usize = 2_048;

/// What the links of a page are relative to.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    /// `https://adilet.zan.kz`
    origin: Option<String>,
    /// `https://adilet.zan.kz/kaz/docs/Z050000029_`
    page: Option<String>,
}

impl Base {
    /// The base of a page that tells its own address, or of one that does not.
    pub(super) fn of_page(address: Option<&str>) -> Self {
        let address = address.map(str::trim).filter(|address| is_web(address));
        let page = address.map(|address| address.split(['#', '?']).next().unwrap_or(address).to_owned());
        let origin = page.as_deref().map(|page| {
            let host = page.find("://").map_or(0, |at| at + 3);
            page[host..].find('/').map_or(page, |at| &page[..host + at]).to_owned()
        });
        Self { origin, page }
    }

    /// The target as an address; none for a script, and for what leads nowhere.
    ///
    /// A target that cannot be completed, for the page does not say where it comes from, stays as it is printed.
    pub(super) fn resolve(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let scheme = href.split(['/', '#', '?']).next().filter(|head| head.contains(':')).unwrap_or("");
        let leads = !href.is_empty() && href != "#" && href.len() <= HREF_MAX && !href.chars().any(char::is_control);
        if !leads || scheme.to_ascii_lowercase().starts_with("javascript") {
            return None;
        }
        if !scheme.is_empty() {
            return Some(href.to_owned());
        }
        if href.starts_with("//") {
            return Some(format!("https:{href}"));
        }
        if href.starts_with('#') {
            return Some(self.page.as_ref().map_or_else(|| href.to_owned(), |page| format!("{page}{href}")));
        }
        if href.starts_with('/') {
            let docs = ["/kaz/docs/", "/rus/docs/", "/eng/docs/"].iter().any(|path| href.starts_with(path));
            let origin = self.origin.as_deref().or(docs.then_some(PORTAL));
            return Some(origin.map_or_else(|| href.to_owned(), |origin| format!("{origin}{href}")));
        }
        let folder = self.page.as_deref().and_then(|page| page.rsplit_once('/')).map(|(folder, _)| folder).filter(|folder| !folder.ends_with('/'));
        Some(folder.map_or_else(|| href.to_owned(), |folder| format!("{folder}/{href}")))
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_completed() {
        let page = Base::of_page(Some("https://adilet.zan.kz/kaz/docs/Z050000029_#z3"));
        let unknown = Base::of_page(None);
        let cases = [
            (&page, "/kaz/docs/V1300008346#z9", Some("https://adilet.zan.kz/kaz/docs/V1300008346#z9")),
            (&unknown, "/kaz/docs/V1300008346#z9", Some("https://adilet.zan.kz/kaz/docs/V1300008346#z9")),
            (&unknown, "/about", Some("/about")),
            (&page, "#z12", Some("https://adilet.zan.kz/kaz/docs/Z050000029_#z12")),
            (&unknown, "#z12", Some("#z12")),
            (&page, "info", Some("https://adilet.zan.kz/kaz/docs/info")),
            (&page, "//online.zakon.kz/a", Some("https://online.zakon.kz/a")),
            (&page, "mailto:a@b.kz", Some("mailto:a@b.kz")),
            (&page, "javascript:window.print()", None),
            (&page, "JavaScript:void(0)", None),
            (&page, "#", None),
            (&page, " ", None),
        ];
        for (base, href, meant) in cases {
            assert_eq!(base.resolve(href).as_deref(), meant, "{href}");
        }
    }
}

/*!
What a page without an article shows in its place, by the words of the page.

That a page has no article is known without any words. They only name the kind.
*/

use serde::{Deserialize, Serialize};

use crate::news::lang::keys::WordKey;

/// What a page shows in place of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoArticleKind {
    /// A request to accept cookies or the processing of personal data.
    Consent,
    /// A check whether the reader is a person, or a browser that it supports.
    Robot,
    /// An offer of a subscription.
    Paywall,
    /// A note that the page does not exist.
    NotFound,
    /// None of these: the frame of a page without its content.
    EmptyShell,
}

/// The words of each kind. Of kinds with as many words in a text, the first counts.
const WORDS_OF_KINDS: [(NoArticleKind, WordKey); 4] = [
    (NoArticleKind::Robot, WordKey::NoticeRobot),
    (NoArticleKind::NotFound, WordKey::NoticeNotFound),
    (NoArticleKind::Paywall, WordKey::NoticePaywall),
    (NoArticleKind::Consent, WordKey::NoticeConsent),
];

impl NoArticleKind {
    /// Returns the kind of a page with this text: the one of which the text has the
    /// most different words.
    pub(crate) fn of(text: &str) -> NoArticleKind {
        let text = text.to_lowercase();
        let mut most = (0, NoArticleKind::EmptyShell);
        for (kind, key) in WORDS_OF_KINDS {
            let count = key
                .words()
                .iter()
                .filter(|word| text.contains(**word))
                .count();
            if count > most.0 {
                most = (count, kind);
            }
        }
        most.1
    }

    /// Returns the name of the kind in findings.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            NoArticleKind::Consent => "consent",
            NoArticleKind::Robot => "robot",
            NoArticleKind::Paywall => "paywall",
            NoArticleKind::NotFound => "not-found",
            NoArticleKind::EmptyShell => "empty-shell",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_page_name_its_kind() {
        use NoArticleKind::{Consent, EmptyShell, NotFound, Paywall, Robot};
        for (text, expected) in [
            (
                "We value your privacy. We and our partners use cookies.",
                Consent,
            ),
            (
                "Wir verwenden Cookies. Bitte stimmen Sie der Datenverarbeitung zu.",
                Consent,
            ),
            ("Please verify you are human to continue.", Robot),
            (
                "Your browser is out of date. Please update your browser.",
                Robot,
            ),
            (
                "Access Denied. You don't have permission to access this page.",
                Robot,
            ),
            (
                "Already a subscriber? Log in here. Subscribe to continue reading.",
                Paywall,
            ),
            (
                "Cet article est réservé aux abonnés. Déjà abonné ? Connectez-vous",
                Paywall,
            ),
            (
                "Sorry, the page you are looking for cannot be found.",
                NotFound,
            ),
            ("La página solicitada no existe.", NotFound),
            ("您访问的页面不存在", NotFound),
            (
                "Video Player. Use the arrow keys to increase or decrease volume.",
                EmptyShell,
            ),
            ("", EmptyShell),
        ] {
            assert_eq!(NoArticleKind::of(text), expected, "{text}");
            let name = serde_json::to_value(expected).unwrap();
            assert_eq!(name, expected.name());
        }
    }
}

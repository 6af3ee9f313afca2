/*!
Resolves a name that several parties share, and answers questions about all of them.
*/

use crate::news::language::language;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{NamedParty, Party, PartyId, PartyKind};
use crate::news::places;

/// The surroundings of a name, which distinguish parties that share it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings<'a> {
    /// The place of the dateline.
    pub place: Option<&'a str>,
    /// The registrable domain of the page.
    pub domain: Option<&'a str>,
    /// Some text of the article, for its language.
    pub text: &'a str,
}

impl Directory {
    /// Resolves the name `printed`, which the parties `ids` share, by its
    /// surroundings: the outlet's own party, then the country of the place and of
    /// the domain, then the language of the text.
    pub(crate) fn resolve(
        &self,
        ids: &[PartyId],
        printed: &str,
        surroundings: &Surroundings<'_>,
    ) -> NamedParty {
        let mut left: Vec<PartyId> = ids.to_vec();
        let own = surroundings
            .domain
            .and_then(|domain| self.by_domain(domain));
        if let Some(own) = own.filter(|own| left.contains(own)) {
            return NamedParty::Known(own);
        }
        let countries = [
            surroundings.place.and_then(places::country),
            surroundings.domain.and_then(places::country_of_domain),
        ];
        for country in countries.into_iter().flatten() {
            self.narrow(&mut left, |party| {
                party.country.split('/').any(|part| part == country)
            });
        }
        if left.len() > 1 {
            let language = language(surroundings.text);
            self.narrow(&mut left, |party| {
                party.languages.iter().any(|code| code == language)
            });
            self.narrow(&mut left, |party| {
                party.languages.first().is_some_and(|code| code == language)
            });
        }
        match left.as_slice() {
            [] => NamedParty::AsPrinted(printed.to_owned()),
            [one] => NamedParty::Known(*one),
            _ => NamedParty::Ambiguous(left),
        }
    }

    /// Returns whether all of `parties` are outlets; true for none.
    pub(crate) fn are_outlets(&self, parties: &[PartyId]) -> bool {
        let mut parties = parties.iter();
        parties.all(|&id| self.party(id).kind == PartyKind::Outlet)
    }

    /// Returns whether all of `parties` have reporters who sign for a paper: outlets, and
    /// those who sell the stories of outlets.
    pub(crate) fn are_publishers(&self, parties: &[PartyId]) -> bool {
        let mut parties = parties.iter();
        parties.all(|&id| {
            matches!(
                self.party(id).kind,
                PartyKind::Outlet | PartyKind::Syndicate
            )
        })
    }

    /// Returns whether one of `parties` sells pictures, so that its name ends captions as often
    /// as stories.
    pub(crate) fn sells_pictures(&self, parties: &[PartyId]) -> bool {
        parties.iter().any(|&id| self.party(id).sells_pictures)
    }

    /// Keeps the parties for which `is_meant` holds, if there are any.
    fn narrow(&self, left: &mut Vec<PartyId>, is_meant: impl Fn(&Party) -> bool) {
        if left.len() > 1 && left.iter().any(|&id| is_meant(self.party(id))) {
            left.retain(|&id| is_meant(self.party(id)));
        }
    }
}

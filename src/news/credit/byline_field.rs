/*!
The byline field of a record.
*/

use crate::news::credit::byline::{Byline, BylinePosition, read, without_opening};
use crate::news::credit::byline_parts::single_blanks;
use crate::news::credit::evidence::CreditEvidence;
use crate::news::credit::found::CreditClaim;
use crate::news::dateline::frame::Frame;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::UnnamedAgencies;

/// Returns the claims of a byline field, and whether it credits agencies without their
/// names.
pub(crate) fn read_field(
    byline: &str,
    directory: &Directory,
) -> (Vec<CreditClaim>, UnnamedAgencies) {
    let line = single_blanks(byline);
    let line = line.trim_matches(['[', ']', '"', '\'', ' ']);
    let unnamed = match credits_unnamed(&line.to_lowercase()) {
        true => UnnamedAgencies::Yes,
        false => UnnamedAgencies::No,
    };
    let bare = without_opening(line).unwrap_or(line);
    // A list of agencies, or of agencies and a place: each name counts.
    if let Some(frame) = Frame::read(bare, directory)
        .filter(|frame| frame.knows_one() && bare.contains(['/', ',', '|', '&']))
    {
        let known = frame
            .names
            .into_iter()
            .filter(|name| !name.parties.is_empty());
        let claims = known.map(|name| CreditClaim {
            parties: name.parties,
            printed: name.printed,
            evidence: CreditEvidence::Byline,
        });
        return (claims.collect(), unnamed);
    }
    let claim = match read(line, BylinePosition::Field, directory) {
        Some(
            Byline::AgencyAlone(mention) | Byline::Signed(mention) | Byline::MaybeSigned(mention),
        ) => Some(CreditClaim::of(mention, line, CreditEvidence::Byline)),
        Some(Byline::PictureCredit(_)) | None => None,
    };
    (claim.into_iter().collect(), unnamed)
}

/// Returns whether a field in small letters is a phrase for agencies without their
/// names, ends in one, or begins with one before a comma.
fn credits_unnamed(lower: &str) -> bool {
    let mut phrases = WordKey::UnnamedAgencies.words().iter();
    phrases.any(|phrase| {
        lower == *phrase
            || lower
                .strip_suffix(phrase)
                .is_some_and(|before| before.ends_with(' '))
            || lower
                .strip_prefix(phrase)
                .is_some_and(|after| after.starts_with(','))
    })
}

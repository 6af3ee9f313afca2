/*!
The partner that a portal names: "Local 10 Skarholm•".
*/

use crate::news::addresses::domains::registrable_domain;
use crate::news::credit::evidence::CreditEvidence;
use crate::news::credit::found::CreditClaim;
use crate::news::credit::thresholds::MAX_PARTNER_WORDS;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;

/// Returns the claim of the partner that `line` names before a bullet. The name is a
/// party, the domain of one, or has a word or a number that only organizations have.
pub(crate) fn partner(line: &str, directory: &Directory) -> Option<CreditClaim> {
    let name = line.trim_end().strip_suffix('•')?.trim_matches([' ', ',']);
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.is_empty() || words.len() > MAX_PARTNER_WORDS {
        return None;
    }
    let by_address = || {
        let domain = registrable_domain(name).filter(|_| words.len() == 1)?;
        directory.by_domain(&domain).map(|party| vec![party])
    };
    let parties = directory
        .whole(name)
        .map(|mention| mention.parties)
        .or_else(by_address)
        .unwrap_or_default();
    let is_organization = words.iter().any(|word| {
        WordKey::Organizations.words().contains(word)
            || word.bytes().any(|byte| byte.is_ascii_digit())
    });
    (!parties.is_empty() || is_organization).then(|| CreditClaim {
        parties,
        printed: name.to_owned(),
        evidence: CreditEvidence::Partner,
    })
}

/*!
Names of publishers: behind a phrase about the first publication, and of the partner of a
portal.
*/

use crate::news::addresses::domains::registrable_domain;
use crate::news::credit::found::{CreditClaim, CreditEvidence, FoundCredits};
use crate::news::credit::thresholds::{MAX_NOTE_BYTES, MAX_PARTNER_WORDS, MAX_PUBLISHER_WORDS};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::{Mention, PrintedName};

/// Claims the name that `after` begins with as the first publisher: a name of the table,
/// or else a name as it is printed.
pub(crate) fn claim_first_publisher(
    after: &str,
    directory: &Directory,
    credits: &mut FoundCredits,
) {
    let (name, mention) = next_name(after, directory);
    if let Some(mention) = mention {
        credits.claim(mention, name, CreditEvidence::FirstPublished);
    } else if let Some(printed) = printed_name(name).filter(|printed| !is_newsletter(name, printed))
    {
        credits.claims.push(CreditClaim {
            name: PrintedName {
                parties: Vec::from_iter(directory.by_domain(&printed.to_lowercase())),
                printed,
            },
            evidence: CreditEvidence::FirstPublished,
        });
    }
}

/// Returns whether the name that `text` begins with is that of a newsletter, which the
/// outlet itself sends: "the “Harbor Wire” newsletter".
fn is_newsletter(text: &str, name: &str) -> bool {
    let after = text.get(name.len()..).unwrap_or_default();
    let next = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    WordKey::PhraseNewsletters.begins(next)
}

/// Returns the text behind a phrase without "the" and marks before the name, and the name
/// of the table that it begins with.
pub(crate) fn next_name<'a>(after: &'a str, directory: &Directory) -> (&'a str, Option<Mention>) {
    let trim =
        |text: &'a str| text.trim_start_matches([' ', '\u{A0}', '"', '“', '«', ':', '‘', '\'']);
    let mut name = trim(after);
    for article in WordKey::PhraseArticles.words() {
        if let Some(mention) = directory.at_start(name) {
            return (name, Some(mention));
        }
        name = trim(name.strip_prefix(*article).unwrap_or(name));
    }
    let mention = directory.at_start(name);
    (name, mention)
}

/// Returns the name that `text` begins with: the address of a site, or words with
/// capitals. Returns `None` if they are a date, too many or too short.
pub(crate) fn printed_name(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(MAX_NOTE_BYTES / 2)];
    let first = text
        .split_whitespace()
        .next()?
        .trim_end_matches(['.', ',', ')', ':']);
    if is_address(first) {
        return Some(first.to_owned());
    }
    let end = text
        .find(['.', ',', ';', '(', ')', '|', '\n', '"', '”', ':', '!'])
        .unwrap_or(text.len());
    let mut of_name = Vec::new();
    for word in text[..end].split_whitespace() {
        let is_high = word.starts_with(|c: char| c.is_uppercase());
        let is_small = !of_name.is_empty() && WordKey::PublisherParticles.words().contains(&word);
        if !is_high && !is_small {
            break;
        }
        of_name.push(word);
    }
    while of_name
        .last()
        .is_some_and(|word| !word.starts_with(|c: char| c.is_uppercase()))
    {
        of_name.pop();
    }
    let name = of_name.join(" ");
    let is_date = of_name
        .iter()
        .any(|word| PrintedDate::read(&format!("1 {word}")).is_some());
    let is_name = (1..=MAX_PUBLISHER_WORDS).contains(&of_name.len()) && name.len() >= 3 && !is_date;
    is_name.then_some(name)
}

/// Returns whether `word` is the address of a site: "coastaltalk.example".
fn is_address(word: &str) -> bool {
    let mut labels = word.split('.');
    let (first, last) = (
        labels.next().unwrap_or_default(),
        labels.next_back().unwrap_or_default(),
    );
    let is_label = |label: &str| label.chars().all(|c| c.is_alphanumeric() || c == '-');
    first.len() > 1
        && last.len() > 1
        && last.chars().all(|c| c.is_ascii_lowercase())
        && word.split('.').all(is_label)
}

/// Returns the claim of the partner that `line` names before a bullet: "Local 10 Skarholm•". The name is a
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
        name: PrintedName {
            parties,
            printed: name.to_owned(),
        },
        evidence: CreditEvidence::Partner,
    })
}

/*!
Phrases that say whose copy a page is: "originally published by", "republished
from", "distributed by", and those that say less.
*/

pub mod search;

use std::sync::OnceLock;

use crate::news::credit::phrases::search::Search;
use crate::news::credit::{CreditClaim, CreditEvidence, FoundCredits, Role, Source, Unnamed};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::{Directory, Mention};
use crate::text::Span;

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// It stood first with whom is named next.
    First,
    /// It came by way of whom "via" names.
    Via,
    Distributed,
    Provided,
    /// A label before the source.
    Source,
    Feed,
    /// A story's reporters and editors, in the manner of Reuters.
    Desk,
    Contribution,
    /// The number of an item.
    Item,
    /// "is an Associated Press writer".
    Writer,
    /// The broadcaster's wire.
    Wire,
}

/// The phrases that name no language, and what each says.
const PHRASES_OF_PARTIES: [(&str, Says); 2] = [("dpa:", Says::Item), ("the-cnn-wire", Says::Wire)];

/// The keys of the phrases, and what they say.
const PHRASE_KEYS: [(WordKey, Says); 9] = [
    (WordKey::PhraseFirst, Says::First),
    (WordKey::PhraseVia, Says::Via),
    (WordKey::PhraseDistributed, Says::Distributed),
    (WordKey::PhraseProvided, Says::Provided),
    (WordKey::PhraseSource, Says::Source),
    (WordKey::PhraseFeed, Says::Feed),
    (WordKey::PhraseDesk, Says::Desk),
    (WordKey::PhraseContribution, Says::Contribution),
    (WordKey::PhraseWriter, Says::Writer),
];

/// Returns all phrases, in small ASCII letters, and what each says.
fn phrases() -> impl Iterator<Item = (&'static str, Says)> + Clone {
    let of_languages = PHRASE_KEYS
        .into_iter()
        .flat_map(|(key, says)| key.words().iter().map(move |&phrase| (phrase, says)));
    of_languages.chain(PHRASES_OF_PARTIES)
}

/// Bytes at the start and at the end of a text in which phrases are looked
/// for.
const WINDOW: usize = 1_800;

/// Bytes before a phrase in which "this story" stands.
const SUBJECT: usize = 70;

/// Bytes of a block that is a note and no paragraph.
const NOTE: usize = 160;

/// Bytes of a note on how a story came.
const LONG_NOTE: usize = 420;

/// Words of a name that the table does not have, at most.
const MOST_WORDS: usize = 6;

/// Reads the phrases at both ends of the text.
pub(crate) fn find(source: &Source<'_>, directory: &Directory, credits: &mut FoundCredits) {
    let blocks = source.blocks;
    let length = source.text.len();
    let in_window =
        |block: &&Span| (block.start as usize) < WINDOW || block.end as usize + WINDOW > length;
    for block in blocks.iter().filter(in_window) {
        let text = block.of(source.text);
        // Of a long block, as texts without lines have, both ends are read.
        if text.len() <= 2 * WINDOW {
            in_block(text, directory, credits);
        } else {
            in_block(
                &text[..text.floor_char_boundary(WINDOW)],
                directory,
                credits,
            );
            in_block(
                &text[text.ceil_char_boundary(text.len() - WINDOW)..],
                directory,
                credits,
            );
        }
    }
}

/// The search for the phrases, and what each says.
fn search() -> &'static (Search, Vec<Says>) {
    static SEARCH: OnceLock<(Search, Vec<Says>)> = OnceLock::new();
    SEARCH.get_or_init(|| {
        let search = Search::new(phrases().map(|(phrase, _)| phrase));
        (search, phrases().map(|(_, says)| says).collect())
    })
}

fn in_block(block: &str, directory: &Directory, credits: &mut FoundCredits) {
    let (search, says) = search();
    for found in search.all(&block.to_ascii_lowercase()) {
        let (before, after) = (&block[..found.start()], &block[found.end()..]);
        let note = Note {
            block,
            before,
            after,
        };
        match says[found.pattern().as_usize()] {
            Says::First => note.first_published(directory, credits),
            Says::Via => note.by_way_of(directory, credits),
            Says::Distributed => note.named(CreditEvidence::Distributed, directory, credits),
            Says::Provided if note.is_of_article() => {
                note.named(CreditEvidence::Provided, directory, credits)
            }
            Says::Provided => {}
            Says::Source => note.source(directory, credits),
            Says::Feed => note.feed(directory, credits),
            Says::Desk => note.desk(directory, credits),
            Says::Contribution => note.contribution(directory, credits),
            Says::Item => note.item(directory, credits),
            Says::Writer => note.writer(directory, credits),
            Says::Wire => note.wire(directory, credits),
        }
    }
}

/// A phrase in its block.
struct Note<'a> {
    block: &'a str,
    before: &'a str,
    after: &'a str,
}

impl Note<'_> {
    /// Whether the phrase is said of the article: at the start of its block,
    /// or after "this story".
    fn is_of_article(&self) -> bool {
        let before = &self.before[self
            .before
            .ceil_char_boundary(self.before.len().saturating_sub(SUBJECT))..];
        let lower = before.to_lowercase();
        let is_picture = WordKey::PhrasePictures.is_in(&lower);
        let at_start = self
            .before
            .trim_matches(|c: char| !c.is_alphanumeric())
            .split_whitespace()
            .count()
            <= 2
            && self.block.len() <= LONG_NOTE;
        // "The post … appeared first on": a headline stands between.
        let is_post = self.block.starts_with("The post ") && self.block.len() <= LONG_NOTE;
        !is_picture && (at_start || is_post || WordKey::PhraseSubjects.is_in(&lower))
    }

    /// Whether it stood there first: "published in" alone is said of books.
    fn is_first(&self) -> bool {
        let phrase =
            &self.block[self.before.len()..self.block.len() - self.after.len()].to_lowercase();
        let says_so = WordKey::PhraseFirstParts.is_in(phrase);
        let word = self
            .before
            .trim_end()
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let is_told = WordKey::PhraseBeforeFirst.words().contains(&word.as_str());
        // "republished", "reposted": the phrase is the rest of a word.
        says_so
            || is_told
            || self.before.to_lowercase().ends_with("re")
            || phrase.starts_with("produced") && self.block.len() <= LONG_NOTE
    }

    fn first_published(&self, directory: &Directory, credits: &mut FoundCredits) {
        if !self.is_of_article() || !self.is_first() {
            return;
        }
        first_publisher(self.after, directory, credits);
    }

    /// "Authored by Vera Dahl via Coastal Talk,".
    fn by_way_of(&self, directory: &Directory, credits: &mut FoundCredits) {
        let is_line = self.before.trim().is_empty();
        let start = &self.after[..self.after.floor_char_boundary(NOTE)];
        let Some(via) = start.find(" via ").filter(|_| is_line) else {
            return;
        };
        first_publisher(&start[via + " via ".len()..], directory, credits);
    }

    fn named(&self, evidence: CreditEvidence, directory: &Directory, credits: &mut FoundCredits) {
        let (name, mention) = next_name(self.after, directory);
        if let Some(mention) = mention {
            credits.claim(&mention, name, evidence);
        }
    }

    /// "Quelle: ntv.de, ino/dpa".
    fn source(&self, directory: &Directory, credits: &mut FoundCredits) {
        let is_label = self
            .before
            .trim_matches(|c: char| !c.is_alphanumeric())
            .is_empty()
            || self.before.trim_end().ends_with('(');
        let rest = self.after.trim();
        if !is_label || rest.len() > NOTE / 2 || rest.is_empty() {
            return;
        }
        let is_picture =
            self.block.to_lowercase().contains("photo") || self.block.starts_with("Credit");
        for item in rest.split(['/', ',', '|', '&', ';', '、', '，', ')']) {
            let Some(mention) = directory.whole(item) else {
                continue;
            };
            match is_picture {
                true => credits.lesser(&mention, item, Role::Photo),
                false => credits.claim(&mention, item, CreditEvidence::Provided),
            }
        }
    }

    fn feed(&self, directory: &Directory, credits: &mut FoundCredits) {
        if self.block.len() > LONG_NOTE {
            return;
        }
        match directory.mentions(self.after).next() {
            Some(mention) => credits.claim(&mention, self.after, CreditEvidence::Feed),
            None => credits.unnamed = Unnamed::Yes,
        }
    }

    /// "(Reporting by Vera Dahl; Editing by Ann Berg)".
    fn desk(&self, directory: &Directory, credits: &mut FoundCredits) {
        let start = &self.after[..self.after.floor_char_boundary(LONG_NOTE)];
        let lower = start.to_lowercase();
        let opens = self.before.trim_end().ends_with('(')
            || self.before.trim().is_empty()
            || self.before.trim_end().ends_with(['.', '"', '”']);
        let is_desk = WordKey::PhraseDeskContinued.is_in(&lower);
        if !opens || !is_desk {
            return;
        }
        if let Some(party) = directory.signing_by_desk() {
            credits.claims.push(CreditClaim {
                parties: vec![party],
                printed: directory.party(party).name.clone(),
                evidence: CreditEvidence::Desk,
            });
        }
    }

    fn contribution(&self, directory: &Directory, credits: &mut FoundCredits) {
        let sentence = self.before.rfind(". ").map_or(0, |stop| stop + 2);
        let around = if self.before[sentence..].trim().is_empty() || self.before.ends_with('(') {
            &self.after[..self.after.floor_char_boundary(NOTE)]
        } else {
            &self.before[sentence..]
        };
        for mention in directory.mentions(around) {
            credits.lesser(&mention, around, Role::Contribution);
        }
    }

    /// "dpa:230428-99-483045/5".
    fn item(&self, directory: &Directory, credits: &mut FoundCredits) {
        /// Digits of the day in the number.
        const DAY: usize = 6;
        let digits = self.after.bytes().take_while(u8::is_ascii_digit).count();
        let is_item = digits == DAY && self.after[DAY..].starts_with('-');
        if let Some(dpa) = directory.whole("dpa").filter(|_| is_item) {
            credits.claim(&dpa, "dpa", CreditEvidence::ItemId);
        }
    }

    fn writer(&self, directory: &Directory, credits: &mut FoundCredits) {
        if self.block.len() > NOTE {
            return;
        }
        let after = self.after.strip_prefix("the ").unwrap_or(self.after);
        let Some(mention) = directory.at_start(after) else {
            return;
        };
        let role = after[mention.at.end..].trim_start();
        if WordKey::PhraseWriterRoles
            .words()
            .iter()
            .any(|word| role.starts_with(word))
        {
            credits.claim(&mention, after, CreditEvidence::Writer);
        }
    }

    fn wire(&self, directory: &Directory, credits: &mut FoundCredits) {
        if let Some(cnn) = directory
            .whole("The-CNN-Wire")
            .filter(|_| self.before.len() < NOTE)
        {
            credits.claim(
                &Mention { at: 0..3, ..cnn },
                "CNN",
                CreditEvidence::TailLine,
            );
        }
    }
}

/// Claims what `after` begins with as the first to publish: a name of the
/// table, or else a name as it is printed.
fn first_publisher(after: &str, directory: &Directory, credits: &mut FoundCredits) {
    let (name, mention) = next_name(after, directory);
    if let Some(mention) = mention {
        credits.claim(&mention, name, CreditEvidence::FirstPublished);
    } else if let Some(printed) = printed_name(name) {
        credits.claims.push(CreditClaim {
            parties: directory
                .by_domain(&printed.to_lowercase())
                .into_iter()
                .collect(),
            printed,
            evidence: CreditEvidence::FirstPublished,
        });
    }
}

/// What a phrase names next, without "the" and marks before it, and the party
/// that it is.
fn next_name<'a>(after: &'a str, directory: &Directory) -> (&'a str, Option<Mention>) {
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

/// The name that `text` begins with, as far as capitals and the address of a
/// site tell it; nothing if it is a date or no name.
fn printed_name(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(NOTE / 2)];
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
    let is_name = (1..=MOST_WORDS).contains(&of_name.len()) && name.len() >= 3 && !is_date;
    is_name.then_some(name)
}

/// Whether `word` is the address of a site: "coastaltalk.example".
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_looked_for_many_bytes_at_a_time() {
        let phrases = phrases().map(|(phrase, _)| phrase);
        assert!(
            phrases
                .clone()
                .all(|phrase| phrase == phrase.to_ascii_lowercase())
        );
        assert!(search::openings(phrases).len() <= search::MOST_OPENINGS);
    }
}

/*!
A note of a page around a phrase about its copy.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::credit::found::{CreditClaim, CreditEvidence, CreditRole, FoundCredits};
use crate::news::credit::publisher_name::{claim_first_publisher, next_name};
use crate::news::credit::thresholds::{
    MAX_LONG_NOTE_BYTES, MAX_NOTE_BYTES, MAX_WORDS_BEFORE_PHRASE, SUBJECT_WITHIN_BYTES,
};
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::{Mention, PrintedName};

/// The statement of a phrase about the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// The party published the story first.
    First,
    /// The party behind "via" published the story first.
    Via,
    /// The party distributes the story.
    Distributed,
    /// The party provided the story.
    Provided,
    /// The party is the source, behind a label.
    Source,
    /// The story came with a feed.
    Feed,
    /// Reporters and editors sign the story, in the form of Reuters.
    Desk,
    /// The party contributed.
    Contribution,
    /// The number of an item of dpa follows.
    Item,
    /// The author is a writer of the party.
    Writer,
    /// The story came with the wire of CNN.
    Wire,
}

/// A phrase in its block.
pub(crate) struct Note<'a> {
    pub(crate) block: &'a str,
    pub(crate) before: &'a str,
    pub(crate) after: &'a str,
}

impl Note<'_> {
    /// Adds the credits of the note, whose phrase has this kind.
    pub(crate) fn read(&self, kind: PhraseKind, directory: &Directory, credits: &mut FoundCredits) {
        match kind {
            PhraseKind::First => self.first_published(directory, credits),
            PhraseKind::Via => self.by_way_of(directory, credits),
            PhraseKind::Distributed => self.named(CreditEvidence::Distributed, directory, credits),
            PhraseKind::Provided if self.is_of_article() => {
                self.named(CreditEvidence::Provided, directory, credits)
            }
            PhraseKind::Provided => {}
            PhraseKind::Source => self.source(directory, credits),
            PhraseKind::Feed => self.feed(directory, credits),
            PhraseKind::Desk => self.desk(directory, credits),
            PhraseKind::Contribution => self.contribution(directory, credits),
            PhraseKind::Item => self.item(directory, credits),
            PhraseKind::Writer => self.writer(directory, credits),
            PhraseKind::Wire => self.wire(directory, credits),
        }
    }

    /// Returns whether the phrase is about the article: it is at the start of its
    /// block, or after "this story".
    fn is_of_article(&self) -> bool {
        let before = &self.before[self
            .before
            .ceil_char_boundary(self.before.len().saturating_sub(SUBJECT_WITHIN_BYTES))..];
        let lower = before.to_lowercase();
        let is_picture = WordKey::PhrasePictures.is_in(&lower);
        let at_start = self
            .before
            .trim_matches(|c: char| !c.is_alphanumeric())
            .split_whitespace()
            .count()
            <= MAX_WORDS_BEFORE_PHRASE
            && self.block.len() <= MAX_LONG_NOTE_BYTES;
        // In "The post … appeared first on" a headline is between.
        let is_post =
            self.block.starts_with("The post ") && self.block.len() <= MAX_LONG_NOTE_BYTES;
        // In "This text appeared under the title … first on" a title is between.
        let opening = &self.before[..self.before.floor_char_boundary(SUBJECT_WITHIN_BYTES)];
        let is_note = self.block.len() <= MAX_LONG_NOTE_BYTES
            && WordKey::PhraseSubjects.is_in(&opening.to_lowercase());
        !is_picture && (at_start || is_post || is_note || WordKey::PhraseSubjects.is_in(&lower))
    }

    /// Returns the phrase in small letters.
    fn phrase(&self) -> String {
        self.block[self.before.len()..self.block.len() - self.after.len()].to_lowercase()
    }

    /// Returns whether the phrase is about a first publication: "published in" alone is
    /// also said of books.
    fn is_first(&self) -> bool {
        let phrase = self.phrase();
        let says_so = WordKey::PhraseFirstParts.is_in(&phrase);
        let word = self
            .before
            .trim_end()
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let is_behind_word = WordKey::PhraseBeforeFirst.words().contains(&word.as_str());
        // In "republished" and "reposted" the phrase is the rest of a word.
        says_so
            || is_behind_word
            || self.before.to_lowercase().ends_with("re")
            || phrase.starts_with("produced") && self.block.len() <= MAX_LONG_NOTE_BYTES
    }

    /// Reads "originally published by Coastal Talk".
    fn first_published(&self, directory: &Directory, credits: &mut FoundCredits) {
        if !self.is_of_article() || !self.is_first() || self.is_of_person() {
            return;
        }
        let claims = credits.claims.len();
        claim_first_publisher(self.after, directory, credits);
        credits.is_unnamed_reprint |= claims == credits.claims.len();
        if self.block.len() <= MAX_LONG_NOTE_BYTES {
            self.network(directory, credits);
        }
    }

    /// Reads the network behind the first publisher: "…, which is part of Coastal Newsroom".
    fn network(&self, directory: &Directory, credits: &mut FoundCredits) {
        let parts = self.after.split(',').skip(1);
        for part in parts.map(str::trim_start) {
            let mut words = WordKey::PhrasePartOf.words().iter();
            let Some(name) = words.find_map(|words| part.strip_prefix(words)) else {
                continue;
            };
            if let Some(mention) = directory.at_start(name) {
                credits.claim(mention, name, CreditEvidence::FirstPublished);
            }
        }
    }

    /// Returns whether the phrase is said of a person: "She previously appeared in".
    fn is_of_person(&self) -> bool {
        let first = self.before.split_whitespace().next().unwrap_or_default();
        WordKey::Pronouns
            .words()
            .contains(&first.to_lowercase().as_str())
    }

    /// Reads "Authored by Vera Dahl via Coastal Talk,".
    fn by_way_of(&self, directory: &Directory, credits: &mut FoundCredits) {
        let is_line = self.before.trim().is_empty();
        let start = &self.after[..self.after.floor_char_boundary(MAX_NOTE_BYTES)];
        let Some(via) = start.find(" via ").filter(|_| is_line) else {
            return;
        };
        claim_first_publisher(&start[via + " via ".len()..], directory, credits);
    }

    /// Reads the name behind the phrase.
    fn named(&self, evidence: CreditEvidence, directory: &Directory, credits: &mut FoundCredits) {
        let (name, mention) = next_name(self.after, directory);
        if let Some(mention) = mention {
            credits.claim(mention, name, evidence);
        }
    }

    /// Reads "Quelle: ntv.de, ino/dpa".
    fn source(&self, directory: &Directory, credits: &mut FoundCredits) {
        let is_label = self
            .before
            .trim_matches(|c: char| !c.is_alphanumeric())
            .is_empty()
            || self
                .before
                .trim_end()
                .ends_with(['(', '.', '!', '?', '”', '"']);
        let rest = self.after.trim();
        if !is_label || rest.len() > MAX_NOTE_BYTES / 2 || rest.is_empty() {
            return;
        }
        let is_picture = self.block.to_lowercase().contains("photo")
            || self.phrase().starts_with("credit")
            || speaks_of_picture(rest);
        for item in rest.split(['/', ',', '|', '&', ';', '、', '，', ')']) {
            let Some(mention) = directory.whole(item) else {
                continue;
            };
            match is_picture {
                true => credits.lesser(mention, item, CreditRole::Photo),
                false => credits.claim(mention, item, CreditEvidence::Provided),
            }
        }
    }

    /// Reads "Syndicated feed from the Coastal Press".
    fn feed(&self, directory: &Directory, credits: &mut FoundCredits) {
        if self.block.len() > MAX_LONG_NOTE_BYTES {
            return;
        }
        match directory.mentions(self.after).next() {
            Some(mention) => credits.claim(mention, self.after, CreditEvidence::Feed),
            None => credits.has_unnamed = true,
        }
    }

    /// Reads "(Reporting by Vera Dahl; Editing by Ann Berg)".
    fn desk(&self, directory: &Directory, credits: &mut FoundCredits) {
        let start = &self.after[..self.after.floor_char_boundary(MAX_LONG_NOTE_BYTES)];
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
                name: PrintedName {
                    parties: vec![party],
                    printed: directory.party(party).name.clone(),
                },
                evidence: CreditEvidence::Desk,
            });
        }
    }

    /// Reads "With files from the Coastal Press" or "The Coastal Press contributed to this
    /// report".
    fn contribution(&self, directory: &Directory, credits: &mut FoundCredits) {
        let sentence = self.before.rfind(". ").map_or(0, |stop| stop + 2);
        let around = if self.before[sentence..].trim().is_empty() || self.before.ends_with('(') {
            &self.after[..self.after.floor_char_boundary(MAX_NOTE_BYTES)]
        } else {
            &self.before[sentence..]
        };
        // "The Coastal Press, with files from the Harbor Ledger": the first name signs.
        let signer = self.before.trim().strip_suffix(',');
        if let Some((mention, signer)) = signer
            .filter(|_| self.phrase().starts_with("with"))
            .and_then(|signer| Some((directory.whole(signer)?, signer)))
        {
            credits.claim(mention, signer, CreditEvidence::TailLine);
            return;
        }
        for mention in directory.mentions(around) {
            credits.lesser(mention, around, CreditRole::Contribution);
        }
    }

    /// Reads "dpa:230428-99-483045/5".
    fn item(&self, directory: &Directory, credits: &mut FoundCredits) {
        /// Digits of the day in the number.
        const DAY: usize = 6;
        let digits = self.after.bytes().take_while(u8::is_ascii_digit).count();
        let is_item = digits == DAY && self.after[DAY..].starts_with('-');
        if let Some(dpa) = directory.whole("dpa").filter(|_| is_item) {
            credits.claim(dpa, "dpa", CreditEvidence::ItemId);
        }
    }

    /// Reads "is an Associated Press writer".
    fn writer(&self, directory: &Directory, credits: &mut FoundCredits) {
        if WordKey::PhraseNewsroomRoles.begins(self.after) {
            return self.newsroom(directory, credits);
        }
        if self.block.len() > MAX_NOTE_BYTES {
            return;
        }
        let after = self.after.strip_prefix("the ").unwrap_or(self.after);
        let Some(mention) = directory.at_start(after) else {
            return;
        };
        let role = after[mention.at.end..].trim_start();
        if WordKey::PhraseWriterRoles.begins(role) {
            credits.claim(mention, after, CreditEvidence::Writer);
        }
    }

    /// Reads "Coastal Talk is a nonprofit newsroom that …", as those print it who
    /// republish its stories.
    fn newsroom(&self, directory: &Directory, credits: &mut FoundCredits) {
        let name = self.before.trim();
        if self.block.len() > MAX_LONG_NOTE_BYTES {
            return;
        }
        if let Some(mention) = directory.whole(name) {
            credits.claim(mention, name, CreditEvidence::Provided);
        }
    }

    /// Reads "The-CNN-Wire".
    fn wire(&self, directory: &Directory, credits: &mut FoundCredits) {
        if let Some(cnn) = directory
            .whole("The-CNN-Wire")
            .filter(|_| self.before.len() < MAX_NOTE_BYTES)
        {
            let cnn = Mention { at: 0..3, ..cnn };
            credits.claim(cnn, "CNN", CreditEvidence::TailLine);
        }
    }
}

/*!
The articles of a check, as the gate sees them.
*/

use std::fmt;

use crate::article::{ArticleId, RecordRef};
use crate::command::check::changes::RecordCounts;
use crate::command::check::inputs::CheckInputs;
use crate::command::check::origins::ArticleOrigins;
use crate::dump::Dump;
use crate::error::Result;
use crate::gate::facts::{ArticleFacts, CheckRole, DataSet, SetId};
use crate::pipeline::outcome::Outcome;
use crate::report::Place;
use crate::spill::numbers::NumberSet;

#[derive(Debug)]
pub(crate) struct CheckedArticles<'a, D> {
    sets: Vec<String>,
    set_of_file: Vec<SetId>,
    old: NumberSet,
    /// The origin of each article, if a rule needs it.
    origins: Option<ArticleOrigins>,
    files: &'a D,
    outcome: &'a Outcome,
}

impl<'a, D: Dump> CheckedArticles<'a, D> {
    /// Collects the facts about the articles of `outcome`. Reads the records of
    /// changed files again, to find out which of them are new.
    pub(crate) fn new(
        inputs: &mut CheckInputs,
        files: &'a D,
        outcome: &'a Outcome,
        origins: Option<ArticleOrigins>,
    ) -> anyhow::Result<CheckedArticles<'a, D>> {
        let set_of = |name| inputs.set_of[name];
        Ok(CheckedArticles {
            sets: inputs.sets.clone(),
            set_of_file: files.file_names().into_iter().map(set_of).collect(),
            old: old_articles(inputs, files, outcome)?,
            origins,
            files,
            outcome,
        })
    }
}

fn old_articles<D: Dump>(
    inputs: &mut CheckInputs,
    files: &D,
    outcome: &Outcome,
) -> anyhow::Result<NumberSet> {
    let mut old = NumberSet::default();
    let Some(changed) = &mut inputs.changed else {
        return Ok(old);
    };
    for article in outcome.table.articles() {
        let record = outcome.table.record_ref(article)?;
        let role = match changed.get_mut(&*files.location(record).file) {
            None => CheckRole::Reference,
            Some(records) => role(files, record, records)?,
        };
        if role == CheckRole::Reference {
            old.insert(article.number());
        }
    }
    Ok(old)
}

/// Returns the role of a record: a reference if it is among the old `records` of
/// its file, from which it is removed.
fn role<D: Dump>(
    files: &D,
    record: RecordRef,
    records: &mut RecordCounts,
) -> anyhow::Result<CheckRole> {
    let mut role = CheckRole::Checked;
    if !records.is_empty() {
        files.read_again(record, &mut |record| {
            if records.take(record.bytes) {
                role = CheckRole::Reference;
            }
        })?;
    }
    Ok(role)
}

impl<D: Dump + fmt::Debug> DataSet for CheckedArticles<'_, D> {
    fn sets(&self) -> &[String] {
        &self.sets
    }

    fn articles(&self) -> u32 {
        self.outcome.table.next_id().number()
    }

    fn facts(&self, article: ArticleId) -> ArticleFacts {
        let table = &self.outcome.table;
        let entry = table.entry(article);
        ArticleFacts {
            set: self.set_of_file[entry.record.file as usize],
            role: match self.old.contains(article.number()) {
                true => CheckRole::Reference,
                false => CheckRole::Checked,
            },
            content: entry.content_hash,
            address: (entry.page_hash != 0).then_some(entry.page_hash),
            words: table.core(article).words,
            boilerplate: entry.boilerplate_share,
            has_text: entry.has_text,
            no_article: entry.no_article.map(|page| page.kind),
        }
    }

    fn id(&self, article: ArticleId) -> String {
        self.outcome.table.id(article)
    }

    fn place(&self, article: ArticleId) -> Place {
        let location = self
            .files
            .location(self.outcome.table.entry(article).record);
        Place {
            file: location.file,
            line: location.number.unwrap_or(1),
        }
    }

    fn origin(&self, article: ArticleId) -> Option<&str> {
        self.origins.as_ref()?.of(article)
    }

    fn headline(&self, article: ArticleId) -> Result<Option<String>> {
        let mut headline = None;
        let record = self.outcome.table.record_ref(article)?;
        self.files.read_again(record, &mut |record| {
            if let Ok(article) = record.article {
                headline = article.headline.map(|headline| headline.into_owned());
            }
        })?;
        Ok(headline)
    }
}

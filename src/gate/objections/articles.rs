/*!
Objects to single articles, and to articles by their likeliest sources.
*/

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::facts::CheckRole;
use crate::gate::objection::Objection;
use crate::gate::objections::ObjectionBuilder;
use crate::gate::rule::Rule;

pub(crate) fn object_to_articles(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    for article in builder.articles() {
        let facts = builder.data.facts(article);
        for setting in &builder.policy.rules {
            if let Some(reason) = setting.reason(&facts) {
                let objection = Objection::new(setting.rule, vec![article]);
                builder.object_to_whole(objection, reason)?;
            }
        }
    }
    Ok(())
}

pub(crate) fn object_to_syndicated(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    if !builder.is_on(Rule::Syndicated) {
        return Ok(());
    }
    for article in builder.articles() {
        if let Some(origin) = builder.data.origin(article) {
            let objection = Objection::new(Rule::Syndicated, vec![article]);
            builder.object_to_whole(objection, format!("copy of {origin}"))?;
        }
    }
    Ok(())
}

/// Objects to the articles of the source that most articles come from, and to
/// those of every other source that exceeds the limit on its own: a baseline
/// that knows one source says nothing about the next. Of sources with as many
/// articles, the first by name counts as the largest.
pub(crate) fn object_to_one_origin(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    let Some(setting) = builder.setting(Rule::OneOrigin) else {
        return Ok(());
    };
    let data = builder.data;
    let articles = builder.articles();
    let checked = articles.filter(|&article| data.facts(article).role == CheckRole::Checked);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut all = 0_u64;
    for article in checked.clone() {
        all += 1;
        if let Some(origin) = data.origin(article) {
            *counts.entry(origin).or_default() += 1;
        }
    }
    let mut sources: Vec<(&str, usize)> = counts.into_iter().collect();
    sources.sort_unstable_by_key(|&(name, count)| (Reverse(count), name));
    let within_limit = |&(_, count): &(&str, usize)| {
        let share = count as f64 / all as f64;
        setting.limit.allows(count as u64, share)
    };
    let others = sources.iter().skip(1);
    let end = others.take_while(|source| !within_limit(source)).count() + 1;
    sources.truncate(end);
    // There may be very many sources: only the articles of these are listed.
    let mut articles_of: HashMap<&str, Vec<ArticleId>> = HashMap::new();
    for &(name, count) in &sources {
        articles_of.insert(name, Vec::with_capacity(count));
    }
    for article in checked {
        let origin = data.origin(article);
        if let Some(articles) = origin.and_then(|origin| articles_of.get_mut(origin)) {
            articles.push(article);
        }
    }
    for (name, count) in sources {
        let articles = articles_of.remove(name).expect("each source has a list");
        let objection = Objection::new(Rule::OneOrigin, articles);
        builder.object_to_each(objection, format!("{count} articles are copy of {name}"))?;
    }
    Ok(())
}

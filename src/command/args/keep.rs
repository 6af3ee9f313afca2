/*!
The arguments that choose which article of a cluster is kept.
*/

use clap::{Args, ValueEnum};

use crate::pipeline::keep::policy::KeepPolicy;

/// Which article of a cluster is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepChoice {
    /// The article published first; articles without a date come last
    #[default]
    Earliest,
    /// The article published last
    Latest,
    /// The article with the most words
    Longest,
    /// The article read first
    First,
    /// The article on the page of the story's origin, else the earliest that credits the origin
    Origin,
}

#[derive(Debug, Args)]
pub(crate) struct KeepArgs {
    /// Keep this article of each cluster
    #[arg(long, value_enum, default_value_t, value_name = "WHICH")]
    pub(crate) keep: KeepChoice,
    /// Keep the article of one of these outlets, in order of preference, instead of using --keep
    #[arg(
        long,
        value_name = "OUTLET",
        value_delimiter = ',',
        conflicts_with = "keep"
    )]
    pub(crate) prefer: Vec<String>,
}

impl KeepArgs {
    /// Returns the policy that the arguments describe.
    pub(crate) fn policy(&self) -> KeepPolicy {
        if !self.prefer.is_empty() {
            return KeepPolicy::Prefer(self.prefer.clone());
        }
        match self.keep {
            KeepChoice::Earliest => KeepPolicy::Earliest,
            KeepChoice::Latest => KeepPolicy::Latest,
            KeepChoice::Longest => KeepPolicy::Longest,
            KeepChoice::First => KeepPolicy::First,
            KeepChoice::Origin => KeepPolicy::Origin,
        }
    }
}

/*!
The terms of a check: its rules, and the objections that it tolerates.
*/

use jiff::civil::Date;

use crate::gate::baseline::Baseline;
use crate::gate::rule::{Rule, RuleSetting};
use crate::gate::suppression::Suppression;

/// The terms of a check.
#[derive(Clone, Debug)]
pub(crate) struct CheckPolicy {
    /// The rules in force.
    pub rules: Vec<RuleSetting>,
    /// Unreadable records to tolerate; more fail the check. With `None`, any
    /// unreadable record makes it inconclusive.
    pub max_skipped: Option<u64>,
    /// Objections that are allowed.
    pub suppressions: Vec<Suppression>,
    /// Objections of an earlier check, which do not count.
    pub baseline: Option<Baseline>,
    /// The day of the check. Suppressions may expire.
    pub today: Date,
}

impl CheckPolicy {
    /// Returns whether a rule about several sets is in force.
    pub(crate) fn checks_leaks(&self) -> bool {
        self.rules.iter().any(|setting| setting.rule.is_leak())
    }

    /// Returns the setting of `rule`; `None` when it is not in force.
    pub(crate) fn setting(&self, rule: Rule) -> Option<&RuleSetting> {
        self.rules.iter().find(|setting| setting.rule == rule)
    }
}

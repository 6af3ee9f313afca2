/*!
What is in force for a check, and where each value comes from: the command line
before the environment, that before the file, that before the defaults.
*/

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::gate::rule::{Rule, RuleSetting, Threshold};
use crate::gate::suppression::{Suppression, SuppressionTarget};
use crate::pipeline::options::Options;
use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use jiff::civil::Date;

use crate::command::args::command_line::{CheckArgs, DumpArgs, Format};
use crate::command::check::settings::file::{
    Configured, FileSettings, RuleLayer, Suppress, Switch,
};
use crate::command::sizes as machine;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ValueSource {
    CommandLine,
    Environment(String),
    File(PathBuf),
    Default,
}

impl fmt::Display for ValueSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueSource::CommandLine => formatter.write_str("command line"),
            ValueSource::Environment(name) => write!(formatter, "environment, {name}"),
            ValueSource::File(path) => write!(formatter, "{}", path.display()),
            ValueSource::Default => formatter.write_str("default"),
        }
    }
}

/// A set of the data: its name and its patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedSet {
    pub(crate) name: String,
    pub(crate) patterns: Vec<String>,
}

/// A value as --show-config tells it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) source: ValueSource,
}

/// A rule in force, and who put it there.
#[derive(Clone, Debug)]
pub(crate) struct RuleInForce {
    pub(crate) setting: RuleSetting,
    pub(crate) source: ValueSource,
}

/// What is in force.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The file that was read.
    pub(crate) config: Option<PathBuf>,
    pub(crate) inputs: Vec<String>,
    pub(crate) sets: Vec<NamedSet>,
    pub(crate) rules: Vec<RuleInForce>,
    pub(crate) max_skipped: Option<u64>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) suppressions: Vec<Suppression>,
    pub(crate) format: Format,
    pub(crate) changed_from: Option<String>,
    pub(crate) shared: DumpArgs,
    pub(crate) shown: Vec<Shown>,
}

impl Settings {
    /// What is in force for `args`, in the folder where the command runs.
    pub(crate) fn gather(args: &CheckArgs) -> anyhow::Result<Settings> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let named = args
            .config
            .clone()
            .or_else(|| variable("WIRECOPY_CONFIG").map(PathBuf::from));
        let configured = match named {
            _ if args.no_config => None,
            Some(path) => Some(crate::command::check::settings::file::open(&path)?),
            None => {
                let here =
                    std::env::current_dir().context("the folder to look for wirecopy.toml")?;
                crate::command::check::settings::file::find(&here)?
            }
        };
        Settings::layered(args, &variable, configured)
    }

    fn layered(
        args: &CheckArgs,
        variable: &dyn Fn(&str) -> Option<String>,
        configured: Option<Configured>,
    ) -> anyhow::Result<Settings> {
        let (path, file) = match configured {
            Some(Configured { path, settings }) => (path, settings),
            None => (PathBuf::new(), FileSettings::default()),
        };
        let mut layers = Layers {
            variable,
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            path,
            shown: Vec::new(),
        };
        let (inputs, sets) = layers.data(args, file.inputs, file.sets)?;
        let rules = layers.rules(args, file.rules, sets.len(), !inputs.is_empty())?;
        let max_skipped = layers.scalar("max-skipped", args.max_skipped, file.max_skipped)?;
        if rules.is_empty() && max_skipped.is_none() && args.write_baseline.is_none() {
            bail!("expected a rule to check, found all of them off");
        }
        let typed = args
            .baseline
            .as_ref()
            .map(|path| path.display().to_string());
        let baseline = file.baseline.as_ref().map(|path| layers.located(path));
        let baseline = layers
            .scalar("baseline", typed, baseline)?
            .map(PathBuf::from);
        let typed = args.format.map(FormatName);
        let format = file.format.as_deref().map(FormatName::from_str).transpose();
        let format = format.map_err(|reason| anyhow!("format: {reason}"))?;
        let format = layers.scalar("format", typed, format)?;
        let changed_from = layers.scalar("changed-from", args.changed_from.clone(), None)?;
        if changed_from.is_some() && args.write_baseline.is_some() {
            bail!(
                "a baseline is written of the whole data set, not of what has changed\nhint: leave out --changed-from or its variable of the environment"
            );
        }
        let suppressions = layers.suppressions(file.suppress.unwrap_or_default())?;
        let mut shared = args.shared.clone();
        let columns = file.columns.unwrap_or_default();
        for (name, typed, filed) in [
            ("id", &mut shared.id_field, columns.id),
            ("text", &mut shared.text_field, columns.text),
            ("headline", &mut shared.headline_field, columns.headline),
            ("outlet", &mut shared.outlet_field, columns.outlet),
            ("url", &mut shared.url_field, columns.url),
            ("published", &mut shared.published_field, columns.published),
            ("byline", &mut shared.byline_field, columns.byline),
        ] {
            *typed = layers.scalar(&format!("columns.{name}"), typed.take(), filed)?;
        }
        shared.outlet = layers.scalar("outlet", shared.outlet, file.outlet)?;
        let typed = shared.press.as_ref().map(|path| path.display().to_string());
        let press = file.press.as_ref().map(|path| layers.located(path));
        shared.press = layers.scalar("press", typed, press)?.map(PathBuf::from);
        let defaults = Options::default();
        let (containment, resemblance) = (shared.containment, shared.resemblance);
        shared.containment = layers.defaulted(
            "containment",
            containment,
            file.containment,
            defaults.containment,
        )?;
        shared.resemblance = layers.defaulted(
            "resemblance",
            resemblance,
            file.resemblance,
            defaults.resemblance,
        )?;
        let width = shared.shingle_words;
        shared.shingle_words = layers.defaulted(
            "shingle-words",
            width,
            file.shingle_words,
            defaults.shingle_words,
        )?;
        shared.threads = layers.scalar("threads", shared.threads, file.threads)?;
        let typed = shared.memory.map(Size);
        let memory = file.memory.as_deref().map(Size::from_str).transpose();
        let memory = memory.map_err(|reason| anyhow!("memory: {reason}"))?;
        shared.memory = layers.scalar("memory", typed, memory)?.map(|size| size.0);
        Ok(Settings {
            config: Some(layers.path).filter(|path| !path.as_os_str().is_empty()),
            inputs,
            sets,
            rules,
            max_skipped,
            baseline,
            suppressions,
            format: format.map_or(Format::default(), |name| name.0),
            changed_from,
            shared,
            shown: layers.shown,
        })
    }
}

/// A format by its name.
struct FormatName(Format);

impl FromStr for FormatName {
    type Err = String;

    fn from_str(name: &str) -> Result<FormatName, String> {
        Format::from_str(name, true).map(FormatName).map_err(|_| {
            let names = ["text", "json", "github", "sarif", "junit", "markdown"];
            format!(
                "unknown format `{name}`{}",
                crate::command::check::settings::suggestion::suggestion(name, names.into_iter())
            )
        })
    }
}

impl fmt::Display for FormatName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0.to_possible_value();
        formatter.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// Reads a format and a file, as `sarif=out.sarif`.
pub(crate) fn output(typed: &str) -> anyhow::Result<(Format, PathBuf)> {
    let (name, path) = typed
        .split_once('=')
        .with_context(|| format!("--output: expected FORMAT=FILE, found `{typed}`"))?;
    let format = FormatName::from_str(name).map_err(|reason| anyhow!("--output: {reason}"))?;
    Ok((format.0, PathBuf::from(path)))
}

/// A size in bytes.
struct Size(u64);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Size, String> {
        machine::size(text).map(Size)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The layers, while what is in force is gathered from them.
struct Layers<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
    path: PathBuf,
    folder: PathBuf,
    shown: Vec<Shown>,
}

/// What one layer says of the rules.
type Rules = BTreeMap<Rule, RuleLayer>;

/// The rules of one source, where each may be named once: what the first says
/// must not be lost.
fn each_once(
    rules: impl Iterator<Item = anyhow::Result<(Rule, RuleLayer)>>,
) -> anyhow::Result<Rules> {
    let mut once = Rules::new();
    for named in rules {
        let (rule, layer) = named?;
        if once.insert(rule, layer).is_some() {
            bail!(
                "{rule}: named twice\nhint: say all of it in one, as in too-short=5,threshold=30"
            );
        }
    }
    Ok(once)
}

impl Layers<'_> {
    fn show(&mut self, key: &str, value: impl fmt::Display, source: ValueSource) {
        self.shown.push(Shown {
            key: key.to_owned(),
            value: value.to_string(),
            source,
        });
    }

    fn in_file(&self) -> ValueSource {
        ValueSource::File(self.path.clone())
    }

    /// The variable of the environment that a key has.
    fn environment(&self, key: &str) -> Option<(String, String)> {
        let name = format!("WIRECOPY_{}", key.to_uppercase().replace(['-', '.'], "_"));
        (self.variable)(&name).map(|value| (name, value))
    }

    /// A value that may be said nowhere.
    fn scalar<T>(
        &mut self,
        key: &str,
        typed: Option<T>,
        filed: Option<T>,
    ) -> anyhow::Result<Option<T>>
    where
        T: fmt::Display + FromStr,
        T::Err: fmt::Display,
    {
        let (value, source) = match (typed, self.environment(key)) {
            (Some(value), _) => (value, ValueSource::CommandLine),
            (None, Some((name, text))) => {
                let value = text.parse().map_err(|error| anyhow!("{name}: {error}"))?;
                (value, ValueSource::Environment(name))
            }
            (None, None) => match filed {
                Some(value) => (value, self.in_file()),
                None => return Ok(None),
            },
        };
        self.show(key, &value, source);
        Ok(Some(value))
    }

    /// The same, where there is a default to be told.
    fn defaulted<T>(
        &mut self,
        key: &str,
        typed: Option<T>,
        filed: Option<T>,
        default: T,
    ) -> anyhow::Result<Option<T>>
    where
        T: fmt::Display + FromStr,
        T::Err: fmt::Display,
    {
        let value = self.scalar(key, typed, filed)?;
        if value.is_none() {
            self.show(key, default, ValueSource::Default);
        }
        Ok(value)
    }

    /// `path`, which is from the folder of the file, from here.
    fn located(&self, path: &Path) -> String {
        self.folder.join(path).display().to_string()
    }

    /// The inputs and the sets. Files that are typed stand for those of the
    /// file, sets for its sets.
    fn data(
        &mut self,
        args: &CheckArgs,
        inputs: Option<Vec<String>>,
        filed: Option<crate::command::check::settings::file::Sets>,
    ) -> anyhow::Result<(Vec<String>, Vec<NamedSet>)> {
        let typed = args.set.iter().map(|text| set(text));
        let mut sets: Vec<NamedSet> = Vec::new();
        let mut source = ValueSource::CommandLine;
        for one in typed {
            add(&mut sets, one?);
        }
        if sets.is_empty() {
            if let Some((name, text)) = self.environment("sets") {
                for one in text.split(';').filter(|part| !part.trim().is_empty()) {
                    add(&mut sets, set(one).with_context(|| name.clone())?);
                }
                source = ValueSource::Environment(name);
            } else if args.inputs.is_empty() {
                source = self.in_file();
                for (name, patterns) in filed.unwrap_or_default().0 {
                    let patterns = patterns
                        .iter()
                        .map(|pattern| self.located(Path::new(pattern)))
                        .collect();
                    add(&mut sets, NamedSet { name, patterns });
                }
            }
        }
        for set in &sets {
            let key = format!("sets.{}", set.name);
            self.show(&key, format!("{:?}", set.patterns), source.clone());
        }
        // What is typed is all of it: the file's own inputs are left out.
        let is_typed = !args.inputs.is_empty() || !args.set.is_empty();
        let (inputs, source) = if is_typed {
            (args.inputs.clone(), ValueSource::CommandLine)
        } else {
            let inputs = inputs.unwrap_or_default();
            let located = inputs.iter().map(|input| self.located(Path::new(input)));
            (located.collect(), self.in_file())
        };
        if !inputs.is_empty() {
            self.show("inputs", format!("{inputs:?}"), source);
        }
        Ok((inputs, sets))
    }

    fn rules(
        &mut self,
        args: &CheckArgs,
        filed: Option<BTreeMap<crate::command::check::settings::file::RuleName, RuleLayer>>,
        sets: usize,
        has_rest: bool,
    ) -> anyhow::Result<Vec<RuleInForce>> {
        let read = |text: &str| RuleLayer::typed(text);
        let typed = args.rule.iter().map(|text| read(text));
        let typed = each_once(typed).context("--rule")?;
        let mut layers: Vec<(ValueSource, Rules)> = vec![(ValueSource::CommandLine, typed)];
        if let Some((name, text)) = self.environment("rules") {
            let parts = text.split(';').filter(|part| !part.trim().is_empty());
            let rules = each_once(parts.map(read)).with_context(|| name.clone())?;
            layers.push((ValueSource::Environment(name), rules));
        }
        let filed = filed.unwrap_or_default();
        layers.push((
            self.in_file(),
            filed
                .into_iter()
                .map(|(name, layer)| (name.0, layer))
                .collect(),
        ));
        let is_any_told = layers.iter().any(|(_, rules)| {
            let mut told = rules.values();
            told.any(|layer| layer.switch == Switch::On)
        });
        let sets = sets + usize::from(has_rest && sets > 0);
        let mut in_force = Vec::new();
        for rule in Rule::ALL {
            let is_default = match rule {
                Rule::NearDuplicates => !is_any_told,
                _ => rule.is_leak() && sets > 1,
            };
            if let Some(rule) = self.rule(rule, &layers, is_default, sets)? {
                in_force.push(rule);
            }
        }
        Ok(in_force)
    }

    fn rule(
        &mut self,
        rule: Rule,
        layers: &[(ValueSource, Rules)],
        is_default: bool,
        sets: usize,
    ) -> anyhow::Result<Option<RuleInForce>> {
        let told: Vec<(&ValueSource, &RuleLayer)> = layers
            .iter()
            .filter_map(|(source, rules)| rules.get(&rule).map(|layer| (source, layer)))
            .collect();
        let key = format!("rules.{rule}");
        let source = match told.first() {
            Some((source, layer)) if layer.switch == Switch::Off => {
                self.show(&key, "false", (*source).clone());
                return Ok(None);
            }
            Some((source, _)) => (*source).clone(),
            None if is_default => ValueSource::Default,
            None => return Ok(None),
        };
        if rule.is_leak() && sets < 2 {
            bail!(
                "{rule}: asks for two sets, found {sets}\nhint: --set train=FILES --set test=FILES"
            );
        }
        let default = RuleSetting::new(rule);
        let pick = |what: &dyn Fn(&RuleLayer) -> bool| {
            told.iter()
                .find(|(_, layer)| what(layer))
                .map(|(source, layer)| ((*source).clone(), **layer))
        };
        let limit = pick(&|layer| layer.limit.is_some());
        let severity = pick(&|layer| layer.severity.is_some());
        let threshold = pick(&|layer| layer.threshold.is_some());
        let from = |picked: &Option<(ValueSource, RuleLayer)>| {
            picked
                .as_ref()
                .map_or(ValueSource::Default, |(source, _)| source.clone())
        };
        let setting = RuleSetting {
            limit: limit
                .as_ref()
                .and_then(|(_, layer)| layer.limit)
                .unwrap_or(default.limit),
            severity: severity
                .as_ref()
                .and_then(|(_, layer)| layer.severity)
                .unwrap_or(default.severity),
            threshold: threshold
                .as_ref()
                .and_then(|(_, layer)| layer.threshold)
                .unwrap_or(default.threshold),
            ..default
        };
        if threshold.is_some() && rule.threshold().is_none() {
            bail!("{rule}: has no threshold");
        }
        if let Some(Threshold { meaning, most, .. }) = rule.threshold() {
            let found = setting.threshold;
            let range = match most {
                Some(most) => format!("from 0 to {most}"),
                None => "of 0 or more".to_owned(),
            };
            if !found.is_finite() || found < 0.0 || most.is_some_and(|most| found > most) {
                bail!("{rule}: expected a threshold {range} ({meaning}), found {found}");
            }
        }
        let limit_text = format!("\"{}\"", setting.limit);
        self.show(&format!("{key}.limit"), limit_text, from(&limit));
        let name = format!("\"{}\"", setting.severity.name());
        self.show(&format!("{key}.severity"), name, from(&severity));
        if rule.threshold().is_some() {
            self.show(
                &format!("{key}.threshold"),
                setting.threshold,
                from(&threshold),
            );
        }
        Ok(Some(RuleInForce { setting, source }))
    }

    fn suppressions(&mut self, filed: Vec<Suppress>) -> anyhow::Result<Vec<Suppression>> {
        let mut suppressions = Vec::new();
        for (index, one) in filed.into_iter().enumerate() {
            let place = || format!("{}: suppress, number {}", self.path.display(), index + 1);
            let suppression = suppression(one).with_context(place)?;
            let until = suppression
                .until
                .map_or(String::new(), |until| format!(" until {until}"));
            let value = format!("{suppression}{until}");
            self.show("suppress", value, self.in_file());
            suppressions.push(suppression);
        }
        Ok(suppressions)
    }
}

fn add(sets: &mut Vec<NamedSet>, one: NamedSet) {
    match sets.iter_mut().find(|set| set.name == one.name) {
        Some(set) => set.patterns.extend(one.patterns),
        None => sets.push(one),
    }
}

/// Reads `NAME=GLOB`.
fn set(text: &str) -> anyhow::Result<NamedSet> {
    match text.split_once('=') {
        Some((name, pattern)) if !name.trim().is_empty() && !pattern.is_empty() => Ok(NamedSet {
            name: name.trim().to_owned(),
            patterns: vec![pattern.to_owned()],
        }),
        _ => bail!("a set: expected NAME=GLOB, found `{text}`"),
    }
}

fn suppression(one: Suppress) -> anyhow::Result<Suppression> {
    let target = match (one.pair, one.cluster, one.fingerprint) {
        (Some(pair), None, None) => SuppressionTarget::Pair(pair),
        (None, Some(name), None) => SuppressionTarget::Cluster(name),
        (None, None, Some(fingerprint)) => SuppressionTarget::Fingerprint(fingerprint),
        _ => bail!("expected one of `pair`, `cluster` and `fingerprint`"),
    };
    if one.reason.trim().is_empty() {
        bail!("expected a reason, found none");
    }
    let until = one.until.map(|text| {
        let date = text.parse::<Date>();
        date.map_err(|_| anyhow!("until: expected a day such as 2027-01-31, found `{text}`"))
    });
    Ok(Suppression {
        target,
        reason: one.reason,
        until: until.transpose()?,
    })
}

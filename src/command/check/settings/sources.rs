/*!
The layers of the command line, the environment and the defaults.
*/

use anyhow::{Context, anyhow};
use serde::Serialize;
use toml::{Table, Value};

use crate::command::args::check::{CheckArgs, Format, NamedSet};
use crate::command::check::settings::layers::{
    CHANGED_FROM, Layer, LayerOrigin, number_or_text, variable,
};
use crate::pipeline::options::Options;

/// A setting with a single value, which the environment can set too.
pub(crate) struct Scalar {
    pub(crate) key: &'static str,
    /// Reads the text of the environment variable.
    from_text: fn(&str) -> Value,
    /// Returns the value on the command line. A number above [`i64::MAX`] and a
    /// path that is not UTF-8 have no value in TOML.
    from_args: fn(&CheckArgs) -> anyhow::Result<Option<Value>>,
}

const fn text(
    key: &'static str,
    from_args: fn(&CheckArgs) -> anyhow::Result<Option<Value>>,
) -> Scalar {
    let from_text = |text: &str| text.into();
    Scalar {
        key,
        from_text,
        from_args,
    }
}

const fn number(
    key: &'static str,
    from_args: fn(&CheckArgs) -> anyhow::Result<Option<Value>>,
) -> Scalar {
    let from_text = number_or_text;
    Scalar {
        key,
        from_text,
        from_args,
    }
}

fn some(value: &Option<impl Serialize>) -> anyhow::Result<Option<Value>> {
    Ok(value.as_ref().map(Value::try_from).transpose()?)
}

pub(crate) const SCALARS: [Scalar; 18] = [
    number("max-skipped", |args| some(&args.max_skipped)),
    text("baseline", |args| some(&args.baseline)),
    text("format", |args| some(&args.format)),
    text(CHANGED_FROM, |args| some(&args.changed_from)),
    text("columns.id", |args| some(&args.dump.id_field)),
    text("columns.text", |args| some(&args.dump.text_field)),
    text("columns.headline", |args| some(&args.dump.headline_field)),
    text("columns.outlet", |args| some(&args.dump.outlet_field)),
    text("columns.url", |args| some(&args.dump.url_field)),
    text("columns.published", |args| some(&args.dump.published_field)),
    text("columns.byline", |args| some(&args.dump.byline_field)),
    text("outlet", |args| some(&args.dump.outlet)),
    text("press", |args| some(&args.dump.press)),
    number("containment", |args| some(&args.dump.containment)),
    number("resemblance", |args| some(&args.dump.resemblance)),
    number("shingle-words", |args| some(&args.dump.shingle_words)),
    number("threads", |args| some(&args.dump.threads)),
    text("memory", |args| {
        some(&args.dump.memory.map(|bytes| bytes.to_string()))
    }),
];

/// Returns the layer of the command line.
pub(crate) fn command_line(args: &CheckArgs) -> anyhow::Result<Layer> {
    let mut layer = Layer::new(LayerOrigin::CommandLine);
    if !args.set.is_empty() {
        layer.set("sets", sets_value(&args.set));
    }
    if !args.set.is_empty() || !args.inputs.is_empty() {
        layer.set("inputs", Value::try_from(&args.inputs)?);
    }
    for rule in &args.rule {
        layer.add_rule_text(rule)?;
    }
    for Scalar { key, from_args, .. } in &SCALARS {
        if let Some(value) = from_args(args).with_context(|| format!("--{key}"))? {
            layer.set(key, value);
        }
    }
    Ok(layer)
}

/// Returns the layer of the environment, whose variables `value_of` reads.
pub(crate) fn environment(value_of: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Layer> {
    let mut layer = Layer::new(LayerOrigin::Environment);
    let list = |key: &str| {
        let text = value_of(&variable(key)).unwrap_or_default();
        let items = text.split(';').filter(|item| !item.trim().is_empty());
        items.map(str::to_owned).collect::<Vec<_>>()
    };
    let sets: Result<Vec<NamedSet>, String> = list("sets").iter().map(|set| set.parse()).collect();
    let sets = sets.map_err(|message| anyhow!("{}: {message}", variable("sets")))?;
    if !sets.is_empty() {
        layer.set("sets", sets_value(&sets));
    }
    for rule in list("rules") {
        layer.add_rule_text(&rule)?;
    }
    for Scalar { key, from_text, .. } in &SCALARS {
        if let Some(text) = value_of(&variable(key)) {
            layer.set(key, from_text(&text));
        }
    }
    Ok(layer)
}

/// Returns the layer of the defaults. [`RuleSetting`] has the defaults of rules.
pub(crate) fn defaults() -> anyhow::Result<Layer> {
    let mut layer = Layer::new(LayerOrigin::Default);
    let options = Options::default();
    layer.set("format", Value::try_from(Format::default())?);
    layer.set("containment", options.containment.into());
    layer.set("resemblance", options.resemblance.into());
    layer.set("shingle-words", Value::try_from(options.shingle_words)?);
    Ok(layer)
}

/// Returns sets as a table of lists. Joins the patterns of equal names.
fn sets_value(sets: &[NamedSet]) -> Value {
    let mut table = Table::new();
    for set in sets {
        let list = table
            .entry(&*set.name)
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.extend(set.patterns.iter().map(|pattern| pattern.as_str().into()));
        }
    }
    Value::Table(table)
}

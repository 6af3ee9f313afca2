/*!
The names of columns that are looked for, found quickly in a record of any
format.

Names are held as a tree, since a dotted one leads into objects. This module
does not know formats, nor which name holds what.
*/

use crate::input::records::columns::{Columns, aliases, members};
use crate::input::records::field::Field;

/// A field that a column may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) field: Field,
    /// Its place among the names of the field: the lowest wins.
    pub(crate) rank: usize,
}

/// All names that are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    top: Level,
    /// The names of each field by rank.
    ranked: [Vec<String>; Field::COUNT],
    /// The fields whose columns the user asked for.
    asked: Vec<Field>,
}

/// The names that are looked for in one object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    /// By length of the name, so that few names are compared.
    columns: Vec<Column>,
    /// For each length how many names are as long or shorter.
    ends: Vec<usize>,
}

/// A name that is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    name: String,
    /// What its value fills.
    pub(crate) targets: Vec<Target>,
    /// What is looked for in its value.
    pub(crate) below: Level,
}

impl Names {
    pub(crate) fn new(columns: &Columns) -> Names {
        let mut names = Names {
            top: Level::default(),
            ranked: Default::default(),
            asked: Vec::new(),
        };
        for field in Field::ALL {
            match columns.asked(field) {
                Some(name) => {
                    names.asked.push(field);
                    names.add(field, name);
                }
                None => aliases(field)
                    .iter()
                    .for_each(|name| names.add(field, name)),
            }
        }
        names
    }

    /// Adds `name` and what may stand below it, below every other name.
    fn add(&mut self, field: Field, name: &str) {
        let nested = members(field)
            .iter()
            .map(|member| format!("{name}.{member}"));
        for name in nested.chain([name.to_owned()]) {
            let ranked = &mut self.ranked[field.index()];
            self.top.insert(
                &name,
                Target {
                    field,
                    rank: ranked.len(),
                },
            );
            ranked.push(name);
        }
    }

    /// The names that are looked for in a record.
    pub(crate) const fn top(&self) -> &Level {
        &self.top
    }

    /// The fields whose columns the user asked for.
    pub(crate) fn asked(&self) -> &[Field] {
        &self.asked
    }

    /// The name that the user asked for instead of those of `field`.
    pub(crate) fn asked_name(&self, field: Field) -> &str {
        let names = &self.ranked[field.index()];
        names.last().map_or("", String::as_str)
    }

    /// The name by which `target` is looked for.
    pub(crate) fn name(&self, target: Target) -> &str {
        self.ranked[target.field.index()]
            .get(target.rank)
            .map_or("", String::as_str)
    }
}

impl Level {
    /// The column that `name` names, whatever its case.
    pub(crate) fn find(&self, name: &str) -> Option<&Column> {
        let initial = name.bytes().next()?;
        let (start, end) = (self.ends.get(name.len() - 1)?, self.ends.get(name.len())?);
        self.columns[*start..*end]
            .iter()
            // Most names differ in their first letter already.
            .filter(|column| column.name.as_bytes()[0].eq_ignore_ascii_case(&initial))
            .find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// Whether nothing is looked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Adds the column that `name` leads to.
    fn insert(&mut self, name: &str, target: Target) {
        self.entry(name).targets.push(target);
        if let Some((head, rest)) = name.split_once('.')
            && !head.is_empty()
            && !rest.is_empty()
        {
            self.entry(head).below.insert(rest, target);
        }
    }

    /// The column `name`, made if it is not there.
    fn entry(&mut self, name: &str) -> &mut Column {
        let same = |column: &Column| column.name.eq_ignore_ascii_case(name);
        let at = self.columns.iter().position(same).unwrap_or_else(|| {
            let at = self
                .columns
                .partition_point(|column| column.name.len() <= name.len());
            let (targets, below) = (Vec::new(), Level::default());
            self.columns.insert(
                at,
                Column {
                    name: name.to_owned(),
                    targets,
                    below,
                },
            );
            let longest = self.columns.last().map_or(0, |column| column.name.len());
            let up_to = |length: usize| {
                self.columns
                    .partition_point(|column| column.name.len() <= length)
            };
            self.ends = (0..=longest).map(up_to).collect();
            at
        });
        &mut self.columns[at]
    }
}

#[cfg(test)]
mod tests {
    use crate::input::records::columns::Columns;
    use crate::input::records::field::Field;
    use crate::input::records::names::{Level, Names};

    fn fields(level: &Level, name: &str) -> Vec<(Field, usize)> {
        let targets = level
            .find(name)
            .map(|column| column.targets.clone())
            .unwrap_or_default();
        targets
            .iter()
            .map(|target| (target.field, target.rank))
            .collect()
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let names = Names::new(&Columns::default());
        assert_eq!(fields(names.top(), "Text"), [(Field::Text, 0)]);
        assert_eq!(fields(names.top(), "RAW_CONTENT"), [(Field::Text, 5)]);
        assert_eq!(fields(names.top(), "texts"), []);
        assert_eq!(fields(names.top(), ""), []);
    }

    #[test]
    fn a_name_that_was_asked_for_replaces_the_others() {
        let columns = Columns {
            text: Some("Url".to_owned()),
            ..Columns::default()
        };
        let names = Names::new(&columns);
        assert_eq!(fields(names.top(), "text"), []);
        assert_eq!(
            fields(names.top(), "url"),
            [(Field::Text, 0), (Field::Url, 0)]
        );
        assert_eq!(names.asked(), [Field::Text]);
    }

    #[test]
    fn a_dotted_name_leads_into_an_object() {
        let columns = Columns {
            url: Some("meta.page.url".to_owned()),
            ..Columns::default()
        };
        let names = Names::new(&columns);
        let meta = &names.top().find("meta").unwrap().below;
        let page = &meta.find("page").unwrap().below;
        assert_eq!(fields(page, "url"), [(Field::Url, 0)]);
        assert_eq!(fields(meta, "page.url"), [(Field::Url, 0)]);
        assert_eq!(fields(names.top(), "meta.page.url"), [(Field::Url, 0)]);
    }

    #[test]
    fn the_name_within_an_outlet_is_looked_for() {
        let names = Names::new(&Columns::default());
        let source = names.top().find("source").unwrap();
        assert_eq!(fields(&source.below, "name"), [(Field::Outlet, 0)]);
        assert_eq!(fields(&source.below, "id"), [(Field::Outlet, 1)]);
        assert_eq!(source.targets[0].rank, 2);
        assert_eq!(names.name(source.targets[0]), "source");
    }
}

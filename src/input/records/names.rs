/*!
The names of the columns to look for, found fast in a record of any format.

# Choices

* Names are a tree, since a name with a dot leads into objects.
* The names of an object are sorted by length. A key is compared only with the
  few names that are as long.
*/

use crate::input::records::columns::{Columns, Field};

/// A field that a column may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldTarget {
    pub(crate) field: Field,
    /// The place of the name in the list of the field. The lowest wins.
    pub(crate) rank: usize,
}

/// All names that are looked for.
#[derive(Clone, Debug)]
pub(crate) struct ColumnLookup {
    /// The names that are looked for in a record.
    pub(crate) top: NamesInObject,
    /// The names of each field in their order.
    ranked: [Vec<String>; Field::COUNT],
    /// The fields whose columns the user named.
    pub(crate) requested: Vec<Field>,
}

/// The names that are looked for in one object.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamesInObject {
    /// The columns, sorted by the length of their names.
    columns: Vec<Column>,
    /// For each length, the number of names that are not longer.
    ends: Vec<usize>,
}

/// A column that is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    name: String,
    /// The fields that its value fills.
    pub(crate) targets: Vec<FieldTarget>,
    /// The names that are looked for in its value.
    pub(crate) below: NamesInObject,
}

impl Column {
    pub(crate) fn fills(&self, field: Field) -> bool {
        self.targets.iter().any(|target| target.field == field)
    }
}

impl ColumnLookup {
    /// Returns the names of `columns`, and the default names of other fields.
    pub(crate) fn new(columns: &Columns) -> ColumnLookup {
        let mut names = ColumnLookup {
            top: NamesInObject::default(),
            ranked: Default::default(),
            requested: Vec::new(),
        };
        for field in Field::ALL {
            let requested = columns.requested(field);
            names.requested.extend(requested.map(|_| field));
            for name in requested
                .as_ref()
                .map_or(field.default_names(), std::slice::from_ref)
            {
                names.add(field, name);
            }
        }
        names
    }

    /// Adds `name` to the names of `field`, after the names of its members.
    fn add(&mut self, field: Field, name: &str) {
        let nested = field
            .members()
            .iter()
            .map(|member| format!("{name}.{member}"));
        for name in nested.chain([name.to_owned()]) {
            let ranked = &mut self.ranked[field.index()];
            let rank = ranked.len();
            let target = FieldTarget { field, rank };
            self.top.insert(&name, target);
            ranked.push(name);
        }
    }

    pub(crate) fn fills(&self, name: &str, field: Field) -> bool {
        let column = self.top.find(name);
        column.is_some_and(|column| column.fills(field))
    }

    /// Returns the name that the user gave for a field of
    /// `requested`.
    pub(crate) fn requested_name(&self, field: Field) -> &str {
        let names = &self.ranked[field.index()];
        &names[names.len() - 1]
    }

    pub(crate) fn name(&self, target: FieldTarget) -> &str {
        &self.ranked[target.field.index()][target.rank]
    }
}

impl NamesInObject {
    /// Returns the column with this name, in any case.
    pub(crate) fn find(&self, name: &str) -> Option<&Column> {
        let initial = name.bytes().next()?;
        let (start, end) = (self.ends.get(name.len() - 1)?, self.ends.get(name.len())?);
        self.columns[*start..*end]
            .iter()
            // Most names differ in the first letter.
            .filter(|column| column.name.as_bytes()[0].eq_ignore_ascii_case(&initial))
            .find(|column| column.name.eq_ignore_ascii_case(name))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Adds the column that `name` leads to.
    fn insert(&mut self, name: &str, target: FieldTarget) {
        self.entry(name).targets.push(target);
        if let Some((head, rest)) = name.split_once('.')
            && !head.is_empty()
            && !rest.is_empty()
        {
            self.entry(head).below.insert(rest, target);
        }
    }

    /// Returns the column `name`, added if it is missing.
    fn entry(&mut self, name: &str) -> &mut Column {
        let is_same = |column: &Column| column.name.eq_ignore_ascii_case(name);
        let not_longer = |columns: &[Column], length: usize| {
            columns.partition_point(|column| column.name.len() <= length)
        };
        let at = self.columns.iter().position(is_same).unwrap_or_else(|| {
            let at = not_longer(&self.columns, name.len());
            let column = Column {
                name: name.to_owned(),
                targets: Vec::new(),
                below: NamesInObject::default(),
            };
            self.columns.insert(at, column);
            let longest = self.columns.last().map_or(0, |column| column.name.len());
            self.ends = (0..=longest)
                .map(|length| not_longer(&self.columns, length))
                .collect();
            at
        });
        &mut self.columns[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the fields that the column at `path` fills, with their ranks. A
    /// slash leads into an object.
    #[track_caller]
    fn assert_fills(columns: &Columns, path: &str, expected: &[(Field, usize)]) {
        let names = ColumnLookup::new(columns);
        let (objects, last) = path.rsplit_once('/').unwrap_or(("", path));
        let objects = objects.split('/').filter(|name| !name.is_empty());
        let object = objects.fold(&names.top, |names, name| &names.find(name).unwrap().below);
        let targets = object.find(last).into_iter().flat_map(|one| &one.targets);
        let found: Vec<_> = targets.map(|target| (target.field, target.rank)).collect();
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn names_are_found_in_any_case_and_in_objects() {
        for (path, expected) in [
            ("Text", &[(Field::Text, 0)][..]),
            ("RAW_CONTENT", &[(Field::Text, 5)]),
            ("texts", &[]),
            ("", &[]),
            ("source", &[(Field::Outlet, 2)]),
            ("source/name", &[(Field::Outlet, 0)]),
            ("source/id", &[(Field::Outlet, 1)]),
        ] {
            assert_fills(&Columns::default(), path, expected);
        }
    }

    #[test]
    fn a_requested_name_replaces_the_default_names_and_may_lead_into_objects() {
        let mut columns = Columns {
            text: Some("Url".to_owned()),
            ..Columns::default()
        };
        assert_fills(&columns, "text", &[]);
        assert_fills(&columns, "url", &[(Field::Text, 0), (Field::Url, 0)]);
        assert_eq!(ColumnLookup::new(&columns).requested, [Field::Text]);
        columns.url = Some("meta.page.url".to_owned());
        for path in ["meta/page/url", "meta/page.url", "meta.page.url"] {
            assert_fills(&columns, path, &[(Field::Url, 0)]);
        }
    }
}

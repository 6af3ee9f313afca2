/*!
The table of `check` that shows how many articles of each set are also in another
set.
*/

use std::io::{self, Write};

use crate::command::print::words::grouped;
use crate::gate::check_result::CheckResult;
use crate::gate::rule_counts::SetOverlap;
use crate::output::sanitize::plain;

/// Prints the table, if a rule compares sets.
pub(crate) fn print(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if result.matrix.is_empty() {
        return Ok(());
    }
    let articles = match result.is_partial() {
        true => "new articles",
        false => "articles",
    };
    let mut outcomes = result.outcomes.iter();
    let except = match outcomes.any(|outcome| outcome.known + outcome.suppressed > 0) {
        true => ", except baseline entries and suppressed pairs",
        false => "",
    };
    writeln!(
        out,
        "{articles} of each set (row) that are also in another set (column), as copies + \
         excerpts{except}:"
    )?;
    let names: Vec<String> = result.sets.iter().map(|set| plain(&set.name)).collect();
    let sets = names.iter().zip(&result.sets);
    let labels: Vec<String> = sets
        .map(|(name, set)| format!("{name} ({})", grouped(set.checked)))
        .collect();
    let cells: Vec<Vec<String>> = (0..names.len()).map(|row| cells(result, row)).collect();
    let width = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let label_width = width(&mut labels.iter());
    let widths: Vec<usize> = (0..names.len())
        .map(|column| width(&mut cells.iter().map(|row| &row[column]).chain([&names[column]])))
        .collect();
    let mut print_row = |label: &str, cells: &[String]| {
        write!(out, "  {label:label_width$}")?;
        for (cell, width) in cells.iter().zip(&widths) {
            write!(out, "  {cell:>width$}")?;
        }
        writeln!(out)
    };
    print_row("", &names)?;
    for (label, cells) in labels.iter().zip(&cells) {
        print_row(label, cells)?;
    }
    Ok(())
}

fn cells(result: &CheckResult<'_>, row: usize) -> Vec<String> {
    let cells = result.matrix[row].iter().enumerate();
    let text = |(column, cell): (usize, &SetOverlap)| match column == row {
        true => "-".to_owned(),
        false => format!("{} + {}", grouped(cell.copies), grouped(cell.excerpts)),
    };
    cells.map(text).collect()
}

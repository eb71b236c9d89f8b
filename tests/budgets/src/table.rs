//! The printed table.

use std::fmt;

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The measured quantity.
    pub what: String,
    /// The result.
    pub measured: String,
    /// The budget; empty if there is none.
    pub budget: String,
    /// Whether the budget is met; `None` if there is none.
    pub met: Option<bool>,
}

impl Row {
    /// Returns a row with a budget.
    pub fn budget(what: impl Into<String>, measured: impl Into<String>, budget: &str, met: bool) -> Self {
        Self { what: what.into(), measured: measured.into(), budget: budget.to_owned(), met: Some(met) }
    }

    /// Returns a row that explains a budget and has none of its own.
    pub fn shown(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self { what: what.into(), measured: measured.into(), budget: String::new(), met: None }
    }
}

/// The rows, as they are printed.
#[derive(Debug, Default)]
pub struct Table(pub Vec<Row>);

impl Table {
    /// Whether no budget is exceeded.
    pub fn is_met(&self) -> bool {
        self.0.iter().all(|row| row.met != Some(false))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: fn(&Row) -> &str, least: usize| {
            self.0.iter().map(|row| column(row).chars().count()).max().unwrap_or(0).max(least)
        };
        let what = width(|row| &row.what, 4);
        let measured = width(|row| &row.measured, 8);
        let budget = width(|row| &row.budget, 6);
        writeln!(f, "| {:what$} | {:measured$} | {:budget$} | met |", "what", "measured", "budget")?;
        writeln!(f, "|{:-<1$}|{2:-<3$}|{4:-<5$}|-----|", "", what + 2, "", measured + 2, "", budget + 2)?;
        for row in &self.0 {
            let met = match row.met {
                Some(true) => "yes",
                Some(false) => "NO",
                None => "",
            };
            writeln!(
                f,
                "| {:what$} | {:measured$} | {:budget$} | {met:3} |",
                row.what, row.measured, row.budget
            )?;
        }
        Ok(())
    }
}

/// Returns `numerator / denominator` with two decimals, rounded.
pub fn ratio(numerator: u128, denominator: u128) -> String {
    let hundredths = hundredths(numerator, denominator);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Returns `numerator / denominator` in hundredths, rounded.
pub fn hundredths(numerator: u128, denominator: u128) -> u128 {
    (numerator * 100 + denominator / 2).checked_div(denominator).unwrap_or(u128::MAX)
}

/// Returns the median.
pub fn median<T: Ord + Copy + Default>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Returns the slope of `y` over `x` by least squares, in hundredths.
pub fn slope(points: &[(i128, i128)]) -> i128 {
    let count = i128::try_from(points.len()).unwrap_or(i128::MAX);
    let sum = |of: fn(&(i128, i128)) -> i128| points.iter().map(of).sum::<i128>();
    let (x, y, xy, xx) = (sum(|p| p.0), sum(|p| p.1), sum(|p| p.0 * p.1), sum(|p| p.0 * p.0));
    let (above, below) = (count * xy - x * y, count * xx - x * x);
    (above * 100 + below / 2).checked_div(below).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_rounded() {
        assert_eq!(ratio(22, 10), "2.20");
        assert_eq!(ratio(2, 3), "0.67");
        assert_eq!(hundredths(1, 0), u128::MAX);
    }

    #[test]
    fn the_slope_of_a_line_is_its_steepness() {
        assert_eq!(slope(&[(0, 7), (25, 57), (50, 107), (100, 207)]), 200);
        assert_eq!(slope(&[]), 0);
    }

    #[test]
    fn one_broken_budget_breaks_the_table() {
        let mut table = Table(vec![Row::budget("a", "1", "2", true), Row::shown("b", "3")]);
        assert!(table.is_met());
        table.0.push(Row::budget("c", "3", "2", false));
        assert!(!table.is_met());
        assert!(table.to_string().contains("| c    | 3        | 2      | NO  |"), "{table}");
    }
}

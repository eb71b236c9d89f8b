//! Prices, and the bill that they make of a usage.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Error, Unit, Used};

/// The price of a unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// US dollars for `per` units.
    #[serde(deserialize_with = "crate::decimal::parse")]
    pub price: Decimal,
    /// The number of units that `price` pays for.
    #[serde(deserialize_with = "crate::decimal::parse")]
    pub per: Decimal,
    /// The AWS page that is authoritative.
    pub source: String,
    /// The page that states the figure; `None` if no page states it.
    pub read_in: Option<String>,
    /// The date on which the price was read.
    pub date: String,
    /// A remark for the reader.
    #[serde(default)]
    pub remark: Option<String>,
}

/// The prices of a region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// The region.
    pub region: String,
    /// A remark on the whole list.
    pub note: String,
    /// A description of the kind of sources.
    pub sources: String,
    /// The price of each unit.
    pub prices: BTreeMap<Unit, Price>,
}

/// One line of a bill, for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The unit.
    pub unit: Unit,
    /// The amount, in units.
    pub amount: Decimal,
    /// The cost in US dollars, not rounded.
    pub dollars: Decimal,
}

/// The bill for a usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// One line for each unit that is used, grouped by service.
    pub lines: Vec<Line>,
}

impl PriceList {
    /// Returns the price list of us-east-1, which is compiled in.
    ///
    /// # Errors
    ///
    /// [`Error::Json`]: the file is not valid; not retryable.
    pub fn us_east_1() -> Result<Self, Error> {
        let read = serde_json::from_str(include_str!("../prices.json"));
        read.map_err(|error| Error::Json { file: "infra/costs/prices.json", error })
    }

    /// Returns the bill for a usage.
    ///
    /// # Errors
    ///
    /// [`Error::NoPrice`]: a used unit has no price. [`Error::TooLarge`]: an amount does not fit a
    /// decimal. Neither is retryable.
    pub fn bill(&self, used: &Used) -> Result<Bill, Error> {
        let line = |(unit, amount): (Unit, Decimal)| {
            let missing = || Error::NoPrice { region: self.region.clone(), unit: unit.name() };
            let Price { price, per, .. } = self.prices.get(&unit).ok_or_else(missing)?;
            let dollars = amount.checked_mul(*price).and_then(|dollars| dollars.checked_div(*per));
            Ok(Line { unit, amount, dollars: dollars.ok_or(Error::TooLarge(unit.name()))? })
        };
        let lines = used.amounts().map(line).collect::<Result<_, Error>>()?;
        Ok(Bill { lines })
    }
}

impl Bill {
    /// Returns the total in US dollars.
    pub fn total(&self) -> Decimal {
        self.lines.iter().map(|line| line.dollars).sum()
    }

    /// Returns each service with its cost in US dollars, in the order of the lines.
    pub fn services(&self) -> Vec<(&'static str, Decimal)> {
        let mut services: Vec<(&'static str, Decimal)> = Vec::new();
        for line in &self.lines {
            let service = line.unit.service();
            match services.iter_mut().find(|(known, _)| *known == service) {
                Some((_, dollars)) => *dollars += line.dollars,
                None => services.push((service, line.dollars)),
            }
        }
        services
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn every_price_has_its_source_and_its_day() {
        let list = PriceList::us_east_1().unwrap();
        for (unit, price) in &list.prices {
            assert!(price.price > Decimal::ZERO && price.per >= Decimal::ONE, "{unit:?}");
            assert!(price.source.starts_with("https://aws.amazon.com/"), "{unit:?}");
            let is_day =
                |date: &str| date.len() == 10 && date.bytes().filter(|byte| *byte == b'-').count() == 2;
            assert!(is_day(&price.date), "{unit:?}");
            assert!(price.read_in.is_some() || price.remark.is_some(), "{unit:?}");
        }
    }

    #[test]
    fn a_bill_is_amount_times_price_and_keeps_every_digit() {
        let list = PriceList::us_east_1().unwrap();
        let used = Used::default()
            .with(Unit::WriteUnits, decimal("3000000"))
            .with(Unit::ReadUnits, decimal("1"))
            .with(Unit::Emails, decimal("1500"));
        let bill = list.bill(&used).unwrap();
        let dollars: Vec<_> = bill.lines.iter().map(|line| (line.unit, line.dollars)).collect();
        assert_eq!(
            dollars,
            [
                (Unit::ReadUnits, decimal("0.000000125")),
                (Unit::WriteUnits, decimal("1.875")),
                (Unit::Emails, decimal("0.15"))
            ]
        );
        assert_eq!(bill.total(), decimal("2.025000125"));
        assert_eq!(bill.services(), [("DynamoDB", decimal("1.875000125")), ("SES", decimal("0.15"))]);
    }

    #[test]
    fn a_missing_price_is_reported_and_not_free() {
        let mut list = PriceList::us_east_1().unwrap();
        list.prices.remove(&Unit::Emails);
        let error = list.bill(&Used::default().with(Unit::Emails, Decimal::ONE)).unwrap_err();
        assert_eq!(error.to_string(), "us-east-1 has no price for e-mails");
        let much = Used::default().with(Unit::Dashboards, Decimal::MAX);
        assert!(matches!(list.bill(&much), Err(Error::TooLarge("dashboards"))));
    }
}

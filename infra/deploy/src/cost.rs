//! `cargo deploy cost`: the cost of a month, from the usage of each event and AWS's list prices.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use costs::{Bill, HOURS, Line, Load, PriceList};
use rust_decimal::Decimal;

use crate::error::Error;

// No doc comment: clap would show it in place of the command's own.
#[derive(Debug, Args)]
pub(crate) struct Cost {
    /// P0 events a day: fills, liquidations, margin calls.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    p0: Decimal,
    /// P1 events a day: price alerts, partial fills, deposits.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    p1: Decimal,
    /// P2 events a day: listings, reports, accruals.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    p2: Decimal,
    /// Events per invocation: 10 in a busy system, 1 if events arrive far apart.
    #[arg(long, value_name = "N", default_value = "10", value_parser = batch)]
    batch: Decimal,
    /// The share of the notifications that devices ack, from 0 to 1, each by a frame of its own.
    #[arg(long, value_name = "SHARE", default_value = "1", value_parser = share)]
    acked: Decimal,
    /// Deliveries by push a day, one for each device; FCM itself costs nothing.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    push: Decimal,
    /// Deliveries by Telegram a day; the Bot API itself costs nothing.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    telegram: Decimal,
    /// E-mails a day.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    emails: Decimal,
    /// SMS a day. The price of one SMS depends on its country; the total includes it only with
    /// --sms-price.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    sms: Decimal,
    /// US dollars for one SMS: <https://aws.amazon.com/sns/sms-pricing/>.
    #[arg(long, value_name = "USD", value_parser = amount)]
    sms_price: Option<Decimal>,
    /// Ticks per second, each a record of the stream.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    ticks: Decimal,
    /// Symbols with price alerts.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    symbols: Decimal,
    /// Shards of the stream (`TickShards`); each takes 1,000 records a second.
    #[arg(long, value_name = "N", default_value = "1", value_parser = shards)]
    shards: Decimal,
    /// Price alerts that fire a day; their notifications are among --p1.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    alerts: Decimal,
    /// Traders who are connected, on average over day and night.
    #[arg(long, value_name = "N", default_value = "0", value_parser = amount)]
    traders: Decimal,
    /// Show each price, with AWS's page for it and the day on which it was read.
    #[arg(long)]
    prices: bool,
}

/// The largest amount that is accepted: above any real load, and small enough that the product of
/// two amounts fits a decimal.
const MAX_COUNT: i64 = 1_000_000_000_000;

fn amount(text: &str) -> Result<Decimal, String> {
    let amount: Decimal =
        text.replace('_', "").parse().map_err(|_| "must be a number such as 1500 or 0.5".to_owned())?;
    if (Decimal::ZERO..=Decimal::from(MAX_COUNT)).contains(&amount) {
        Ok(amount)
    } else {
        Err(format!("must be from 0 to {MAX_COUNT}"))
    }
}

fn between(text: &str, least: i64, most: i64) -> Result<Decimal, String> {
    let found = amount(text)?;
    let range = Decimal::from(least)..=Decimal::from(most);
    if range.contains(&found) { Ok(found) } else { Err(format!("must be from {least} to {most}")) }
}

fn batch(text: &str) -> Result<Decimal, String> {
    between(text, 1, 10)
}

fn share(text: &str) -> Result<Decimal, String> {
    between(text, 0, 1)
}

fn shards(text: &str) -> Result<Decimal, String> {
    between(text, 1, 500)
}

/// Prints the table.
pub(crate) fn cost(arguments: &Cost) -> Result<ExitCode, Error> {
    let prices = PriceList::us_east_1()?;
    let bill = prices.bill(&arguments.load().month()?)?;
    let mut text = table(&prices, &bill, arguments);
    if arguments.prices {
        text.push_str(&price_table(&prices));
    }
    crate::print(&text);
    Ok(ExitCode::SUCCESS)
}

impl Cost {
    fn load(&self) -> Load {
        Load {
            events: [self.p0, self.p1, self.p2],
            batch: self.batch,
            acked: self.acked,
            push: self.push,
            telegram: self.telegram,
            emails: self.emails,
            sms: self.sms,
            ticks: self.ticks,
            symbols: self.symbols,
            shards: self.shards,
            alerts: self.alerts,
            traders: self.traders,
        }
    }

    /// Returns the SMS of a month.
    fn sms_of_month(&self) -> Decimal {
        self.sms * Decimal::from(HOURS) / Decimal::from(24)
    }
}

/// Returns one row per unit, a sum per service, and the total.
fn table(prices: &PriceList, bill: &Bill, arguments: &Cost) -> String {
    let mut rows =
        vec![["service".to_owned(), "what".to_owned(), "amount".to_owned(), "US$ a month".to_owned()]];
    for (service, dollars) in bill.services() {
        rows.push([service.to_owned(), String::new(), String::new(), money(dollars)]);
        for Line { unit, amount, dollars } in bill.lines.iter().filter(|line| line.unit.service() == service)
        {
            rows.push([String::new(), unit.name().to_owned(), counted(*amount), money(*dollars)]);
        }
    }
    let sms = arguments.sms_of_month();
    let mut total = bill.total();
    if let Some(price) = arguments.sms_price.filter(|_| !sms.is_zero()) {
        rows.push(["SNS".to_owned(), "SMS".to_owned(), grouped(sms, 0), money(sms * price)]);
        total += sms * price;
    }
    rows.push(["total".to_owned(), String::new(), String::new(), money(total)]);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [first, second, third, fourth] = [width(0), width(1), width(2), width(3)];
    let mut text = format!("{}, a month of {HOURS} hours. {}\n\n", prices.region, prices.note);
    for [service, what, amount, dollars] in rows {
        let line = format!("{service:first$}  {what:second$}  {amount:>third$}  {dollars:>fourth$}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if arguments.sms_price.is_none() && !sms.is_zero() {
        let sms = grouped(sms, 0);
        // Writing into a text cannot fail.
        let _ = writeln!(
            text,
            "\nNot in the total: {sms} SMS, at the price of each country (https://aws.amazon.com/sns/sms-pricing/): --sms-price"
        );
    }
    text.push_str(
        "\nNot counted: the console, traces, a customer's key, warm throughput, fan-out, the VPC, registered SMS senders, \
         restores, and what another account's calls cost there.\n",
    );
    text
}

fn price_table(prices: &PriceList) -> String {
    let mut text = format!("\nPrices of {}. {}\n", prices.region, prices.sources);
    for (unit, price) in &prices.prices {
        let remark = price.remark.as_ref().map(|remark| format!(" ({remark})")).unwrap_or_default();
        let read_in = price.read_in.as_deref().unwrap_or("no document");
        // Writing into a text cannot fail.
        let _ = writeln!(
            text,
            "  {} {}: US${} for {}{remark}; {}, read on {} in {read_in}",
            unit.service(),
            unit.name(),
            price.price,
            grouped(price.per, 0),
            price.source,
            price.date,
        );
    }
    text
}

/// Formats US dollars with two decimals.
fn money(dollars: Decimal) -> String {
    grouped(dollars, 2)
}

/// Formats an amount: as an integer, or with two decimals if it has a fraction.
fn counted(amount: Decimal) -> String {
    let is_small = amount < Decimal::from(100) && amount.round_dp(2) != amount.round();
    grouped(amount, if is_small { 2 } else { 0 })
}

/// Formats a number with so many decimals and with separators between thousands.
fn grouped(number: Decimal, decimals: u32) -> String {
    let text = format!("{:.*}", decimals as usize, number.round_dp(decimals));
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or_else(|| grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    #[command(allow_negative_numbers = true)]
    struct Line {
        #[command(flatten)]
        cost: Cost,
    }

    fn parsed(words: &str) -> Result<Cost, String> {
        let words = std::iter::once("cost").chain(words.split_whitespace());
        Line::try_parse_from(words).map(|line| line.cost).map_err(|error| error.to_string())
    }

    fn shown(words: &str) -> String {
        let cost = parsed(words).unwrap();
        let prices = PriceList::us_east_1().unwrap();
        let bill = prices.bill(&cost.load().month().unwrap()).unwrap();
        table(&prices, &bill, &cost)
    }

    #[test]
    fn bad_input_is_refused_by_its_name_and_range() {
        for (words, named) in [
            ("--p0 many", "must be a number"),
            ("--p0 -1", "must be from 0"),
            ("--acked 1.01", "must be from 0 to 1"),
            ("--batch 0", "must be from 1 to 10"),
            ("--shards 501", "must be from 1 to 500"),
            ("--traders 1e99", "must be a number"),
        ] {
            let error = parsed(words).unwrap_err();
            let argument = words.split([' ', '=']).next().unwrap();
            assert!(error.contains(named) && error.contains(argument), "{words}: {error}");
        }
        assert_eq!(parsed("--p0 1_000_000").unwrap().p0, Decimal::from(1_000_000));
    }

    #[test]
    fn numbers_are_shown_with_their_thousands_and_cents() {
        let shown = |text: &str, decimals| grouped(text.parse().unwrap(), decimals);
        assert_eq!(shown("1234567.895", 2), "1,234,567.90");
        assert_eq!(shown("999.4", 0), "999");
        assert_eq!(shown("0", 2), "0.00");
        let amounts = ["0.157", "4.000", "123.4"].map(|text| counted(text.parse().unwrap()));
        assert_eq!(amounts, ["0.16", "4", "123"]);
    }

    #[test]
    fn the_services_add_up_to_the_total() {
        let text = shown("--p0 1000000 --p1 500000 --traders 20000 --ticks 200 --symbols 300 --emails 20000");
        let number =
            |line: &str| line.rsplit("  ").next().unwrap().trim().replace(',', "").parse::<Decimal>();
        let services = text.lines().filter(|line| !line.starts_with(' ') && !line.starts_with("total"));
        let sum: Decimal = services.filter_map(|line| number(line).ok()).sum();
        let total =
            text.lines().find(|line| line.starts_with("total")).map(|line| number(line).unwrap()).unwrap();
        assert!((sum - total).abs() < "0.1".parse().unwrap(), "{sum} {total}\n{text}");
        for service in ["Lambda", "SQS", "DynamoDB", "API Gateway", "Kinesis", "CloudWatch", "SES"] {
            assert!(text.lines().any(|line| line.starts_with(service)), "{service}\n{text}");
        }
    }

    #[test]
    fn an_sms_has_the_price_of_its_country() {
        assert!(!shown("").contains("SMS,"));
        let open = shown("--sms 24");
        assert!(open.contains("Not in the total: 730 SMS"), "{open}");
        let priced = shown("--sms 24 --sms-price 0.05");
        assert!(priced.lines().any(|line| line.starts_with("SNS") && line.ends_with("36.50")), "{priced}");
    }
}

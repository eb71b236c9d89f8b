//! SNS: the SMS sandbox, and the monthly spend limit.

use jiff::{Timestamp, ToSpan as _};
use local::xml;
use rust_decimal::Decimal;

use super::{Context, Finding, Weight};

const SANDBOX: &str = "SMS sandbox";
const SPENDING: &str = "SMS spending";
const VERSION: &str = "2010-03-31";
/// The spend limit of an account by default, in US dollars.
/// <https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html>
const DEFAULT_LIMIT: Decimal = Decimal::ONE;

/// Makes all checks of SNS.
pub(super) async fn check(context: &Context<'_>) -> Vec<Finding> {
    vec![sandbox(context).await, spending(context).await]
}

/// Checks whether only verified numbers get SMS.
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html>
async fn sandbox(context: &Context<'_>) -> Finding {
    let asked = context.account.aws.query("sns", VERSION, "GetSMSSandboxAccountStatus", &[]);
    match asked.await {
        Ok(answer) if xml::text(&answer, "IsInSandbox").as_deref() == Some("true") => {
            let region = &context.account.region;
            Finding::new(
                Weight::BlocksDelivery,
                SANDBOX,
                "the account is in it: only verified numbers get SMS",
                format!(
                    "https://{region}.console.aws.amazon.com/sns/v3/home?region={region}#/mobile/text-messaging (Exit SMS \
                     sandbox), or Channels without sms"
                ),
            )
        }
        Ok(_) => Finding::fine(SANDBOX, "the account is out of it"),
        Err(error) => Finding::unread(SANDBOX, "sns:GetSMSSandboxAccountStatus", &error),
    }
}

/// Checks the spend limit against the spend so far. At the limit SNS stops sending within minutes,
/// and the publisher gets no error.
/// <https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html>
async fn spending(context: &Context<'_>) -> Finding {
    let attributes = match context.account.aws.query("sns", VERSION, "GetSMSAttributes", &[]).await {
        Ok(answer) => answer,
        Err(error) => return Finding::unread(SPENDING, "sns:GetSMSAttributes", &error),
    };
    // Without the attribute the default applies.
    let limit = attributes.split("<key>MonthlySpendLimit</key>").nth(1);
    let limit = limit.and_then(|rest| xml::text(rest, "value")?.parse().ok()).unwrap_or(DEFAULT_LIMIT);
    let (spent, told) = match spent(context).await {
        Ok(spent) => (spent, format!("US${spent} spent this month")),
        Err(error) => {
            (Decimal::ZERO, Finding::unread(SPENDING, "cloudwatch:GetMetricStatistics", &error).text)
        }
    };
    let more = "https://support.console.aws.amazon.com/support/home#/case/create (service limit increase, SNS text \
                messaging), then aws sns set-sms-attributes --attributes MonthlySpendLimit=<USD>";
    let text = format!("{told}, of US${limit} at most");
    if spent >= limit {
        return Finding::new(Weight::BlocksDelivery, SPENDING, format!("{text}: SNS sends no more"), more);
    }
    if limit <= DEFAULT_LIMIT || spent * Decimal::from(5) >= limit * Decimal::from(4) {
        return Finding::new(Weight::Warning, SPENDING, format!("{text}: little is left"), more);
    }
    Finding::fine(SPENDING, text)
}

/// Returns the spend since the month began, in US dollars.
/// <https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html>
async fn spent(context: &Context<'_>) -> Result<Decimal, local::Error> {
    let now = Timestamp::now();
    // The metric only grows within a month: the maximum of the last day is the current value.
    let (from, to) = ((now - 24.hours()).to_string(), now.to_string());
    let parameters = [
        ("Namespace", "AWS/SNS"),
        ("MetricName", "SMSMonthToDateSpentUSD"),
        ("StartTime", from.as_str()),
        ("EndTime", to.as_str()),
        ("Period", "86400"),
        ("Statistics.member.1", "Maximum"),
    ];
    let aws = &context.account.aws;
    let answer = aws.query("monitoring", "2010-08-01", "GetMetricStatistics", &parameters).await?;
    let maxima = xml::members(&answer, "Datapoints").into_iter().filter_map(|point| {
        let text = xml::text(point, "Maximum")?;
        text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)).ok()
    });
    Ok(maxima.max().unwrap_or_default().normalize())
}

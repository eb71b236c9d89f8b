//! SES: the sandbox, the sending quota, and the sender's address.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{Context, Finding, Weight, json};

const SENDING: &str = "SES sending";
const RATE: &str = "SES rate";
const QUOTA: &str = "SES quota";
const IDENTITY: &str = "SES identity";

/// Makes all checks of SES.
pub(super) async fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = account(context).await;
    findings.push(identity(context).await);
    findings
}

/// Checks whether the account may send, and how much. In the sandbox: one e-mail per second, 200 a
/// day, and only to verified addresses.
/// <https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html>
async fn account(context: &Context<'_>) -> Vec<Finding> {
    let answer = match context.account.aws.get("email", "GetAccount", "/v2/email/account").await {
        Ok(answer) => json(&answer),
        Err(error) => return vec![Finding::unread(SENDING, "ses:GetAccount", &error)],
    };
    let is = |name: &str| answer.get(name).and_then(Value::as_bool);
    let region = &context.account.region;
    let page = format!("https://{region}.console.aws.amazon.com/ses/home?region={region}#/account");
    let status = answer.get("EnforcementStatus").and_then(Value::as_str).unwrap_or("HEALTHY");
    let sending = if is("ProductionAccessEnabled") == Some(false) {
        let request = format!(
            "aws sesv2 put-account-details --production-access-enabled --mail-type TRANSACTIONAL --website-url <URL> \
             --region {region}\nor {page}"
        );
        let text = "the account is in the sandbox: only verified addresses get e-mails, 200 a day";
        Finding::new(Weight::BlocksDelivery, SENDING, text, request)
    } else if is("SendingEnabled") == Some(false) || status == "SHUTDOWN" {
        let text = format!("sending is switched off (status {status})");
        Finding::new(Weight::BlocksDelivery, SENDING, text, page.clone())
    } else if status != "HEALTHY" {
        let text = format!("SES is about to stop the account: status {status}");
        Finding::new(Weight::Warning, SENDING, text, page.clone())
    } else {
        Finding::fine(SENDING, "out of the sandbox, healthy")
    };
    let mut findings = vec![sending];
    let quota = |name: &str| decimal(answer.get("SendQuota")?.get(name)?);
    if let (Some(rate), Some(wanted)) = (quota("MaxSendRate"), context.settings.number("EmailPerSecond")) {
        let more = format!(
            "aws service-quotas list-service-quotas --service-code ses --region {region}: ask for a higher rate"
        );
        let rate = rate.normalize();
        findings.push(if rate < Decimal::from(wanted) {
            let text = format!("{rate} per second, and EmailPerSecond={wanted}: SES throttles what is above");
            Finding::new(
                Weight::Warning,
                RATE,
                text,
                format!("EmailPerSecond={rate} (at least 2)\nor {more}"),
            )
        } else {
            Finding::fine(RATE, format!("{rate} per second, EmailPerSecond={wanted}"))
        });
        if let (Some(all), Some(sent)) = (quota("Max24HourSend"), quota("SentLast24Hours")) {
            findings.push(daily(all.normalize(), sent.normalize(), Decimal::from(wanted), &more));
        }
    }
    findings
}

/// Checks that the rest of the daily quota lasts for an hour at the full rate. A quota of -1 means
/// no quota.
/// <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendQuota.html>
fn daily(all: Decimal, sent: Decimal, rate: Decimal, more: &str) -> Finding {
    let left = all - sent;
    if all.is_sign_negative() || left >= rate * Decimal::from(3_600) {
        return Finding::fine(QUOTA, format!("{sent} of {all} sent in the last 24 hours"));
    }
    let minutes = (left / rate / Decimal::from(60)).trunc();
    let text = format!(
        "{sent} of {all} sent in the last 24 hours: at {rate} per second the rest lasts {minutes} minutes"
    );
    Finding::new(Weight::Warning, QUOTA, text, more)
}

/// Checks that the sender's address is verified, by itself or by its domain.
/// <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html>
async fn identity(context: &Context<'_>) -> Finding {
    let Some(address) = context.settings.value("EmailSenderAddress") else {
        let text = "EmailSenderAddress is not known: give --parameters FILE";
        return Finding { weight: Weight::Unread, ..Finding::fine(IDENTITY, text) };
    };
    let domain = address.split('@').next_back().unwrap_or(address);
    let mut pending = Vec::new();
    for identity in [address, domain] {
        let path = format!("/v2/email/identities/{}", identity.replace('@', "%40"));
        match context.account.aws.get("email", "GetEmailIdentity", &path).await {
            Ok(answer) if json(&answer).get("VerifiedForSendingStatus") == Some(&Value::Bool(true)) => {
                return Finding::fine(IDENTITY, format!("{identity} is verified"));
            }
            Ok(_) => pending.push(identity),
            Err(local::Error::Aws { code, .. }) if code == "NotFoundException" || code == "404" => {}
            Err(error) => return Finding::unread(IDENTITY, "ses:GetEmailIdentity", &error),
        }
    }
    let region = &context.account.region;
    let (text, remedy) = match pending.first() {
        Some(identity) => (
            format!("{identity} is not verified yet"),
            format!(
                "add its DKIM records to the DNS: aws sesv2 get-email-identity --email-identity {identity} --region {region}"
            ),
        ),
        None => (
            format!("neither {address} nor {domain} is an identity of SES"),
            format!("aws sesv2 create-email-identity --email-identity {domain} --region {region}"),
        ),
    };
    Finding::new(Weight::BlocksDelivery, IDENTITY, text, remedy)
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.to_string();
    text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_lasts_less_than_an_hour_is_a_warning() {
        let daily = |all: i64, sent: i64| daily(all.into(), sent.into(), 14.into(), "more");
        assert_eq!(daily(60_000, 1).weight, Weight::Fine);
        assert_eq!(daily(-1, 70_000).weight, Weight::Fine);
        let little = daily(50_000, 0);
        assert_eq!(little.weight, Weight::Warning);
        assert!(little.text.contains("lasts 59 minutes"), "{}", little.text);
    }
}

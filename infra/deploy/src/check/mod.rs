//! `cargo deploy check`: the limits of the account that block a deployment or the delivery to
//! traders, or that will when the load grows.

mod capacity;
mod email;
mod finding;
mod sms;
mod stack;

use serde_json::Value;

use crate::account::Account;
use crate::settings::Settings;
pub(crate) use finding::{Finding, Weight, table};

/// The input of the checks.
pub(crate) struct Context<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    /// The name of the stack.
    pub(crate) stack: &'a str,
    /// The operator's settings.
    pub(crate) settings: &'a Settings,
}

/// Makes all checks and returns their findings.
pub(crate) async fn findings(context: &Context<'_>) -> Vec<Finding> {
    let stack = stack::check(context).await;
    let is_update = stack.is_deployed;
    let mut findings = stack.findings;
    findings.push(capacity::lambda(context, is_update).await);
    findings.extend(capacity::api_gateway(context).await);
    findings.push(capacity::dynamodb(context).await);
    if context.settings.uses("email") {
        findings.extend(email::check(context).await);
    }
    if context.settings.uses("sms") {
        findings.extend(sms::check(context).await);
    }
    findings
}

/// Parses a response as JSON; a response that is not JSON has no fields.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

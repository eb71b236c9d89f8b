//! The account's throughput limits: Lambda, API Gateway, DynamoDB.

use serde_json::json;

use super::{Context, Finding, Weight, json};
use crate::settings::Settings;

const LAMBDA: &str = "Lambda concurrency";
/// The default concurrency of an account.
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
const USUAL_CONCURRENCY: u64 = 1_000;
/// Concurrency that must stay unreserved; in an account with a smaller limit, all of it.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
const UNRESERVED: u64 = 100;

/// Functions whose reserved concurrency is `DeliverP0Concurrency`: four channels and `escalate`.
const DELIVER_P0_FUNCTIONS: u64 = 5;
/// Functions whose reserved concurrency is `TraderConcurrency`.
const TRADER_FUNCTIONS: u64 = 4;

/// Returns the concurrent executions that the parameters reserve.
pub(super) fn reserved(settings: &Settings) -> u64 {
    let number = |name| settings.number(name).unwrap_or(0);
    let p0 = if settings.value("ReserveP0Concurrency") == Some("true") {
        number("RouteP0Concurrency") + DELIVER_P0_FUNCTIONS * number("DeliverP0Concurrency")
    } else {
        0
    };
    p0 + TRADER_FUNCTIONS * number("TraderConcurrency")
}

/// Checks that the account can reserve the concurrency of the parameters, and that the remainder is
/// enough.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html>
pub(super) async fn lambda(context: &Context<'_>, is_update: bool) -> Finding {
    let path = "/2016-08-19/account-settings/";
    let answer = match context.account.aws.get("lambda", "GetAccountSettings", path).await {
        Ok(answer) => json(&answer),
        Err(error) => return Finding::unread(LAMBDA, "lambda:GetAccountSettings", &error),
    };
    let limit = |name: &str| answer.get("AccountLimit")?.get(name)?.as_u64();
    let (Some(all), Some(unreserved)) =
        (limit("ConcurrentExecutions"), limit("UnreservedConcurrentExecutions"))
    else {
        return Finding { weight: Weight::Unread, ..Finding::fine(LAMBDA, "the answer has no limits") };
    };
    let region = &context.account.region;
    let more = format!(
        "aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 \
         --desired-value {USUAL_CONCURRENCY} --region {region}"
    );
    let reserved = reserved(context.settings);
    let must_stay = UNRESERVED.min(all);
    // On an update the reservations exist already and no longer count as unreserved.
    if !is_update && reserved > 0 && unreserved < reserved.saturating_add(must_stay) {
        return Finding::new(
            Weight::BlocksDeployment,
            LAMBDA,
            format!(
                "{all} in all, {unreserved} unreserved: the parameters reserve {reserved}, and {must_stay} must stay \
                 unreserved"
            ),
            format!(
                "{more}\nor ReserveP0Concurrency=false and TraderConcurrency=0 meanwhile: not for real traffic"
            ),
        );
    }
    if all < USUAL_CONCURRENCY {
        let text = format!("{all} in all for every function of the region; {USUAL_CONCURRENCY} are usual");
        return Finding::new(Weight::Warning, LAMBDA, text, more);
    }
    Finding::fine(
        LAMBDA,
        format!("{all} in all, {unreserved} unreserved, {reserved} reserved by the parameters"),
    )
}

const LOGS: &str = "API Gateway logs";
const REQUESTS: &str = "API Gateway requests";
/// Requests per second that the HTTP and WebSocket APIs of an account share, except in the small
/// regions with 2,500. <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>
const USUAL_REQUESTS: u64 = 10_000;

/// Checks the account's role for access logs, and its request rate.
/// <https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html>
pub(super) async fn api_gateway(context: &Context<'_>) -> Vec<Finding> {
    let answer = match context.account.aws.get("apigateway", "GetAccount", "/account").await {
        Ok(answer) => json(&answer),
        Err(error) => return vec![Finding::unread(LOGS, "apigateway:GET on /account", &error)],
    };
    let wanted = context.settings.value("WebSocketAccessLogs") == Some("true");
    let has_role =
        answer.get("cloudwatchRoleArn").and_then(|role| role.as_str()).is_some_and(|role| !role.is_empty());
    let logs = match (has_role, wanted) {
        (true, _) => Finding::fine(LOGS, "the account has a role for them"),
        (false, true) => Finding::new(
            Weight::BlocksDeployment,
            LOGS,
            "WebSocketAccessLogs=true, and the account has no role for them",
            "aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=<role ARN>\n\
             (a role with the policy AmazonAPIGatewayPushToCloudWatchLogs that apigateway.amazonaws.com may assume), or \
             WebSocketAccessLogs=false",
        ),
        (false, false) => {
            Finding::fine(LOGS, "off (WebSocketAccessLogs=false); the account has no role for them")
        }
    };
    // The rate is a number such as 10000.0: only the integer part matters.
    let rate = answer.get("throttleSettings").and_then(|settings| settings.get("rateLimit"));
    let rate = rate.and_then(|rate| rate.to_string().split('.').next()?.parse::<u64>().ok());
    let requests = match rate {
        Some(rate) if rate < USUAL_REQUESTS => Some(Finding::new(
            Weight::Warning,
            REQUESTS,
            format!(
                "{rate} per second for all APIs of the region, posts to sockets included; {USUAL_REQUESTS} are usual"
            ),
            format!(
                "https://{0}.console.aws.amazon.com/servicequotas/home/services/apigateway/quotas (Throttle rate)",
                context.account.region
            ),
        )),
        Some(rate) => Some(Finding::fine(REQUESTS, format!("{rate} per second"))),
        None => None,
    };
    std::iter::once(logs).chain(requests).collect()
}

const TABLES: &str = "DynamoDB throughput";
/// The default limit of a table, which also applies on demand.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
const USUAL_TABLE_UNITS: u64 = 40_000;

/// Checks the throughput limit of a table.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html>
pub(super) async fn dynamodb(context: &Context<'_>) -> Finding {
    let (aws, nothing) = (&context.account.aws, json!({}));
    let answer = match aws.json("dynamodb", "DynamoDB_20120810", "DescribeLimits", &nothing).await {
        Ok(answer) => json(&answer),
        Err(error) => return Finding::unread(TABLES, "dynamodb:DescribeLimits", &error),
    };
    let limit = |name: &str| answer.get(name).and_then(serde_json::Value::as_u64);
    let (Some(reads), Some(writes)) =
        (limit("TableMaxReadCapacityUnits"), limit("TableMaxWriteCapacityUnits"))
    else {
        return Finding { weight: Weight::Unread, ..Finding::fine(TABLES, "the answer has no limits") };
    };
    let text = format!("a table takes {reads} reads and {writes} writes per second");
    if reads.min(writes) < USUAL_TABLE_UNITS {
        let region = &context.account.region;
        let page =
            format!("https://{region}.console.aws.amazon.com/servicequotas/home/services/dynamodb/quotas");
        return Finding::new(Weight::Warning, TABLES, format!("{text}; {USUAL_TABLE_UNITS} are usual"), page);
    }
    Finding::fine(TABLES, text)
}

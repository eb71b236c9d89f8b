//! The stack itself: whether it can be created or updated, and the resources that an earlier stack
//! left behind.

use local::xml;
use serde_json::{Value, json};

use super::{Context, Finding, Weight, json as parsed};

const STACK: &str = "Stack";
const REMAINS: &str = "Remains";
const VERSION: &str = "2010-05-15";

/// The state of the stack.
pub(super) struct Checked {
    /// Whether the stack exists in a state that a deployment can update.
    pub(super) is_deployed: bool,
    /// The findings.
    pub(super) findings: Vec<Finding>,
}

/// Makes all checks of the stack. Looks for resources of an earlier stack only where no stack owns
/// them.
pub(super) async fn check(context: &Context<'_>) -> Checked {
    let (finding, status) = status(context).await;
    let is_deployed = status.as_deref().is_some_and(is_whole);
    // If the stack cannot be read, resources with its name may belong to it.
    let is_read = finding.weight != Weight::Unread;
    let mut findings = vec![finding];
    if is_read && status.is_none_or(|status| owns_nothing(&status)) {
        findings.extend(remains(context).await);
    }
    Checked { is_deployed, findings }
}

/// Whether a stack with this status can be updated.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html>
fn is_whole(status: &str) -> bool {
    matches!(
        status,
        "CREATE_COMPLETE"
            | "UPDATE_COMPLETE"
            | "UPDATE_ROLLBACK_COMPLETE"
            | "IMPORT_COMPLETE"
            | "IMPORT_ROLLBACK_COMPLETE"
    )
}

/// Whether a stack with this status has no resources, so that resources with its name belong to an
/// earlier stack.
fn owns_nothing(status: &str) -> bool {
    matches!(status, "REVIEW_IN_PROGRESS" | "ROLLBACK_COMPLETE" | "DELETE_COMPLETE")
}

async fn status(context: &Context<'_>) -> (Finding, Option<String>) {
    let name = context.stack;
    let (aws, parameters) = (&context.account.aws, [("StackName", name)]);
    let status = match aws.query("cloudformation", VERSION, "DescribeStacks", &parameters).await {
        Ok(answer) => xml::text(&answer, "StackStatus").unwrap_or_default(),
        Err(local::Error::Aws { code, message, .. })
            if code == "ValidationError" && message.contains("does not exist") =>
        {
            return (Finding::fine(STACK, format!("{name} does not exist yet: it is created")), None);
        }
        Err(error) => return (Finding::unread(STACK, "cloudformation:DescribeStacks", &error), None),
    };
    let region = &context.account.region;
    let delete = format!(
        "aws cloudformation delete-stack --stack-name {name} --region {region}\n\
         aws cloudformation wait stack-delete-complete --stack-name {name} --region {region}"
    );
    let blocked = |text: &str, remedy: String| {
        Finding::new(Weight::BlocksDeployment, STACK, format!("{name} is {status}: {text}"), remedy)
    };
    let finding = match status.as_str() {
        whole if is_whole(whole) => Finding::fine(STACK, format!("{name} is {status}: it is updated")),
        "REVIEW_IN_PROGRESS" => Finding::new(
            Weight::Warning,
            STACK,
            format!("{name} is {status}: it has a change set that was never executed, and nothing else"),
            format!("cargo deploy up goes on from there; to remove it:\n{delete}"),
        ),
        "UPDATE_ROLLBACK_FAILED" => blocked(
            "an update failed, and so did its rollback",
            format!("aws cloudformation continue-update-rollback --stack-name {name} --region {region}"),
        ),
        other if other.ends_with("_IN_PROGRESS") => blocked(
            "another deployment is under way",
            format!(
                "aws cloudformation describe-stack-events --stack-name {name} --region {region}, and wait"
            ),
        ),
        _ => blocked("an earlier deployment failed, and CloudFormation updates no such stack", delete),
    };
    (finding, Some(status))
}

/// Returns resources with the stack's name that belong to no stack: CloudFormation keeps those with
/// `DeletionPolicy: Retain`.
async fn remains(context: &Context<'_>) -> Vec<Finding> {
    let (name, region) = (context.stack, &context.account.region);
    let mut findings = Vec::new();
    // The template fixes these names: the next stack cannot be created while they are taken.
    let secrets = Found {
        what: "secrets",
        action: "secretsmanager:ListSecrets",
        weight: Weight::BlocksDeployment,
        consequence: "the next deployment fails on their names",
        remedy: format!(
            "aws secretsmanager delete-secret --force-delete-without-recovery --region {region} --secret-id"
        ),
    };
    let logs = Found {
        what: "log groups",
        action: "logs:DescribeLogGroups",
        weight: Weight::BlocksDeployment,
        consequence: "the next deployment fails on their names",
        remedy: format!("aws logs delete-log-group --region {region} --log-group-name"),
    };
    // CloudFormation generated these names: they block nothing, but they hold data and cost money.
    let tables = Found {
        what: "tables",
        action: "dynamodb:ListTables",
        weight: Weight::Warning,
        consequence: "the next deployment does not use them, and they hold the data of an earlier one",
        remedy: format!("aws dynamodb delete-table --region {region} --table-name"),
    };
    let streams = Found {
        what: "streams",
        action: "kinesis:ListStreams",
        weight: Weight::Warning,
        consequence: "the next deployment does not use them, and they are billed by the hour",
        remedy: format!("aws kinesis delete-stream --region {region} --stream-name"),
    };
    let prefix = format!("{name}-");
    findings.extend(secrets.finding(secret_names(context).await));
    findings.extend(logs.finding(log_group_names(context).await));
    findings.extend(tables.finding(names(context, &LIST_TABLES, &prefix).await));
    findings.extend(streams.finding(names(context, &LIST_STREAMS, &prefix).await));
    findings
}

/// A kind of resource that an earlier stack can leave behind.
struct Found {
    what: &'static str,
    action: &'static str,
    weight: Weight,
    consequence: &'static str,
    /// The command that deletes one, without its name.
    remedy: String,
}

impl Found {
    fn finding(&self, names: Result<Vec<String>, local::Error>) -> Option<Finding> {
        let names = match names {
            Ok(names) if names.is_empty() => return None,
            Ok(names) => names,
            Err(error) => return Some(Finding::unread(REMAINS, self.action, &error)),
        };
        let text = format!("{} of an earlier stack: {}: {}", self.what, names.join(", "), self.consequence);
        let commands: Vec<_> = names.iter().map(|name| format!("{} {name}", self.remedy)).collect();
        Some(Finding::new(self.weight, REMAINS, text, commands.join("\n")))
    }
}

/// A paginated listing, continued after the last name of a page.
struct Listing {
    service: &'static str,
    target: &'static str,
    action: &'static str,
    /// The field of the response with the names.
    list: &'static str,
    /// The field of the request with the name after which the page begins.
    after: &'static str,
    /// The field that a response has when more pages follow.
    more: &'static str,
}

const LIST_TABLES: Listing = Listing {
    service: "dynamodb",
    target: "DynamoDB_20120810",
    action: "ListTables",
    list: "TableNames",
    after: "ExclusiveStartTableName",
    more: "LastEvaluatedTableName",
};
const LIST_STREAMS: Listing = Listing {
    service: "kinesis",
    target: "Kinesis_20131202",
    action: "ListStreams",
    list: "StreamNames",
    after: "ExclusiveStartStreamName",
    more: "HasMoreStreams",
};

/// Returns the names of a listing that begin with `prefix`.
async fn names(context: &Context<'_>, listing: &Listing, prefix: &str) -> Result<Vec<String>, local::Error> {
    let &Listing { service, target, action, list, after, more } = listing;
    let prefix = prefix.to_lowercase();
    let mut found = Vec::new();
    let mut body = json!({});
    loop {
        let answer = parsed(&context.account.aws.json(service, target, action, &body).await?);
        let page = strings(&answer, list);
        found.extend(page.iter().filter(|name| name.to_lowercase().starts_with(&prefix)).cloned());
        let is_last = matches!(answer.get(more), None | Some(Value::Null | Value::Bool(false)));
        match page.into_iter().next_back() {
            Some(last) if !is_last => body = json!({ after: last }),
            _ => return Ok(found),
        }
    }
}

/// Returns the names of the stack's secrets, including those scheduled for deletion: their names
/// stay taken until then.
async fn secret_names(context: &Context<'_>) -> Result<Vec<String>, local::Error> {
    let prefix = format!("{}/", context.stack);
    let body = json!({"IncludePlannedDeletion": true, "Filters": [{"Key": "name", "Values": [prefix]}]});
    let answer = context.account.aws.json("secretsmanager", "secretsmanager", "ListSecrets", &body).await?;
    let answer = parsed(&answer);
    let secrets = answer.get("SecretList").and_then(Value::as_array).into_iter().flatten();
    let names = secrets.filter_map(|secret| secret.get("Name")?.as_str());
    Ok(names.filter(|name| name.starts_with(&prefix)).map(str::to_owned).collect())
}

async fn log_group_names(context: &Context<'_>) -> Result<Vec<String>, local::Error> {
    let mut found = Vec::new();
    for folder in ["lambda", "vendedlogs"] {
        let body = json!({"logGroupNamePrefix": format!("/aws/{folder}/{}/", context.stack)});
        let answer = context.account.aws.json("logs", "Logs_20140328", "DescribeLogGroups", &body).await?;
        let answer = parsed(&answer);
        let groups = answer.get("logGroups").and_then(Value::as_array).into_iter().flatten();
        found.extend(groups.filter_map(|group| Some(group.get("logGroupName")?.as_str()?.to_owned())));
    }
    Ok(found)
}

fn strings(value: &Value, list: &str) -> Vec<String> {
    let values = value.get(list).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(|value| Some(value.as_str()?.to_owned())).collect()
}

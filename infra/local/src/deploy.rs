//! Deploys the template through `CloudFormation`, as on AWS.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;

use crate::artefacts::Artefacts;
use crate::aws::Aws;
use crate::error::Error;
use crate::xml;

const BUCKET: &str = "artefacts";
/// The name of the one stack of a MiniStack.
pub const STACK: &str = "notifications";
const VERSION: &str = "2010-05-15";
const POLL: Duration = Duration::from_millis(50);

/// The resources that `CloudFormation` created.
#[derive(Debug, Clone)]
pub(crate) struct Deployed {
    /// The template's outputs.
    pub(crate) outputs: BTreeMap<String, String>,
    /// The names of the deployed roles, by their name in the template.
    pub(crate) roles: BTreeMap<String, String>,
}

/// Uploads the functions and creates the stack.
pub(crate) async fn deploy(
    aws: &Aws,
    template: &str,
    artefacts: Artefacts,
    parameters: &[(&str, &str)],
) -> Result<Deployed, Error> {
    aws.create_bucket(BUCKET).await?;
    let template = artefacts.point(template, BUCKET);
    for artefact in artefacts.into_zips() {
        aws.put_object(BUCKET, &artefact.key, artefact.zip).await?;
    }
    aws.put_object(BUCKET, "template.yaml", template.into_bytes()).await?;

    // The template is passed by URL, because a template in the call itself may have only 51,200
    // bytes.
    let url = aws.object_url(BUCKET, "template.yaml")?;
    let numbered: Vec<(String, String, &str, &str)> = (1..)
        .zip(parameters)
        .map(|(n, (key, value))| {
            let name = |part| format!("Parameters.member.{n}.Parameter{part}");
            (name("Key"), name("Value"), *key, *value)
        })
        .collect();
    let mut form = vec![
        ("StackName", STACK),
        ("TemplateURL", &url),
        ("Capabilities.member.1", "CAPABILITY_IAM"),
        ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"),
        // A failed stack stays for inspection; it goes away with MiniStack anyway.
        ("OnFailure", "DO_NOTHING"),
    ];
    for (key_name, value_name, key, value) in &numbered {
        form.extend([(key_name.as_str(), *key), (value_name.as_str(), *value)]);
    }
    aws.query("cloudformation", VERSION, "CreateStack", &form).await?;

    let described = loop {
        let described = call(aws, "DescribeStacks").await?;
        match xml::text(&described, "StackStatus").unwrap_or_default().as_str() {
            "CREATE_COMPLETE" => break described,
            "CREATE_IN_PROGRESS" | "REVIEW_IN_PROGRESS" => tokio::time::sleep(POLL).await,
            status => return Err(Error::Deploy(failures(aws, status, &described).await?)),
        }
    };
    let outputs = outputs_of(&described);
    let resources = call(aws, "DescribeStackResources").await?;
    let roles = xml::members(&resources, "StackResources")
        .into_iter()
        .filter(|member| xml::text(member, "ResourceType").is_some_and(|kind| kind == "AWS::IAM::Role"))
        .collect();
    let roles = pairs(roles, "LogicalResourceId", "PhysicalResourceId");
    Ok(Deployed { outputs, roles })
}

/// Returns the outputs of a deployed stack, here or in an account, and the time of the response by
/// the service's own clock.
///
/// # Errors
///
/// [`Error::Aws`]: there is no such stack, or the call is refused. Others as of [`Aws::query`].
pub async fn outputs(aws: &Aws, stack: &str) -> Result<(BTreeMap<String, String>, Option<Time>), Error> {
    let answer = aws.ask("cloudformation", VERSION, "DescribeStacks", &[("StackName", stack)]).await?;
    Ok((outputs_of(&answer.text), answer.at))
}

fn outputs_of(described: &str) -> BTreeMap<String, String> {
    pairs(xml::members(described, "Outputs"), "OutputKey", "OutputValue")
}

fn pairs(members: Vec<&str>, key: &str, value: &str) -> BTreeMap<String, String> {
    let pair = |member| Some((xml::text(member, key)?, xml::text(member, value)?));
    members.into_iter().filter_map(pair).collect()
}

/// Returns the failed resources with their reasons, the oldest first: the first is the cause of the
/// others.
async fn failures(aws: &Aws, status: &str, described: &str) -> Result<Vec<String>, Error> {
    let reason = xml::text(described, "StackStatusReason").unwrap_or_default();
    let mut lines = vec![format!("{status} {reason}")];
    let events = call(aws, "DescribeStackEvents").await?;
    let failed = xml::members(&events, "StackEvents").into_iter().rev().filter_map(|event| {
        let status = xml::text(event, "ResourceStatus").filter(|status| status.ends_with("FAILED"))?;
        let name = xml::text(event, "LogicalResourceId")?;
        let kind = xml::text(event, "ResourceType")?;
        let reason = xml::text(event, "ResourceStatusReason").unwrap_or_default();
        Some(format!("{name} ({kind}): {status}: {reason}"))
    });
    lines.extend(failed);
    Ok(lines)
}

async fn call(aws: &Aws, action: &str) -> Result<String, Error> {
    aws.query("cloudformation", VERSION, action, &[("StackName", STACK)]).await
}

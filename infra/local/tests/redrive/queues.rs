//! Queues and their dead-letter queues on a MiniStack of their own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_sqs::types::{MessageAttributeValue, SendMessageBatchRequestEntry};
use futures_util::{StreamExt as _, stream};
use local::redrive::Redrive;
use local::{Access, Aws, MiniStack};
use serde_json::{Value, json};

/// The name of the stack.
pub(crate) const STACK: &str = "deployed";

/// A MiniStack with nothing but queues and their dead-letter queues, as a stack with our template's outputs.
pub(crate) struct Queues {
    pub(crate) sqs: Client,
    aws: Aws,
    ministack: MiniStack,
    // Dropped last, when no process writes into it any more.
    _dir: Dir,
}

struct Dir(PathBuf);

impl Queues {
    pub(crate) async fn new(test: &str, names: &[&str]) -> Self {
        let dir = local::root().join("target/local-tests").join(format!("{test}-{}", std::process::id()));
        let dir = Dir(dir);
        let ministack = MiniStack::empty(&dir.0).await.unwrap();
        let aws = Aws::new(&ministack.endpoint()).unwrap();
        let mut template = json!({"Resources": {}, "Outputs": {}});
        for name in names {
            for kind in ["Queue", "DeadLetterQueue"] {
                let queue = format!("{name}{kind}");
                template["Resources"][&queue] = json!({"Type": "AWS::SQS::Queue"});
                template["Outputs"][format!("{queue}Url")] = json!({"Value": {"Ref": queue}});
            }
        }
        let template = template.to_string();
        let form = [("StackName", STACK), ("TemplateBody", template.as_str())];
        aws.query("cloudformation", "2010-05-15", "CreateStack", &form).await.unwrap();
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .endpoint_url(ministack.endpoint());
        let queues = Self { sqs: Client::from_conf(config.build()), aws, ministack, _dir: dir };
        // The stack is complete once all its queues exist.
        let deadline = Instant::now() + Duration::from_secs(20);
        while queues.all().await.len() < names.len() * 2 {
            assert!(Instant::now() < deadline, "the queues were not made");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        queues
    }

    /// Returns the endpoint for AWS clients.
    pub(crate) fn endpoint(&self) -> String {
        self.ministack.endpoint()
    }

    /// Returns the URLs of the queues by output.
    async fn all(&self) -> BTreeMap<String, String> {
        let form = [("StackName", STACK)];
        let answer = self.aws.query("cloudformation", "2010-05-15", "DescribeStacks", &form).await.unwrap();
        let cut = |text: &str, tag: &str| {
            let (_, rest) = text.split_once(&format!("<{tag}>"))?;
            Some(rest.split_once('<')?.0.to_owned())
        };
        let outputs = answer.split("<member>");
        outputs.filter_map(|output| Some((cut(output, "OutputKey")?, cut(output, "OutputValue")?))).collect()
    }

    pub(crate) async fn url(&self, output: &str) -> String {
        self.all().await[&format!("{output}Url")].clone()
    }

    pub(crate) async fn set(&self, queue: &str, name: &str, value: &str) {
        let call = self.sqs.set_queue_attributes().queue_url(self.url(queue).await);
        call.attributes(name.into(), value).send().await.unwrap();
    }

    pub(crate) async fn redrive(&self) -> Redrive {
        Redrive::of_stack(Access::local(&self.ministack.endpoint()), STACK).await.unwrap()
    }

    /// Puts messages into a dead-letter queue, as the test harness does.
    pub(crate) async fn put(&self, queue: &str, bodies: &[String]) {
        let url = &self.url(&format!("{queue}DeadLetterQueue")).await;
        let calls = bodies.chunks(10).map(async |bodies| {
            let entries = bodies.iter().enumerate().map(|(n, body)| letter(n, body)).collect();
            let call = self.sqs.send_message_batch().queue_url(url).set_entries(Some(entries));
            assert!(call.send().await.unwrap().failed().is_empty());
        });
        stream::iter(calls).buffer_unordered(8).collect::<Vec<_>>().await;
    }

    /// Receives all visible messages, with their groups, and keeps them hidden.
    pub(crate) async fn take(&self, queue: &str) -> Vec<(String, Option<String>)> {
        let url = &self.url(queue).await;
        let mut taken = Vec::new();
        loop {
            let call = self.sqs.receive_message().queue_url(url).max_number_of_messages(10);
            let call = call.message_system_attribute_names("All".into()).visibility_timeout(600);
            let messages = call.send().await.unwrap().messages.unwrap_or_default();
            if messages.is_empty() {
                return taken;
            }
            taken.extend(messages.into_iter().map(|message| {
                let group = message.attributes.as_ref().and_then(|all| all.get(&"MessageGroupId".into()));
                (message.body.clone().unwrap(), group.cloned())
            }));
        }
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn letter(n: usize, body: &str) -> SendMessageBatchRequestEntry {
    let text = |kind: &str, value: &str| {
        MessageAttributeValue::builder().data_type(kind).string_value(value).build().unwrap()
    };
    SendMessageBatchRequestEntry::builder()
        .id(n.to_string())
        .message_body(body)
        .message_group_id(serde_json::from_str::<Value>(body).unwrap()["user_id"].as_str().unwrap())
        .message_attributes("reason", text("String", "the store was away"))
        .message_attributes("source", text("String", "somewhere"))
        .message_attributes("receivedCount", text("Number", "3"))
        .build()
        .unwrap()
}

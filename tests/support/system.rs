//! A system under test: `cargo local` as a value, and clients of its AWS.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_sqs::types::{Message, SendMessageBatchRequestEntry};
use domain::ids::{EventId, UserId};
use domain::recipient::Recipient;
use domain::routing::notification::InboxItem;
use local::{Options, Stack, StackInfo, TokenOptions};
use ports::BatchRead as _;
use serde_json::{Value, json};
use signed::{Call, Credentials, Method, Service, Signed, Url};
use store::{DynamoStore, Tables};
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use crate::{DEADLINE, eventually_within, now};

/// Connections are pooled and belong to the runtime that made them, so all tests of a binary share one.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
});

/// Runs a test.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    RUNTIME.block_on(test)
}

/// Returns a name that no other test uses.
pub fn unique(prefix: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn credentials(info: &StackInfo) -> aws_sdk_sqs::config::Credentials {
    aws_sdk_sqs::config::Credentials::new(&info.access_key_id, &info.secret_access_key, None, None, "tests")
}

/// A running system.
pub struct System {
    /// The stack itself.
    pub stack: Stack,
    /// Its queues.
    pub sqs: aws_sdk_sqs::Client,
    /// Its tables.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// A client of its HTTP API.
    pub http: reqwest::Client,
}

impl System {
    /// Returns the system that the tests of this binary share; it ends with the process.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<System> = OnceCell::const_new();
        static NAME: OnceLock<String> = OnceLock::new();
        let name = NAME.get_or_init(|| {
            let binary = std::env::current_exe().unwrap();
            let name = binary.file_stem().unwrap().to_str().unwrap();
            name.rsplit_once('-').map_or(name, |(name, _)| name).to_owned()
        });
        SHARED.get_or_init(|| Self::start(name)).await
    }

    /// Starts a system for one test; it ends when it is dropped. Its tokens have no grace period,
    /// so that a test need not wait for one, and its log level is the most verbose.
    pub async fn start(name: &str) -> Self {
        Self::start_with(name, &[]).await
    }

    /// Starts a system in the same way, with these further parameters of the template.
    pub async fn start_with(name: &str, further: &[(&str, &str)]) -> Self {
        let state_dir = local::root().join("target/tests").join(name);
        let parameters = [("TokenGraceSeconds", "0"), ("LogLevel", "trace")];
        let parameters = parameters.iter().chain(further);
        let parameters: BTreeMap<_, _> =
            parameters.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let options = Options { parameters, ..Options::quiet(state_dir) };
        let stack =
            Stack::start(options).await.unwrap_or_else(|error| panic!("the stack did not start: {error}"));
        let info = stack.info().clone();
        let sqs = aws_sdk_sqs::Client::from_conf(
            aws_sdk_sqs::Config::builder()
                .behavior_version(aws_sdk_sqs::config::BehaviorVersion::latest())
                .region(aws_sdk_sqs::config::Region::new(info.region.clone()))
                .credentials_provider(credentials(&info))
                .endpoint_url(&info.aws_endpoint)
                .build(),
        );
        let dynamodb = aws_sdk_dynamodb::Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
                .region(aws_sdk_dynamodb::config::Region::new(info.region.clone()))
                .credentials_provider(credentials(&info))
                .endpoint_url(&info.aws_endpoint)
                .build(),
        );
        // An independent client, with none of the product's limits.
        #[allow(clippy::disallowed_methods)]
        let http = reqwest::Client::new();
        Self { stack, sqs, dynamodb, http }
    }

    /// Returns a valid token of this user.
    pub fn token(&self, user: &str) -> String {
        self.stack.token(user, &TokenOptions::default()).unwrap()
    }

    /// Begins a `POST` to this path of the HTTP API.
    pub(crate) fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.post(format!("{}{path}", self.stack.info().http_url.trim_end_matches('/')))
    }

    /// Asks for a ticket with this `Authorization` header; returns status and body.
    pub async fn ask_for_ticket(&self, authorization: Option<&str>) -> (u16, Value) {
        let mut request = self.post("/v1/tickets");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Returns a ticket for this user.
    pub async fn ticket(&self, user: &str) -> String {
        let (status, body) = self.ask_for_ticket(Some(&format!("Bearer {}", self.token(user)))).await;
        assert_eq!(status, 200, "{body}");
        body["ticket"].as_str().unwrap().to_owned()
    }

    /// Sends messages to a queue of the exchange, ten at a time.
    pub async fn publish(&self, queue: &str, bodies: &[String]) {
        let url = &self.stack.info().queues[queue];
        for batch in bodies.chunks(10) {
            let entries = batch.iter().enumerate().map(|(n, body)| {
                SendMessageBatchRequestEntry::builder().id(n.to_string()).message_body(body).build().unwrap()
            });
            let sent = self.sqs.send_message_batch().queue_url(url).set_entries(Some(entries.collect()));
            let answer = sent.send().await.unwrap();
            assert!(answer.failed().is_empty(), "{answer:?}");
        }
    }

    /// Invokes `release` as `EventBridge` does every minute; returns whether it succeeded.
    pub async fn tick(&self) -> bool {
        self.wake("release").await
    }

    /// Invokes any function with a schedule, as [`Self::tick`] does.
    pub async fn wake(&self, function: &str) -> bool {
        let lambda = Service { signing_name: "lambda", host: "lambda" };
        let function = &self.stack.info().functions[function];
        let event =
            json!({"source": "aws.events", "detail-type": "Scheduled Event", "time": now(), "detail": {}});
        let call = Call {
            service: lambda,
            method: &Method::POST,
            path: &format!("/2015-03-31/functions/{function}/invocations"),
            headers: &[("content-type", "application/json")],
            body: &event.to_string(),
            timeout: DEADLINE,
        };
        let answer = self.signed().call(&call).await.unwrap();
        answer.status == 200 && !answer.headers.contains_key("x-amz-function-error")
    }

    /// Disables the schedules: from now on only [`Self::tick`] and [`Self::wake`] invoke scheduled
    /// functions.
    pub async fn stop_the_clock(&self) {
        let events = Service { signing_name: "events", host: "events" };
        let call = async |action: &str, body: Value| -> Value {
            let target = format!("AWSEvents.{action}");
            let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target.as_str())];
            let body = body.to_string();
            let call = Call {
                service: events,
                method: &Method::POST,
                path: "/",
                headers: &headers,
                body: &body,
                timeout: DEADLINE,
            };
            let answer = self.signed().call(&call).await.unwrap();
            assert_eq!(answer.status, 200, "{action}");
            serde_json::from_slice(&answer.body).unwrap()
        };
        let rules = call("ListRules", json!({})).await;
        let rules = rules["Rules"].as_array().unwrap();
        assert!(!rules.is_empty(), "there is no clock");
        for rule in rules {
            call("DisableRule", json!({"Name": rule["Name"]})).await;
        }
    }

    /// Returns a client for signed calls of services without an SDK crate here.
    pub fn signed(&self) -> Signed {
        let info = self.stack.info();
        let credentials = Credentials::new(&info.access_key_id, &info.secret_access_key, None, None, "tests");
        let endpoint = Url::parse(&info.aws_endpoint).unwrap();
        Signed::new(self.http.clone(), &info.region, credentials, Some(endpoint))
    }

    /// Receives and deletes up to ten messages of a queue.
    pub async fn receive(&self, queue_url: &str) -> Vec<Message> {
        let answer = self.sqs.receive_message().queue_url(queue_url).max_number_of_messages(10).send().await;
        let messages = answer.unwrap().messages.unwrap_or_default();
        for message in &messages {
            let receipt = message.receipt_handle().unwrap();
            self.sqs.delete_message().queue_url(queue_url).receipt_handle(receipt).send().await.unwrap();
        }
        messages
    }

    /// Returns the number of messages of a queue, including those in flight and those that are
    /// delayed.
    pub async fn depth(&self, queue_url: &str) -> usize {
        self.counts(queue_url).await.into_iter().sum()
    }

    /// Returns the number of messages in flight: a running function has received them, or one that
    /// died with them.
    pub async fn in_hand(&self, queue_url: &str) -> usize {
        let [_, in_hand, _] = self.counts(queue_url).await;
        in_hand
    }

    async fn counts(&self, queue_url: &str) -> [usize; 3] {
        use aws_sdk_sqs::types::QueueAttributeName as Name;
        let names = [
            Name::ApproximateNumberOfMessages,
            Name::ApproximateNumberOfMessagesNotVisible,
            Name::ApproximateNumberOfMessagesDelayed,
        ];
        let asked = self.sqs.get_queue_attributes().queue_url(queue_url);
        let answer = asked.set_attribute_names(Some(names.to_vec())).send().await.unwrap();
        let attributes = answer.attributes.unwrap_or_default();
        names.map(|name| attributes[&name].parse().unwrap())
    }

    /// Waits until a queue has no messages, not even delayed ones.
    pub async fn drained(&self, queue_url: &str) {
        eventually_within(Duration::from_mins(3), "a queue is worked off", async || {
            (self.depth(queue_url).await == 0).then_some(())
        })
        .await;
    }

    /// Returns the URL of a queue between the functions, by its name in the template's outputs:
    /// `PushP0`.
    pub fn queue(&self, name: &str) -> &str {
        &self.stack.outputs()[&format!("{name}QueueUrl")]
    }

    /// Puts a message into a queue by its URL.
    pub async fn put(&self, queue_url: &str, body: &str) {
        self.sqs.send_message().queue_url(queue_url).message_body(body).send().await.unwrap();
    }

    /// Reads this user from the store directly, without the functions.
    pub async fn recipient(&self, user: &str) -> Recipient {
        let user = UserId::parse(user).unwrap();
        self.store().read(std::slice::from_ref(&user), &[], &[]).await.unwrap().recipient(&user)
    }

    /// Reads the notification of this user and event from the inbox directly, without the
    /// functions.
    pub async fn notification(&self, user: &str, event: &str) -> Option<InboxItem> {
        let key = (UserId::parse(user).unwrap(), EventId::parse(event).unwrap());
        self.store().read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items.remove(&key)
    }

    /// Returns the store, as the functions use it.
    pub fn store(&self) -> DynamoStore {
        DynamoStore::new(self.dynamodb.clone(), self.tables())
    }

    /// Returns the names of the tables.
    pub fn tables(&self) -> Tables {
        let table = |output| self.table(output).to_owned();
        Tables {
            recipients: table("RecipientsTableName"),
            inbox: table("InboxTableName"),
            tickets: table("TicketsTableName"),
            allowances: table("AllowancesTableName"),
            schedule: table("ScheduleTableName"),
            alerts: table("AlertsTableName"),
            broadcasts: table("BroadcastsTableName"),
        }
    }

    /// Reads the item of this user and event from the inbox directly, without the functions.
    pub async fn inbox_item(&self, user: &str, event: &str) -> Option<HashMap<String, AttributeValue>> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let asked = self.dynamodb.get_item().table_name(self.table("InboxTableName")).consistent_read(true);
        let (user, event) = (UserId::parse(user).unwrap(), EventId::parse(event).unwrap());
        let (hash, range) = store::inbox_key(&user, &event);
        let asked = asked.key("user_id", text(&hash)).key("event_id", text(&range));
        asked.send().await.unwrap().item
    }

    /// Returns the name of a table, by its name in the template's outputs.
    pub fn table(&self, output: &str) -> &str {
        &self.stack.outputs()[output]
    }
}

//! One contract for the services that carry messages and secrets, over the emulator of the local stack and
//! over a second one: the behaviour on which the adapters of SQS and of the services without an SDK depend.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aws_sdk_sqs::types::{MessageSystemAttributeName, QueueAttributeName};
use ports::{Enqueue as _, Message, PortError, Queue, Secret as _};
use queues::{QueueUrls, Sqs};
use serde_json::{Value, json};
use signed::{Answer, Call, Method, SecretsManager, Service, Signed};
use support::{System, eventually, run, unique};

/// The clients of an emulator.
pub(crate) struct Carriers {
    pub(crate) sqs: aws_sdk_sqs::Client,
    pub(crate) signed: Signed,
}

/// A received message.
#[derive(Debug)]
struct Received {
    body: String,
    group: Option<String>,
}

impl Carriers {
    async fn of_local_stack() -> Self {
        let system = System::shared().await;
        Self { sqs: system.sqs.clone(), signed: system.signed() }
    }

    /// Creates a queue; returns its URL.
    async fn queue(&self, is_fifo: bool) -> String {
        let create = self.sqs.create_queue();
        let created = if is_fifo {
            create
                .queue_name(format!("{}.fifo", unique("contract")))
                .attributes(QueueAttributeName::FifoQueue, "true")
                .attributes(QueueAttributeName::ContentBasedDeduplication, "true")
        } else {
            create.queue_name(unique("contract"))
        };
        created.send().await.unwrap().queue_url.unwrap()
    }

    /// Sends messages through the adapter.
    async fn send(&self, url: &str, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let queues = Sqs::new(self.sqs.clone(), QueueUrls::default().with(Queue::Fire, url));
        queues.enqueue(Queue::Fire, messages).await
    }

    /// Receives the available messages, up to ten.
    async fn take(&self, url: &str) -> Vec<Received> {
        let asked = self.sqs.receive_message().queue_url(url).max_number_of_messages(10);
        let asked = asked.message_system_attribute_names(MessageSystemAttributeName::MessageGroupId);
        let mut all = Vec::new();
        for message in asked.send().await.unwrap().messages.unwrap_or_default() {
            let receipt = message.receipt_handle().unwrap();
            self.sqs.delete_message().queue_url(url).receipt_handle(receipt).send().await.unwrap();
            let group =
                message.attributes().and_then(|all| all.get(&MessageSystemAttributeName::MessageGroupId));
            all.push(Received { body: message.body().unwrap().to_owned(), group: group.cloned() });
        }
        all
    }

    /// Receives messages until there are `count`, and checks that no more come after them.
    async fn take_all(&self, url: &str, count: usize) -> Vec<Received> {
        let mut all = Vec::new();
        eventually("all messages come", async || {
            all.extend(self.take(url).await);
            (all.len() >= count).then_some(())
        })
        .await;
        all.extend(self.take(url).await);
        assert_eq!(all.len(), count, "{all:?}");
        all
    }

    /// Calls a service without an SDK.
    async fn call(
        &self,
        service: Service,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Value,
    ) -> Answer {
        let timeout = Duration::from_secs(10);
        let body = body.to_string();
        let call = Call { service, method: &Method::POST, path, headers, body: &body, timeout };
        self.signed.call(&call).await.unwrap()
    }

    async fn secrets(&self, action: &str, body: Value) -> Answer {
        let target = format!("secretsmanager.{action}");
        let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target.as_str())];
        self.call(Service::SECRETS_MANAGER, "/", &headers, body).await
    }
}

fn message(body: impl Into<String>) -> Message {
    Message { body: body.into(), group: Some("u-1".to_owned()), delay: Duration::ZERO }
}

fn bodies(received: &[Received]) -> BTreeSet<&str> {
    received.iter().map(|message| message.body.as_str()).collect()
}

async fn more_messages_than_a_call_takes_come_once_each_with_their_group(carriers: &Carriers) {
    let url = carriers.queue(false).await;
    let sent: Vec<_> = (0..23).map(|number| message(format!("m-{number}"))).collect();
    let results = carriers.send(&url, sent.clone()).await;
    assert_eq!(results, vec![Ok(()); 23]);
    let received = carriers.take_all(&url, 23).await;
    assert_eq!(bodies(&received), sent.iter().map(|message| message.body.as_str()).collect());
    assert!(received.iter().all(|message| message.group.as_deref() == Some("u-1")), "{received:?}");
}

async fn a_message_that_cannot_be_sent_costs_its_neighbours_nothing(carriers: &Carriers) {
    let url = carriers.queue(false).await;
    let too_long = "x".repeat(1024 * 1024 + 1);
    let messages = ["first", "", &too_long, "last"].map(message);
    let results = carriers.send(&url, messages.into()).await;
    let is_refused = |result: &Result<(), PortError>| matches!(result, Err(PortError::Refused(_)));
    assert!(results[0].is_ok() && results[3].is_ok(), "{results:?}");
    assert!(is_refused(&results[1]) && is_refused(&results[2]), "{results:?}");
    assert_eq!(bodies(&carriers.take_all(&url, 2).await), BTreeSet::from(["first", "last"]));
}

async fn messages_that_are_too_large_together_come_in_several_calls(carriers: &Carriers) {
    let url = carriers.queue(false).await;
    let large = |letter: &str| message(letter.repeat(600 * 1024));
    let results = carriers.send(&url, ["a", "b", "c"].map(large).into()).await;
    assert_eq!(results, vec![Ok(()); 3]);
    let received = carriers.take_all(&url, 3).await;
    assert!(received.iter().all(|message| message.body.len() == 600 * 1024));
}

async fn any_text_comes_as_it_was_meant(carriers: &Carriers) {
    let url = carriers.queue(false).await;
    let text = json!({"note": "ä \u{1f680} \u{ffff} \u{1} \"<&>\" \\"});
    assert_eq!(carriers.send(&url, vec![message(text.to_string())]).await, [Ok(())]);
    let received = carriers.take_all(&url, 1).await;
    assert_eq!(serde_json::from_str::<Value>(&received[0].body).unwrap(), text);
}

async fn a_delayed_message_comes_when_its_time_has_come(carriers: &Carriers) {
    let url = carriers.queue(false).await;
    let since = Instant::now();
    let later = Message { delay: Duration::from_millis(1_500), ..message("later") };
    assert_eq!(carriers.send(&url, vec![later, message("now")]).await, [Ok(()), Ok(())]);
    assert_eq!(bodies(&carriers.take_all(&url, 1).await), BTreeSet::from(["now"]));
    assert_eq!(bodies(&carriers.take_all(&url, 1).await), BTreeSet::from(["later"]));
    // Delays are whole seconds, rounded up; the emulators' own clocks may round them.
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
}

async fn a_queue_that_is_not_there_is_waited_for(carriers: &Carriers) {
    let url = carriers.queue(false).await.replace("contract", "missing");
    let results = carriers.send(&url, vec![message("a"), message("b")]).await;
    assert!(results.iter().all(|result| matches!(result, Err(PortError::Unavailable(_)))), "{results:?}");
}

async fn a_fifo_queue_keeps_the_order_of_a_group_and_drops_repeats(carriers: &Carriers) {
    let url = carriers.queue(true).await;
    let sent: Vec<_> = (0..12).map(|number| message(format!("m-{number:02}"))).collect();
    assert_eq!(carriers.send(&url, sent[..10].to_vec()).await, vec![Ok(()); 10]);
    // A retried send: SQS accepts it, and delivers nothing more.
    assert_eq!(carriers.send(&url, sent[..10].to_vec()).await, vec![Ok(()); 10]);
    assert_eq!(carriers.send(&url, sent[10..].to_vec()).await, vec![Ok(()); 2]);
    let received = carriers.take_all(&url, 12).await;
    let expected: Vec<_> = sent.iter().map(|message| &message.body).collect();
    assert_eq!(received.iter().map(|message| &message.body).collect::<Vec<_>>(), expected);
}

async fn a_secret_is_kept_until_it_is_renewed(carriers: &Carriers) {
    let id = unique("secret");
    let created = carriers.secrets(
        "CreateSecret",
        json!({
            "Name": id, "SecretString": "{\"key\":\"old \u{e4}\"}", "ClientRequestToken": "0".repeat(32),
        }),
    );
    assert_eq!(created.await.status, 200);
    let secret = SecretsManager::new(carriers.signed.clone(), &id);
    let old = secret.get().await.unwrap();
    assert_eq!(old.expose(), "{\"key\":\"old \u{e4}\"}");
    let put = carriers.secrets(
        "PutSecretValue",
        json!({
            "SecretId": id, "SecretString": "new", "ClientRequestToken": "1".repeat(32),
        }),
    );
    assert_eq!(put.await.status, 200);
    assert_eq!(secret.get().await.unwrap(), old);
    assert_eq!(secret.renew().await.unwrap().expose(), "new");
}

async fn a_secret_that_is_not_there_is_waited_for(carriers: &Carriers) {
    let missing = carriers.secrets("GetSecretValue", json!({"SecretId": unique("missing")})).await;
    assert_eq!(missing.error().code.as_deref(), Some("ResourceNotFoundException"), "{missing:?}");
    let secret = SecretsManager::new(carriers.signed.clone(), unique("missing"));
    let error = secret.get().await.unwrap_err();
    assert!(error.is_retryable() && error.to_string().contains("ResourceNotFoundException"), "{error}");
}

async fn an_email_that_is_accepted_has_an_id(carriers: &Carriers) {
    let headers = [("content-type", "application/json")];
    let sender = "alerts@contract.example";
    let verified =
        carriers.call(Service::SES, "/v2/email/identities", &headers, json!({"EmailIdentity": sender}));
    assert_eq!(verified.await.status, 200);
    let text = |text: &str| json!({"Data": text});
    let email = json!({
        "FromEmailAddress": sender, "Destination": {"ToAddresses": ["trader@contract.example"]},
        "Content": {"Simple": {"Subject": text("A fill"), "Body": {"Text": text("0.5 BTC")}}},
    });
    let answer = carriers.call(Service::SES, "/v2/email/outbound-emails", &headers, email).await;
    assert_eq!(answer.status, 200, "{:?}", answer.error().code);
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(body["MessageId"].as_str().is_some_and(|id| !id.is_empty()), "{body}");
}

macro_rules! contract {
    ($($promise:ident)*) => {$(
        mod $promise {
            use super::*;

            #[test]
            fn on_the_local_stack() {
                run(async { super::$promise(&Carriers::of_local_stack().await).await });
            }

            #[test]
            fn in_another_emulator() {
                run(async { super::$promise(&crate::moto::carriers().await).await });
            }
        }
    )*};
}

contract! {
    more_messages_than_a_call_takes_come_once_each_with_their_group
    a_message_that_cannot_be_sent_costs_its_neighbours_nothing
    messages_that_are_too_large_together_come_in_several_calls
    any_text_comes_as_it_was_meant
    a_delayed_message_comes_when_its_time_has_come
    a_queue_that_is_not_there_is_waited_for
    a_fifo_queue_keeps_the_order_of_a_group_and_drops_repeats
    a_secret_is_kept_until_it_is_renewed
    a_secret_that_is_not_there_is_waited_for
    an_email_that_is_accepted_has_an_id
}

//! Retires mailboxes that bounced or whose owners complained. The input is the feedback of SES,
//! delivered by SNS.

use std::process::ExitCode;
use std::time::Duration;

use allocator as _;
use channels::email::feedback::{self, Feedback};
use domain::recipient::contact::EmailAddress;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{Clock, Contacts, PortError};
use serde::Deserialize;
use serde_json::Value;
use store::DynamoStore;
use usecases::contacts::retire_mailboxes;

/// The longest time for which SNS retries the delivery of a message to a function. A report that is
/// older cannot have been delivered by SNS, so its timestamp is ignored.
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>
const LONGEST_RETRY: Duration = Duration::from_hours(23 * 24);

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::EmailEvents(tables) = config::EmailEvents::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(EmailEvents { store: DynamoStore::new(aws.dynamodb(), tables), clock: SystemClock })
    })
}

/// The function.
struct EmailEvents<S, C> {
    store: S,
    clock: C,
}

/// The event that SNS delivers. Of each record only the message is used.
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html>
#[derive(Deserialize, Default)]
#[serde(default)]
struct SnsEvent {
    #[serde(rename = "Records")]
    records: Vec<Value>,
}

/// A mailbox could not be retired. SNS delivers the same feedback again.
#[derive(Debug, thiserror::Error)]
#[error("an e-mail address could not be retired: {0}")]
struct RetireError(#[source] PortError);

impl<S: Contacts, C: Clock> Handler for EmailEvents<S, C> {
    type Event = SnsEvent;
    type Response = Value;
    type Error = RetireError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::call(async { self.store.users_of_email(&EmailAddress::of_checked("-@-")).await })]
    }

    async fn handle(&self, event: SnsEvent) -> Result<Value, RetireError> {
        for record in &event.records {
            let message = record.pointer("/Sns/Message").and_then(Value::as_str).unwrap_or_default();
            match feedback::read(message) {
                Ok(Feedback::Dead { cause, at, addresses }) => {
                    let now = self.clock.now();
                    let at = at.filter(|at| *at <= now && now.minus(LONGEST_RETRY) <= *at).unwrap_or(now);
                    let retired =
                        retire_mailboxes(&self.store, &addresses, at, now).await.map_err(RetireError)?;
                    tracing::info!(?cause, retired, "feedback was processed");
                }
                Ok(Feedback::Harmless) => {}
                // A retry could not read it either.
                Err(error) => tracing::warn!(%error, "feedback could not be read"),
            }
        }
        Ok(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use domain::recipient::former::Replacements;
    use domain::recipient::profile::{Change, ProfileUpdate};
    use domain::{Time, UserId};
    use memory_store::MemoryStore;
    use ports::ProfileWrite;
    use serde_json::json;

    use super::*;

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    fn sns(messages: &[Value]) -> SnsEvent {
        let record =
            |message: &Value| json!({"EventSource": "aws:sns", "Sns": {"Message": message.to_string()}});
        SnsEvent { records: messages.iter().map(record).collect() }
    }

    fn bounce(kind: &str, address: &str) -> Value {
        let bounced = json!([{"emailAddress": address}]);
        json!({"notificationType": "Bounce", "bounce": {"bounceType": kind, "bouncedRecipients": bounced}})
    }

    #[tokio::test]
    async fn only_a_permanent_bounce_retires_the_mailbox() {
        let store = MemoryStore::default();
        let user = UserId::parse("u-1").unwrap();
        let email = EmailAddress::of_checked("ada@example.com");
        let update = ProfileUpdate {
            email: Change::Set(email),
            ..ProfileUpdate::nothing(user.clone(), Time::from_millis(1))
        };
        store.put_profile(&update, &Replacements::default()).await.unwrap();
        let function = EmailEvents { store, clock: At(Time::from_millis(1_000)) };
        let reachable = || function.store.recipient(&user).email().is_some();

        function.handle(sns(&[json!("no feedback"), bounce("Transient", "ada@example.com")])).await.unwrap();
        assert!(reachable());
        function.handle(sns(&[json!({}), bounce("Permanent", "Ada@Example.com")])).await.unwrap();
        assert!(!reachable());
    }

    /// SNS retries undelivered messages for weeks.
    #[tokio::test]
    async fn an_old_report_does_not_hit_a_mailbox_that_was_stated_since() {
        const NOW: i64 = 1_764_000_000_000;
        for (reported_at, is_reachable) in [
            (json!(Time::from_millis(NOW - 60_000)), true),
            (json!(Time::from_millis(NOW - 10_000)), false),
            (json!("2016-01-27T14:59:38.237Z"), false),
            (json!(Time::from_millis(NOW + 60_000)), false),
            (json!("yesterday"), false),
            (json!(null), false),
        ] {
            let store = MemoryStore::default();
            let user = UserId::parse("u-1").unwrap();
            let update = ProfileUpdate {
                email: Change::Set(EmailAddress::of_checked("ada@example.com")),
                ..ProfileUpdate::nothing(user.clone(), Time::from_millis(NOW - 30_000))
            };
            store.put_profile(&update, &Replacements::default()).await.unwrap();
            let function = EmailEvents { store, clock: At(Time::from_millis(NOW)) };
            let mut report = bounce("Permanent", "ada@example.com");
            report["bounce"]["timestamp"] = reported_at.clone();
            function.handle(sns(&[report])).await.unwrap();
            let is_known = function.store.recipient(&user).email().is_some();
            assert_eq!(is_known, is_reachable, "{reported_at}");
        }
    }
}

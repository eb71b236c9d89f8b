//! The adapter to SES on the wire.

use std::time::Duration;

use channels::email::{Email, Sender, UnsubscribeLinks};
use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use domain::recipient::contact::{Address, EmailAddress};
use ports::{PortError, Secret, SecretText, Sent};
use serde_json::Value;
use signed::{Client, Credentials, Signed, Url};

use crate::server::{self, Server};
use crate::{Delivery, elsewhere};

const KEY: &str = "planted-key-of-thirty-two-bytes!";

/// A secret that exists, or does not.
struct Key(Option<&'static str>);

impl Secret for Key {
    async fn get(&self) -> Result<SecretText, PortError> {
        self.0.map(SecretText::new).ok_or_else(|| PortError::Unavailable("AccessDeniedException".to_owned()))
    }
}

/// Returns a client like that of the Lambda functions: no redirects, no proxy.
#[allow(clippy::disallowed_methods)] // The factory is in a crate that depends on this one.
fn http() -> Client {
    Client::builder().connect_timeout(Duration::from_secs(1)).no_proxy().build().unwrap()
}

fn email(url: &str, key: Key) -> Email<Key> {
    let credentials = Credentials::new("id", "secret", None, None, "test");
    let signed = Signed::new(http(), "eu-central-1", credentials, Some(Url::parse(url).unwrap()));
    let sender = Sender::new("My Exchange", "alerts@example.com").unwrap();
    let links = UnsubscribeLinks::new("https://api.example.com").unwrap();
    Email::new(signed, sender, links, key, None, Duration::from_millis(2_500))
}

async fn send(url: &str) -> Sent {
    let to = EmailAddress::of_checked("ada@example.com");
    Delivery::new().send(&email(url, Key(Some(KEY))), Address::Email(&to)).await
}

#[tokio::test]
async fn a_message_is_one_signed_call_with_our_headers() {
    let server = Server::start().await;
    server.answer(200, &[], r#"{"MessageId":"m-1"}"#);
    let sent = send(&server.url).await;
    let accepted =
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("m-1".to_owned()) };
    assert_eq!(sent, accepted);

    let seen = server.seen();
    let [call] = seen.as_slice() else { panic!("one delivery is one call") };
    assert_eq!(call.path, "/v2/email/outbound-emails");
    assert_eq!(call.headers["content-type"], "application/json");
    let authorization = call.headers["authorization"].to_str().unwrap();
    assert!(authorization.contains("/eu-central-1/ses/aws4_request"), "{authorization}");

    let body: Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body["FromEmailAddress"], "\"My Exchange\" <alerts@example.com>");
    assert_eq!(body["Destination"]["ToAddresses"][0], "ada@example.com");
    assert_eq!(body.get("ConfigurationSetName"), None);
    let headers = body["Content"]["Simple"]["Headers"].as_array().unwrap();
    let header = |name| {
        let header = headers.iter().find(|header| header["Name"] == name).unwrap();
        header["Value"].as_str().unwrap()
    };
    assert_eq!(header("X-Notification-Id"), "liq-1");
    // The type is mandatory, so there is no unsubscribe link.
    assert!(!headers.iter().any(|header| header["Name"].as_str().unwrap().starts_with("List-Unsubscribe")));
}

#[tokio::test]
async fn a_handle_is_linked_below_the_base_of_the_unsubscribe_links() {
    let server = Server::start().await;
    server.answer(200, &[], r#"{"MessageId":"m-1"}"#);
    let to = EmailAddress::of_checked("ada@example.com");
    let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
    let email = email(&server.url, Key(Some(KEY)));
    Delivery::new().send_with(&email, Address::Email(&to), Some(&handle)).await;
    let body: Value = serde_json::from_str(&server.seen()[0].body).unwrap();
    let text = body["Content"]["Simple"]["Body"]["Text"]["Data"].as_str().unwrap();
    assert!(text.contains(": https://api.example.com/a#AAAAAAAAAAAAAAAAAAAA-_\n"), "{text}");
}

#[tokio::test]
async fn an_error_is_judged_by_its_name_and_words() {
    let server = Server::start().await;
    for (status, code, body, verdict) in [
        (
            429,
            "TooManyRequestsException",
            "{}",
            Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None },
        ),
        (400, "MessageRejected", r#"{"message":"Email address is not verified."}"#, FAILED),
        (400, "MessageRejected", r#"{"message":"contains a virus"}"#, Verdict::Refused),
        (400, "BadRequestException:http://internal.amazon.com/", "{}", Verdict::Refused),
        (403, "AccessDeniedException", r#"{"Message":"not authorized"}"#, FAILED),
        (500, "InternalFailure", "", Verdict::Indeterminate { timed_out: false, retry_after: None }),
    ] {
        server.answer(status, &[("x-amzn-errortype", code)], body);
        let expected = Sent { verdict, status: Some(status), provider_id: None };
        assert_eq!(send(&server.url).await, expected, "{code}");
    }
    for garbage in ["garbage", "{}"] {
        server.answer(200, &[], garbage);
        let verdict = Verdict::Indeterminate { timed_out: false, retry_after: None };
        let expected = Sent { verdict, status: Some(200), provider_id: None };
        assert_eq!(send(&server.url).await, expected, "it may have been taken");
    }
}

const FAILED: Verdict = Verdict::Failed { retry_after: None };

fn unanswered(verdict: Verdict) -> Sent {
    Sent { verdict, status: None, provider_id: None }
}

#[tokio::test]
async fn without_an_answer_it_depends_on_whether_the_request_left() {
    assert_eq!(send(&server::nobody().await).await, unanswered(FAILED));
    let broken = Verdict::Indeterminate { timed_out: false, retry_after: None };
    assert_eq!(send(&server::rude().await).await, unanswered(broken));
    let server = Server::start().await;
    server.answer(200, &[], "{}");
    server.hang();
    let late = Verdict::Indeterminate { timed_out: true, retry_after: None };
    assert_eq!(send(&server.url).await, unanswered(late));
    assert_eq!(server.seen().len(), 1, "one attempt");
}

#[tokio::test]
async fn without_a_key_nothing_is_sent_but_it_can_be_later() {
    let server = Server::start().await;
    server.answer(200, &[], "{}");
    let to = EmailAddress::of_checked("ada@example.com");
    for key in [None, Some("short")] {
        let sent = Delivery::report().send(&email(&server.url, Key(key)), Address::Email(&to)).await;
        assert_eq!(sent, unanswered(FAILED), "{key:?}");
    }
    let refused = Delivery::new().send(&email(&server.url, Key(Some(KEY))), elsewhere()).await;
    assert_eq!(refused, unanswered(Verdict::Refused));
    assert!(server.seen().is_empty());
}

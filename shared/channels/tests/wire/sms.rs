//! The adapter to SNS on the wire.

use std::time::Duration;

use aws_sdk_sns::config::retry::RetryConfig;
use aws_sdk_sns::config::timeout::TimeoutConfig;
use aws_sdk_sns::config::{BehaviorVersion, Credentials, Region};
use channels::links::PublicUrl;
use channels::sms::{AckLinks, Sms};
use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use domain::recipient::contact::{Address, Phone, PhoneNumber};
use domain::routing::plan::Reason;
use ports::{Provider, Sent};

use crate::server::{self, Server};
use crate::{Delivery, elsewhere};

/// Creates an adapter with a client like that of the Lambda functions: one attempt, and every wait
/// has a limit.
fn sms(url: &str, sender_id: Option<&str>) -> Sms {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(2))
        .build();
    let config = aws_sdk_sns::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts)
        .endpoint_url(url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let countries = "DE,AT".parse().unwrap();
    Sms::new(aws_sdk_sns::Client::from_conf(config), countries, sender_id.map(|id| id.parse().unwrap()))
}

async fn send(url: &str) -> Sent {
    let phone = Phone { number: PhoneNumber::of_checked("+4915112345678"), country: Some("DE".to_owned()) };
    Delivery::new().send(&sms(url, Some("EXCHANGE")), Address::Sms(&phone)).await
}

#[tokio::test]
async fn a_number_of_another_country_is_objected_to() {
    let sms = sms("http://127.0.0.1:1", None);
    let phone = |country: Option<&str>| Phone {
        number: PhoneNumber::of_checked("+4915112345678"),
        country: country.map(str::to_owned),
    };
    assert_eq!(sms.rejection_reason(&Address::Sms(&phone(Some("AT")))), None);
    for other in [Some("FR"), None] {
        assert_eq!(sms.rejection_reason(&Address::Sms(&phone(other))), Some(Reason::CountryNotAllowed));
    }
}

/// Returns the decoded form of the call.
fn form(body: &str) -> Vec<(String, String)> {
    let url = signed::Url::parse(&format!("http://form/?{body}")).unwrap();
    url.query_pairs().into_owned().collect()
}

fn error(code: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>{code}</Code>\
         <Message>Invalid parameter: PhoneNumber Reason: +49151 is not valid to publish to</Message></Error>\
         <RequestId>r</RequestId></ErrorResponse>"
    )
}

const TAKEN: &str = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>\
                     <MessageId>m-1</MessageId></PublishResult></PublishResponse>";
const XML: &[(&str, &str)] = &[("content-type", "text/xml")];
const FAILED: Verdict = Verdict::Failed { retry_after: None };

#[tokio::test]
async fn a_text_is_one_transactional_publish_to_the_number() {
    let server = Server::start().await;
    server.answer(200, XML, TAKEN);
    let accepted =
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("m-1".to_owned()) };
    assert_eq!(send(&server.url).await, accepted);

    let seen = server.seen();
    let [call] = seen.as_slice() else { panic!("one delivery is one call") };
    let form = form(&call.body);
    let value = |name: &str| &form.iter().find(|(key, _)| key == name).unwrap_or_else(|| panic!("{name}")).1;
    assert_eq!(value("Action"), "Publish");
    assert_eq!(value("PhoneNumber"), "+4915112345678");
    assert!(value("Message").contains("BTC-USDT") && value("Message").contains("61,000.5"));
    let attributes: Vec<_> = (1..=2)
        .map(|n| {
            let entry = format!("MessageAttributes.entry.{n}");
            assert_eq!(value(&format!("{entry}.Value.DataType")), "String");
            (value(&format!("{entry}.Name")).as_str(), value(&format!("{entry}.Value.StringValue")).as_str())
        })
        .collect();
    assert!(attributes.contains(&("AWS.SNS.SMS.SMSType", "Transactional")), "{attributes:?}");
    assert!(attributes.contains(&("AWS.SNS.SMS.SenderID", "EXCHANGE")), "{attributes:?}");
}

#[tokio::test]
async fn a_text_ends_with_its_link_where_links_are_switched_on() {
    let server = Server::start().await;
    server.answer(200, XML, TAKEN);
    let phone = Phone { number: PhoneNumber::of_checked("+4915112345678"), country: None };
    let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
    let delivery = Delivery::new();
    let links = AckLinks::new(PublicUrl::new("https://api.example/").unwrap()).unwrap();
    let texts = async |sms: &Sms| {
        for handle in [Some(&handle), None] {
            delivery.send_with(sms, Address::Sms(&phone), handle).await;
        }
        let seen = server.seen();
        let message = |body: &str| form(body).into_iter().find(|(key, _)| key == "Message").unwrap().1;
        let [.., with, without] = &seen[..] else { panic!("two calls") };
        (message(&with.body), message(&without.body))
    };
    let plain = sms(&server.url, None);
    assert!(!plain.carries_handle(&delivery.event.data), "no handle is stored that is not sent");
    let (text, same) = texts(&plain).await;
    assert_eq!(text, same);
    let linking = sms(&server.url, None).linking(Some(links));
    assert!(linking.carries_handle(&delivery.event.data));
    let expected = format!("{text} https://api.example/a#AAAAAAAAAAAAAAAAAAAA-_");
    assert_eq!(texts(&linking).await, (expected, text));
}

#[tokio::test]
async fn without_a_sender_id_none_is_named() {
    let server = Server::start().await;
    server.answer(200, XML, TAKEN);
    let phone = Phone { number: PhoneNumber::of_checked("+4915112345678"), country: None };
    Delivery::new().send(&sms(&server.url, None), Address::Sms(&phone)).await;
    assert!(!server.seen()[0].body.contains("SenderID"));
    let refused = Delivery::new().send(&sms(&server.url, None), elsewhere()).await;
    assert_eq!(refused, Sent { verdict: Verdict::Refused, status: None, provider_id: None });
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn an_error_is_judged_by_its_name() {
    let server = Server::start().await;
    for (status, code, verdict) in [
        (400, "InvalidParameter", Verdict::Refused),
        (400, "OptedOut", Verdict::Gone),
        (400, "Throttling", Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None }),
        (429, "Throttled", Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None }),
        (403, "AuthorizationError", FAILED),
        (403, "ExpiredToken", FAILED),
        (500, "InternalError", Verdict::Indeterminate { timed_out: false, retry_after: None }),
        (503, "ServiceUnavailable", Verdict::Indeterminate { timed_out: false, retry_after: None }),
    ] {
        server.answer(status, XML, &error(code));
        let before = server.seen().len();
        let expected = Sent { verdict, status: Some(status), provider_id: None };
        assert_eq!(send(&server.url).await, expected, "{code}");
        assert_eq!(server.seen().len(), before + 1, "one attempt at {code}");
    }
}

#[tokio::test]
async fn without_an_answer_it_depends_on_whether_the_request_left() {
    let unanswered = |verdict| Sent { verdict, status: None, provider_id: None };
    assert_eq!(send(&server::nobody().await).await, unanswered(FAILED));
    let broken = Verdict::Indeterminate { timed_out: false, retry_after: None };
    assert_eq!(send(&server::rude().await).await, unanswered(broken));
    let server = Server::start().await;
    for garbage in ["<garbage", "", "<PublishResponse><PublishResult></PublishResult></PublishResponse>"] {
        server.answer(200, XML, garbage);
        assert_eq!(send(&server.url).await.verdict, broken, "it may have been taken: {garbage}");
    }
    server.hang();
    let late = Verdict::Indeterminate { timed_out: true, retry_after: None };
    assert_eq!(send(&server.url).await, unanswered(late));
}

//! Push against a provider on this machine.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use channels::push::{Fcm, PushSettings, request, retry};
use domain::EventType;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use futures_util::future::join_all;
use ports::{Provider as _, Sent};
use serde_json::{Value, json};

use crate::provider::{Answer, Provider, client, nowhere};
use crate::sample::Sample;
use crate::secret::{Kept, key};

const TIMEOUT: Duration = Duration::from_secs(5);
/// A timeout that is long enough to reach a local server, and short enough for a test to wait for.
const IMPATIENT: Duration = Duration::from_millis(400);
const NAME: &str = "projects/exchange/messages/0:17";

async fn provider() -> Provider {
    Provider::start(json!({"name": NAME})).await
}

fn kept(provider: &Provider) -> Kept {
    Kept::new(key("sender@exchange", &format!("{}/token", provider.url)))
}

fn fcm<'a>(provider: &Provider, key: &'a Kept, timeout: Duration) -> Fcm<&'a Kept> {
    Fcm::new(client(), &provider.url, "exchange", key, timeout)
}

async fn send(fcm: &Fcm<&Kept>) -> Sent {
    fcm.send(&Sample::usual(EventType::OrderFilled).to_device()).await
}

fn error(code: u16, status: &str, fcm_code: &str) -> Value {
    json!({"error": {"code": code, "message": "no", "status": status, "details": [
        {"@type": "type.googleapis.com/google.rpc.Help"},
        {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": fcm_code},
    ]}})
}

fn unauthorized() -> Answer {
    Answer::Json(401, json!({"error": {"code": 401, "message": "no", "status": "UNAUTHENTICATED"}}))
}

fn verdict(sent: &Sent) -> (Verdict, Option<u16>) {
    assert_eq!(sent.provider_id, None);
    (sent.verdict, sent.status)
}

/// Returns the claims in the assertion of a service account.
fn claims(request: &crate::provider::Request) -> Value {
    let assertion = request.body.split('&').find_map(|pair| pair.strip_prefix("assertion=")).unwrap();
    let claims = assertion.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

#[tokio::test]
async fn a_message_is_sent_with_the_service_accounts_access_token() {
    let provider = provider().await;
    let key = kept(&provider);
    let sample = Sample::usual(EventType::OrderFilled);
    let sent = fcm(&provider, &key, TIMEOUT).send(&sample.to_device()).await;
    let accepted = Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some(NAME.to_owned()) };
    assert_eq!(sent, accepted);

    let [message] = provider.messages().try_into().unwrap();
    assert_eq!(
        (message.method.as_str(), message.path.as_str()),
        ("POST", "/v1/projects/exchange/messages:send")
    );
    assert_eq!(message.authorization.as_deref(), Some("Bearer token-1"));
    let settings = PushSettings::default();
    assert_eq!(message.body, request::body(&sample.to_device(), &sample.device, &settings));
    assert_eq!(message.json()["message"]["token"], "device-t0ken");

    let [token] = provider.token_requests().try_into().unwrap();
    assert!(token.body.contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"));
    let claims = claims(&token);
    assert_eq!(claims["iss"], "sender@exchange");
    assert_eq!(claims["aud"], format!("{}/token", provider.url));
    assert_eq!(claims["scope"], "https://www.googleapis.com/auth/firebase.messaging");
}

#[tokio::test]
async fn each_answer_of_fcm_has_its_meaning() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, TIMEOUT);
    let failed = Verdict::Failed { retry_after: None };
    let doubtful = Verdict::Indeterminate { timed_out: false, retry_after: None };
    let throttled =
        |scope, seconds| Verdict::Throttled { scope, retry_after: Some(Duration::from_secs(seconds)) };
    let quota = |description: &str| {
        json!({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota exceeded.", "details": [
            {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "QUOTA_EXCEEDED"},
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"description": description}]},
        ]}})
    };
    let of_project = json!({"error": {
        "code": 429, "status": "RESOURCE_EXHAUSTED",
        "message": "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute' of service \
                    'fcm.googleapis.com' for consumer 'project_number:7'.",
        "details": [{
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
            "metadata": {"consumer": "projects/7", "quota_unit": "1/min/{project}",
                "quota_limit": "SendsPerMinutePerProject"},
        }],
    }});
    let (recipient, project) = (ThrottleScope::Recipient, ThrottleScope::Provider);
    let after = |status, seconds: &str, body| Answer::With(status, "retry-after", seconds.to_owned(), body);
    for (answer, expected) in [
        (Answer::Json(404, error(404, "NOT_FOUND", "UNREGISTERED")), Verdict::Gone),
        (Answer::Json(404, error(404, "NOT_FOUND", "")), failed),
        (Answer::Text(404, "<html>".to_owned()), failed),
        (Answer::Json(400, error(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT")), Verdict::Refused),
        (Answer::Json(400, error(400, "NOT_FOUND", "UNREGISTERED")), Verdict::Refused),
        (Answer::Json(403, error(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH")), Verdict::Refused),
        (Answer::Json(403, json!({"error": {"code": 403, "status": "PERMISSION_DENIED"}})), failed),
        (Answer::Json(401, error(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR")), failed),
        (Answer::Json(408, json!({})), failed),
        (Answer::Json(413, json!({})), Verdict::Refused),
        (Answer::Json(429, error(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED")), throttled(recipient, 60)),
        (Answer::Json(429, quota("Device message rate exceeded")), throttled(recipient, 60)),
        (Answer::Json(429, quota("project message rate exceeded")), throttled(project, 60)),
        (Answer::Json(429, of_project), throttled(project, 60)),
        (after(429, "7", json!({})), throttled(recipient, 7)),
        (Answer::Json(500, error(500, "INTERNAL", "INTERNAL")), doubtful),
        (Answer::Text(502, String::new()), doubtful),
        (
            after(503, "30", error(503, "UNAVAILABLE", "UNAVAILABLE")),
            Verdict::Indeterminate { timed_out: false, retry_after: Some(Duration::from_secs(30)) },
        ),
        (Answer::Text(302, String::new()), failed),
        (Answer::Text(200, "<html>welcome</html>".to_owned()), doubtful),
        (Answer::Json(200, json!({})), doubtful),
        (Answer::Json(200, json!({"name": ""})), doubtful),
        (Answer::Json(200, json!({"name": 7})), doubtful),
        (Answer::Json(200, json!([{"error": {"details": "x"}}])), doubtful),
        (Answer::Half(200), doubtful),
        (Answer::Text(200, format!("{{\"name\":\"{}\"}}", "x".repeat(70_000))), doubtful),
    ] {
        provider.answer_next([answer.clone()]);
        let sent = send(&fcm).await;
        let status = match answer {
            Answer::Json(status, _)
            | Answer::Text(status, _)
            | Answer::With(status, ..)
            | Answer::Half(status) => status,
            Answer::Hang | Answer::Reset => panic!("no answer"),
        };
        assert_eq!(verdict(&sent), (expected, Some(status)), "{answer:?}");
    }
    assert_eq!(provider.messages().len(), 26, "each was sent once");
    assert_eq!(provider.token_requests().len(), 1, "none of them is about the access token");
}

#[tokio::test]
async fn the_end_of_the_connection_decides_whether_the_message_may_have_arrived() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, IMPATIENT);
    provider.answer_next([Answer::Hang, Answer::Reset]);
    let doubtful = |timed_out| Verdict::Indeterminate { timed_out, retry_after: None };
    assert_eq!(verdict(&send(&fcm).await), (doubtful(true), None));
    assert_eq!(verdict(&send(&fcm).await), (doubtful(false), None));
    assert_eq!(provider.messages().len(), 2, "neither was sent again by itself");
    let unreachable = Fcm::new(client(), &nowhere(), "exchange", &key, TIMEOUT);
    assert_eq!(verdict(&send(&unreachable).await), (Verdict::Failed { retry_after: None }, None));
    let unbuildable = Fcm::new(client(), "http://", "exchange", &key, TIMEOUT);
    assert_eq!(verdict(&send(&unbuildable).await), (Verdict::Failed { retry_after: None }, None));
}

#[tokio::test]
async fn an_access_token_is_kept_until_it_ends() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, TIMEOUT);
    // A token is renewed ten seconds before it expires, so this one cannot be used for a second
    // message.
    let short = json!({"access_token": "short", "expires_in": 9, "token_type": "Bearer"});
    provider.answer_tokens([Answer::Json(200, short.clone()), Answer::Json(200, short)]);
    for _ in 0..4 {
        assert_eq!(send(&fcm).await.verdict, Verdict::Accepted);
    }
    let tokens: Vec<_> =
        provider.messages().into_iter().filter_map(|message| message.authorization).collect();
    assert_eq!(tokens[0], "Bearer short");
    assert_eq!(tokens[1..], ["Bearer token-3", "Bearer token-3", "Bearer token-3"]);
    assert_eq!(provider.token_requests().len(), 3);
}

#[tokio::test]
async fn all_who_wait_for_an_access_token_wait_for_the_same_one() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, TIMEOUT);
    let sent = join_all((0..20).map(|_| send(&fcm))).await;
    assert!(sent.iter().all(|sent| sent.verdict == Verdict::Accepted));
    assert_eq!(provider.token_requests().len(), 1);

    provider.answer_next(std::iter::repeat_n(unauthorized(), 20));
    let sent = join_all((0..20).map(|_| send(&fcm))).await;
    assert!(sent.iter().all(|sent| sent.verdict == Verdict::Accepted));
    assert_eq!(provider.token_requests().len(), 2, "one other for all that were refused");
    assert_eq!(provider.messages().len(), 60);
}

#[tokio::test]
async fn a_refused_access_token_is_replaced_once() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, TIMEOUT);
    provider.answer_next([unauthorized()]);
    assert_eq!(send(&fcm).await.verdict, Verdict::Accepted);
    let tokens: Vec<_> =
        provider.messages().into_iter().filter_map(|message| message.authorization).collect();
    assert_eq!(tokens, ["Bearer token-1", "Bearer token-2"]);
    assert_eq!(key.renewals(), 0);

    provider.answer_next([unauthorized(), unauthorized()]);
    assert_eq!(verdict(&send(&fcm).await), (Verdict::Failed { retry_after: None }, Some(401)));
    assert_eq!(provider.messages().len(), 4, "no third try");
    assert_eq!(key.renewals(), 1, "the key may be an old one");
}

#[tokio::test]
async fn a_replaced_key_is_read_again_when_the_old_one_is_good_no_longer() {
    let provider = provider().await;
    let kept = kept(&provider);
    let fcm = fcm(&provider, &kept, TIMEOUT);
    assert_eq!(send(&fcm).await.verdict, Verdict::Accepted);
    kept.replace(key("successor@exchange", &format!("{}/token", provider.url)));
    let revoked = json!({"error": "invalid_grant", "error_description": "Invalid JWT Signature."});
    provider.answer_next([unauthorized()]);
    provider.answer_tokens([Answer::Json(400, revoked)]);
    assert_eq!(verdict(&send(&fcm).await), (Verdict::Failed { retry_after: None }, Some(401)));
    assert_eq!(send(&fcm).await.verdict, Verdict::Accepted);
    let accounts: Vec<_> =
        provider.token_requests().iter().map(|request| claims(request)["iss"].clone()).collect();
    assert_eq!(accounts, ["sender@exchange", "sender@exchange", "successor@exchange"]);
}

#[tokio::test]
async fn without_an_access_token_nothing_is_sent() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, IMPATIENT);
    let failed = (Verdict::Failed { retry_after: None }, None);
    for answer in [
        Answer::Json(500, json!({"error": "internal_failure"})),
        Answer::Json(400, json!({"error": "invalid_grant", "error_description": "account not found"})),
        Answer::Text(200, "<html>".to_owned()),
        Answer::Json(200, json!({"token_type": "Bearer"})),
        Answer::Reset,
        Answer::Hang,
    ] {
        provider.answer_tokens([answer.clone()]);
        assert_eq!(verdict(&send(&fcm).await), failed, "{answer:?}");
    }
    key.replace("not a key");
    provider.answer_tokens([Answer::Json(401, json!({"error": "x", "error_description": "y"}))]);
    assert_eq!(verdict(&send(&fcm).await), failed);
    assert_eq!(verdict(&send(&fcm).await), failed, "no key");
    key.lose();
    assert_eq!(verdict(&send(&fcm).await), failed, "no secret");
    assert_eq!(provider.messages().len(), 0);

    let kept = kept(&provider);
    kept.replace("{}");
    let unreachable = Kept::new(crate::secret::key("sender@exchange", &format!("{}/token", nowhere())));
    let unreachable = Fcm::new(client(), &provider.url, "exchange", &unreachable, IMPATIENT);
    assert_eq!(verdict(&send(&unreachable).await), failed);
}

#[tokio::test]
async fn a_token_endpoint_that_hangs_takes_no_longer_than_a_request_may() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, IMPATIENT);
    provider.answer_tokens(std::iter::repeat_n(Answer::Hang, 20));
    let all = join_all((0..20).map(|_| send(&fcm)));
    let sent = tokio::time::timeout(IMPATIENT * 5, all).await.expect("not one after the other");
    assert!(sent.iter().all(|sent| sent.verdict == Verdict::Failed { retry_after: None }));
}

#[tokio::test]
async fn a_delivery_of_another_channel_is_refused_unsent() {
    let provider = provider().await;
    let key = kept(&provider);
    let sent = fcm(&provider, &key, TIMEOUT).send(&Sample::usual(EventType::OrderFilled).to_chat()).await;
    assert_eq!(verdict(&sent), (Verdict::Refused, None));
    assert!(provider.messages().is_empty() && provider.token_requests().is_empty());
}

#[tokio::test]
async fn a_warm_up_gets_the_token_and_sends_nothing() {
    let provider = provider().await;
    let key = kept(&provider);
    let fcm = fcm(&provider, &key, TIMEOUT);
    fcm.warm_up().await;
    assert_eq!(provider.token_requests().len(), 1);
    assert!(provider.messages().iter().all(|request| request.method == "GET"));
    assert_eq!(send(&fcm).await.verdict, Verdict::Accepted);
    assert_eq!(provider.token_requests().len(), 1);
    assert!(!format!("{fcm:?}").contains("PRIVATE"));
}

#[test]
fn every_status_means_something_and_only_one_answer_costs_a_trader_a_device() {
    let body = error(404, "NOT_FOUND", "UNREGISTERED").to_string().into_bytes();
    for status in 100..=599 {
        for body in [Vec::new(), b"{}".to_vec(), body.clone()] {
            let is_unregistered = !body.is_empty() && body.len() > 2;
            let answer = channels::wire::Answer { status, retry_after: None, body };
            let sent = retry::classify(&channels::wire::Outcome::Answered(answer));
            assert_eq!(sent.verdict == Verdict::Gone, status == 404 && is_unregistered, "{status}");
            assert_ne!(sent.verdict, Verdict::Accepted, "{status}");
            assert_eq!(sent.status, Some(status));
        }
    }
}

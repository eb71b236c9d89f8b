use std::collections::BTreeSet;
use std::path::Path;

use domain::EventType;
use domain::event::catalogue::QuietHandling;

use super::*;

/// The variables without which a function does not start, as one text. `P0` or `P1` stands for the
/// variable `PRIORITY` with that value.
const REQUIRED: [(&str, &str); 24] = [
    ("canary", "TICKETS_TABLE QUEUE_P0_URL SOCKET_URL USER_ID METRICS_NAMESPACE"),
    ("check-feeds", "ALERTS_TABLE QUEUE_P1_URL STALE_AFTER_SECONDS METRICS_NAMESPACE"),
    (
        "deliver-email",
        "P0 CHANNELS PUSH_QUEUE_URL TELEGRAM_QUEUE_URL SMS_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL \
         RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND METRICS_NAMESPACE EMAIL_SENDER_NAME \
         EMAIL_SENDER_ADDRESS PUBLIC_URL LINK_SECRET_ID",
    ),
    (
        "deliver-email",
        "P1 SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND \
         METRICS_NAMESPACE EMAIL_SENDER_NAME EMAIL_SENDER_ADDRESS PUBLIC_URL LINK_SECRET_ID",
    ),
    (
        "deliver-push",
        "P0 CHANNELS TELEGRAM_QUEUE_URL EMAIL_QUEUE_URL SMS_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL \
         RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND METRICS_NAMESPACE FCM_ENDPOINT \
         FCM_PROJECT_ID FCM_SECRET_ID",
    ),
    (
        "deliver-push",
        "P1 SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND \
         METRICS_NAMESPACE FCM_ENDPOINT FCM_PROJECT_ID FCM_SECRET_ID",
    ),
    (
        "deliver-sms",
        "P0 CHANNELS PUSH_QUEUE_URL TELEGRAM_QUEUE_URL EMAIL_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL \
         RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND METRICS_NAMESPACE SMS_COUNTRIES",
    ),
    (
        "deliver-telegram",
        "P0 CHANNELS PUSH_QUEUE_URL EMAIL_QUEUE_URL SMS_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL \
         RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND METRICS_NAMESPACE TELEGRAM_ENDPOINT \
         TELEGRAM_SECRET_ID",
    ),
    (
        "deliver-telegram",
        "P1 SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE RATE_PER_SECOND \
         METRICS_NAMESPACE TELEGRAM_ENDPOINT TELEGRAM_SECRET_ID",
    ),
    (
        "deliver-websocket",
        "P1 SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE SOCKET_ENDPOINT METRICS_NAMESPACE",
    ),
    ("email-events", "RECIPIENTS_TABLE"),
    (
        "escalate",
        "PUSH_QUEUE_URL SMS_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE METRICS_NAMESPACE",
    ),
    ("fire-alerts", "QUEUE_P1_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL ALERTS_TABLE METRICS_NAMESPACE"),
    (
        "release",
        "CHANNELS QUEUE_P2_URL PUSH_P1_QUEUE_URL PUSH_P2_QUEUE_URL TELEGRAM_P1_QUEUE_URL TELEGRAM_P2_QUEUE_URL \
         EMAIL_P1_QUEUE_URL EMAIL_P2_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE \
         SCHEDULE_TABLE METRICS_NAMESPACE",
    ),
    (
        "route",
        "P0 CHANNELS QUEUE_P0_URL QUEUE_P1_URL QUEUE_P2_URL REJECTED_QUEUE_URL ESCALATE_QUEUE_URL PUSH_QUEUE_URL \
         TELEGRAM_QUEUE_URL EMAIL_QUEUE_URL SMS_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE \
         SOCKET_ENDPOINT METRICS_NAMESPACE",
    ),
    (
        "route",
        "P1 CHANNELS QUEUE_P0_URL QUEUE_P1_URL QUEUE_P2_URL REJECTED_QUEUE_URL WEBSOCKET_QUEUE_URL PUSH_QUEUE_URL \
         TELEGRAM_QUEUE_URL EMAIL_QUEUE_URL BROADCASTS_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE \
         SCHEDULE_TABLE BROADCASTS_TABLE METRICS_NAMESPACE",
    ),
    (
        "socket-authorize",
        "TICKETS_TABLE RECIPIENTS_TABLE JWT_ALGORITHM JWT_ISSUER JWT_AUDIENCE JWKS_URL MAX_TOKEN_LIFETIME_HOURS \
         TOKEN_GRACE_SECONDS",
    ),
    (
        "socket-command",
        "RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE SCHEDULE_TABLE ALERTS_TABLE BROADCASTS_TABLE QUEUE_P0_URL PUSH_P1_QUEUE_URL \
         TELEGRAM_P1_QUEUE_URL CHANNELS SOCKET_ENDPOINT TELEGRAM_BOT_NAME",
    ),
    ("socket-connect", "RECIPIENTS_TABLE BROADCASTS_TABLE SOCKET_ENDPOINT"),
    ("socket-disconnect", "RECIPIENTS_TABLE"),
    (
        "sync-profile",
        "REJECTED_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE SCHEDULE_TABLE BROADCASTS_TABLE \
         SOCKET_ENDPOINT METRICS_NAMESPACE",
    ),
    (
        "walk-broadcasts",
        "CHANNELS PUSH_PER_SECOND TELEGRAM_PER_SECOND EMAIL_PER_SECOND WEBSOCKET_P1_QUEUE_URL WEBSOCKET_P2_QUEUE_URL \
         PUSH_P1_QUEUE_URL PUSH_P2_QUEUE_URL TELEGRAM_P1_QUEUE_URL TELEGRAM_P2_QUEUE_URL EMAIL_P1_QUEUE_URL \
         EMAIL_P2_QUEUE_URL SOURCE_QUEUE_URL DEAD_LETTER_QUEUE_URL RECIPIENTS_TABLE INBOX_TABLE SCHEDULE_TABLE \
         BROADCASTS_TABLE METRICS_NAMESPACE",
    ),
    ("watch-prices", "QUEUE_P1_URL FIRE_QUEUE_URL REJECTED_QUEUE_URL ALERTS_TABLE METRICS_NAMESPACE"),
    (
        "web",
        "RECIPIENTS_TABLE INBOX_TABLE TICKETS_TABLE ALLOWANCES_TABLE SCHEDULE_TABLE ALERTS_TABLE BROADCASTS_TABLE QUEUE_P0_URL PUSH_P1_QUEUE_URL TELEGRAM_P1_QUEUE_URL CHANNELS SOCKET_ENDPOINT TELEGRAM_BOT_NAME SOCKET_URL JWT_ALGORITHM JWT_ISSUER \
         JWT_AUDIENCE JWKS_URL MAX_TOKEN_LIFETIME_HOURS TOKEN_GRACE_SECONDS TELEGRAM_WEBHOOK_SECRET_ID \
         LINK_SECRET_ID",
    ),
];

fn value(name: &str) -> &str {
    match name {
        "CHANNELS" => "push,telegram",
        "EMAIL_SENDER_ADDRESS" => "sender@example.org",
        "JWT_ALGORITHM" => "EdDSA",
        "RATE_PER_SECOND" | "STALE_AFTER_SECONDS" | "TOKEN_GRACE_SECONDS" | "MAX_TOKEN_LIFETIME_HOURS" => "7",
        "SMS_COUNTRIES" => "DE,AT",
        "SOCKET_URL" => "wss://example.org",
        name if name.ends_with("_PER_SECOND") => "7",
        name if name.ends_with("_URL") || name.ends_with("_ENDPOINT") => "https://example.org",
        _ => "text",
    }
}

#[test]
fn every_variable_left_out_is_named() {
    for (function, required) in REQUIRED {
        let variable = |word| match word {
            class @ ("P0" | "P1") => ("PRIORITY", class),
            name => (name, value(name)),
        };
        let all: Vec<_> = required.split_whitespace().map(variable).collect();
        let read = |variables: &[(&'static str, &'static str)]| {
            read(function, &Env::of(variables.iter().copied())).unwrap().map(|_| ())
        };
        assert_eq!(read(&all), Ok(()), "{function}");
        for (left_out, (name, _)) in all.iter().enumerate() {
            let mut others = all.clone();
            others.remove(left_out);
            assert_eq!(read(&others), Err(EnvError::Missing { name }), "{function}");
        }
    }
}

#[test]
fn critical_alerts_and_the_app_are_optional() {
    let all = REQUIRED.iter().find(|(function, _)| *function == "deliver-push").unwrap().1;
    let required: Vec<_> =
        all.split_whitespace().filter(|word| *word != "P0").map(|name| (name, value(name))).collect();
    let read = |own: &[(&'static str, &'static str)]| {
        let p0 = [("PRIORITY", "P0")];
        let env = Env::of(required.iter().copied().chain(p0).chain(own.iter().copied()));
        DeliverPush::read(&env)
            .map(|config| (config.settings.has_critical_entitlement, config.settings.app_url))
    };
    assert_eq!(read(&[]), Ok((false, None)));
    assert_eq!(read(&[("CRITICAL_ALERTS", "false"), ("APP_URL", "")]), Ok((false, None)));
    let app = "https://app.example";
    assert_eq!(read(&[("CRITICAL_ALERTS", "true"), ("APP_URL", app)]), Ok((true, Some(app.to_owned()))));
    for (name, bad) in [("CRITICAL_ALERTS", "yes"), ("APP_URL", "app.example")] {
        let Err(EnvError::Invalid { name: named, .. }) = read(&[(name, bad)]) else { panic!("{name}={bad}") };
        assert_eq!(named, name);
    }
}

#[test]
fn links_in_sms_are_off_unless_they_are_switched_on_with_a_short_address() {
    let all = REQUIRED.iter().find(|(function, _)| *function == "deliver-sms").unwrap().1;
    let required: Vec<_> =
        all.split_whitespace().filter(|word| *word != "P0").map(|name| (name, value(name))).collect();
    let read = |own: &[(&'static str, &str)]| {
        let p0 = [("PRIORITY", "P0")];
        let env = Env::of(required.iter().copied().chain(p0).chain(own.iter().copied()));
        DeliverSms::read(&env).map(|config| config.links.is_some())
    };
    let long = format!("https://{}.example", "x".repeat(100));
    assert_eq!(read(&[]), Ok(false));
    assert_eq!(read(&[("SMS_ACK_LINKS", "false"), ("PUBLIC_URL", &long)]), Ok(false));
    assert_eq!(read(&[("SMS_ACK_LINKS", "true"), ("PUBLIC_URL", "https://api.example")]), Ok(true));
    assert_eq!(read(&[("SMS_ACK_LINKS", "true")]), Err(EnvError::Missing { name: "PUBLIC_URL" }));
    for (switch, url, invalid) in
        [("yes", "https://api.example", "SMS_ACK_LINKS"), ("true", &long, "PUBLIC_URL")]
    {
        let refused = read(&[("SMS_ACK_LINKS", switch), ("PUBLIC_URL", url)]);
        let Err(EnvError::Invalid { name, .. }) = refused else { panic!("{switch} {url}") };
        assert_eq!(name, invalid);
    }
}

/// A binary that is missing here would not be compared with the template either.
#[test]
fn every_binary_has_its_configuration() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin");
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let binaries: BTreeSet<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| name(&entry.unwrap().path())).collect();
    assert_eq!(binaries, REQUIRED.iter().map(|(function, _)| (*function).to_owned()).collect());
    assert!(read("other", &Env::of([])).is_none());
}

const COMMON: [(&str, &str); 12] = [
    ("CHANNELS", "push,telegram"),
    ("PUSH_QUEUE_URL", "https://sqs/push"),
    ("TELEGRAM_QUEUE_URL", "https://sqs/telegram"),
    ("EMAIL_QUEUE_URL", "https://sqs/email"),
    ("METRICS_NAMESPACE", "N"),
    ("RECIPIENTS_TABLE", "recipients"),
    ("INBOX_TABLE", "inbox"),
    ("QUEUE_P0_URL", "https://sqs/p0"),
    ("QUEUE_P1_URL", "https://sqs/p1"),
    ("QUEUE_P2_URL", "https://sqs/p2"),
    ("REJECTED_QUEUE_URL", "https://sqs/rejected"),
    ("DEAD_LETTER_QUEUE_URL", "https://sqs/dead"),
];

fn route(own: &[(&'static str, &'static str)]) -> Result<Route, EnvError> {
    Route::read(&Env::of(COMMON.into_iter().chain(own.iter().copied())))
}

#[test]
fn p0_needs_the_gateway_and_the_others_their_channel_queue_and_the_schedule() {
    let p0 = [
        ("PRIORITY", "P0"),
        ("SOCKET_ENDPOINT", "https://api/live"),
        ("SMS_QUEUE_URL", "https://sqs/sms"),
        ("ESCALATE_QUEUE_URL", "https://sqs/escalate"),
    ];
    let Route { batch, deployed, socket_endpoint } = route(&p0).unwrap();
    assert_eq!(deployed, [Channel::Websocket, Channel::Push, Channel::Telegram]);
    assert_eq!((batch.queue_url.as_str(), socket_endpoint.is_some()), ("https://sqs/p0", true));
    let p2 = [
        ("PRIORITY", "P2"),
        ("WEBSOCKET_QUEUE_URL", "https://sqs/w2"),
        ("SCHEDULE_TABLE", "schedule"),
        ("BROADCASTS_TABLE", "broadcasts"),
        ("BROADCASTS_QUEUE_URL", "https://sqs/b"),
    ];
    let Route { batch, socket_endpoint, .. } = route(&p2).unwrap();
    assert_eq!((batch.queue_url.as_str(), socket_endpoint), ("https://sqs/p2", None));
    assert_eq!(batch.platform.tables.schedule, "schedule");
    for own in [&p0[..], &p2[..]] {
        for (left_out, (name, _)) in own.iter().enumerate() {
            let mut others = own.to_vec();
            others.remove(left_out);
            assert_eq!(route(&others).unwrap_err(), EnvError::Missing { name });
        }
    }
}

#[test]
fn every_channel_on_a_ladder_has_a_queue_here() {
    let ladders = EventType::ALL.iter().flat_map(|event_type| event_type.row().ladder);
    assert!(ladders.into_iter().all(|channel| *channel == Channel::Sms));
}

#[test]
fn whatever_leaves_has_a_queue_here() {
    let has = |channel, priority| DEFERRED.iter().any(|(to, of, _)| (*to, *of) == (channel, priority));
    // Only a P0 is sent as SMS, and in-app deliveries are not deferred.
    let channels = [Channel::Push, Channel::Telegram, Channel::Email];
    let summaries = EventType::Summary.priority();
    assert!(channels.into_iter().all(|channel| has(channel, summaries)));
    let whole = EventType::ALL.iter().filter(|of| of.row().quiet_handling == QuietHandling::Whole);
    for event_type in whole {
        assert!(channels.into_iter().all(|channel| has(channel, event_type.priority())), "{event_type}");
    }
    assert_eq!(EventType::DailyReport.priority(), Priority::P2);
}

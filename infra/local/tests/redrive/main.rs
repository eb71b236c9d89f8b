//! Dead letters on real queues: each is counted, and none is lost.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod queues;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::{Time, UserId};
use local::redrive::dead_letter::CRASH;
use local::redrive::report::Counts;
use local::redrive::{DeadLetter, Outcome, Redrive, Report, Selection, Task};
use queues::{Queues, STACK};
use serde_json::{Value, json};

const RESEND: Task = Task::Resend { drop_expired: false };
const CONTACT: &str = "planted@example.com";

fn in_hours(hours: i64) -> Time {
    Time::from_millis(jiff::Timestamp::now().as_millisecond() + hours * 3_600_000)
}

fn event(n: usize, expires_at: Time) -> String {
    let data =
        json!({"order_id": "1", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"});
    json!({
        "id": format!("fill-{n}"), "event_type": "order_filled", "user_id": format!("u-{}", n % 7),
        "occurred_at": in_hours(-2), "expires_at": expires_at, "data": data,
    })
    .to_string()
}

fn delivery(n: usize, expires_at: Time) -> String {
    json!({"user_id": format!("u-{}", n % 7), "event_id": format!("fill-{n}"), "expires_at": expires_at})
        .to_string()
}

async fn run(redrive: &Redrive, task: Task, selection: &Selection) -> Report {
    redrive.run(task, selection, &Cell::new(false), &mut |_, _| ()).await
}

/// Returns the event ids of these messages.
fn ids(messages: &[(String, Option<String>)]) -> BTreeSet<String> {
    let id = |(body, _): &(String, _)| {
        let body: Value = serde_json::from_str(body).unwrap();
        body.get("event_id").or(body.get("id")).unwrap().as_str().unwrap().to_owned()
    };
    messages.iter().map(id).collect()
}

#[tokio::test]
async fn of_ten_thousand_letters_the_expired_half_stays_and_none_is_lost() {
    let queues = Queues::new("ten-thousand", &["P0", "P2", "PushP0", "EmailP2"]).await;
    let end = |n: usize| in_hours(if n.is_multiple_of(2) { 1 } else { -1 });
    for (place, name) in (0..).zip(["P0", "P2", "PushP0", "EmailP2"]) {
        let numbers = place * 2_500..(place + 1) * 2_500;
        let body = |n| if place < 2 { event(n, end(n)) } else { delivery(n, end(n)) };
        queues.put(name, &numbers.map(body).collect::<Vec<_>>()).await;
    }

    let redrive = queues.redrive().await;
    let before = redrive.estimate().await;
    let began = redrive.now();
    let mut heard = 0;
    let everything = Selection::default();
    let (stop, mut watch) = (Cell::new(false), |_: &DeadLetter, outcome: &Outcome| {
        heard += usize::from(*outcome == Outcome::Resent);
    });
    let report = redrive.run(RESEND, &everything, &stop, &mut watch).await;
    assert!(report.is_success(), "{:?}", report.errors);
    assert_eq!((before.visible, heard), (10_000, 5_000));
    for name in ["p0", "p2", "push-p0", "email-p2"] {
        assert_eq!(
            report.queues[name],
            Counts { resent: 1_250, expired: 1_250, ..Counts::default() },
            "{name}"
        );
    }

    let mut sent_ids = BTreeSet::new();
    for name in ["P0", "P2", "PushP0", "EmailP2"] {
        let sent = queues.take(&format!("{name}Queue")).await;
        assert_eq!(sent.len(), 1_250, "each once: {name}");
        for (body, group) in &sent {
            let body: Value = serde_json::from_str(body).unwrap();
            assert_eq!(group.as_deref(), body["user_id"].as_str());
            let redriven = body.get("redriven_at").map(|at| at.as_str().unwrap().parse::<Time>().unwrap());
            assert_eq!(
                redriven.is_some(),
                body.get("event_id").is_some(),
                "deliveries say so, events do not"
            );
            assert!(redriven.is_none_or(|at| at >= began));
        }
        sent_ids.extend(ids(&sent));
        // Every other message is visible and can be received at once.
        assert_eq!(queues.take(&format!("{name}DeadLetterQueue")).await.len(), 1_250, "{name}");
    }
    assert_eq!(sent_ids, (0..10_000).step_by(2).map(|n| format!("fill-{n}")).collect());
}

#[tokio::test]
async fn two_at_once_share_the_letters() {
    let queues = Queues::new("two", &["P0"]).await;
    queues.put("P0", &(0..600).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    let (one, two) = (queues.redrive().await, queues.redrive().await);
    let everything = Selection::default();
    let (one, two) = tokio::join!(run(&one, RESEND, &everything), run(&two, RESEND, &everything));
    assert!(one.is_success() && two.is_success());
    assert_eq!(one.total.resent + two.total.resent, 600);
    let sent = queues.take("P0Queue").await;
    assert_eq!((sent.len(), ids(&sent).len()), (600, 600));
    assert!(queues.take("P0DeadLetterQueue").await.is_empty());
}

#[tokio::test]
async fn only_what_is_meant_is_sent_and_looking_changes_nothing() {
    let queues = Queues::new("meant", &["P0", "PushP0"]).await;
    queues.put("P0", &(0..70).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    queues.put("PushP0", &(0..14).map(|n| delivery(n, in_hours(-1))).collect::<Vec<_>>()).await;
    let redrive = queues.redrive().await;

    let everything = Selection::default();
    for _ in 0..2 {
        let report = run(&redrive, Task::List, &everything).await;
        assert_eq!((report.total.listed, report.total.expired), (70, 14));
        assert_eq!(report.groups[&("p0".to_owned(), "the store was away".to_owned())].letters, 70);
    }
    let of_user = Selection { user_id: Some(UserId::parse("u-3").unwrap()), ..Selection::default() };
    let report = run(&redrive, RESEND, &of_user).await.total;
    assert_eq!((report.resent, report.expired, report.not_selected), (10, 2, 72));
    let five = Selection { max: Some(5), ..Selection::default() };
    assert_eq!(run(&redrive, RESEND, &five).await.total.resent, 5);
    assert_eq!(queues.take("P0Queue").await.len(), 15);

    let push = queues.redrive().await.only(&["push-p0".to_owned()]).unwrap();
    let dropped = run(&push, Task::Resend { drop_expired: true }, &everything).await;
    assert_eq!(dropped.total, Counts { dropped: 14, ..Counts::default() });
    assert!(queues.redrive().await.only(&["rejected".to_owned()]).is_err());
    assert_eq!(run(&redrive, Task::List, &everything).await.total.listed, 55);
}

#[tokio::test]
async fn what_fails_at_once_again_does_not_go_round() {
    let queues = Queues::new("round", &["P0"]).await;
    queues.put("P0", &(0..50).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    let redrive = queues.redrive().await;
    // The service reports whole seconds: what comes back within the first is sent once more.
    let first = redrive.now().plus(Duration::from_secs(1));
    while redrive.now() <= first {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (source, done) = (queues.url("P0Queue").await, Cell::new(false));
    let consumer = async {
        let mut failed = 0;
        while !done.get() {
            let call = queues.sqs.receive_message().queue_url(&source).max_number_of_messages(10);
            let messages = call.send().await.unwrap().messages.unwrap_or_default();
            if messages.is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            for message in messages {
                queues.put("P0", &[message.body.unwrap()]).await;
                let call = queues.sqs.delete_message().queue_url(&source);
                call.receipt_handle(message.receipt_handle.unwrap()).send().await.unwrap();
                failed += 1;
            }
        }
        failed
    };
    let everything = Selection::default();
    let redriven = async {
        let report = tokio::time::timeout(Duration::from_mins(1), run(&redrive, RESEND, &everything)).await;
        done.set(true);
        report.unwrap().total
    };
    let (report, failed) = tokio::join!(redriven, consumer);
    assert_eq!((report.resent, failed), (50, 50));
    assert!(report.later > 0, "some came back while it ran");
    assert_eq!(ids(&queues.take("P0DeadLetterQueue").await).len(), 50);
}

#[tokio::test]
async fn a_queue_that_is_away_stops_only_its_own_letters() {
    let queues = Queues::new("away", &["P0", "P1"]).await;
    for name in ["P0", "P1"] {
        queues.put(name, &(0..80).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    }
    let redrive = queues.redrive().await;
    queues.sqs.delete_queue().queue_url(queues.url("P0Queue").await).send().await.unwrap();
    let report = run(&redrive, RESEND, &Selection::default()).await;
    assert!(!report.is_success());
    assert_eq!(report.queues["p1"], Counts { resent: 80, ..Counts::default() });
    assert_eq!(report.queues["p0"].resent, 0);
    assert_eq!(report.errors.len(), 1);
    assert_eq!(queues.take("P0DeadLetterQueue").await.len(), 80, "all are there, and at once");
}

#[tokio::test]
async fn a_run_that_outlasts_its_visibility_timeout_judges_every_letter_once_and_ends() {
    let queues = Queues::new("timeouts", &["P0"]).await;
    queues.put("P0", &(0..700).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    let redrive = queues.redrive().await.with_visibility_timeout(3);
    let of_user = Selection { user_id: Some(UserId::parse("u-3").unwrap()), ..Selection::default() };
    let (stop, mut heard) = (Cell::new(false), BTreeSet::new());
    let mut watch = |letter: &DeadLetter, _: &Outcome| {
        // A slow caller: the visibility timeouts of the first messages end long before the last one
        // is judged.
        std::thread::sleep(Duration::from_millis(10));
        assert!(heard.insert(letter.facts.event_id.as_ref().unwrap().to_string()), "{letter:?} came twice");
    };
    let report = redrive.run(RESEND, &of_user, &stop, &mut watch).await;
    assert_eq!(report.total, Counts { resent: 100, not_selected: 600, ..Counts::default() });
    assert_eq!(queues.take("P0Queue").await.len(), 100);
    assert_eq!(queues.take("P0DeadLetterQueue").await.len(), 600);
}

#[tokio::test]
async fn a_letter_that_its_queue_refuses_stops_no_other() {
    let queues = Queues::new("refused", &["P0"]).await;
    let mut bodies: Vec<_> = (0..40).map(|n| event(n, in_hours(1))).collect();
    bodies[17] = bodies[17].replace("BTC-USDT", &"X".repeat(2_000));
    queues.put("P0", &bodies).await;
    queues.set("P0Queue", "MaximumMessageSize", "1024").await;
    let report = run(&queues.redrive().await, RESEND, &Selection::default()).await;
    assert!(!report.is_success() && report.errors.is_empty());
    assert_eq!(report.total, Counts { resent: 39, failed: 1, ..Counts::default() });
    assert_eq!(queues.take("P0Queue").await.len(), 39);
    let left = queues.take("P0DeadLetterQueue").await;
    assert_eq!(ids(&left), BTreeSet::from(["fill-17".to_owned()]));
}

#[tokio::test]
async fn what_sqs_itself_gave_up_goes_back_like_the_others() {
    let queues = Queues::new("crashed", &["P0"]).await;
    let source = queues.url("P0Queue").await;
    let dead = queues.url("P0DeadLetterQueue").await;
    let arn = queues.sqs.get_queue_attributes().queue_url(&dead).attribute_names("QueueArn".into());
    let arn = arn.send().await.unwrap().attributes.unwrap()[&"QueueArn".into()].clone();
    let policy = json!({"deadLetterTargetArn": arn, "maxReceiveCount": "1"}).to_string();
    queues.set("P0Queue", "RedrivePolicy", &policy).await;
    let body = event(1, in_hours(1));
    let send = queues.sqs.send_message().queue_url(&source).message_body(&body).message_group_id("u-1");
    send.send().await.unwrap();
    // Received once and never deleted, as by a function that crashes; the second receive finds
    // nothing.
    for expected in [1, 0] {
        let call = queues.sqs.receive_message().queue_url(&source).visibility_timeout(0);
        assert_eq!(call.send().await.unwrap().messages().len(), expected);
    }
    let report = run(&queues.redrive().await, RESEND, &Selection::default()).await;
    assert_eq!(report.groups[&("p0".to_owned(), CRASH.to_owned())].letters, 1);
    assert_eq!(queues.take("P0Queue").await, [(body, Some("u-1".to_owned()))]);
}

#[tokio::test]
async fn after_a_stop_every_letter_is_in_one_of_both_queues() {
    let queues = Queues::new("stopped", &["P0"]).await;
    queues.put("P0", &(0..300).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    let redrive = queues.redrive().await;
    let (stop, mut heard) = (Cell::new(false), 0);
    let mut watch = |_: &DeadLetter, _: &Outcome| {
        heard += 1;
        stop.set(heard >= 100);
    };
    let resent = redrive.run(RESEND, &Selection::default(), &stop, &mut watch).await.total.resent;
    assert!((100..300).contains(&resent), "{resent}");
    assert_eq!(queues.take("P0Queue").await.len(), resent);
    assert_eq!(queues.take("P0DeadLetterQueue").await.len(), 300 - resent);
}

#[tokio::test]
async fn an_interrupted_command_leaves_no_message_hidden() {
    let queues = Queues::new("interrupted", &["P0"]).await;
    queues.put("P0", &(0..3_000).map(|n| event(n, in_hours(1))).collect::<Vec<_>>()).await;
    let mut redrive = command(&queues, &["--user", "u-3"]);
    let mut redrive = redrive.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let source = queues.url("P0Queue").await;
    // The first copy shows that the command is at work.
    let call = queues.sqs.receive_message().queue_url(&source).visibility_timeout(0).wait_time_seconds(20);
    assert_eq!(call.send().await.unwrap().messages().len(), 1);
    let signal = Command::new("kill").args(["-INT", &redrive.id().to_string()]).status().unwrap();
    assert!(signal.success());
    assert_eq!(redrive.wait().unwrap().code(), Some(130));
    let sent = queues.take("P0Queue").await.len();
    assert!((1..3_000 / 7).contains(&sent), "{sent}");
    assert_eq!(queues.take("P0DeadLetterQueue").await.len(), 3_000 - sent);
}

/// Returns the command with these arguments, for the stack of these queues.
fn command(queues: &Queues, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
    command.arg("redrive").args(["--stack", STACK, "--region", "us-east-1"]).args(arguments);
    command.env("AWS_ENDPOINT_URL", queues.endpoint());
    command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
    command
}

#[tokio::test]
async fn the_command_shows_whose_letters_there_are_and_not_what_they_say() {
    let queues = Queues::new("command", &["P0", "Profiles"]).await;
    queues.put("P0", &[event(1, in_hours(1)), event(2, in_hours(-1))]).await;
    let profile = json!({"user_id": "u-9", "updated_at": in_hours(0), "email": CONTACT}).to_string();
    queues.put("Profiles", &[profile]).await;
    let command = |arguments: &[&str]| {
        let output = command(&queues, arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.contains("planted") && !text.contains("64250.10"), "{text}");
        (output.status.code(), text)
    };

    let (code, listed) = command(&["--list", "--verbose"]);
    assert_eq!(code, Some(0), "{listed}");
    for expected in [
        "u-1 fill-1 order_filled 3x waits: the store was away",
        "u-2 fill-2 order_filled 3x expired: the store was away",
        "u-9 - - 3x waits: the store was away",
        "3 dead letters, 1 of them expired",
    ] {
        assert!(listed.contains(expected), "{expected:?} is not in\n{listed}");
    }
    let (code, sent) = command(&[]);
    assert_eq!(code, Some(0), "{sent}");
    assert!(sent.contains("re-sent 2 dead letters (p0 1, profiles 1), 1 skipped"), "{sent}");
    let (code, nothing) = command(&["--queue", "p7"]);
    assert_eq!(code, Some(1));
    assert!(nothing.contains("there is no queue p7; there are p0, profiles"), "{nothing}");
}

use domain::recipient::contact::{Chat, ChatId, EmailAddress, Phone, PhoneNumber};

use super::super::outcome::Stored;
use super::super::wake::Verdict;
use super::*;

const SENT: Time = Time::EPOCH;

fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

fn id() -> EventId {
    EventId::parse("drill-19700101T000000Z-x").unwrap()
}

fn delivery(channel: Channel, state: &str, reason: Option<&str>, accepted_after: Option<u64>) -> Delivery {
    Delivery {
        channel,
        device: (channel == Channel::Push).then(|| "phone".to_owned()),
        state: state.to_owned(),
        reason: reason.map(str::to_owned),
        accepted_after: accepted_after.map(Duration::from_millis),
    }
}

fn outcome(name: &str, deliveries: Vec<Delivery>, verdict: Verdict) -> Outcome {
    Outcome {
        user: user(name),
        stored: Stored::Yes,
        occurred_at: Some(SENT),
        routed_after: Some(Duration::from_millis(40)),
        is_reached: deliveries.iter().any(Delivery::is_accepted),
        deliveries,
        is_acked_in_app: false,
        acked_in_app_after: None,
        seen: None,
        verdict,
        causes: Vec::new(),
    }
}

/// A user who was woken and has seen it, one who was not reached, and one without a notification.
fn three() -> Vec<Outcome> {
    let woken = Outcome {
        is_acked_in_app: true,
        acked_in_app_after: Some(Duration::from_millis(70)),
        seen: Some(Seen {
            channel: Channel::Telegram,
            device: None,
            after: Some(Duration::from_millis(12_345)),
        }),
        ..outcome(
            "u-1",
            vec![
                delivery(Channel::Websocket, "acked", None, Some(25)),
                delivery(Channel::Push, "accepted", None, Some(1_999)),
                delivery(Channel::Push, "dead_lettered", Some("gone"), None),
                delivery(Channel::Telegram, "accepted", None, Some(800)),
                delivery(Channel::Sms, "suppressed", Some("not_chosen"), None),
            ],
            Verdict::Woken,
        )
    };
    let cause = |channel, state: &str, reason: Option<&str>| Cause {
        channel,
        state: state.to_owned(),
        reason: reason.map(str::to_owned),
    };
    let slept = Outcome {
        causes: vec![
            cause(Some(Channel::Push), "suppressed", Some("no_contact")),
            cause(Some(Channel::Email), "dead_lettered", Some("refused")),
        ],
        ..outcome(
            "u-two",
            vec![
                delivery(Channel::Websocket, "pending", None, None),
                delivery(Channel::Push, "suppressed", Some("no_contact"), None),
                delivery(Channel::Email, "dead_lettered", Some("refused"), None),
            ],
            Verdict::NotReached,
        )
    };
    let missing = Outcome {
        stored: Stored::No,
        occurred_at: None,
        causes: vec![cause(None, "not_routed", None)],
        ..outcome("u-3", Vec::new(), Verdict::NotReached)
    };
    vec![woken, slept, missing]
}

#[test]
fn the_table_has_the_time_or_the_reason_of_each_channel() {
    let report = report(&id(), &three());
    let lines: Vec<Vec<&str>> = report
        .lines()
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(
        lines[0],
        ["user", "websocket", "push", "telegram", "email", "sms", "acked in app", "seen", "verdict"]
    );
    let woken = [
        "u-1",
        "0.02 s",
        "1.99 s (1 of 2)",
        "0.80 s",
        "-",
        "not_chosen",
        "0.07 s",
        "telegram 12.34 s",
        "woken",
    ];
    assert_eq!(lines[1], woken);
    let slept =
        ["u-two", "pending", "no_contact", "-", "dead_lettered (refused)", "-", "-", "-", "not_reached"];
    assert_eq!(lines[2], slept);
    assert_eq!(lines[3][..3], ["u-3", "not_routed", "not_routed"]);
}

#[test]
fn the_summary_counts_and_names_the_sleepers_with_their_reasons() {
    let text = report(&id(), &three());
    for (what, count) in
        [("users", "3"), ("routed", "2"), ("reached", "1"), ("seen", "1"), ("would have slept", "2")]
    {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(what)?.strip_prefix(' '));
        assert_eq!(line.map(str::trim), Some(count), "{what}:\n{text}");
    }
    assert!(
        text.contains("would have slept: u-two: push no_contact; email dead_lettered (refused)\n"),
        "{text}"
    );
    assert!(text.contains("would have slept: u-3: not_routed\n"), "{text}");
    assert!(text.contains("\ndrill-19700101T000000Z-x\n") && !text.contains("ok:"), "{text}");

    let all_woken = report(&id(), &three()[..1]);
    assert!(all_woken.ends_with("ok: every user would have been woken\n"), "{all_woken}");
}

#[test]
fn the_document_has_the_same_as_the_table() {
    let document = document(&id(), SENT, &three());
    assert_eq!(document["drillId"], json!(id()));
    assert_eq!(
        document["summary"],
        json!({"users": 3, "routed": 2, "reached": 1, "seen": 1, "wouldHaveSlept": 2})
    );
    let woken = &document["users"][0];
    assert_eq!(woken["occurredAt"], "1970-01-01T00:00:00.000Z");
    assert_eq!((&woken["routedAfterMs"], &woken["ackedInAppAfterMs"]), (&json!(40), &json!(70)));
    assert_eq!(woken["seen"], json!({"channel": "telegram", "afterMs": 12_345}));
    assert_eq!(
        woken["deliveries"][1],
        json!({"channel": "push", "device": "phone", "state": "accepted", "acceptedAfterMs": 1_999})
    );
    assert_eq!((&woken["verdict"], &woken["wouldHaveSlept"]), (&json!("woken"), &json!(false)));
    let slept = &document["users"][1];
    assert_eq!(slept["causes"][0], json!({"channel": "push", "state": "suppressed", "reason": "no_contact"}));
    assert_eq!(document["users"][2]["state"], "not_routed");
    assert_eq!(document["users"][2]["causes"], json!([{"state": "not_routed"}]));
}

#[test]
fn the_progress_counts_who_is_reached_and_who_has_seen() {
    let line = progress(&three(), Duration::from_millis(15_300));
    assert_eq!(line, "   15 s  1 of 3 reached, 1 seen");
}

#[test]
fn the_announcement_counts_contacts_and_sms_and_shows_no_address() {
    let mut reachable = Recipient::unknown(user("u-1"));
    reachable.chat = Some(Chat { id: ChatId::new(4711), linked_at: SENT, confirm_by: None });
    reachable.profile.email.value = Some(EmailAddress::of_checked("ada@example.com"));
    let number = PhoneNumber::of_checked("+4915112345678");
    reachable.profile.phone.value = Some(Phone { number, country: None });
    let mut snapshot = Snapshot::default();
    snapshot.recipients.insert(user("u-1"), reachable);
    let users = [user("u-1"), user("u-2")];

    let text = announcement(&users, &[Channel::Push, Channel::Email], &snapshot);
    for expected in [
        "(delivery_test, p0) goes to 2 users,",
        "at once: push, email.",
        "push 0, telegram 1, email 1, sms 1.",
        "SMS: only to users whom no other channel reaches, as for every mandatory P0; at most 1.",
        "1 user without a profile, a device or a connection: check the IDs.",
    ] {
        assert!(text.contains(expected), "{expected} is missing:\n{text}");
    }
    for secret in ["ada", "4915", "4711"] {
        assert!(!text.contains(secret), "{text}");
    }
    let with_sms = announcement(&users[..1], &[Channel::Sms], &snapshot);
    assert!(with_sms.contains("goes to 1 user, "), "{with_sms}");
    assert!(with_sms.contains("SMS: up to 1, each at the price of its country."), "{with_sms}");
    assert!(!with_sms.contains("check the IDs"), "{with_sms}");
}

#[test]
fn a_time_is_rounded_down_to_hundredths() {
    let shown = [0, 9, 10, 999, 61_005].map(|millis| seconds(Duration::from_millis(millis)));
    assert_eq!(shown, ["0.00 s", "0.00 s", "0.01 s", "0.99 s", "61.00 s"]);
}

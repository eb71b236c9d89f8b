//! The exchange's profile messages about a trader.

use std::collections::HashMap;
use std::time::Duration;

use domain::Channel;
use domain::recipient::contact::EmailAddress;
use serde_json::{Value, json};
use support::{MAILBOXES, Trader, eventually, now};

use crate::on_shared;

#[test]
fn a_bad_field_is_rejected_by_name_changes_nothing_and_holds_up_no_other() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "rejected").await;
        let with = |change: &dyn Fn(&mut Value)| {
            let mut profile = json!({
                "user_id": trader.user, "updated_at": now(), "email": trader.email, "phone": trader.phone,
                "language": "de", "time_zone": "Europe/Berlin", "country": "DE",
            });
            change(&mut profile);
            profile.to_string()
        };
        let hour_ahead = now().plus(Duration::from_hours(1));
        let cases = [
            (format!("{{not json of {}", trader.user), "bad_json", None),
            (
                with(&|profile| drop(profile.as_object_mut().unwrap().remove("user_id"))),
                "missing_field",
                Some("user_id"),
            ),
            (
                with(&|profile| drop(profile.as_object_mut().unwrap().remove("updated_at"))),
                "missing_field",
                Some("updated_at"),
            ),
            (
                with(&|profile| profile["updated_at"] = json!(hour_ahead)),
                "future_timestamp",
                Some("updated_at"),
            ),
            (
                with(&|profile| profile["email"] = json!(format!("{MAILBOXES}@@example.com"))),
                "bad_field",
                Some("email"),
            ),
            (
                with(&|profile| profile["email"] = json!(format!("{MAILBOXES}@example.com\r\nBcc: x@y.zz"))),
                "bad_field",
                Some("email"),
            ),
            (with(&|profile| profile["phone"] = json!("0151 77007 000")), "bad_field", Some("phone")),
            (with(&|profile| profile["phone"] = json!("+4912")), "bad_field", Some("phone")),
            // A premium number, and one at shared cost.
            (with(&|profile| profile["phone"] = json!("+19005550100")), "bad_field", Some("phone")),
            (with(&|profile| profile["phone"] = json!("+4990012345678")), "bad_field", Some("phone")),
            (with(&|profile| profile["language"] = json!("deutsch!")), "bad_field", Some("language")),
            (with(&|profile| profile["time_zone"] = json!("Europe/Bärlin")), "bad_field", Some("time_zone")),
            (with(&|profile| profile["country"] = json!("Germany")), "bad_field", Some("country")),
            (with(&|profile| profile["padding"] = json!("x".repeat(40_000))), "too_large", None),
        ];
        let bodies: Vec<_> = cases.iter().map(|(body, ..)| body.clone()).collect();
        system.publish("profiles", &bodies).await;
        let mut found = HashMap::new();
        eventually("all bad profiles are rejected", async || {
            for message in system.receive(&system.stack.info().queues["rejected"]).await {
                let rejection: Value = serde_json::from_str(message.body().unwrap()).unwrap();
                found.insert(rejection["body"].as_str().unwrap().to_owned(), rejection);
            }
            bodies.iter().all(|body| found.contains_key(body)).then_some(())
        })
        .await;
        for (body, code, field) in &cases {
            let rejection = &found[body];
            let told = (&rejection["source"], &rejection["code"], rejection["field"].as_str());
            assert_eq!(told, (&json!("profiles"), &json!(code), *field), "{rejection}");
            assert!(!rejection["message"].as_str().unwrap().is_empty());
        }
        let recipient = system.recipient(&trader.user).await;
        assert_eq!(recipient.email().map(EmailAddress::expose), Some(trader.email.as_str()));
        let country = recipient.profile.country.value.as_ref();
        assert_eq!(country.map(ToString::to_string).as_deref(), Some("DE"), "the good fields apply");
    });
}

#[test]
fn a_late_profile_undoes_nothing_and_null_clears() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "late").await;
        let newer = format!("{MAILBOXES}.{}.new@example.com", trader.user);
        let at = now();
        trader.publish_profile_at(at, json!({"email": newer})).await;
        trader
            .known("the newer mailbox", |recipient| {
                recipient.email().is_some_and(|email| email.expose() == newer)
            })
            .await;
        // It states the facts of a second ago: its mailbox is older than the stored one, its country is new.
        let late = json!({"email": trader.email, "country": "AT"});
        trader.publish_profile_at(at.minus(Duration::from_secs(1)), late).await;
        let recipient =
            trader.known("the country", |recipient| recipient.profile.country.value.is_some()).await;
        assert_eq!(recipient.email().map(EmailAddress::expose), Some(newer.as_str()));

        trader.publish_profile(json!({"phone": null})).await;
        let recipient = trader.known("no telephone", |recipient| !recipient.is_reachable(Channel::Sms)).await;
        assert!(recipient.is_reachable(Channel::Email), "what is not named stays");
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        let details = trader.shown("liq-1", "sms", "suppressed").await;
        assert_eq!(support::delivery(&details, "sms")[0]["reason"], "no_contact");
        eventually("it went to the newer mailbox", async || system.emails(&newer).await.pop()).await;
        assert_eq!(trader.emails().await.len(), 0);
    });
}

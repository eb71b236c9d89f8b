//! Texts of others in the messages: they arrive as they were written, or visibly truncated,
//! and have no effect.

use serde_json::json;
use support::{Trader, delivery};

use crate::on_shared;

/// The prefix of every note and name of these tests.
pub(crate) const NOTE: &str = "note7007";

/// The maximum length of a note.
const LONGEST: usize = 280;

/// Markup of every channel, an emoji of three characters, right-to-left letters, an override that would
/// reverse the words of the message, and the beginning of a mail header.
const HOSTILE: &str = "note7007 <b>bold</b> &amp; *_[x](http://y) %s {{z}} \u{1F469}\u{200D}\u{1F680} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}back\u{202c}\r\nBcc: eve@example.org\u{0}";

/// The same on one line, which stays as it is; the override characters are removed, and right-to-left text is
/// isolated. No reader shows a link or a command in it, because of the word joiners.
const LITERAL: &str = "note7007 <b>bold</\u{2060}b> &amp; *_[x](http:\u{2060}/\u{2060}/\u{2060}y) %s {{z}} \u{1F469}\u{200D}\u{1F680} \u{5e9}\u{5dc}\u{5d5}\u{5dd} back Bcc: eve@\u{2060}example.\u{2060}org";

/// Returns the text that an HTML reader shows.
fn shown(html: &str) -> String {
    let references = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    references.into_iter().fold(html.to_owned(), |text, (reference, letter)| text.replace(reference, letter))
}

fn is_one_line(text: &str) -> bool {
    !text.chars().any(|character| character.is_control() || ('\u{202a}'..='\u{202e}').contains(&character))
}

async fn everywhere(trader: &Trader<'_>, id: &str, channels: &[&str]) {
    for channel in channels {
        trader.shown(id, channel, "accepted").await;
    }
}

/// Enables price alerts by e-mail as well.
async fn with_alerts_by_email(trader: &Trader<'_>) {
    let channels = ["websocket", "push", "telegram", "email"];
    trader.prefer(json!({"priceAlert": {"enabled": true, "channels": channels}})).await;
}

#[test]
fn a_hostile_note_is_literal_on_every_channel() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "hostile").await;
        with_alerts_by_email(&trader).await;
        trader.exchange.publish("p1", &[trader.exchange.price_alert("alert-1", HOSTILE)]).await;
        everywhere(&trader, "alert-1", &["push", "telegram", "email"]).await;

        let pushes = trader.pushes(1, "alert-1").await;
        let (title, body) = pushes[0].shown();
        assert_eq!(title, "Price alert: BTC-USDT");
        assert!(is_one_line(body), "{body:?}");
        assert!(body.contains(LITERAL), "{body:?}");
        // A trader's text is only in what the phone shows, not in the data that the provider keeps.
        let data = &pushes[0].request["message"]["data"];
        assert_eq!((&data["alert_id"], data.get("note")), (&json!("alert-1"), None));
        let text = &trader.chats().await[0].text;
        assert!(text.contains(LITERAL), "{text:?}");
        let [email] = &trader.emails().await[..] else { panic!("not one e-mail") };
        assert_eq!(email.subject, "Price alert: BTC-USDT");
        assert!(email.text.contains(LITERAL), "{:?}", email.text);
        assert!(!email.text.lines().any(|line| line.starts_with("Bcc:")), "{:?}", email.text);
        assert!(!email.html.contains("<b>bold"), "{}", email.html);
        assert!(shown(&email.html).contains(LITERAL), "{}", email.html);
    });
}

#[test]
fn the_longest_notes_and_names_are_whole_or_cut_readably() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "long").await;
        with_alerts_by_email(&trader).await;
        // One character for the reader, three code points, eleven bytes.
        let fill: String = "\u{1F469}\u{200D}\u{1F680}".repeat(LONGEST);
        let note: String = format!("{NOTE} {fill}").chars().take(LONGEST - 1).collect();
        let mut alert = trader.exchange.price_alert("alert-1", &note);
        alert["data"]["comment"] = json!("<b>\u{5e9}".repeat(1_250));
        let mut listing =
            trader.exchange.event("list-1", "new_listing", json!({"symbol": "NEW-USDT", "score": 9}));
        listing["data"]["name"] = json!(note);
        trader.exchange.publish("p1", &[alert]).await;
        trader.exchange.publish("p2", &[listing]).await;
        everywhere(&trader, "alert-1", &["push", "telegram", "email"]).await;
        everywhere(&trader, "list-1", &["push"]).await;

        for id in ["alert-1", "list-1"] {
            let push = &trader.pushes(1, id).await[0];
            let (title, body) = push.shown();
            assert!(title.chars().count() <= 50 && body.chars().count() <= 178, "{body}");
            // The text is truncated between graphemes, never within one.
            assert!(body.contains(NOTE), "{body}");
            assert!(body.contains("\u{1F680}\u{2026}"), "{body}");
            assert!(push.request["message"].to_string().len() <= 4_096 + 1_024);
        }
        assert!(trader.chats().await[0].text.contains(note.trim_end()));
        let [email] = &trader.emails().await[..] else { panic!("not one e-mail") };
        assert!(email.text.contains(&note) && shown(&email.html).contains(&note));
    });
}

#[test]
fn a_liquidation_with_hostile_ids_and_more_than_we_know_of_arrives_on_every_channel() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "extra").await;
        let position = "<b>p</b> *_[1] \u{1F680} \u{5e9}\u{5dc} \u{202e}x";
        let seen = "<b>p</b> *_[1] \u{1F680} \u{5e9}\u{5dc} x";
        let mut event = trader.exchange.liquidation("liq-1", position);
        event["data"]["comment"] = json!(format!("{NOTE}{}", "<b>\u{5e9}\r\n".repeat(834)));
        trader.publish(event).await;
        everywhere(&trader, "liq-1", &["push", "telegram", "email", "sms"]).await;

        assert!(trader.chats().await[0].text.contains(seen));
        let [email] = &trader.emails().await[..] else { panic!("not one e-mail") };
        assert!(email.text.contains(seen) && shown(&email.html).contains(seen), "{}", email.text);
        assert!(!email.html.contains("<b>p"));
        let push = &trader.pushes(1, "liq-1").await[0];
        assert_eq!(push.request["message"]["data"]["position_id"], position);
        let collapse_id = push.request["message"]["apns"]["headers"]["apns-collapse-id"].as_str().unwrap();
        assert!(collapse_id.len() <= 64 && collapse_id.is_ascii());
        let [text] = &trader.sms().await[..] else { panic!("not one SMS") };
        assert!(text.is_ascii() && text.len() <= 160, "{text}");
        // In the app nothing is truncated.
        let details = trader.details("liq-1").await;
        assert_eq!(details["notification"]["data"]["position_id"], position);
        let comment = details["notification"]["data"]["comment"].as_str().unwrap();
        assert_eq!(comment.chars().count(), NOTE.len() + 834 * 6);
        assert_eq!(delivery(&details, "email").len(), 1);
    });
}

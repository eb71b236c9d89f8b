//! Bounces and complaints about our messages, as SES publishes them through an SNS topic.
//!
//! SES has two forms of them, which differ only in the name of the type: notifications of an
//! identity call it `notificationType`, and records of a configuration set's event publishing call
//! it `eventType`. <https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html>
//! <https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html>

use domain::Time;
use domain::json::Foreign;
use domain::recipient::contact::{EmailAddress, MAX_EMAIL_BYTES};
use email_address::Options;
use serde::Deserialize;

/// The reason for which an address must not be written to again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The mailbox does not exist, or will never accept our messages.
    Bounce,
    /// The owner has marked one of our messages as spam.
    Complaint,
}

/// The decoded content of a message of the topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feedback {
    /// These addresses are dead. Addresses that cannot be read are left out.
    Dead {
        /// The reason for which they are dead.
        cause: Cause,
        /// The time of the bounce or complaint, if SES states it.
        at: Option<Time>,
        /// The addresses, without duplicates.
        addresses: Vec<EmailAddress>,
    },
    /// No address is affected: a mailbox that is full or temporarily unavailable, a bounce of
    /// unknown reason, a delivery.
    Harmless,
}

/// The error of reading a message of the topic. It is safe to log: it quotes nothing of the
/// message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeedbackError {
    /// The message is not a JSON object with a type.
    #[error("is not feedback from SES")]
    NoFeedback,
    /// The message is a bounce or complaint without its details.
    #[error("is a bounce or complaint whose details are missing")]
    NoDetails,
    /// The message is a permanent bounce or a complaint without a readable address.
    #[error("is a bounce or complaint that names no address")]
    NoAddress,
}

#[derive(Deserialize)]
struct Message {
    #[serde(alias = "eventType", rename = "notificationType")]
    kind: String,
    bounce: Option<Foreign>,
    complaint: Option<Foreign>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    #[serde(rename = "bounceType")]
    kind: String,
    timestamp: Option<serde_json::Value>,
    #[serde(default)]
    bounced_recipients: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    #[serde(rename = "complaintFeedbackType")]
    kind: Option<serde_json::Value>,
    timestamp: Option<serde_json::Value>,
    #[serde(default)]
    complained_recipients: Vec<serde_json::Value>,
}

/// Reads the text of one message of the topic (`Records[].Sns.Message`).
///
/// # Errors
///
/// [`FeedbackError`], not retryable, if the message cannot be read.
pub fn read(text: &str) -> Result<Feedback, FeedbackError> {
    let message: Message = serde_json::from_str(text).map_err(|_| FeedbackError::NoFeedback)?;
    match message.kind.as_str() {
        "Bounce" => {
            let bounce: Bounce = details(message.bounce)?;
            // "Permanent" also covers addresses on SES's own suppression list, to which SES sends
            // nothing.
            match bounce.kind.as_str() {
                "Permanent" => dead(Cause::Bounce, bounce.timestamp, &bounce.bounced_recipients),
                _ => Ok(Feedback::Harmless),
            }
        }
        "Complaint" => {
            let complaint: Complaint = details(message.complaint)?;
            // RFC 5965 and 6430: these types are an owner's statement that the message is not spam,
            // and a server's report about our signatures.
            let kind = complaint.kind.as_ref().and_then(serde_json::Value::as_str);
            match kind {
                Some("not-spam" | "auth-failure") => Ok(Feedback::Harmless),
                Some(_) | None => {
                    dead(Cause::Complaint, complaint.timestamp, &complaint.complained_recipients)
                }
            }
        }
        _ => Ok(Feedback::Harmless),
    }
}

fn details<T: serde::de::DeserializeOwned>(part: Option<Foreign>) -> Result<T, FeedbackError> {
    part.and_then(|Foreign(part)| serde_json::from_value(part).ok()).ok_or(FeedbackError::NoDetails)
}

fn dead(
    cause: Cause,
    at: Option<serde_json::Value>,
    recipients: &[serde_json::Value],
) -> Result<Feedback, FeedbackError> {
    let mut addresses = Vec::new();
    for recipient in recipients {
        let address = recipient.get("emailAddress").and_then(|text| address(text.as_str()?));
        addresses.extend(address.filter(|address| !addresses.contains(address)));
    }
    if addresses.is_empty() {
        Err(FeedbackError::NoAddress)
    } else {
        Ok(Feedback::Dead { cause, at: at.and_then(|at| at.as_str()?.parse().ok()), addresses })
    }
}

/// Returns the address of a recipient. Reporting servers may write it with a display name or in
/// brackets.
fn address(text: &str) -> Option<EmailAddress> {
    let text = text.trim();
    let inner = text.rsplit_once('<').map_or(text, |(_, inner)| inner.strip_suffix('>').unwrap_or(inner));
    let is_visible = inner.len() <= MAX_EMAIL_BYTES && inner.bytes().all(|byte| byte.is_ascii_graphic());
    let options = Options::default().without_display_text();
    let is_address = is_visible && email_address::EmailAddress::parse_with_options(inner, options).is_ok();
    is_address.then(|| EmailAddress::of_checked(inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn dead_of(text: &str) -> (Cause, Vec<String>) {
        match read(text) {
            Ok(Feedback::Dead { cause, addresses, .. }) => {
                (cause, addresses.iter().map(|address| address.expose().to_owned()).collect())
            }
            other => panic!("{other:?}"),
        }
    }

    /// Returns a bounce as in the examples of AWS.
    fn bounce(name: &str, bounce_type: &str) -> serde_json::Value {
        json!({
            name: "Bounce",
            "bounce": {
                "bounceType": bounce_type,
                "reportingMTA": "dns; email.example.com",
                "bouncedRecipients": [{
                    "emailAddress": "Jane@Example.com",
                    "status": "5.1.1",
                    "action": "failed",
                    "diagnosticCode": "smtp; 550 5.1.1 <jane@example.com>... User"
                }, { "emailAddress": "richard@example.com" }],
                "bounceSubType": "General",
                "timestamp": "2016-01-27T14:59:38.237Z",
                "feedbackId": "00000138111222aa-33322211-cccc-cccc-cccc-ddddaaaa068a-000000",
                "remoteMtaIp": "127.0.2.0"
            },
            "mail": { "messageId": "00000138111222aa", "destination": ["jane@example.com", "other@example.com"] }
        })
    }

    #[test]
    fn a_permanent_bounce_in_either_form_retires_who_bounced() {
        for name in ["notificationType", "eventType"] {
            let (cause, addresses) = dead_of(&bounce(name, "Permanent").to_string());
            assert_eq!(cause, Cause::Bounce);
            assert_eq!(addresses, ["Jane@example.com", "richard@example.com"], "and nobody else of the mail");
        }
    }

    #[test]
    fn a_complaint_in_either_form_retires_who_complained() {
        for name in ["notificationType", "eventType"] {
            let text = json!({
                name: "Complaint",
                "complaint": {
                    "userAgent": "AnyCompany Feedback Loop (V0.01)",
                    "complainedRecipients": [{ "emailAddress": "richard@example.com" }],
                    "complaintFeedbackType": "abuse",
                    "arrivalDate": "2016-01-27T14:59:38.237Z",
                    "timestamp": "2016-01-27T14:59:38.237Z",
                    "feedbackId": "000001378603177f"
                },
                "mail": { "destination": ["jane@example.com"] }
            });
            assert_eq!(
                dead_of(&text.to_string()),
                (Cause::Complaint, vec!["richard@example.com".to_owned()])
            );
        }
    }

    #[test]
    fn only_a_complaint_of_the_owner_counts() {
        for (kind, counts) in [
            (json!("abuse"), true),
            (json!("fraud"), true),
            (json!("other"), true),
            (json!(null), true),
            (json!(7), true),
            (json!("not-spam"), false),
            (json!("auth-failure"), false),
        ] {
            let text = json!({ "eventType": "Complaint", "complaint": {
                "complaintFeedbackType": kind, "complainedRecipients": [{ "emailAddress": "ada@example.com" }],
            } });
            let is_dead = matches!(read(&text.to_string()), Ok(Feedback::Dead { .. }));
            assert_eq!(is_dead, counts, "{kind}");
        }
    }

    #[test]
    fn temporary_feedback_retires_no_address() {
        for bounce_type in ["Transient", "Undetermined", "Whatever", ""] {
            let text = bounce("eventType", bounce_type).to_string();
            assert_eq!(read(&text), Ok(Feedback::Harmless), "{bounce_type}");
        }
        for kind in [
            "Delivery",
            "Send",
            "Reject",
            "Open",
            "Click",
            "Rendering Failure",
            "DeliveryDelay",
            "AmazonSnsSubscriptionSucceeded",
        ] {
            assert_eq!(
                read(&json!({ "notificationType": kind }).to_string()),
                Ok(Feedback::Harmless),
                "{kind}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_without_content() {
        use FeedbackError::{NoAddress, NoDetails, NoFeedback};
        for (text, error) in [
            ("", NoFeedback),
            ("Successfully validated SNS topic", NoFeedback),
            ("[]", NoFeedback),
            ("{}", NoFeedback),
            (r#"{"notificationType":7}"#, NoFeedback),
            (r#"{"notificationType":"Bounce"}"#, NoDetails),
            (r#"{"notificationType":"Bounce","bounce":null}"#, NoDetails),
            (r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[]}}"#, NoDetails),
            (r#"{"notificationType":"Bounce","bounce":{"bounceType":["Permanent"]}}"#, NoDetails),
            (r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent"}}"#, NoAddress),
            (
                r#"{"eventType":"Complaint","complaint":{"complainedRecipients":[7,{},{"emailAddress":null}]}}"#,
                NoAddress,
            ),
            (r#"{"eventType":"Complaint","complaint":{"complainedRecipients":{}}}"#, NoDetails),
            (r#"{"eventType":"Complaint"}"#, NoDetails),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn one_unreadable_recipient_costs_only_itself() {
        let text = json!({ "eventType": "Complaint", "complaint": { "complainedRecipients": [
            { "emailAddress": "not an address" },
            { "emailAddress": "Ada <ada@example.com>" },
            { "emailAddress": "<ADA@example.com>" },
            { "emailAddress": "<ada@example.com>" },
            { "emailAddress": "a\r\n@example.com" },
            { "emailAddress": format!("{}@example.com", "x".repeat(5_000)) },
            7,
        ] } });
        assert_eq!(dead_of(&text.to_string()).1, ["ada@example.com", "ADA@example.com"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,200}", cut in any::<prop::sample::Index>(), junk in any::<char>()) {
            let _ = read(&text);
            let mut damaged: Vec<char> = bounce("eventType", "Permanent").to_string().chars().collect();
            let at = cut.index(damaged.len());
            damaged[at] = junk;
            let _ = read(&damaged.iter().collect::<String>());
        }
    }
}

//! The limits of each carrier (an AWS service or a provider): characters, sizes and times. The adapters
//! take their limits from here.
//!
//! Text that a carrier cannot take is rejected where a person or the exchange enters it. Where it is only
//! passed on, it is converted to text that can be sent. So no text can block its own message, or the
//! messages in the same batch.

use std::borrow::Cow;

/// The replacement for a character that cannot be carried.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Whether every carrier accepts this character inside a JSON string. XML 1.0 excludes U+FFFE and U+FFFF,
/// JSON does not escape them, and Amazon SQS rejects them. Control characters are escaped in JSON, so they
/// can be carried there.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
pub const fn is_portable(character: char) -> bool {
    !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Whether every carrier accepts this text inside a JSON string.
pub fn is_portable_text(text: &str) -> bool {
    // In UTF-8 both characters begin with these two bytes, which hardly any text has.
    !text.as_bytes().windows(2).any(|pair| pair == [0xef, 0xbf]) || text.chars().all(is_portable)
}

/// Returns the text with U+FFFD in the place of each character that is not portable.
pub fn portable(text: &str) -> Cow<'_, str> {
    if is_portable_text(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_portable(c) { c } else { REPLACEMENT }).collect())
}

/// Amazon SQS.
pub mod sqs {
    use std::borrow::Cow;
    use std::fmt::Write as _;
    use std::time::Duration;

    /// The maximum size of a message, body and attributes together, in bytes.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;

    /// The maximum size of one `SendMessageBatch`, all entries together, in bytes.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
    pub const MAX_BATCH_BYTES: usize = 1024 * 1024;

    /// The maximum number of entries of one `SendMessageBatch`.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
    pub const MAX_BATCH_ENTRIES: usize = 10;

    /// The maximum delay of a message.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_DELAY: Duration = Duration::from_mins(15);

    /// The maximum delay in seconds, the unit of the API.
    pub const MAX_DELAY_SECONDS: u32 = 900;

    /// The maximum visibility timeout, counted from the receive.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html>
    pub const MAX_VISIBILITY: Duration = Duration::from_hours(12);

    /// The maximum length of a `MessageGroupId` in characters.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_GROUP_LENGTH: usize = 128;

    /// Whether SQS accepts this character in a body or in an attribute.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const fn takes(character: char) -> bool {
        matches!(
            character,
            '\u{9}' | '\u{a}' | '\u{d}' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}'
        )
    }

    /// Whether SQS accepts this text as a `MessageGroupId`: 1 to 128 ASCII letters, digits
    /// and punctuation marks.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub fn takes_group(group: &str) -> bool {
        (1..=MAX_GROUP_LENGTH).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_graphic())
    }

    /// Returns a JSON document that SQS accepts: a character that SQS does not accept is written as a JSON
    /// escape with the same meaning. Bodies that were received from SQS have no such character.
    pub fn sendable_json(json: &str) -> Cow<'_, str> {
        let Some(first) = json.find(|character| !takes(character)) else { return Cow::Borrowed(json) };
        let mut escaped = String::with_capacity(json.len() + 16);
        escaped.push_str(&json[..first]);
        for character in json[first..].chars() {
            if takes(character) {
                escaped.push(character);
            } else {
                // All characters that SQS rejects are below U+10000. Writing to a `String` cannot fail.
                let _ = write!(escaped, "\\u{:04x}", u32::from(character));
            }
        }
        Cow::Owned(escaped)
    }

    /// Returns the number of bytes of the character inside a JSON string of a body.
    pub(crate) fn bytes_in_json(character: char) -> usize {
        match character {
            '"' | '\\' | '\u{8}' | '\u{9}' | '\u{a}' | '\u{c}' | '\u{d}' => 2,
            character if takes(character) => character.len_utf8(),
            _ => 6,
        }
    }

    /// Returns the longest beginning of `text` with at most `most` bytes, and with at most `most_in_json`
    /// bytes inside a JSON string of a body.
    pub fn head(text: &str, most: usize, most_in_json: usize) -> &str {
        let mut in_json = 0;
        for (at, character) in text.char_indices() {
            in_json += bytes_in_json(character);
            if at + character.len_utf8() > most || in_json > most_in_json {
                return &text[..at];
            }
        }
        text
    }
}

/// Amazon DynamoDB.
pub mod dynamodb {
    /// The maximum size of an item, names and values together, in bytes.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_ITEM_BYTES: usize = 400 * 1024;

    /// The maximum length of a partition key's value in bytes; the minimum is 1.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_PARTITION_KEY_BYTES: usize = 2048;

    /// The maximum length of a sort key's value in bytes; the minimum is 1.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_SORT_KEY_BYTES: usize = 1024;

    /// The maximum size of an item collection of a table with a local secondary index, in bytes: all items
    /// with one partition key. Beyond it, each write that adds to the collection is rejected.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit>
    pub const MAX_COLLECTION_BYTES: u64 = 10 * 1024 * 1024 * 1024;

    /// The maximum number of items of one `BatchWriteItem`.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
    pub const MAX_BATCH_WRITES: usize = 25;
}

/// Amazon Kinesis Data Streams.
pub mod kinesis {
    /// The maximum size of a record to which a stream can be configured, in bytes; the default is 1 MiB.
    /// <https://docs.aws.amazon.com/streams/latest/dev/large-records.html>
    pub const MAX_RECORD_BYTES: usize = 10 * 1024 * 1024;

    /// The first bytes of an aggregated record of the Kinesis Producer Library, which contains
    /// several user records.
    /// <https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md>
    pub const AGGREGATE_MAGIC: [u8; 4] = [0xf3, 0x89, 0x9a, 0xc2];
}

/// WebSocket APIs of Amazon API Gateway.
pub mod websocket {
    /// The maximum size of a message in either direction, in bytes.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
    pub const MAX_MESSAGE_BYTES: usize = 128 * 1024;

    /// The maximum size of a WebSocket frame in bytes; a message may have several.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
    pub const MAX_FRAME_BYTES: usize = 32 * 1024;

    /// The maximum size of a page of a list in bytes. The page and the frame around it stay well below
    /// [`MAX_MESSAGE_BYTES`].
    pub const MAX_PAGE_BYTES: usize = 100_000;
}

/// Firebase Cloud Messaging, and the services behind it.
pub mod fcm {
    use std::time::Duration;

    /// The maximum payload of a message in bytes.
    /// <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>, "message too big".
    pub const MAX_PAYLOAD_BYTES: usize = 4096;

    /// The maximum time for which FCM keeps a message for a device that is offline.
    /// <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan>
    pub const MAX_LIFESPAN: Duration = Duration::from_hours(28 * 24);

    /// The number of collapsible messages that a device takes at once. Every message with a collapse key is
    /// collapsible on Android, and so is every message with a notification, whatever its key is:
    /// <https://firebase.google.com/docs/cloud-messaging/customize-messages/collapsible-message-types>.
    /// FCM delays what exceeds it.
    /// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
    pub const COLLAPSIBLE_BURST: u32 = 20;

    /// The time after which a device takes one more collapsible message.
    /// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
    pub const COLLAPSIBLE_REFILL: Duration = Duration::from_mins(3);

    /// The maximum number of collapse keys of which FCM stores messages for a device.
    /// <https://firebase.google.com/docs/cloud-messaging/customize-messages/collapsible-message-types>
    pub const MAX_COLLAPSE_KEYS: usize = 4;

    /// The maximum number of messages to one Android device in a minute.
    /// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
    pub const MAX_PER_DEVICE_AND_MINUTE: u32 = 240;

    /// The maximum number of messages to one Android device in an hour.
    /// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
    pub const MAX_PER_DEVICE_AND_HOUR: u32 = 5_000;

    /// The maximum length of `apns-collapse-id` in bytes.
    /// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>
    pub const MAX_COLLAPSE_ID_BYTES: usize = 64;

    /// The maximum length of a Web Push topic in characters of base64url: RFC 8030, section 5.4.
    pub const MAX_TOPIC_LENGTH: usize = 32;
}

/// Telegram's Bot API.
pub mod telegram {
    /// The maximum length of a message's text after entity parsing, in UTF-16 code units.
    /// <https://core.telegram.org/bots/api#sendmessage>
    pub const MAX_TEXT_UNITS: usize = 4096;

    /// The maximum length of the parameter of a link to the bot, which its `/start` repeats, in characters.
    /// <https://core.telegram.org/bots/features#deep-linking>
    pub const MAX_START_LENGTH: usize = 64;

    /// The maximum size of the data of a button in bytes; the minimum is 1.
    /// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
    pub const MAX_CALLBACK_BYTES: usize = 64;

    /// The maximum length of an answer to the press of a button in characters.
    /// <https://core.telegram.org/bots/api#answercallbackquery>
    pub const MAX_CALLBACK_ANSWER: usize = 200;

    /// The maximum length of a webhook's secret token in characters.
    /// <https://core.telegram.org/bots/api#setwebhook>
    pub const MAX_SECRET_LENGTH: usize = 256;
}

/// SMS messages of Amazon SNS.
pub mod sms {
    /// The number of characters of a message with one segment, and of each segment of a longer one, in the
    /// GSM alphabet (septets).
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const GSM7_PLACES: (usize, usize) = (160, 153);

    /// The same numbers for UCS-2, in UTF-16 code units.
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const UCS2_PLACES: (usize, usize) = (70, 67);

    /// The maximum length of a text for SNS in characters.
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const MAX_CHARACTERS: usize = 1600;
}

/// Amazon CloudWatch.
pub mod cloudwatch {
    /// The maximum size of a log event in bytes.
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>
    pub const MAX_LOG_EVENT_BYTES: usize = 1024 * 1024;

    /// The maximum number of values of one metric in one line of the embedded metric format.
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>
    pub const MAX_METRIC_VALUES: usize = 100;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn only_two_characters_are_not_portable() {
        let excluded: Vec<char> =
            (char::MIN..=char::MAX).filter(|&character| !is_portable(character)).collect();
        assert_eq!(excluded, ['\u{fffe}', '\u{ffff}']);
        assert_eq!(portable("a\u{ffff}b\u{fffe}\u{fffd}"), "a\u{fffd}b\u{fffd}\u{fffd}");
        assert!(matches!(portable("…\u{fffd}ｱ"), Cow::Borrowed(_)));
    }

    /// The expected values are those on the carriers' own pages.
    #[test]
    fn sizes_are_those_of_the_carriers() {
        assert_eq!((sqs::MAX_MESSAGE_BYTES, sqs::MAX_BATCH_BYTES), (1_048_576, 1_048_576));
        assert_eq!((dynamodb::MAX_ITEM_BYTES, dynamodb::MAX_COLLECTION_BYTES), (409_600, 10_737_418_240));
        assert_eq!(kinesis::MAX_RECORD_BYTES, 10_485_760);
        assert_eq!((websocket::MAX_MESSAGE_BYTES, websocket::MAX_FRAME_BYTES), (131_072, 32_768));
        assert_eq!(cloudwatch::MAX_LOG_EVENT_BYTES, 1_048_576);
        assert_eq!(fcm::MAX_LIFESPAN.as_secs(), 2_419_200, "28 days");
    }

    #[test]
    fn a_delay_is_the_same_in_seconds() {
        assert_eq!(sqs::MAX_DELAY.as_secs(), u64::from(sqs::MAX_DELAY_SECONDS));
    }

    #[test]
    fn a_group_has_1_to_128_visible_characters() {
        assert!(sqs::takes_group("u-1:a@b.c_D") && sqs::takes_group(&"x".repeat(128)));
        for group in ["", "a b", "ä", "a\u{7f}", &"x".repeat(129)] {
            assert!(!sqs::takes_group(group), "{group}");
        }
    }

    #[test]
    fn what_sqs_does_not_take_is_escaped() {
        let json = json!({"note": "a\u{ffff}\u{fffe}\\\u{1}"}).to_string();
        assert_eq!(sqs::sendable_json(&json), r#"{"note":"a\uffff\ufffe\\\u0001"}"#);
        assert!(matches!(sqs::sendable_json(r#"{"note":"ä"}"#), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn a_sendable_document_means_the_same(text in "(?s)(.|\u{ffff}|\u{fffe}|[\\\\\"\u{0}-\u{1f}]){0,40}") {
            let json = json!({"a": text}).to_string();
            let sendable = sqs::sendable_json(&json);
            prop_assert!(sendable.chars().all(sqs::takes));
            prop_assert_eq!(serde_json::from_str::<Value>(&sendable).unwrap(), json!({"a": text}));
            let bytes: usize = text.chars().map(sqs::bytes_in_json).sum();
            prop_assert_eq!(sendable.len(), json!({"a": ""}).to_string().len() + bytes);
        }

        #[test]
        fn a_head_is_as_long_as_it_may_be(text in "(?s)(.|\u{ffff}|[\u{0}-\u{1f}]){0,40}", most in 0_usize..80, most_in_json in 0_usize..80) {
            let head = sqs::head(&text, most, most_in_json);
            let in_json = |text: &str| text.chars().map(sqs::bytes_in_json).sum::<usize>();
            prop_assert!(text.starts_with(head) && head.len() <= most && in_json(head) <= most_in_json);
            if let Some(next) = text[head.len()..].chars().next() {
                let longer = format!("{head}{next}");
                prop_assert!(longer.len() > most || in_json(&longer) > most_in_json);
            }
        }
    }
}

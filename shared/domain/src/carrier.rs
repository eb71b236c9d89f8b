//! What each carrier can take: characters, sizes, times. The adapters take their limits from here.
//!
//! What a carrier cannot take is refused where a person or the exchange states it, and is made sendable where it is only
//! passed on, so that no text can hold up a message, let alone the messages beside it.

use std::borrow::Cow;

/// Stands for a character that cannot be carried.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Whether every carrier can take this character inside a JSON string. The two that XML 1.0 excludes and JSON does not escape
/// are refused by Amazon SQS: U+FFFE and U+FFFF. Control characters are escaped in JSON, so they can be carried there.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
pub const fn is_portable(character: char) -> bool {
    !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Whether every carrier can take this text inside a JSON string.
pub fn is_portable_text(text: &str) -> bool {
    // Both begin with these two bytes in UTF-8, and hardly any text has them.
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

    /// The largest message, body and attributes, in bytes.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;

    /// The most bytes of one `SendMessageBatch`, all entries together.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
    pub const MAX_BATCH_BYTES: usize = 1024 * 1024;

    /// The most entries of one `SendMessageBatch`.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
    pub const MAX_BATCH_ENTRIES: usize = 10;

    /// The longest delay of a message.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_DELAY: Duration = Duration::from_mins(15);

    /// The same in seconds, as it is sent.
    pub const MAX_DELAY_SECONDS: u32 = 900;

    /// The longest visibility timeout, counted from the receive.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html>
    pub const MAX_VISIBILITY: Duration = Duration::from_hours(12);

    /// The longest `MessageGroupId`, in characters.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const MAX_GROUP_LENGTH: usize = 128;

    /// Whether SQS takes this character in a body or in an attribute.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub const fn takes(character: char) -> bool {
        matches!(
            character,
            '\u{9}' | '\u{a}' | '\u{d}' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}'
        )
    }

    /// Whether SQS takes this text as a `MessageGroupId`: 1 to 128 ASCII letters, digits and punctuation marks.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
    pub fn takes_group(group: &str) -> bool {
        (1..=MAX_GROUP_LENGTH).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_graphic())
    }

    /// Returns a JSON document as SQS takes it: a character that it does not take is written as JSON's escape, which means
    /// the same. Bodies that were received from SQS have none.
    pub fn sendable_json(json: &str) -> Cow<'_, str> {
        let Some(first) = json.find(|character| !takes(character)) else { return Cow::Borrowed(json) };
        let mut escaped = String::with_capacity(json.len() + 16);
        escaped.push_str(&json[..first]);
        for character in json[first..].chars() {
            if takes(character) {
                escaped.push(character);
            } else {
                // All that SQS does not take lies below U+10000. Writing to a `String` cannot fail.
                let _ = write!(escaped, "\\u{:04x}", u32::from(character));
            }
        }
        Cow::Owned(escaped)
    }

    /// Returns how many bytes the character has in a body, inside a JSON string.
    pub(crate) fn bytes_in_json(character: char) -> usize {
        match character {
            '"' | '\\' | '\u{8}' | '\u{9}' | '\u{a}' | '\u{c}' | '\u{d}' => 2,
            character if takes(character) => character.len_utf8(),
            _ => 6,
        }
    }

    /// Returns the longest beginning of `text` that has at most `most` bytes, and at most `most_in_json` inside a JSON
    /// string of a body.
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
    /// The largest item, names and values, in bytes.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_ITEM_BYTES: usize = 400 * 1024;

    /// The longest value of a partition key, in bytes; at least one.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_PARTITION_KEY_BYTES: usize = 2048;

    /// The longest value of a sort key, in bytes; at least one.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
    pub const MAX_SORT_KEY_BYTES: usize = 1024;

    /// The largest item collection of a table with a local index: all items of one partition key, in bytes. Beyond it every
    /// write that adds to the collection is refused.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit>
    pub const MAX_COLLECTION_BYTES: u64 = 10 * 1024 * 1024 * 1024;

    /// The most items of one `BatchWriteItem`.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
    pub const MAX_BATCH_WRITES: usize = 25;
}

/// Amazon Kinesis Data Streams.
pub mod kinesis {
    /// The largest record that a stream can be set to take, in bytes; 1 MiB where nothing is set.
    /// <https://docs.aws.amazon.com/streams/latest/dev/large-records.html>
    pub const MAX_RECORD_BYTES: usize = 10 * 1024 * 1024;

    /// What a record of the Kinesis Producer Library begins with that holds several records of its user.
    /// <https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md>
    pub const AGGREGATE_MAGIC: [u8; 4] = [0xf3, 0x89, 0x9a, 0xc2];
}

/// WebSocket APIs of Amazon API Gateway.
pub mod websocket {
    /// The largest message in either direction, in bytes.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
    pub const MAX_MESSAGE_BYTES: usize = 128 * 1024;

    /// The largest WebSocket frame, in bytes; a message may have several.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
    pub const MAX_FRAME_BYTES: usize = 32 * 1024;
}

/// Firebase Cloud Messaging, and the services behind it.
pub mod fcm {
    use std::time::Duration;

    /// The most that a message may carry, in bytes.
    /// <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>, "message too big".
    pub const MAX_PAYLOAD_BYTES: usize = 4096;

    /// The longest that FCM keeps a message for a device that is away.
    /// <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan>
    pub const MAX_LIFESPAN: Duration = Duration::from_hours(28 * 24);

    /// The longest `apns-collapse-id`, in bytes.
    /// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>
    pub const MAX_COLLAPSE_ID_BYTES: usize = 64;

    /// The longest Web Push topic, in characters of base64url: RFC 8030, section 5.4.
    pub const MAX_TOPIC_LENGTH: usize = 32;
}

/// Telegram's Bot API.
pub mod telegram {
    /// The longest text of a message after the entities are parsed, in units of UTF-16.
    /// <https://core.telegram.org/bots/api#sendmessage>
    pub const MAX_TEXT_UNITS: usize = 4096;

    /// The longest parameter of a link to the bot, which its `/start` repeats, in characters.
    /// <https://core.telegram.org/bots/features#deep-linking>
    pub const MAX_START_LENGTH: usize = 64;

    /// The longest secret token of a webhook, in characters.
    /// <https://core.telegram.org/bots/api#setwebhook>
    pub const MAX_SECRET_LENGTH: usize = 256;
}

/// Text messages by Amazon SNS.
pub mod sms {
    /// The characters that fit a message of one segment, and each segment of a longer one, in the GSM alphabet (septets).
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const GSM7_PLACES: (usize, usize) = (160, 153);

    /// The same in UCS-2, in units of UTF-16.
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const UCS2_PLACES: (usize, usize) = (70, 67);

    /// The longest text that SNS takes, in characters.
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    pub const MAX_CHARACTERS: usize = 1600;
}

/// Amazon CloudWatch.
pub mod cloudwatch {
    /// The largest log event, in bytes.
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>
    pub const MAX_LOG_EVENT_BYTES: usize = 1024 * 1024;

    /// The most values of one metric in one line of the embedded metric format.
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

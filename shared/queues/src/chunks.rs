//! Which messages share a `SendMessageBatch` call.

use std::ops::Range;

use ports::Message;

/// The most entries of one call.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
pub const MAX_ENTRIES: usize = 10;

/// The most bytes of one call, all entries together.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Splits the messages, in their order, into calls that SQS accepts. A message that is too large on its own
/// gets its own call, so that only it is refused.
pub fn chunks(messages: &[Message]) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (index, message) in messages.iter().enumerate() {
        let size = size(message);
        let full = index - start == MAX_ENTRIES || bytes + size > MAX_BYTES;
        if full && index > start {
            chunks.push(start..index);
            start = index;
            bytes = 0;
        }
        bytes += size;
    }
    if start < messages.len() {
        chunks.push(start..messages.len());
    }
    chunks
}

/// SQS counts the body; the group is counted too, on the safe side.
fn size(message: &Message) -> usize {
    message.body.len() + message.group.as_ref().map_or(0, String::len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn message(bytes: usize) -> Message {
        Message { body: "x".repeat(bytes), group: None, delay: std::time::Duration::ZERO }
    }

    #[test]
    fn nothing_is_no_call() {
        assert_eq!(chunks(&[]), []);
    }

    #[test]
    fn ten_small_messages_are_one_call_and_eleven_are_two() {
        let messages: Vec<_> = (0..11).map(|_| message(1)).collect();
        assert_eq!(chunks(&messages[..10]).len(), 1);
        assert_eq!(chunks(&messages), [0..10, 10..11]);
    }

    #[test]
    fn a_call_holds_one_mebibyte() {
        let half = MAX_BYTES / 2;
        assert_eq!(chunks(&[message(half), message(half)]).len(), 1);
        assert_eq!(chunks(&[message(half), message(half + 1)]), [0..1, 1..2]);
        assert_eq!(chunks(&[message(1), message(MAX_BYTES + 1), message(1)]), [0..1, 1..2, 2..3]);
    }

    proptest! {
        #[test]
        fn every_message_is_in_exactly_one_legal_call(sizes in prop::collection::vec(0_usize..400_000, 0..40)) {
            let messages: Vec<_> = sizes.iter().map(|&bytes| message(bytes)).collect();
            let calls = chunks(&messages);
            prop_assert_eq!(calls.iter().cloned().flatten().collect::<Vec<_>>(), (0..messages.len()).collect::<Vec<_>>());
            for call in calls {
                prop_assert!(!call.is_empty() && call.len() <= MAX_ENTRIES);
                prop_assert!(messages[call].iter().map(size).sum::<usize>() <= MAX_BYTES);
            }
        }
    }
}

//! The distribution of messages over `SendMessageBatch` calls.

use std::ops::Range;

use domain::carrier::sqs::{MAX_BATCH_BYTES, MAX_BATCH_ENTRIES};

/// Splits messages of these sizes in bytes, in their order, into calls that SQS accepts. A message
/// that is too large on its own gets its own call, so that no other message is refused with it.
pub fn chunks(sizes: &[usize]) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (index, size) in sizes.iter().enumerate() {
        let full = index - start == MAX_BATCH_ENTRIES || bytes + size > MAX_BATCH_BYTES;
        if full && index > start {
            chunks.push(start..index);
            start = index;
            bytes = 0;
        }
        bytes += size;
    }
    if start < sizes.len() {
        chunks.push(start..sizes.len());
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_no_call() {
        assert_eq!(chunks(&[]), []);
    }

    #[test]
    fn ten_small_messages_are_one_call_and_eleven_are_two() {
        assert_eq!(chunks(&[1; 10]).len(), 1);
        assert_eq!(chunks(&[1; 11]), [0..10, 10..11]);
    }

    #[test]
    fn a_call_holds_one_mebibyte() {
        let half = MAX_BATCH_BYTES / 2;
        assert_eq!(chunks(&[half, half]).len(), 1);
        assert_eq!(chunks(&[half, half + 1]), [0..1, 1..2]);
        assert_eq!(chunks(&[1, MAX_BATCH_BYTES + 1, 1]), [0..1, 1..2, 2..3]);
    }

    proptest! {
        #[test]
        fn every_message_is_in_exactly_one_legal_call(sizes in prop::collection::vec(0_usize..400_000, 0..40)) {
            let calls = chunks(&sizes);
            prop_assert_eq!(calls.iter().cloned().flatten().collect::<Vec<_>>(), (0..sizes.len()).collect::<Vec<_>>());
            for call in calls {
                prop_assert!(!call.is_empty() && call.len() <= MAX_BATCH_ENTRIES);
                prop_assert!(sizes[call].iter().sum::<usize>() <= MAX_BATCH_BYTES);
            }
        }
    }
}

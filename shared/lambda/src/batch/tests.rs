use std::cell::RefCell;
use std::time::Duration;

use ports::PortError;
use proptest::prelude::*;
use serde_json::json;

use super::*;

/// A source that records the calls of the batch processor.
#[derive(Default)]
struct Notes {
    postponed: RefCell<Vec<(String, u32)>>,
    dead: RefCell<Vec<String>>,
    copied: RefCell<Vec<(String, u32)>>,
    is_down: bool,
}

impl Source for Notes {
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError> {
        self.postponed.borrow_mut().push((receipt_handle.to_owned(), seconds));
        if self.is_down { Err(PortError::Unavailable("down".to_owned())) } else { Ok(()) }
    }

    async fn copy(&self, body: &str, _: Option<&str>, seconds: u32) -> Result<(), PortError> {
        if self.is_down {
            return Err(PortError::Unavailable("down".to_owned()));
        }
        self.copied.borrow_mut().push((body.to_owned(), seconds));
        Ok(())
    }

    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError> {
        if self.is_down {
            return Err(PortError::Unavailable("down".to_owned()));
        }
        self.dead.borrow_mut().push(format!("{} {} {}", letter.body, letter.reason, letter.received_count));
        Ok(())
    }
}

fn retry() -> Outcome {
    Outcome::retry("later")
}

fn dead() -> Outcome {
    Outcome::dead_letter("never")
}

fn event(messages: &[serde_json::Value]) -> SqsEvent {
    serde_json::from_value(json!({ "Records": messages })).unwrap()
}

fn message(id: &str) -> serde_json::Value {
    let attributes = json!({"ApproximateReceiveCount": "2"});
    json!({"messageId": id, "receiptHandle": format!("r-{id}"), "body": format!("b-{id}"), "attributes": attributes})
}

fn failures(response: &SqsBatchResponse) -> Vec<&str> {
    response.batch_item_failures.iter().map(|failure| failure.item_identifier.as_str()).collect()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn run_with(
    source: &Notes,
    event: &SqsEvent,
    outcomes: Vec<Outcome>,
) -> Result<SqsBatchResponse, BatchError> {
    wait(run(source, event, || 2, async |_: &[Record<'_>]| outcomes))
}

#[test]
fn the_use_case_gets_body_and_group_of_every_message() {
    let event: SqsEvent = serde_json::from_str(include_str!("../../fixtures/sqs-fair.json")).unwrap();
    let response = wait(run(
        &Notes::default(),
        &event,
        || 0,
        async |records: &[Record<'_>]| {
            let seen: Vec<_> = records.iter().map(|record| (record.body, record.group)).collect();
            let fill = r#"{"id":"fill-8812-1","event_type":"order_filled","user_id":"u-42"}"#;
            assert_eq!(seen, [(fill, Some("u-42")), ("not JSON", None)]);
            vec![Outcome::Done, retry()]
        },
    ));
    assert_eq!(failures(&response.unwrap()), ["2e1424d4-f796-459a-8184-9c92662be6da"]);
}

#[test]
fn each_outcome_is_carried_out_for_its_own_message() {
    let source = Notes::default();
    let event = event(&[message("a"), message("b"), message("c")]);
    let response = run_with(&source, &event, vec![Outcome::Done, retry(), dead()]).unwrap();
    assert_eq!(failures(&response), ["b"]);
    assert_eq!(source.postponed.take(), [("r-b".to_owned(), 3)]);
    assert_eq!(source.dead.take(), ["b-c never 2"]);
}

#[test]
fn nothing_is_lost_while_the_queue_does_not_answer() {
    let source = Notes { is_down: true, ..Notes::default() };
    let event = event(&[message("a"), message("b"), message("c")]);
    let response = run_with(&source, &event, vec![Outcome::Done, retry(), dead()]).unwrap();
    assert_eq!(failures(&response), ["b", "c"]);
    assert_eq!(source.postponed.take().len(), 2);
}

fn retry_in(seconds: u64) -> Outcome {
    Outcome::Retry { reason: "later".to_owned(), after: Some(Duration::from_secs(seconds)) }
}

#[test]
fn a_short_wait_hides_the_message_and_a_long_one_is_a_copys() {
    let source = Notes::default();
    let event = event(&[message("a"), message("b")]);
    let response = run_with(&source, &event, vec![retry_in(5), retry_in(90)]).unwrap();
    assert_eq!(failures(&response), ["a"], "the copy has taken the place of the other");
    assert_eq!(source.postponed.take(), [("r-a".to_owned(), 5)]);
    assert_eq!(source.copied.take(), [("b-b".to_owned(), 90)]);
}

#[test]
fn a_message_stays_whose_copy_is_not_taken() {
    let source = Notes { is_down: true, ..Notes::default() };
    let response = run_with(&source, &event(&[message("a")]), vec![retry_in(90)]).unwrap();
    assert_eq!(failures(&response), ["a"]);
    assert_eq!(source.postponed.take(), [("r-a".to_owned(), 30)]);
}

#[test]
fn a_wrong_number_of_outcomes_decides_nothing() {
    for outcomes in [vec![], vec![Outcome::Done], vec![Outcome::Done; 3]] {
        let event = event(&[message("a"), message("b")]);
        let response = run_with(&Notes::default(), &event, outcomes).unwrap();
        assert_eq!(failures(&response), ["a", "b"]);
    }
}

#[test]
fn a_panic_decides_nothing() {
    let event = event(&[message("a"), message("b")]);
    let response =
        wait(run(&Notes::default(), &event, || 0, async |_: &[Record<'_>]| panic!("a planted panic")));
    assert_eq!(failures(&response.unwrap()), ["a", "b"]);
}

#[test]
fn a_message_without_a_body_waits_and_the_others_go_on() {
    let source = Notes::default();
    let event = event(&[json!({"messageId": "a", "receiptHandle": "r-a"}), message("b")]);
    let response = wait(run(
        &source,
        &event,
        || 0,
        async |records: &[Record<'_>]| {
            assert_eq!(records.len(), 1);
            vec![Outcome::Done]
        },
    ));
    assert_eq!(failures(&response.unwrap()), ["a"]);
}

#[test]
fn a_message_without_a_receipt_handle_gets_no_pause() {
    let source = Notes::default();
    let event = event(&[json!({"messageId": "a", "body": "b"})]);
    assert_eq!(failures(&run_with(&source, &event, vec![retry()]).unwrap()), ["a"]);
    assert!(source.postponed.take().is_empty());
}

#[test]
fn a_message_without_an_id_fails_the_batch_only_if_it_has_to_come_again() {
    for id in [json!(null), json!("")] {
        let event = event(&[message("a"), json!({"messageId": id, "body": "b"})]);
        let source = Notes::default();
        let done = run_with(&source, &event, vec![retry(), Outcome::Done]).unwrap();
        assert_eq!(failures(&done), ["a"]);
        assert_eq!(run_with(&source, &event, vec![Outcome::Done, retry()]), Err(BatchError));
        assert_eq!(failures(&run_with(&source, &event, vec![Outcome::Done, dead()]).unwrap()), [""; 0]);
    }
}

#[test]
fn an_empty_event_is_done() {
    assert!(failures(&run_with(&Notes::default(), &event(&[]), Vec::new()).unwrap()).is_empty());
}

/// JSON with the shapes and field names that an SQS event has.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let name =
        prop::sample::select(vec!["messageId", "receiptHandle", "body", "attributes", "messageAttributes"]);
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        ".{0,12}".prop_map(|value| json!(value)),
        ("ApproximateReceiveCount|MessageGroupId", "-?[0-9]{0,12}")
            .prop_map(|(name, text)| json!({name: text})),
    ];
    let message = prop::collection::vec((name, leaf.clone()), 0..6).prop_map(|fields| {
        serde_json::Value::Object(fields.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())
    });
    let records = prop::collection::vec(prop_oneof![4 => message, 1 => leaf.clone()], 0..4);
    prop_oneof![9 => records.prop_map(|records| json!({ "Records": records })), 1 => leaf]
}

proptest! {
    #[test]
    fn whatever_comes_nothing_panics_and_no_empty_id_is_answered(json in any_json(), choice in 0..4_u8) {
        let Ok(event) = serde_json::from_value::<SqsEvent>(json) else { return Ok(()) };
        let answer = wait(run(&Notes::default(), &event, || 7, async |records: &[Record<'_>]| match choice {
            0 => vec![Outcome::Done; records.len()],
            1 => vec![retry(); records.len()],
            2 => vec![dead(); records.len()],
            _ => Vec::new(),
        }));
        if let Ok(response) = answer {
            prop_assert!(failures(&response).iter().all(|id| !id.is_empty()));
        }
    }
}

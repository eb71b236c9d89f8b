//! Transactions: writes of which either all or none take effect.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use ports::PortError;

use super::{DynamoStore, classify};
use crate::item::Attributes;

/// The result of a transaction.
pub(super) enum Outcome {
    /// All writes are stored.
    Done,
    /// A condition of the transaction failed. If the write asked for the item on which its
    /// condition failed, this is the item.
    Refused(Option<Attributes>),
    /// Another transaction or write is changing one of the items.
    Busy,
}

impl DynamoStore {
    /// Performs all these writes in one transaction.
    pub(super) async fn transact(
        &self,
        writes: impl IntoIterator<Item = Result<TransactWriteItem, BuildError>>,
    ) -> Result<Outcome, PortError> {
        let writes = writes.into_iter().collect::<Result<_, _>>();
        let writes = writes.map_err(|_| PortError::Refused("the request could not be built".into()))?;
        match self.client.transact_write_items().set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(Outcome::Done),
            Err(error) => match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    outcome(cancelled.cancellation_reasons())
                }
                _ => Err(classify(&error)),
            },
        }
    }
}

/// Translates the reasons for which a transaction was cancelled. The codes are an open set; for the
/// current ones see
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
fn outcome(reasons: &[CancellationReason]) -> Result<Outcome, PortError> {
    let mut busy = None;
    for reason in reasons {
        match reason.code().unwrap_or("None") {
            "None" => {}
            "ConditionalCheckFailed" => {
                return Ok(Outcome::Refused(reason.item().filter(|item| !item.is_empty()).cloned()));
            }
            "TransactionConflict" => busy = Some(Outcome::Busy),
            code @ ("ValidationError" | "ItemCollectionSizeLimitExceeded") => {
                return Err(PortError::Refused(code.to_owned()));
            }
            code => return Err(PortError::Throttled(code.to_owned())),
        }
    }
    busy.ok_or_else(|| PortError::Unavailable("a transaction was cancelled without a reason".into()))
}

//! The store in DynamoDB. Every read is strongly consistent: the races of [`ports`] are closed by that.

mod batch;
mod inbox;
mod lists;
mod recipients;
mod tickets;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use ports::PortError;

/// The names of the tables. A function names those that it uses; its role does not reach the others.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Recipients.
    pub recipients: String,
    /// Inbox.
    pub inbox: String,
    /// Tickets.
    pub tickets: String,
}

/// The store in DynamoDB.
#[derive(Debug, Clone)]
pub struct DynamoStore {
    client: Client,
    tables: Tables,
}

impl DynamoStore {
    /// A store in these tables.
    pub fn new(client: Client, tables: Tables) -> Self {
        Self { client, tables }
    }
}

/// What a failed call means. Denied access and missing tables are retried: they are mended by whoever
/// deploys, and until then nothing may be lost.
fn classify<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> PortError {
    match error {
        SdkError::ConstructionFailure(_) => PortError::Refused("the request could not be built".into()),
        SdkError::TimeoutError(_) => PortError::Unavailable("timeout".into()),
        SdkError::DispatchFailure(_) => PortError::Unavailable("no connection".into()),
        SdkError::ResponseError(_) => PortError::Unavailable("unreadable response".into()),
        // The enum is open; so is what a kind that we do not know means.
        service => {
            let code = service.code().unwrap_or("unknown").to_owned();
            match code.as_str() {
                "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded"
                | "ThrottlingException"
                | "TransactionConflictException" => PortError::Throttled(code),
                "ValidationException" | "ItemCollectionSizeLimitExceededException" => {
                    PortError::Refused(code)
                }
                _ => PortError::Unavailable(code),
            }
        }
    }
}

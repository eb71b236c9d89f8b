//! The store in DynamoDB. Every read of a table is strongly consistent: this is what rules out the
//! races of [`ports`].

mod alerts;
mod allowances;
mod batch;
mod broadcasts;
mod connections;
mod contacts;
mod devices;
mod handles;
mod inbox;
mod later;
mod ledger;
mod levels;
mod lists;
mod merges;
mod profile;
mod tickets;
mod topics;
mod transaction;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use domain::{Time, UserId};
use ports::PortError;

use crate::item::Attributes;
use crate::{item, keys};

/// The names of the tables. A Lambda function sets the names of those that it uses; its role does
/// not allow access to the others.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The table of recipients.
    pub recipients: String,
    /// The table of inbox items.
    pub inbox: String,
    /// The table of one-time tickets and of codes that link Telegram conversations.
    pub tickets: String,
    /// The table of rate limit counters and pauses of providers.
    pub allowances: String,
    /// The table of scheduled checks of users.
    pub schedule: String,
    /// The table of price alerts, their levels and the states of their symbols.
    pub alerts: String,
    /// The table of broadcasts, of connected users and of topics.
    pub broadcasts: String,
}

/// The store in DynamoDB.
#[derive(Debug, Clone)]
pub struct DynamoStore {
    client: Client,
    tables: Tables,
}

impl DynamoStore {
    /// Creates a store on these tables.
    pub fn new(client: Client, tables: Tables) -> Self {
        Self { client, tables }
    }

    fn recipient(&self, user: &UserId) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
    }
}

/// Returns all items of the query, from all its pages.
async fn all(query: QueryFluentBuilder) -> Result<Vec<Attributes>, PortError> {
    let mut found = Vec::new();
    let mut start = None;
    loop {
        let page = query.clone().set_exclusive_start_key(start).send().await;
        let page = page.map_err(|error| classify(&error))?;
        found.extend(page.items.unwrap_or_default());
        start = page.last_evaluated_key.filter(|key| !key.is_empty());
        if start.is_none() {
            return Ok(found);
        }
    }
}

/// Returns the items that can be read. One that cannot be read affects only itself: it is logged as
/// `what` and left out.
fn readable<'a, T>(
    items: impl IntoIterator<Item = &'a Attributes>,
    what: &'static str,
    read: impl Fn(&Attributes) -> Result<T, PortError>,
) -> Vec<T> {
    let read = |attributes| match read(attributes) {
        Ok(item) => Some(item),
        Err(error) => {
            tracing::error!(%error, what, "a stored item cannot be read");
            None
        }
    };
    items.into_iter().filter_map(read).collect()
}

/// Adds to the update of a recipient's item the condition that a token which was issued at this time
/// is not revoked. The update may have a condition of its own before.
fn unless_revoked(update: UpdateBuilder, issued_at: Option<Time>) -> UpdateBuilder {
    // A token without a time may be older than the revocation.
    let older = issued_at.map_or("", |_| " OR #revoked_at < :issued_at");
    let own = update.get_condition_expression().as_ref().map_or(String::new(), |own| format!("{own} AND "));
    let update = update
        .condition_expression(format!("{own}(attribute_not_exists(#revoked_at){older})"))
        .expression_attribute_names("#revoked_at", keys::REVOKED_AT);
    match issued_at {
        None => update,
        Some(issued_at) => update.expression_attribute_values(":issued_at", item::millis(issued_at)),
    }
}

/// Sends a conditional update; returns whether its condition held.
async fn send_if(update: UpdateItemFluentBuilder) -> Result<bool, PortError> {
    match update.send().await {
        Ok(_) => Ok(true),
        Err(error) if is_conflict(&error) => Ok(false),
        Err(error) => Err(classify(&error)),
    }
}

fn is_conflict<R>(error: &SdkError<UpdateItemError, R>) -> bool {
    error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}

/// Translates a failed call into an error. Denied access and missing tables are retryable: an
/// operator has to fix them, and until then no message may be lost.
fn classify<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> PortError {
    match error {
        SdkError::ConstructionFailure(_) => PortError::Refused("the request could not be built".into()),
        SdkError::TimeoutError(_) => PortError::Unavailable("timeout".into()),
        SdkError::DispatchFailure(_) => PortError::Unavailable("no connection".into()),
        SdkError::ResponseError(_) => PortError::Unavailable("unreadable response".into()),
        // The enum is non-exhaustive, so an unknown kind of failure is treated like one with an
        // unknown code.
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

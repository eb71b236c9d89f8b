//! The store in DynamoDB. Every read is strongly consistent: the races of [`ports`] are closed by that.

mod alerts;
mod allowances;
mod batch;
mod connections;
mod contacts;
mod devices;
mod inbox;
mod later;
mod ledger;
mod levels;
mod lists;
mod merges;
mod profile;
mod tickets;
mod transaction;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use domain::UserId;
use ports::PortError;

use crate::item::Attributes;
use crate::{item, keys};

/// The names of the tables. A function names those that it uses; its role does not reach the others.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Recipients.
    pub recipients: String,
    /// Inbox.
    pub inbox: String,
    /// Tickets, and codes for conversations with the bot.
    pub tickets: String,
    /// Allowances of the providers.
    pub allowances: String,
    /// Who is to be looked at when.
    pub schedule: String,
    /// Price alerts, their levels, and what is known of their symbols.
    pub alerts: String,
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

    fn recipient(&self, user: &UserId) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
    }
}

/// Everything that the query finds, however many pages it takes.
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

/// Returns what can be read of these items. One that cannot be read costs only itself: it is logged as `what` and left out.
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

/// Sends a conditional update; answers whether its condition held.
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

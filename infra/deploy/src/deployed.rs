//! A deployed stack, as far as a synthetic trader needs it.

use std::collections::BTreeMap;

use domain::{Priority, UserId};
use local::deploy;
use ports::Queue;
use queues::{QueueUrls, Sqs};
use store::{DynamoStore, Tables};

use crate::account::Account;
use crate::error::Error;

/// A stack, described by its outputs.
pub(crate) struct Deployed<'a> {
    account: &'a Account,
    name: &'a str,
    outputs: BTreeMap<String, String>,
}

impl<'a> Deployed<'a> {
    /// Looks up the stack of this name.
    pub(crate) async fn find(account: &'a Account, name: &'a str) -> Result<Self, Error> {
        let (outputs, _) = deploy::outputs(&account.aws, name).await?;
        Ok(Self { account, name, outputs })
    }

    /// Returns the value of an output that every stack of the template has.
    pub(crate) fn output(&self, output: &'static str) -> Result<&str, Error> {
        let found = self.outputs.get(output).map(String::as_str);
        found.ok_or_else(|| Error::Output { stack: self.name.to_owned(), output })
    }

    /// Returns a client of the stack's tables.
    pub(crate) fn store(&self) -> Result<DynamoStore, Error> {
        let table = |output| self.output(output).map(str::to_owned);
        let tables = Tables {
            recipients: table("RecipientsTableName")?,
            inbox: table("InboxTableName")?,
            tickets: table("TicketsTableName")?,
            allowances: table("AllowancesTableName")?,
            schedule: table("ScheduleTableName")?,
            alerts: table("AlertsTableName")?,
            broadcasts: table("BroadcastsTableName")?,
        };
        Ok(DynamoStore::new(self.account.access.dynamodb(), tables))
    }

    /// Returns a client of the queues that the exchange sends events to.
    pub(crate) fn queues(&self) -> Result<Sqs, Error> {
        let urls = QueueUrls::default()
            .with(Queue::Events(Priority::P0), self.output("P0QueueUrl")?)
            .with(Queue::Events(Priority::P1), self.output("P1QueueUrl")?)
            .with(Queue::Events(Priority::P2), self.output("P2QueueUrl")?);
        Ok(Sqs::new(self.account.access.sqs(), urls))
    }

    /// Returns a user id that no trader of this stack can have: it contains the stack's own id.
    pub(crate) fn synthetic_user(&self, part: &str) -> Result<UserId, Error> {
        let name = format!("{}-{part}", self.output("SyntheticUserId")?);
        UserId::parse(name).map_err(|error| Error::Smoke(format!("the output SyntheticUserId {error}")))
    }
}

//! The batch read of recipients, inbox items and closed positions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use domain::UserId;
use domain::routing::notification::InboxItem;
use ports::{BatchRead, Key, PortError, PositionKey, Snapshot};

use super::{DynamoStore, classify};
use crate::item::{self, About, Attributes};
use crate::keys;

/// The number of requests for keys that DynamoDB leaves unprocessed (for lack of throughput, or
/// beyond 16 MB).
const ROUNDS: u32 = 4;

/// The pause before the second request; it doubles with each further request.
const PAUSE: Duration = Duration::from_millis(20);

impl BatchRead for DynamoStore {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        let mut open = HashMap::new();
        let items = unique(keys).map(|(user, id)| inbox_key(keys::inbox_part(user, id), id.as_str()));
        let closed = unique(positions).map(|(user, id)| inbox_key(user.as_str(), keys::position(id)));
        add(&mut open, &self.tables.recipients, unique(users).map(recipient_key));
        add(&mut open, &self.tables.inbox, items.chain(closed));
        let mut snapshot = Snapshot::default();
        self.get(open, |table, items| {
            if table == self.tables.recipients {
                take_recipients(&mut snapshot, items);
            } else {
                take_items(&mut snapshot, items);
            }
            Ok(())
        })
        .await?;
        Ok(snapshot)
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        let mut open = HashMap::new();
        let items = unique(keys).map(|(user, id)| inbox_key(keys::overflow(user), id.as_str()));
        add(&mut open, &self.tables.inbox, items);
        let mut snapshot = Snapshot::default();
        self.get(open, |_, items| {
            take_items(&mut snapshot, items);
            Ok(())
        })
        .await?;
        Ok(snapshot.items)
    }
}

impl DynamoStore {
    /// Gets all these items; `take` receives the items of a table, once per response.
    pub(super) async fn get(
        &self,
        mut open: HashMap<String, KeysAndAttributes>,
        mut take: impl FnMut(&str, &[Attributes]) -> Result<(), PortError>,
    ) -> Result<(), PortError> {
        for round in 0..ROUNDS {
            if open.is_empty() {
                return Ok(());
            }
            if round > 0 {
                tokio::time::sleep(PAUSE * 2_u32.pow(round - 1)).await;
            }
            let output = self.client.batch_get_item().set_request_items(Some(open)).send().await;
            let output = output.map_err(|error| classify(&error))?;
            for (table, items) in output.responses.unwrap_or_default() {
                take(&table, &items)?;
            }
            open = output.unprocessed_keys.unwrap_or_default();
        }
        if open.is_empty() { Ok(()) } else { Err(PortError::Throttled("unprocessed keys".into())) }
    }
}

/// Removes duplicates: a caller may name an item twice, but DynamoDB rejects duplicate keys.
pub(super) fn unique<T: std::hash::Hash + Eq>(names: &[T]) -> impl Iterator<Item = &T> {
    let mut seen = HashSet::new();
    names.iter().filter(move |name| seen.insert(*name))
}

pub(super) fn add(
    request: &mut HashMap<String, KeysAndAttributes>,
    table: &str,
    keys: impl Iterator<Item = Attributes>,
) {
    let keys: Vec<_> = keys.collect();
    if keys.is_empty() {
        return;
    }
    // The keys are set, so building cannot fail.
    if let Ok(wanted) = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build() {
        request.insert(table.to_owned(), wanted);
    }
}

fn recipient_key(user: &UserId) -> Attributes {
    HashMap::from([(keys::USER_ID.to_owned(), AttributeValue::S(user.to_string()))])
}

fn inbox_key(hash_key: impl Into<String>, range_key: impl Into<String>) -> Attributes {
    HashMap::from([
        (keys::USER_ID.to_owned(), item::text(hash_key)),
        (keys::EVENT_ID.to_owned(), item::text(range_key)),
    ])
}

/// Adds the recipients that can be read. One that cannot be read affects only itself, and its user
/// is treated as unknown.
fn take_recipients(snapshot: &mut Snapshot, items: &[Attributes]) {
    for attributes in items {
        match item::recipient(attributes) {
            Ok(recipient) => drop(snapshot.recipients.insert(recipient.user_id.clone(), recipient)),
            Err(error) => tracing::error!(%error, "a recipient cannot be read"),
        }
    }
}

/// Adds the inbox items that can be read. One that cannot be read affects only itself.
fn take_items(snapshot: &mut Snapshot, items: &[Attributes]) {
    for attributes in items {
        match item::about(attributes) {
            Ok(About::Notification(key)) => match item::inbox_item(attributes) {
                Ok(item) => {
                    snapshot.items.insert(key, item);
                }
                Err(error) => {
                    tracing::error!(%error, user.id = %key.0, event.id = %key.1, "an inbox item cannot be read");
                    snapshot.unreadable.insert(key);
                }
            },
            Ok(About::Position(key)) => match item::position_state(attributes) {
                Ok((closed_at, last_notified)) => {
                    snapshot.closed.extend(closed_at.map(|at| (key.clone(), at)));
                    snapshot.last_notified.extend(last_notified.map(|last| (key, last)));
                }
                // Without the position's state a superfluous warning is sent, which is better than a
                // missing one.
                Err(error) => {
                    tracing::error!(%error, user.id = %key.0, "the state of a position cannot be read");
                }
            },
            Err(error) => tracing::error!(%error, "the key of an inbox item cannot be read"),
        }
    }
}

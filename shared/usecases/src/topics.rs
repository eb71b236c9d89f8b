//! The change of a trader's topics, by the exchange or by the trader.

use domain::UserId;
use domain::topics::Topics;
use ports::{PortError, TopicsRead, TopicsWrite, WriteOutcome};

/// Maximum number of attempts of a change against concurrent changes of the same user.
const TRIES: usize = 5;

/// Reads the user's topics.
///
/// # Errors
/// Those of the store, and [`PortError::Corrupt`], not retryable, if the topics cannot be read.
pub(crate) async fn read(store: &impl TopicsRead, user: &UserId) -> Result<Topics, PortError> {
    let found = store.topics(std::slice::from_ref(user)).await?.remove(user);
    found.ok_or_else(|| PortError::Corrupt("the user's topics".into()))
}

/// Changes the user's topics, and returns the answer of `change`, which is called again if another invocation has
/// stored a change meanwhile. What changes nothing is not stored.
///
/// # Errors
/// Those of [`read`] and of the write, and [`PortError::Throttled`] if the topics kept changing.
pub(crate) async fn change<T>(
    store: &(impl TopicsRead + TopicsWrite),
    user: &UserId,
    change: impl Fn(&mut Topics) -> T,
) -> Result<T, PortError> {
    for _ in 0..TRIES {
        let known = read(store, user).await?;
        let mut next = known.clone();
        let answer = change(&mut next);
        if next == known || store.put_topics(user, &next).await? == WriteOutcome::Done {
            return Ok(answer);
        }
    }
    Err(PortError::Throttled("the topics kept changing".into()))
}

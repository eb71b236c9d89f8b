//! Commands by which a trader follows and mutes the topics of markets.

use domain::protocol::{FrameError, reply};
use domain::topics::Topic;
use ports::{BatchRead, Clock, TopicsRead, TopicsWrite};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandContext, authorized_recipient};
use crate::topics;

platform_alias! {
    /// Ports that the commands on topics use: the recipient with its revocations, and topics.
    pub(super) TopicPlatform:
        Store: BatchRead + TopicsRead + TopicsWrite,
}

/// Lets the trader have the topic, whatever the exchange states.
pub(super) async fn follow<P: TopicPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    topic: &Topic,
) -> Result<Value, ActionError> {
    let store = context.platform.store();
    authorized_recipient(store, caller).await?;
    let now = context.platform.clock().now();
    let followed = topics::change(store, &caller.user_id, |topics| topics.follow(topic, now)).await?;
    followed.map_err(|_| FrameError::too_many_topics())?;
    Ok(reply::done())
}

/// Mutes the topic, whatever the exchange states.
pub(super) async fn unfollow<P: TopicPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    topic: &Topic,
) -> Result<Value, ActionError> {
    let store = context.platform.store();
    authorized_recipient(store, caller).await?;
    let now = context.platform.clock().now();
    topics::change(store, &caller.user_id, |topics| topics.unfollow(topic, now)).await?;
    Ok(reply::done())
}

/// Lists the topics of markets that the trader has.
pub(super) async fn list<P: TopicPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<Value, ActionError> {
    let topics = topics::read(context.platform.store(), &caller.user_id).await?;
    Ok(reply::topics(topics.markets()))
}

//! A user whose minute has come.

use ports::{
    BatchRead, Clock, Deferrals, Enqueue, InboxWrite, PortError, Reports, Schedule, Telemetry, Wake, Wakes,
};

use super::{ReleasePorts, report, summary};

/// Does what is due for the user, by the preferences of this moment, and sees to it that what is not yet due will be. Only
/// then the user is taken out of the schedule.
pub(super) async fn look_at<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    wake: &Wake,
) -> Result<(), PortError>
where
    S: BatchRead + Schedule + Wakes + Deferrals + Reports + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let user = &wake.user_id;
    let recipient = ports.store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user);
    let settled = summary::release(ports, &recipient, wake).await?;
    report::publish(ports, &recipient, wake.at).await?;
    match settled {
        Some(wake) => ports.store.settle(&wake).await,
        None => Ok(()),
    }
}

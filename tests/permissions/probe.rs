//! The probe of each permission.

use std::time::Duration;

use domain::Channel;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use serde_json::json;
use support::{Device, System};

use crate::{broadcasts, contacts, deliveries, prices, release, sockets, workers};

/// The interval at which an effect is checked.
const PAUSE: Duration = Duration::from_millis(150);

/// A role under test.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) system: &'a System,
    /// The role's name in the template.
    pub(crate) role: &'a str,
}

/// The kind of a function that processes a queue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worker {
    /// Routes events of a class.
    Route,
    /// Posts to sockets.
    Websocket,
    /// Sends to a provider.
    External(Channel),
    /// Climbs ladders.
    Escalate,
    /// Releases the deferred notifications of users whose minute has come.
    Release,
    /// Processes the jobs of storms.
    Fire,
    /// Reaches the connected traders of a broadcast.
    Walk,
    /// Stores profiles.
    Profiles,
}

type Probe<'a> = LocalBoxFuture<'a, bool>;

impl<'a> Scene<'a> {
    /// Returns the probe of the statement `sid`. It resolves to whether the effect of the statement came, and
    /// may never resolve if it does not. `None` if there is no probe for the statement.
    pub(crate) fn probe(self, sid: &str) -> Option<Probe<'a>> {
        match self.worker() {
            None => self.probe_of_answering(sid),
            Some(worker) => Some(match (worker, sid) {
                (_, "SetAsideWithReason") => workers::sets_aside(self, worker).boxed_local(),
                (_, "RetryLater") => workers::retries_later(self, worker).boxed_local(),
                (Worker::Route | Worker::Profiles, "RejectUnreadable") => {
                    workers::rejects(self).boxed_local()
                }
                (Worker::Route, sid) => return self.probe_of_route(sid),
                (Worker::Websocket, sid) => return self.probe_of_websocket(sid),
                (Worker::External(channel), sid) => return self.probe_of_external(channel, sid),
                (Worker::Escalate, "ReadRecipientsAndInbox" | "Climb") => workers::climbs(self).boxed_local(),
                (Worker::Escalate, "HandToChannels") => {
                    workers::hands_to_climbed_channels(self).boxed_local()
                }
                (Worker::Escalate, "WaitForNextStep") => workers::waits_for_next_step(self).boxed_local(),
                (Worker::Release, sid) => return self.probe_of_release(sid),
                (Worker::Profiles, "ReadRecipients" | "ChangeRecipient") => {
                    contacts::learns(self).boxed_local()
                }
                (Worker::Profiles, "ForgetRevokedDevice" | "CloseRevokedConnection") => {
                    contacts::revokes(self).boxed_local()
                }
                (Worker::Profiles, "KeepTopics") => contacts::learns_topics(self).boxed_local(),
                (Worker::Profiles, "WakeLater") => release::wakes_the_moved(self).boxed_local(),
                (Worker::Fire, "FindLevels" | "MarkAndCloseJobs" | "PublishFirings") => {
                    prices::works_off(self).boxed_local()
                }
                (
                    Worker::Walk,
                    "FindBroadcast"
                    | "FindConnectedUsers"
                    | "HandToSockets"
                    | "SplitAndContinue"
                    | "ReadRecipientsAndInbox"
                    | "RecordDelivery",
                ) => broadcasts::reach_a_socket(self).boxed_local(),
                (Worker::Walk, "ReadTopics") => broadcasts::reaches_by_topic(self).boxed_local(),
                (Worker::Walk, "ReadAllRecipients" | "HandToChannels") => {
                    broadcasts::reach_all_channels(self).boxed_local()
                }
                (Worker::Walk, "StoreDryRunResult") => broadcasts::is_counted(self).boxed_local(),
                (Worker::Walk, "Defer") => broadcasts::is_deferred(self).boxed_local(),
                (Worker::Escalate | Worker::Fire | Worker::Walk | Worker::Profiles, _) => return None,
            }),
        }
    }

    fn probe_of_route(self, sid: &str) -> Option<Probe<'a>> {
        Some(match sid {
            "ReadRecipientsAndInbox" => workers::delivers(self).boxed_local(),
            "RecordDelivery" => workers::records(self).boxed_local(),
            "MoveToOwnClass" => workers::moves(self).boxed_local(),
            "HandToChannels" => workers::hands_to_channels(self).boxed_local(),
            "HandToEscalate" => workers::hands_to_escalate(self).boxed_local(),
            "Defer" => release::defers(self).boxed_local(),
            "StoreBroadcast" | "HandToWalkers" => broadcasts::reaches_a_socket(self).boxed_local(),
            "KeepProfitAndLoss" => release::keeps_profit(self).boxed_local(),
            "DropConnection" => workers::drops_the_dead(self).boxed_local(),
            "PostAndClose" => workers::posts_and_closes(self).boxed_local(),
            _ => return None,
        })
    }

    fn probe_of_websocket(self, sid: &str) -> Option<Probe<'a>> {
        Some(match sid {
            "ReadRecipientsAndInbox" => workers::delivers(self).boxed_local(),
            "RecordDelivery" => workers::records(self).boxed_local(),
            "DropConnection" => workers::drops_the_dead(self).boxed_local(),
            "PostAndClose" => workers::posts_and_closes(self).boxed_local(),
            _ => return None,
        })
    }

    fn probe_of_release(self, sid: &str) -> Option<Probe<'a>> {
        Some(match sid {
            "HandOutParts" => release::hands_out_parts(self).boxed_local(),
            "FindWhoIsDue"
            | "ReadRecipientsAndInbox"
            | "FindWhatWaits"
            | "BindAndSummarise"
            | "ForgetWhatHasLeft" => release::releases(self).boxed_local(),
            "SettleAndWakeAgain" => release::wakes_again(self).boxed_local(),
            "HandToChannels" => release::hands_to_channels(self).boxed_local(),
            "CountTheDay" | "PublishReport" | "KeepReportedDay" => release::reports(self).boxed_local(),
            _ => return None,
        })
    }

    fn probe_of_external(self, channel: Channel, sid: &str) -> Option<Probe<'a>> {
        Some(match (channel, sid) {
            (_, "ReadRecipientsAndInbox" | "RecordDelivery" | "KeepToAllowances")
            | (Channel::Email, "SendEmail")
            | (Channel::Sms, "SendSms") => deliveries::sends(self, channel).boxed_local(),
            (Channel::Push, "ReadServiceAccount")
            | (Channel::Telegram, "ReadBotToken")
            | (Channel::Email, "ReadLinkKey") => deliveries::sends_afresh(self, channel).boxed_local(),
            (_, "StoreHandle") => deliveries::stores_handle(self, channel).boxed_local(),
            (Channel::Push, "CountUnread") => deliveries::counts_unread(self).boxed_local(),
            (_, "WaitLonger") => deliveries::waits_longer(self, channel).boxed_local(),
            (_, "RetireContact" | "ForgetRetiredDevice") => deliveries::retires(self, channel).boxed_local(),
            (_, "TakeAnotherChannel") => deliveries::takes_another(self, channel).boxed_local(),
            _ => return None,
        })
    }

    /// Returns the probe of a function that answers requests.
    fn probe_of_answering(self, sid: &str) -> Option<Probe<'a>> {
        let answers = |frame| sockets::answers(self, frame).boxed_local();
        Some(match (self.function(), sid) {
            ("Web", "StoreTicket") => sockets::sells_a_ticket(self).boxed_local(),
            ("Web", "RedeemLinkCode") => contacts::links_and_unlinks(self).boxed_local(),
            ("Web", "ReadCodesAndHandles") => sockets::acks_by_handle(self).boxed_local(),
            ("Web", "PostToDevices") => sockets::posts_to_devices(self).boxed_local(),
            ("Web", "WakeLater") => async move {
                release::wakes_who_prefers(self).await && contacts::wakes_by_the_bot(self).await
            }
            .boxed_local(),
            ("Web", "ReadSecrets") => contacts::keeps_secrets(self).boxed_local(),
            ("EmailEvents", "FindUsersOfMailbox" | "RetireContact") => {
                contacts::retires_the_bounced(self).boxed_local()
            }
            ("SocketAuthorize", "RedeemTicket" | "ReadRevocation")
            | ("SocketConnect", "RegisterConnection" | "RecordConnected") => {
                sockets::lets_in(self).boxed_local()
            }
            ("SocketConnect", "CloseEvictedConnection") => sockets::closes_at_connect(self).boxed_local(),
            ("SocketDisconnect", "ForgetConnection") => sockets::forgets(self).boxed_local(),
            ("Web" | "SocketCommand", "TellOwner") => sockets::tells_of_a_device(self).boxed_local(),
            ("Web" | "SocketCommand", "Dismiss") => sockets::dismisses(self).boxed_local(),
            ("Web" | "SocketCommand", "ReadRecipient" | "KeepRecipient" | "ForgetDevice") => {
                sockets::keeps_recipient(self).boxed_local()
            }
            ("Web" | "SocketCommand", "ReadRecipientsAndInbox") => {
                answers(json!({"action": "markRead", "ids": ["x"]}))
            }
            ("Web" | "SocketCommand", "CatchUpOnBroadcasts") => broadcasts::is_listed(self).boxed_local(),
            ("Web" | "SocketCommand", "KeepTopics") => {
                answers(json!({"action": "followTopic", "topic": "market:BTC-USDT"}))
            }
            ("Web" | "SocketCommand", "ListByTime") => answers(json!({"action": "listNotifications"})),
            ("Web" | "SocketCommand", "AckAndMarkRead") => answers(json!({"action": "ack", "ids": ["x"]})),
            ("SocketCommand", "StoreLinkCode") => answers(json!({"action": "linkTelegram"})),
            ("WatchPrices", "ReadSymbols" | "FindLevels" | "MarkAndKeepBounds" | "PublishFirings") => {
                prices::fires(self).boxed_local()
            }
            ("WatchPrices", "HandOutJobs") => prices::hands_out_jobs(self).boxed_local(),
            ("WatchPrices", "RejectUnreadable") => prices::rejects(self).boxed_local(),
            ("CheckFeeds", "FindSymbolsAndOwners" | "KeepWhatWasTold" | "PublishHealth") => {
                prices::tells_of_health(self).boxed_local()
            }
            ("Canary", "StoreTicket" | "PublishFill") => self.system.wake("canary").boxed_local(),
            ("CheckFeeds", "ForgetIdleAndExpired") => prices::forgets_idle(self).boxed_local(),
            ("Web" | "SocketCommand", "CountFrames") => sockets::counts_frames(self).boxed_local(),
            ("Web" | "SocketCommand", "KeepAlerts") => prices::keeps_alerts(self).boxed_local(),
            ("SocketCommand", "WakeLater") => release::wakes_who_prefers(self).boxed_local(),
            ("SocketCommand", "PostAndClose") => sockets::closes_at_ping(self).boxed_local(),
            _ => return None,
        })
    }

    /// Returns the function's name in the template: `RouteP0`.
    pub(crate) fn function(self) -> &'a str {
        self.role.strip_suffix("Role").unwrap()
    }

    /// Returns the kind of the function's work; `None` if it has no queue.
    pub(crate) fn worker(self) -> Option<Worker> {
        let function = self.function();
        if function.starts_with("Route") {
            return Some(Worker::Route);
        }
        let deliver = function.strip_prefix("Deliver").map(str::to_lowercase);
        let of_channel = deliver.and_then(|of| Channel::ALL.into_iter().find(|to| of.starts_with(to.name())));
        match (of_channel, function) {
            (Some(Channel::Websocket), _) => Some(Worker::Websocket),
            (Some(channel), _) => Some(Worker::External(channel)),
            (None, "Escalate") => Some(Worker::Escalate),
            (None, "Release") => Some(Worker::Release),
            (None, "FireAlerts") => Some(Worker::Fire),
            (None, "WalkBroadcasts") => Some(Worker::Walk),
            (None, "SyncProfile") => Some(Worker::Profiles),
            (None, _) => None,
        }
    }

    /// Returns the queue that the role's function processes, as the template names it: `P0`, `WebsocketP1`.
    pub(crate) fn source(self) -> &'a str {
        match self.function() {
            "SyncProfile" => "Profiles",
            "FireAlerts" => "Fire",
            "WalkBroadcasts" => "Broadcasts",
            function => function.trim_start_matches("Route").trim_start_matches("Deliver"),
        }
    }

    /// Returns the class that the role's function serves.
    pub(crate) fn class(self) -> u8 {
        self.source().rsplit('P').next().unwrap().parse().unwrap()
    }

    pub(crate) fn output(self, name: &str) -> &'a str {
        &self.system.stack.outputs()[name]
    }

    pub(crate) fn source_url(self) -> &'a str {
        self.output(&format!("{}QueueUrl", self.source()))
    }
}

/// Waits until the device receives this notification.
pub(crate) async fn comes(device: &mut Device, id: &str) {
    while device.notification().await["id"] != id {}
}

/// Waits until the condition is true, which may be never: the caller sets a limit.
pub(crate) async fn until(mut is_so: impl AsyncFnMut() -> bool) -> bool {
    while !is_so().await {
        tokio::time::sleep(PAUSE).await;
    }
    true
}

//! The count of the deliveries that a broadcast would have, if it were sent now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::broadcast::Broadcast;
use crate::event::channel::Channel;
use crate::recipient::Recipient;
use crate::routing::plan::{self, Decision};
use crate::time::Time;

/// The deliveries of a broadcast on one channel to traders of one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliveries {
    /// Those that would be sent at once; for push one for each device.
    pub at_once: u64,
    /// Those that would wait for the end of the traders' quiet hours.
    pub deferred: u64,
}

/// The result of a dry run: the deliveries that the broadcast would have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    /// The number of recipients that were read.
    pub recipients: u64,
    /// The number of those to whom it is addressed.
    pub audience: u64,
    /// The number of those of them who would get it outside the app.
    pub outside: u64,
    /// The deliveries by channel and by the code of the trader's language. In the app they are the traders who would
    /// find it in their inboxes.
    pub deliveries: BTreeMap<Channel, BTreeMap<String, Deliveries>>,
}

/// The amounts of which a broadcast's cost consists: the walks and the deliveries at once, without the deliveries after quiet
/// hours, the reading of inboxes, and the time of functions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Read units of DynamoDB.
    pub read_units: u64,
    /// Write units of DynamoDB.
    pub write_units: u64,
    /// Requests to SQS.
    pub queue_requests: u64,
    /// Messages to each provider.
    pub push: u64,
    /// Messages to Telegram.
    pub telegram: u64,
    /// E-mails.
    pub email: u64,
}

impl DryRun {
    /// Counts a recipient; one to whom it is addressed by the plan that the broadcast would have at `now`.
    pub fn count(
        &mut self,
        broadcast: &Broadcast,
        recipient: &Recipient,
        is_addressed: bool,
        deployed: &[Channel],
        now: Time,
    ) {
        self.recipients += 1;
        if !is_addressed {
            return;
        }
        self.audience += 1;
        let event = broadcast.event_for(&recipient.user_id);
        let plan = plan::plan(&event, recipient, deployed, None, now);
        let language = recipient.locale(None).language.code();
        let mut is_outside = false;
        for planned in &plan.deliveries {
            let (at_once, deferred) = match planned.decision {
                // An in-app delivery has no key in the ledger.
                Decision::Deliver if planned.channel == Channel::Websocket => (1, 0),
                Decision::Deliver => (planned.keys().len(), 0),
                Decision::Defer { .. } => (0, planned.keys().len()),
                Decision::Climb | Decision::Suppress(_) => continue,
            };
            is_outside |= planned.channel != Channel::Websocket;
            let of_channel = self.deliveries.entry(planned.channel).or_default();
            let known = of_channel.entry(language.to_owned()).or_default();
            known.at_once += u64::try_from(at_once).unwrap_or(u64::MAX);
            known.deferred += u64::try_from(deferred).unwrap_or(u64::MAX);
        }
        self.outside += u64::from(is_outside);
    }

    /// Returns the number of deliveries at once on this channel.
    pub fn at_once(&self, channel: Channel) -> u64 {
        let of_channel = self.deliveries.get(&channel).into_iter().flatten();
        of_channel.map(|(_, deliveries)| deliveries.at_once).sum()
    }

    /// Returns what the broadcast would use with `walks` channels outside the app (`infra/adr/0038`): each walk
    /// reads the recipients and the notifications of the audience, a notification is written with its copy in the
    /// index, and a delivery is read, claimed and confirmed. Ten messages are one request to SQS, and each is sent,
    /// received and deleted.
    pub fn usage(&self, walks: u64) -> Use {
        let [push, telegram, email] =
            [Channel::Push, Channel::Telegram, Channel::Email].map(|channel| self.at_once(channel));
        let sent = push + telegram + email;
        Use {
            read_units: walks * (self.recipients + self.audience) + 2 * sent,
            write_units: 2 * self.outside + 2 * sent,
            queue_requests: 3 * sent.div_ceil(10) + 3 * walks * self.recipients.div_ceil(100),
            push,
            telegram,
            email,
        }
    }
}

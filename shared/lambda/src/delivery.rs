//! The function of an external channel. Such functions differ only in their provider.

use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::{Channel, Priority};
use ports::{Provider, Queue};
use usecases::deliver::{CallQuota, ChannelContext, Settings, deliver_external};

use crate::batch::{BatchConfig, BatchFunction};
use crate::clients::{Aws, Limits};
use crate::env::{Env, EnvError, Table};
use crate::platform::AwsPlatform;
use crate::warm::Call;
use crate::{Handler, random};

/// The lease of a claim of a P0: longer than its function can run, which is 5 s.
const P0_LEASE: Duration = Duration::from_secs(8);

/// The lease of a claim of the other classes, whose functions can run for 15 s.
const LEASE: Duration = Duration::from_secs(20);

/// The environment of the function of an external channel.
#[derive(Debug)]
pub struct DeliveryConfig {
    batch: BatchConfig,
    settings: Settings,
}

impl DeliveryConfig {
    /// Reads the environment of the function of this channel.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: a variable is missing or cannot be parsed. It is not retryable; an operator
    /// has to change the deployment.
    pub fn read(env: &Env, channel: Channel) -> Result<Self, EnvError> {
        const TABLES: [Table; 4] = [Table::Recipients, Table::Inbox, Table::Allowances, Table::Tickets];
        let priority = env.priority()?;
        // The channels that a P0 can fall back to.
        let (deployed, fallbacks, lease) = match priority {
            Priority::P0 => {
                let others =
                    Channel::ALL.into_iter().filter(|other| ![channel, Channel::Websocket].contains(other));
                (env.channels()?, others.map(|other| Queue::Deliveries(other, priority)).collect(), P0_LEASE)
            }
            Priority::P1 | Priority::P2 => (Vec::new(), Vec::new(), LEASE),
        };
        let rate = Rate { per_second: env.parse("RATE_PER_SECOND")? };
        Ok(Self {
            // A merged delivery is sent to this channel's own queue again when it is due.
            batch: BatchConfig::read(env, priority, &TABLES, &fallbacks)?
                .sending_to_its_own(Queue::Deliveries(channel, priority)),
            settings: Settings { channel, priority, deployed, rate, lease },
        })
    }

    /// Returns the timeout of one call of the provider. It is short for P0, whose function has 5 s
    /// in all and may have to take another channel.
    pub fn send_timeout(&self) -> Duration {
        match self.settings.priority {
            Priority::P0 => Duration::from_secs(2),
            Priority::P1 | Priority::P2 => Duration::from_secs(8),
        }
    }

    /// Returns the lease of a claim: longer than the function can run, so that no other invocation
    /// sends the same delivery meanwhile.
    pub fn lease(&self) -> Duration {
        self.settings.lease
    }

    /// Returns the timeouts of its calls to AWS.
    pub fn limits(&self) -> Limits {
        match self.settings.priority {
            Priority::P0 => Limits::FIVE_SECONDS,
            Priority::P1 | Priority::P2 => Limits::TEN_SECONDS,
        }
    }
}

/// Creates the function for this provider. `warm` returns the warm-up calls of the tables and the
/// provider.
pub fn deliver<P: Provider>(
    config: DeliveryConfig,
    aws: &Aws,
    provider: P,
    warm: fn(&AwsPlatform<P>) -> Vec<Call<'_>>,
) -> impl Handler + use<P> {
    let DeliveryConfig { batch, settings } = config;
    let block = CallQuota::default();
    BatchFunction::new(batch, aws, provider, warm, async move |platform, records| {
        let context = ChannelContext {
            platform,
            random: random::jitter,
            handle: || random::bytes().ok(),
            settings: &settings,
            block: &block,
        };
        deliver_external(&context, records).await
    })
}

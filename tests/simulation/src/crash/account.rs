//! The limits in a crash: the account's quotas, the template's parameters, the providers' rates.

use crate::quotas::Quotas;

/// Calls of each provider per second, as the template's parameters state them.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// `PushPerSecond`.
    pub push: u32,
    /// `TelegramPerSecond`.
    pub telegram: u32,
    /// `EmailPerSecond`.
    pub email: u32,
    /// `SmsPerSecond`.
    pub sms: u32,
}

/// The number of instances that run at once.
#[derive(Debug, Clone, Copy)]
pub struct Concurrency {
    /// `RouteP0Concurrency`.
    pub route: usize,
    /// `DeliverP0Concurrency`.
    pub deliver: usize,
    /// Concurrent executions of the account.
    /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
    pub account: usize,
}

/// A crash, and the limits under which it happens.
#[derive(Debug, Clone, Copy)]
pub struct Crash {
    /// The number of traders who are liquidated within a minute.
    pub liquidations: u32,
    /// AWS's quotas.
    pub quotas: Quotas,
    /// The rates of the providers.
    pub rates: Rates,
    /// The number of instances.
    pub concurrency: Concurrency,
    /// The minutes that are simulated.
    pub minutes: u32,
}

impl Crash {
    /// Returns a crash of this many liquidations, with the template's defaults in an account whose
    /// quotas are AWS's defaults.
    pub fn by_default(liquidations: u32) -> Self {
        Self {
            liquidations,
            quotas: Quotas::DEFAULT,
            rates: Rates { push: 10_000, telegram: 30, email: 14, sms: 20 },
            concurrency: Concurrency { route: 50, deliver: 20, account: 1_000 },
            minutes: 30,
        }
    }

    /// Returns the same crash with raised quotas: tables that are warm for 80,000 writes and 160,000 reads,
    /// 40,000 requests and 2,000 new connections per second, 3,000 concurrent executions; 500 e-mails and 100
    /// SMS per second; and more instances.
    pub fn raised(liquidations: u32) -> Self {
        let normal = Self::by_default(liquidations);
        let quotas = Quotas {
            table_writes: 80_000,
            table_reads: 160_000,
            requests: 40_000,
            request_burst: 20_000,
            connections: 2_000,
            ..Quotas::DEFAULT
        };
        let rates = Rates { email: 500, sms: 100, ..normal.rates };
        let concurrency = Concurrency { route: 200, deliver: 100, account: 3_000 };
        Self { quotas, rates, concurrency, ..normal }
    }

    /// Returns a crash of a share of the size, under the same share of every limit. A provider has at least 2
    /// calls per second, since half of its rate is reserved for P0, and there is at least one instance.
    #[must_use]
    pub fn divided_by(self, share: u32) -> Self {
        let of = |rate: u32| (rate / share).max(2);
        let Rates { push, telegram, email, sms } = self.rates;
        let instances = |count: usize| (count / usize::try_from(share).unwrap_or(usize::MAX)).max(1);
        let Concurrency { route, deliver, account } = self.concurrency;
        Self {
            liquidations: self.liquidations / share,
            quotas: self.quotas.divided_by(share.into()),
            rates: Rates { push: of(push), telegram: of(telegram), email: of(email), sms: of(sms) },
            concurrency: Concurrency {
                route: instances(route),
                deliver: instances(deliver),
                account: instances(account),
            },
            minutes: self.minutes,
        }
    }
}

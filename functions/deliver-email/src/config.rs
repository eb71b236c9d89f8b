//! The environment of `deliver-email`.

use channels::email::{Sender, UnsubscribeLinks};
use domain::Channel;
use lambda::delivery::DeliveryConfig;
use lambda::{Env, EnvError};

/// What `deliver-email` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) delivery: DeliveryConfig,
    /// From whom e-mails are.
    pub(crate) sender: Sender,
    /// Where the links for unsubscribing lead.
    pub(crate) links: UnsubscribeLinks,
    /// The secret with the key that signs these links.
    pub(crate) link_secret_id: String,
    /// By which SES knows where to publish bounces and complaints.
    pub(crate) configuration_set: Option<String>,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        const ADDRESS: &str = "EMAIL_SENDER_ADDRESS";
        const LINKS: &str = "PUBLIC_URL";
        let sender = Sender::new(&env.text("EMAIL_SENDER_NAME")?, &env.text(ADDRESS)?);
        let links = UnsubscribeLinks::new(&env.http_url(LINKS)?);
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Email)?,
            sender: sender.map_err(|error| EnvError::Invalid { name: ADDRESS, reason: error.to_string() })?,
            links: links.map_err(|error| EnvError::Invalid { name: LINKS, reason: error.to_string() })?,
            link_secret_id: env.text("LINK_SECRET_ID")?,
            configuration_set: env.optional("CONFIGURATION_SET").map(str::to_owned),
        })
    }
}

//! The environments of the functions that call providers.

use channels::email::{Brand, Sender, UnsubscribeLinks};
use channels::links::PublicUrl;
use channels::push::PushSettings;
use channels::sms::{AckLinks, Countries, SenderId};
use domain::Channel;
use lambda::delivery::DeliveryConfig;
use lambda::{Config, Env, EnvError};

use super::invalid;

/// The address of the HTTP API, to which messages link.
const PUBLIC_URL: &str = "PUBLIC_URL";

/// The environment of `deliver-email`.
#[derive(Debug)]
pub struct DeliverEmail {
    /// The settings that all external channels share.
    pub delivery: DeliveryConfig,
    /// The sender of the e-mails.
    pub sender: Sender,
    /// The links for unsubscribing.
    pub links: UnsubscribeLinks,
    /// The secret with the key that signs these links.
    pub link_secret_id: String,
    /// The configuration set, in which SES has the destination of bounces and complaints.
    pub configuration_set: Option<String>,
    /// The exchange's brand.
    pub brand: Brand,
}

impl Config for DeliverEmail {
    fn read(env: &Env) -> Result<Self, EnvError> {
        const ADDRESS: &str = "EMAIL_SENDER_ADDRESS";
        let sender = Sender::new(&env.text("EMAIL_SENDER_NAME")?, &env.text(ADDRESS)?);
        let links = UnsubscribeLinks::new(&env.http_url(PUBLIC_URL)?);
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Email)?,
            sender: sender.map_err(|error| invalid(ADDRESS, &error))?,
            links: links.map_err(|error| invalid(PUBLIC_URL, &error))?,
            link_secret_id: env.link_secret_id()?,
            configuration_set: env.optional("CONFIGURATION_SET").map(str::to_owned),
            brand: brand(env)?,
        })
    }
}

/// Reads the brand, all of whose variables may be absent.
///
/// # Errors
/// The first variable that is not valid. Not retryable.
fn brand(env: &Env) -> Result<Brand, EnvError> {
    const COLOUR: &str = "BRAND_COLOUR";
    let text = |name| env.optional(name).map(str::to_owned);
    let url = |name| env.optional(name).map(|_| env.http_url(name)).transpose();
    Ok(Brand {
        name: text("BRAND_NAME"),
        logo: url("BRAND_LOGO_URL")?,
        colour: env.optional(COLOUR).map(|_| env.parse(COLOUR)).transpose()?,
        footer: text("BRAND_FOOTER"),
        app_url: app_url(env)?,
        support_url: url("SUPPORT_URL")?,
    })
}

/// Reads the address of the exchange's app; `None` if there is none.
///
/// # Errors
/// It is no address. Not retryable.
fn app_url(env: &Env) -> Result<Option<String>, EnvError> {
    const NAME: &str = "APP_URL";
    env.optional(NAME).map(|_| env.http_url(NAME)).transpose()
}

/// The environment of `deliver-push`.
#[derive(Debug)]
pub struct DeliverPush {
    /// The settings that all external channels share.
    pub delivery: DeliveryConfig,
    /// The address of Firebase Cloud Messaging.
    pub endpoint: String,
    /// The Firebase project of the messages.
    pub project_id: String,
    /// The secret with the service account's key file.
    pub secret_id: String,
    /// The settings that depend on the exchange's apps.
    pub settings: PushSettings,
}

impl Config for DeliverPush {
    fn read(env: &Env) -> Result<Self, EnvError> {
        const CRITICAL_ALERTS: &str = "CRITICAL_ALERTS";
        let has_critical_entitlement = env.optional(CRITICAL_ALERTS).map(|_| env.parse(CRITICAL_ALERTS));
        let settings = PushSettings {
            has_critical_entitlement: has_critical_entitlement.transpose()?.unwrap_or_default(),
            app_url: app_url(env)?,
        };
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Push)?,
            endpoint: env.http_url("FCM_ENDPOINT")?,
            project_id: env.text("FCM_PROJECT_ID")?,
            secret_id: env.text("FCM_SECRET_ID")?,
            settings,
        })
    }
}

/// The environment of `deliver-sms`.
#[derive(Debug)]
pub struct DeliverSms {
    /// The settings that all external channels share.
    pub delivery: DeliveryConfig,
    /// The countries to which SMS may be sent.
    pub countries: Countries,
    /// The sender id that telephones show.
    pub sender_id: Option<SenderId>,
    /// The links by which readers ack; `None` unless the deployment switches them on.
    pub links: Option<AckLinks>,
}

impl Config for DeliverSms {
    fn read(env: &Env) -> Result<Self, EnvError> {
        const SENDER_ID: &str = "SMS_SENDER_ID";
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Sms)?,
            countries: env.parse("SMS_COUNTRIES")?,
            sender_id: env.optional(SENDER_ID).map(|_| env.parse(SENDER_ID)).transpose()?,
            links: sms_links(env)?,
        })
    }
}

/// Reads the links in SMS; `None` if they are switched off.
///
/// # Errors
/// The first variable that is not valid, or a base that is too long for an SMS. Not retryable.
fn sms_links(env: &Env) -> Result<Option<AckLinks>, EnvError> {
    const SWITCH: &str = "SMS_ACK_LINKS";
    let is_on: Option<bool> = env.optional(SWITCH).map(|_| env.parse(SWITCH)).transpose()?;
    if is_on != Some(true) {
        return Ok(None);
    }
    let base = PublicUrl::new(&env.http_url(PUBLIC_URL)?).map_err(|error| invalid(PUBLIC_URL, &error))?;
    AckLinks::new(base).map(Some).map_err(|error| invalid(PUBLIC_URL, &error))
}

/// The environment of `deliver-telegram`.
#[derive(Debug)]
pub struct DeliverTelegram {
    /// The settings that all external channels share.
    pub delivery: DeliveryConfig,
    /// The address of the Bot API.
    pub endpoint: String,
    /// The secret with the bot's token.
    pub secret_id: String,
}

impl Config for DeliverTelegram {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Telegram)?,
            endpoint: env.http_url("TELEGRAM_ENDPOINT")?,
            secret_id: env.text("TELEGRAM_SECRET_ID")?,
        })
    }
}

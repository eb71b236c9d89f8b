//! Names of tables' keys, indexes and attributes.

pub(crate) const USER_ID: &str = "user_id";
pub(crate) const EVENT_ID: &str = "event_id";
pub(crate) const TICKET_HASH: &str = "ticket_hash";
pub(crate) const COUNTER: &str = "counter";
pub(crate) const SHARD: &str = "shard";
pub(crate) const WAKE: &str = "wake";
pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";

/// The index of the inbox that is ordered by time.
pub(crate) const BY_TIME: &str = "by_time";
pub(crate) const LIST_KEY: &str = "list_key";

/// The index of the recipients by mailbox.
pub(crate) const BY_EMAIL: &str = "by_email";
pub(crate) const EMAIL_KEY: &str = "email_key";

/// The expiry of an item in seconds since 1970; DynamoDB deletes the item "within a few days" after
/// it.
pub(crate) const TTL: &str = "ttl";

// Attributes of a notification. Names and values are kept short: each KB costs a write unit.
pub(crate) const STATE: &str = "state";
pub(crate) const ACKED_AT: &str = "acked_at";
pub(crate) const SEEN_AT: &str = "seen_at";
pub(crate) const SEEN_BY: &str = "seen_by";
pub(crate) const EVENT_TYPE: &str = "event_type";
pub(crate) const OCCURRED_AT: &str = "occurred_at";
pub(crate) const EXPIRES_AT: &str = "expires_at";
pub(crate) const ROUTED_AT: &str = "routed_at";
pub(crate) const DATA: &str = "data";
pub(crate) const TITLE: &str = "title";
pub(crate) const BODY: &str = "body";
pub(crate) const SILENT: &str = "silent";
pub(crate) const CHANNELS: &str = "channels";
pub(crate) const ATTEMPTS: &str = "attempts";
pub(crate) const LADDER_STEP: &str = "ladder_step";
pub(crate) const REPEATS: &str = "repeats";
pub(crate) const TRACEPARENT: &str = "traceparent";
pub(crate) const RELEASED_AS: &str = "released_as";

/// The attributes of a notification that the index `by_time` has beside the keys: those that a list
/// shows.
#[cfg(test)]
pub(crate) const LISTED: [&str; 11] =
    [STATE, ACKED_AT, EVENT_TYPE, OCCURRED_AT, EXPIRES_AT, ROUTED_AT, DATA, TITLE, BODY, SILENT, CHANNELS];

// Attributes of a ledger entry.
pub(crate) const REVISION: &str = "r";
pub(crate) const LEDGER_STATE: &str = "s";
pub(crate) const TRIES: &str = "t";
pub(crate) const POSSIBLE_DUPLICATES: &str = "x";
pub(crate) const DOUBTFUL: &str = "q";
pub(crate) const UNTIL_OR_AT: &str = "u";
/// The invocation that holds the claim.
pub(crate) const CLAIMANT: &str = "c";
pub(crate) const REASON: &str = "y";
pub(crate) const SEND_ATTEMPTS: &str = "a";
/// The id of the merged notification with which the delivery is sent.
pub(crate) const MERGED_AS: &str = "m";
/// The handle of the delivery's message, and the latest repeat for which it was sent.
pub(crate) const HANDLE: &str = "h";
pub(crate) const REPEAT: &str = "p";
/// The time at which the profile stated the contact.
pub(crate) const CONTACT_STATED_AT: &str = "o";

// Attributes of a summary: the notifications with which it was begun, and whether it is finished.
pub(crate) const ITEMS: &str = "items";
pub(crate) const IS_FINISHED: &str = "is_finished";

// An attribute of an entry of the schedule.
pub(crate) const STAMP: &str = "stamp";

// Attributes of a position: the time at which it was closed, and the latest event about it of which the
// trader was notified.
pub(crate) const CLOSED_AT: &str = "closed_at";
pub(crate) const NOTIFIED_ID: &str = "notified_id";
pub(crate) const NOTIFIED_AT: &str = "notified_at";
pub(crate) const NOTIFIED_VALUE: &str = "notified_value";
pub(crate) const NOTIFIED_UNTIL: &str = "notified_until";

// Attributes of a recipient.
pub(crate) const PREFERENCES: &str = "preferences";
pub(crate) const VERSION: &str = "version";
pub(crate) const EMAIL: &str = "p#email";
pub(crate) const PHONE: &str = "p#phone";
pub(crate) const PROFILE_LANGUAGE: &str = "p#language";
pub(crate) const PROFILE_TIME_ZONE: &str = "p#time_zone";
pub(crate) const PROFILE_COUNTRY: &str = "p#country";
pub(crate) const PROFILE_CODE: &str = "p#anti_phishing_code";
pub(crate) const PROFILE_REGISTERED_AT: &str = "p#registered_at";
pub(crate) const PROFILE_STATUS: &str = "p#status";
pub(crate) const FORMER_EMAILS: &str = "former_emails";
pub(crate) const FORMER_PHONES: &str = "former_phones";
pub(crate) const DEAD_EMAIL: &str = "dead_email";
pub(crate) const DEAD_PHONE: &str = "dead_phone";
/// The times at which the dead contacts were found dead, and the times of the profile messages that
/// had stated them.
pub(crate) const DEAD_EMAIL_AT: &str = "dead_email_at";
pub(crate) const DEAD_PHONE_AT: &str = "dead_phone_at";
pub(crate) const DEAD_EMAIL_STATED_AT: &str = "dead_email_stated_at";
pub(crate) const DEAD_PHONE_STATED_AT: &str = "dead_phone_stated_at";
pub(crate) const CHAT: &str = "chat";
pub(crate) const CHAT_LINKED_AT: &str = "chat_linked_at";
pub(crate) const CHAT_CONFIRM_BY: &str = "chat_confirm_by";
pub(crate) const PROPOSED_CHAT: &str = "proposed_chat";
pub(crate) const FORMER_CHAT: &str = "former_chat";
pub(crate) const FORMER_CHAT_UNTIL: &str = "former_chat_until";
pub(crate) const CONTACT_CHANGES: &str = "contact_changes";
pub(crate) const INBOX_OVERFLOWS: &str = "inbox_overflows";
pub(crate) const REVOKED_AT: &str = "revoked_at";
pub(crate) const SNOOZED_UNTIL: &str = "snoozed_until";
pub(crate) const EMAIL_SWITCHED_ON: &str = "email_switched_on";
pub(crate) const REPORTED: &str = "reported";
pub(crate) const PNL: &str = "pnl";
pub(crate) const BROADCASTS_UNTIL: &str = "broadcasts_until";

// Attributes of a broadcast.
pub(crate) const LIVE_AT: &str = "live_at";
pub(crate) const KEEP_UNTIL: &str = "keep_until";
pub(crate) const RESULT: &str = "result";

// Attributes of a user's topics: the topics of the exchange and their tombstones, the time since which all others
// count as removed, and the topics that the trader follows or mutes.
pub(crate) const TOPICS_REVISION: &str = "r";
pub(crate) const STATED: &str = "stated";
pub(crate) const REMOVED: &str = "removed";
pub(crate) const ABSENT_SINCE: &str = "absent_since";
pub(crate) const FOLLOWED: &str = "followed";
pub(crate) const MUTED: &str = "muted";

// Attributes of a connection.
pub(crate) const REGISTERED_AT: &str = "registered_at";
pub(crate) const CLOSES_AT: &str = "closes_at";
/// An attribute of a connection and of a ticket.
pub(crate) const ISSUED_AT: &str = "issued_at";

// Attributes of a profile field and of a device.
pub(crate) const VALUE: &str = "v";
pub(crate) const AT: &str = "at";
pub(crate) const COUNTRY: &str = "country";
pub(crate) const TOKEN: &str = "token";
pub(crate) const PLATFORM: &str = "platform";
pub(crate) const LANGUAGE: &str = "language";
pub(crate) const PERMISSION: &str = "permission";
pub(crate) const FOCUS_ALLOWED: &str = "focus_allowed";
pub(crate) const INSTALLATION_ID: &str = "installation_id";
pub(crate) const ACCEPTED_AT: &str = "accepted_at";

// Attributes of a former contact, beside those of a profile field.
pub(crate) const REPLACED_BY: &str = "replaced_by";
pub(crate) const REPLACED_AT: &str = "replaced_at";

// Attributes of the profit and loss that the exchange published.
pub(crate) const REALIZED: &str = "realized";
pub(crate) const UNREALIZED: &str = "unrealized";
pub(crate) const CURRENCY: &str = "currency";

// Attributes of a device's item and of a conversation's item.
pub(crate) const OWNER: &str = "owner";
pub(crate) const OWNERS: &str = "owners";

// An attribute of a ticket.
pub(crate) const VALID_UNTIL: &str = "valid_until";

// Attributes of a handle: the user's notification and the delivery that it was sent with.
pub(crate) const SENT_WITH: &str = "sent_with";

// An attribute of a code that links a conversation.
pub(crate) const REDEEMED_BY: &str = "redeemed_by";

// Attributes of a counter and of a provider's pause.
pub(crate) const TOTAL: &str = "total";
pub(crate) const UNTIL: &str = "until";

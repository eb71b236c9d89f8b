//! What the device is told when a frame is not carried out.

use std::sync::Arc;

use crate::alert::{MOST_PER_USER, MOST_STORED_PER_USER};
use crate::document::DocumentError;
use crate::preferences::Preferences;
use crate::rate_limit::TooMany;

/// Why a frame was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// Not a JSON object.
    BadJson,
    /// No such action.
    UnknownAction,
    /// A required field is not there.
    MissingField,
    /// A field has a wrong type or value.
    BadField,
    /// The caller has no such thing.
    NotFound,
    /// Somebody has changed it since the caller saw it.
    VersionConflict,
    /// The caller has as many as anybody may have.
    LimitReached,
    /// The frame is longer than [`MAX_FRAME_BYTES`](super::MAX_FRAME_BYTES).
    TooLarge,
    /// The caller sends more than its connection, or its user, may send; the same frame can succeed after `retryAfter`.
    TooManyRequests,
    /// We failed; the same frame may succeed later.
    Internal,
}

impl ErrorCode {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::BadJson,
        Self::UnknownAction,
        Self::MissingField,
        Self::BadField,
        Self::NotFound,
        Self::VersionConflict,
        Self::LimitReached,
        Self::TooLarge,
        Self::TooManyRequests,
        Self::Internal,
    ];

    /// The code in the error frame.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::UnknownAction => "unknown_action",
            Self::MissingField => "missing_field",
            Self::BadField => "bad_field",
            Self::NotFound => "not_found",
            Self::VersionConflict => "version_conflict",
            Self::LimitReached => "limit_reached",
            Self::TooLarge => "too_large",
            Self::TooManyRequests => "too_many_requests",
            Self::Internal => "internal",
        }
    }
}

/// The preferences as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// The document.
    pub preferences: Arc<Preferences>,
    /// How often it was put.
    pub version: u64,
}

/// A refusal, as the device is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FrameError {
    /// What kind.
    pub code: ErrorCode,
    /// For a developer to read.
    pub message: String,
    /// The dotted path of the field at fault.
    pub field: Option<String>,
    /// Seconds to wait before the next try, at least 1; only with [`ErrorCode::TooManyRequests`].
    pub retry_after: Option<u64>,
    /// What a put was too late for.
    pub current: Option<Box<Current>>,
    /// The frame that it answers, where that could be read.
    pub request_id: Option<String>,
}

impl FrameError {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            field: None,
            retry_after: None,
            current: None,
            request_id: None,
        }
    }

    pub(super) fn at(code: ErrorCode, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(code, message) }
    }

    pub(super) fn missing(field: &str) -> Self {
        Self::at(ErrorCode::MissingField, field, format!("{field} is required"))
    }

    /// Returns the refusal of a field that has the wrong type or value; `must` completes "<field> …".
    pub fn bad(field: impl Into<String>, must: &str) -> Self {
        let field = field.into();
        let message = format!("{field} {must}");
        Self::at(ErrorCode::BadField, field, message)
    }

    /// The same refusal as the answer to `request_id`.
    #[must_use]
    pub fn answering(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// The cursor in `field` is none of ours.
    pub fn cursor(field: &str) -> Self {
        Self::bad(field, "must be a cursor from an earlier reply")
    }

    /// The caller has no notification with this id.
    pub fn no_notification() -> Self {
        Self::at(ErrorCode::NotFound, "id", "you have no such notification")
    }

    /// The caller has no alert with this id.
    pub fn no_alert() -> Self {
        Self::at(ErrorCode::NotFound, "alertId", "you have no such alert")
    }

    /// The caller has once asked for something else under this `clientId`.
    pub fn client_id_used() -> Self {
        Self::bad("clientId", "was used for another alert")
    }

    /// The alert could never fire.
    pub fn expired_alert() -> Self {
        Self::bad("alert.expiresAt", "must be in the future")
    }

    /// The caller has as many active alerts as anybody may have.
    pub fn too_many_alerts() -> Self {
        let message = format!("you have {MOST_PER_USER} active alerts, and nobody may have more");
        Self::new(ErrorCode::LimitReached, message)
    }

    /// The caller has as many alerts as can be stored for one user, none of which is past.
    pub fn too_many_stored_alerts() -> Self {
        let message =
            format!("you have {MOST_STORED_PER_USER} stored alerts, and more cannot be stored: delete some");
        Self::new(ErrorCode::LimitReached, message)
    }

    /// The caller exceeds a rate limit; the frame was not carried out.
    pub fn too_many_requests(refusal: TooMany) -> Self {
        let seconds = refusal.retry_after_seconds();
        let message = format!("too many requests: try again in {seconds} s");
        Self { retry_after: Some(seconds), ..Self::new(ErrorCode::TooManyRequests, message) }
    }

    /// The caller has not seen the preferences that there are: they are shown, so that nobody has to ask for them.
    pub fn version_conflict(preferences: Arc<Preferences>, version: u64) -> Self {
        let message = format!("the preferences were changed meanwhile: they are of version {version}");
        let current = Some(Box::new(Current { preferences, version }));
        Self { current, ..Self::new(ErrorCode::VersionConflict, message) }
    }

    /// We failed; nothing is said of why.
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, "that did not work; please try again")
    }
}

impl From<DocumentError> for FrameError {
    fn from(error: DocumentError) -> Self {
        let message = error.to_string();
        match error {
            DocumentError::Missing { path } => Self::at(ErrorCode::MissingField, path, message),
            DocumentError::Bad { path, must: _ } => Self::at(ErrorCode::BadField, path, message),
        }
    }
}

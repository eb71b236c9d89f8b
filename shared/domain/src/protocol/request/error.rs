//! The error frames for requests that are not carried out.

use std::sync::Arc;

use crate::alert::{MAX_PER_USER, MAX_STORED_PER_USER};
use crate::json::FieldError;
use crate::preferences::Preferences;
use crate::rate_limit::TooMany;
use crate::topics::MAX_TOPICS;

/// The reason why a request was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The frame is not a JSON object.
    BadJson,
    /// The action is unknown.
    UnknownAction,
    /// A required field is missing.
    MissingField,
    /// A field has a wrong type or value.
    BadField,
    /// The caller has no object with this ID.
    NotFound,
    /// The object was changed after the caller read it.
    VersionConflict,
    /// The caller has reached the maximum number of objects.
    LimitReached,
    /// The frame is longer than [`MAX_FRAME_BYTES`](super::MAX_FRAME_BYTES).
    TooLarge,
    /// The caller exceeds the rate limit of its connection or user. The same frame can succeed after
    /// `retryAfter`.
    TooManyRequests,
    /// The server failed. The same frame may succeed later.
    Internal,
}

impl ErrorCode {
    /// All codes.
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

    /// Returns the code in the error frame.
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

/// The current preferences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// The document.
    pub preferences: Arc<Preferences>,
    /// The number of times it was put.
    pub version: u64,
}

/// The rejection of a request, as the device receives it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FrameError {
    /// The code.
    pub code: ErrorCode,
    /// The message for a developer.
    pub message: String,
    /// The dotted path of the invalid field.
    pub field: Option<String>,
    /// Seconds to wait before the next try, at least 1; only with [`ErrorCode::TooManyRequests`].
    pub retry_after: Option<u64>,
    /// The current preferences, if a put was based on an older version.
    pub current: Option<Box<Current>>,
    /// The ID of the request that it answers, if that could be read.
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

    /// Returns the rejection of a field that has the wrong type or value; `must` completes "<field> …".
    pub fn bad(field: impl Into<String>, must: &str) -> Self {
        let field = field.into();
        let message = format!("{field} {must}");
        Self::at(ErrorCode::BadField, field, message)
    }

    /// Returns the same rejection as the answer to `request_id`.
    #[must_use]
    pub fn answering(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// Returns the rejection of a cursor that we did not issue.
    pub fn cursor(field: &str) -> Self {
        Self::bad(field, "must be a cursor from an earlier reply")
    }

    /// Returns the rejection of an ID with which the caller has no notification.
    pub fn no_notification() -> Self {
        Self::at(ErrorCode::NotFound, "id", "you have no such notification")
    }

    /// Returns the rejection of an ID with which the caller has no alert.
    pub fn no_alert() -> Self {
        Self::at(ErrorCode::NotFound, "alertId", "you have no such alert")
    }

    /// Returns the rejection of an ID of an alert that can no longer fire, which is neither paused nor resumed.
    pub fn past_alert() -> Self {
        Self::bad("alertId", "must be that of an alert that can still fire")
    }

    /// Returns the rejection of a `clientId` that the caller has used for another alert.
    pub fn client_id_used() -> Self {
        Self::bad("clientId", "was used for another alert")
    }

    /// Returns the rejection of an alert that has already expired and could never fire.
    pub fn expired_alert() -> Self {
        Self::bad("alert.expiresAt", "must be in the future")
    }

    /// Returns the rejection of a test of the channels shortly after another one.
    pub fn tested_just_now() -> Self {
        Self::new(ErrorCode::LimitReached, "the channels can be tested once in ten minutes")
    }

    /// Returns the rejection of a further alert by a caller with the maximum number of active alerts.
    pub fn too_many_alerts() -> Self {
        let message = format!("you have {MAX_PER_USER} active alerts, which is the maximum");
        Self::new(ErrorCode::LimitReached, message)
    }

    /// Returns the rejection of a further alert by a caller with the maximum number of stored alerts, none
    /// of which is past.
    pub fn too_many_stored_alerts() -> Self {
        let message =
            format!("you have {MAX_STORED_PER_USER} stored alerts, which is the maximum: delete some");
        Self::new(ErrorCode::LimitReached, message)
    }

    /// Returns the rejection of a further topic by a caller who follows the maximum number.
    pub fn too_many_topics() -> Self {
        let message = format!("you follow {MAX_TOPICS} topics, which is the maximum");
        Self::new(ErrorCode::LimitReached, message)
    }

    /// Returns the rejection of a request that exceeds a rate limit. The request was not carried out.
    pub fn too_many_requests(refusal: TooMany) -> Self {
        let seconds = refusal.retry_after_seconds();
        let message = format!("too many requests: try again in {seconds} s");
        Self { retry_after: Some(seconds), ..Self::new(ErrorCode::TooManyRequests, message) }
    }

    /// Returns the rejection of a put by a caller who has not read the current preferences. It has the
    /// current preferences, so that the client need not request them.
    pub fn version_conflict(preferences: Arc<Preferences>, version: u64) -> Self {
        let message = format!("the preferences were changed meanwhile: their version is {version}");
        let current = Some(Box::new(Current { preferences, version }));
        Self { current, ..Self::new(ErrorCode::VersionConflict, message) }
    }

    /// Returns the error for a failure of the server. It does not give the cause.
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, "internal error: try again")
    }
}

impl From<FieldError> for FrameError {
    fn from(error: FieldError) -> Self {
        let message = error.to_string();
        match error {
            FieldError::Missing { path } => Self::at(ErrorCode::MissingField, path, message),
            FieldError::Bad { path, must: _ } => Self::at(ErrorCode::BadField, path, message),
        }
    }
}

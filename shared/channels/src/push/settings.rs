//! The settings of a deployment's pushes.

/// The settings of pushes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PushSettings {
    /// Whether Apple has granted the iOS app the entitlement for critical alerts, which sound on a muted
    /// device. Without it, what is critical is sent as time-sensitive.
    /// <https://developer.apple.com/documentation/bundleresources/entitlements/com.apple.developer.usernotifications.critical-alerts>
    pub has_critical_entitlement: bool,
    /// The address of the exchange's app. With it, a push in a browser opens what it is about.
    pub app_url: Option<String>,
}

impl PushSettings {
    /// Returns the address that a push opens: this path in the app, or without one the app itself. `None`
    /// without an address of the app, or if it is not HTTPS, which FCM requires.
    /// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#webpushfcmoptions>
    pub(super) fn link(&self, path: Option<&str>) -> Option<String> {
        let app = self.app_url.as_deref().filter(|app| app.starts_with("https://"))?;
        Some(format!("{}{}", app.trim_end_matches('/'), path.unwrap_or("/")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_app_with_https_is_opened() {
        let of = |url: &str| PushSettings { app_url: Some(url.to_owned()), ..PushSettings::default() };
        for url in ["https://app.example", "https://app.example/"] {
            assert_eq!(of(url).link(Some("/orders/1")).as_deref(), Some("https://app.example/orders/1"));
            assert_eq!(of(url).link(None).as_deref(), Some("https://app.example/"));
        }
        assert_eq!(of("http://localhost:8080").link(Some("/orders/1")), None);
        assert_eq!(PushSettings::default().link(Some("/orders/1")), None);
    }
}

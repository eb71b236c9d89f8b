//! The findings of a check, and the table of them.

use std::fmt::Write as _;

/// The severity of a finding, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// A deployment would fail.
    BlocksDeployment,
    /// The system deploys, but cannot reach every trader.
    BlocksDelivery,
    /// The system works until the load grows.
    Warning,
    /// The check could not read the state.
    Unread,
    /// No action is needed.
    Fine,
}

impl Weight {
    const ALL: [Self; 5] =
        [Self::BlocksDeployment, Self::BlocksDelivery, Self::Warning, Self::Unread, Self::Fine];

    fn heading(self) -> &'static str {
        match self {
            Self::BlocksDeployment => "BLOCKER: a deployment fails",
            Self::BlocksDelivery => "BLOCKER: traders are not reached",
            Self::Warning => "WARNING: not enough for peak load",
            Self::Unread => "NOT READ",
            Self::Fine => "OK",
        }
    }

    /// Whether the finding blocks production traffic.
    pub(crate) fn is_blocker(self) -> bool {
        matches!(self, Self::BlocksDeployment | Self::BlocksDelivery)
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The severity.
    pub(crate) weight: Weight,
    /// The subject of the check.
    pub(crate) subject: &'static str,
    /// The result of the check.
    pub(crate) text: String,
    /// The command or the console page that fixes it.
    pub(crate) remedy: Option<String>,
}

impl Finding {
    /// Returns a finding that needs no action.
    pub(crate) fn fine(subject: &'static str, text: impl Into<String>) -> Self {
        Self { weight: Weight::Fine, subject, text: text.into(), remedy: None }
    }

    /// Returns a finding with the remedy that fixes it.
    pub(crate) fn new(
        weight: Weight,
        subject: &'static str,
        text: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { weight, subject, text: text.into(), remedy: Some(remedy.into()) }
    }

    /// Returns a finding for a call `action` that was refused, or that the service does not know.
    pub(crate) fn unread(subject: &'static str, action: &str, error: &local::Error) -> Self {
        let text = match error {
            local::Error::Aws { code, .. } if is_denial(code) => format!("cannot be read (needs {action})"),
            error => format!("cannot be read with {action}: {error}"),
        };
        Self { weight: Weight::Unread, subject, text, remedy: None }
    }
}

/// Whether an error code means that the caller lacks the permission. Older services use other codes
/// than newer ones.
pub(crate) fn is_denial(code: &str) -> bool {
    matches!(
        code,
        "AccessDenied" | "AccessDeniedException" | "AuthorizationError" | "UnauthorizedOperation" | "403"
    )
}

/// Returns the findings as a table, the most severe first.
pub(crate) fn table(findings: &[Finding]) -> String {
    let width = findings.iter().map(|finding| finding.subject.len()).max().unwrap_or(0);
    let mut table = String::new();
    for weight in Weight::ALL {
        let of_weight: Vec<_> = findings.iter().filter(|finding| finding.weight == weight).collect();
        if of_weight.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(table, "\n{}", weight.heading());
        for Finding { subject, text, remedy, .. } in of_weight {
            let _ = writeln!(table, "  {subject:<width$}  {text}");
            for line in remedy.iter().flat_map(|remedy| remedy.lines()) {
                let _ = writeln!(table, "  {:<width$}    -> {line}", "");
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_comes_first_with_what_changes_it() {
        let table = table(&[
            Finding::fine("A", "well"),
            Finding::new(Weight::Warning, "Long name", "little", "ask\nfor more"),
        ]);
        let lines: Vec<_> = table.lines().map(str::trim_end).collect();
        assert_eq!(
            lines,
            [
                "",
                "WARNING: not enough for peak load",
                "  Long name  little",
                "               -> ask",
                "               -> for more",
                "",
                "OK",
                "  A          well",
            ]
        );
    }

    #[test]
    fn a_denied_read_names_the_action_that_it_needs() {
        let denied = |code: &str| local::Error::Aws {
            action: "GetAccount".to_owned(),
            code: code.to_owned(),
            message: "no".to_owned(),
        };
        let of = |code| Finding::unread("SES", "ses:GetAccount", &denied(code)).text;
        assert_eq!(of("AccessDeniedException"), "cannot be read (needs ses:GetAccount)");
        assert_eq!(of("500"), "cannot be read with ses:GetAccount: GetAccount: 500: no");
    }
}

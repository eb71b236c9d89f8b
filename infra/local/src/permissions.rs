//! The permissions of the functions, read and changed while they run: a test removes one statement
//! and expects the denial.

use serde_json::Value;

use crate::error::Error;
use crate::stack::Stack;
use crate::xml;

const VERSION: &str = "2010-05-08";
/// The name that the template gives to the one policy of each role.
const POLICY: &str = "access";

impl Stack {
    /// Returns the names of the roles in the template (`RouteP0Role`).
    pub fn role_names(&self) -> impl Iterator<Item = &str> {
        self.roles().keys().map(String::as_str)
    }

    /// Returns the policy of a role, by the role's name in the template.
    ///
    /// # Errors
    ///
    /// [`Error::Template`]: there is no such role. [`Error::Json`]: the policy cannot be read.
    /// Neither is retryable; others as of [`Aws::query`](crate::Aws::query).
    pub async fn role_policy(&self, role: &str) -> Result<Value, Error> {
        let name = self.role(role)?;
        let parameters = [("RoleName", name), ("PolicyName", POLICY)];
        let answer = self.aws().query("iam", VERSION, "GetRolePolicy", &parameters).await?;
        let document = xml::text(&answer, "PolicyDocument").unwrap_or_default();
        let json = percent_decoded(&document);
        serde_json::from_str(&json)
            .map_err(|source| Error::Json { what: format!("the policy of {role}"), source })
    }

    /// Replaces the policy of a role; it applies from the next call of its function.
    ///
    /// # Errors
    ///
    /// [`Error::Template`]: there is no such role; not retryable. Others as of
    /// [`Aws::query`](crate::Aws::query).
    pub async fn put_role_policy(&self, role: &str, policy: &Value) -> Result<(), Error> {
        let name = self.role(role)?;
        let document = policy.to_string();
        let parameters = [("RoleName", name), ("PolicyName", POLICY), ("PolicyDocument", &document)];
        self.aws().query("iam", VERSION, "PutRolePolicy", &parameters).await.map(drop)
    }

    /// Removes the statement `sid` from a role. Returns the policy before the change, for
    /// [`Self::put_role_policy`].
    ///
    /// # Errors
    ///
    /// [`Error::Template`]: there is no such role or statement; not retryable. Others as of
    /// [`Self::role_policy`].
    pub async fn drop_statement(&self, role: &str, sid: &str) -> Result<Value, Error> {
        let before = self.role_policy(role).await?;
        let mut after = before.clone();
        let statements = after.get_mut("Statement").and_then(Value::as_array_mut);
        let missing = || Error::Template(format!("{role} has no statement {sid}"));
        let statements = statements.ok_or_else(missing)?;
        let all = statements.len();
        statements.retain(|statement| statement.get("Sid").and_then(Value::as_str) != Some(sid));
        if statements.len() == all {
            return Err(missing());
        }
        self.put_role_policy(role, &after).await?;
        Ok(before)
    }

    fn role(&self, role: &str) -> Result<&str, Error> {
        let name = self.roles().get(role).map(String::as_str);
        name.ok_or_else(|| Error::Template(format!("there is no role {role}")))
    }
}

/// Decodes a policy. IAM returns it percent-encoded; MiniStack may return it plain, in which case
/// it has no `%`.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        if let (Some(high), Some(low)) = (digit(), digit()) {
            bytes.push(high * 16 + low);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_in_both_forms() {
        assert_eq!(percent_decoded("%7B%22a%22%3A1%7D"), "{\"a\":1}");
        assert_eq!(percent_decoded("{\"a\":1}"), "{\"a\":1}");
    }
}

//! The request to an authorizer of a WebSocket API, and the policy that it returns.
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html>
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html>

use domain::Time;
use lambda::socket::{CLOSES_AT, ISSUED_AT, USER_ID};
use ports::Grant;
use serde::Deserialize;
use serde_json::{Value, json};

/// The parts of a request that are used. Each may be missing, so that parsing never fails.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Request {
    method_arn: Value,
    headers: Value,
    query_string_parameters: Value,
}

impl Request {
    /// Returns the ARN of the requested method; `*` if the request does not name one.
    pub(crate) fn method_arn(&self) -> &str {
        self.method_arn.as_str().unwrap_or("*")
    }

    /// Returns the query parameter `ticket`.
    pub(crate) fn ticket(&self) -> Option<&str> {
        self.query_string_parameters.get("ticket")?.as_str()
    }

    /// Returns the `Authorization` header. Its name may be in upper or lower case.
    pub(crate) fn authorization(&self) -> Option<&str> {
        let headers = self.headers.as_object()?;
        let (_, value) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
        value.as_str()
    }
}

/// Returns a policy that allows the connection. Its context has the user and the time at which the
/// connection ends.
pub(crate) fn allow(method_arn: &str, grant: &Grant, closes_at: Time) -> Value {
    let user_id = &grant.user_id;
    // Values of the context must be strings, numbers or booleans. They all arrive as strings.
    let mut context = json!({USER_ID: user_id.as_str(), CLOSES_AT: closes_at.as_millis().to_string()});
    if let Some(issued_at) = grant.issued_at {
        context[ISSUED_AT] = issued_at.as_millis().to_string().into();
    }
    policy("Allow", method_arn, user_id.as_str(), &context)
}

/// Returns a policy that denies the connection.
pub(crate) fn deny(method_arn: &str) -> Value {
    policy("Deny", method_arn, "nobody", &json!({}))
}

fn policy(effect: &str, method_arn: &str, principal: &str, context: &Value) -> Value {
    let statement = json!({"Action": "execute-api:Invoke", "Effect": effect, "Resource": method_arn});
    json!({
        "principalId": principal,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": context,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(2, 8, 3, |inner| {
            let fields =
                prop::collection::btree_map("ticket|[aA]uthorization|[a-z]{0,3}", inner.clone(), 0..4);
            prop_oneof![
                prop::collection::vec(inner, 0..3).prop_map(Value::from),
                fields.prop_map(|fields| json!(fields)),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_part_may_be_anything(arn in any_json(), headers in any_json(), query in any_json()) {
            let json = json!({"methodArn": arn, "headers": headers, "queryStringParameters": query});
            let request: Request = serde_json::from_value(json).unwrap();
            prop_assert_eq!(request.ticket(), query.get("ticket").and_then(Value::as_str));
            if let Some(value) = request.authorization() {
                prop_assert!(headers.as_object().unwrap().values().any(|sent| sent == value));
            }
            prop_assert_eq!(request.method_arn(), arn.as_str().unwrap_or("*"));
        }
    }
}

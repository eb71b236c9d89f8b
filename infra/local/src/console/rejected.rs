//! Events that the system has rejected, read from the queue `rejected`.

use axum::Json;
use axum::extract::RawQuery;
use reqwest::Url;
use serde_json::{Value, json};

use super::refusal::Refusal;
use super::{Console, Opened};

/// `GET /local/rejected?id=ID`: the rejection of the event, with its code, or null while there is
/// none. Reading leaves the queue unchanged, because it has other readers.
pub(super) async fn show(Opened(console): Opened, RawQuery(query): RawQuery) -> Result<Json<Value>, Refusal> {
    let id = wanted(query.as_deref().unwrap_or_default());
    let id = id.ok_or_else(|| Refusal::bad_field("id must be the ID of an event"))?;
    let rejection = console.rejection(&id).await?;
    Ok(Json(json!({"rejection": rejection})))
}

fn wanted(query: &str) -> Option<String> {
    let url = Url::parse(&format!("http://localhost/?{query}")).ok()?;
    url.query_pairs().find(|(name, _)| name == "id").map(|(_, id)| id.into_owned())
}

impl Console {
    async fn rejection(&self, id: &str) -> Result<Option<Value>, Refusal> {
        let queue = self.info.queues.get("rejected");
        let queue = queue.ok_or_else(|| Refusal::not_found("there is no queue of rejected events"))?;
        let url = format!("{}/_ministack/sqs/messages", self.info.aws_endpoint);
        let url = Url::parse_with_params(&url, [("QueueUrl", queue)]);
        let url = url.map_err(|error| Refusal::failed(&error))?;
        let text = self.http.get(url).send().await?.error_for_status()?.text().await?;
        let all: Value = serde_json::from_str(&text).map_err(|error| Refusal::failed(&error))?;
        Ok(find(&all, id))
    }
}

/// Returns the newest rejection of this event from `MiniStack`'s listing of the queue: by account,
/// region and queue.
fn find<'a>(listed: &'a Value, id: &str) -> Option<Value> {
    let members = |value: &'a Value| value.as_object().into_iter().flat_map(|members| members.values());
    let queues = members(&listed["messages"]).flat_map(members).flat_map(members);
    let messages: Vec<_> = queues.filter_map(Value::as_array).flatten().collect();
    messages.into_iter().rev().find_map(|message| {
        let rejection: Value = serde_json::from_str(message["Body"].as_str()?).ok()?;
        let event: Value = serde_json::from_str(rejection["body"].as_str()?).ok()?;
        (event["id"] == id).then(|| {
            json!({
                "code": rejection["code"], "field": rejection["field"],
                "message": rejection["message"], "source": rejection["source"],
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(messages: &[Value]) -> Value {
        let messages: Vec<_> = messages.iter().map(|body| json!({"Body": body.to_string()})).collect();
        json!({"messages": {"000000000000": {"us-east-1": {"http://q/rejected": messages}}}})
    }

    #[test]
    fn an_id_is_read_from_the_query() {
        assert_eq!(wanted("id=a%3Ab&id=c").as_deref(), Some("a:b"));
        assert_eq!(wanted("ids=a"), None);
    }

    #[test]
    fn a_rejection_is_found_by_the_id_of_its_event() {
        let of = |id: &str, code: &str| {
            json!({"code": code, "message": "m", "field": "data.quantity", "source": "p0",
                   "body": json!({"id": id}).to_string()})
        };
        let all = listed(&[of("a", "bad_json"), of("a", "bad_field"), of("b", "too_large")]);
        let found = find(&all, "a").unwrap();
        assert_eq!(
            found,
            json!({"code": "bad_field", "field": "data.quantity", "message": "m", "source": "p0"})
        );
        assert_eq!(find(&all, "c"), None);
        assert_eq!(find(&listed(&[json!({"code": "bad_json", "body": "{"})]), "a"), None);
        assert_eq!(find(&json!({"messages": {}}), "a"), None);
    }
}

//! DynamoDB, SQS and the management API of a WebSocket API: as much of each as our functions use,
//! with the units that each call would cost.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::ServerConfig;
use serde_json::{Map, Value, json};

use super::expression::Expression;
use super::size::{size_of_item, stored, writes};
use super::{Request, Response, Server};

/// A connection that does not exist: warm-up calls name it.
const NOWHERE: &str = "/@connections/-";

/// One call that has arrived.
#[derive(Debug, Clone)]
pub struct Call {
    /// `BatchGetItem`, `UpdateItem`, `PostToConnection`, ...
    pub operation: String,
    /// The time of its arrival.
    pub arrived: Instant,
    /// The time at which it took effect and its response was sent.
    pub answered: Instant,
}

/// The units that are charged for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Units {
    /// Halves of a read unit: an eventually consistent read of up to 4 KB is one.
    pub half_reads: u64,
    /// Bytes of the items that were read.
    pub read_bytes: u64,
    /// Write units, including those of the index.
    pub writes: u64,
    /// Messages that were posted to connections, in steps of 32 KB.
    pub messages: u64,
    /// Bytes of these messages.
    pub message_bytes: u64,
    /// Requests to SQS.
    pub queue_requests: u64,
}

/// The response time of each service.
#[derive(Debug, Clone, Copy, Default)]
pub struct Delays {
    /// DynamoDB and SQS.
    pub data: Duration,
    /// The WebSocket management API.
    pub post: Duration,
}

pub(super) type Item = Map<String, Value>;

#[derive(Debug, Default)]
struct State {
    items: BTreeMap<(String, String), Item>,
    calls: Vec<Call>,
    units: Units,
    delays: Delays,
}

/// The three services, each at an address of its own, since each needs a connection of its own on
/// AWS.
#[derive(Debug)]
pub struct Aws {
    /// DynamoDB.
    pub dynamodb: Server,
    /// SQS.
    pub sqs: Server,
    /// The management API.
    pub gateway: Server,
    state: Arc<Mutex<State>>,
}

impl Aws {
    /// Starts services with empty tables; every connection is open, whatever its name.
    ///
    /// # Errors
    ///
    /// A port cannot be bound; not retryable.
    pub fn start() -> io::Result<Self> {
        Self::serve(&Arc::default(), None)
    }

    /// Starts services with TLS on the same tables.
    ///
    /// # Errors
    ///
    /// A port cannot be bound; not retryable.
    pub fn sharing(other: &Self, tls: &Arc<ServerConfig>) -> io::Result<Self> {
        Self::serve(&other.state, Some(tls))
    }

    fn serve(state: &Arc<Mutex<State>>, tls: Option<&Arc<ServerConfig>>) -> io::Result<Self> {
        let server = |answer: fn(&Request, &mut State) -> (String, Response),
                      delay: fn(&Delays) -> Duration| {
            let state = Arc::clone(state);
            Server::start(tls.cloned(), move |request| Some(respond(&state, request, answer, delay)))
        };
        Ok(Self {
            dynamodb: server(dynamodb, |delays| delays.data)?,
            sqs: server(sqs, |delays| delays.data)?,
            gateway: server(gateway, |delays| delays.post)?,
            state: Arc::clone(state),
        })
    }

    /// Sets the response times from now on.
    pub fn delay(&self, delays: Delays) {
        self.with(|state| state.delays = delays);
    }

    /// Returns the bytes that a table stores, including those of its index and DynamoDB's overhead.
    pub fn stored(&self, table: &str) -> u64 {
        let is_of = |key: &&(String, String)| key.0 == table;
        self.with(|state| {
            state.items.iter().filter(|(key, _)| is_of(key)).map(|(_, item)| stored(table, item)).sum()
        })
    }

    /// Returns the calls since the last call of this function, and their cost.
    pub fn take(&self) -> (Vec<Call>, Units) {
        self.with(|state| (std::mem::take(&mut state.calls), std::mem::take(&mut state.units)))
    }

    /// Returns the number of TLS handshakes so far.
    pub fn handshakes(&self) -> usize {
        [&self.dynamodb, &self.sqs, &self.gateway].into_iter().map(Server::handshakes).sum()
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn respond(
    state: &Mutex<State>,
    request: &Request,
    answer: fn(&Request, &mut State) -> (String, Response),
    delay: fn(&Delays) -> Duration,
) -> Response {
    let arrived = Instant::now();
    let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
    let delay = delay(&lock().delays);
    if !delay.is_zero() {
        std::thread::sleep(delay);
    }
    let mut state = lock();
    let (operation, response) = answer(request, &mut state);
    state.calls.push(Call { operation, arrived, answered: Instant::now() });
    response
}

fn refused(code: &str) -> Response {
    let mut response = Response::new(400, json!({"__type": code, "message": ""}).to_string());
    response.headers.push(("x-amzn-errortype", code.to_owned()));
    response
}

fn operation(request: &Request) -> (String, Value) {
    let target = request.target.as_deref().unwrap_or_default();
    let name = target.rsplit('.').next().unwrap_or_default().to_owned();
    (name, serde_json::from_str(&request.body).unwrap_or_default())
}

fn sqs(request: &Request, state: &mut State) -> (String, Response) {
    let (name, body) = operation(request);
    state.units.queue_requests += 1;
    let answer = match name.as_str() {
        "SendMessageBatch" => {
            let entries = body["Entries"].as_array().into_iter().flatten();
            let sent = |entry: &Value| json!({"Id": entry["Id"], "MessageId": "m", "MD5OfMessageBody": "0"});
            json!({"Successful": entries.map(sent).collect::<Vec<_>>(), "Failed": []})
        }
        "SendMessage" => json!({"MessageId": "m", "MD5OfMessageBody": "0"}),
        _ => json!({}),
    };
    (name, Response::new(200, answer.to_string()))
}

fn gateway(request: &Request, state: &mut State) -> (String, Response) {
    if request.method == "GET" {
        return ("FetchKeys".to_owned(), Response::new(200, r#"{"keys":[]}"#));
    }
    let is_post = request.method == "POST";
    let name = if is_post { "PostToConnection" } else { "DeleteConnection" };
    if request.path.ends_with(NOWHERE) {
        return (name.to_owned(), Response { status: 410, ..refused("GoneException") });
    }
    if is_post {
        let bytes = request.body.len() as u64;
        state.units.messages += bytes.div_ceil(32 * 1024).max(1);
        state.units.message_bytes += bytes;
    }
    (name.to_owned(), Response::new(200, "{}"))
}

fn dynamodb(request: &Request, state: &mut State) -> (String, Response) {
    let (name, body) = operation(request);
    let response = match name.as_str() {
        "BatchGetItem" => batch_get(&body, state),
        "Query" => query(&body, state),
        "UpdateItem" => update(&body, state),
        "TransactWriteItems" => transact(&body, state),
        "GetItem" => get(&body, state),
        // The item is never read here, so it is not stored.
        "PutItem" => {
            let table = body["TableName"].as_str().unwrap_or_default();
            state.units.writes += writes(table, None, &body["Item"].as_object().cloned().unwrap_or_default());
            Response::new(200, "{}")
        }
        // Only warm-up calls and unknown tickets come here: nothing that could be deleted is ever
        // stored.
        "DeleteItem" => {
            state.units.writes += 1;
            refused("ConditionalCheckFailedException")
        }
        _ => Response::new(200, "{}"),
    };
    (name, response)
}

fn place(table: &str, key: &Value) -> (String, String) {
    let sorted: BTreeMap<_, _> = key.as_object().into_iter().flatten().collect();
    (table.to_owned(), json!(sorted).to_string())
}

fn batch_get(body: &Value, state: &mut State) -> Response {
    let mut found: HashMap<&str, Vec<&Item>> = HashMap::new();
    for (table, wanted) in body["RequestItems"].as_object().into_iter().flatten() {
        let halves = if wanted["ConsistentRead"] == json!(true) { 2 } else { 1 };
        for key in wanted["Keys"].as_array().into_iter().flatten() {
            let item = state.items.get(&place(table, key));
            // A missing item costs as much as the smallest one.
            let size = item.map_or(0, size_of_item);
            state.units.half_reads += halves * size.div_ceil(4 * 1024).max(1);
            state.units.read_bytes += size;
            found.entry(table).or_default().extend(item);
        }
    }
    Response::new(200, json!({"Responses": found, "UnprocessedKeys": {}}).to_string())
}

fn get(body: &Value, state: &mut State) -> Response {
    let item = state.items.get(&place(body["TableName"].as_str().unwrap_or_default(), &body["Key"]));
    let size = item.map_or(0, size_of_item);
    let halves = if body["ConsistentRead"] == json!(true) { 2 } else { 1 };
    state.units.half_reads += halves * size.div_ceil(4 * 1024).max(1);
    state.units.read_bytes += size;
    let answer = item.map_or_else(|| json!({}), |item| json!({ "Item": item }));
    Response::new(200, answer.to_string())
}

/// Returns the items under one hash key, the only condition that our store queries by, in ascending
/// or descending order.
fn query(body: &Value, state: &mut State) -> Response {
    let table = body["TableName"].as_str().unwrap_or_default();
    let hash = &body["ExpressionAttributeValues"][":pk"];
    let prefix = format!("{{\"pk\":{hash},\"sk\":");
    let is_under = |((of, key), _): &(&(String, String), &Item)| of == table && key.starts_with(&prefix);
    let mut items: Vec<_> =
        state.items.range((table.to_owned(), prefix.clone())..).take_while(is_under).collect();
    if body["ScanIndexForward"] == json!(false) {
        items.reverse();
    }
    if body["ExclusiveStartKey"].is_object() {
        let start = place(table, &body["ExclusiveStartKey"]);
        let behind = items.iter().position(|(key, _)| **key == start).map_or(0, |at| at + 1);
        items.drain(..behind);
    }
    let limit = body["Limit"].as_u64().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let is_cut = items.len() > limit;
    let items: Vec<&Item> = items.into_iter().take(limit).map(|(_, item)| item).collect();
    let size = items.iter().map(|item| size_of_item(item)).sum::<u64>();
    let halves = if body["ConsistentRead"] == json!(true) { 2 } else { 1 };
    state.units.half_reads += halves * size.div_ceil(4 * 1024).max(1);
    state.units.read_bytes += size;
    let mut answer = json!({"Items": items, "Count": items.len(), "ScannedCount": items.len()});
    if let Some(last) = items.last().filter(|_| is_cut) {
        answer["LastEvaluatedKey"] = json!({"pk": last["pk"], "sk": last["sk"]});
    }
    Response::new(200, answer.to_string())
}

/// Applies all writes of a transaction, each of which costs twice as much as alone. Its conditions
/// are about races, and the fake services have none.
fn transact(body: &Value, state: &mut State) -> Response {
    for write in body["TransactItems"].as_array().into_iter().flatten() {
        let before = state.units.writes;
        if let Some(put) = write.get("Put") {
            let table = put["TableName"].as_str().unwrap_or_default();
            let item = put["Item"].as_object().cloned().unwrap_or_default();
            state.units.writes += writes(table, None, &item);
            state.items.insert(place(table, &json!({"pk": item["pk"], "sk": item["sk"]})), item);
        } else if let Some(delete) = write.get("Delete") {
            let table = delete["TableName"].as_str().unwrap_or_default();
            let deleted = state.items.remove(&place(table, &delete["Key"]));
            state.units.writes += deleted.map_or(1, |item| size_of_item(&item).div_ceil(1024).max(1));
        } else if let Some(change) = write.get("Update") {
            update(change, state);
        }
        state.units.writes += state.units.writes - before;
    }
    Response::new(200, "{}")
}

fn update(body: &Value, state: &mut State) -> Response {
    let table = body["TableName"].as_str().unwrap_or_default();
    let place = place(table, &body["Key"]);
    let before = state.items.get(&place).cloned();
    let mut item = before.clone().unwrap_or_else(|| body["Key"].as_object().cloned().unwrap_or_default());
    let expression = Expression { body, item: &item };
    if !expression.may_run() {
        state.units.writes += 1;
        return refused("ConditionalCheckFailedException");
    }
    let (changed, removed) = (expression.assignments(), expression.removed());
    for (name, value) in &changed {
        item.insert(name.clone(), value.clone());
    }
    for name in removed {
        item.remove(&name);
    }
    state.units.writes += writes(table, before.as_ref(), &item);
    let answer = match body["ReturnValues"].as_str() {
        Some("ALL_NEW") => json!({"Attributes": item}),
        Some("UPDATED_NEW") => json!({"Attributes": changed.into_iter().collect::<Item>()}),
        _ => json!({}),
    };
    state.items.insert(place, item);
    Response::new(200, answer.to_string())
}

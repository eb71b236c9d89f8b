//! The AsyncAPI document: the channels of the messages, and the replies to the requests.

use std::collections::BTreeMap;

use domain::event::MAX_EVENT_BYTES;
use domain::protocol::{Action, MAX_FRAME_BYTES};
use domain::{EventType, Priority};
use serde_json::{Map, Value, json};

use crate::schemas::pascal;

/// The WebSocket's channel.
const SOCKET: &str = "websocket";

const INFO: &str = "Messages that the exchange sends to the system on SQS and Kinesis, and frames between the system and a \
    trader's devices on a WebSocket. An event of the exchange becomes a notification for one user. (user_id, id) \
    identifies it, and duplicates are dropped.";

const SOCKET_SERVER: &str = "Amazon API Gateway; the stack's output WebSocketUrl. POST /v1/tickets on the \
    HTTP API, with the trader's bearer token, returns a ticket, which can be used once. A client that can set headers \
    may send the token on the handshake instead.";

/// Returns the document about these schemas.
pub(crate) fn document(schemas: &BTreeMap<String, Value>) -> Value {
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Trader notifications",
            "version": env!("CARGO_PKG_VERSION"),
            "description": INFO,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": servers(),
        "channels": channels(),
        "operations": operations(),
        "components": {
            "messages": messages(schemas),
            "securitySchemes": security(),
        },
    })
}

fn servers() -> Value {
    let region = json!({"description": "AWS region of the stack."});
    json!({
        "sqs": {
            "host": "sqs.{region}.amazonaws.com",
            "protocol": "sqs",
            "description": "Amazon SQS. The exchange needs sqs:SendMessage on the event queues and on profiles.",
            "variables": {"region": region},
        },
        "kinesis": {
            "host": "kinesis.{region}.amazonaws.com",
            "protocol": "kinesis",
            "description": "Amazon Kinesis Data Streams. The exchange needs kinesis:PutRecords on the stream.",
            "variables": {"region": region},
        },
        "websocket": {
            "host": "{api}.execute-api.{region}.amazonaws.com",
            "pathname": "/{stage}",
            "protocol": "wss",
            "description": SOCKET_SERVER,
            "variables": {
                "api": {"description": "ID of the WebSocket API."},
                "region": region,
                "stage": {"description": "Stage of the WebSocket API."},
            },
            "security": [
                {"$ref": "#/components/securitySchemes/ticket"},
                {"$ref": "#/components/securitySchemes/token"},
            ],
        },
    })
}

fn security() -> Value {
    json!({
        "ticket": {
            "type": "httpApiKey",
            "in": "query",
            "name": "ticket",
            "description": "Ticket, which can be used once and expires after 30 seconds.",
        },
        "token": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "JWT of the exchange, whose claim sub is the ID of the user.",
        },
    })
}

/// Returns the names of the event types of this class.
fn types_of(priority: Priority) -> impl Iterator<Item = &'static str> {
    EventType::ALL
        .iter()
        .filter(move |event_type| event_type.class(Some(priority)) == priority)
        .map(|t| t.name())
}

fn queue(name: &str, output: &str, description: &str, messages: &[String]) -> Value {
    json!({
        "address": "{queueUrl}",
        "title": name,
        "description": description,
        "servers": [{"$ref": "#/servers/sqs"}],
        "parameters": {"queueUrl": {"description": format!("The stack's output {output}.")}},
        "messages": references(messages),
    })
}

/// Returns references to the messages of a channel, by their names in it.
fn references(messages: &[String]) -> Map<String, Value> {
    let reference = |name: &String| json!({"$ref": format!("#/components/messages/{name}")});
    messages.iter().map(|name| (name.clone(), reference(name))).collect()
}

fn channels() -> Value {
    let mut channels = Map::new();
    for priority in Priority::ALL {
        let name = priority.name();
        let output = format!("{}QueueUrl", name.to_uppercase());
        let description = format!(
            "Events of class {}, also those that lower the class of their type to it, of at most {MAX_EVENT_BYTES} bytes. An event in the wrong queue is moved to its own. If the user's ID is the MessageGroupId, SQS keeps a user with many events from delaying the others (fair queues).",
            name.to_uppercase()
        );
        let messages: Vec<_> = types_of(priority).map(|name| format!("{}Event", pascal(name))).collect();
        channels.insert(name.to_owned(), queue(name, &output, &description, &messages));
    }
    let profiles = "Contacts and settings of traders. Late and repeated messages do not undo newer ones.";
    let messages = ["Profile".to_owned()];
    channels.insert("profiles".to_owned(), queue("profiles", "ProfilesQueueUrl", profiles, &messages));
    let rejected =
        "Rejected messages with the reason. A rejected message does not affect the others of its batch.";
    let messages = ["Rejection".to_owned()];
    channels.insert("rejected".to_owned(), queue("rejected", "RejectedQueueUrl", rejected, &messages));
    channels.insert(
        "ticks".to_owned(),
        json!({
            "address": "{streamName}",
            "title": "ticks",
            "description": "Prices. The partition key of a record is the symbol of its ticks.",
            "servers": [{"$ref": "#/servers/kinesis"}],
            "parameters": {"streamName": {"description": "The stack's output TickStreamName."}},
            "messages": references(&["Ticks".to_owned()]),
        }),
    );
    channels.insert(SOCKET.to_owned(), socket());
    channels.into()
}

fn request(action: &str) -> String {
    format!("{}Request", pascal(action))
}

fn reply(action: &str) -> String {
    format!("{}Reply", pascal(action))
}

fn actions() -> Vec<&'static str> {
    Action::schemas().into_iter().map(|(action, _)| action).collect()
}

fn socket() -> Value {
    let mut messages: Vec<_> =
        actions().into_iter().flat_map(|action| [request(action), reply(action)]).collect();
    messages.extend(["Notification", "Read", "Archived", "Unarchived", "Unread", "Error"].map(str::to_owned));
    json!({
        "address": "/",
        "title": SOCKET,
        "description": format!("JSON in text frames. Each request, of at most {MAX_FRAME_BYTES} bytes, has exactly one reply or error. Delivery is at least once: a client drops notifications whose ID it has already received."),
        "servers": [{"$ref": "#/servers/websocket"}],
        "messages": references(&messages),
        "bindings": {
            "ws": {
                "method": "GET",
                "query": {
                    "type": "object",
                    "properties": {"ticket": {"type": "string", "description": "Ticket that POST /v1/tickets returned."}},
                },
                "bindingVersion": "0.1.0",
            },
        },
    })
}

fn operation(action: &str, channel: &str, title: &str, messages: &[String]) -> Value {
    json!({
        "action": action,
        "channel": {"$ref": format!("#/channels/{channel}")},
        "title": title,
        "messages": in_channel(channel, messages),
    })
}

fn in_channel(channel: &str, messages: &[String]) -> Vec<Value> {
    messages.iter().map(|name| json!({"$ref": format!("#/channels/{channel}/messages/{name}")})).collect()
}

fn operations() -> Value {
    let mut operations = Map::new();
    for priority in Priority::ALL {
        let name = priority.name();
        let messages: Vec<_> = types_of(priority).map(|name| format!("{}Event", pascal(name))).collect();
        let title = format!("An event of class {}", name.to_uppercase());
        operations
            .insert(format!("receive{}Event", pascal(name)), operation("receive", name, &title, &messages));
    }
    for (name, action, channel, title, message) in [
        ("receiveProfile", "receive", "profiles", "A trader's profile", "Profile"),
        ("sendRejection", "send", "rejected", "A rejected message", "Rejection"),
        ("receiveTicks", "receive", "ticks", "Prices", "Ticks"),
        ("sendNotification", "send", SOCKET, "A notification", "Notification"),
        ("sendRead", "send", SOCKET, "Notifications read on another device", "Read"),
        ("sendArchived", "send", SOCKET, "Notifications archived on another device", "Archived"),
        (
            "sendUnarchived",
            "send",
            SOCKET,
            "Notifications taken out of the archive on another device",
            "Unarchived",
        ),
        ("sendUnread", "send", SOCKET, "Notifications marked as unread on another device", "Unread"),
    ] {
        operations.insert(name.to_owned(), operation(action, channel, title, &[message.to_owned()]));
    }
    for action in actions() {
        let mut described = operation("receive", SOCKET, action, &[request(action)]);
        described["reply"] = json!({
            "channel": {"$ref": format!("#/channels/{SOCKET}")},
            "messages": in_channel(SOCKET, &[reply(action), "Error".to_owned()]),
        });
        operations.insert(action.to_owned(), described);
    }
    operations.into()
}

fn messages(schemas: &BTreeMap<String, Value>) -> Value {
    let mut messages = Map::new();
    let shown = schemas.iter().filter(|(path, _)| is_message(path));
    for (path, schema) in shown {
        let Some(name) = schema["title"].as_str() else { continue };
        let mut message = json!({"name": name, "title": name, "contentType": "application/json"});
        if let Some(description) = schema.get("description") {
            message["summary"] = description.clone();
        }
        message["payload"] = json!({"$ref": format!("./schemas/{path}")});
        if schema.pointer("/properties/requestId").is_some() {
            message["correlationId"] = json!({"location": "$message.payload#/requestId"});
        }
        if let Some(examples) = schema["examples"].as_array() {
            message["examples"] = examples.iter().map(|example| json!({"payload": example})).collect();
        }
        messages.insert(name.to_owned(), message);
    }
    messages.into()
}

/// Whether the schema describes a message, and not a part of one.
fn is_message(path: &str) -> bool {
    let whole = [
        "profile.json",
        "ticks.json",
        "rejection.json",
        "notification.json",
        "read.json",
        "archived.json",
        "unarchived.json",
        "unread.json",
        "error.json",
    ];
    let folders = ["events/", "requests/", "replies/"];
    whole.contains(&path) || folders.iter().any(|folder| path.starts_with(folder))
}

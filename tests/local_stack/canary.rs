//! The canary, on a stack of its own, since the test breaks the path that it measures.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use signed::{Call, Method, Service};
use support::{System, eventually, run};
use synthetic::Hop;

/// Returns the latencies of a hop that the canary has written for `CloudWatch`, by the time at which it wrote
/// them: the log of the local stack has the output of an invocation twice.
fn measured(system: &System, hop: Hop) -> BTreeMap<u64, u64> {
    let log = std::fs::read(system.stack.log()).unwrap();
    let text = String::from_utf8_lossy(&log);
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let of_hop = lines.filter(|line| line["Hop"] == hop.name());
    let namespace = "TraderNotifications/notifications";
    of_hop
        .map(|line| {
            let directive = &line["_aws"]["CloudWatchMetrics"][0];
            assert_eq!(directive["Namespace"], namespace, "{line}");
            assert_eq!(directive["Dimensions"], json!([["Hop"]]), "{line}");
            assert_eq!(directive["Metrics"][0]["Name"], "CanaryLatency", "{line}");
            let [latency] = line["CanaryLatency"].as_array().unwrap().as_slice() else {
                panic!("not one run: {line}")
            };
            (line["_aws"]["Timestamp"].as_u64().unwrap(), latency.as_u64().unwrap())
        })
        .collect()
}

/// Enables or disables the event source mapping of a function.
async fn map(system: &System, function: &str, enabled: bool) {
    let lambda = Service { signing_name: "lambda", host: "lambda" };
    let deployed = &system.stack.info().functions[function];
    let call = async |method: &Method, path: &str, body: Value| -> Value {
        let headers = [("content-type", "application/json")];
        let body = body.to_string();
        let timeout = Duration::from_secs(10);
        let call = Call { service: lambda, method, path, headers: &headers, body: &body, timeout };
        let answer = system.signed().call(&call).await.unwrap();
        assert!(answer.status < 300, "{method} {path}: {}", answer.status);
        serde_json::from_slice(&answer.body).unwrap()
    };
    let path = "/2015-03-31/event-source-mappings/";
    let all = call(&Method::GET, path, json!({})).await;
    let all = all["EventSourceMappings"].as_array().unwrap();
    let of_function =
        |mapping: &&Value| mapping["FunctionArn"].as_str().unwrap().ends_with(deployed.as_str());
    let mapping = all.iter().find(of_function).unwrap();
    let path = format!("{path}{}", mapping["UUID"].as_str().unwrap());
    let changed = call(&Method::PUT, &path, json!({"Enabled": enabled})).await;
    assert_eq!(changed["State"], if enabled { "Enabled" } else { "Disabled" });
}

#[test]
fn the_canary_measures_each_hop_and_fails_when_its_way_is_broken() {
    run(async {
        let system = &System::start("canary").await;
        assert!(system.wake("canary").await, "it does not come through");
        for hop in Hop::ALL {
            eventually(hop.name(), async || (measured(system, hop).len() == 1).then_some(())).await;
        }
        // The canary has ended there, and no connection of its user is left.
        let user = system.stack.outputs()["SyntheticUserId"].clone();
        eventually("its connection is forgotten", async || {
            system.recipient(&user).await.connections.is_empty().then_some(())
        })
        .await;

        map(system, "route-p0", false).await;
        assert!(!system.wake("canary").await, "it came through, and nothing was routed");
        // The hops that it measured show where the path ends. Nothing is measured of a fill
        // that does not arrive.
        eventually("the hops before the first fill are measured", async || {
            (measured(system, Hop::Hello).len() == 2).then_some(())
        })
        .await;
        for hop in [Hop::Publish, Hop::Deliver, Hop::Ack, Hop::Timeline] {
            assert_eq!(measured(system, hop).len(), 1, "{hop}");
        }
        let log = String::from_utf8_lossy(&std::fs::read(system.stack.log()).unwrap()).into_owned();
        assert!(log.contains("did not come through: deliver: no answer within 10 s"), "the hop is not told");

        map(system, "route-p0", true).await;
        assert!(system.wake("canary").await, "it does not come through again");
        eventually("all is measured again", async || {
            (measured(system, Hop::Timeline).len() == 2).then_some(())
        })
        .await;
    });
}

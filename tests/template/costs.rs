//! `cargo deploy cost` assumes exactly the resources of the template that cost something without any traffic.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::template::{default_of, functions, listed, mapping, name, resources, section};

/// Returns the functions' own metrics that the dashboard and the alarms name, each with its dimensions.
fn custom_metrics() -> BTreeSet<String> {
    let dashboard = resources("AWS::CloudWatch::Dashboard").into_values().next().unwrap();
    let body = dashboard["DashboardBody"]["Fn::Sub"].as_str().unwrap();
    let shown = body.split("[\"TraderNotifications/${AWS::StackName}\",").skip(1).map(|metric| {
        let texts = metric.split([']', '{']).next().unwrap();
        texts
            .split(',')
            .filter(|text| !text.is_empty())
            .map(|text| text.trim_matches('"'))
            .collect::<Vec<_>>()
            .join(" ")
    });
    let alarms = resources("AWS::CloudWatch::Alarm").into_values();
    let alarms =
        alarms.filter(|alarm| alarm["Namespace"]["Fn::Sub"] == "TraderNotifications/${AWS::StackName}");
    let watched = alarms.map(|alarm| {
        let value = |value: &Value| match value["Fn::FindInMap"].as_array() {
            Some(path) => {
                let found = path.iter().fold(section("Mappings"), |map, key| &map[name(key).as_str()]);
                found.as_str().unwrap().to_owned()
            }
            None => name(value),
        };
        let dimensions = listed(&alarm["Dimensions"]).iter().flat_map(|dimension| {
            [dimension["Name"].as_str().unwrap().to_owned(), value(&dimension["Value"])]
        });
        std::iter::once(alarm["MetricName"].as_str().unwrap().to_owned())
            .chain(dimensions)
            .collect::<Vec<_>>()
            .join(" ")
    });
    shown.chain(watched).collect()
}

#[test]
fn an_idle_system_is_what_the_calculator_says() {
    let idle = costs::Idle::read().unwrap();
    let count = |kind: &str| u32::try_from(resources(kind).len()).unwrap();
    assert_eq!(idle.alarms, count("AWS::CloudWatch::Alarm"));
    assert_eq!(idle.dashboards, count("AWS::CloudWatch::Dashboard"));
    assert_eq!(idle.secrets, count("AWS::SecretsManager::Secret"));
    assert_eq!(idle.keys, count("AWS::KMS::Key"));
    assert_eq!(default_of("EncryptEmailEvents"), "true", "the key is there by default");
    let queues: BTreeSet<_> = functions().into_values().filter_map(mapping).map(|(queue, _)| queue).collect();
    assert_eq!(idle.queues, u32::try_from(queues.len()).unwrap());
    let metrics = custom_metrics();
    assert_eq!(idle.metrics, u32::try_from(metrics.len()).unwrap(), "{metrics:?}");
}

#[test]
fn the_stream_has_the_shards_that_the_calculator_takes() {
    assert_eq!(default_of("TickShards"), 1);
}

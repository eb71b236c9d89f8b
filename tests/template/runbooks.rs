//! Every alarm has a section of `infra/docs/runbooks.md`, which its description names, and every section has an alarm.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::template::{all_resources, resources, section};

/// The parts of a section, in their order.
const PARTS: [&str; 4] = ["**Means:** ", "**Traders:** ", "**Look:** ", "**Do:** "];

fn text() -> String {
    std::fs::read_to_string(local::root().join("infra/docs/runbooks.md")).unwrap()
}

/// The sections by their headings.
fn sections(text: &str) -> BTreeMap<&str, &str> {
    let all = text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    all.collect()
}

/// Returns the patterns of alarms in the first line of a section; `None` if it is not a section of alarms.
fn patterns(section: &str) -> Option<Vec<&str>> {
    let line = section.lines().find_map(|line| line.strip_prefix("Alarms: "))?;
    Some(line.split('`').skip(1).step_by(2).collect())
}

/// Whether the pattern, which may begin with a star, matches this alarm.
fn means(pattern: &str, alarm: &str) -> bool {
    pattern.strip_prefix('*').map_or(pattern == alarm, |end| alarm.ends_with(end))
}

/// Returns the alarms of the template, each with the section that its description names last.
fn alarms() -> BTreeMap<String, Option<String>> {
    let named = |alarm: &Value| {
        let description = &alarm["AlarmDescription"];
        let text = description.as_str().or_else(|| description["Fn::Sub"].as_str())?;
        Some(text.rsplit_once(" Runbook: ")?.1.strip_suffix('.')?.to_owned())
    };
    let all = resources("AWS::CloudWatch::Alarm").into_iter();
    all.map(|(name, alarm)| (name.to_owned(), named(alarm))).collect()
}

/// Returns the mismatches between the alarms and the sections of `text`.
fn problems(text: &str, alarms: &BTreeMap<String, Option<String>>) -> Vec<String> {
    let all = sections(text);
    let mut problems = Vec::new();
    for (alarm, named) in alarms {
        let found = named.as_deref().and_then(|name| patterns(all.get(name)?));
        match found {
            None => problems.push(format!("{alarm} has no section ({named:?})")),
            Some(patterns) if !patterns.iter().any(|pattern| means(pattern, alarm)) => {
                problems.push(format!("the section of {alarm} is about {patterns:?}"));
            }
            Some(_) => {}
        }
    }
    for (name, section) in all {
        let Some(patterns) = patterns(section) else { continue };
        let of_section = |alarm: &&String| alarms[*alarm].as_deref() == Some(name);
        for pattern in patterns {
            if !alarms.keys().filter(of_section).any(|alarm| means(pattern, alarm)) {
                problems.push(format!("{name}: there is no {pattern}"));
            }
        }
        let mut rest = section;
        for part in PARTS {
            match rest.split_once(&format!("\n{part}")) {
                Some((_, behind)) if behind.lines().next().is_some_and(|line| line.len() > 10) => {
                    rest = behind;
                }
                _ => problems.push(format!("{name} has no {part}")),
            }
        }
    }
    problems
}

#[test]
fn every_alarm_has_its_runbook_and_every_runbook_its_alarm() {
    let (text, alarms) = (text(), alarms());
    assert_eq!(problems(&text, &alarms), Vec::<String>::new());

    // Without a section, each of its alarms is reported; a removed alarm leaves its section without a match.
    let without = |name: &str| text.replace(&format!("\n## {name}\n"), "\n## another\n");
    assert!(problems(&without("rejected"), &alarms).iter().any(|problem| problem.contains("RejectedAlarm")));
    assert!(
        problems(&without("queue-age"), &alarms).iter().any(|problem| problem.contains("P0QueueAgeAlarm"))
    );
    let mut fewer = alarms;
    fewer.remove("RecursionAlarm");
    assert_eq!(problems(&text, &fewer), ["recursion: there is no RecursionAlarm"]);
    let untold = text.replace("**Traders:** ", "");
    assert!(!problems(&untold, &fewer).is_empty());
}

/// Returns the word after each `before` in `text`: `P0QueueUrl` of `out P0QueueUrl`.
fn words_after<'t>(text: &'t str, before: &str) -> BTreeSet<&'t str> {
    let ends = |character: char| !character.is_ascii_alphanumeric();
    let words = text.split(before).skip(1).filter_map(|rest| rest.split(ends).next());
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn commands_of_the_runbooks_name_what_there_is() {
    let text = text();
    let (_, text) = text.split_once("\n## queue-age\n").unwrap();
    let outputs = section("Outputs").as_object().unwrap();
    for output in words_after(text, "$(out ") {
        assert!(outputs.contains_key(output), "no output {output}");
    }
    for queue in words_after(text, "`queue ") {
        assert!(outputs.contains_key(&format!("{queue}QueueUrl")), "no queue {queue}");
    }
    let functions = words_after(text, "`logs ");
    assert!(functions.len() > 5, "{functions:?}");
    for function in functions {
        assert!(
            all_resources().contains_key(format!("{function}LogGroup").as_str()),
            "no logs of {function}"
        );
    }
    let telemetry = std::fs::read_to_string(local::root().join("shared/lambda/src/telemetry.rs")).unwrap();
    for metric in words_after(text, "`own ") {
        assert!(telemetry.contains(&format!("\"{metric}\"")), "no metric {metric}");
    }
    let all = text.to_owned() + "\n## queue-age\n";
    for link in text.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(all.contains(&format!("\n## {link}\n")), "no section {link}");
    }
}

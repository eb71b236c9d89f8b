//! The expressions of DynamoDB, as far as our store uses them.

use serde_json::{Value, json};

use super::aws::Item;

/// The expressions of an update, as far as our store uses them.
pub(super) struct Expression<'a> {
    pub(super) body: &'a Value,
    pub(super) item: &'a Item,
}

impl Expression<'_> {
    /// Whether the first attribute of the condition exists, or does not exist, as the condition
    /// asks. The rest of the condition is about races, and there are none here.
    pub(super) fn may_run(&self) -> bool {
        let condition = self.body["ConditionExpression"].as_str().unwrap_or_default();
        let exists =
            |rest: &str| rest.split(')').next().is_some_and(|name| self.item.contains_key(&self.name(name)));
        if let Some(rest) = condition.strip_prefix("attribute_exists(") {
            exists(rest)
        } else {
            condition.strip_prefix("attribute_not_exists(").is_none_or(|rest| !exists(rest))
        }
    }

    /// Returns the attributes that the clauses `SET` and `ADD` write; `ADD` of numbers only.
    pub(super) fn assignments(&self) -> Vec<(String, Value)> {
        let set = self.clause("SET").into_iter().filter_map(|part| part.split_once(" = "));
        let set = set.filter_map(|(name, value)| Some((self.name(name), self.value(value)?)));
        let add = self.clause("ADD").into_iter().filter_map(|part| part.split_once(' '));
        let add = add.map(|(name, by)| {
            let number =
                |value: Option<&Value>| value.and_then(|value| value["N"].as_str()?.parse::<i64>().ok());
            let name = self.name(name);
            let sum =
                number(self.item.get(&name)).unwrap_or(0) + number(self.value(by).as_ref()).unwrap_or(0);
            (name, json!({"N": sum.to_string()}))
        });
        set.chain(add).collect()
    }

    /// Returns the attributes that the clause `REMOVE` removes.
    pub(super) fn removed(&self) -> Vec<String> {
        self.clause("REMOVE").into_iter().map(|name| self.name(name)).collect()
    }

    /// Returns the parts of a clause of the update expression, whose clauses have any order.
    fn clause(&self, keyword: &str) -> Vec<&str> {
        let text = self.body["UpdateExpression"].as_str().unwrap_or_default();
        let Some((_, clause)) = text.split_once(&format!("{keyword} ")) else { return Vec::new() };
        let ends = [" SET ", " ADD ", " REMOVE "].iter().filter_map(|next| clause.find(next));
        top_level(&clause[..ends.min().unwrap_or(clause.len())])
    }

    fn name(&self, name: &str) -> String {
        self.body["ExpressionAttributeNames"][name].as_str().unwrap_or(name).to_owned()
    }

    fn value(&self, text: &str) -> Option<Value> {
        let arguments = |function: &str| {
            let inner = text.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')')?;
            let parts = top_level(inner);
            Some((*parts.first()?, *parts.get(1)?))
        };
        if let Some((name, otherwise)) = arguments("if_not_exists") {
            return self.item.get(&self.name(name)).cloned().or_else(|| self.value(otherwise));
        }
        if let Some((list, more)) = arguments("list_append") {
            let (list, more) = (self.value(list)?, self.value(more)?);
            let both = list["L"].as_array()?.iter().chain(more["L"].as_array()?);
            return Some(json!({"L": both.collect::<Vec<_>>()}));
        }
        Some(self.body["ExpressionAttributeValues"][text].clone())
    }
}

/// Splits at the commas outside parentheses.
fn top_level(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_carried_out() {
        let body = json!({
            "UpdateExpression": "ADD #n :one SET #a = :a, #b = if_not_exists(#b, :a), \
                #l = list_append(if_not_exists(#l, :n), :m) REMOVE #c, #d",
            "ExpressionAttributeNames": {"#a": "a", "#b": "b", "#l": "l", "#n": "n", "#c": "c", "#d": "d"},
            "ExpressionAttributeValues": {":a": {"S": "1"}, ":one": {"N": "1"}, ":n": {"L": []}, ":m": {"L": [{"S": "x"}]}},
            "ConditionExpression": "attribute_not_exists(#a)",
        });
        let item = json!({"b": {"S": "0"}, "n": {"N": "7"}}).as_object().unwrap().clone();
        let expression = Expression { body: &body, item: &item };
        assert!(expression.may_run());
        let expected = [
            ("a", json!({"S": "1"})),
            ("b", json!({"S": "0"})),
            ("l", json!({"L": [{"S": "x"}]})),
            ("n", json!({"N": "8"})),
        ];
        assert_eq!(expression.assignments(), expected.map(|(name, value)| (name.to_owned(), value)));
        assert_eq!(expression.removed(), ["c", "d"]);
    }
}

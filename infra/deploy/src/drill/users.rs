//! The users of a drill, from a file of the operator.

use std::collections::BTreeSet;
use std::path::Path;

use domain::UserId;

use crate::error::{Error, file};

/// The maximum number of users of one drill. A drill is for named people, not for everyone.
pub(super) const MAX_USERS: usize = 1000;

/// Whether the users are read from standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads the users from the file, or from standard input if it is `-`.
///
/// # Errors
///
/// [`Error::File`], not retryable, if the file cannot be read, or for the reasons of [`parse`].
pub(super) fn read(path: &Path) -> Result<Vec<UserId>, Error> {
    let text = if is_standard_input(path) {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    parse(&text.map_err(|error| file(path, error))?).map_err(|fault| file(path, fault))
}

/// Returns the users of a text with one ID per line, each once, in the order of their first lines. Blank
/// lines are ignored, and so is what follows a `#`, which no ID contains.
///
/// # Errors
///
/// The fault, not retryable: there is no user, there are too many, or a line is not an ID. The message has
/// the number of the line but not its content, which may be an address.
fn parse(text: &str) -> Result<Vec<UserId>, String> {
    let (mut users, mut known) = (Vec::new(), BTreeSet::new());
    // Some editors begin a file with a byte order mark.
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let id = line.split('#').next().unwrap_or_default().trim();
        if id.is_empty() {
            continue;
        }
        let user = UserId::parse(id).map_err(|error| format!("line {}: a user ID {error}", index + 1))?;
        if known.insert(user.clone()) {
            users.push(user);
        }
    }
    match users.len() {
        0 => Err("has no user".to_owned()),
        1..=MAX_USERS => Ok(users),
        count => Err(format!("has {count} users, and a drill has at most {MAX_USERS}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        parse(text).unwrap().iter().map(UserId::to_string).collect()
    }

    #[test]
    fn a_line_is_a_user_a_comment_or_blank() {
        let text = "\u{feff}# on call\r\nu-2\r\n\n  u-1  # the deputy\n\t\nu-2\nu:3@x.example";
        assert_eq!(ids(text), ["u-2", "u-1", "u:3@x.example"]);
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_not_quoted() {
        for (text, line) in [("u-1\n\n+4915112345678\n", 3), ("u 1", 1), ("u-1\n# two\nü", 3)] {
            let fault = parse(text).unwrap_err();
            assert!(fault.starts_with(&format!("line {line}: a user ID may only contain")), "{fault}");
            assert!(!fault.contains("4915"), "{fault}");
        }
        let long = parse(&format!("u-1\n{}", "x".repeat(129))).unwrap_err();
        assert_eq!(long, "line 2: a user ID must have 1 to 128 characters");
    }

    #[test]
    fn a_drill_has_one_to_a_thousand_users() {
        let many = |count: usize| (0..count).map(|n| format!("u-{n}")).collect::<Vec<_>>().join("\n");
        assert_eq!(parse("# none\n\n"), Err("has no user".to_owned()));
        assert_eq!(ids(&many(1_000)).len(), 1_000);
        assert_eq!(ids(&(many(1_000) + "\nu-7\n")).len(), 1_000, "a duplicate does not count");
        let fault = parse(&many(1_001)).unwrap_err();
        assert_eq!(fault, "has 1001 users, and a drill has at most 1000");
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error_of_the_operator() {
        let error = read(Path::new("/nonexistent/users")).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{error}");
    }
}

//! Splits a script into tokens, as far as a bundler has to know them.
//!
//! Whether a slash begins a regular expression depends on the grammar. The scanner decides it by the
//! tokens before, and refuses the one place where these do not tell.

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, keyword, private name or number.
    Word,
    /// One character of punctuation.
    Mark,
    /// A string with its quotes.
    Text,
    /// A template, or a part of one that ends with `${` or begins after the `}` that belongs to it.
    Template,
    /// A regular expression with its flags.
    Regex,
}

/// A token and the space before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'s> {
    pub(super) kind: Kind,
    pub(super) text: &'s str,
    /// The offset in the script.
    pub(super) at: usize,
    /// Whether white space or a comment is before it.
    pub(super) is_apart: bool,
    /// Whether a line ends between the token before and this one.
    pub(super) is_on_new_line: bool,
    /// The number of brackets and braces around it.
    pub(super) depth: usize,
}

impl Token<'_> {
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }

    pub(super) fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

/// A place in a script where the scanner cannot go on, and the reason.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) what: String,
}

impl Fault {
    pub(super) fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into() }
    }
}

/// The kind of a bracket, which decides what may follow its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// The parenthesis of `if`, `while`, `for` or `with`: a statement follows.
    Condition,
    Other(char),
    /// `${` in a template: the template goes on after its end.
    Substitution,
}

/// The keywords that an expression follows.
const BEFORE_EXPRESSION: [&str; 14] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "instanceof",
    "else",
    "do",
    "yield",
    "await",
];

struct Scanner<'s> {
    script: &'s str,
    at: usize,
    tokens: Vec<Token<'s>>,
    open: Vec<Opener>,
    /// The opener of the last token, if that token is a closing parenthesis.
    closed: Option<Opener>,
}

/// Returns the tokens of a script.
///
/// # Errors
///
/// A [`Fault`]: something does not end, brackets do not match, or a slash after `}` has two meanings.
pub(super) fn scan(script: &str) -> Result<Vec<Token<'_>>, Fault> {
    let mut scanner = Scanner { script, at: 0, tokens: Vec::new(), open: Vec::new(), closed: None };
    while scanner.next()? {}
    if scanner.open.is_empty() {
        Ok(scanner.tokens)
    } else {
        Err(Fault::new(script.len(), "a bracket is not closed"))
    }
}

/// Whether the character can be part of a name.
pub(super) fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#' | '\u{200c}' | '\u{200d}')
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        self.script.get(self.at..).unwrap_or_default()
    }

    /// Takes the next token; returns whether there was one.
    fn next(&mut self) -> Result<bool, Fault> {
        let before = self.at;
        let is_on_new_line = self.space()?;
        let (start, rest) = (self.at, self.rest());
        let Some(first) = rest.chars().next() else { return Ok(false) };
        let mut depth = self.open.len();
        let mut closed = None;
        let (kind, length) = match first {
            '\'' | '"' => (Kind::Text, self.text(first)?),
            '`' => (Kind::Template, self.template(1)?),
            '}' if self.open.last() == Some(&Opener::Substitution) => {
                self.open.pop();
                depth -= 1;
                (Kind::Template, self.template(1)?)
            }
            '/' if self.begins_regex()? => (Kind::Regex, self.regex()?),
            _ if is_of_word(first) => (Kind::Word, self.word(first)),
            '(' | '[' | '{' => {
                self.open.push(self.opener(first));
                (Kind::Mark, 1)
            }
            ')' | ']' | '}' => {
                closed = Some(self.close(first)?);
                depth -= 1;
                (Kind::Mark, 1)
            }
            _ if first.is_ascii_punctuation() => (Kind::Mark, 1),
            _ => return Err(Fault::new(start, format!("{first:?} is not expected"))),
        };
        self.closed = closed;
        self.at = start + length;
        let text = rest.get(..length).unwrap_or_default();
        let is_apart = start > before;
        self.tokens.push(Token { kind, text, at: start, is_apart, is_on_new_line, depth });
        Ok(true)
    }

    /// Skips white space and comments; returns whether a line ended.
    fn space(&mut self) -> Result<bool, Fault> {
        let mut has_line_end = false;
        loop {
            let rest = self.rest();
            let skipped = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                let end = rest.get(2..).and_then(|inside| inside.find("*/"));
                end.ok_or_else(|| Fault::new(self.at, "a comment does not end"))? + 4
            } else {
                rest.find(|character: char| !character.is_whitespace() && character != '\u{feff}')
                    .unwrap_or(rest.len())
            };
            if skipped == 0 {
                return Ok(has_line_end);
            }
            has_line_end |=
                rest.get(..skipped).is_some_and(|space| space.contains(['\n', '\u{2028}', '\u{2029}']));
            self.at += skipped;
        }
    }

    /// Returns the length of a string.
    fn text(&self, quote: char) -> Result<usize, Fault> {
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((index, character)) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                '\n' => break,
                _ if character == quote => return Ok(index + 1),
                _ => {}
            }
        }
        Err(Fault::new(self.at, "a string does not end"))
    }

    /// Returns the length of a template's part, whose first `skipped` characters are its beginning.
    fn template(&mut self, skipped: usize) -> Result<usize, Fault> {
        let mut characters = self.rest().char_indices().skip(skipped).peekable();
        while let Some((index, character)) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                '`' => return Ok(index + 1),
                '$' if characters.peek().is_some_and(|&(_, next)| next == '{') => {
                    self.open.push(Opener::Substitution);
                    return Ok(index + 2);
                }
                _ => {}
            }
        }
        Err(Fault::new(self.at, "a template does not end"))
    }

    /// Returns the length of a regular expression with its flags.
    fn regex(&self) -> Result<usize, Fault> {
        let rest = self.rest();
        let mut is_in_class = false;
        let mut characters = rest.char_indices().skip(1);
        while let Some((index, character)) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                '[' => is_in_class = true,
                ']' => is_in_class = false,
                '\n' => break,
                '/' if !is_in_class => {
                    let flags = rest.get(index + 1..).unwrap_or_default();
                    let length = flags.find(|flag: char| !is_of_word(flag)).unwrap_or(flags.len());
                    return Ok(index + 1 + length);
                }
                _ => {}
            }
        }
        Err(Fault::new(self.at, "a regular expression does not end"))
    }

    /// Returns the length of a word. A number keeps its decimal point, which is then no member access.
    fn word(&self, first: char) -> usize {
        let rest = self.rest();
        let is_number = first.is_ascii_digit();
        let of_word = |character: char| is_of_word(character) || (is_number && character == '.');
        rest.find(|character: char| !of_word(character)).unwrap_or(rest.len())
    }

    fn opener(&self, bracket: char) -> Opener {
        let is_condition = bracket == '('
            && self
                .tokens
                .last()
                .is_some_and(|token| ["if", "while", "for", "with"].iter().any(|word| token.is_word(word)));
        if is_condition { Opener::Condition } else { Opener::Other(bracket) }
    }

    fn close(&mut self, bracket: char) -> Result<Opener, Fault> {
        let opener = self.open.pop();
        let matches = match opener {
            Some(Opener::Condition | Opener::Other('(')) => bracket == ')',
            Some(Opener::Other('[')) => bracket == ']',
            Some(Opener::Other('{')) => bracket == '}',
            _ => false,
        };
        let mismatch = || Fault::new(self.at, format!("{bracket} closes nothing"));
        opener.filter(|_| matches).ok_or_else(mismatch)
    }

    /// Whether the slash here begins a regular expression, and is not a division.
    fn begins_regex(&self) -> Result<bool, Fault> {
        let [.., last] = self.tokens.as_slice() else { return Ok(true) };
        let before = self.tokens.len().checked_sub(2).and_then(|index| self.tokens.get(index));
        Ok(match last.kind {
            Kind::Text | Kind::Regex => false,
            Kind::Template => last.text.ends_with("${"),
            Kind::Word => {
                let is_member = before.is_some_and(|before| before.is_mark("."));
                !is_member && BEFORE_EXPRESSION.contains(&last.text)
            }
            Kind::Mark => match last.text {
                ")" => self.closed == Some(Opener::Condition),
                "]" => false,
                "}" => {
                    let what =
                        "whether / is a division cannot be told after }: put the expression into parentheses";
                    return Err(Fault::new(self.at, what));
                }
                // After ++ and -- nothing but a division makes sense.
                mark @ ("+" | "-") => last.is_apart || before.is_none_or(|before| !before.is_mark(mark)),
                _ => true,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> Vec<&str> {
        scan(script).unwrap().iter().map(|token| token.text).collect()
    }

    fn kinds(script: &str, kind: Kind) -> Vec<&str> {
        scan(script).unwrap().iter().filter(|token| token.kind == kind).map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_space_are_no_tokens() {
        assert_eq!(texts("a /* b\n */ c // d\n e"), ["a", "c", "e"]);
        let tokens = scan("a /* b\n */ c + d").unwrap();
        assert_eq!(
            tokens.iter().map(|token| token.is_on_new_line).collect::<Vec<_>>(),
            [false, true, false, false]
        );
        assert!(scan("a /* b").is_err());
    }

    #[test]
    fn what_looks_like_a_comment_in_a_string_a_template_or_a_regex_is_none() {
        assert_eq!(
            texts(r#"'//' + "/*" + `// ${ '}' } /*` + /[/]\/*/g"#),
            ["'//'", "+", r#""/*""#, "+", "`// ${", "'}'", "} /*`", "+", r"/[/]\/*/g"]
        );
        assert_eq!(kinds(r"x = 'it\'s // one'", Kind::Text), [r"'it\'s // one'"]);
        assert_eq!(kinds("f(`a ${b ? `c ${d}` : {}} e`)", Kind::Template), ["`a ${", "`c ${", "}`", "} e`"]);
    }

    #[test]
    fn a_slash_divides_or_begins_a_regex_by_what_is_before() {
        for (script, regex) in [
            ("a / b / c", vec![]),
            ("f(a) / 2 / g", vec![]),
            ("a[0] / 2 / g", vec![]),
            ("i++ / 2 / g", vec![]),
            ("list.of / 2 / g", vec![]),
            ("1.5 / 2 / 3", vec![]),
            ("if (a) /b/.test(c)", vec!["/b/"]),
            ("return /b/g", vec!["/b/g"]),
            ("x = /[/'\"]/u", vec!["/[/'\"]/u"]),
            ("f(/a/, /b\\//)", vec!["/a/", "/b\\//"]),
            ("`${/a}/.source}`", vec!["/a}/"]),
            ("a + /b/", vec!["/b/"]),
        ] {
            assert_eq!(kinds(script, Kind::Regex), regex, "{script}");
        }
        let fault = scan("if (a) {}\n/b/.test(c)").unwrap_err();
        assert_eq!(fault.at, 10);
    }

    #[test]
    fn what_does_not_end_or_match_is_refused() {
        for bad in ["'a\nb'", "`a", "x = /a\n/", "(]", "{", "}", "`${`", "a \\ b €"] {
            assert!(scan(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn depth_counts_what_is_open() {
        let tokens = scan("a(b, `${c}`)").unwrap();
        let depths: Vec<_> = tokens.iter().map(|token| (token.text, token.depth)).collect();
        assert_eq!(
            depths,
            [("a", 0), ("(", 0), ("b", 1), (",", 1), ("`${", 1), ("c", 2), ("}`", 1), (")", 0)]
        );
    }
}

//! Writes tokens without comments and needless space.
//!
//! Names stay as they are. A line end stays wherever a statement may end with it, so that automatic
//! semicolons are inserted where they were.
//! <https://tc39.es/ecma262/#sec-automatic-semicolon-insertion>

use super::scan::{Token, is_of_word};

/// A writer of tokens.
#[derive(Debug, Default)]
pub(super) struct Squeezed {
    text: String,
    last: Option<char>,
}

impl Squeezed {
    /// Appends a token.
    pub(super) fn push(&mut self, token: &Token<'_>) {
        if token.is_apart {
            self.space(token);
        }
        self.text.push_str(token.text);
        self.last = token.text.chars().next_back();
    }

    /// Appends the beginning of a declaration; what is appended next is the value of the name.
    pub(super) fn assign(&mut self, name: &str) {
        if self.last.is_some() {
            self.text.push('\n');
        }
        self.text.push_str("const ");
        self.text.push_str(name);
        self.text.push('=');
        self.last = Some('=');
    }

    /// Returns the text before a call that takes the place of this token and of those that belong to it.
    /// Text that is appended from now on comes after the call.
    pub(super) fn cut(&mut self, token: &Token<'_>) -> String {
        if token.is_apart {
            self.space(token);
        }
        self.last = Some(')');
        std::mem::take(&mut self.text)
    }

    /// Returns the text since the last cut.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Appends the space that has to stay before a token that had space before it.
    fn space(&mut self, next: &Token<'_>) {
        let (Some(last), Some(first)) = (self.last, next.text.chars().next()) else { return };
        if next.is_on_new_line && !goes_on_after(last) && !goes_on_with(first) {
            self.text.push('\n');
        } else if must_be_apart(last, first) {
            self.text.push(' ');
        }
    }
}

/// Whether nothing can end after this character: it expects more, or has ended already.
fn goes_on_after(last: char) -> bool {
    "{([,;=&|?:<!~%^".contains(last)
}

/// Whether a line end before this character ends no statement.
fn goes_on_with(first: char) -> bool {
    "})],;.=&|?:".contains(first)
}

fn must_be_apart(last: char, first: char) -> bool {
    (is_of_word(last) && is_of_word(first))
        // `1 .toFixed()`, and `+ ++a`, `a / /b/`, `a < !--b`, `a-- > b`.
        || (last.is_ascii_digit() && first == '.')
        || matches!((last, first), ('+', '+') | ('-', '-' | '>') | ('/', '/' | '*') | ('<', '!'))
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn squeezed(script: &str) -> String {
        let mut squeezed = Squeezed::default();
        for token in scan(script).unwrap() {
            squeezed.push(&token);
        }
        squeezed.finish()
    }

    #[test]
    fn only_needed_space_stays() {
        for (script, expected) in [
            ("const a = { b: 1, c };", "const a={b:1,c};"),
            (
                "/** Why. */\nfunction f(a, b) {\n  return a + b;\n}\n\nf();",
                "function f(a,b){return a+b;}\nf();",
            ),
            ("a = b + ++c - -d;", "a=b+ ++c- -d;"),
            ("typeof a in b", "typeof a in b"),
            ("x = a / /b/.c", "x=a/ /b/.c"),
            ("while (a-- > 0);", "while(a-- >0);"),
            ("1 .toFixed()", "1 .toFixed()"),
            ("`a  ${ b }  c`", "`a  ${b}  c`"),
            ("a\n  .b()\n  .c()", "a.b().c()"),
            ("a ?\n b :\n c", "a?b:c"),
        ] {
            assert_eq!(squeezed(script), expected, "{script}");
        }
    }

    #[test]
    fn a_line_end_stays_where_a_semicolon_may_be_inserted() {
        for (script, expected) in [
            ("a = b\nc = d", "a=b\nc=d"),
            ("a\n++b", "a\n++b"),
            ("return\na", "return\na"),
            ("class A {\n  x\n  *y() {}\n}", "class A{x\n*y(){}}"),
            ("a()\n/* b */ c()", "a()\nc()"),
            ("i++\nj", "i++\nj"),
        ] {
            assert_eq!(squeezed(script), expected, "{script}");
        }
    }
}

//! A message's text as Telegram shows it.

use serde_json::{Value, json};

/// A formatted piece of text, in UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// `bold`, `text_link`, …
    pub(super) kind: &'static str,
    pub(super) offset: usize,
    pub(super) length: usize,
    /// The address of a link.
    pub(super) url: Option<String>,
}

impl Entity {
    /// Returns the entity as in a Message.
    pub(super) fn to_json(&self) -> Value {
        let mut entity = json!({"type": self.kind, "offset": self.offset, "length": self.length});
        if let Some(url) = &self.url {
            entity["url"] = url.as_str().into();
        }
        entity
    }
}

/// Text and its formatting.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Formatted {
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
}

impl Formatted {
    /// Returns text without formatting.
    pub(super) fn plain(source: &str) -> Self {
        let mut formatted = Self::default();
        source.chars().for_each(|letter| formatted.push(letter));
        formatted
    }

    /// Adds a character, unless Telegram removes it: carriage returns, control characters,
    /// bidirectional overrides, and marks that are drawn over other lines.
    pub(super) fn push(&mut self, letter: char) {
        match letter {
            '\r' | '\u{2028}'..='\u{202e}' | '\u{333}' | '\u{33f}' | '\u{30a}' => {}
            '\n' => self.text.push(letter),
            '\0'..='\u{1f}' => self.text.push(' '),
            letter => self.text.push(letter),
        }
    }

    /// Removes white space at both ends.
    pub(super) fn trimmed(mut self) -> Self {
        let kept = self.text.trim_start();
        let (cut, text) = (utf16_len(&self.text) - utf16_len(kept), kept.trim_end().to_owned());
        let length = utf16_len(&text);
        for entity in &mut self.entities {
            let end = (entity.offset + entity.length).saturating_sub(cut).min(length);
            entity.offset = entity.offset.saturating_sub(cut).min(end);
            entity.length = end - entity.offset;
        }
        self.entities.retain(|entity| entity.length > 0);
        Self { text, entities: self.entities }
    }
}

/// Returns the length in UTF-16 code units, as Telegram counts.
pub(super) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Whether the text has no visible character.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| {
        let invisible =
            matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2800}' | '\u{fffc}' | '\u{180e}');
        invisible || letter.is_whitespace()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_telegram_takes_out_is_out() {
        let text = Formatted::plain("a\r\nb\tc\u{202e}d\0e\u{1f600}").text;
        assert_eq!(text, "a\nb cd e\u{1f600}");
        assert_eq!(utf16_len(&text), 10);
    }

    #[test]
    fn formatting_moves_with_the_text_that_is_trimmed() {
        let entity = |offset, length| Entity { kind: "bold", offset, length, url: None };
        let text = "\n\u{3000}ab  ".to_owned();
        let formatted =
            Formatted { text, entities: vec![entity(0, 3), entity(0, 6), entity(4, 2)] }.trimmed();
        assert_eq!(
            formatted,
            Formatted { text: "ab".to_owned(), entities: vec![entity(0, 1), entity(0, 2)] }
        );
    }

    #[test]
    fn invisible_text_is_blank() {
        assert!(is_blank(" \n\u{200b}\u{feff}"));
        assert!(!is_blank("\u{200b}."));
    }
}

//! The conversion of a text to one line, for formats without line breaks: subjects, table cells,
//! short messages.

/// Returns the text with a space for every run of white space and control characters: nothing in it
/// can begin a new line or a header, or overwrite the line (as a carriage return does).
pub(crate) fn one_line(text: &str) -> String {
    let is_gap = |character: char| character.is_whitespace() || character.is_control();
    let mut words = text.split(is_gap).filter(|word| !word.is_empty());
    let mut line = String::with_capacity(text.len());
    line.push_str(words.next().unwrap_or_default());
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

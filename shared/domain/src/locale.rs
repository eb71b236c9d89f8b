//! placeholder, replaced by the texts branch
/// In what language and in which zone a trader reads.
#[derive(Debug, Clone, Default)]
pub struct Locale {}
impl Locale {
    /// Chooses.
    pub fn choose<'a>(
        _tags: impl IntoIterator<Item = &'a str>,
        _zones: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {}
    }
}

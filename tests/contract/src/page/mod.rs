//! The texts of the trader's page: one Fluent file per language, checked against the English one, and one
//! module per language for the browser (`infra/adr/0034-the-page-in-ten-languages.md`).
//!
//! Nothing of them is compiled into a function. Messages whose names begin with `inbox-` are for
//! `<trader-inbox>`, which is a package of its own.

mod check;
mod file;
mod labels;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use domain::Language;

use file::Texts;

/// The language that has every message, and that says which variables each has.
pub(crate) const ENGLISH: Language = Language::En;

/// What the names of the inbox's messages begin with.
const INBOX: &str = "inbox-";

/// A fault of a file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The fault, and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

/// Returns the folder of the texts.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/catalogue/texts")
}

/// Reads the texts of every language of the catalogue from the folder.
///
/// # Errors
/// All faults of the files, in order.
pub fn read(folder: &Path) -> Result<PageTexts, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut languages = BTreeMap::new();
    // A language of a deployment's own folder has no file here: the page falls back for it.
    let is_ours = |language: &Language| folder.join(format!("{}.ftl", language.code())).is_file();
    for language in Language::ALL.into_iter().filter(is_ours) {
        let path = folder.join(format!("page.{}.ftl", language.code()));
        match Texts::read(&path) {
            Ok(texts) => {
                languages.insert(language.code(), texts);
            }
            Err(found) => faults.extend(found),
        }
    }
    if let Some(english) = languages.get(ENGLISH.code()) {
        for (code, texts) in &languages {
            check::add_faults(english, texts, *code == ENGLISH.code(), &mut faults);
        }
        for language in Language::ALL {
            if let Some(texts) = languages.get(language.code()) {
                labels::add_faults(language, texts, &mut faults);
            }
        }
    }
    faults.sort();
    if faults.is_empty() { Ok(PageTexts { languages }) } else { Err(faults) }
}

/// The texts of the page in every language.
#[derive(Debug)]
pub struct PageTexts {
    languages: BTreeMap<&'static str, Texts>,
}

impl PageTexts {
    /// Returns the names of the page's own messages, without those that are made of the catalogue.
    pub fn names(&self) -> Vec<&str> {
        let english = self.languages.get(ENGLISH.code());
        english.into_iter().flat_map(|texts| &texts.messages).map(|message| message.name.as_str()).collect()
    }

    /// Returns the generated files by their paths below `infra/console`.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let Some(english) = self.languages.get(ENGLISH.code()) else { return files };
        files.insert("app/generated/texts/types.d.ts".to_owned(), write::page_types(english));
        let codes: Vec<_> = self.languages.keys().copied().collect();
        files.insert("app/generated/texts/index.js".to_owned(), write::page_loaders(&codes));
        files.insert("inbox/texts/types.d.ts".to_owned(), write::inbox_types(english));
        files.insert("inbox/texts/index.js".to_owned(), write::inbox_loaders(&codes));
        for language in Language::ALL {
            let code = language.code();
            let Some(texts) = self.languages.get(code) else { continue };
            files.insert(
                format!("app/generated/texts/{code}.js"),
                write::page_module(english, texts, language),
            );
            files.insert(format!("inbox/texts/{code}.js"), write::inbox_module(english, texts));
        }
        files
    }
}

#[cfg(test)]
mod tests;

//! The bundle of the page as it is served: made again when a source has changed, so that a developer sees
//! an edit with the next load of the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::assets::{Asset, Caching};
use crate::bundle::{Bundle, FOLDER, PAGE};
use crate::error::Error;

/// The bundle of a folder.
#[derive(Debug)]
pub(super) struct Bundled {
    root: PathBuf,
    made: Mutex<Made>,
}

#[derive(Debug, Default)]
struct Made {
    bundle: Option<Bundle>,
    /// The files of all bundles that were made, by their paths: a tab that was opened before an edit
    /// loads the rest of its modules from them.
    files: BTreeMap<String, Arc<Asset>>,
}

impl Bundled {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, made: Mutex::default() }
    }

    /// Returns the page that loads the bundle of the sources as they are now.
    ///
    /// # Errors
    ///
    /// Those of [`Bundle::of`].
    pub(super) fn page(&self) -> Result<Option<Arc<Asset>>, Error> {
        // A panic in another request leaves the files of whole bundles.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.bundle.as_ref().is_some_and(Bundle::is_current) {
            made.take(Bundle::of(&self.root)?);
        }
        Ok(made.files.get(PAGE).cloned())
    }

    /// Returns a file of the bundle, or of one before, by its path.
    pub(super) fn file(&self, path: &str) -> Option<Arc<Asset>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).files.get(path).cloned()
    }
}

impl Made {
    fn take(&mut self, bundle: Bundle) {
        for file in bundle.files() {
            let caching =
                if file.path.starts_with(FOLDER) { Caching::Immutable } else { Caching::Revalidated };
            if let Some(asset) = Asset::new(Path::new(&file.path), file.content.clone(), caching) {
                self.files.insert(file.path.clone(), Arc::new(asset));
            }
        }
        self.bundle = Some(bundle);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(bundled: &Bundled) -> Vec<String> {
        bundled.made.lock().unwrap().files.keys().filter(|path| path.contains("main.")).cloned().collect()
    }

    #[test]
    fn an_edit_makes_new_files_beside_the_old_ones() {
        let root = std::env::temp_dir().join(format!("bundled-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join(PAGE), "<script type=\"module\" src=\"main.js\"></script>").unwrap();
        fs::write(root.join("main.js"), "a();").unwrap();
        let bundled = Bundled::new(root.clone());
        let first = bundled.page().unwrap().unwrap();
        assert!(Arc::ptr_eq(&first, &bundled.page().unwrap().unwrap()), "nothing was edited");
        assert_eq!(names(&bundled).len(), 1);

        fs::write(root.join("main.js"), "changed();").unwrap();
        let second = bundled.page().unwrap().unwrap();
        assert!(!Arc::ptr_eq(&first, &second));
        let names = names(&bundled);
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names.iter().all(|name| bundled.file(name).is_some()));

        fs::write(root.join("main.js"), "export let a;").unwrap();
        assert!(bundled.page().unwrap_err().to_string().contains("main.js, line 1"));
        fs::write(root.join("main.js"), "a();").unwrap();
        assert!(bundled.page().is_ok());
        fs::remove_dir_all(root).unwrap();
    }
}

//! Bundles of small pages, and of the console.

use std::fs;
use std::path::PathBuf;

use super::*;

const HTML: &str = "<link rel=\"stylesheet\" href=\"a.css\">\n<link rel=\"stylesheet\" href=\"b.css\">\n\
                    <script src=\"early.js\"></script>\n<script type=\"module\" src=\"app/main.js\"></script>\n";

/// A folder with the files of a page.
struct Site(PathBuf);

impl Site {
    fn new(name: &str, scripts: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("bundle-{name}-{}", std::process::id()));
        let site = Self(root);
        let rest =
            [(PAGE, HTML), ("a.css", "a { b: c; }"), ("b.css", "d { e: f; }"), ("early.js", "early( 1 );")];
        for (path, content) in rest.iter().chain(scripts) {
            site.write(path, content);
        }
        site
    }

    fn write(&self, path: &str, content: &str) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    fn bundle(&self) -> Bundle {
        Bundle::of(&self.0).unwrap()
    }

    fn error(&self) -> String {
        Bundle::of(&self.0).unwrap_err().to_string()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What stays is removed with the machine's temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns the only file whose name begins so.
fn file<'b>(bundle: &'b Bundle, start: &str) -> (&'b str, &'b str) {
    let mut found = bundle.files().iter().filter(|file| file.path.starts_with(start));
    let file = found.next().unwrap_or_else(|| panic!("no {start}"));
    assert!(found.next().is_none(), "two files are named {start}");
    (&file.path, std::str::from_utf8(&file.content).unwrap())
}

/// Returns the paths of the modules that the chunk runs, in their order.
fn modules(chunk: &str) -> Vec<&str> {
    let starts = chunk.match_indices("$modules[\"").map(|(at, _)| &chunk[at + 10..]);
    let paths = starts.filter_map(|rest| rest.split_once("\"]=(").map(|(path, _)| path));
    paths.filter(|path| !path.contains('"')).collect()
}

#[test]
fn the_page_loads_hashed_files_that_are_there_before_it() {
    let site = Site::new("page", &[("app/main.js", "start();")]);
    let bundle = site.bundle();
    let (page, html) = file(&bundle, PAGE);
    let (style, rules) = file(&bundle, "assets/style.");
    let (early, script) = file(&bundle, "assets/early.");
    let (main, _) = file(&bundle, "assets/main.");
    assert_eq!((rules, script), ("a{b:c}d{e:f}", "early(1);"));
    assert_eq!(
        html,
        format!(
            "<link rel=\"stylesheet\" href=\"{style}\">\n<script src=\"{early}\"></script>\n<script type=\"module\" src=\"{main}\"></script>\n"
        )
    );
    assert_eq!(bundle.files().last().unwrap().path, page);
}

#[test]
fn a_module_runs_once_after_those_that_it_imports() {
    let site = Site::new(
        "order",
        &[
            (
                "app/main.js",
                "import { a } from './a.js';\nimport '../b.js';\nimport * as c from './c.js';\na(c);",
            ),
            ("app/a.js", "import { c as d } from './c.js';\nexport const a = () => d;"),
            ("b.js", "b();"),
            ("app/c.js", "/** Why. */\nexport const c = 1;\nexport { c as e };"),
        ],
    );
    let bundle = site.bundle();
    let (_, main) = file(&bundle, "assets/main.");
    assert_eq!(modules(main), ["app/c.js", "app/a.js", "b.js", "app/main.js"]);
    for expected in [
        "$modules[\"app/c.js\"]=(()=>{const c=1;\nreturn{c,e:c}})();",
        "$modules[\"app/a.js\"]=(()=>{const{c:d}=$modules[\"app/c.js\"];const a=()=>d;\nreturn{a}})();",
        "=(()=>{const{a}=$modules[\"app/a.js\"];const c=$modules[\"app/c.js\"];a(c);\nreturn{}})();",
    ] {
        assert!(main.contains(expected), "{expected}\n{main}");
    }
}

#[test]
fn a_module_is_in_the_chunk_of_those_that_need_it_and_in_no_other() {
    let site = Site::new(
        "chunks",
        &[
            (
                "app/main.js",
                "import './all.js';\nexport const load = [() => import('./x.js'), () => import('./y.js'), () => import('./all.js')];",
            ),
            ("app/all.js", "all();"),
            ("app/x.js", "import './all.js';\nimport './both.js';\nimport './deep.js';\nx();"),
            ("app/y.js", "import './both.js';\ny();\nimport('./z.js');"),
            ("app/both.js", "import './deep.js';\nboth();"),
            ("app/deep.js", "import './all.js';\ndeep();"),
            ("app/z.js", "import './both.js';\nz();"),
        ],
    );
    let bundle = site.bundle();
    let (main_path, main) = file(&bundle, "assets/main.");
    let [(x_path, x), (y_path, y), (z_path, z), (both_path, both)] =
        ["x", "y", "z", "both"].map(|name| file(&bundle, &format!("assets/{name}.")));
    assert_eq!(modules(main), ["app/all.js", "app/main.js"]);
    assert_eq!((modules(x), modules(y), modules(z)), (vec!["app/x.js"], vec!["app/y.js"], vec!["app/z.js"]));
    assert_eq!(modules(both), ["app/deep.js", "app/both.js"]);
    let name = |path: &str| path.replace(FOLDER, "./");
    for (root, own) in [("x", x_path), ("y", y_path), ("z", z_path)] {
        let needs = format!("\"app/{root}.js\":[\"{}\",\"{}\"],", name(both_path), name(own));
        assert!(main.contains(&needs), "{needs}\n{main}");
    }
    assert!(main.contains("()=>$load(\"app/x.js\")") && main.contains("()=>$load(\"app/all.js\")"), "{main}");
    assert!(y.contains("$load(\"app/z.js\");"), "{y}");

    // A name changes with the content behind it, and only with that.
    site.write("app/y.js", "import './both.js';\nother();");
    let bundle = site.bundle();
    assert_eq!((file(&bundle, "assets/x.").0, file(&bundle, "assets/both.").0), (x_path, both_path));
    assert_ne!(file(&bundle, "assets/y.").0, y_path);
    assert_ne!(file(&bundle, "assets/main.").0, main_path);
}

#[test]
fn a_library_stays_as_it_is() {
    let library = "/* Licence */ export const  a = 1;\n";
    let site = Site::new(
        "vendor",
        &[
            ("app/main.js", "import { a } from '../vendor/lib/lib.js';\na(import('../vendor/lib/lazy.js'));"),
            ("vendor/lib/lib.js", library),
            ("vendor/lib/lazy.js", library),
            ("vendor/lib/NOTICE", "Notice"),
            ("vendor/lib/lib.d.ts", "declare const a: number;"),
        ],
    );
    let bundle = site.bundle();
    let ((path, content), (lazy, _)) = (file(&bundle, "assets/lib."), file(&bundle, "assets/lazy."));
    let (_, main) = file(&bundle, "assets/main.");
    assert_eq!((content, file(&bundle, "vendor/")), (library, ("vendor/lib/NOTICE", "Notice")));
    let name = |path: &str| path.replace(FOLDER, "./");
    assert!(main.starts_with(&format!("import*as $vendor0 from\"{}\";", name(path))), "{main}");
    assert!(main.contains(&format!("const{{a}}=$vendor0;a(import(\"{}\"));", name(lazy))), "{main}");
}

#[test]
fn what_the_bundler_does_not_know_is_said_with_its_line() {
    for (name, scripts, expected) in [
        (
            "form",
            &[("app/main.js", "a();\n\nexport let b;")][..],
            "infra/console/app/main.js, line 3: a module of the bundle exports",
        ),
        (
            "cycle",
            &[("app/main.js", "import './a.js';"), ("app/a.js", "\nimport './main.js';")],
            "infra/console/app/a.js, line 2: app/main.js imports this module, too",
        ),
        (
            "name",
            &[("app/main.js", "import { b } from './a.js';"), ("app/a.js", "export const a = 1;")],
            "infra/console/app/main.js, line 1: app/a.js does not export b",
        ),
        ("out", &[("app/main.js", "import '../../a.js';")], "line 1: ../../a.js leads out of the folder"),
        ("file", &[("app/main.js", "import './a.js';")], "cannot read "),
    ] {
        let error = Site::new(name, scripts).error();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_files_are_written_with_their_folders() {
    let site = Site::new("write", &[("app/main.js", "a();"), ("vendor/lib/NOTICE", "Notice")]);
    let bundle = site.bundle();
    let folder = site.0.join("out");
    assert_eq!(bundle.write(&folder).unwrap(), bundle.files().len());
    for file in bundle.files() {
        assert_eq!(fs::read(folder.join(&file.path)).unwrap(), file.content, "{}", file.path);
    }
}

#[test]
fn an_edit_is_noticed() {
    let site = Site::new("edit", &[("app/main.js", "import './a.js';"), ("app/a.js", "a();")]);
    let bundle = site.bundle();
    assert!(bundle.is_current());
    site.write("app/a.js", "a(1);");
    assert!(!bundle.is_current());
    assert!(site.bundle().is_current());
}

/// Every module of the page is in the bundle once.
#[test]
fn the_console_is_bundled_whole() {
    let bundle = Bundle::of(&crate::root().join("infra/console")).unwrap();
    let texts = bundle.files().iter().filter(|file| is_script(&file.path));
    let texts: Vec<_> = texts.map(|file| std::str::from_utf8(&file.content).unwrap()).collect();
    let mut all: Vec<_> = texts.iter().flat_map(|text| modules(text)).collect();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count, "a module is in two chunks");
    for folder in ["app", "client", "inbox"] {
        for path in Folder::new(&crate::root().join("infra/console")).list(folder).unwrap() {
            let is_module = is_script(&path) && !path.ends_with("/early.js");
            assert!(!is_module || all.contains(&path.as_str()), "{path} is not in the bundle");
        }
    }
}

fn is_script(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "js")
}

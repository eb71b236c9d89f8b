//! Compiles the catalogue in `shared/catalogue`, and what the folder in `CATALOGUE_DIR` adds to it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const CATALOGUE_DIR: &str = "CATALOGUE_DIR";

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed={CATALOGUE_DIR}");
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = package.ancestors().nth(2).unwrap_or(Path::new(".")).to_owned();
    let own = env::var_os(CATALOGUE_DIR).filter(|folder| !folder.is_empty()).map(|folder| root.join(folder));
    let ours = root.join("shared/catalogue");
    let folders: Vec<&Path> = [Some(ours.as_path()), own.as_deref()].into_iter().flatten().collect();
    for path in catalogue::watched(&folders) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let problems = match catalogue::compile(&folders) {
        Ok(catalogue) => match catalogue.generate() {
            Ok(generated) => {
                let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
                let written =
                    generated.files.iter().try_for_each(|(name, content)| fs::write(out.join(name), content));
                let Err(error) = written else { return ExitCode::SUCCESS };
                vec![format!("the compiled catalogue cannot be written: {error}")]
            }
            Err(problem) => vec![problem],
        },
        Err(problems) => {
            let shown = |mut problem: catalogue::Problem| {
                if let Ok(inside) = problem.file.strip_prefix(&root) {
                    problem.file = inside.to_owned();
                }
                problem.to_string()
            };
            problems.into_iter().map(shown).collect()
        }
    };
    for problem in problems {
        // Cargo shows these lines, also those of a build that it hides otherwise.
        println!("cargo::error={problem}");
    }
    ExitCode::FAILURE
}

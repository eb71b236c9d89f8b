//! One module: what it imports and exports, and its code without these statements.
//!
//! The code becomes the body of a function, which returns the exports. So names of two modules never
//! collide, and nothing has to be renamed. It follows that an export must not change after the module
//! has run; the few forms that would need more are refused with their line.

use super::scan::{Fault, Kind, Token, scan};
use super::squeeze::Squeezed;

/// The object in the bundle that has the exports of all modules by their paths.
pub(super) const MODULES: &str = "$modules";
/// The function in the bundle that loads a module by its path.
pub(super) const LOAD: &str = "$load";

/// The name of a default export in the code.
const DEFAULT: &str = "$default";

/// A name that a module exports or imports, and the name of the same thing in its code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) public: String,
    pub(super) local: String,
}

/// The names that a statement takes from another module.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// `import './x.js'`: it only has to run.
    Nothing,
    /// `import * as x from './x.js'`
    All(String),
    /// `import { a, b as c } from './x.js'`; `import a from './x.js'` takes the name `default`.
    Some(Vec<Binding>),
    /// `export { a, b as c } from './x.js'`; the local name is that of the other module.
    Passed(Vec<Binding>),
}

/// A static import.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) at: usize,
    pub(super) specifier: String,
    pub(super) taken: Taken,
}

/// A piece of a module's code.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Code(String),
    /// `import('./x.js')`
    Load {
        at: usize,
        specifier: String,
    },
}

/// A module.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) imports: Vec<Import>,
    pub(super) exports: Vec<Binding>,
    pub(super) pieces: Vec<Piece>,
}

/// Reads a module.
///
/// # Errors
///
/// A [`Fault`]: the script has a form that the bundler does not know.
pub(super) fn parse(script: &str) -> Result<Module, Fault> {
    let tokens = scan(script)?;
    let mut parser = Parser { tokens: &tokens, at: 0, end: script.len() };
    let mut module = Module::default();
    let mut code = Squeezed::default();
    let mut is_async = false;
    while let Some(&token) = parser.peek(0) {
        let is_member = parser
            .at
            .checked_sub(1)
            .and_then(|index| tokens.get(index))
            .is_some_and(|before| before.is_mark("."));
        let is_import = token.is_word("import") && !is_member;
        if is_import && parser.is_mark(1, "(") {
            let specifier = parser.dynamic()?;
            module.pieces.push(Piece::Code(code.cut(&token)));
            module.pieces.push(Piece::Load { at: token.at, specifier });
            continue;
        }
        if is_import && token.depth == 0 {
            module.imports.push(parser.import()?);
            continue;
        }
        if is_import && !parser.is_mark(1, ":") {
            return Err(Fault::new(token.at, "this form of import is unknown to the bundler"));
        }
        if token.is_word("export") && token.depth == 0 {
            if parser.export(&mut module)? {
                code.assign(DEFAULT);
            }
            continue;
        }
        if token.depth == 0 {
            is_async = !token.is_mark(";") && (is_async || token.is_word("async"));
            if token.is_word("await") && !is_async {
                return Err(Fault::new(token.at, "a module of the bundle must not wait while it loads"));
            }
        }
        if token.kind == Kind::Word && [MODULES, LOAD, DEFAULT].contains(&token.text) {
            return Err(Fault::new(token.at, format!("{} is a name of the bundler", token.text)));
        }
        code.push(&token);
        parser.at += 1;
    }
    module.pieces.push(Piece::Code(code.finish()));
    Ok(module)
}

struct Parser<'t, 's> {
    tokens: &'t [Token<'s>],
    at: usize,
    end: usize,
}

impl<'t, 's> Parser<'t, 's> {
    fn peek(&self, ahead: usize) -> Option<&'t Token<'s>> {
        self.tokens.get(self.at + ahead)
    }

    fn is_mark(&self, ahead: usize, mark: &str) -> bool {
        self.peek(ahead).is_some_and(|token| token.is_mark(mark))
    }

    fn fault(&self, expected: &str) -> Fault {
        match self.peek(0) {
            Some(token) => Fault::new(token.at, format!("{expected} is expected, not {}", token.text)),
            None => Fault::new(self.end, format!("{expected} is expected")),
        }
    }

    /// Takes a mark, if it is the next token.
    fn takes_mark(&mut self, mark: &str) -> bool {
        let is_next = self.is_mark(0, mark);
        self.at += usize::from(is_next);
        is_next
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_next = self.peek(0).is_some_and(|token| token.is_word(word));
        self.at += usize::from(is_next);
        is_next
    }

    fn mark(&mut self, mark: &str) -> Result<(), Fault> {
        if self.takes_mark(mark) { Ok(()) } else { Err(self.fault(mark)) }
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        if self.takes_word(word) { Ok(()) } else { Err(self.fault(word)) }
    }

    fn name(&mut self) -> Result<String, Fault> {
        let token =
            self.peek(0).filter(|token| token.kind == Kind::Word).ok_or_else(|| self.fault("a name"))?;
        self.at += 1;
        Ok(token.text.to_owned())
    }

    /// Takes the path of another module.
    fn specifier(&mut self) -> Result<String, Fault> {
        let token =
            self.peek(0).filter(|token| token.kind == Kind::Text).ok_or_else(|| self.fault("a path"))?;
        let path = token.text.get(1..token.text.len() - 1).unwrap_or_default();
        if !(path.starts_with("./") || path.starts_with("../")) || path.contains('\\') {
            return Err(Fault::new(token.at, "a path begins with ./ or ../"));
        }
        self.at += 1;
        Ok(path.to_owned())
    }

    /// Takes `{ a, b as c }`, as pairs of the first and the second name.
    fn names(&mut self) -> Result<Vec<(String, String)>, Fault> {
        self.mark("{")?;
        let mut names = Vec::new();
        while !self.takes_mark("}") {
            let first = self.name()?;
            let second = if self.takes_word("as") { self.name()? } else { first.clone() };
            names.push((first, second));
            if !self.is_mark(0, "}") {
                self.mark(",")?;
            }
        }
        Ok(names)
    }

    /// Takes the end of a statement.
    fn statement_end(&mut self) -> Result<(), Fault> {
        let is_ended = self.takes_mark(";") || self.peek(0).is_none_or(|token| token.is_on_new_line);
        if is_ended { Ok(()) } else { Err(self.fault(";")) }
    }

    fn import(&mut self) -> Result<Import, Fault> {
        let at = self.peek(0).map_or(self.end, |token| token.at);
        self.at += 1;
        let taken = if self.peek(0).is_some_and(|token| token.kind == Kind::Text) {
            Taken::Nothing
        } else if self.takes_mark("*") {
            self.word("as")?;
            Taken::All(self.name()?)
        } else {
            let mut names = Vec::new();
            if !self.is_mark(0, "{") {
                names.push(("default".to_owned(), self.name()?));
            }
            if names.is_empty() || self.takes_mark(",") {
                names.extend(self.names()?);
            }
            Taken::Some(names.into_iter().map(|(public, local)| Binding { public, local }).collect())
        };
        if taken != Taken::Nothing {
            self.word("from")?;
        }
        let specifier = self.specifier()?;
        self.statement_end()?;
        Ok(Import { at, specifier, taken })
    }

    /// Takes `import('./x.js')`.
    fn dynamic(&mut self) -> Result<String, Fault> {
        self.at += 2;
        let specifier = self.specifier()?;
        self.mark(")")?;
        Ok(specifier)
    }

    /// Takes an export: the whole statement if it is a list of names, otherwise only the keywords. Returns
    /// whether what follows is the value of a default export.
    fn export(&mut self, module: &mut Module) -> Result<bool, Fault> {
        let at = self.peek(0).map_or(self.end, |token| token.at);
        self.at += 1;
        if self.is_mark(0, "{") {
            let names = self.names()?;
            let bindings = names.into_iter().map(|(local, public)| Binding { public, local }).collect();
            if self.takes_word("from") {
                let specifier = self.specifier()?;
                module.imports.push(Import { at, specifier, taken: Taken::Passed(bindings) });
            } else {
                module.exports.extend(bindings);
            }
            return self.statement_end().map(|()| false);
        }
        let is_default = self.takes_word("default");
        let name_at = match self.peek(0).map(|token| token.text) {
            Some("const") if !is_default => {
                self.has_one_name(at)?;
                1
            }
            Some("class") => 1,
            Some("function") => 1 + usize::from(self.is_mark(1, "*")),
            Some("async") if self.peek(1).is_some_and(|token| token.is_word("function")) => {
                2 + usize::from(self.is_mark(2, "*"))
            }
            _ if is_default => {
                module.exports.push(Binding { public: "default".to_owned(), local: DEFAULT.to_owned() });
                return Ok(true);
            }
            _ => {
                let what =
                    "a module of the bundle exports const, function, class, a list of names or a default";
                return Err(Fault::new(at, what));
            }
        };
        let name = self.peek(name_at).filter(|token| token.kind == Kind::Word);
        let name = name.ok_or_else(|| Fault::new(at, "the exported thing has no name"))?.text.to_owned();
        let public = if is_default { "default".to_owned() } else { name.clone() };
        module.exports.push(Binding { public, local: name });
        Ok(false)
    }

    /// Refuses `export const a = 1, b = 2`, of which only the first name would be seen.
    fn has_one_name(&self, at: usize) -> Result<(), Fault> {
        let statement = self.tokens.get(self.at..).unwrap_or_default();
        let comma = statement
            .iter()
            .take_while(|token| token.depth > 0 || !token.is_mark(";"))
            .find(|token| token.depth == 0 && token.is_mark(","));
        match comma {
            Some(_) => Err(Fault::new(at, "an export const has one name, and ends with a semicolon")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(public: &str, local: &str) -> Binding {
        Binding { public: public.to_owned(), local: local.to_owned() }
    }

    fn imports(script: &str) -> Vec<(String, Taken)> {
        parse(script).unwrap().imports.into_iter().map(|import| (import.specifier, import.taken)).collect()
    }

    fn code(script: &str) -> String {
        let pieces = parse(script).unwrap().pieces;
        let text = |piece: &Piece| match piece {
            Piece::Code(code) => code.clone(),
            Piece::Load { specifier, .. } => format!("<{specifier}>"),
        };
        pieces.iter().map(text).collect()
    }

    #[test]
    fn imports_are_read() {
        for (script, taken) in [
            ("import './x.js';", Taken::Nothing),
            ("import * as x from './x.js';", Taken::All("x".to_owned())),
            ("import a from './x.js';", Taken::Some(vec![binding("default", "a")])),
            ("import a, { b } from './x.js';", Taken::Some(vec![binding("default", "a"), binding("b", "b")])),
            (
                "import {\n  a,\n  b as c,\n} from './x.js';",
                Taken::Some(vec![binding("a", "a"), binding("b", "c")]),
            ),
            (
                "export { a, b as c } from './x.js';",
                Taken::Passed(vec![binding("a", "a"), binding("c", "b")]),
            ),
        ] {
            assert_eq!(imports(script), [("./x.js".to_owned(), taken)], "{script}");
            assert_eq!(code(script), "", "{script}");
        }
    }

    #[test]
    fn exports_are_read_and_their_keyword_is_dropped() {
        let module = parse(
            "export const A = [1, 2];\nexport function b(c, d) {}\nexport async function e() {}\n\
             export class F {}\nexport function* g() {}\nconst h = 1;\nexport { h, b as i };",
        )
        .unwrap();
        let names = [("A", "A"), ("b", "b"), ("e", "e"), ("F", "F"), ("g", "g"), ("h", "h"), ("i", "b")];
        assert_eq!(module.exports, names.map(|(public, local)| binding(public, local)));
        assert_eq!(code("export const a = 1;\nexport class B {}"), "const a=1;class B{}");
    }

    #[test]
    fn a_default_export_is_a_name_like_others() {
        let exports = |script: &str| parse(script).unwrap().exports;
        for (script, expected, local) in [
            ("a();\nexport default { b: 1 };", "a();\nconst $default={b:1};", DEFAULT),
            ("export default async () => 1;", "const $default=async()=>1;", DEFAULT),
            ("export default class A {}", "class A{}", "A"),
            ("export default async function a() {}", "async function a(){}", "a"),
        ] {
            assert_eq!(code(script), expected);
            assert_eq!(exports(script), [binding("default", local)], "{script}");
        }
    }

    #[test]
    fn dynamic_imports_are_found_everywhere() {
        assert_eq!(
            code("const a = async () => (await import('./a.js')).b;"),
            "const a=async()=>(await <./a.js>).b;"
        );
        assert_eq!(code("const t = { de: () => import('./de.js') };"), "const t={de:()=><./de.js>};");
        assert_eq!(code("return import('./a.js')\nb"), "return <./a.js>\nb");
        assert_eq!(code("`${import('./a.js')}`"), "`${<./a.js>}`");
        assert_eq!(code("// import('./a.js')\nx('import(a)')"), "x('import(a)')");
        assert_eq!(code("x.import(a), { import: 1 }"), "x.import(a),{import:1}");
    }

    #[test]
    fn what_a_function_cannot_do_is_refused_with_its_place() {
        for (script, at) in [
            ("a();\nexport let b = 1;", 5),
            ("export * from './a.js';", 0),
            ("export const { a } = b;", 0),
            ("export const a = 1, b = 2;", 0),
            ("import { a } from 'a';", 18),
            ("import a, * as b from './a.js';", 10),
            ("export default function () {}", 0),
            ("const $default = 1", 6),
            ("import { a } from './a.json' with { type: 'json' };", 29),
            ("f(import(a))", 9),
            ("f(import.meta.url)", 2),
            ("a();\nawait b();", 5),
            ("const $load = 1", 6),
        ] {
            assert_eq!(parse(script).map(|module| module.pieces).unwrap_err().at, at, "{script}");
        }
    }
}

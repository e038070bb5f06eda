//! Conditions into the graph, macros in their places.

use super::atom::AtomReader;
use super::graph::{Graph, Node, NodeId};
use crate::check;
use crate::load::FalcoBugs;
use crate::parse::{Constant, Expr, Operand, Right};
use crate::yaml::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use skua_diag::{Diagnostic, Span, nearest};

/// Nesting of a condition with its macros put in place.
const DEPTH_LIMIT: usize = 500;

/// A macro ready to be put in place.
#[derive(Debug)]
pub(crate) struct ReadyMacro {
    pub(crate) expr: Expr,
    pub(crate) text: Text,
    pub(crate) span: Span,
    pub(crate) defined: usize,
    pub(crate) changed: usize,
}

/// The macros by name.
pub(crate) type Macros = FxHashMap<String, ReadyMacro>;

/// Puts conditions into a graph.
pub(crate) struct Builder<'a> {
    pub(crate) graph: Graph,
    pub(crate) warnings: Vec<Diagnostic>,
    macros: &'a Macros,
    bugs: FalcoBugs,
    done: FxHashMap<&'a str, NodeId>,
    open: Vec<&'a str>,
    used: FxHashSet<&'a str>,
    depth: usize,
}

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

impl<'a> Builder<'a> {
    pub(crate) fn new(macros: &'a Macros, bugs: FalcoBugs) -> Builder<'a> {
        Builder {
            graph: Graph::default(),
            warnings: Vec::new(),
            macros,
            bugs,
            done: FxHashMap::default(),
            open: Vec::new(),
            used: FxHashSet::default(),
            depth: 0,
        }
    }

    /// Macros that were put into a condition so far.
    pub(crate) fn used_macros(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.used.iter().copied()
    }

    /// The condition of a rule.
    pub(crate) fn rule(&mut self, expr: &Expr, text: &Text) -> Result<NodeId> {
        self.open.clear();
        self.depth = 0;
        self.add(expr, text, usize::MAX)
    }

    /// `sees`: macros whose first definition comes before are seen.
    fn add(&mut self, expr: &Expr, text: &Text, sees: usize) -> Result<NodeId> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            let title =
                format!("with its macros the condition is nested more than {DEPTH_LIMIT} levels deep");
            return Err(Box::new(check::compile_limit(text.origin(0..1), title, "")));
        }
        let node = match expr {
            Expr::And(children) | Expr::Or(children) => {
                let mut nodes = Vec::with_capacity(children.len());
                for child in children {
                    nodes.push(self.add(child, text, sees)?);
                }
                let nodes = nodes.into_boxed_slice();
                self.graph.add(if matches!(expr, Expr::And(_)) { Node::And(nodes) } else { Node::Or(nodes) })
            }
            Expr::Not(inner) => {
                let inner = self.add(inner, text, sees)?;
                self.graph.add(Node::Not(inner))
            }
            Expr::Macro { name, range } => self.add_macro(name, text.origin(range.clone()), sees)?,
            Expr::Check(check) => {
                let mut warnings = Vec::new();
                let mut reader = AtomReader { text, bugs: self.bugs, warnings: &mut warnings };
                let atom = reader.read(check)?;
                self.warnings.append(&mut warnings);
                let key = key(&check.left, check.op.name(), check.modifier as u8, &check.right);
                self.graph.add_atom(key, || atom)
            }
        };
        self.depth -= 1;
        Ok(node)
    }

    fn add_macro(&mut self, name: &str, span: Option<Span>, sees: usize) -> Result<NodeId> {
        let found = self.macros.get_key_value(name).filter(|(_, found)| found.defined < sees);
        let Some((name, found)) = found else {
            let title = format!("unknown macro `{name}`");
            let late = self.macros.get(name);
            let label = if late.is_some() { "is defined only after this macro" } else { "not defined" };
            let mut diagnostic = check::unknown_macro(span, title, label);
            if let Some(late) = late {
                diagnostic = diagnostic.see(late.span.clone(), "defined here");
            } else if let Some(near) = nearest(name, self.macros.keys().map(String::as_str)) {
                diagnostic = diagnostic.help(format!("a macro with a similar name exists: `{near}`"));
            } else {
                diagnostic =
                    diagnostic.help("to compare a field, write its whole name, an operator and a value");
            }
            return Err(Box::new(diagnostic));
        };
        self.used.insert(name);
        if let Some(node) = self.done.get(name.as_str()) {
            return Ok(*node);
        }
        if self.open.contains(&name.as_str()) {
            let chain = self
                .open
                .iter()
                .skip_while(|open| **open != name)
                .copied()
                .collect::<Vec<_>>()
                .join("` -> `");
            let title = format!("macro `{name}` contains itself");
            return Err(Box::new(
                check::macro_cycle(span, title, "again here").note(format!("`{chain}` -> `{name}`")),
            ));
        }
        self.open.push(name);
        let node = self.add(&found.expr, &found.text, found.changed).map_err(|error| {
            let mut error = error;
            if error.item.is_none() {
                *error = error.of("macro", name.clone());
            }
            error
        })?;
        self.open.pop();
        self.done.insert(name, node);
        Ok(node)
    }
}

/// What tells equal atoms: everything but places.
fn key(left: &Operand, op: &str, modifier: u8, right: &Right) -> String {
    // Lists are sets, but `fd.net in` may look at the first element only.
    let ordered = matches!(left, Operand::Field { name, .. } if name == "fd.net");
    let is_set = matches!(op, "in" | "intersects" | "pmatch") && !ordered;
    let constants = |constants: &[Constant]| {
        let mut texts: Vec<&str> = constants.iter().map(|constant| constant.text.as_str()).collect();
        if is_set {
            texts.sort_unstable();
            texts.dedup();
        }
        format!("{texts:?}")
    };
    let right = match right {
        Right::None => String::new(),
        Right::Value(constant) => constants(std::slice::from_ref(constant)),
        Right::List(list) => constants(list),
        Right::Operand(operand) => format!("<{operand}>"),
    };
    format!("{left}\u{0}{op}\u{0}{modifier}\u{0}{right}")
}

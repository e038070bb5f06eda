//! Values of keys, or what is wrong with them.

use crate::check;
use crate::yaml::{Node, Text};
use skua_diag::{Diagnostic, nearest};

/// An error that ends the item; the diagnostic says why.
pub(super) type Step<T = ()> = Result<T, Box<Diagnostic>>;

pub(super) fn name_of(node: &Node, kind: &'static str) -> Step<String> {
    match node.str() {
        Some(name) if !name.is_empty() => Ok(name.to_owned()),
        _ => Err(Box::new(check::missing_key(Some(node.span.clone()), format!("a {kind} needs a name"), ""))),
    }
}

pub(super) fn missing(name: &Node, kind: &'static str, item: &str, key: &str) -> Box<Diagnostic> {
    Box::new(
        check::missing_key(Some(name.span.clone()), format!("{kind} `{item}` has no `{key}`"), "")
            .of(kind, item),
    )
}

pub(super) fn no_target(kind: &'static str, name: &str, node: &Node, known: &[&str]) -> Box<Diagnostic> {
    let title = format!("there is no {kind} `{name}` to change");
    let mut diagnostic =
        check::no_target(Some(node.span.clone()), title, "not defined before").of(kind, name);
    if let Some(near) = nearest(name, known.iter().copied()) {
        diagnostic = diagnostic.help(format!("a {kind} with a similar name exists: `{near}`"));
    }
    Box::new(diagnostic)
}

pub(super) fn scalar<'a>(node: &'a Node, key: &str) -> Step<&'a Text> {
    node.text().ok_or_else(|| {
        let title = format!("`{key}` is a text, this is a {}", node.kind_name());
        Box::new(check::wrong_shape(Some(node.span.clone()), title, "expected a text"))
    })
}

/// A text that is not empty.
pub(super) fn filled(node: &Node, key: &str) -> Step<Text> {
    let text = scalar(node, key)?;
    if text.as_str().trim().is_empty() || node.is_null() {
        let title = format!("`{key}` is empty");
        return Err(Box::new(check::missing_key(Some(node.span.clone()), title, "nothing here")));
    }
    Ok(text.clone())
}

pub(super) fn scalars(node: &Node, key: &str) -> Step<Vec<Text>> {
    if node.is_null() {
        return Ok(Vec::new());
    }
    let items = node.items().ok_or_else(|| {
        let title = format!("`{key}` is a sequence, this is a {}", node.kind_name());
        Box::new(check::wrong_shape(Some(node.span.clone()), title, "expected a sequence"))
    })?;
    items.iter().map(|item| scalar(item, key).cloned()).collect()
}

pub(super) fn bool(node: &Node, key: &str) -> Step<bool> {
    node.bool().ok_or_else(|| {
        let title = format!("`{key}` is `true` or `false`");
        Box::new(check::wrong_shape(Some(node.span.clone()), title, "neither"))
    })
}

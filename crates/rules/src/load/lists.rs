//! List names are replaced in conditions as text, as the public engine does: wherever the name stands between blanks,
//! parentheses, commas or `=`, even inside quotes.

use super::items::List;
use crate::parse::needs_quotes;
use crate::yaml::Text;
use std::collections::HashMap;

const BLANKS: &[u8] = b" \t\n\r";
const DELIMITERS: &[u8] = b" \t\n\r(),=";

/// Lists in the order of their first definition, ready to be put into conditions.
pub(super) struct Substitution<'a> {
    lists: Vec<(&'a str, Text)>,
}

/// Expands lists inside lists: one level, as written, and only those defined before the outer list's last change.
pub(super) fn expand(lists: &mut [List]) -> Vec<Vec<Text>> {
    let places: HashMap<String, usize> =
        lists.iter().enumerate().map(|(index, list)| (list.name.clone(), index)).collect();
    let first_defined: Vec<usize> = lists.iter().map(|list| list.defined).collect();
    let mut used = Vec::new();
    let mut expanded = Vec::with_capacity(lists.len());
    for list in lists.iter() {
        let mut items = Vec::with_capacity(list.items.len());
        for item in &list.items {
            let inner = places.get(item.as_str()).filter(|index| first_defined[**index] < list.changed);
            match inner {
                Some(&index) => {
                    used.push(index);
                    items.extend(lists.get(index).into_iter().flat_map(|inner| inner.items.iter().cloned()));
                }
                None => items.push(item.clone()),
            }
        }
        expanded.push(items);
    }
    for index in used {
        if let Some(list) = lists.get_mut(index) {
            list.used = true;
        }
    }
    expanded
}

impl<'a> Substitution<'a> {
    pub(super) fn new(lists: &'a [List], expanded: &[Vec<Text>]) -> Substitution<'a> {
        let joined = lists.iter().zip(expanded).map(|(list, items)| {
            let mut text = Text::default();
            for item in items.iter().filter(|item| !item.as_str().is_empty()) {
                if !text.as_str().is_empty() {
                    text.push_str(", ", Some(&list.span));
                }
                let quoted = needs_quotes(item.as_str());
                if quoted {
                    text.push_str("\"", Some(&list.span));
                }
                text.push(item);
                if quoted {
                    text.push_str("\"", Some(&list.span));
                }
            }
            (list.name.as_str(), text)
        });
        Substitution { lists: joined.collect() }
    }

    /// Replaces every list name; tells which lists were named by their place.
    pub(super) fn apply(&self, condition: &Text, used: &mut [bool]) -> Text {
        let mut text = condition.clone();
        for (index, (name, items)) in self.lists.iter().enumerate() {
            if replace(&mut text, name, items)
                && let Some(used) = used.get_mut(index)
            {
                *used = true;
            }
        }
        text
    }
}

fn replace(text: &mut Text, name: &str, items: &Text) -> bool {
    let mut used = false;
    let mut from = 0;
    if name.is_empty() {
        return false;
    }
    while let Some(found) = text.as_str().get(from..).and_then(|rest| rest.find(name)) {
        let mut start = from + found;
        let mut end = start + name.len();
        let bytes = text.as_str().as_bytes();
        let is = |at: usize, set: &[u8]| bytes.get(at).is_some_and(|byte| set.contains(byte));
        let bounded =
            (start == 0 || is(start - 1, DELIMITERS)) && (end >= bytes.len() || is(end, DELIMITERS));
        if !bounded {
            from = start + name.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        used = true;
        while start > 0 && is(start - 1, BLANKS) {
            start -= 1;
        }
        while is(end, BLANKS) {
            end += 1;
        }
        if items.as_str().is_empty() {
            if start > 0 && is(start - 1, b",") {
                start -= 1;
            } else if is(end, b",") {
                end += 1;
            }
        }
        let place = text.origin(start..end);
        let mut with = Text::default();
        if start > 0 {
            with.push_str(" ", place.as_ref());
        }
        with.push(items);
        with.push_str(" ", place.as_ref());
        from = start + with.as_str().len();
        text.replace(start..end, &with);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use skua_diag::{SourceId, Span};

    fn text(string: &str) -> Text {
        Text::whole(string, Span::new(SourceId(0), 0..1))
    }

    #[test]
    fn names_between_delimiters_are_replaced() {
        for (condition, items, result) in [
            ("proc.name in (shells)", "bash, sh", "proc.name in ( bash, sh )"),
            ("proc.name in (a, shells, b)", "", "proc.name in (a , b)"),
            ("proc.name in (shells, b)", "", "proc.name in ( b)"),
            ("proc.name in (myshells)", "bash", "proc.name in (myshells)"),
            ("proc.name in (shells.x)", "bash", "proc.name in (shells.x)"),
            ("x = \"a shells b\"", "bash", "x = \"a bash b\""),
            ("shells", "shells", "shells"),
        ] {
            let mut condition = text(condition);
            let items = if items.is_empty() { Text::default() } else { text(items) };
            replace(&mut condition, "shells", &items);
            let words: Vec<&str> = condition.as_str().split_whitespace().collect();
            assert_eq!(words.join(" "), result);
        }
    }
}

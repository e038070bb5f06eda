//! For people: source excerpt with carets.

use crate::{Diagnostic, Label, Severity, SourceId, SourceMap};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

/// Diagnostics one after the other, each followed by an empty line. With `colour`, terminal escapes are written.
pub fn text(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, sources, colour));
        out.push_str("\n\n");
    }
    out
}

/// One diagnostic, without a newline at its end.
pub fn one(diagnostic: &Diagnostic, sources: &SourceMap, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.title).id(diagnostic.code));
    for source in sources_in_order(&diagnostic.labels) {
        let snippet = Snippet::source(sources.text(source)).path(sources.name(source));
        let labels = diagnostic.labels.iter().filter(|label| label.span.source == source);
        group = group.element(snippet.annotations(labels.map(|label| annotation(label, sources))));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    let public = diagnostic.public_code.map(|code| format!("Falco reports this as {code}"));
    if let Some(public) = &public {
        group = group.element(Level::NOTE.message(public));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn annotation<'a>(label: &'a Label, sources: &SourceMap) -> Annotation<'a> {
    let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let annotation = kind.span(sources.clamp(&label.span));
    if label.text.is_empty() { annotation } else { annotation.label(&label.text) }
}

fn sources_in_order(labels: &[Label]) -> Vec<SourceId> {
    let mut order = Vec::new();
    for label in labels {
        if !order.contains(&label.span.source) {
            order.push(label.span.source);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn a_caret_stands_under_the_place() {
        let mut sources = SourceMap::default();
        let id = sources.add("shop.yaml", "- rule: a\n  condition: proc.nam = x\n");
        let diagnostic = Diagnostic::error("R102", "unknown field `proc.nam`")
            .at(Span::new(id, 23..31), "no such field")
            .help("a field with a similar name exists: `proc.name`")
            .public("LOAD_ERR_COMPILE_CONDITION");
        let text = one(&diagnostic, &sources, false);
        assert!(text.starts_with("error[R102]: unknown field `proc.nam`\n"), "{text}");
        assert!(text.contains("shop.yaml:2:14"), "{text}");
        assert!(text.contains("^^^^^^^^ no such field"), "{text}");
        assert!(text.contains("note: Falco reports this as LOAD_ERR_COMPILE_CONDITION"), "{text}");
        assert!(one(&diagnostic, &sources, true).contains('\u{1b}'));
    }

    #[test]
    fn spans_beyond_the_text_are_cut() {
        let mut sources = SourceMap::default();
        let id = sources.add("é.yaml", "é");
        let diagnostic = Diagnostic::warning("R000", "t").at(Span::new(id, 1..40), "");
        assert!(one(&diagnostic, &sources, false).contains("é.yaml:1:1"));
    }
}

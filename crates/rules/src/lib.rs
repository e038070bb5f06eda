//! The rule language: parse, check, compile, match.
//!
//! [`RuleSet::load`] reads rule files in the public engine's language and gives rules and diagnostics; an [`Engine`]
//! made of a set finds the rules that match an event. Text becomes trees (`parse`), items become rules with lists and
//! macros put in (`load`), comparisons become typed questions in one graph over all rules (`compile`), and the graph
//! is asked as little as possible for each event (`matcher`).
//!
//! Pure: texts and views of events go in, diagnostics and alerts come out.

mod check;
mod compile;
mod format;
mod load;
mod matcher;
mod parse;
mod rule;
mod yaml;

pub use check::explanations;
pub use format::field_value;
pub use load::{AppendOutput, ENGINE_VERSION, FalcoBugs, LoadOptions, LoadReport, Source};
pub use matcher::{Engine, EngineOptions, EngineStats, RuleMatching};
pub use rule::{ExplainedAtom, Explanation, Incomplete, Needs, Rule, RuleId, RuleSet};

/// Entry points for fuzzing: each takes any text and must come back.
#[doc(hidden)]
pub mod fuzz {
    /// Parses a condition.
    pub fn condition(text: &str) -> bool {
        crate::parse::parse(text).is_ok()
    }

    /// Loads a rule file and shows what there is to say about it; gives the number of diagnostics.
    pub fn rule_file(text: &str) -> usize {
        let source = crate::Source { name: "fuzz.yaml".into(), text: text.into() };
        let report = crate::RuleSet::load(&[source], &crate::LoadOptions::default());
        let _ = skua_diag::render::text(&report.diagnostics, &report.sources, false);
        report.diagnostics.len()
    }

    /// Parses an output format.
    pub fn output(text: &str) -> bool {
        let span = skua_diag::Span::new(skua_diag::SourceId(0), 0..text.len());
        let text = crate::yaml::Text::whole(text, span);
        crate::format::Format::parse(&text, &[], &mut Vec::new()).is_ok()
    }
}

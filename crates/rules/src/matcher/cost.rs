//! What a question costs, in units of one hash lookup: rough, but enough to ask cheap ones first.

use crate::compile::graph::Atom;
use crate::compile::operand::Operand;
use crate::compile::test::Test;
use skua_fields::{Field, Reach, Scope};

/// Estimated cost of a question.
pub(crate) fn cost(atom: &Atom) -> u32 {
    let mut fields = 0;
    atom.operand.fields(&mut |field| fields += field_cost(field));
    if let Test::With(_, right) = &atom.test {
        right.fields(&mut |field| fields += field_cost(field));
    }
    let transforms = if matches!(atom.operand, Operand::Field(_)) { 0 } else { 10 };
    fields + transforms + test_cost(&atom.test)
}

fn field_cost(field: &Field) -> u32 {
    // These are put together from several parts, so they copy.
    let name = field.info.name;
    let made = name.contains("cmdline")
        || name.contains("args")
        || name.starts_with("evt.arg")
        || name.starts_with("fs.path")
        || name.starts_with("fd.types")
        || name.starts_with("thread.cap");
    let reach = match field.reach() {
        Reach::Single => 0,
        Reach::EitherEnd => 2,
        Reach::AnyAncestor => 10,
    };
    let scope = match field.scope() {
        Scope::EventType => 0,
        Scope::Descriptor | Scope::Event => 2,
        Scope::Process | Scope::Container => 1,
    };
    reach + scope + if made { 12 } else { 1 }
}

fn test_cost(test: &Test) -> u32 {
    match test {
        Test::Exists | Test::Never => 0,
        Test::Eq(_)
        | Test::Ne(_)
        | Test::Order(..)
        | Test::Texts(_)
        | Test::Numbers(_)
        | Test::Addresses(_) => 1,
        Test::StartsWith(_) | Test::EndsWith(_) | Test::NotNet(_) => 1,
        Test::Nets(nets) => 1 + nets.len() as u32,
        Test::Contains(_) => 4,
        Test::ContainsFolded(_) | Test::Glob(_) => 8,
        Test::Path(_) => 8,
        Test::Regex(_) => 30,
        Test::Several(_, tests) => tests.iter().map(test_cost).sum(),
        Test::All(test) | Test::Any(test) => 4 + test_cost(test),
        Test::With(..) => 4,
    }
}

//! One comparison becomes one question: types are checked, constants read.

use super::constant::{Family, Net, address_of, family, hex, read, type_name};
use super::events;
use super::glob::Glob;
use super::graph::{Atom, Known};
use super::operand::Operand;
use super::operands::{self, Side};
use super::path::PathPrefixes;
use super::regex;
use super::test::{Test, number};
use crate::check;
use crate::load::FalcoBugs;
use crate::parse::{Check, Constant, Modifier, Op, Right, Transform};
use crate::yaml::Text;
use skua_diag::{Diagnostic, nearest};
use skua_event::EventSet;
use skua_fields::{FieldFlags, FieldType, Reach, Value};

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Reads comparisons of one text.
pub(super) struct AtomReader<'a> {
    pub(super) text: &'a Text,
    pub(super) bugs: FalcoBugs,
    pub(super) warnings: &'a mut Vec<Diagnostic>,
}

const EVENT_TYPE_FIELDS: [&str; 2] = ["evt.type", "syscall.type"];

impl AtomReader<'_> {
    pub(super) fn read(&mut self, check: &Check) -> Result<Atom> {
        let left = operands::build(&check.left, self.text, Side::Left)?;
        let kind = left.kind();
        self.left_is_usable(check, &left)?;
        let event_type = self.event_type(check, &left)?;
        self.operator_fits(check, &left)?;
        let test = match &check.right {
            Right::None => Test::Exists,
            Right::Operand(right) => {
                let right = operands::build(right, self.text, Side::Right)?;
                self.comparable(check, &left, &right)?;
                Test::With(check.op, Box::new(right))
            }
            Right::Value(constant) => self.single(check.op, constant, kind)?,
            Right::List(constants) => match check.op {
                Op::In | Op::Intersects => {
                    let set = self.set(constants, kind)?;
                    match (left.is_list(), check.op) {
                        (false, _) => set,
                        (true, Op::In) => Test::All(Box::new(set)),
                        (true, _) => Test::Any(Box::new(set)),
                    }
                }
                Op::Pmatch => {
                    for constant in constants {
                        self.constant(constant, kind)?;
                    }
                    Test::Path(PathPrefixes::new(constants.iter().map(|constant| constant.text.as_bytes())))
                }
                op => {
                    let tests: Result<Vec<Test>> =
                        constants.iter().map(|constant| self.single(op, constant, kind)).collect();
                    Test::Several(check.modifier, tests?)
                }
            },
        };
        let test = self.as_falco_does(check, &left, test);
        let known = event_type.unwrap_or_else(|| event_number(&left, &test));
        let mut scope = left.scope();
        if let Test::With(_, right) = &test {
            scope = scope.max(right.scope());
        }
        Ok(Atom { operand: left, test, known, scope, text: check.to_string() })
    }

    fn left_is_usable(&mut self, check: &Check, left: &Operand) -> Result<()> {
        let mut deprecated = None;
        left.fields(&mut |field| {
            if field.info.flags.contains(FieldFlags::DEPRECATED) {
                deprecated = Some(field.info.name);
            }
        });
        if let Some(name) = deprecated {
            self.warnings.push(check::deprecated_item(
                self.text.origin(check.left.range()),
                format!("`{name}` is deprecated"),
                "means nothing since enter events went away",
            ));
        }
        Ok(())
    }

    /// What a comparison of the event type stands for; nothing for other fields.
    fn event_type(&mut self, check: &Check, left: &Operand) -> Result<Option<Known>> {
        let mut touches = false;
        left.fields(&mut |field| touches |= EVENT_TYPE_FIELDS.contains(&field.info.name));
        if !touches {
            return Ok(None);
        }
        let computed = |range| {
            Box::new(
                check::computed_event_type(self.text.origin(range), "the event type cannot be computed", "")
                    .note("Falco loads this and stops with a runtime error"),
            )
        };
        if !matches!(left, Operand::Field(_)) {
            return Err(computed(check.left.range()));
        }
        let constants = match &check.right {
            Right::None => return Ok(Some(Known::No)),
            Right::Operand(right) => return Err(computed(right.range())),
            Right::Value(constant) => std::slice::from_ref(constant),
            Right::List(constants) => constants.as_slice(),
        };
        let mut set = EventSet::EMPTY;
        for constant in constants {
            match events::codes_of(&constant.text) {
                Some(codes) => set = set.union(&codes),
                None => {
                    let span = self.text.origin(constant.range.clone());
                    let title = format!("unknown event type `{}`", constant.text);
                    let mut diagnostic = check::unknown_event_type(span.clone(), title, "no such event");
                    if let (Some(near), Some(span)) = (nearest(&constant.text, events::names()), span) {
                        diagnostic = diagnostic
                            .help(format!("an event with a similar name exists: `{near}`"))
                            .patch(span, near);
                    }
                    return Err(Box::new(diagnostic));
                }
            }
        }
        // Only the plain forms decide; `contains` and its like are asked of each event.
        Ok(Some(match (check.op, check.modifier) {
            (Op::Eq | Op::In, Modifier::None) => Known::Codes(set),
            (Op::Ne, Modifier::None) => Known::Codes(EventSet::all().difference(&set)),
            _ => Known::No,
        }))
    }

    fn operator_fits(&self, check: &Check, left: &Operand) -> Result<()> {
        use Op::*;
        let op = check.op;
        let kind = left.kind();
        let fits = if left.is_list() {
            matches!(op, In | Intersects | Exists)
        } else {
            match family(kind) {
                Family::Text => !matches!(op, Bcontains | Bstartswith),
                Family::Bytes => matches!(
                    op,
                    Eq | Ne
                        | Contains
                        | Startswith
                        | Endswith
                        | In
                        | Intersects
                        | Bcontains
                        | Bstartswith
                        | Exists
                ),
                Family::Number => matches!(op, Eq | Ne | Lt | Le | Gt | Ge | In | Intersects | Exists),
                Family::Bool | Family::Ip | Family::Net => matches!(op, Eq | Ne | In | Intersects | Exists),
            }
        };
        if fits {
            return Ok(());
        }
        let what = if left.is_list() { "list" } else { type_name(kind) };
        let title = format!("`{}` cannot be asked of `{}`", op.name(), check.left);
        let label = format!("a {what}");
        let diagnostic = check::operator_type(self.text.origin(check.op_range.clone()), title, "");
        Err(Box::new(match self.text.origin(check.left.range()) {
            Some(span) => diagnostic.see(span, label),
            None => diagnostic,
        }))
    }

    fn comparable(&self, check: &Check, left: &Operand, right: &Operand) -> Result<()> {
        let mismatch =
            |title: String| Box::new(check::type_mismatch(self.text.origin(check.range.clone()), title, ""));
        if matches!(check.op, Op::Regex | Op::Pmatch) {
            return Err(mismatch(format!("`{}` needs a constant", check.op.name())));
        }
        if family(left.kind()) == Family::Net || family(right.kind()) == Family::Net {
            return Err(mismatch("networks are compared with constants only".into()));
        }
        let both_text = family(left.kind()) == Family::Text && family(right.kind()) == Family::Text;
        if left.kind() != right.kind() && !both_text {
            let (left, right) = (type_name(left.kind()), type_name(right.kind()));
            let how = if left == right { " of another width".to_owned() } else { format!(" with a {right}") };
            return Err(mismatch(format!("a {left} cannot be compared{how}")));
        }
        if left.is_list() != right.is_list() && left.is_list() {
            return Err(mismatch("a list cannot be compared with a single value".into()));
        }
        Ok(())
    }

    fn bad_constant(&self, constant: &Constant, kind: FieldType, expected: &str) -> Box<Diagnostic> {
        let title = format!("`{}` is not a value of a {}", shortened(&constant.text), type_name(kind));
        Box::new(check::bad_constant(
            self.text.origin(constant.range.clone()),
            title,
            format!("expected {expected}"),
        ))
    }

    /// The constant as a value, with a warning where it looks like something else.
    fn constant(&mut self, constant: &Constant, kind: FieldType) -> Result<Value<'static>> {
        if constant.bare {
            let is_field = constant.text.contains('.') && skua_fields::lookup(&constant.text).is_some();
            let is_transformer = Transform::NAMES.iter().any(|(name, _)| *name == constant.text);
            if is_field || is_transformer {
                let what = if is_field { "field" } else { "transformer" };
                let title = format!("`{}` is the name of a {what} but taken as a text", constant.text);
                let mut diagnostic =
                    check::field_as_value(self.text.origin(constant.range.clone()), title, "a text");
                if is_field {
                    diagnostic =
                        diagnostic.help(format!("to compare with the field write `val({})`", constant.text));
                }
                self.warnings.push(diagnostic);
            }
        }
        read(&constant.text, kind).map_err(|expected| self.bad_constant(constant, kind, expected))
    }

    fn single(&mut self, op: Op, constant: &Constant, kind: FieldType) -> Result<Test> {
        if matches!(op, Op::Bcontains | Op::Bstartswith) {
            let bytes = hex(&constant.text)
                .ok_or_else(|| self.bad_constant(constant, kind, "pairs of hexadecimal digits"))?
                .into_boxed_slice();
            return Ok(if op == Op::Bcontains { Test::Contains(bytes) } else { Test::StartsWith(bytes) });
        }
        let value = self.constant(constant, kind)?;
        let bytes = || constant.text.as_bytes().to_vec().into_boxed_slice();
        Ok(match op {
            Op::Eq | Op::Ne if family(kind) == Family::Net => {
                let net = Net::parse(&constant.text)
                    .ok_or_else(|| self.bad_constant(constant, kind, "a network"))?;
                if op == Op::Eq { Test::Nets(vec![net]) } else { Test::NotNet(net) }
            }
            Op::Eq => Test::Eq(value),
            Op::Ne => Test::Ne(value),
            Op::Lt | Op::Le | Op::Gt | Op::Ge => Test::Order(op, value),
            Op::Contains => Test::Contains(bytes()),
            Op::Icontains => Test::ContainsFolded(bytes().to_ascii_lowercase().into()),
            Op::Startswith => Test::StartsWith(bytes()),
            Op::Endswith => Test::EndsWith(bytes()),
            Op::Glob => Test::Glob(Glob::new(constant.text.as_bytes(), false)),
            Op::Iglob => Test::Glob(Glob::new(constant.text.as_bytes(), true)),
            Op::Regex => {
                let span = self.text.origin(constant.range.clone());
                let regex = regex::compile(&constant.text).map_err(|why| {
                    Box::new(check::bad_regex(span.clone(), "the regular expression cannot be read", why))
                })?;
                if let Some((operator, fixed)) = regex::simpler(&constant.text) {
                    let title = format!("`{operator} {fixed}` says the same");
                    self.warnings.push(check::simple_regex(span, title, "only a fixed text"));
                }
                Test::Regex(Box::new(regex))
            }
            // These come with lists and are handled there.
            Op::In | Op::Intersects | Op::Pmatch | Op::Exists | Op::Bcontains | Op::Bstartswith => {
                Test::Never
            }
        })
    }

    fn set(&mut self, constants: &[Constant], kind: FieldType) -> Result<Test> {
        let values: Result<Vec<Value<'static>>> =
            constants.iter().map(|constant| self.constant(constant, kind)).collect();
        let values = values?;
        Ok(match family(kind) {
            Family::Text | Family::Bytes => {
                Test::Texts(constants.iter().map(|constant| constant.text.as_bytes().into()).collect())
            }
            Family::Number if kind == FieldType::Double => {
                Test::Several(Modifier::AnyOf, values.into_iter().map(Test::Eq).collect())
            }
            Family::Number | Family::Bool => Test::Numbers(values.iter().filter_map(number).collect()),
            Family::Ip => Test::Addresses(constants.iter().filter_map(|one| address_of(&one.text)).collect()),
            Family::Net => Test::Nets(constants.iter().filter_map(|one| Net::parse(&one.text)).collect()),
        })
    }

    /// Keeps, with a warning, what the public engine gets wrong and rules may lean on.
    fn as_falco_does(&mut self, check: &Check, left: &Operand, test: Test) -> Test {
        let Operand::Field(field) = left else { return test };
        if check.op != Op::In {
            return test;
        }
        let name = field.info.name;
        let numeric = family(field.kind) == Family::Number;
        let (kept, what) = match (&test, name) {
            (_, "fd.ip") => (Test::Never, "never matches"),
            (Test::Nets(nets), "fd.net") if nets.len() > 1 => {
                (Test::Nets(nets.iter().take(1).copied().collect()), "looks only at the first network")
            }
            (_, "evt.rawarg") if numeric => (Test::Never, "never matches"),
            (_, "proc.apid") if field.reach() == Reach::AnyAncestor => (Test::Never, "never matches"),
            _ => return test,
        };
        let (title, result) = match self.bugs {
            FalcoBugs::Keep => (format!("`{name} in` {what} in Falco, so it does here"), kept),
            FalcoBugs::Fix => (format!("`{name} in` {what} in Falco, here it means what it says"), test),
        };
        let help = match name {
            "fd.ip" => {
                "compare `fd.sip`, `fd.cip`, `fd.lip` or `fd.rip`, or join single comparisons with `or`"
            }
            "fd.net" => "join single comparisons with `or`",
            _ => "use `=`, joined with `or`",
        };
        self.warnings.push(check::falco_bug(self.text.origin(check.range.clone()), title, "").help(help));
        result
    }
}

/// The event's number is never 0, so comparisons with 0 are decided, and some with 1.
fn event_number(left: &Operand, test: &Test) -> Known {
    let Operand::Field(field) = left else { return Known::No };
    if field.info.name != "evt.num" {
        return Known::No;
    }
    let value = |value: &Value<'_>| number(value);
    match test {
        Test::Eq(constant) if value(constant) == Some(0) => Known::Always(false),
        Test::Ne(constant) if value(constant) == Some(0) => Known::Always(true),
        Test::Order(op, constant) => match (op, value(constant)) {
            (Op::Gt, Some(0)) | (Op::Ge, Some(0 | 1)) => Known::Always(true),
            (Op::Lt, Some(0 | 1)) | (Op::Le, Some(0)) => Known::Always(false),
            _ => Known::No,
        },
        Test::Numbers(set) if set.iter().all(|number| *number == 0) => Known::Always(false),
        Test::Exists => Known::Always(true),
        _ => Known::No,
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    text.chars().take(37).chain("...".chars()).collect()
}

//! Binds the operands of a condition or an output to fields.

use super::operand::{Operand, result_type};
use crate::check;
use crate::parse::{Operand as Parsed, Transform, TransformArg};
use crate::yaml::Text;
use skua_diag::Diagnostic;
use skua_fields::{BindError, Field, FieldFlags};
use std::ops::Range;

/// Where an operand stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Output,
}

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Binds an operand written in `text`.
pub(crate) fn build(parsed: &Parsed, text: &Text, side: Side) -> Result<Operand> {
    match parsed {
        Parsed::Field { name, argument, range, name_range } => {
            let field = Field::bind(name, argument.as_deref())
                .map_err(|error| bind_error(error, name, text, range.clone(), name_range.clone()))?;
            if side == Side::Right && field.info.flags.contains(FieldFlags::NO_RHS) {
                let title = format!("`{name}` cannot stand right of an operator");
                return Err(Box::new(check::bad_transformer(text.origin(range.clone()), title, "")));
            }
            Ok(Operand::Field(field))
        }
        Parsed::Transform { transform, args, argument, range } => {
            let fail = |what: String| Box::new(check::bad_transformer(text.origin(range.clone()), what, ""));
            if *transform == Transform::Val && side != Side::Right {
                return Err(fail("`val` stands only right of an operator".into()));
            }
            let mut operands = Vec::with_capacity(args.len());
            for arg in args {
                operands.push(build_arg(arg, text, side, *transform)?);
            }
            let option = match argument.as_deref().map(str::as_bytes) {
                None => None,
                Some([letter]) => Some(*letter),
                Some(_) => return Err(fail("an option of `getopt` is one letter".into())),
            };
            let (kind, is_list) = result_type(*transform, &operands, option.is_some()).map_err(fail)?;
            Ok(Operand::Transform { transform: *transform, args: operands, option, kind, is_list })
        }
    }
}

fn build_arg(arg: &TransformArg, text: &Text, side: Side, transform: Transform) -> Result<Operand> {
    match arg {
        TransformArg::Literal(constant) => Ok(Operand::Literal(constant.text.as_bytes().to_vec())),
        TransformArg::List(items) => {
            let items: Result<Vec<Operand>> =
                items.iter().map(|item| build_arg(item, text, side, transform)).collect();
            Ok(Operand::List(items?))
        }
        TransformArg::Operand(operand) => {
            let built = build(operand, text, side)?;
            if let Operand::Field(field) = &built
                && transform != Transform::Val
                && field.info.flags.contains(FieldFlags::NO_TRANSFORMER)
            {
                let title = format!("`{}` cannot be transformed", field.info.name);
                return Err(Box::new(check::bad_transformer(text.origin(operand.range()), title, "")));
            }
            Ok(built)
        }
    }
}

fn bind_error(
    error: BindError,
    name: &str,
    text: &Text,
    range: Range<usize>,
    name_range: Range<usize>,
) -> Box<Diagnostic> {
    let whole = text.origin(range);
    Box::new(match error {
        BindError::Unknown { nearest } => {
            let span = text.origin(name_range);
            let diagnostic = check::unknown_field(
                span.clone(),
                format!("unknown field `{name}`"),
                "no such field in source `syscall`",
            );
            match (nearest, span) {
                (Some(near), Some(span)) => {
                    diagnostic.help(format!("a field with a similar name exists: `{near}`")).patch(span, near)
                }
                _ => diagnostic,
            }
        }
        BindError::ArgumentForbidden => {
            check::bad_argument(whole, format!("`{name}` takes no argument"), "remove the brackets")
        }
        BindError::ArgumentMissing => {
            check::bad_argument(whole, format!("`{name}` needs an argument"), format!("as `{name}[...]`"))
        }
        BindError::ArgumentInvalid(why) => {
            check::bad_argument(whole, format!("the argument of `{name}` is not one that it can take"), why)
        }
    })
}

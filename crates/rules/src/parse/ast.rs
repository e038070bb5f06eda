//! The tree of a condition.

use std::fmt;
use std::ops::Range;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Check(Box<Check>),
    Macro { name: String, range: Range<usize> },
}

impl Expr {
    pub(super) fn and(children: Vec<Expr>) -> Expr {
        Expr::join(children, Expr::And)
    }

    pub(super) fn or(children: Vec<Expr>) -> Expr {
        Expr::join(children, Expr::Or)
    }

    fn join(mut children: Vec<Expr>, wrap: fn(Vec<Expr>) -> Expr) -> Expr {
        match (children.len(), children.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                children.push(last);
                wrap(children)
            }
            (_, None) => wrap(children),
        }
    }
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) left: Operand,
    pub(crate) op: Op,
    pub(crate) modifier: Modifier,
    pub(crate) right: Right,
    /// Bytes of the whole.
    pub(crate) range: Range<usize>,
    /// Bytes of the operator.
    pub(crate) op_range: Range<usize>,
}

/// What gives a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    Field { name: String, argument: Option<String>, range: Range<usize>, name_range: Range<usize> },
    Transform { transform: Transform, args: Vec<TransformArg>, argument: Option<String>, range: Range<usize> },
}

impl Operand {
    pub(crate) fn range(&self) -> Range<usize> {
        match self {
            Operand::Field { range, .. } | Operand::Transform { range, .. } => range.clone(),
        }
    }
}

/// What a transformer is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TransformArg {
    Operand(Operand),
    Literal(Constant),
    List(Vec<TransformArg>),
}

/// What stands right of an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    None,
    Value(Constant),
    List(Vec<Constant>),
    Operand(Operand),
}

/// A constant as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Constant {
    /// Without quotes and escapes.
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    /// Not in quotes.
    pub(crate) bare: bool,
}

/// How many of the listed values have to satisfy the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Modifier {
    None,
    OneOf,
    AnyOf,
    AllOf,
}

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Contains,
    Icontains,
    Bcontains,
    Startswith,
    Bstartswith,
    Endswith,
    Glob,
    Iglob,
    Regex,
    In,
    Intersects,
    Pmatch,
    Exists,
}

impl Op {
    /// Tokens, each before those that begin with it.
    pub(super) const TOKENS: [(&'static str, Op); 20] = [
        ("exists", Op::Exists),
        ("<=", Op::Le),
        ("<", Op::Lt),
        (">=", Op::Ge),
        (">", Op::Gt),
        ("==", Op::Eq),
        ("=", Op::Eq),
        ("!=", Op::Ne),
        ("glob", Op::Glob),
        ("iglob", Op::Iglob),
        ("contains", Op::Contains),
        ("icontains", Op::Icontains),
        ("bcontains", Op::Bcontains),
        ("startswith", Op::Startswith),
        ("bstartswith", Op::Bstartswith),
        ("endswith", Op::Endswith),
        ("regex", Op::Regex),
        ("intersects", Op::Intersects),
        ("in", Op::In),
        ("pmatch", Op::Pmatch),
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Op::Eq => "=",
            op => Op::TOKENS.iter().find(|(_, token)| *token == op).map_or("", |(name, _)| name),
        }
    }

    /// The operator of that name as exceptions write it.
    pub(crate) fn from_name(name: &str) -> Option<Op> {
        Op::TOKENS.iter().find(|(token, _)| *token == name).map(|(_, op)| *op)
    }
}

/// A function of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Transform {
    Tolower,
    Toupper,
    B64,
    Basename,
    Len,
    Join,
    Concat,
    Getopt,
    Val,
}

impl Transform {
    pub(crate) const NAMES: [(&'static str, Transform); 9] = [
        ("tolower", Transform::Tolower),
        ("toupper", Transform::Toupper),
        ("b64", Transform::B64),
        ("basename", Transform::Basename),
        ("len", Transform::Len),
        ("join", Transform::Join),
        ("concat", Transform::Concat),
        ("getopt", Transform::Getopt),
        ("val", Transform::Val),
    ];

    pub(crate) fn name(self) -> &'static str {
        Transform::NAMES.iter().find(|(_, transform)| *transform == self).map_or("", |(name, _)| name)
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, children: &[Expr], word: &str| {
            f.write_str("(")?;
            for (index, child) in children.iter().enumerate() {
                if index > 0 {
                    write!(f, " {word} ")?;
                }
                write!(f, "{child}")?;
            }
            f.write_str(")")
        };
        match self {
            Expr::And(children) => joined(f, children, "and"),
            Expr::Or(children) => joined(f, children, "or"),
            Expr::Not(inner) => match &**inner {
                Expr::Not(twice) => write!(f, "{twice}"),
                inner => write!(f, "(not {inner})"),
            },
            Expr::Check(check) => write!(f, "{check}"),
            Expr::Macro { name, .. } => f.write_str(name),
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.left, self.op.name())?;
        match self.modifier {
            Modifier::None => {}
            Modifier::OneOf => f.write_str(" oneof")?,
            Modifier::AnyOf => f.write_str(" anyof")?,
            Modifier::AllOf => f.write_str(" allof")?,
        }
        match &self.right {
            Right::None => Ok(()),
            Right::Value(value) => write!(f, " {}", value.text),
            Right::Operand(operand) => write!(f, " {operand}"),
            Right::List(values) => {
                let texts: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
                write!(f, " ({})", texts.join(", "))
            }
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Field { name, argument: None, .. } => f.write_str(name),
            Operand::Field { name, argument: Some(argument), .. } => write!(f, "{name}[{argument}]"),
            Operand::Transform { transform, args, argument, .. } => {
                write!(f, "{}(", transform.name())?;
                for (index, arg) in args.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{arg}")?;
                }
                f.write_str(")")?;
                argument.as_ref().map_or(Ok(()), |argument| write!(f, "[{argument}]"))
            }
        }
    }
}

impl fmt::Display for TransformArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransformArg::Operand(operand) => write!(f, "{operand}"),
            TransformArg::Literal(constant) => write!(f, "{:?}", constant.text),
            TransformArg::List(items) => {
                f.write_str("(")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str(")")
            }
        }
    }
}

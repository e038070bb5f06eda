//! What is asked of a value.

use super::constant::Net;
use super::glob::Glob;
use super::operand::{Operand, bytes_of};
use super::path::PathPrefixes;
use crate::parse::{Modifier, Op};
use regex::Regex;
use rustc_hash::FxHashSet;
use skua_fields::{Reach, Value};
use skua_world::View;
use std::cmp::Ordering;
use std::net::IpAddr;

/// One question, with its constants made ready.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    Exists,
    /// Known to be false for every event, as some comparisons of the public engine are.
    Never,
    Eq(Value<'static>),
    Ne(Value<'static>),
    Order(Op, Value<'static>),
    Texts(FxHashSet<Box<[u8]>>),
    Numbers(FxHashSet<i128>),
    Addresses(FxHashSet<IpAddr>),
    /// The address lies in any of the networks.
    Nets(Vec<Net>),
    NotNet(Net),
    Contains(Box<[u8]>),
    ContainsFolded(Box<[u8]>),
    StartsWith(Box<[u8]>),
    EndsWith(Box<[u8]>),
    Glob(Glob),
    Regex(Box<Regex>),
    Path(PathPrefixes),
    /// How many of the tests have to hold.
    Several(Modifier, Vec<Test>),
    /// Every element of a list satisfies the test.
    All(Box<Test>),
    /// Any element of a list satisfies the test.
    Any(Box<Test>),
    /// Compared with another field.
    With(Op, Box<Operand>),
}

impl Test {
    /// The value satisfies the test.
    pub(crate) fn holds(&self, value: &Value<'_>) -> bool {
        match self {
            Test::Exists => true,
            Test::Never => false,
            Test::Eq(constant) => equal(value, constant),
            Test::Ne(constant) => !equal(value, constant),
            Test::Order(op, constant) => ordered(*op, value, constant),
            Test::Texts(set) => bytes_of(value).is_some_and(|bytes| set.contains(bytes)),
            Test::Numbers(set) => number(value).is_some_and(|number| set.contains(&number)),
            Test::Addresses(set) => matches!(value, Value::Ip(address) if set.contains(address)),
            Test::Nets(nets) => {
                matches!(value, Value::Ip(address) if nets.iter().any(|net| net.contains(*address)))
            }
            Test::NotNet(net) => matches!(value, Value::Ip(address) if !net.contains(*address)),
            Test::Contains(needle) => bytes_of(value).is_some_and(|bytes| contains(bytes, needle)),
            Test::ContainsFolded(needle) => {
                bytes_of(value).is_some_and(|bytes| contains_folded(bytes, needle))
            }
            Test::StartsWith(prefix) => bytes_of(value).is_some_and(|bytes| bytes.starts_with(prefix)),
            Test::EndsWith(suffix) => bytes_of(value).is_some_and(|bytes| bytes.ends_with(suffix)),
            Test::Glob(glob) => bytes_of(value).is_some_and(|bytes| glob.matches(bytes)),
            Test::Regex(regex) => {
                bytes_of(value).is_some_and(|bytes| regex.is_match(&String::from_utf8_lossy(bytes)))
            }
            Test::Path(paths) => bytes_of(value).is_some_and(|bytes| paths.matches(bytes)),
            Test::Several(modifier, tests) => {
                let mut held = tests.iter().filter(|test| test.holds(value));
                match modifier {
                    Modifier::OneOf => held.next().is_some() && held.next().is_none(),
                    Modifier::AnyOf | Modifier::None => held.next().is_some(),
                    Modifier::AllOf => held.count() == tests.len(),
                }
            }
            Test::All(test) => match value {
                Value::List(values) => values.iter().all(|value| test.holds(value)),
                value => test.holds(value),
            },
            Test::Any(test) => match value {
                Value::List(values) => values.iter().any(|value| test.holds(value)),
                value => test.holds(value),
            },
            Test::With(..) => false,
        }
    }

    /// The operand's value satisfies the test. A value that is not there satisfies none.
    pub(crate) fn ask<'a>(&'a self, operand: &'a Operand, view: &View<'a>) -> bool {
        if let Test::With(op, right) = self {
            return with(*op, operand, right, view);
        }
        let Operand::Field(field) = operand else {
            return operand.value(view).is_some_and(|value| self.holds(&value));
        };
        match (field.reach(), self) {
            (Reach::Single, _) | (_, Test::Exists) => {
                field.extract(view).is_some_and(|value| self.holds(&value))
            }
            // Both ends have to differ.
            (Reach::EitherEnd, Test::Ne(constant)) => {
                field.candidates(view, &mut |value| equal(&value, constant)) == Some(false)
            }
            (Reach::EitherEnd, Test::NotNet(net)) => {
                field.candidates(
                    view,
                    &mut |value| matches!(value, Value::Ip(address) if net.contains(address)),
                ) == Some(false)
            }
            _ => field.candidates(view, &mut |value| self.holds(&value)) == Some(true),
        }
    }
}

fn with<'a>(op: Op, left: &'a Operand, right: &'a Operand, view: &View<'a>) -> bool {
    let Some(value) = left.value(view) else { return false };
    let Some(other) = right.value(view) else { return false };
    match op {
        Op::Eq => equal(&value, &other),
        Op::Ne => !equal(&value, &other),
        Op::Lt | Op::Le | Op::Gt | Op::Ge => ordered(op, &value, &other),
        Op::In => match (&value, &other) {
            (Value::List(values), Value::List(others)) => {
                values.iter().all(|value| others.iter().any(|other| equal(value, other)))
            }
            (value, Value::List(others)) => others.iter().any(|other| equal(value, other)),
            (value, other) => equal(value, other),
        },
        Op::Intersects => match (&value, &other) {
            (Value::List(values), Value::List(others)) => {
                values.iter().any(|value| others.iter().any(|other| equal(value, other)))
            }
            (value, Value::List(others)) => others.iter().any(|other| equal(value, other)),
            (value, other) => equal(value, other),
        },
        _ => match (bytes_of(&value), bytes_of(&other)) {
            (Some(bytes), Some(other)) => match op {
                Op::Contains => contains(bytes, other),
                Op::Icontains => contains_folded(bytes, &other.to_ascii_lowercase()),
                Op::Startswith => bytes.starts_with(other),
                Op::Endswith => bytes.ends_with(other),
                Op::Glob => Glob::new(other, false).matches(bytes),
                Op::Iglob => Glob::new(other, true).matches(bytes),
                _ => false,
            },
            _ => false,
        },
    }
}

/// The value as a number, whatever its sign.
#[inline]
pub(crate) fn number(value: &Value<'_>) -> Option<i128> {
    match value {
        Value::Uint(number) => Some(i128::from(*number)),
        Value::Int(number) => Some(i128::from(*number)),
        Value::Bool(truth) => Some(i128::from(*truth)),
        _ => None,
    }
}

#[inline]
fn equal(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Text(left) | Value::Bytes(left), Value::Text(right) | Value::Bytes(right)) => left == right,
        (Value::Double(left), Value::Double(right)) => left == right,
        (Value::Ip(left), Value::Ip(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => left == right,
            _ => false,
        },
    }
}

fn ordered(op: Op, left: &Value<'_>, right: &Value<'_>) -> bool {
    let order = match (left, right) {
        (Value::Text(left) | Value::Bytes(left), Value::Text(right) | Value::Bytes(right)) => left.cmp(right),
        (Value::Double(left), Value::Double(right)) => match left.partial_cmp(right) {
            Some(order) => order,
            None => return false,
        },
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => return false,
        },
    };
    match op {
        Op::Lt => order == Ordering::Less,
        Op::Le => order != Ordering::Greater,
        Op::Gt => order == Ordering::Greater,
        Op::Ge => order != Ordering::Less,
        _ => false,
    }
}

pub(crate) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some((first, _)) = needle.split_first() else { return true };
    let mut from = 0;
    while let Some(rest) = bytes.get(from..).filter(|rest| rest.len() >= needle.len()) {
        match rest.iter().position(|byte| byte == first) {
            Some(at) => {
                if rest.get(at..).is_some_and(|rest| rest.starts_with(needle)) {
                    return true;
                }
                from += at + 1;
            }
            None => return false,
        }
    }
    false
}

/// `needle` is in lower case.
fn contains_folded(bytes: &[u8], needle: &[u8]) -> bool {
    needle.is_empty() || bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle))
}

//! From trees to one shared graph of questions, typed and checked.

mod atom;
mod build;
mod constant;
pub(crate) mod events;
mod glob;
pub(crate) mod graph;
pub(crate) mod operand;
mod operands;
mod path;
mod regex;
pub(crate) mod test;

pub(crate) use build::{Builder, Macros, ReadyMacro};
pub(crate) use operands::{Side, build as build_operand};

//! A field bound to its argument, ready to be read.

use crate::entry::Entry;
use crate::info::{ArgumentRule, FieldInfo, FieldType, Scope};
use crate::value::Value;
use crate::{catalogue, evt_arg};
use skua_world::View;

/// The argument between brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// None was given.
    None,
    /// `[3]`.
    Index(u32),
    /// `[name]`.
    Key(String),
}

/// Why a field's name and argument cannot be bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindError {
    /// There is no such field.
    Unknown {
        /// The nearest known name, if one is near.
        nearest: Option<&'static str>,
    },
    /// The field takes no argument.
    ArgumentForbidden,
    /// The field must have an argument.
    ArgumentMissing,
    /// The argument is not one that the field can take, and why.
    ArgumentInvalid(String),
}

impl std::fmt::Display for BindError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BindError::Unknown { nearest: Some(near) } => write!(f, "no such field; did you mean `{near}`?"),
            BindError::Unknown { nearest: None } => f.write_str("no such field"),
            BindError::ArgumentForbidden => f.write_str("the field takes no argument"),
            BindError::ArgumentMissing => f.write_str("the field needs an argument in brackets"),
            BindError::ArgumentInvalid(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for BindError {}

/// How many candidates a field has for one comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One value (which may be a list).
    Single,
    /// Both ends of a socket (`fd.ip`, `fd.port`, `fd.net`, `fd.proto`): matches when either does; `!=` when both differ.
    EitherEnd,
    /// Every ancestor (`proc.aname` without index, …): matches when any does.
    AnyAncestor,
}

/// A field with its argument.
#[derive(Clone)]
pub struct Field {
    /// What the field is.
    pub info: &'static FieldInfo,
    /// Its argument.
    pub argument: Argument,
    /// Type after binding: [`FieldType::Dynamic`] only when nothing is known of the argument.
    pub kind: FieldType,
    entry: &'static Entry,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.argument {
            Argument::None => f.write_str(self.info.name),
            Argument::Index(index) => write!(f, "{}[{index}]", self.info.name),
            // Parameters are written with a dot, and so they are called in alerts.
            Argument::Key(key) if self.info.name.starts_with("evt.") => write!(f, "{}.{key}", self.info.name),
            Argument::Key(key) => write!(f, "{}[{key}]", self.info.name),
        }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.info.name == other.info.name && self.argument == other.argument
    }
}

impl Eq for Field {}

impl Field {
    /// Binds the field of that name to its argument, without brackets.
    pub fn bind(name: &str, argument: Option<&str>) -> Result<Field, BindError> {
        // `evt.arg.NAME`, `thread.cgroup.NAME` and their like carry their argument in the name.
        for owner in ["evt.arg", "evt.rawarg", "evt.abspath", "evt.type.is", "thread.cgroup"] {
            if let Some(rest) = name.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.')) {
                if argument.is_some() {
                    return Err(BindError::ArgumentForbidden);
                }
                return Field::bind_one(owner, Some(rest));
            }
        }
        Field::bind_one(name, argument)
    }

    fn bind_one(name: &str, argument: Option<&str>) -> Result<Field, BindError> {
        let entry =
            catalogue::find(name).ok_or_else(|| BindError::Unknown { nearest: catalogue::nearest(name) })?;
        let argument = match (entry.info.argument, argument) {
            (ArgumentRule::No, Some(_)) => return Err(BindError::ArgumentForbidden),
            // Listed as needing one, yet accepted without: the only path, or the first.
            (ArgumentRule::Required, None) if name == "evt.abspath" => Argument::None,
            (ArgumentRule::Required, None) => return Err(BindError::ArgumentMissing),
            (_, None) => Argument::None,
            (_, Some(text)) => match text.parse() {
                Ok(index) => Argument::Index(index),
                Err(_) => Argument::Key(text.into()),
            },
        };
        let mut field = Field { info: &entry.info, argument, kind: entry.info.kind, entry };
        evt_arg::check(&mut field)?;
        Ok(field)
    }

    /// Binds what is written as `name`, `name[argument]` or `name["argument"]`.
    pub fn parse(text: &str) -> Result<Field, BindError> {
        match text.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
            Some((name, argument)) => Field::bind(name, Some(argument.trim_matches(['"', '\'']))),
            None => Field::bind(text, None),
        }
    }

    /// The field's value for an event; `None` when it has none.
    #[inline]
    pub fn extract<'a>(&self, view: &View<'a>) -> Option<Value<'a>> {
        (self.entry.extract)(self, view)
    }

    /// How many values one comparison looks at.
    pub fn reach(&self) -> Reach {
        match (&self.argument, self.entry.reach) {
            (Argument::Index(_), Reach::AnyAncestor) => Reach::Single,
            (_, reach) => reach,
        }
    }

    /// Hands the field's values to `taken` until it says yes, and says whether it did. `None` when there is no value.
    pub fn candidates<'a>(&self, view: &View<'a>, taken: &mut dyn FnMut(Value<'a>) -> bool) -> Option<bool> {
        match self.entry.candidates {
            Some(candidates) if self.reach() != Reach::Single => candidates(self, view, taken),
            _ => self.extract(view).map(taken),
        }
    }

    /// What the value can depend on.
    pub fn scope(&self) -> Scope {
        self.info.scope
    }

    pub(crate) fn index(&self) -> Option<u32> {
        match self.argument {
            Argument::Index(index) => Some(index),
            _ => None,
        }
    }

    pub(crate) fn key(&self) -> Option<&str> {
        match &self.argument {
            Argument::Key(key) => Some(key),
            _ => None,
        }
    }
}

//! `evt.arg` and `evt.rawarg`: one parameter of the event, by number or by name.

use crate::field::{Argument, BindError, Field};
use crate::info::FieldType;
use crate::param_text;
use crate::value::Value;
use skua_event::param::{self, SockAddr};
use skua_event::{EVENTS, EventInfo, ParamInfo, ParamType};
use skua_world::View;

/// Checks the argument at load time and settles the type of `evt.rawarg`.
pub(crate) fn check(field: &mut Field) -> Result<(), BindError> {
    let named =
        |name: &str| EVENTS.iter().find_map(|event| event.params.iter().find(|param| param.name == name));
    match (field.info.name, &field.argument) {
        ("evt.arg", Argument::Key(name)) if named(name).is_none() => {
            Err(BindError::ArgumentInvalid(format!("no event has a parameter called `{name}`")))
        }
        ("evt.rawarg", Argument::Key(name)) => match named(name) {
            Some(param) => {
                field.kind = type_of(param.kind);
                Ok(())
            }
            None => Err(BindError::ArgumentInvalid(format!("no event has a parameter called `{name}`"))),
        },
        ("evt.rawarg", Argument::Index(_)) => Err(BindError::ArgumentInvalid(
            "a parameter's name is needed, its type is not known otherwise".into(),
        )),
        (
            "proc.aname" | "proc.apid" | "proc.aexe" | "proc.aexepath" | "proc.acmdline",
            Argument::Key(key),
        ) if key.parse::<i32>().is_err() => {
            Err(BindError::ArgumentInvalid("the number of a generation is needed".into()))
        }
        ("evt.type.is", Argument::Key(name)) if !EVENTS.iter().any(|event| event.name == *name) => {
            Err(BindError::ArgumentInvalid(format!("no event is called `{name}`")))
        }
        ("evt.abspath", Argument::Key(name)) if !matches!(name.as_str(), "src" | "dst") => Err(
            BindError::ArgumentInvalid(format!("`{name}` is not one of the paths of an event: `src`, `dst`")),
        ),
        _ => Ok(()),
    }
}

fn type_of(kind: ParamType) -> FieldType {
    match kind {
        ParamType::Int8 => FieldType::Int8,
        ParamType::Int16 => FieldType::Int16,
        ParamType::Int32 | ParamType::Fd32 | ParamType::Pid32 => FieldType::Int32,
        ParamType::Int64 => FieldType::Int64,
        ParamType::Uint8 | ParamType::Sigtype | ParamType::Enumflags8 => FieldType::Uint8,
        ParamType::Uint16 | ParamType::Syscallid | ParamType::Enumflags16 => FieldType::Uint16,
        ParamType::Uint32 | ParamType::Enumflags32 | ParamType::Sigset => FieldType::Uint32,
        ParamType::Uint64 => FieldType::Uint64,
        ParamType::Errno => FieldType::Errno,
        ParamType::Fd => FieldType::Fd,
        ParamType::Pid => FieldType::Pid,
        ParamType::Uid => FieldType::Uid,
        ParamType::Gid => FieldType::Gid,
        ParamType::Reltime => FieldType::Reltime,
        ParamType::Abstime => FieldType::Abstime,
        ParamType::Charbuf | ParamType::Charbufarray | ParamType::CharbufPairArray => FieldType::Charbuf,
        ParamType::Fspath => FieldType::Fspath,
        ParamType::Fsrelpath => FieldType::Fsrelpath,
        ParamType::Flags8 => FieldType::Flags8,
        ParamType::Flags16 => FieldType::Flags16,
        ParamType::Flags32 => FieldType::Flags32,
        ParamType::Mode => FieldType::Mode,
        ParamType::Port => FieldType::Port,
        ParamType::Ipv4addr | ParamType::Ipv6addr => FieldType::Ipaddr,
        ParamType::Bytebuf
        | ParamType::Sockaddr
        | ParamType::Socktuple
        | ParamType::Fdlist
        | ParamType::Dyn => FieldType::Bytebuf,
    }
}

fn place(field: &Field, info: &EventInfo) -> Option<usize> {
    match &field.argument {
        Argument::Index(index) => usize::try_from(*index).ok(),
        Argument::Key(name) => info.param_index(name),
        Argument::None => None,
    }
}

/// `evt.arg`: the text form.
pub(crate) fn text<'a>(field: &Field, view: &View<'a>) -> Option<Value<'a>> {
    let index = place(field, view.event.info)?;
    param_text::text(view, index).map(|text| Value::Text(text.into()))
}

/// `evt.rawarg`: the value in its own type.
pub(crate) fn raw<'a>(field: &Field, view: &View<'a>) -> Option<Value<'a>> {
    let index = place(field, view.event.info)?;
    let info = view.event.info.params.get(index)?;
    value(info, view.event.param(index)?)
}

pub(crate) fn value<'a>(info: &ParamInfo, bytes: &'a [u8]) -> Option<Value<'a>> {
    Some(match type_of(info.kind) {
        FieldType::Charbuf | FieldType::Fspath | FieldType::Fsrelpath => {
            Value::Text(param::str(bytes)?.into())
        }
        FieldType::Bytebuf => Value::Bytes(bytes.into()),
        FieldType::Ipaddr => {
            match param::sockaddr(&[&[if bytes.len() == 4 { 2 } else { 10 }], bytes, &[0, 0]].concat())? {
                SockAddr::Ip(address, _) => Value::Ip(address),
                SockAddr::Unix(_) => return None,
            }
        }
        FieldType::Int8
        | FieldType::Int16
        | FieldType::Int32
        | FieldType::Int64
        | FieldType::Errno
        | FieldType::Fd
        | FieldType::Pid => Value::Int(param::int(bytes)?),
        _ => Value::Uint(param::uint(bytes)?),
    })
}

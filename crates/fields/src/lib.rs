//! The fields that rules name: type, documentation and extraction.
//!
//! One file per family of fields; each entry holds name, type, documentation and extractor together.

mod catalogue;
mod container;
mod entry;
mod errno;
mod evt;
mod evt_arg;
mod evt_io;
mod evt_open;
mod evt_time;
mod fd;
mod fd_socket;
mod fdlist;
mod field;
mod fs_path;
mod info;
mod k8s;
mod lineage;
mod param_text;
mod process;
mod render;
mod services;
mod session;
mod thread;
mod user;
mod value;

pub use catalogue::{all, lookup, nearest};
pub use field::{Argument, BindError, Field, Reach};
pub use info::{ArgumentRule, FieldFlags, FieldInfo, FieldType, NumberFormat, Scope};
pub use services::port_of_service;
pub use value::Value;

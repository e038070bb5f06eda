//! `skua fields`

use crate::commands::{Shape, print_json};
use crate::exit::Exit;
use crate::terminal;
use clap::Args;
use serde_json::{Value, json};
use skua_fields::{ArgumentRule, FieldFlags, FieldInfo};
use std::io;

/// List the fields that rules can name.
///
///   skua fields                 every field with its type
///   skua fields proc.aname      one field
///   skua fields --missing       known by name, but nothing here gives them a value yet
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Fields {
    /// Only fields whose name begins so.
    prefix: Option<String>,
    /// Only fields that load but have no value yet.
    #[arg(long)]
    missing: bool,
    /// Also fields that are accepted but not meant for new rules.
    #[arg(long)]
    hidden: bool,
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

impl Fields {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let fields: Vec<&FieldInfo> = skua_fields::all()
            .filter(|field| self.hidden || !field.flags.contains(FieldFlags::HIDDEN))
            .filter(|field| !self.missing || field.flags.contains(FieldFlags::MISSING))
            .filter(|field| self.prefix.as_ref().is_none_or(|prefix| field.name.starts_with(prefix.as_str())))
            .collect();
        if let (true, Some(prefix)) = (fields.is_empty(), &self.prefix) {
            let hint = skua_fields::nearest(prefix)
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            eprintln!("skua: no field begins with `{prefix}`{hint}");
            return Ok(Exit::Misuse);
        }
        match self.output {
            Shape::Json => print_json(&Value::Array(fields.iter().map(|field| field_json(field)).collect()))?,
            Shape::Text => {
                let rows: Vec<Vec<String>> = fields
                    .iter()
                    .map(|field| {
                        vec![format!("{}{}", field.name, argument(field)), kind(field), field.doc.into()]
                    })
                    .collect();
                terminal::print(&terminal::columns(&rows))?;
            }
        }
        Ok(Exit::Fine)
    }
}

fn argument(field: &FieldInfo) -> &'static str {
    match field.argument {
        ArgumentRule::No => "",
        ArgumentRule::Allowed => "[…]?",
        ArgumentRule::Required => "[…]",
    }
}

fn kind(field: &FieldInfo) -> String {
    let kind = format!("{:?}", field.kind).to_uppercase();
    if field.is_list { format!("LIST({kind})") } else { kind }
}

fn field_json(field: &FieldInfo) -> Value {
    json!({
        "name": field.name,
        "type": format!("{:?}", field.kind).to_uppercase(),
        "is_list": field.is_list,
        "argument": match field.argument { ArgumentRule::No => "no", ArgumentRule::Allowed => "allowed", ArgumentRule::Required => "required" },
        "filter_only": field.flags.contains(FieldFlags::FILTER_ONLY),
        "missing": field.flags.contains(FieldFlags::MISSING),
        "depends_on": format!("{:?}", field.scope).to_lowercase(),
        "doc": field.doc,
    })
}

//! What can be wrong with rules: one file per diagnostic, holding its code, its explanation and how it is made.

mod append_no_values;
mod bad_argument;
mod bad_constant;
mod bad_exception;
mod bad_output;
mod bad_override;
mod bad_regex;
mod bad_transformer;
mod compile_limit;
mod computed_event_type;
mod deprecated_item;
mod engine_version;
mod exception_twice;
mod falco_bug;
mod field_as_value;
mod invalid_name;
mod macro_cycle;
mod missing_key;
mod no_event_type;
mod no_target;
mod not_items;
mod not_printable;
mod operator_type;
mod plugin_version;
mod simple_regex;
mod source_changed;
mod syntax;
mod type_mismatch;
mod unknown_event_type;
mod unknown_field;
mod unknown_filter;
mod unknown_item;
mod unknown_key;
mod unknown_macro;
mod unknown_priority;
mod unknown_source;
mod unused_list;
mod unused_macro;
mod wrong_shape;

pub(crate) use append_no_values::append_no_values;
pub(crate) use bad_argument::bad_argument;
pub(crate) use bad_constant::bad_constant;
pub(crate) use bad_exception::bad_exception;
pub(crate) use bad_output::bad_output;
pub(crate) use bad_override::bad_override;
pub(crate) use bad_regex::bad_regex;
pub(crate) use bad_transformer::bad_transformer;
pub(crate) use compile_limit::compile_limit;
pub(crate) use computed_event_type::computed_event_type;
pub(crate) use deprecated_item::deprecated_item;
pub(crate) use engine_version::engine_version;
pub(crate) use exception_twice::exception_twice;
pub(crate) use falco_bug::falco_bug;
pub(crate) use field_as_value::field_as_value;
pub(crate) use invalid_name::invalid_name;
pub(crate) use macro_cycle::macro_cycle;
pub(crate) use missing_key::missing_key;
pub(crate) use no_event_type::no_event_type;
pub(crate) use no_target::no_target;
pub(crate) use not_items::not_items;
pub(crate) use not_printable::not_printable;
pub(crate) use operator_type::operator_type;
pub(crate) use plugin_version::plugin_version;
pub(crate) use simple_regex::simple_regex;
pub(crate) use source_changed::source_changed;
pub(crate) use syntax::syntax;
pub(crate) use type_mismatch::type_mismatch;
pub(crate) use unknown_event_type::unknown_event_type;
pub(crate) use unknown_field::unknown_field;
pub(crate) use unknown_filter::unknown_filter;
pub(crate) use unknown_item::unknown_item;
pub(crate) use unknown_key::unknown_key;
pub(crate) use unknown_macro::unknown_macro;
pub(crate) use unknown_priority::unknown_priority;
pub(crate) use unknown_source::unknown_source;
pub(crate) use unused_list::unused_list;
pub(crate) use unused_macro::unused_macro;
pub(crate) use wrong_shape::wrong_shape;

use skua_diag::Explanation;

static EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "R001",
        title: "this is not YAML",
        text: "The file cannot be read as YAML. The place shown is where reading stopped; the cause is often a line or \
           two before it: a quote that is not closed, a tab as indentation, a colon in a text without quotes.",
    },
    not_items::EXPLANATION,
    unknown_item::EXPLANATION,
    unknown_key::EXPLANATION,
    missing_key::EXPLANATION,
    wrong_shape::EXPLANATION,
    unknown_priority::EXPLANATION,
    engine_version::EXPLANATION,
    plugin_version::EXPLANATION,
    no_target::EXPLANATION,
    bad_override::EXPLANATION,
    source_changed::EXPLANATION,
    unknown_source::EXPLANATION,
    invalid_name::EXPLANATION,
    bad_exception::EXPLANATION,
    exception_twice::EXPLANATION,
    append_no_values::EXPLANATION,
    deprecated_item::EXPLANATION,
    syntax::EXPLANATION,
    unknown_field::EXPLANATION,
    bad_argument::EXPLANATION,
    operator_type::EXPLANATION,
    bad_constant::EXPLANATION,
    unknown_macro::EXPLANATION,
    macro_cycle::EXPLANATION,
    unknown_event_type::EXPLANATION,
    bad_regex::EXPLANATION,
    bad_transformer::EXPLANATION,
    type_mismatch::EXPLANATION,
    computed_event_type::EXPLANATION,
    compile_limit::EXPLANATION,
    bad_output::EXPLANATION,
    not_printable::EXPLANATION,
    no_event_type::EXPLANATION,
    unused_macro::EXPLANATION,
    unused_list::EXPLANATION,
    field_as_value::EXPLANATION,
    unknown_filter::EXPLANATION,
    falco_bug::EXPLANATION,
    simple_regex::EXPLANATION,
];

/// Every code that this crate reports, with what it means.
pub fn explanations() -> &'static [Explanation] {
    EXPLANATIONS
}

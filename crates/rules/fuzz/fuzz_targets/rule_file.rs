//! Any text is a rule file or a list of diagnostics, and every diagnostic can be shown.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    skua_rules::fuzz::rule_file(text);
});

//! Any text is an output format or an error.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    skua_rules::fuzz::output(text);
});

//! Any text is a condition or a syntax error.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    skua_rules::fuzz::condition(text);
});

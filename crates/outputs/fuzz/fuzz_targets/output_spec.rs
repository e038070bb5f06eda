//! Destinations as users write them: a destination or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skua_outputs::Spec;

fuzz_target!(|data: &str| {
    if let Err(error) = data.parse::<Spec>() {
        assert!(!error.to_string().is_empty());
    }
});

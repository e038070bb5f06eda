//! The fields that rules name: type, documentation and extraction.

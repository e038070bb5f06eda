//! Diagnostics with codes, spans, help and renderings.

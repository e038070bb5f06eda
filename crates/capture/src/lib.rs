//! Reading and writing .scap captures.

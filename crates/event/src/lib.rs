//! Event table, parameter encodings and event blocks of the capture format.

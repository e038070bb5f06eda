//! The sensing and detecting agent of one machine: which hands feed which minds.

#![allow(missing_docs)]
pub mod config;

//! Alerts and their renderings.

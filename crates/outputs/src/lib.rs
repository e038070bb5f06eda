//! Delivery of alerts.

//! Alerts posted to a webhook.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use skua_alert::{Alert, Format};
use ureq::tls::{RootCerts, TlsConfig};

use crate::destination::{DeliveryError, Destination, Stop};

/// Which webhook, and how to treat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpOptions {
    /// Where to post: `http://` or `https://`.
    pub url: String,
    /// Headers added to each request: name and value.
    pub headers: Vec<(String, String)>,
    /// How long one attempt may take in all.
    pub timeout: Duration,
    /// How often an alert is tried, at least once. Only an unreachable server, `429` and `5xx` are tried again.
    pub attempts: u32,
    /// How long to wait before the second attempt; each further wait is twice as long.
    pub backoff: Duration,
    /// A PEM file with the only authorities to trust; without it, those of Mozilla's list.
    pub ca_file: Option<PathBuf>,
    /// Does not check the server's certificate.
    pub insecure: bool,
}

impl HttpOptions {
    /// The defaults for a URL: five seconds, three attempts, waits from half a second.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            headers: Vec::new(),
            timeout: Duration::from_secs(5),
            attempts: 3,
            backoff: Duration::from_millis(500),
            ca_file: None,
            insecure: false,
        }
    }
}

/// Posts each alert as its own request over kept connections.
///
/// After an alert that failed in all its attempts the next ones get one attempt each, until the webhook answers
/// again: a dead one must not turn every alert into seconds of waiting.
pub(crate) struct Http {
    options: HttpOptions,
    agent: ureq::Agent,
    shown_url: String,
    healthy: bool,
    stop: Stop,
    body: Vec<u8>,
}

impl Http {
    /// Makes the client; fails if the file of authorities cannot be read.
    pub(crate) fn new(options: HttpOptions, stop: Stop) -> Result<Self, DeliveryError> {
        let mut tls = TlsConfig::builder().disable_verification(options.insecure);
        if let Some(path) = &options.ca_file {
            let doing = format!("read the authorities in `{}`", path.display());
            let pem = std::fs::read(path).map_err(DeliveryError::io(doing.clone()))?;
            let certificates: Vec<_> = ureq::tls::parse_pem(&pem)
                .filter_map(|item| match item {
                    Ok(ureq::tls::PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                })
                .collect();
            if certificates.is_empty() {
                let none = std::io::Error::new(std::io::ErrorKind::InvalidData, "no certificate in it");
                return Err(DeliveryError::io(doing)(none));
            }
            tls = tls.root_certs(RootCerts::Specific(Arc::new(certificates)));
        }
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            // A redirect of a POST loses the body; better to be told.
            .max_redirects(0)
            .user_agent(concat!("skua/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls.build())
            .build()
            .new_agent();
        Ok(Self {
            shown_url: without_credentials(&options.url),
            options,
            agent,
            healthy: true,
            stop,
            body: Vec::new(),
        })
    }

    fn post(&self, content_type: &str) -> Result<(), DeliveryError> {
        let mut request = self.agent.post(&self.options.url).header("Content-Type", content_type);
        for (name, value) in &self.options.headers {
            request = request.header(name, value);
        }
        let response = request.send(&self.body[..]).map_err(|error| DeliveryError::Unreachable {
            url: self.shown_url.clone(),
            reason: error.to_string(),
        })?;
        let status = response.status().as_u16();
        // Reads a short answer away, so that the connection can be used again.
        let _ = response.into_body().with_config().limit(64 * 1024).read_to_vec();
        if (200..300).contains(&status) {
            return Ok(());
        }
        Err(DeliveryError::Refused { url: self.shown_url.clone(), status })
    }
}

/// Leaves out what must not stand in a log: user and password, and a query, which often holds a token.
fn without_credentials(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

fn worth_another_try(error: &DeliveryError) -> bool {
    match error {
        DeliveryError::Refused { status, .. } => *status == 429 || *status >= 500,
        _ => true,
    }
}

impl Destination for Http {
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError> {
        self.body.clear();
        format.render(alert, &mut self.body);
        let attempts = if self.healthy { self.options.attempts.max(1) } else { 1 };
        let mut wait = self.options.backoff;
        let mut attempt = 1;
        loop {
            let result = self.post(format.content_type());
            self.healthy = !matches!(&result, Err(error) if worth_another_try(error));
            if self.healthy || attempt >= attempts || self.stop.is_set() {
                return result;
            }
            self.stop.sleep(wait);
            wait *= 2;
            attempt += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_a_url_are_not_shown() {
        assert_eq!(without_credentials("https://u:p@h:1/a?token=x"), "https://h:1/a");
        assert_eq!(without_credentials("http://h#x@y"), "http://h");
    }
}

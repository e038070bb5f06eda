//! HTTP requests over a unix socket: HTTP/1.1 for Docker and Podman.

use crate::error::LookupError;
use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::path::Path;
use tokio::net::UnixStream;

/// Longest answer that is read. Descriptions of containers are some ten KiB; runtimes are not trusted to say so.
pub(crate) const MAX_BODY: usize = 4 << 20;

/// Opens the socket.
pub(crate) async fn connect(socket: &Path) -> Result<TokioIo<UnixStream>, LookupError> {
    match UnixStream::connect(socket).await {
        Ok(stream) => Ok(TokioIo::new(stream)),
        Err(source) => Err(LookupError::Connect { socket: socket.to_owned(), source }),
    }
}

/// Gets `target` (path and query) as bytes. 404 is [`LookupError::NotFound`].
pub(crate) async fn get(socket: &Path, target: &str) -> Result<Bytes, LookupError> {
    let io = connect(socket).await?;
    let (mut sender, connection) = http1::handshake(io).await.map_err(http_error)?;
    let connection = tokio::task::spawn_local(connection);
    let request = Request::get(target)
        .header("host", "localhost")
        .header("connection", "close")
        .body(Empty::<Bytes>::new())
        .map_err(|error| LookupError::Http(Box::new(error)))?;
    let result = async {
        let response = sender.send_request(request).await.map_err(http_error)?;
        match response.status() {
            StatusCode::OK => collect(response.into_body()).await,
            StatusCode::NOT_FOUND => Err(LookupError::NotFound),
            status => Err(LookupError::Refused(format!("HTTP status {status}"))),
        }
    }
    .await;
    connection.abort();
    result
}

async fn collect(mut body: Incoming) -> Result<Bytes, LookupError> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(http_error)?;
        if let Some(data) = frame.data_ref() {
            if bytes.len() + data.len() > MAX_BODY {
                return Err(LookupError::TooLong(MAX_BODY));
            }
            bytes.extend_from_slice(data);
        }
    }
    Ok(bytes.freeze())
}

pub(crate) fn http_error(error: hyper::Error) -> LookupError {
    LookupError::Http(Box::new(error))
}

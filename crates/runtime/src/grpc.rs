//! Unary gRPC calls over a unix socket. Wire format: github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md.
//!
//! Messages are written by hand as prost structs with only the fields that are read: no generated code, no protoc.

use crate::error::LookupError;
use crate::http::{MAX_BODY, connect, http_error};
use bytes::{Buf, BufMut, Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http2;
use hyper::header::HeaderMap;
use hyper::rt::Executor;
use hyper::{Request, StatusCode};
use std::future::Future;
use std::path::Path;

/// gRPC status codes that are told apart.
const OK: &str = "0";
const INVALID_ARGUMENT: &str = "3";
const NOT_FOUND: &str = "5";
const UNIMPLEMENTED: &str = "12";

/// Runs the connection's tasks on the worker's thread.
#[derive(Clone)]
struct Local;

impl<F: Future<Output = ()> + 'static> Executor<F> for Local {
    fn execute(&self, future: F) {
        tokio::task::spawn_local(future);
    }
}

/// An open connection to one runtime.
pub(crate) struct Channel {
    sender: http2::SendRequest<Full<Bytes>>,
    connection: tokio::task::AbortHandle,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl Channel {
    pub(crate) async fn open(socket: &Path) -> Result<Self, LookupError> {
        let io = connect(socket).await?;
        let (sender, connection) = http2::handshake(Local, io).await.map_err(http_error)?;
        let connection = tokio::task::spawn_local(async move {
            // Its failure also fails the call that waits on it.
            let _ = connection.await;
        });
        Ok(Self { sender, connection: connection.abort_handle() })
    }

    /// Calls `method` (as `/package.Service/Name`) with metadata and gives the first message of the answer.
    pub(crate) async fn call<Q: prost::Message, A: prost::Message + Default>(
        &mut self,
        method: &str,
        metadata: &[(&str, &str)],
        question: &Q,
    ) -> Result<A, LookupError> {
        let mut frame = BytesMut::with_capacity(5 + question.encoded_len());
        frame.put_u8(0);
        frame.put_u32(question.encoded_len() as u32);
        frame.put_slice(&question.encode_to_vec());

        let mut request = Request::post(format!("http://localhost{method}"))
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .header("user-agent", "skua");
        for (name, value) in metadata {
            request = request.header(*name, *value);
        }
        let request =
            request.body(Full::new(frame.freeze())).map_err(|error| LookupError::Http(Box::new(error)))?;

        let response = self.sender.send_request(request).await.map_err(http_error)?;
        if response.status() != StatusCode::OK {
            return Err(LookupError::Refused(format!("HTTP status {}", response.status())));
        }
        check_status(response.headers())?;
        let mut body = response.into_body();
        let mut bytes = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(http_error)?;
            if let Some(data) = frame.data_ref() {
                if bytes.len() + data.len() > MAX_BODY {
                    return Err(LookupError::TooLong(MAX_BODY));
                }
                bytes.extend_from_slice(data);
            } else if let Some(trailers) = frame.trailers_ref() {
                check_status(trailers)?;
            }
        }
        decode(bytes.freeze())
    }
}

fn check_status(headers: &HeaderMap) -> Result<(), LookupError> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("grpc-status") {
        None | Some(OK) => Ok(()),
        // containerd answers so to ids and namespaces that it does not take for names.
        Some(NOT_FOUND | INVALID_ARGUMENT | UNIMPLEMENTED) => Err(LookupError::NotFound),
        Some(code) => {
            let message: String = text("grpc-message").unwrap_or_default().chars().take(200).collect();
            Err(LookupError::Refused(format!("gRPC status {code}: {message}")))
        }
    }
}

fn decode<A: prost::Message + Default>(mut bytes: Bytes) -> Result<A, LookupError> {
    if bytes.remaining() < 5 {
        return Err(LookupError::Malformed("no message".to_owned()));
    }
    if bytes.get_u8() != 0 {
        return Err(LookupError::Malformed("compressed without being asked".to_owned()));
    }
    let length = bytes.get_u32() as usize;
    let Some(message) = bytes.get(..length) else {
        return Err(LookupError::Malformed("message is cut off".to_owned()));
    };
    A::decode(message).map_err(|error| LookupError::Malformed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, PartialEq, prost::Message)]
    struct Word {
        #[prost(string, tag = "1")]
        word: String,
    }

    #[test]
    fn hostile_frames_are_refused() {
        let cases: [&[u8]; 4] = [b"", b"\x01\0\0\0\0", b"\0\xff\xff\xff\xff", b"\0\0\0\0\x02\x0a\x09"];
        for bytes in cases {
            assert!(matches!(decode::<Word>(Bytes::from(bytes)), Err(LookupError::Malformed(_))));
        }
        let word = decode::<Word>(Bytes::from_static(b"\0\0\0\0\x04\x0a\x02hi")).expect("a message");
        assert_eq!(word.word, "hi");
    }
}

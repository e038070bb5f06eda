//! The reader on recorded captures, whole, in pieces, cut off and damaged.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use skua_capture::{Error, Item, Reader};
use skua_event::Event;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The recorded captures that lie beside the workspace.
fn captures() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/captures");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no captures in ../shared/captures");
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let scaps = paths.filter(|path| path.extension().is_some_and(|extension| extension == "scap"));
    scaps.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Events and snapshots of a reader, and how it ended.
fn count(mut reader: Reader<'_>) -> (usize, usize, Option<Error>) {
    let (mut events, mut snapshots) = (0, 0);
    loop {
        match reader.next_item() {
            Ok(Some(Item::Snapshot(_))) => snapshots += 1,
            Ok(Some(Item::Event(record))) => {
                Event::parse(record.bytes, record.cpu, 1).unwrap();
                events += 1;
            }
            Ok(None) => return (events, snapshots, None),
            Err(error) => return (events, snapshots, Some(error)),
        }
    }
}

/// A stream that gives few bytes at once.
struct Trickle<'a>(&'a [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = buffer.len().min(self.0.len()).min(7);
        let (now, later) = self.0.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    } else {
        out.extend_from_slice(bytes);
    }
    out
}

#[test]
fn packed_plain_and_trickling_give_the_same() {
    for (path, bytes) in captures() {
        let (events, snapshots, error) = count(Reader::whole(&bytes));
        assert!(error.is_none(), "{}: {error:?}", path.display());
        assert_eq!(snapshots, 1);
        assert!(events > 900, "{}: {events}", path.display());
        let plain = unpacked(&bytes);
        let streamed = count(Reader::stream(Trickle(&bytes)).unwrap());
        assert_eq!((streamed.0, streamed.1), (events, snapshots));
        let (events_plain, _, error) = count(Reader::whole(&plain));
        assert_eq!((events_plain, error.is_none()), (events, true));
        let twice = [plain.as_slice(), &plain].concat();
        let (events_twice, snapshots_twice, error) = count(Reader::whole(&twice));
        assert_eq!((events_twice, snapshots_twice, error.is_none()), (2 * events, 2, true));
    }
}

#[test]
fn what_came_before_a_cut_is_kept() {
    for (path, bytes) in captures() {
        let plain = unpacked(&bytes);
        let (events, ..) = count(Reader::whole(&plain));
        for cut in [plain.len() - 1, plain.len() - 5, (plain.len() / 2) | 1] {
            let (kept, _, error) = count(Reader::whole(&plain[..cut]));
            assert!(matches!(error, Some(Error::Truncated { .. })), "{}: {error:?}", path.display());
            assert!(kept < events && (cut < plain.len() - 5 || kept + 1 == events));
        }
        let (kept, _, error) = count(Reader::stream(&bytes[..bytes.len() / 2]).unwrap());
        assert!(kept < events && matches!(error, Some(Error::Truncated { .. })), "{error:?}");
    }
}

#[test]
fn absurd_lengths_are_refused_without_the_memory() {
    for (_, bytes) in captures() {
        let mut plain = unpacked(&bytes);
        // The second block's length.
        let first = u32::from_le_bytes(plain[4..8].try_into().unwrap()) as usize;
        plain[first + 4..first + 8].copy_from_slice(&0x3FFF_FFF0_u32.to_le_bytes());
        assert!(matches!(count(Reader::stream(&plain[..]).unwrap()).2, Some(Error::Truncated { .. })));
        plain[first + 4..first + 8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(count(Reader::whole(&plain)).2, Some(Error::Length { .. })));
    }
}

#[test]
fn other_files_are_told_apart() {
    for bytes in [&b""[..], b"{}", b"\x1f\x8b\x08", &[0; 64]] {
        let outcome = match Reader::stream(bytes) {
            Ok(reader) => count(reader).2,
            Err(error) => Some(error),
        };
        assert!(matches!(outcome, Some(Error::NotACapture { .. } | Error::Io { .. })), "{outcome:?}");
    }
}

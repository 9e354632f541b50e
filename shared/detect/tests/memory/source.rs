//! Inputs that are larger than anything that is held of them: made as they are read.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const fn mib(count: usize) -> usize {
    count << 20
}

/// A beginning, a unit again and again, an end.
pub(crate) struct Source {
    head: Vec<u8>,
    unit: Vec<u8>,
    body: u64,
    tail: Vec<u8>,
    at: u64,
}

impl Source {
    pub(crate) fn repeated(
        head: impl Into<Vec<u8>>,
        unit: impl Into<Vec<u8>>,
        bytes: usize,
    ) -> Self {
        Self {
            head: head.into(),
            unit: unit.into(),
            body: bytes as u64,
            tail: Vec::new(),
            at: 0,
        }
    }

    pub(crate) fn of(content: impl Into<Vec<u8>>) -> Self {
        Self::repeated(content, " ", 0)
    }

    pub(crate) fn ending(mut self, tail: impl Into<Vec<u8>>) -> Self {
        self.tail = tail.into();
        self
    }

    pub(crate) fn length(&self) -> usize {
        self.head.len() + usize::try_from(self.body).unwrap() + self.tail.len()
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (head, body) = (self.head.len() as u64, self.body);
        let at = self.at;
        let from = if at < head {
            &self.head[usize::try_from(at).unwrap()..]
        } else if at < head + body {
            let place = usize::try_from((at - head) % self.unit.len() as u64).unwrap();
            let rest = usize::try_from(head + body - at).unwrap();
            let unit = &self.unit[place..];
            &unit[..unit.len().min(rest)]
        } else {
            let place = usize::try_from(at - head - body)
                .unwrap()
                .min(self.tail.len());
            &self.tail[place..]
        };
        let length = from.len().min(buffer.len());
        buffer[..length].copy_from_slice(&from[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.length() as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// A message: its beginning, then what is given.
pub(crate) fn letter(rest: &str) -> String {
    format!(
        "Received: from x\nMessage-ID: <1@b.nl>\nFrom: jan@bakkerijvries.nl\nTo: b@c.nl\nSubject: x\n{rest}"
    )
}

pub(crate) fn base64(content: &str) -> String {
    use base64::Engine as _;
    let whole = base64::engine::general_purpose::STANDARD.encode(content);
    let lines: Vec<&str> = whole
        .as_bytes()
        .chunks(76)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    lines.join("\n")
}

/// A tar of one file, of a unit again and again.
pub(crate) fn tar(name: &str, unit: &str, bytes: usize) -> Source {
    let mut header = tar::Header::new_gnu();
    header.set_path(name).unwrap();
    header.set_size(bytes as u64);
    header.set_mode(0o644);
    header.set_cksum();
    Source::repeated(header.as_bytes().to_vec(), unit, bytes).ending(vec![
        0;
        1_024
            + (512 - bytes % 512)
                % 512
    ])
}

/// A zip of one stored file, of a unit again and again.
pub(crate) fn zip(name: &str, unit: &str, bytes: usize) -> Source {
    let mut crc = crc32fast::Hasher::new();
    let mut left = bytes;
    while left > 0 {
        let length = left.min(unit.len());
        crc.update(&unit.as_bytes()[..length]);
        left -= length;
    }
    let crc = crc.finalize().to_le_bytes();
    let size = u32::try_from(bytes).unwrap().to_le_bytes();
    let long = u16::try_from(name.len()).unwrap().to_le_bytes();
    let fixed = [
        &[10, 0, 0, 0, 0, 0, 0, 0, 33, 0][..],
        &crc,
        &size,
        &size,
        &long,
        &[0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", &*fixed, name.as_bytes()].concat();
    let central = [b"PK\x01\x02\x14\x00", &*fixed, &[0; 14], name.as_bytes()].concat();
    let at = u32::try_from(local.len() + bytes).unwrap().to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0",
        &u32::try_from(central.len()).unwrap().to_le_bytes()[..],
        &at,
        &[0, 0],
    ]
    .concat();
    Source::repeated(local, unit, bytes).ending([central, end].concat())
}

/// A zip of these files.
pub(crate) fn zip_of(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, packed).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

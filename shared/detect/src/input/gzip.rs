//! The members of a gzip, one after the other (RFC 1952, section 2.2).

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

/// How much of what is packed is read at a time.
const PACKED_BYTES: usize = 32 << 10;

/// What all members hold. What follows the last one and is none is passed over, as gzip(1) does, and remembered; it
/// pads with zeros, which are no more than that.
pub(super) struct Members<R> {
    /// Nothing behind the end.
    member: Option<GzDecoder<BufReader<R>>>,
    /// Whether a member ended already.
    is_further: bool,
    /// Whether anything of this member was given.
    has_begun: bool,
    is_followed: Rc<Cell<bool>>,
}

impl<R: Read> Members<R> {
    pub(super) fn new(inner: R, is_followed: Rc<Cell<bool>>) -> Self {
        Self {
            member: Some(GzDecoder::new(BufReader::with_capacity(
                PACKED_BYTES,
                inner,
            ))),
            is_further: false,
            has_begun: false,
            is_followed,
        }
    }

    /// The reader behind a member that ended, if another begins there.
    fn next(&mut self, mut reader: BufReader<R>) -> io::Result<()> {
        loop {
            let ahead = reader.fill_buf()?;
            let zeros = ahead.iter().take_while(|byte| **byte == 0).count();
            match ahead.get(zeros) {
                None if ahead.is_empty() => return Ok(()),
                None => reader.consume(zeros),
                Some(0x1f) if zeros == 0 => break,
                Some(_) => {
                    self.is_followed.set(true);
                    return Ok(());
                }
            }
        }
        self.member = Some(GzDecoder::new(reader));
        self.is_further = true;
        self.has_begun = false;
        Ok(())
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(mut member) = self.member.take() {
            match member.read(buffer) {
                Ok(0) => self.next(member.into_inner())?,
                Ok(read) => {
                    self.has_begun = true;
                    self.member = Some(member);
                    return Ok(read);
                }
                // It looked like one.
                Err(error)
                    if self.is_further
                        && !self.has_begun
                        && member.header().is_none()
                        && matches!(
                            error.kind(),
                            io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof
                        ) =>
                {
                    self.is_followed.set(true);
                }
                Err(error) => {
                    self.member = Some(member);
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

//! Counting what is read, so that nothing expands without end.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::limits::Limits;

/// A limit that was reached, carried through readers that only know `io::Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CapReached {
    #[error("it expands to more than {0} times its size")]
    Ratio(u64),
    #[error("the upload expands to more than {0} bytes; what comes after those was not read")]
    Total(u64),
}

impl CapReached {
    /// The cap behind an error, however wrapped.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        let mut inner: Option<&(dyn std::error::Error + 'static)> = error
            .get_ref()
            .map(|inner| inner as &(dyn std::error::Error + 'static));
        while let Some(error) = inner {
            if let Some(cap) = error.downcast_ref::<Self>() {
                return Some(*cap);
            }
            if let Some(cap) = error.downcast_ref::<io::Error>().and_then(Self::of) {
                return Some(cap);
            }
            inner = error.source();
        }
        None
    }
}

/// The top reader: it remembers whether the source itself failed, so that this is told from
/// content that is damaged.
pub(crate) struct Source<R> {
    inner: R,
    failure: Rc<Cell<Option<io::Error>>>,
}

impl<R> Source<R> {
    pub(crate) fn new(inner: R, failure: Rc<Cell<Option<io::Error>>>) -> Self {
        Self { inner, failure }
    }

    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            // Zip probes before the beginning and past the end; that is no failure of the source.
            if !matches!(
                error.kind(),
                io::ErrorKind::Interrupted | io::ErrorKind::InvalidInput
            ) {
                let copy = error.raw_os_error().map_or_else(
                    || io::Error::new(error.kind(), error.to_string()),
                    io::Error::from_raw_os_error,
                );
                self.failure.set(Some(copy));
            }
        })
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let result = self.inner.read(buffer);
        self.note(result)
    }
}

impl<R: io::Seek> io::Seek for Source<R> {
    fn seek(&mut self, position: io::SeekFrom) -> io::Result<u64> {
        let result = self.inner.seek(position);
        self.note(result)
    }
}

/// Remembers whether what is read failed, so that this is told from content that is damaged.
pub(crate) struct Watched<R> {
    inner: R,
    has_failed: Rc<Cell<bool>>,
}

impl<R> Watched<R> {
    pub(crate) fn new(inner: R, has_failed: Rc<Cell<bool>>) -> Self {
        Self { inner, has_failed }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.has_failed.set(true);
            }
        })
    }
}

/// Nothing, behind which a failure comes once, if there is one: one that was met while looking ahead.
pub(crate) struct Failing(pub(crate) Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Gives no more than so many bytes.
pub(crate) struct Capped<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R> Capped<R> {
    pub(crate) fn new(inner: R, left: Rc<Cell<u64>>) -> Self {
        Self { inner, left }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().saturating_sub(read as u64);
        self.left.set(left);
        if left == 0 {
            return Err(io::Error::other("more was read than may be"));
        }
        Ok(read)
    }
}

impl<R: io::Seek> io::Seek for Capped<R> {
    fn seek(&mut self, position: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

/// Counts what a decompressor takes in.
pub(crate) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, count: Rc<Cell<u64>>) -> Self {
        Self { inner, count }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What a decompressor gave, against what it took.
pub(crate) struct Allowance {
    packed: Rc<Cell<u64>>,
    packed_before: Cell<u64>,
    produced: Cell<u64>,
    is_waived: Cell<bool>,
    max_ratio: u64,
    floor: u64,
}

impl Allowance {
    pub(crate) fn new(packed: Rc<Cell<u64>>, limits: &Limits) -> Self {
        Self {
            packed,
            packed_before: Cell::new(0),
            produced: Cell::new(0),
            is_waived: Cell::new(false),
            max_ratio: limits.max_ratio,
            floor: limits.ratio_floor_bytes,
        }
    }

    pub(crate) fn is_exceeded(&self) -> bool {
        let packed = self.packed.get() - self.packed_before.get();
        let allowed = packed.max(1).saturating_mul(self.max_ratio);
        self.produced.get() > allowed.max(self.floor)
    }

    /// Lets pass whatever comes, to get past it.
    pub(crate) fn waive(&self) {
        self.is_waived.set(true);
    }

    /// Begins anew.
    pub(crate) fn renew(&self) {
        self.is_waived.set(false);
        self.packed_before.set(self.packed.get());
        self.produced.set(0);
    }
}

/// Fails where a decompressor gives too much for what it took. Nothing that was read is lost by it.
pub(crate) struct Expanding<R> {
    inner: R,
    allowance: Rc<Allowance>,
}

impl<R> Expanding<R> {
    pub(crate) fn new(inner: R, packed: Rc<Cell<u64>>, limits: &Limits) -> Self {
        Self::within(inner, Rc::new(Allowance::new(packed, limits)))
    }

    pub(crate) fn within(inner: R, allowance: Rc<Allowance>) -> Self {
        Self { inner, allowance }
    }
}

impl<R: Read> Read for Expanding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let allowance = &self.allowance;
        if allowance.is_exceeded() && !allowance.is_waived.get() {
            return Err(io::Error::other(CapReached::Ratio(allowance.max_ratio)));
        }
        let read = self.inner.read(buffer)?;
        allowance
            .produced
            .set(allowance.produced.get() + read as u64);
        Ok(read)
    }
}

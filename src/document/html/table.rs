//! A small table by the hash of a name.

/// The hash of no letter.
pub(super) const SEED: u32 = 0x811c_9dc5;

/// The hash with one byte more (FNV-1a).
#[inline]
pub(super) fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Slots, four times as many as there are names at the most.
const SLOTS: usize = 1024;

/// Values by the hash of their names. A name that is none of them has the hash of one once in millions.
#[derive(Debug)]
pub(super) struct Table<T>(Vec<Option<(u32, T)>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self((0..SLOTS).map(|_| None).collect())
    }
}

impl<T> Table<T> {
    pub(super) fn insert(&mut self, hash: u32, value: T) {
        let mut slot = first(hash);
        while self.0[slot].is_some() {
            slot = (slot + 1) % SLOTS;
        }
        self.0[slot] = Some((hash, value));
    }

    #[inline]
    pub(super) fn get(&self, hash: u32) -> Option<&T> {
        let mut slot = first(hash);
        while let Some((known, value)) = &self.0[slot] {
            if *known == hash {
                return Some(value);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

fn first(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize % SLOTS
}

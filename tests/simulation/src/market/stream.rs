//! Kinesis and the mapping that reads it: shards in order, a checkpoint each, children after their parents.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::Time;

/// A record of the stream.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) body: String,
    pub(crate) arrived_at: Time,
}

/// Some records of a shard, from this place on.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub(crate) shard: usize,
    pub(crate) from: usize,
    pub(crate) records: Rc<[Record]>,
}

#[derive(Debug, Default)]
struct Shard {
    records: Vec<Record>,
    /// How many of them somebody has worked off, and all before them.
    done: usize,
    /// What it was made of: it is read after those.
    parents: Vec<usize>,
}

impl Shard {
    fn is_drained(&self) -> bool {
        self.done == self.records.len()
    }
}

/// The stream.
#[derive(Debug)]
pub(crate) struct Stream {
    shards: Vec<Shard>,
    /// Where the records of a key go; of one that is not there, to the first shard.
    routes: BTreeMap<String, usize>,
}

impl Default for Stream {
    fn default() -> Self {
        Self { shards: vec![Shard::default()], routes: BTreeMap::new() }
    }
}

impl Stream {
    pub(crate) fn put(&mut self, key: &str, record: Record) {
        let shard = self.routes.get(key).copied().unwrap_or(0);
        self.shards[shard].records.push(record);
    }

    /// Closes the shards of these keys, and opens one for each of the keys, or one for all.
    pub(crate) fn reshard(&mut self, keys: &[&str], is_merge: bool) {
        let mut parents: Vec<usize> =
            keys.iter().map(|key| self.routes.get(*key).copied().unwrap_or(0)).collect();
        parents.sort_unstable();
        parents.dedup();
        for (number, key) in keys.iter().enumerate() {
            if number == 0 || !is_merge {
                self.shards.push(Shard { parents: parents.clone(), ..Shard::default() });
            }
            self.routes.insert((*key).to_owned(), self.shards.len() - 1);
        }
    }

    /// The shards that have something to read, and whose turn it is.
    pub(crate) fn readable(&self) -> impl Iterator<Item = usize> {
        let is_readable =
            |shard: &Shard| !shard.is_drained() && shard.parents.iter().all(|parent| self.is_read(*parent));
        self.shards.iter().enumerate().filter(move |(_, shard)| is_readable(shard)).map(|(number, _)| number)
    }

    /// Whether nothing is left in the shard, nor in any that came before it.
    fn is_read(&self, shard: usize) -> bool {
        let shard = &self.shards[shard];
        shard.is_drained() && shard.parents.iter().all(|parent| self.is_read(*parent))
    }

    /// Up to `most` records of the shard from its checkpoint on, or from so many before it.
    pub(crate) fn read(&self, shard: usize, back: usize, most: usize) -> Batch {
        let Shard { records, done, .. } = &self.shards[shard];
        let from = done.saturating_sub(back);
        let records = records.iter().skip(from).take(most).cloned().collect();
        Batch { shard, from, records }
    }

    /// The batch was worked off.
    pub(crate) fn finish(&mut self, batch: &Batch) {
        let shard = &mut self.shards[batch.shard];
        shard.done = shard.done.max(batch.from + batch.records.len());
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.shards.iter().all(Shard::is_drained)
    }
}

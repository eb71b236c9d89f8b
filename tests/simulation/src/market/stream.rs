//! Kinesis and the event source mapping that reads it: shards in order, a checkpoint for each,
//! children after their parents.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::Time;

/// A record of the stream.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) body: String,
    pub(crate) arrived_at: Time,
}

/// Some consecutive records of a shard, from this position on.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub(crate) shard: usize,
    pub(crate) from: usize,
    pub(crate) records: Rc<[Record]>,
}

#[derive(Debug, Default)]
struct Shard {
    records: Vec<Record>,
    /// The number of records before the checkpoint: they and all before them are processed.
    done: usize,
    /// The parent shards. This shard is read after them.
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
    /// The shard of each key. Records of any other key go to the first shard.
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

    /// Closes the shards of these keys, and opens one new shard for each of the keys, or one for all.
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

    /// Returns the shards that have records to read and whose parents are read.
    pub(crate) fn readable(&self) -> impl Iterator<Item = usize> {
        let is_readable =
            |shard: &Shard| !shard.is_drained() && shard.parents.iter().all(|parent| self.is_read(*parent));
        self.shards.iter().enumerate().filter(move |(_, shard)| is_readable(shard)).map(|(number, _)| number)
    }

    /// Whether nothing is left in the shard, nor in any of its ancestors.
    fn is_read(&self, shard: usize) -> bool {
        let shard = &self.shards[shard];
        shard.is_drained() && shard.parents.iter().all(|parent| self.is_read(*parent))
    }

    /// Returns up to `most` records of the shard from its checkpoint on, or from `back` records before it.
    pub(crate) fn read(&self, shard: usize, back: usize, most: usize) -> Batch {
        let Shard { records, done, .. } = &self.shards[shard];
        let from = done.saturating_sub(back);
        let records = records.iter().skip(from).take(most).cloned().collect();
        Batch { shard, from, records }
    }

    /// Moves the checkpoint behind a processed batch.
    pub(crate) fn finish(&mut self, batch: &Batch) {
        let shard = &mut self.shards[batch.shard];
        shard.done = shard.done.max(batch.from + batch.records.len());
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.shards.iter().all(Shard::is_drained)
    }
}

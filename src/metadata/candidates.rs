//! Everything a page says of itself, before the choice.

use super::Source;
use super::plain;

/// Values of one page that are kept, and the bytes of one.
const MOST: usize = 1024;
const LONGEST: usize = 8192;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Title,
    Author,
    /// An author that is no person.
    Organization,
    Date,
    Modified,
    SiteName,
    Language,
    Canonical,
    Description,
    Image,
    Section,
    /// One keyword.
    Tag,
    /// Several with commas between them.
    Tags,
}

#[derive(Debug)]
pub(super) struct Candidate {
    pub field: Field,
    pub source: Source,
    /// Which of the source's ways to say it, the best first. Values of one rank belong together.
    pub rank: u8,
    pub value: String,
}

#[derive(Debug, Default)]
pub(super) struct Candidates(Vec<Candidate>);

impl Candidates {
    /// Adds a value, cleaned; an empty one is none, and one that is far too long, too.
    pub(super) fn add(&mut self, field: Field, source: Source, rank: u8, value: &str) {
        if self.0.len() == MOST || value.len() > LONGEST {
            return;
        }
        let value = plain::clean(value);
        if !value.is_empty() {
            self.0.push(Candidate {
                field,
                source,
                rank,
                value,
            });
        }
    }

    /// Puts the candidates in the order of their worth; among equals the page's order stays.
    pub(super) fn sort(&mut self) {
        self.0
            .sort_by_key(|candidate| (candidate.field, candidate.source, candidate.rank));
    }

    /// The candidates for a field, in order.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = &Candidate> + Clone {
        self.0
            .iter()
            .filter(move |candidate| candidate.field == field)
    }
}

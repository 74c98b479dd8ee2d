//! The caller's selectors.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Selector};

use super::fault;
use crate::error::{BuildError, ErrorKind};

/// Selectors of what is kept and what is dropped.
#[derive(Debug)]
pub(in crate::document) struct Selectors {
    keep: Vec<Selector>,
    drop: Vec<Selector>,
}

/// The elements that are chosen, and whether they are kept.
pub(super) type Chosen = HashMap<NodeId, bool>;

impl Selectors {
    pub(in crate::document) fn compile(
        keep: &[String],
        drop: &[String],
    ) -> Result<Self, BuildError> {
        Ok(Self {
            keep: keep.iter().map(|css| selector(css)).collect::<Result<_, _>>()?,
            drop: drop.iter().map(|css| selector(css)).collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn choose(&self, page: &Html) -> Chosen {
        let mut chosen = Chosen::new();
        for (selectors, kept) in [(&self.drop, false), (&self.keep, true)] {
            for selector in selectors {
                let elements = page.select(selector);
                chosen.extend(elements.map(|element| (element.id(), kept)));
            }
        }
        chosen
    }
}

fn selector(css: &str) -> Result<Selector, BuildError> {
    Selector::parse(css).map_err(|_| ErrorKind::Selector(fault::find(css)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_selectors_are_shared_between_threads() {
        fn shareable<T: Send + Sync>() {}
        shareable::<Selectors>();
    }
}

//! How sure the rule is that nobody answers for a sentence: weights that are added.
//!
//! Scores and weights are hundredths, so that they are the same everywhere.

use super::cue::Cue;
use super::sentence::Sentence;
use super::voice::is_attributed;
use crate::lexicon::{Hit, Lexicon, Role};

/// What words that hedge add at the most, and the share of their weight that counts.
pub(super) const ASIDE: i32 = 10;
const HEDGE_SHARE: i32 = 4;

/// What a sentence before or behind that names a source takes off.
const NEIGHBOUR: i32 = 10;

/// From this weight on a cue is a claim by itself, whatever stands around its sentence.
const STRONG: i32 = 50;

/// What "can" or "if" takes off: what may be is no claim of what is.
const POSSIBLE: i32 = 10;

/// Where something is ranked says nothing by itself.
const SCOPE: &str = "scope";
const RANKS: [&str; 2] = ["superlative", "praise"];

/// The score of a sentence.
#[derive(Debug)]
pub(super) struct Score<'s> {
    /// 0 to 100; nothing below the threshold.
    total: Option<i32>,
    /// The cues that count, the heaviest first.
    cues: Vec<&'s Cue>,
}

impl<'s> Score<'s> {
    /// `around` is the sentence before and the one behind; they are looked at only if they can matter.
    pub(super) fn new<'t>(
        sentence: &'s Sentence<'_>,
        around: impl FnOnce() -> [Option<&'t str>; 2],
        threshold: i32,
    ) -> Self {
        let none = Self {
            total: None,
            cues: Vec::new(),
        };
        if sentence.is_cited() {
            return none;
        }
        let mut cues: Vec<&Cue> = sentence.open_cues().collect();
        // Of each class the heaviest counts: "thousands of carrots and dozens of onions" are one quantity.
        cues.sort_by_key(|cue| (cue.class, -cue.weight, cue.range.start));
        cues.dedup_by_key(|cue| cue.class);
        cues.sort_by_key(|cue| (-cue.weight, cue.range.start));
        if !cues.iter().any(|cue| RANKS.contains(&cue.class)) {
            cues.retain(|cue| cue.class != SCOPE);
        }
        let mut total: i32 = cues.iter().map(|cue| cue.weight).sum();
        if cues.is_empty() || total + ASIDE < threshold {
            return none;
        }
        // Hedges make what somebody says, or how something ranks, vaguer; a cause is no vaguer for "often".
        if cues
            .iter()
            .any(|cue| cue.missing == "who" || RANKS.contains(&cue.class))
        {
            total += (hedges(sentence.text) / HEDGE_SHARE).min(ASIDE);
        } else if sentence.is_possibility() {
            total -= POSSIBLE;
        }
        let strong = cues.iter().any(|cue| cue.weight >= STRONG);
        if total >= threshold && !strong {
            let attributed = |text: &str| is_attributed(text, sentence.tongue);
            if around().into_iter().flatten().any(attributed) {
                total -= NEIGHBOUR;
            }
        }
        Self {
            total: (total >= threshold).then(|| total.clamp(0, 100)),
            cues,
        }
    }

    /// What is wrong and what to do, if the score reaches the threshold.
    pub(super) fn message(&self, text: &str) -> Option<String> {
        let total = self.total?;
        let first = self.cues.first()?;
        let words = |cue: &Cue| format!("“{}”", &text[cue.range.clone()]);
        let mut named = words(first);
        // A cue that is not strong by itself is named with what makes it one.
        if first.weight < STRONG
            && let Some(second) = self.cues.get(1)
        {
            named = format!("{named} with {}", words(second));
        }
        let what = match first.missing {
            "who" => "does not say who: name them, or cite where they said it",
            "when" => "does not say since when: give a date or a year, or cut it",
            _ => match first.class {
                "quantity" => "counts without a source: give the figure and who counted, or cut it",
                "superlative" | "scope" | "praise" => {
                    "praises or ranks without a source: say who ranks it so, or cut it"
                }
                _ => {
                    "gives no source: give the figure or the event and where it is reported, or cut it"
                }
            },
        };
        Some(format!(
            "{named} {what} (score {}.{:02})",
            total / 100,
            total % 100
        ))
    }
}

/// The weights of the words that hedge, added.
fn hedges(text: &str) -> i32 {
    let weights = hedge_hits(text).into_iter();
    weights
        .map(|hit| i32::from(Lexicon::inner().weight(hit)))
        .sum()
}

/// The phrases that hedge: each once, however often it stands there.
fn hedge_hits(text: &str) -> Vec<Hit> {
    let mut hits = Lexicon::inner().find(text, Role::Hedge);
    hits.sort_by_key(|hit| hit.phrase());
    hits.dedup_by_key(|hit| hit.phrase());
    hits
}

/// For the lab: an English sentence by its words alone, whatever clears it and wherever it stands.
#[cfg(feature = "_lab")]
#[derive(Debug)]
pub struct Weasel {
    /// The heaviest cue of kind "who" that needs no verb, in hundredths.
    pub cues: i32,
    /// The phrases that hedge, with their weights in hundredths.
    pub hedges: Vec<(&'static str, i32)>,
}

#[cfg(feature = "_lab")]
impl Weasel {
    /// Looks for cues and hedges in a sentence.
    pub fn of(text: &str) -> Self {
        let lexicon = Lexicon::builtin();
        let roles = [Role::Claim, Role::Cue].into_iter();
        let lists = roles
            .flat_map(|role| lexicon.find(text, role))
            .map(|hit| lexicon.list(hit));
        let who = lists
            .filter(|list| list.language() == "en" && list.missing == "who" && !list.speaks)
            .map(|list| i32::from(list.weight));
        let inner = Lexicon::inner();
        let hedges = hedge_hits(text).into_iter();
        Self {
            cues: who.max().unwrap_or(0),
            hedges: hedges
                .map(|hit| (inner.spelling(hit), i32::from(inner.weight(hit))))
                .collect(),
        }
    }

    /// Cues and hedges together, in hundredths.
    pub fn score(&self) -> i32 {
        self.cues + self.hedges.iter().map(|&(_, weight)| weight).sum::<i32>()
    }
}

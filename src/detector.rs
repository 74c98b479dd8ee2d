//! The detector: the steps from a document to its report, in order.

mod silencing;

use std::cell::OnceCell;
use std::ops::RangeInclusive;
use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::document::Document;
use crate::error::{BuildError, ErrorKind};
use crate::explain::{Explainer, Reason};
use crate::kinds;
use crate::lexicon::{Lexicon, Role};
use crate::model::{self, Model, UNIT};
use crate::report::{Label, LineReport, Report};
use crate::rules::{self, Compiled, Page, RULES, Rule};
use crate::shells;
use crate::signals::{Signal, Signals};
use crate::silence::Silence;
use crate::title;
use silencing::{Issues, Settled};

/// How sure a line must be to be dropped, unless the caller says otherwise.
const CERTAINTY: f32 = 0.5;

/// The score from which a sentence is an unsupported claim, unless the caller says otherwise.
const CLAIM_THRESHOLD: f32 = 0.5;

/// The log-odds of a line that one of the caller's phrases or selectors decides: a score of 0 or 1.
const DECIDED: i32 = 12 * UNIT;

/// The log-odds that a title gets at least: a probability of 0.56.
const LIFTED: i32 = UNIT / 4;

/// The log-odds that no line of a document without content exceeds: a probability of 0.02.
const EMPTY: i32 = -4 * UNIT;

/// Labels the lines of documents and finds issues in them.
///
/// Build it once, share it between threads: it is read only, and cloning it copies a few words.
///
/// ```
/// use bodycopy::{Detector, Document, Label};
///
/// let detector = Detector::default();
/// let document = Document::from_text(
///     "The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March.\n\
///      Share.\n",
/// );
/// let report = detector.analyze(&document);
/// assert_eq!(report.lines[0].label, Label::Body);
/// assert_eq!(report.lines[1].label, Label::Boilerplate);
/// assert_eq!(report.issues[0].rule, "ui-debris");
/// ```
#[derive(Clone, Debug)]
pub struct Detector {
    certainty: f32,
    claim_threshold: f32,
    rules: Arc<[&'static Rule]>,
    /// The caller's own.
    custom: Arc<[Compiled]>,
    silence: Arc<Silence>,
    lexicon: Arc<Lexicon>,
}

static DEFAULT: Lazy<Detector> = Lazy::new(|| Detector {
    certainty: CERTAINTY,
    claim_threshold: CLAIM_THRESHOLD,
    rules: RULES.iter().collect(),
    custom: Arc::new([]),
    silence: Arc::default(),
    lexicon: Arc::new(Lexicon::builtin().clone()),
});

impl Default for Detector {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Detector {
    /// A builder with the default settings.
    pub fn builder() -> DetectorBuilder {
        DetectorBuilder {
            certainty: CERTAINTY,
            claim_threshold: CLAIM_THRESHOLD,
            issues: Issues::default(),
            body: Vec::new(),
            boilerplate: Vec::new(),
        }
    }

    /// Labels every line that holds text and finds the issues.
    ///
    /// Never fails and never panics; takes time linear in the text. The report borrows the document.
    pub fn analyze<'d>(&self, document: &'d Document<'_>) -> Report<'d> {
        self.report(document, &self.measure(document))
    }

    fn report<'d>(&self, document: &'d Document<'_>, measured: &Measured) -> Report<'d> {
        let labels: Vec<Label> = measured
            .scores
            .iter()
            .map(|&score| self.label(model::probability(score)))
            .collect();
        let Measured { signals, title, .. } = measured;
        let kinds = kinds::decide(document, &self.lexicon, signals, &labels, *title);
        let lines: Vec<LineReport<'d>> = document
            .lines()
            .iter()
            .enumerate()
            .map(|(row, &line)| LineReport {
                line: line.number,
                span: line.span,
                text: document.line_text(line),
                label: labels[row],
                kind: kinds[row],
                score: model::probability(measured.scores[row]),
            })
            .collect();
        let page = Page {
            document,
            lexicon: &self.lexicon,
            signals: &measured.signals,
            lines: &lines,
            claim_threshold: (self.claim_threshold * 100.0).round() as i32,
            technical: OnceCell::new(),
        };
        let mut issues = rules::check(&self.rules, &self.custom, &page);
        self.silence.apply(document, &mut issues);
        Report::new(document, lines, issues, measured.signals.language)
    }

    /// Measures the document once to explain any of its lines.
    pub fn explainer<'d>(&'d self, document: &'d Document<'_>) -> Explainer<'d> {
        Explainer::new(self, document)
    }

    /// The evidence about one line, a phrase first, then the weightiest; empty for a blank line and for a number outside
    /// the document.
    /// To explain many lines of a document use [`Detector::explainer`].
    pub fn explain(&self, document: &Document<'_>, line: usize) -> Vec<Reason> {
        self.explainer(document).reasons(line)
    }

    /// Signals and scores of every line that holds text.
    pub(crate) fn measure(&self, document: &Document<'_>) -> Measured {
        let signals = Signals::measure(document, &self.lexicon);
        let scores = Model::builtin().score(&signals);
        self.settle(document, signals, scores)
    }

    /// For the lab: the lines that are kept by default if the model gives these log-odds.
    #[cfg(feature = "_lab")]
    #[doc(hidden)]
    pub fn kept(&self, document: &Document<'_>, signals: &Signals, scores: &[i32]) -> Vec<usize> {
        let measured = self.settle(document, signals.clone(), scores.to_vec());
        let report = self.report(document, &measured);
        report
            .kept(&crate::report::Policy::default())
            .map(|line| line.line)
            .collect()
    }

    /// What is decided beside the model.
    fn settle(&self, document: &Document<'_>, signals: Signals, mut scores: Vec<i32>) -> Measured {
        // A list of search phrases is one or it is none: its lines share their mean.
        for run in &signals.keyword_runs {
            let sum: i64 = scores[run.clone()]
                .iter()
                .map(|&score| i64::from(score))
                .sum();
            scores[run.clone()].fill((sum / run.len() as i64) as i32);
        }
        let title = title::title_row(document, &signals, &scores);
        if let Some(title) = title {
            scores[title] = scores[title].max(LIFTED);
        } else if document.page().is_none() {
            lift_title(&signals, &mut scores);
        }
        let empty = shells::is_shell(document, &self.lexicon, &signals, &scores, title);
        if empty {
            for score in &mut scores {
                *score = (*score).min(EMPTY);
            }
        }
        apply_selectors(document, &mut scores);
        self.apply_phrases(&signals, &mut scores);
        Measured {
            signals,
            scores,
            title: title.filter(|_| !empty),
        }
    }

    /// Decides the lines that hold one of the caller's phrases, whatever the model says. The model has seen these phrases
    /// as hits, like those of the lexicons, and has weighed the lines around them with that in sight.
    fn apply_phrases(&self, signals: &Signals, scores: &mut [i32]) {
        for (hit, score) in signals.hits.iter().zip(scores) {
            let Some(list) = hit.map(|hit| self.lexicon.list(hit)) else {
                continue;
            };
            if list.caller {
                *score = if list.role == Role::Body {
                    DECIDED
                } else {
                    -DECIDED
                };
            }
        }
    }

    fn label(&self, score: f32) -> Label {
        if 1.0 - score >= self.certainty {
            Label::Boilerplate
        } else {
            Label::Body
        }
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// Decides the lines that the caller's selectors choose. A phrase says more of a line than the place it stands in, so that
/// phrases come after it and win.
fn apply_selectors(document: &Document<'_>, scores: &mut [i32]) {
    for (block, score) in document.blocks().unwrap_or_default().iter().zip(scores) {
        match block.chosen {
            Some(true) => *score = DECIDED,
            Some(false) => *score = -DECIDED,
            None => {}
        }
    }
}

/// Plain text has one title: of the lines before its text, the likeliest is taken to be body if it is not unlikely,
/// and with it the lines that repeat it. The gold that the model learned from leaves titles out on most pages, so that
/// it says less of them than it knows of their place.
fn lift_title(signals: &Signals, scores: &mut [i32]) {
    /// Words of a title; characters in scripts written without spaces.
    const WORDS: RangeInclusive<usize> = 3..=60;
    /// Below a probability of 0.27 a line is no title.
    const LEAST: i32 = -UNIT;
    let Some(text) = signals.lines.iter().position(|line| line.prose) else {
        return;
    };
    let may_be_title = |row: usize| {
        let get = |signal| signals.get(signal, row);
        WORDS.contains(&signals.lines[row].words)
            && get(Signal::Debris) < 128
            && get(Signal::DateWords) < 128
            && get(Signal::Credit) == 0
            && get(Signal::Separators) == 0
            && get(Signal::Address) == 0
    };
    let likeliest = (0..text)
        .filter(|&row| may_be_title(row) && scores[row] >= LEAST)
        .rev()
        .max_by_key(|&row| scores[row]);
    if let Some(title) = likeliest {
        let hash = signals.lines[title].hash;
        for (line, score) in signals.lines[..text].iter().zip(scores) {
            if line.hash == hash {
                *score = (*score).max(LIFTED);
            }
        }
    }
}

/// What is known of a document before labels are set.
#[derive(Debug)]
pub(crate) struct Measured {
    pub signals: Signals,
    /// Log-odds that the line is body.
    pub scores: Vec<i32>,
    /// The row of a page's title; plain text has no markup to tell it.
    pub title: Option<usize>,
}

/// Settings of a [`Detector`]. Two knobs: how sure a line must be to be dropped, and which rules run; your own phrases and rules;
/// and what is silenced.
///
/// ```
/// use bodycopy::{Detector, Document, Label};
///
/// let detector = Detector::builder()
///     .certainty(0.8)
///     .rules(["placeholder", "ui-debris"])
///     .boilerplate_phrase("sign up for the harbour letter *")
///     .build()?;
/// let document = Document::from_text("Sign up for the Harbour Letter, our free weekly!");
/// assert_eq!(detector.analyze(&document).lines[0].label, Label::Boilerplate);
/// # Ok::<(), bodycopy::BuildError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct DetectorBuilder {
    certainty: f32,
    claim_threshold: f32,
    issues: Issues,
    body: Vec<String>,
    boilerplate: Vec<String>,
}

impl DetectorBuilder {
    /// How sure a line must be to be dropped: it is boilerplate if its probability of being boilerplate is at least
    /// this.
    ///
    /// 0 to 1, 0.5 by default. Higher keeps more lines (recall), lower drops more (precision). At 0 everything is
    /// dropped, at 1 only what one of your own phrases decides or the model is entirely sure of.
    pub fn certainty(mut self, certainty: f32) -> Self {
        self.certainty = certainty;
        self
    }

    /// How sure the rule `unsupported-claim` must be of a sentence to flag it: the score from which it does.
    ///
    /// 0 to 1, 0.5 by default. The rule's page tells how scores come about. At 0.3 one weak cue is enough ("one of the most
    /// popular"), at 0.7 it takes two cues or more.
    pub fn claim_threshold(mut self, threshold: f32) -> Self {
        self.claim_threshold = threshold;
        self
    }

    /// Runs only the rules of these names, of [`RULES`] or of your own, instead of all.
    pub fn rules<I: IntoIterator<Item = S>, S: Into<String>>(mut self, names: I) -> Self {
        self.issues.rules = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// A phrase of your own that makes its line boilerplate, whatever the model says. May be called again.
    ///
    /// Letter case, punctuation and the values of numbers do not matter. The phrase must be the whole line; a `*` at its
    /// end lets the line go on, one at its start lets it begin otherwise. To the model it is a string that pages
    /// print, like those of the lexicons: the lines around it are weighed with that in sight, but not decided by it.
    pub fn boilerplate_phrase(mut self, phrase: impl Into<String>) -> Self {
        self.boilerplate.push(phrase.into());
        self
    }

    /// A phrase of your own that makes its line body, as [`DetectorBuilder::boilerplate_phrase`] makes it boilerplate.
    /// To the model a line that is the whole phrase is a usual line of articles.
    pub fn body_phrase(mut self, phrase: impl Into<String>) -> Self {
        self.body.push(phrase.into());
        self
    }

    /// Builds the detector.
    ///
    /// # Errors
    /// If a rule's name is unknown, the certainty or the claim threshold is not within 0 to 1, a phrase holds no word or a star between its
    /// words, or a rule of your own cannot be: the error says which, where, and what to do.
    pub fn build(self) -> Result<Detector, BuildError> {
        if !(0.0..=1.0).contains(&self.certainty) {
            return Err(ErrorKind::Certainty(self.certainty).into());
        }
        if !(0.0..=1.0).contains(&self.claim_threshold) {
            return Err(ErrorKind::ClaimThreshold(self.claim_threshold).into());
        }
        for phrase in self.body.iter().chain(&self.boilerplate) {
            rules::check_phrase(phrase)?;
        }
        let Settled {
            rules,
            custom,
            phrases,
            silence,
        } = self.issues.settle()?;
        let own = [&self.body, &self.boilerplate];
        let own = own.into_iter().chain(&phrases);
        let lexicon = if own.into_iter().all(Vec::is_empty) {
            DEFAULT.lexicon.clone()
        } else {
            Arc::new(Lexicon::with_phrases(
                &self.body,
                &self.boilerplate,
                &phrases,
            ))
        };
        Ok(Detector {
            certainty: self.certainty,
            claim_threshold: self.claim_threshold,
            rules: rules.into(),
            custom: custom.into(),
            silence: Arc::new(silence),
            lexicon,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_likeliest_line_before_the_text_and_what_repeats_it() {
        let text = "Home\nOld pier to be rebuilt by spring\nOld Pier To Be Rebuilt By Spring\nBy Ada Brook\n\
            The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March.\n";
        let document = Document::from_text(text);
        let signals = Signals::measure(&document, Lexicon::builtin());
        let scores = |title: i32| {
            let mut scores = vec![-4000, title - 1, title, -900, 3000];
            lift_title(&signals, &mut scores);
            scores
        };
        assert_eq!(scores(-500), [-4000, 256, 256, -900, 3000]);
        assert_eq!(scores(700), [-4000, 699, 700, -900, 3000]);
        assert_eq!(scores(-1500), [-4000, -1501, -1500, -900, 3000]);
    }

    #[test]
    fn selectors_decide_their_lines_and_phrases_decide_before_them() {
        let page = "<p>Share</p><p>Share</p><div><p>The pier was rebuilt.</p><p>Share it</p></div>";
        let reader = crate::HtmlReader::builder()
            .keep("p:first-of-type")
            .drop("div, p:first-of-type")
            .build()
            .unwrap();
        let detector = Detector::builder().body_phrase("share it").build().unwrap();
        let document = reader.read(page);
        let report = detector.analyze(&document);
        let scores: Vec<f32> = report.lines.iter().map(|line| line.score).collect();
        // The second line is nobody's; the third is kept as the first paragraph in what is dropped.
        assert_eq!((scores[0], scores[2], scores[3]), (1.0, 1.0, 1.0));
        assert!(scores[1] < 1.0);
        let plain = Detector::default().analyze(&document);
        assert_eq!(plain.lines[3].label, Label::Boilerplate);
        assert_eq!(plain.lines[3].score.to_bits(), 0.0_f32.to_bits());
    }

    #[test]
    fn a_claim_threshold_outside_its_range_is_refused_with_what_to_do() {
        for wrong in [-0.1, 1.5, f32::NAN] {
            let error = Detector::builder().claim_threshold(wrong).build();
            let text = error.unwrap_err().to_string();
            assert!(text.contains("from 0 to 1; 0.5 is the default"), "{text}");
        }
        assert!(Detector::builder().claim_threshold(1.0).build().is_ok());
    }

    #[test]
    fn a_detector_is_shared_between_threads() {
        fn shareable<T: Send + Sync + Clone + std::panic::UnwindSafe>() {}
        shareable::<Detector>();
        shareable::<Document<'_>>();
        shareable::<crate::HtmlReader>();
        shareable::<Report<'_>>();
    }
}

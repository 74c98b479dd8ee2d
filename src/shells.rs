//! Documents with nothing to extract: error pages, notices that scripts are off, walls of consent or log-in.
//!
//! The model knows lines and not what is missing: of a page that says no more than that it was not found it makes a short
//! article. Here such a document is told as a whole. Only where it is certain: a short text that also says something of
//! its own stays as the model has it.

use crate::document::{Document, Places};
use crate::lexicon::{Lexicon, Role};
use crate::report::Kind;
use crate::signals::{Signal, Signals};

/// Why a document has no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// It has no text.
    Empty,
    /// It says that something was not found, is forbidden or broke.
    Error,
    /// It asks for scripts, or whether a human looks at it.
    Script,
    /// It asks for consent or a log-in.
    Wall,
    /// It says nothing of the kind: menus and other boilerplate.
    Menu,
}

/// Lists of strings that stand in place of content, but beside it as well, so that one alone proves nothing.
const WEAK: [(&str, Reason); 5] = [
    ("en/error-pages", Reason::Error),
    ("en/scripts-off", Reason::Script),
    ("en/consent-walls", Reason::Wall),
    ("en/cookie-banners", Reason::Wall),
    ("en/login-account", Reason::Wall),
];

/// What a notice weighs that nobody else says as a line or title, and one of [`WEAK`].
const SURE: usize = 3;
const HINT: usize = 1;
/// What makes a document a shell. A page has a title besides its lines; "Access denied" and one line more may be a poem.
const ENOUGH_ON_PAGES: usize = 2;
const ENOUGH_IN_TEXT: usize = 3;

/// Words that may stand beside the notices: of an error page that says at its head that it is one, and of any other.
const BESIDE_HEAD: usize = 60;
const BESIDE: usize = 12;

/// Characters of a notice at the most.
const LONGEST: usize = 300;
/// Words beside a notice in a title at the most: the name of the site.
const NAME: usize = 4;

/// Where a heading says nothing of the whole page.
const ASIDE: Places = Places::NAVIGATION
    .with(Places::FOOTER)
    .with(Places::ASIDE)
    .with(Places::FORM)
    .with(Places::HIDDEN)
    .with(Places::DIALOG)
    .with(Places::NOSCRIPT);

/// Whether a document holds nothing to extract although lines of it look like body: those with a score above 0. `false`
/// where no line does.
pub(crate) fn is_shell(
    document: &Document<'_>,
    lexicon: &Lexicon,
    signals: &Signals,
    scores: &[i32],
    title: Option<usize>,
) -> bool {
    let reader = Reader {
        document,
        lexicon,
        signals,
    };
    let mut beside = 0;
    let mut signs = Signs::default();
    for row in (0..scores.len()).filter(|&row| scores[row] > 0) {
        match reader.notice(row) {
            Some(sign) => signs.add(reader.line(row), sign),
            None if Some(row) == title => {}
            None => beside += signals.lines[row].words,
        }
        if beside > BESIDE_HEAD {
            return false;
        }
    }
    if beside == 0 && signs.weight > 0 {
        return true;
    }
    let of_lines = signs.weight;
    reader.add_head(&mut signs);
    let enough = if document.page().is_some() {
        ENOUGH_ON_PAGES
    } else {
        ENOUGH_IN_TEXT
    };
    let most = if signs.at_head { BESIDE_HEAD } else { BESIDE };
    let any = of_lines > 0 || beside > 0;
    any && signs.weight >= enough && beside <= most
}

/// Why a document without body has none.
pub(crate) fn reason(document: &Document<'_>, lexicon: &Lexicon, signals: &Signals) -> Reason {
    if signals.is_empty() {
        return Reason::Empty;
    }
    let reader = Reader {
        document,
        lexicon,
        signals,
    };
    let mut signs = Signs::default();
    reader.add_head(&mut signs);
    if let Some(reason) = signs.reason {
        return reason;
    }
    // A cookie banner stands on every page: it counts if half of the lines are such, or one that nobody else says is there.
    let mut weights = [(Reason::Error, 0), (Reason::Script, 0), (Reason::Wall, 0)];
    let (mut notices, mut sure) = (0, false);
    for sign in (0..signals.len()).filter_map(|row| reader.notice(row)) {
        notices += 1;
        sure |= sign.weight == SURE;
        for (reason, weight) in &mut weights {
            *weight += if *reason == sign.reason {
                sign.weight
            } else {
                0
            };
        }
    }
    let heaviest = weights.into_iter().rev().max_by_key(|&(_, weight)| weight);
    match heaviest {
        Some((reason, _)) if sure || 2 * notices >= signals.len() => reason,
        _ => Reason::Menu,
    }
}

/// A notice.
#[derive(Clone, Copy)]
struct Sign {
    reason: Reason,
    weight: usize,
}

/// The notices of a document.
#[derive(Default)]
struct Signs<'d> {
    weight: usize,
    /// What the first notice at the document's head says.
    reason: Option<Reason>,
    at_head: bool,
    /// A notice said twice, in `<title>` and `<h1>`, is one.
    seen: Vec<&'d str>,
}

impl<'d> Signs<'d> {
    fn add(&mut self, text: &'d str, sign: Sign) {
        let text = text.trim();
        if !self.seen.contains(&text) {
            self.weight += sign.weight;
            // More are not needed to tell; a wall of thousands of lines is read once.
            if self.seen.len() < 16 {
                self.seen.push(text);
            }
        }
    }

    fn add_at_head(&mut self, text: &'d str, sign: Sign) {
        self.add(text, sign);
        self.at_head = true;
        self.reason.get_or_insert(sign.reason);
    }
}

struct Reader<'d> {
    document: &'d Document<'d>,
    lexicon: &'d Lexicon,
    signals: &'d Signals,
}

impl<'d> Reader<'d> {
    fn line(&self, row: usize) -> &'d str {
        self.document.line_text(self.document.lines()[row])
    }

    /// What stands at the head of the document: the title that the page names and its headings; in a text the first line, if it
    /// tells of an error. (A notice about scripts stands above many articles.)
    fn add_head(&self, signs: &mut Signs<'d>) {
        let Some(page) = self.document.page() else {
            if let Some(sign) = self.notice_at(0)
                && sign.reason == Reason::Error
            {
                signs.add_at_head(self.line(0), sign);
            }
            return;
        };
        if let Some(title) = &page.metadata.title
            && let Some(sign) = title_notice(&title.value)
        {
            signs.add_at_head(&title.value, sign);
        }
        let head = |&row: &usize| {
            let block = &page.blocks[row];
            matches!(block.tag.heading(), Some(1 | 2)) && !block.places.any(ASIDE)
        };
        for row in (0..page.blocks.len()).filter(head).take(2) {
            if let Some(sign) = self.notice_at(row)
                && sign.reason == Reason::Error
            {
                signs.add_at_head(self.line(row), sign);
            }
        }
    }

    fn notice_at(&self, row: usize) -> Option<Sign> {
        (row < self.signals.len())
            .then(|| self.notice(row))
            .flatten()
    }

    /// What a line says as a whole, if it is a notice.
    fn notice(&self, row: usize) -> Option<Sign> {
        if self.signals.lines[row].chars > LONGEST {
            return None;
        }
        let weak = || {
            let hit = self.signals.hits[row]?;
            let list = self.lexicon.list(hit);
            let covered = hit.whole || self.signals.get(Signal::Debris, row) >= 64;
            let &(_, reason) = WEAK.iter().find(|(name, _)| *name == list.name)?;
            covered.then_some(Sign {
                reason,
                weight: HINT,
            })
        };
        sure_notice(self.line(row))
            .or_else(weak)
            .or_else(|| status(self.line(row)))
    }
}

/// A notice that nobody else says as a line.
fn sure_notice(text: &str) -> Option<Sign> {
    let lexicon = Lexicon::inner();
    let hits = lexicon.find(text, Role::Notice);
    let kind = hits.first().and_then(|&hit| lexicon.list(hit).kind)?;
    let reason = match kind {
        Kind::Interface => Reason::Script,
        Kind::Paywall => Reason::Wall,
        _ => Reason::Error,
    };
    Some(Sign {
        reason,
        weight: SURE,
    })
}

/// The bare status code of an error.
fn status(text: &str) -> Option<Sign> {
    const CODES: [&str; 9] = [
        "400", "401", "403", "404", "410", "500", "502", "503", "504",
    ];
    let code = text.trim_matches(|c: char| !c.is_alphanumeric());
    CODES.contains(&code).then_some(Sign {
        reason: Reason::Error,
        weight: HINT,
    })
}

/// What a title says, with or without the name of the site.
fn title_notice(title: &str) -> Option<Sign> {
    if title.len() > LONGEST {
        return None;
    }
    let whole = |text: &str| {
        let weak = || {
            let hits = Lexicon::builtin().find(text, Role::Boilerplate);
            let hit = hits.into_iter().find(|hit| hit.whole)?;
            let name = Lexicon::builtin().list(hit).name;
            let &(_, reason) = WEAK.iter().find(|(known, _)| *known == name)?;
            Some(Sign {
                reason,
                weight: HINT,
            })
        };
        sure_notice(text).or_else(weak).or_else(|| status(text))
    };
    let words = |text: &str| text.split_whitespace().count();
    let most = words(title);
    let title = title.replace(" - ", " | ");
    let mut parts = title.split(['|', '–', '—', '·', '»', ':']);
    let edges = [Some(title.as_str()), parts.next(), parts.next_back()];
    let named = |part: &&str| words(part) + NAME >= most;
    edges.into_iter().flatten().filter(named).find_map(whole)
}

#[cfg(test)]
mod tests;

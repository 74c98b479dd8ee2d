//! The arguments: the verbs, and the options that several of them share. What one verb alone takes stands beside it.

mod choice;

use std::path::PathBuf;

use anyhow::Result;
use bodycopy::{Detector, DetectorBuilder};
use clap::{Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;

use crate::config::{Config, ConfigArgs};
use crate::input::{Files, Pages, Reading};
use crate::{check, clean, corpus, explain, label, quality, rules};

pub(crate) use choice::{PolicyArgs, SelectorArgs};

const EXAMPLES: &str = "\
Examples:
  bodycopy clean page.html                    print the article of a page
  bodycopy clean page.txt                     the same for a page that is plain text already
  bodycopy clean --write pages/               clean every .txt file below a folder in place
  bodycopy label page.txt                     show what was decided about each line
  bodycopy check pages/                       list what is wrong with the texts
  bodycopy corpus web.jsonl -o clean.jsonl    clean the `text` field of JSON lines
  bodycopy corpus web.jsonl --html-field html -o clean.jsonl
                                              the article of the page in `html`, as `text`
  bodycopy quality page.txt                   ask what the filters of published corpora would say
  bodycopy explain placeholder                read about a rule

Exit codes:
  0  done; `check` found no issues
  1  `check` found issues
  2  error: a wrong argument, or something could not be read or written
The format of the output never changes the exit code. A reader that stops early (`| head`) is no error.";

/// Reads scraped documents line by line: which lines are the article (body) and which are boilerplate, and what is
/// wrong with the text that is left.
///
/// Boilerplate is what a page wraps around its article: menus, bylines, share buttons, "read next", cookie notices,
/// tags. Input is pages in HTML and plain text: files, folders (every .txt and .html file below), or standard input.
#[derive(Debug, Parser)]
#[command(name = "bodycopy", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Command {
    #[command(subcommand)]
    pub(crate) verb: Verb,

    /// When to use colours; `auto`: on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: clap::ColorChoice,

    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Clean(clean::Args),
    Check(check::Args),
    Label(label::Args),
    Corpus(corpus::Args),
    Quality(quality::Args),
    Rules(rules::Args),
    Explain(explain::Args),
}

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct PathArgs {
    /// Files, folders, or `-` for standard input (also when no path is given)
    ///
    /// A file is read whatever its name. Of a folder every .txt, .html, .htm and .xhtml file below it is read, sorted by
    /// name; hidden files too, and links are followed. A folder without any is an error.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// What the input is
    ///
    /// Lines of a page are the lines of its text as a browser without style sheets would show it, and so are their
    /// numbers: they are not those of the HTML.
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value = "auto",
        help_heading = "Input"
    )]
    from: ReadAs,

    /// The encoding, if it is known, such as `windows-1251` or `euc-kr`
    ///
    /// It stands for what a server says of a page: bytes that prove that it is wrong are read otherwise. Without it the
    /// encoding is told by byte order mark, the page's own declaration or the bytes. Texts that are not UTF-8, or are
    /// damaged, are named on standard error.
    #[arg(long, value_name = "LABEL", value_parser = encoding, help_heading = "Input")]
    encoding: Option<&'static str>,
}

impl PathArgs {
    /// The pages and texts to read; `files` are those that are read of folders. `selects`: elements were selected.
    pub(crate) fn pages(&self, files: Files, selects: bool) -> Pages {
        let reading = Reading {
            form: self.from,
            content_type: self
                .encoding
                .map(|label| format!("text/html; charset={label}")),
            selects,
        };
        Pages::new(&self.paths, files, reading)
    }
}

/// What an input is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadAs {
    /// A page if it begins as one, or has the name of one and markup in it; else text
    Auto,
    /// A page
    Html,
    /// Plain text, whatever it looks like
    Text,
}

/// The name of an encoding that pages may declare under this label.
fn encoding(label: &str) -> Result<&'static str, String> {
    Encoding::for_label_no_replacement(label.as_bytes())
        .map(Encoding::name)
        .ok_or_else(|| "no encoding of the web has this label".to_owned())
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs: one JSON object a line
    Jsonl,
}

/// How lines are decided.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Decision")]
pub(crate) struct DetectorArgs {
    /// How sure a line must be to count as boilerplate, 0 to 1; higher keeps more: it does if 1 - score, the probability
    /// that it is boilerplate, is at least this [default: 0.5]
    #[arg(long, value_name = "N")]
    certainty: Option<f32>,

    /// A phrase of your own that makes its line boilerplate; may be repeated
    ///
    /// The phrase is the whole line, whatever its case and punctuation; a `*` at an end lets the line go on there.
    #[arg(long, value_name = "PHRASE")]
    boilerplate_phrase: Vec<String>,

    /// A phrase of your own that makes its line body; may be repeated
    #[arg(long, value_name = "PHRASE")]
    body_phrase: Vec<String>,
}

impl DetectorArgs {
    /// The detector that labels lines and runs no rule.
    pub(crate) fn detector(&self, config: &Config) -> Result<Detector> {
        config.build(self.builder(config).rules([""; 0]))
    }

    /// The builder of the detector that labels lines.
    pub(crate) fn builder(&self, config: &Config) -> DetectorBuilder {
        let mut builder = config.with_phrases(Detector::builder());
        if let Some(certainty) = self.certainty.or(config.certainty()) {
            builder = builder.certainty(certainty);
        }
        for phrase in &self.boilerplate_phrase {
            builder = builder.boilerplate_phrase(phrase);
        }
        for phrase in &self.body_phrase {
            builder = builder.body_phrase(phrase);
        }
        builder
    }
}

/// Which rules run, and what they let pass.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleArgs {
    /// Run only these rules, separated by commas; `bodycopy rules` lists them
    ///
    /// What the file of settings selects and ignores does not count then.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Leave out these rules, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// A phrase that is right: what is flagged is not, if it holds the phrase; may be repeated
    ///
    /// Letter case does not matter. Where a whole sentence or line is flagged, it is enough that it holds the phrase.
    #[arg(long, value_name = "PHRASE")]
    allow: Vec<String>,

    /// How sure `unsupported-claim` must be of a sentence, 0 to 1; higher flags fewer [default: 0.5]
    #[arg(long, value_name = "N")]
    claim_threshold: Option<f32>,
}

impl RuleArgs {
    /// Whether any of the options was given.
    pub(crate) fn is_given(&self) -> bool {
        let rules = self.select.is_empty() && self.ignore.is_empty();
        !(rules && self.allow.is_empty() && self.claim_threshold.is_none())
    }

    /// The names of the rules to run.
    pub(crate) fn names<'c>(&self, config: &'c Config) -> Result<Vec<&'c str>> {
        for name in self.select.iter().chain(&self.ignore) {
            config.check_rule(name)?;
        }
        let given = |names: &[String], name: &str| names.iter().any(|it| it == name);
        let runs = |name: &&str| {
            let chosen = if self.select.is_empty() {
                let select = config.select();
                select.is_none_or(|names| names.contains(name)) && !config.ignore().contains(name)
            } else {
                given(&self.select, name)
            };
            chosen && !given(&self.ignore, name)
        };
        Ok(config.rule_names().filter(runs).collect())
    }

    /// The builder with these rules, and what silences them.
    pub(crate) fn with_rules(
        &self,
        builder: DetectorBuilder,
        rules: &[&str],
        config: &Config,
    ) -> DetectorBuilder {
        let mut builder = config.with_rules(builder).rules(rules.iter().copied());
        if let Some(threshold) = self.claim_threshold.or(config.claim_threshold()) {
            builder = builder.claim_threshold(threshold);
        }
        let allowed = self.allow.iter().map(String::as_str);
        allowed
            .chain(config.allow())
            .fold(builder, DetectorBuilder::allow)
    }
}

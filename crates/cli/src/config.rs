//! The file of settings, `bodycopy.toml`: where it is, and what it says. What the command line says of the same wins.

mod file;
mod globs;
mod place;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use bodycopy::{BuildError, CustomRule, Detector, DetectorBuilder, Level, RULES, Scope};
use toml::Spanned;

use crate::names;
use crate::staged::folder_of;
use file::File;
use globs::Globs;
use place::Source;

/// The names of the file, the first that is there.
const NAMES: [&str; 2] = ["bodycopy.toml", ".bodycopy.toml"];

/// Where the settings come from.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Settings")]
pub(crate) struct ConfigArgs {
    /// The file of settings [default: the nearest bodycopy.toml or .bodycopy.toml, in this folder or above it]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Read no file of settings
    #[arg(long, global = true, conflicts_with = "config")]
    isolated: bool,
}

/// What the file says; nothing, if there is none.
#[derive(Debug, Default)]
pub(crate) struct Config {
    source: Source,
    settings: File,
    globs: Globs,
}

impl ConfigArgs {
    /// Reads the file.
    pub(crate) fn load(&self) -> Result<Config> {
        let path = match &self.config {
            _ if self.isolated => None,
            Some(path) => Some(path.clone()),
            None => find()?,
        };
        match path {
            None => Ok(Config::default()),
            Some(path) => {
                let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                Config::parse(&path, text)
            }
        }
    }
}

/// The nearest file of settings, by the shortest way to it: that is how errors name it.
fn find() -> Result<Option<PathBuf>> {
    let here = std::env::current_dir().context("the current folder")?;
    let mut folder = PathBuf::new();
    for _ in here.ancestors() {
        let files = NAMES.iter().map(|name| folder.join(name));
        if let Some(file) = files.into_iter().find(|file| file.is_file()) {
            return Ok(Some(file));
        }
        folder.push("..");
    }
    Ok(None)
}

impl Config {
    fn parse(path: &Path, text: String) -> Result<Self> {
        let source = Source::new(path, text);
        let settings: File = source.parse()?;
        let globs = Globs::new(folder_of(path), &settings.per_file_ignores, &source)?;
        let config = Self {
            source,
            settings,
            globs,
        };
        config.check()?;
        Ok(config)
    }

    /// Finds what is wrong and can be found without building anything.
    fn check(&self) -> Result<()> {
        if let Err(error) = self.with_rules(Detector::builder().rules([""; 0])).build() {
            return Err(self.placed(&error));
        }
        let File {
            select,
            ignore,
            per_file_ignores,
            ..
        } = &self.settings;
        let chosen = select.iter().flatten().chain(ignore);
        for name in chosen.chain(per_file_ignores.values().flatten()) {
            if let Err(error) = self.check_rule(name.get_ref()) {
                return Err(self.source.error(&name.span(), error));
            }
        }
        Ok(())
    }

    /// Whether there is a rule of that name.
    pub(crate) fn check_rule(&self, name: &str) -> Result<()> {
        let names: Vec<&str> = self.rule_names().collect();
        if names.contains(&name) {
            return Ok(());
        }
        let advice = names::advice(name, "rules", &names);
        Err(anyhow!("no rule is called `{name}`; {advice}"))
    }

    /// The names of the library's rules and of the file's own.
    pub(crate) fn rule_names(&self) -> impl Iterator<Item = &str> {
        let own = self.own_rules().map(|rule| rule.name);
        RULES.iter().map(|rule| rule.name).chain(own)
    }

    /// The file's own rules.
    pub(crate) fn own_rules(&self) -> impl Iterator<Item = OwnRule<'_>> {
        self.settings.rule.iter().map(|rule| {
            let rule = rule.get_ref();
            OwnRule {
                name: &rule.name,
                level: rule.level.into(),
                message: &rule.message,
                phrases: &rule.phrases,
                patterns: &rule.patterns,
                scope: rule.scope.into(),
            }
        })
    }

    /// The file, if there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.source.path()
    }

    /// How sure a line must be to be dropped.
    pub(crate) fn certainty(&self) -> Option<f32> {
        self.settings.certainty.as_ref().map(|it| *it.get_ref())
    }

    /// How sure the rule `unsupported-claim` must be.
    pub(crate) fn claim_threshold(&self) -> Option<f32> {
        let threshold = self.settings.claim_threshold.as_ref();
        threshold.map(|it| *it.get_ref())
    }

    /// The only rules to run, if the file says which.
    pub(crate) fn select(&self) -> Option<Vec<&str>> {
        self.settings.select.as_deref().map(texts)
    }

    /// The rules to leave out.
    pub(crate) fn ignore(&self) -> Vec<&str> {
        texts(&self.settings.ignore)
    }

    /// The rules to leave out in a file.
    pub(crate) fn ignored_in(&self, file: &Path) -> Vec<&str> {
        self.globs.rules(file)
    }

    /// The phrases that silence issues.
    pub(crate) fn allow(&self) -> Vec<&str> {
        texts(&self.settings.allow)
    }

    /// Whether comments to the rules are heeded.
    pub(crate) fn heeds_comments(&self) -> bool {
        self.settings.inline_comments.unwrap_or(true)
    }

    /// The builder with the file's phrases.
    pub(crate) fn with_phrases(&self, builder: DetectorBuilder) -> DetectorBuilder {
        let body = texts(&self.settings.body_phrases);
        let builder = body.into_iter().fold(builder, DetectorBuilder::body_phrase);
        let boilerplate = texts(&self.settings.boilerplate_phrases);
        boilerplate
            .into_iter()
            .fold(builder, DetectorBuilder::boilerplate_phrase)
    }

    /// The builder with the file's own rules.
    pub(crate) fn with_rules(&self, builder: DetectorBuilder) -> DetectorBuilder {
        let rules = self.own_rules().map(OwnRule::custom);
        rules.fold(builder, DetectorBuilder::custom_rule)
    }

    /// Builds the detector. What is wrong with a setting is told with its place in the file.
    pub(crate) fn build(&self, builder: DetectorBuilder) -> Result<Detector> {
        builder.build().map_err(|error| self.placed(&error))
    }

    /// The error, with the place of the setting that it is about, if it is about one of the file's.
    fn placed(&self, error: &BuildError) -> anyhow::Error {
        match self.place_of(error) {
            Some(span) => self.source.error(&span, error),
            None => anyhow!("{error}"),
        }
    }

    fn place_of(&self, error: &BuildError) -> Option<std::ops::Range<usize>> {
        let settings = &self.settings;
        if let Some(name) = error.rule() {
            let mut rules = settings.rule.iter();
            // Of two of the same name the second is wrong.
            let rule = rules.rfind(|rule| rule.get_ref().name == name);
            return rule.map(Spanned::span);
        }
        // The first setting that makes the same error by itself: a second build or two, when nothing goes on anyway.
        let fails = |set: &dyn Fn(DetectorBuilder) -> DetectorBuilder| {
            let alone = set(Detector::builder().rules([""; 0]));
            alone.build().as_ref().err() == Some(error)
        };
        let certainty = settings.certainty.iter();
        let certainty = certainty
            .filter(|it| fails(&|builder| builder.certainty(*it.get_ref())))
            .map(Spanned::span);
        let threshold = settings.claim_threshold.iter();
        let threshold = threshold
            .filter(|it| fails(&|builder| builder.claim_threshold(*it.get_ref())))
            .map(Spanned::span);
        let phrases = settings
            .body_phrases
            .iter()
            .chain(&settings.boilerplate_phrases);
        let phrases = phrases
            .filter(|it| fails(&|builder| builder.body_phrase(it.get_ref())))
            .map(Spanned::span);
        let allowed = settings.allow.iter();
        let allowed = allowed
            .filter(|it| fails(&|builder| builder.allow(it.get_ref())))
            .map(Spanned::span);
        certainty
            .chain(threshold)
            .chain(phrases)
            .chain(allowed)
            .next()
    }
}

fn texts(values: &[Spanned<String>]) -> Vec<&str> {
    values.iter().map(|it| it.get_ref().as_str()).collect()
}

/// A rule of the file's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnRule<'c> {
    pub(crate) name: &'c str,
    pub(crate) level: Level,
    pub(crate) message: &'c str,
    pub(crate) phrases: &'c [String],
    pub(crate) patterns: &'c [String],
    pub(crate) scope: Scope,
}

impl OwnRule<'_> {
    fn custom(self) -> CustomRule {
        let rule = CustomRule::new(self.name, self.level, self.message).scope(self.scope);
        let rule = self.phrases.iter().fold(rule, CustomRule::phrase);
        self.patterns.iter().fold(rule, CustomRule::pattern)
    }
}

#[cfg(test)]
mod tests;

//! The settings of the builder that say which issues are raised: rules, rules of the caller's own, and what is silenced.

use super::DetectorBuilder;
use crate::error::ErrorKind;
use crate::rules::{Compiled, CustomRule, RULES, Rule, compile};
use crate::silence::{self, Allowed, Silence};

/// Settings about issues.
#[derive(Clone, Debug, Default)]
pub(super) struct Issues {
    /// The names of the rules that run; `None` for all.
    pub(super) rules: Option<Vec<String>>,
    without: Vec<String>,
    custom: Vec<CustomRule>,
    allowed: Vec<String>,
    comments: bool,
}

impl DetectorBuilder {
    /// Leaves out the rules of these names. May be called again; wins over [`DetectorBuilder::rules`].
    pub fn without_rules<I: IntoIterator<Item = S>, S: Into<String>>(mut self, names: I) -> Self {
        self.issues
            .without
            .extend(names.into_iter().map(Into::into));
        self
    }

    /// A rule of your own. May be called again. With [`DetectorBuilder::rules`] it runs if it is named there.
    pub fn custom_rule(mut self, rule: CustomRule) -> Self {
        self.issues.custom.push(rule);
        self
    }

    /// A phrase that is right where a rule thinks otherwise: an issue whose text ([`Issue::text`](crate::Issue::text)) holds it is not
    /// raised. May be called again.
    ///
    /// Letter case, the amount of white space and the form of apostrophes do not matter; all other signs do: `[Name]` does not
    /// allow `{Name}`. The phrase stands between words: `art` is not in `party`, but in scripts written without spaces it
    /// may stand anywhere. Where an issue is about a whole sentence or line, or about several lines, it is enough that the phrase
    /// stands somewhere in them; where it is about a few words of a line, it must stand in these.
    ///
    /// ```
    /// use bodycopy::{Detector, Document};
    ///
    /// let text = "Dear [Name], the ferry has long been late.\nDear [First Name], the ferry has long been late.\n";
    /// let detector = Detector::builder().rules(["placeholder"]).allow("[name]").build()?;
    /// let document = Document::from_text(text);
    /// let report = detector.analyze(&document);
    /// assert_eq!(report.issues.len(), 1);
    /// assert_eq!(report.issues[0].text, "[First Name]");
    /// # Ok::<(), bodycopy::BuildError>(())
    /// ```
    pub fn allow(mut self, phrase: impl Into<String>) -> Self {
        self.issues.allowed.push(phrase.into());
        self
    }

    /// Whether comments in documents silence rules. They do not, unless this says so: an editor's comments are to be heeded, but
    /// whoever wrote a page that was found somewhere has no say in what is wrong with it. The command heeds them in `check`.
    ///
    /// | comment | silences |
    /// |---|---|
    /// | `<!-- bodycopy-disable placeholder, ui-debris -->` | these rules, from here on |
    /// | `<!-- bodycopy-enable placeholder -->` | nothing: the rule is heard again from here on |
    /// | `<!-- bodycopy-disable-line placeholder -->` | this rule, in the line that it stands in |
    /// | `<!-- bodycopy-disable-next-line placeholder -->` | this rule, in the next line that holds text |
    ///
    /// Without names they are about all rules. An issue goes by where it begins. In plain text and Markdown such comments are heeded
    /// at the end of a line or on a line of their own, and are no part of the lines in either case, whatever this says. In a page
    /// they are heeded wherever a comment can stand; `bodycopy-disable-line` belongs into the element of its line or right
    /// behind it. [`Document::inline_comments`](crate::Document::inline_comments) lists them, slips and all.
    ///
    /// ```
    /// use bodycopy::{Detector, Document};
    ///
    /// let text = "Dear [Name], <!-- bodycopy-disable-line placeholder -->\n\nDear [First Name],\n";
    /// let detector = Detector::builder().rules(["placeholder"]).inline_comments(true).build()?;
    /// let document = Document::from_text(text);
    /// let report = detector.analyze(&document);
    /// assert_eq!(report.issues.len(), 1);
    /// assert_eq!(report.issues[0].line, 3);
    /// # Ok::<(), bodycopy::BuildError>(())
    /// ```
    pub fn inline_comments(mut self, heeded: bool) -> Self {
        self.issues.comments = heeded;
        self
    }
}

/// What runs, and what is silenced.
pub(super) struct Settled {
    pub(super) rules: Vec<&'static Rule>,
    pub(super) custom: Vec<Compiled>,
    /// The phrases of each of these.
    pub(super) phrases: Vec<Vec<String>>,
    pub(super) silence: Silence,
}

impl Issues {
    /// Checks the settings.
    pub(super) fn settle(self) -> Result<Settled, ErrorKind> {
        let compiled = compile(&self.custom)?;
        self.check_names()?;
        if let Some(phrase) = self.allowed.iter().find(|it| silence::is_empty(it)) {
            return Err(ErrorKind::NothingAllowed(phrase.clone()));
        }
        let runs = |name: &str| {
            let named = |names: &[String]| names.iter().any(|it| it == name);
            self.rules.as_deref().is_none_or(named) && !named(&self.without)
        };
        let (custom, phrases) = compiled
            .into_iter()
            .zip(&self.custom)
            .filter(|(rule, _)| runs(&rule.name))
            .map(|(rule, own)| (rule, own.phrases.clone()))
            .unzip();
        Ok(Settled {
            rules: RULES.iter().filter(|rule| runs(rule.name)).collect(),
            custom,
            phrases,
            silence: Silence {
                allowed: Allowed::new(&self.allowed),
                comments: self.comments,
            },
        })
    }

    fn check_names(&self) -> Result<(), ErrorKind> {
        let library = RULES.iter().map(|rule| rule.name);
        let own = self.custom.iter().map(|rule| rule.name.as_str());
        let names: Vec<&str> = library.chain(own).collect();
        let given = self.rules.iter().flatten().chain(&self.without);
        match given
            .into_iter()
            .find(|name| !names.contains(&name.as_str()))
        {
            None => Ok(()),
            Some(name) => Err(ErrorKind::UnknownRule {
                name: name.clone(),
                names: names.into_iter().map(str::to_owned).collect(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Detector, DetectorBuilder, Document};

    fn rules(builder: DetectorBuilder) -> Vec<String> {
        let document = Document::from_text(
            "Dear [Name], the ferry sails again from Monday, the harbour office said in a notice on Friday.\nLeave a Comment\n",
        );
        let issues = builder.build().unwrap().analyze(&document).issues;
        issues.iter().map(|issue| issue.rule.to_string()).collect()
    }

    #[test]
    fn rules_are_left_out_by_name() {
        let builder = Detector::builder;
        assert_eq!(rules(builder()), ["placeholder", "ui-debris"]);
        assert_eq!(
            rules(builder().without_rules(["placeholder"])),
            ["ui-debris"]
        );
        let both = builder()
            .without_rules(["placeholder"])
            .without_rules(["ui-debris"]);
        assert_eq!(rules(both), [""; 0]);
        let chosen = builder()
            .rules(["placeholder", "ui-debris"])
            .without_rules(["ui-debris"]);
        assert_eq!(rules(chosen), ["placeholder"]);
    }

    #[test]
    fn what_cannot_be_silenced_is_an_error() {
        let message = |builder: DetectorBuilder| builder.build().unwrap_err().to_string();
        let unknown = message(Detector::builder().without_rules(["placehodler"]));
        assert!(
            unknown.starts_with("no rule is called `placehodler`; the rules are `"),
            "{unknown}"
        );
        assert_eq!(
            message(Detector::builder().allow(" \t")),
            "the phrase ` \t` to allow is nothing but white space; give the text that is right"
        );
    }

    #[test]
    fn an_allowed_phrase_silences_what_holds_it() {
        let builder = Detector::builder;
        assert_eq!(rules(builder().allow("[NAME]")), ["ui-debris"]);
        assert_eq!(rules(builder().allow("comment").allow("name")), [""; 0]);
        // It stands in the line, but not in what is flagged.
        assert_eq!(
            rules(builder().allow("ferry")),
            ["placeholder", "ui-debris"]
        );
    }
}

//! Slips in comments to the rules: such a comment silences nothing, and nobody would see why.

use bodycopy::{Document, Effect};

use crate::config::Config;
use crate::message;
use crate::names;

/// Warns of comments that no rule and no effect belongs to.
pub(super) fn warn(path: &str, document: &Document<'_>, config: &Config) {
    for comment in document.inline_comments() {
        let line = comment.line;
        if comment.effect.is_none() {
            let names = Effect::NAMES.map(|(name, _)| name);
            let advice = names::advice(&comment.command, "comments", &names);
            let command = &comment.command;
            message::warning(format_args!(
                "{path}:{line}: no comment begins with `{command}`; {advice}"
            ));
            continue;
        }
        for rule in &comment.rules {
            if let Err(error) = config.check_rule(rule) {
                message::warning(format_args!("{path}:{line}: {error}"));
            }
        }
    }
}

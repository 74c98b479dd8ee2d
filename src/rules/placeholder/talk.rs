//! Whether a line talks of templates or code, and its slots are what it talks of.

use super::super::Page;
use super::super::quotes::Line;
use super::{Family, Slot, code};

/// Answers for the lines of a document.
pub(super) struct Talk<'a, 'd> {
    page: &'a Page<'a, 'd>,
    /// Asked only where it matters.
    technical: Option<bool>,
}

/// What a line is about.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a line"
)]
pub(super) struct About<'t> {
    line: Line<'t>,
    code: bool,
    templates: bool,
    /// It is about wording, which it quotes.
    wording: bool,
    technical: bool,
    /// The lines above lead into a template.
    led: bool,
}

impl<'a, 'd> Talk<'a, 'd> {
    pub(super) fn of(page: &'a Page<'a, 'd>) -> Self {
        Self {
            page,
            technical: None,
        }
    }

    /// What the line of these slots is about. The slots themselves are no evidence.
    pub(super) fn line<'s>(
        &mut self,
        row: usize,
        slots: impl Iterator<Item = &'s Slot>,
    ) -> About<'d> {
        let page = self.page;
        let text = page.lines[row].text;
        let mut rest = String::with_capacity(text.len());
        let mut at = 0;
        for slot in slots {
            rest.push_str(&text[at..slot.at.start]);
            at = slot.at.end;
        }
        rest.push_str(&text[at..]);
        let above = &page.lines[row.saturating_sub(3)..row];
        let templates = code::talks_of_templates(&rest);
        About {
            line: Line::new(text),
            // Commas between values are no code.
            code: rest.contains(char::is_alphanumeric) && code::holds_code(&rest),
            templates,
            wording: templates || code::talks_of_wording(&rest),
            technical: *self
                .technical
                .get_or_insert_with(|| code::is_technical(page)),
            led: above
                .iter()
                .any(|line| code::leads_into_template(line.text)),
        }
    }
}

impl About<'_> {
    /// Whether the slot is no defect here.
    pub(super) fn excuses(&self, slot: &Slot) -> bool {
        match slot.family {
            Family::Variable | Family::Value => self.code || self.templates || self.technical,
            Family::Bracket if self.led => true,
            Family::Bracket if self.wording => self.line.is_quoted(slot.at.start),
            Family::Bracket | Family::Filler | Family::Draft => self.technical && self.code,
        }
    }
}

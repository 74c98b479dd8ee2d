//! Whether a line talks of templates or code, and its slots are what it talks of.

use super::super::Page;
use super::super::quotes::Line;
use super::{Family, Slot, code};

/// What a line is about.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a line"
)]
pub(super) struct About<'a, 'd> {
    page: &'a Page<'a, 'd>,
    line: Line<'d>,
    code: bool,
    templates: bool,
    /// It is about wording, which it quotes.
    wording: bool,
    /// The lines above lead into a template.
    led: bool,
}

impl<'a, 'd> About<'a, 'd> {
    /// What the line of these slots is about. The slots themselves are no evidence.
    pub(super) fn of<'s>(
        page: &'a Page<'a, 'd>,
        row: usize,
        slots: impl Iterator<Item = &'s Slot>,
    ) -> Self {
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
        Self {
            page,
            line: Line::new(text),
            // Commas between values are no code.
            code: rest.contains(char::is_alphanumeric) && code::holds_code(&rest),
            templates,
            wording: templates || code::talks_of_wording(&rest),
            led: above
                .iter()
                .any(|line| code::leads_into_template(line.text)),
        }
    }

    /// Whether the slot is no defect here.
    pub(super) fn excuses(&self, slot: &Slot) -> bool {
        match slot.family {
            Family::Variable | Family::Value => {
                self.code || self.templates || self.page.is_technical()
            }
            Family::Bracket if self.led => true,
            Family::Bracket if self.wording => self.line.is_quoted(slot.at.start),
            Family::Bracket | Family::Filler | Family::Draft => {
                self.code && self.page.is_technical()
            }
        }
    }
}

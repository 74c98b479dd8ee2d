//! The article bodies of pages, as the gold gives them: text that has next to nothing wrong with it.

use std::path::Path;

use anyhow::Result;

use crate::rows::{self, Row};

/// The files with gold text.
const FILES: [&str; 2] = ["fundus.jsonl.zst", "wcxb-train.jsonl.zst"];

/// The body of one page.
#[derive(Clone, Debug)]
pub(crate) struct GoldText {
    pub id: String,
    /// The language without its region; empty where the file does not tell it.
    pub lang: String,
    /// What kind of page it is: `news` for those of Fundus.
    pub page_type: String,
    pub title: String,
    /// `main_content`.
    pub text: String,
}

/// The bodies in the folder's files that have any text, in order.
pub(crate) fn read(folder: &Path) -> Result<Vec<GoldText>> {
    let mut texts = Vec::new();
    for name in FILES {
        rows::read(&folder.join(name), |row| {
            texts.extend(of(row));
            Ok(())
        })?;
    }
    Ok(texts)
}

fn of(row: Row) -> Option<GoldText> {
    let text = row.main_content.filter(|text| !text.trim().is_empty())?;
    let lang = row.lang.unwrap_or_default();
    let lang = lang.split(['-', '_']).next().unwrap_or_default();
    Some(GoldText {
        id: row.id,
        lang: match lang {
            "no" => "nb".to_owned(),
            lang => lang.to_lowercase(),
        },
        page_type: row.page_type.unwrap_or_else(|| "news".to_owned()),
        title: row.title.unwrap_or_default(),
        text,
    })
}

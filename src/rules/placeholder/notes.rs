//! What writers leave themselves: `TODO:`, `FIXME`, `INSERT QUOTE`, and the telephone numbers of templates.

use memchr::memmem::Finder;
use once_cell::sync::Lazy;

use super::super::quotes::Line;
use super::{Family, Slot};

static NOTES: Lazy<[Finder<'static>; 3]> = Lazy::new(|| {
    [
        Finder::new("TODO"),
        Finder::new("FIXME"),
        Finder::new("PLACEHOLDER"),
    ]
});

/// Adds `INSERT QUOTE`: an order in capitals among other words.
pub(super) fn orders(line: &Line<'_>, found: &mut Vec<Slot>) {
    for start in memchr::memmem::find_iter(line.text.as_bytes(), "INSERT ") {
        let after = line.after(start + 7);
        let word = after
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let capitals = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let apart = !line
            .before(start)
            .trim_end()
            .ends_with(|c: char| c.is_uppercase());
        if capitals && apart && word != "INTO" && !line.is_quoted(start) {
            found.push(Slot::new(start..start + 7 + word.len(), Family::Draft));
        }
    }
}

/// Adds `123-456-7890` and `(555) 555-5555`, the numbers of templates.
pub(super) fn telephones(line: &Line<'_>, found: &mut Vec<Slot>) {
    const NUMBERS: [&str; 8] = [
        "123-456-7890",
        "(123) 456-7890",
        "(123) 456 7890",
        "123.456.7890",
        "(555) 555-5555",
        "555-555-5555",
        "000-000-0000",
        "(000) 000-0000",
    ];
    for number in NUMBERS {
        if let Some(start) = memchr::memmem::find(line.text.as_bytes(), number.as_bytes()) {
            found.push(Slot::new(start..start + number.len(), Family::Filler));
        }
    }
}

/// Adds `TODO:` and `FIXME`, what writers leave themselves.
pub(super) fn find(line: &Line<'_>, found: &mut Vec<Slot>) {
    for note in NOTES.iter() {
        for start in note.find_iter(line.text.as_bytes()) {
            let end = start + note.needle().len();
            let (before, after) = (line.before(start), line.after(end));
            // The word in capitals, in a sentence without others.
            let shown = note.needle() == b"PLACEHOLDER" && stands_out(before, after);
            if (shown || is_note(before, after)) && !line.is_quoted(start) {
                let end = end + usize::from(after.starts_with(':'));
                found.push(Slot::new(start..end, Family::Draft));
            }
        }
    }
}

/// Whether words in lower case stand on a side of it, and none in capitals.
fn stands_out(before: &str, after: &str) -> bool {
    let side = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_lowercase));
    let near = [
        before.split_whitespace().next_back(),
        after.split_whitespace().next(),
    ];
    let apart = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    apart && near.into_iter().any(side)
}

/// Whether a task follows, and the word is one of its own.
fn is_note(before: &str, after: &str) -> bool {
    let mut rest = after;
    // "TODO(mia): ..."
    if after.starts_with('(')
        && let Some(close) = after.find(')')
    {
        rest = &after[close + 1..];
    }
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '”' | '`');
    if before.ends_with(part) || before.ends_with(['-', '#', '“', '\'']) || after.starts_with(part)
    {
        return false;
    }
    // "ESO ES TODO: ...": Spanish and Portuguese, in a headline.
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let task = rest.trim_start_matches([' ', '-', '–', '—', ':']);
    let task = task
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let tasked = TASKS.contains(&task.to_lowercase().as_str());
    let bracketed = before.ends_with(['[', '(']) && after.starts_with([']', ')', ':']);
    // "TODO" at the end of the line; in Spanish and Portuguese it is a word.
    let last = before.trim_end().ends_with(['.', '!', '?', ')', '”'])
        && rest.trim_matches(['.', ' ', '!']).is_empty()
        || before.trim().is_empty() && rest.trim().is_empty();
    if last {
        return true;
    }
    let noted = [":", " -", " –", " —", " :", "\u{a0}:"]
        .iter()
        .any(|mark| rest.starts_with(mark));
    noted || bracketed || tasked
}

/// What writers note that they must do.
#[rustfmt::skip]
const TASKS: [&str; 65] = [
    "add", "insert", "check", "verify", "update", "fill", "find", "get", "ask", "confirm", "write", "replace",
    "fix", "link", "include", "expand", "finish", "source", "cite", "rewrite", "clarify", "remove", "change", "double",
    "make", "put", "need", "photo", "quote", "call", "ajouter", "vérifier", "compléter", "insérer", "ajoutez", "trouver",
    "ergänzen", "einfügen", "prüfen", "quelle", "noch", "añadir", "agregar", "insertar", "verificar", "completar", "buscar",
    "aggiungere", "inserire", "verificare", "adicionar", "inserir", "completare", "toevoegen", "invoegen", "controleren",
    "dodać", "uzupełnić", "sprawdzić", "добавить", "проверить", "вставить", "дописать", "lägg", "tilføj",
];

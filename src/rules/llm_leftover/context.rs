//! What must stand around the phrases of assistants, so that who talks of them, or to each other, is left alone.

use super::super::Page;
use super::super::quotes::Line;
use super::{Family, Leftover, marks, words};
use crate::lexicon::Hit;

/// The document around its phrases.
pub(super) struct Context<'a, 'd> {
    page: &'a Page<'a, 'd>,
    /// Whether people write to each other in it; asked only where it matters.
    conversation: Option<bool>,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(super) fn of(page: &'a Page<'a, 'd>) -> Self {
        Self {
            page,
            conversation: None,
        }
    }

    /// What the phrase is, if what stands around it is as it must be.
    pub(super) fn phrase(&mut self, row: usize, line: &Line<'_>, hit: Hit) -> Option<Leftover> {
        let list = self.page.lexicon.list(hit);
        if list.family == "mark" {
            return marks::word(line, hit);
        }
        let english = list.name.starts_with("en/");
        let around = Around { line, hit, english };
        let family = if list.family == "interface" {
            Family::Interface
        } else {
            Family::Speech
        };
        let wanted = match list.family {
            "interface" => {
                return around.is_string().then_some(Leftover {
                    at: hit.start..hit.end,
                    family,
                });
            }
            "sure" => true,
            "self" => around.speaks_of_itself(),
            "opening" => around.opens() && around.announces(),
            "prompt" => around.starts_line(),
            "closing" => around.begins_sentence(),
            _ => around.begins_sentence() && !self.is_conversation(row),
        };
        let left = wanted && !line.is_quoted(hit.start) && !around.is_talked_of();
        left.then(|| Leftover {
            at: words(line, hit),
            family,
        })
    }

    /// Whether other lines speak in the first person, as in forums, letters and columns: "I hope this helps" is theirs.
    fn is_conversation(&mut self, row: usize) -> bool {
        const ONE_OF: usize = 6;
        let page = self.page;
        *self.conversation.get_or_insert_with(|| {
            let others = page.lines.iter().enumerate().filter(|&(at, _)| at != row);
            let speaking = others.filter(|(_, line)| speaks(line.text)).count();
            speaking > 0 && speaking * ONE_OF >= page.lines.len()
        })
    }
}

/// Whether a line without quotation marks says "I" or "my".
fn speaks(text: &str) -> bool {
    let quoted = text.contains(['"', '“', '„', '«', '»']);
    !quoted
        && text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?'))
            .any(|word| FIRST_PERSON.contains(&word))
        || !quoted
            && !text.is_ascii()
            && ["我", "私", "僕", "俺"]
                .iter()
                .any(|word| text.contains(word))
            && !text.contains('「')
}

/// A phrase in its line.
struct Around<'t> {
    line: &'t Line<'t>,
    hit: Hit,
    english: bool,
}

impl Around<'_> {
    fn before(&self) -> &str {
        self.line.before(self.hit.start).trim_end()
    }

    fn after(&self) -> &str {
        self.line.after(self.hit.end)
    }

    fn begins_sentence(&self) -> bool {
        let before = self.before();
        // An emoji, a bullet or a dash may stand in front.
        before.is_empty()
            || before.ends_with(|c: char| {
                !c.is_alphanumeric() && !matches!(c, ',' | '\'' | '’' | '"' | '“' | '(' | ':')
            })
            || before.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    fn opens(&self) -> bool {
        let before = self.before();
        // "Thank you for providing the text. Here is ..."
        let greeted = self.line.text[..self.hit.start].len() < 80
            && before.ends_with(['.', '!'])
            && (self.line.text.trim_end().ends_with(':') || !self.english);
        greeted
            || self.line.text[..self.hit.start].len() < 8
                && !before.ends_with(char::is_alphanumeric)
    }

    /// Nothing but marks stands before it.
    fn starts_line(&self) -> bool {
        const SPEAKERS: [&str; 6] = ["user", "human", "prompt", "system", "assistant", "ai"];
        let words = &self.line.text[self.hit.start..self.hit.end];
        let first = words.split([' ', ':']).next().unwrap_or_default();
        let speaker = SPEAKERS
            .iter()
            .any(|known| first.eq_ignore_ascii_case(known));
        // "*Note: ...*": a note of few words is also one of people, unless it is set off.
        let set_off = self.line.text.trim_start().starts_with(['*', '_']);
        let noted = first.eq_ignore_ascii_case("note") && self.hit.words < 4 && !set_off;
        !self.line.text[..self.hit.start].contains(char::is_alphanumeric)
            && !noted
            && (!speaker
                || words[first.len()..]
                    .trim_start_matches('*')
                    .starts_with(':'))
    }

    /// "Here is a revised version:"
    fn announces(&self) -> bool {
        let words = &self.line.text[self.hit.start..self.hit.end];
        let after = self.after();
        let courteous = COURTEOUS.iter().any(|word| {
            let head = words.as_bytes().get(..word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        });
        if self.english && !courteous {
            let text = self.line.text.trim_end();
            return text.ends_with(':')
                && DRAFTS
                    .iter()
                    .any(|text| after.contains(text) || words.contains(text));
        }
        let colon = after.contains([':', '：']);
        if !self.english {
            return words.contains(['!', '！'])
                || colon
                || !words.is_ascii() && words.chars().count() > 4 && !words.contains(' ')
                || self.hit.words > 2 && after.contains(['.', '!'])
                || self.hit.words > 2 && words.split_whitespace().count() > 2;
        }
        colon || words.starts_with("Certainly") || TEXTS.iter().any(|text| after.contains(text))
    }

    /// "As an AI language model, I cannot ..." begins a sentence or is followed by its speaker; what acts as an assistant is
    /// neither.
    fn speaks_of_itself(&self) -> bool {
        let after = self.after().trim_start_matches([',', ' ', '\u{a0}']);
        let first = after.split([' ', '\'', '’']).next().unwrap_or_default();
        let speaks = matches!(first, "I" | "my" | "My");
        let words = &self.line.text[self.hit.start..self.hit.end];
        let sure =
            words.ends_with("odel") && words.contains("language") && self.after().starts_with(',');
        speaks || sure && self.begins_sentence()
    }

    /// A string of a program is the whole line, or stands behind the end of the text with its capital.
    fn is_string(&self) -> bool {
        let words = &self.line.text[self.hit.start..self.hit.end];
        let ended = self.before().ends_with(['.', '!', '?', ')', '”', '"'])
            && self.after().trim().is_empty();
        let said = self.opens()
            && words.ends_with("said")
            && self.after().trim_start().starts_with(':')
            && (!words.starts_with("You") || self.after().trim_end().len() < 2);
        // "You said", a heading, is no string.
        if words.eq_ignore_ascii_case("you said") {
            return said;
        }
        self.hit.whole && self.hit.words > 1
            || ended && words == "Regenerate response"
            || said
            || words.ends_with("can make mistakes") && self.after().starts_with(". Check")
            || self.hit.words > 6
    }

    /// Whether the line is about assistants and what they say.
    fn is_talked_of(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        // A sentence of its own that others talk of stands in quotation marks.
        let own = before.ends_with(['.', '!', '?', ')']);
        let near = TALK
            .iter()
            .filter(|word| !own || !word.starts_with(char::is_uppercase))
            .any(|word| !own && before.contains(word) || after.contains(word));
        near && !self.line.text[..self.hit.start].trim().is_empty()
            || before.ends_with(['\'', '"', '“', '‘', '«', '„', '`']) && !before.is_empty()
    }
}

/// What assistants begin with, and few others.
#[rustfmt::skip]
const COURTEOUS: [&str; 9] = [
    "certainly", "absolutely", "sure", "of course", "got it", "understood", "thank you for", "great question",
    "definitely",
];

/// What they hand over behind a colon.
#[rustfmt::skip]
const DRAFTS: [&str; 23] = [
    "article", "post", "version", "draft", "summary", "paragraph", "text", "essay", "rewrite", "email", "letter",
    "outline", "headline", "script", "caption", "press release", "introduction", "title", "story", "translation",
    "rewritten", "revised", "description",
];

/// What assistants are asked for.
#[rustfmt::skip]
const TEXTS: [&str; 36] = [
    "article", "post", "version", "draft", "summary", "paragraph", "text", "essay", "story", "rewrit", "revis",
    "translat", "email", "letter", "outline", "headline", "script", "description", "content", "example",
    "breakdown", "overview", "rewrite", "caption", "press release", "response", "list of", "sample", "template",
    "table", "suggest", "report", "guide", "speech", "introduction", "word",
];

/// Words of those who write about assistants and what they say.
#[rustfmt::skip]
const TALK: [&str; 30] = [
    "phrase", "ChatGPT", "chatbot", "Chatbot", "chatbots", "OpenAI", "Copilot", "Gemini", "Claude", "the words",
    "the sentence", "respond", "replied", "replies", "answered", "prompted", "telltale", "tell-tale", "reviewers",
    "Satz", "Formulierung", "phrases", "fórmula", "frase", "formule", "zinsnede", "фраз", "чат-бот", "聊天机器人",
    "チャットボット",
];

/// "I" and "my".
#[rustfmt::skip]
const FIRST_PERSON: [&str; 90] = [
    "I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll", "my", "My", "me", "ich", "Ich", "mein",
    "meine", "mir", "je", "Je", "j'ai", "J'ai", "mon", "yo", "mi", "mis", "io", "mio", "mia", "eu", "meu", "minha",
    "ik", "Ik", "mijn", "я", "Я", "мой", "jag", "Jag", "jeg", "Jeg",
    "moja", "mój", "moje", "mnie", "mi", "jestem", "ja", "Ja", "můj", "moje", "jsem", "mě", "mne", "já", "Já", "ben", "Ben",
    "benim", "bana", "beni", "мій", "моя", "мені", "мне", "меня", "eu", "Eu", "mea", "meu", "mele", "én", "Én", "engem",
    "nekem", "vagyok", "minä", "Minä", "minun", "olen", "minua", "εγώ", "μου", "με", "أنا", "لي", "저는", "제가", "나는",
    "내가",
];

//! Signs that end and enclose sentences, and words that tell whether a sentence goes on behind them.

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?') || (!c.is_ascii() && (c == '…' || is_wide(c)))
}

/// Terminators of scripts that put no space behind them, or not always.
pub(super) fn is_wide(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '।'
            | '॥'
            | '۔'
            | '؟'
            | '։'
            | '።'
            | '။'
            | '។'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '“'
            | '”'
            | '’'
            | '»'
            | '«'
            | '‹'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
    )
}

/// Quotation marks that close in one language and open in another: „…“ and “…”, «…» and »…«.
pub(super) fn is_opener_too(c: char) -> bool {
    matches!(c, '“' | '»' | '«' | '›' | '‹')
}

/// Marks that open an item rather than go on with a sentence.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '▪')
}

/// Whether `next`, directly behind a run of a script without spaces, belongs to the same sentence: a comma, or the particle that
/// takes up a quotation, 「…。」と.
pub(super) fn goes_on_behind(run: &str, next: char) -> bool {
    let quoted = run.ends_with(['」', '』', '”', '）']);
    matches!(next, '，' | '、' | '；' | '：' | ',')
        || quoted && matches!(next, 'と' | 'な' | 'の' | 'は' | 'が' | 'を' | 'に')
}

/// Words by which a clause behind a quotation reports it ("he asked"), in scripts without letter case.
const REPORTS: [&str; 41] = [
    "说了",
    "說了",
    "喊了",
    "问了",
    "問了",
    "喊道",
    "叫道",
    "问道",
    "問道",
    "答道",
    "말했",
    "물었",
    "외쳤",
    "라고",
    "कहा",
    "पूछा",
    "बोला",
    "बोली",
    "चिल्ला",
    "बताया",
    "کہا",
    "پوچھا",
    "گفت",
    "پرسید",
    "قال",
    "سأل",
    "صرخ",
    "أضاف",
    "أجاب",
    "صاح",
    "هتف",
    "تساءل",
    "كتب",
    "אמר",
    "שאל",
    "צעק",
    "ענה",
    "הוסיף",
    "ถาม",
    "กล่าว",
    "বললেন",
];

/// Characters with which a Chinese clause that reports ends.
const REPORTS_AT_END: [char; 7] = ['说', '說', '道', '问', '問', '喊', '叫'];

/// Characters of a clause that are looked at.
const CLAUSE: usize = 32;

/// Whether the clause that stands there reports what was said before it.
pub(super) fn reports(rest: &str) -> bool {
    let ends = |c: char| is_terminator(c) || matches!(c, '，' | '、' | '：' | ',' | '،' | ':');
    let end = rest.char_indices().take(CLAUSE).find(|&(_, c)| ends(c));
    let limit = rest
        .char_indices()
        .nth(CLAUSE)
        .map_or(rest.len(), |(at, _)| at);
    let clause = &rest[..end.map_or(limit, |(at, _)| at)];
    REPORTS.iter().any(|word| clause.contains(word))
        || end.is_some() && clause.ends_with(REPORTS_AT_END)
}

/// The number or letter of a list item: `3`, `b`, `iv`.
pub(super) fn is_marker(token: &str) -> bool {
    let digits = token.len() <= 3 && token.bytes().all(|byte| byte.is_ascii_digit());
    let roman = token.len() <= 4 && token.bytes().all(|byte| b"ivx".contains(&byte));
    digits || roman || token.chars().count() == 1
}

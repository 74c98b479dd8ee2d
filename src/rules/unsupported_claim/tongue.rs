//! The words of a language that tell a source from a vague group.

/// What the rule must know of a language beside its lists of phrases. Words are in lower case.
#[derive(Debug)]
pub(super) struct Tongue {
    pub language: &'static str,
    /// Words that make what follows a known thing, or no claim: "these experts", "both critics", "so many people".
    pub definite: &'static [&'static str],
    /// Words that stand for somebody whom the text has named.
    pub pronouns: &'static [&'static str],
    /// Articles and the like: what they open is known, where it speaks.
    pub articles: &'static [&'static str],
    /// Forms of "be" before a passive.
    pub passive: &'static [&'static str],
    /// Words before a group that make it the one who thinks something: "among some diplomats".
    pub among: &'static [&'static str],
    /// How phrases end whose source comes behind them: "according to".
    pub before_source: &'static [&'static str],
    /// Words that lead to the body that a group belongs to.
    pub bodies: &'static [&'static str],
    /// The same, grown together with the next word: "de l'Institut".
    pub elided: &'static [&'static str],
    /// A name right behind a group is the body it belongs to, in the genitive.
    pub genitive: bool,
    /// Words that lead to examples with names.
    pub examples: &'static [&'static str],
    /// The writer, or the reader.
    pub persons: &'static [&'static str],
    /// Days and months.
    pub dates: &'static [&'static str],
    /// Words that no verb follows: "to another state", "should see".
    pub no_verb_behind: &'static [&'static str],
    /// Verbs of saying something to somebody: who was told can be asked.
    pub to_somebody: &'static [&'static str],
    /// Words of what may be.
    pub possible: &'static [&'static str],
    /// A capital is no sign of a name.
    pub nouns_capital: bool,
    /// A subject stands before its verb, but behind a quotation.
    pub subject_first: bool,
}

impl Tongue {
    /// That of a document's language; where it is not known, English. `None` for languages that the rule does not read.
    pub(super) fn of(language: Option<&str>) -> Option<&'static Self> {
        let language = language.unwrap_or("en");
        TONGUES.iter().find(|tongue| tongue.language == language)
    }

    /// Whether the source comes behind the phrase.
    pub(super) fn follows(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        let last = phrase.rsplit(' ').next().unwrap_or_default();
        self.before_source.contains(&last)
    }

    /// A name, a pronoun for one, or the article of something known.
    pub(super) fn names(&self, word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_uppercase)
            || self.pronouns.contains(&word)
            || self.articles.contains(&word)
    }
}

#[rustfmt::skip]
const TONGUES: &[Tongue] = &[
    Tongue {
        language: "en",
        definite: &[
            "the", "these", "those", "his", "her", "its", "their", "our", "own", "my", "your", "whose", "both", "two",
            "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "so", "too",
        ],
        pronouns: &["he", "she", "it", "they", "who"],
        articles: &["the", "a", "an", "his", "her", "its", "their"],
        passive: &["is", "are", "was", "were", "be", "been", "being"],
        among: &["among", "according to"],
        before_source: &["to", "by", "from", "of", "in"],
        bodies: &["at", "from", "of", "with", "in", "within", "for", "on", "to"],
        elided: &[],
        genitive: true,
        examples: &["including", "such as", "among them", "notably", "namely", "like"],
        persons: &["I", "we", "you", "your", "yours", "my", "our", "ours", "us", "me"],
        dates: &[],
        no_verb_behind: &[
            "to", "should", "must", "will", "can", "could", "the", "a", "an", "another", "this", "every", "each", "of", "in",
            "at", "on", "for",
        ],
        to_somebody: &["told", "told reporters", "tell", "telling"],
        possible: &["can", "could", "may", "might", "would", "if", "If", "Could"],
        nouns_capital: false,
        subject_first: true,
    },
    Tongue {
        language: "de",
        definite: &[
            "die", "der", "den", "diese", "dieser", "diesen", "seine", "ihre", "seiner", "ihrer", "beide", "beiden", "zwei",
            "drei", "unsere", "so",
        ],
        pronouns: &["er", "sie", "es", "wer"],
        articles: &["der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "sein", "seine", "ihr", "ihre"],
        passive: &["wird", "werden", "wurde", "wurden", "worden"],
        among: &["unter", "von", "laut"],
        before_source: &["laut", "zufolge", "von", "so", "angaben"],
        bodies: &["des", "der", "vom", "von", "beim", "bei", "im", "in", "aus", "am", "an"],
        elided: &[],
        genitive: false,
        examples: &["darunter", "wie", "wie etwa", "etwa", "unter ihnen", "allen voran"],
        persons: &["ich", "wir", "uns", "mir", "mich", "unser", "unsere", "unserer", "unseren", "du", "dir", "dich"],
        dates: &[
            "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "januar",
            "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
            "gestern", "heute",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["kann", "können", "könnte", "könnten", "würde", "würden", "wenn", "falls"],
        nouns_capital: true,
        subject_first: false,
    },
    Tongue {
        language: "fr",
        definite: &["ces", "ses", "leurs", "nos", "mes", "deux", "trois", "ces", "aux"],
        pronouns: &["il", "elle", "ils", "elles", "qui"],
        articles: &["le", "la", "l", "un", "une", "son", "sa"],
        passive: &["est", "sont", "était", "étaient", "été", "être"],
        among: &["parmi", "par", "chez", "selon", "pour"],
        before_source: &["selon", "d'après", "d’après", "par", "de"],
        bodies: &["de", "du", "des", "à", "au", "chez", "dans"],
        elided: &["de", "d'", "d’", "l'", "l’"],
        genitive: false,
        examples: &["dont", "comme", "notamment", "parmi lesquels", "tels que", "tel que"],
        persons: &["je", "j", "nous", "notre", "nos", "vous", "votre", "vos", "moi", "mon", "ma", "mes", "tu"],
        dates: &[
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "janvier", "février", "mars", "avril",
            "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "hier",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["peut", "peuvent", "pourrait", "pourraient", "si"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "es",
        definite: &["estos", "estas", "esos", "esas", "sus", "nuestros", "mis", "dos", "tres", "ambos", "tantos"],
        pronouns: &["él", "ella", "ellos", "ellas", "quien", "quienes"],
        articles: &["el", "la", "los", "las", "un", "una", "su"],
        passive: &["es", "son", "fue", "fueron", "sido", "ser"],
        among: &["entre", "por", "según", "para"],
        before_source: &["según", "con", "por", "de"],
        bodies: &["de", "del", "en", "al"],
        elided: &[],
        genitive: false,
        examples: &["como", "entre ellos", "entre ellas", "incluido", "incluida", "incluidos", "en particular"],
        persons: &["yo", "nosotros", "nos", "nuestro", "nuestra", "mi", "me", "usted", "ustedes", "tú", "te", "tu"],
        dates: &[
            "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "enero", "febrero", "marzo", "abril",
            "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "ayer",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["puede", "pueden", "podría", "podrían", "si"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "ru",
        definite: &[
            "эти", "этих", "те", "тех", "его", "её", "ее", "их", "наши", "свои", "оба", "два", "три", "двое", "трое",
            "столь",
        ],
        pronouns: &["он", "она", "они", "кто", "который", "которая", "которые"],
        articles: &["этот", "эта"],
        passive: &["был", "была", "были", "было", "быть"],
        among: &["среди", "у"],
        before_source: &["данным", "словам", "согласно", "мнению", "сообщению", "информации", "оценке"],
        bodies: &["из", "при", "в", "от", "с", "со", "на"],
        elided: &[],
        genitive: true,
        examples: &["такие как", "в том числе", "среди которых", "например", "включая", "вроде"],
        persons: &["я", "мы", "нас", "нам", "мне", "меня", "наш", "наша", "наши", "вы", "вас", "вам", "ваш", "ты"],
        dates: &[
            "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье", "января", "февраля", "марта",
            "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря", "вчера",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["может", "могут", "бы", "если"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "it",
        definite: &["questi", "queste", "quei", "suoi", "sue", "loro", "nostri", "due", "tre", "entrambi"],
        pronouns: &["lui", "lei", "loro", "egli", "ella", "essi", "chi"],
        articles: &["il", "lo", "la", "l", "i", "gli", "le", "un", "una", "suo", "sua"],
        passive: &["è", "sono", "era", "erano", "stato", "stata", "viene", "essere"],
        among: &["tra", "fra", "da", "per", "secondo"],
        before_source: &["secondo", "a", "da", "di"],
        bodies: &["di", "del", "della", "dell", "dei", "delle", "in", "al", "alla", "presso"],
        elided: &["dell'", "dell’", "all'", "all’", "d'", "d’"],
        genitive: false,
        examples: &["come", "tra cui", "fra cui", "compreso", "compresa", "ad esempio"],
        persons: &["io", "noi", "ci", "nostro", "nostra", "nostri", "mi", "mio", "mia", "voi", "vi", "tu", "ti"],
        dates: &[
            "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "gennaio", "febbraio", "marzo",
            "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre", "ieri",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["può", "possono", "potrebbe", "potrebbero", "se"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "pt",
        definite: &["estes", "estas", "esses", "essas", "seus", "suas", "nossos", "meus", "dois", "três", "ambos"],
        pronouns: &["ele", "ela", "eles", "elas", "quem"],
        articles: &["o", "a", "os", "as", "um", "uma", "seu", "sua"],
        passive: &["é", "são", "foi", "foram", "sido", "ser"],
        among: &["entre", "por", "segundo", "para"],
        before_source: &["segundo", "com", "conforme", "por", "de"],
        bodies: &["de", "do", "da", "dos", "das", "em", "no", "na", "ao", "à"],
        elided: &[],
        genitive: false,
        examples: &["como", "entre eles", "entre elas", "incluindo", "nomeadamente"],
        persons: &["eu", "nós", "nos", "nosso", "nossa", "meu", "minha", "me", "você", "vocês", "tu", "te"],
        dates: &[
            "segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo", "janeiro", "fevereiro", "março", "abril",
            "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro", "ontem",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["pode", "podem", "poderia", "poderiam", "se"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "nl",
        definite: &["de", "deze", "die", "zijn", "haar", "hun", "onze", "beide", "twee", "drie", "zo"],
        pronouns: &["hij", "zij", "ze", "het", "wie"],
        articles: &["de", "het", "een", "zijn", "haar", "hun"],
        passive: &["wordt", "worden", "werd", "werden", "geworden"],
        among: &["onder", "door", "volgens", "bij"],
        before_source: &["volgens", "aldus", "uit"],
        bodies: &["van", "bij", "in", "uit", "aan", "op"],
        elided: &[],
        genitive: false,
        examples: &["zoals", "onder wie", "onder meer", "waaronder", "bijvoorbeeld"],
        persons: &["ik", "wij", "we", "ons", "onze", "mij", "mijn", "u", "uw", "jij", "je", "jouw"],
        dates: &[
            "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "januari", "februari", "maart",
            "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "gisteren",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["kan", "kunnen", "zou", "zouden", "als"],
        nouns_capital: false,
        subject_first: false,
    },
    Tongue {
        language: "pl",
        definite: &["ci", "te", "tych", "jego", "jej", "ich", "nasi", "swoi", "obaj", "dwaj", "trzej", "dwóch", "trzech"],
        pronouns: &["on", "ona", "oni", "one", "kto", "który", "która", "którzy"],
        articles: &["ten", "ta"],
        passive: &["jest", "są", "był", "była", "były", "zostać"],
        among: &["wśród", "przez", "według", "dla"],
        before_source: &["według", "zdaniem", "podaje", "z", "wynika"],
        bodies: &["z", "ze", "w", "przy", "od", "na"],
        elided: &[],
        genitive: true,
        examples: &["tacy jak", "między innymi", "w tym", "wśród nich", "na przykład"],
        persons: &["ja", "my", "nas", "nam", "mnie", "nasz", "nasza", "nasze", "wy", "was", "wam", "ty"],
        dates: &[
            "poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę", "stycznia", "lutego", "marca",
            "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
            "wczoraj",
        ],
        no_verb_behind: &[],
        to_somebody: &[],
        possible: &["może", "mogą", "by", "jeśli"],
        nouns_capital: false,
        subject_first: false,
    },
];

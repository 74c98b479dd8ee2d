use super::*;

fn words(text: &str) -> Vec<&str> {
    let words = Words::of(text).words;
    words
        .iter()
        .map(|word| &text[word.start..word.end])
        .collect()
}

#[test]
fn marks_are_words() {
    assert_eq!(
        words("“The pier,” she said (twice): it’s gone…"),
        [
            "“", "The", "pier", ",", "”", "she", "said", "(", "twice", "):", "it", "’s", "gone",
            "…"
        ],
        "a bracket and a colon are an emoticon, even when nobody smiles"
    );
    assert_eq!(words("wait..."), ["wait", "..."]);
    assert_eq!(
        words("(#tide) 'low'"),
        ["(", "#", "tide", ")", "'", "low", "'"]
    );
}

#[test]
fn contractions_are_cut_and_abbreviations_are_not() {
    assert_eq!(
        words("Mr. Holt can't, cannot and won't've; Holt's"),
        [
            "Mr.", "Holt", "ca", "n't", ",", "can", "not", "and", "wo", "n't", "'ve", ";", "Holt",
            "'s"
        ]
    );
    assert_eq!(words("don’t its ill"), ["do", "n’t", "its", "ill"]);
    assert_eq!(
        words("at 7pm, e.g. in Sept."),
        ["at", "7", "pm", ",", "e.g.", "in", "Sept."]
    );
    assert_eq!(words("U.S. U.K.-based"), ["U.S.", "U.K.-based"]);
    assert_eq!(words("The END."), ["The", "END", "."]);
    assert_eq!(words("Plan B."), ["Plan", "B."]);
}

#[test]
fn units_and_currencies_are_cut_off_numbers() {
    assert_eq!(
        words("10km 5% 3€ $4.1m US$9"),
        ["10", "km", "5", "%", "3", "€", "$", "4.1", "m", "US$", "9"]
    );
    assert_eq!(words("20°C. -4 +5"), ["20", "°", "C", ".", "-4", "+5"]);
}

#[test]
fn words_are_cut_at_marks_between_letters() {
    assert_eq!(
        words("well-known and/or he/she 2024-25"),
        [
            "well", "-", "known", "and/or", "he", "/", "she", "2024", "-", "25"
        ]
    );
    assert_eq!(
        words("end.Next a,b 1,2"),
        ["end", ".", "Next", "a", ",", "b", "1,2"]
    );
    assert_eq!(words("a--b ~b"), ["a", "--", "b", "~b"]);
}

#[test]
fn addresses_stay_whole() {
    let whole = [
        "https://pier.example/a?b=c,d-e",
        "www.pier.example",
        "ada@pier.example",
        "pier.example:8080/tides",
        "8.8.8.8",
    ];
    for address in whole {
        assert_eq!(words(address), [address]);
    }
    assert_eq!(words("(pier.example)."), ["(", "pier.example", ")", "."]);
    // No host ends in a capital, and a port has two digits at least.
    assert_eq!(words("pier.Example"), ["pier", ".", "Example"]);
    assert_eq!(words("ab/cd-ef"), ["ab", "/", "cd", "-", "ef"]);
}

#[test]
fn emoticons_are_found_in_what_was_cut_apart() {
    assert_eq!(words(":) fine:) :D"), [":)", "fine", ":)", ":D"]);
    // With a blank between them they are two.
    assert_eq!(words("here: )"), ["here", ":", ")"]);
}

#[test]
fn other_scripts_are_cut_at_their_marks() {
    assert_eq!(words("Брат, 5км."), ["Брат", ",", "5", "км", "."]);
    assert_eq!(words("橋は、再開した。"), ["橋は、再開した", "。"]);
    assert_eq!(words("Tide ☔☔ up"), ["Tide", "☔", "☔", "up"]);
}

#[test]
fn white_space_of_more_than_a_blank_is_noted() {
    let gaps = |text| {
        let words = Words::of(text);
        let gaps: Vec<bool> = words.words.iter().map(|word| word.gap).collect();
        (gaps, words.gap_at_end)
    };
    assert_eq!(
        gaps("a b  c\nd\u{a0}e"),
        (vec![false, false, true, true, true], false)
    );
    assert_eq!(gaps(" a "), (vec![true], false));
    assert_eq!(gaps("a\n"), (vec![false], true));
    assert_eq!(gaps(""), (vec![], false));
}

#[test]
fn every_known_piece_comes_out_as_it_is_listed() {
    let all = known::read(include_str!("../../../assets/quality/english-words.txt"));
    // Contractions alone are hundreds.
    assert!(all.len() > 1000);
    for listed in all {
        let piece = listed.concat();
        assert_eq!(words(&piece), listed, "{piece}");
    }
}

#[test]
fn hashes_are_those_of_the_bytes() {
    let text = b"harbourmaster and harbourmaster";
    assert_eq!(hash(text, 0, 13), hash(text, 18, 31));
    assert_ne!(hash(text, 0, 13), hash(text, 0, 12));
    assert_ne!(hash(b"ab\0", 0, 3), hash(b"ab", 0, 2));
}

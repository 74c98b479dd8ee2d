use super::*;

#[derive(Default)]
struct Collect(Vec<Word>);
impl Sink for Collect {
    fn word(&mut self, word: &Word) {
        self.0.push(*word);
    }
    fn mark(&mut self, _: Mark, _: char, _: usize) {}
}

fn hashes(text: &str) -> Vec<u64> {
    let mut words = Collect::default();
    scan(text, &mut words);
    words.0.iter().map(|word| word.hash).collect()
}

#[test]
fn case_apostrophes_and_numbers_are_folded() {
    assert_eq!(
        hashes("DON’T miss 12,345 ÉTÉS"),
        hashes("don't Miss 7 9 étés")
    );
    assert_ne!(hashes("share"), hashes("shares"));
}

#[test]
fn a_word_has_one_hash_however_it_is_reached() {
    // A quote behind the word sends it the long way, and so does the soft hyphen inside the third.
    for text in [
        "reconsideration",
        "Reconsideration’",
        "recon\u{ad}sideration",
        "“RECONSIDERATION”",
    ] {
        assert_eq!(hashes(text), hashes("reconsideration"), "{text}");
    }
    for short in ["a", "be", "eightltr", "nineletrs"] {
        assert_eq!(
            hashes(&format!("{short}”")),
            hashes(&format!("{short} ")),
            "{short}"
        );
    }
}

#[test]
fn letters_are_told_from_their_neighbours_in_ascii() {
    for byte in 0..=255_u8 {
        let count = not_letters(u64::from_le_bytes([byte; 8])).count_ones();
        assert_eq!(count == 0, byte.is_ascii_alphabetic(), "{byte}");
    }
}

#[test]
fn normal_form_is_words_and_single_spaces() {
    assert_eq!(
        normalize(">>>Watch  this\u{a0}Video – Click Here!!"),
        "watch this video click here"
    );
    assert_eq!(
        normalize("© 2024 Foo's 1.2K e-mail 'quoted'"),
        "© 0 foo's 0 0k e mail quoted"
    );
    assert_eq!(normalize("Поделиться: ВКонтакте"), "поделиться вконтакте");
}

#[test]
fn scripts_without_spaces_give_a_word_a_character() {
    assert_eq!(normalize("コメント を残す。"), "コメント を残す");
    assert_eq!(hashes("版权所有 2024").len(), 5);
}

#[test]
fn a_normal_form_is_its_own_normal_form() {
    for text in ["It’s 10:30 p.m. — “fine”", "हिन्दी समाचार।", "İSTANBUL'da"]
    {
        let once = normalize(text);
        assert_eq!(normalize(&once), once);
    }
}

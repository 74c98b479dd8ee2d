use super::*;

const ARTICLE: &str = "\
The lifting bridge over the harbour reopened to traffic on Monday, and the first buses crossed it before six. \
Engineers had closed it in March, after divers found cracks in the oldest of the four stone piers.
The work took longer than anyone had planned, and it cost more than the council had set aside for it. \
\u{201c}We have rebuilt the pier from the ground up,\u{201d} the engineer in charge told the crowd on the quay.
The ferry that carried people across the water in the meantime will stay until the end of the summer.
";

fn published() -> Thresholds {
    Thresholds::default()
}

#[test]
fn an_article_passes_all_filters() {
    let quality = Quality::of(ARTICLE);
    let none: [&str; 0] = [];
    assert_eq!(quality.gopher_quality(&published()), none);
    assert_eq!(quality.gopher_repetition(&published()), none);
    assert_eq!(quality.c4(&published()), none);
    assert_eq!(quality.fineweb(&published()), none);
    assert_eq!(quality.refinedweb(&published()), none);
    assert_eq!(quality.lines.len(), 3);
}

#[test]
fn nothing_is_measured_as_nothing() {
    let quality = Quality::of("");
    assert_eq!(quality.gopher_quality(&published())[0], "gopher_short_doc");
    assert_eq!(quality.gopher_repetition(&published()), ["empty"]);
    assert_eq!(quality.c4(&published()), ["too_few_sentences"]);
    assert_eq!(quality.fineweb(&published()), ["empty"]);
    assert!(quality.lines.is_empty());
    assert_eq!(quality.redpajama, RedPajama::default());
    // No line, but white space: datatrove's order of questions.
    let blank = Quality::of(" \n");
    assert_eq!(blank.fineweb(&published()), ["empty"]);
    assert!(blank.gopher_repetition(&published()).is_empty());
    assert_eq!(blank.redpajama.mean_word_length, None);
}

#[test]
fn gopher_counts_words_and_marks() {
    let quality = Quality::of("- The tide, # of May...\n• Ebb…\n\nand flow\n").gopher_quality;
    // - The tide , # of May ... • Ebb … and flow
    assert_eq!(quality.words, 13);
    // The tide of May • Ebb and flow: a bullet is in no list of punctuation.
    assert_eq!(quality.non_symbol_words, 8);
    assert!((quality.mean_word_length - 23.0 / 8.0).abs() < 1e-12);
    assert!((quality.hash_to_word_ratio - 1.0 / 13.0).abs() < 1e-12);
    assert!((quality.ellipsis_to_word_ratio - 2.0 / 13.0).abs() < 1e-12);
    assert!(
        (quality.bullet_line_frac - 0.5).abs() < 1e-12,
        "of four lines, one blank"
    );
    assert!((quality.ellipsis_line_frac - 0.5).abs() < 1e-12);
    assert!((quality.alpha_word_frac - 7.0 / 13.0).abs() < 1e-12);
    assert_eq!(quality.stop_words, 2, "of and and; The is none");
}

#[test]
fn gopher_counts_what_occurs_again() {
    // Paragraphs: "ab cd\nab cd", "ab cd\nab cd"; 24 characters with the end of the text.
    let quality = Quality::of("ab cd\nab cd\n\nab cd\nab cd").gopher_repetition;
    assert_eq!(quality.chars, 24);
    assert!((quality.dup_para_frac - 0.5).abs() < 1e-12);
    assert!((quality.dup_para_char_frac - 11.0 / 24.0).abs() < 1e-12);
    assert!((quality.dup_line_frac - 0.75).abs() < 1e-12);
    assert!((quality.dup_line_char_frac - 15.0 / 24.0).abs() < 1e-12);
    assert!((quality.top_2_gram - 4.0 * 5.0 / 24.0).abs() < 1e-12);
    // ab cd ab, three times from the first, the third and the fifth word.
    assert!((quality.top_3_gram - 3.0 * 8.0 / 24.0).abs() < 1e-12);
    // Five words: the run from the third on is the first one again; four are left behind it at most.
    assert!((quality.dup_5_gram - 10.0 / 24.0).abs() < 1e-12);
    assert!((quality.dup_6_gram - 12.0 / 24.0).abs() < 1e-12);
    assert!(quality.dup_7_gram == 0.0);
}

#[test]
fn the_most_frequent_run_may_occur_once() {
    let quality = Quality::of("ab cd ef");
    assert!((quality.gopher_repetition.top_2_gram - 5.0 / 8.0).abs() < 1e-12);
    assert_eq!(
        quality.gopher_repetition(&published()),
        ["top_2_gram", "top_3_gram"]
    );
    assert!(
        quality.redpajama.frac_chars_top_2gram == 0.0,
        "here it may not"
    );
}

#[test]
fn empty_ends_of_a_text_are_lines() {
    let of = |text| Quality::of(text).gopher_repetition.dup_line_frac;
    assert!((of("\nab\n") - 1.0 / 3.0).abs() < 1e-12);
    assert!(of("ab\n") == 0.0);
    assert!((of("\n") - 0.5).abs() < 1e-12);
}

#[test]
fn c4_asks_in_its_order() {
    let long = "x".repeat(1001);
    let text = format!(
        "{long} is a word.\nNo mark at the end\nToo few.\nPlease turn Javascript on.\nRead the Privacy Policy first.\n\
         It goes on...\nA bracket {{ in a line.\nLorem Ipsum dolor sit amet.\nIt was kept[12]. All of it [edit]was!\n"
    );
    let quality = Quality::of(&text);
    let c4 = &quality.c4;
    assert_eq!((c4.lines, c4.lines_kept), (9, 1));
    assert_eq!((c4.lines_too_long_word, c4.lines_no_terminal_punc), (1, 2));
    assert_eq!(
        (c4.lines_too_few_words, c4.lines_javascript, c4.lines_policy),
        (1, 1, 1)
    );
    assert_eq!(
        (c4.curly_bracket_line, c4.lorem_ipsum_line),
        (Some(7), Some(8))
    );
    assert_eq!(c4.sentences, 2);
    assert_eq!(
        quality.c4(&published()),
        ["curly_bracket", "lorem_ipsum", "too_few_sentences"]
    );
}

#[test]
fn c4_counts_sentences_as_spacy_does() {
    let sentences = |text| Quality::of(text).c4.sentences;
    assert_eq!(sentences("Mr. Holt came. He saw it? “Yes!” he said."), 4);
    // No word follows the second mark, and an ellipsis ends nothing.
    assert_eq!(
        sentences("It rose... then fell. .) "),
        0,
        "the line ends in no mark that counts"
    );
    assert_eq!(sentences("It rose... then fell. (.) All was \"well.\""), 2);
    // White space of two blanks is a token, and begins a sentence.
    assert_eq!(sentences("It rose and fell.  \""), 2);
    assert_eq!(sentences("It rose and fell. \""), 1);
}

#[test]
fn c4_may_be_asked_without_terminal_marks() {
    let text = "The tide came in\nThe tide went out\n".repeat(3);
    assert_eq!(Quality::of(&text).c4(&published()), ["too_few_sentences"]);
    let options = Options {
        c4_terminal_punct: false,
        ..Options::default()
    };
    let quality = Meter::new(options).measure(&text);
    assert_eq!(quality.c4.sentences, 6);
    assert!(quality.c4(&published()).is_empty());
}

#[test]
fn fineweb_looks_at_lines_that_are_not_blank() {
    let text = "The harbour bridge is open again to all.\nMenu\nMenu\n \nIt is open. \n";
    let quality = Quality::of(text);
    let fineweb = &quality.fineweb;
    assert_eq!(fineweb.lines, 4);
    assert!(
        (fineweb.line_punct_ratio - 0.25).abs() < 1e-12,
        "a blank behind the mark spoils it"
    );
    assert!((fineweb.short_line_ratio - 0.75).abs() < 1e-12);
    assert!((fineweb.char_dup_ratio - 4.0 / 61.0).abs() < 1e-12);
    // 9 words and 4 marks or words more: The .. all . Menu Menu It is open .
    assert!((fineweb.new_line_ratio - 5.0 / 15.0).abs() < 1e-12);
    assert_eq!(
        quality.fineweb(&published()),
        ["short_line_ratio", "char_dup_ratio", "list_ratio"]
    );
}

#[test]
fn a_document_without_marks_may_be_spared() {
    let quality = Quality::of("The harbour bridge is open again to all");
    assert_eq!(quality.fineweb(&published()), ["line_punct_ratio"]);
    let mut thresholds = published();
    thresholds.fineweb.line_punct_exclude_zero = true;
    assert!(quality.fineweb(&thresholds).is_empty());
}

#[test]
fn refinedweb_removes_lines() {
    let rule = |line| Quality::of(line).lines[0].refinedweb;
    assert_eq!(rule("BREAKING NEWS"), Some(LineRule::Uppercase));
    assert_eq!(rule("1984"), Some(LineRule::Numeric));
    assert_eq!(rule("1984 1985"), None, "a blank is no digit");
    assert_eq!(rule("» 1.2K Followers «"), Some(LineRule::Counter));
    assert_eq!(rule("Menu"), Some(LineRule::Short));
    assert_eq!(rule("Sign-in to comment"), Some(LineRule::Substring));
    assert_eq!(rule("3 Items in cart"), Some(LineRule::Substring));
    assert_eq!(
        rule("The pier is back. Read more..."),
        Some(LineRule::Substring)
    );
}

/// The copies of the pattern elsewhere that lost an anchor or their case delete the first of these, or keep the last.
#[test]
fn a_counter_is_a_whole_line() {
    let rule = |line| Quality::of(line).lines[0].refinedweb;
    assert_eq!(rule("3 followers of the sect were arrested"), None);
    assert_eq!(rule("The post had 3 likes"), None);
    assert_eq!(rule("3 LIKES"), Some(LineRule::Uppercase));
    assert_eq!(rule("12,345 Likes"), Some(LineRule::Counter));
    // DCLM's pattern takes the dots for any characters.
    assert_eq!(rule("The paper where you can read more on"), None);
}

#[test]
fn refinedweb_counts_the_words_it_removes() {
    let text = "The pier is open again.\nMenu\nSign-in to comment\n\n3 likes";
    let quality = Quality::of(text);
    // Menu, Sign-in, 3 likes.
    assert_eq!(
        (quality.refinedweb.words, quality.refinedweb.removed_words),
        (11, 4)
    );
    assert_eq!(quality.refinedweb(&published()), ["word_removal_ratio"]);
}

#[test]
fn redpajama_counts_normal_words() {
    let signals = Quality::of("Don't go, don't GO - go!\nÉté 42").redpajama;
    // dont go dont go go été 42
    assert_eq!(signals.word_count, 7);
    // Decomposed, été has five.
    assert_eq!(
        signals.mean_word_length,
        Some(f64::from(4 + 2 + 4 + 2 + 2 + 5 + 2) / 7.0)
    );
    assert_eq!(signals.frac_unique_words, Some(4.0 / 7.0));
    // dont go twice: 2 * 6 of 21.
    assert!((signals.frac_chars_top_2gram - 12.0 / 21.0).abs() < 1e-12);
    let share = |count: f64| -count / 7.0 * (count / 7.0).ln();
    let entropy = share(2.0) + share(3.0) + 2.0 * share(1.0);
    assert!((signals.unigram_entropy.unwrap() - entropy).abs() < 1e-12);
}

#[test]
fn redpajama_counts_raw_words() {
    let signals = Quality::of("Don't GO, the_tide! 2B? ... the").redpajama;
    // Don ' t GO , the_tide ! 2B ? ... the
    assert_eq!(signals.frac_all_caps_words, Some(2.0 / 11.0), "GO and 2B");
    assert_eq!(signals.frac_no_alph_words, Some(1.0 - 6.0 / 11.0));
    assert_eq!(signals.symbol_to_word_ratio, Some(1.0 / 11.0));
    assert_eq!(signals.num_sentences, 3);
    let options = Options {
        redpajama_stop_words: vec!["the".to_owned(), "don".to_owned()],
        ..Options::default()
    };
    let quality = Meter::new(options).measure("Don't go to the pier, the quay");
    assert!((quality.redpajama.stop_word_fraction - 2.0 / 10.0).abs() < 1e-12);
}

#[test]
fn redpajama_counts_words_in_repeated_runs_once() {
    // Five words twice, and the last five of them are in two runs.
    let signals = Quality::of("aa bb cc dd ee ff aa bb cc dd ee ff gg").redpajama;
    assert!((signals.frac_chars_dupe_5grams - 24.0 / 26.0).abs() < 1e-12);
    assert!((signals.frac_chars_dupe_6grams - 24.0 / 26.0).abs() < 1e-12);
    assert!(signals.frac_chars_dupe_7grams == 0.0);
}

#[test]
fn redpajama_finds_placeholders() {
    let signals = Quality::of("{Lorem, ipsum} dolor").redpajama;
    assert!((signals.lorem_ipsum - 1.0 / 17.0).abs() < 1e-12);
    assert!((signals.curly_bracket - 2.0 / 20.0).abs() < 1e-12);
}

#[test]
fn redpajama_measures_lines_with_their_ends() {
    let quality = Quality::of("• NASA: Javascript, 42.\n\n”");
    let [first, last] = &quality.lines[..] else {
        panic!("{:?}", quality.lines)
    };
    assert_eq!(
        (first.line, first.num_words, first.javascript_counts),
        (1, 4, 1)
    );
    assert!(first.ends_with_terminal_mark && first.starts_with_bulletpoint);
    // N A S A J of 24 characters; 4 2 of "• nasa javascript 42".
    assert!((first.uppercase_letter_fraction - 5.0 / 24.0).abs() < 1e-12);
    assert!((first.numerical_chars_fraction - 2.0 / 20.0).abs() < 1e-12);
    assert_eq!(last.line, 3, "the blank line counts");
    assert!(last.ends_with_terminal_mark);
}

#[test]
fn signals_serialise_under_their_published_names() {
    let json = serde_json::to_value(Quality::of("The pier is back.")).unwrap();
    assert_eq!(json["redpajama"]["rps_doc_word_count"], 4);
    assert_eq!(
        json["lines"][0]["rps_lines_ending_with_terminal_punctution_mark"],
        1
    );
    assert_eq!(json["lines"][0]["rps_lines_start_with_bulletpoint"], 0);
    assert_eq!(json["c4"]["sentences"], 1);
    assert_eq!(json["gopher_quality"]["non_symbol_words"], 4);
}

use super::*;

/// Cuts at every `|` and nowhere else.
#[track_caller]
fn cuts(marked: &str) {
    let text = marked.replace('|', "");
    let cut: Vec<&str> = Segmenter::new(Lexicon::builtin(), None)
        .sentences(&text)
        .map(|range| &text[range])
        .collect();
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(cut, expected);
}

#[test]
fn plain_sentences() {
    cuts("The ferry left. |Nobody minded! |Would it come back? |It did.");
    cuts("  Two spaces.  |And a tab.\t|No terminator at the end");
    cuts("Really?! |Yes... |Never.");
    cuts("It rained… |Then it stopped.");
    cuts("one line. two lines. no capitals.");
    cuts("It opened in 1949. |It closed in 2009. |14 people came.");
    cuts("The pump (see below) is new. |(It was dear.) |It stays.");
}

#[test]
fn quotations_and_notes_close_with_their_sentence() {
    cuts("“It is fine.” |She left. |\"So did I.\" |He stayed.");
    cuts("“Is it?” he asked. |“It is!” she said.");
    cuts("The lake is deep.[1] |It is cold.[citation needed][2] |Monks fished it.");
    cuts("Er sagte: „Nein.“ |Dann ging er. |«Non.» |Elle partit.");
}

#[test]
fn abbreviations() {
    cuts("Mr. Tully and Dr. Lind met at St. Odo's. |They spoke.");
    cuts("See No. 5 and vol. 3, p. 12, fig. 2. |The rest is lost.");
    cuts("He said no. |The clerk said no. |No. |Never.");
    cuts("It closed on Jan. 5, reopened in Sept. and shut for good.");
    cuts("He lives in the U.S. and works at Halm & Co. in Gannport.");
    cuts("She moved to the U.S. |The firm followed.");
    cuts("The U.S. Navy bought from Halm Inc. Vance said so.");
    cuts("It opens at 9 a.m. |In winter it opens later. |It shuts at 5 p.m. Monday to Friday.");
    cuts("They sell rope, tar, etc. |He buys none of it, e.g. Tar or i.e. Pitch.");
    cuts("Ned Sorrel Jr. Street is closed. |Ned Sorrel Jr. |He is away.");
}

#[test]
fn initials_numbers_and_markers() {
    cuts("J. Smith and A. B. Farr wrote it. |P. J. Roke read it.");
    cuts("It cost 3.5 million at v1.2.3 of bodycopy.rs. |Cheap.");
    cuts("3. Mutual trust: both sides want it. |It is rare.");
    cuts("b. Wipe the pin. |Oil it.");
    cuts("iv. Wipe the pin. |Oil it.");
    cuts("We waited for ... a bus. |It came.");
    cuts("Wait... what? |Nothing.");
    cuts("Am 3. April kam er. |Im 19. Jahrhundert auch.");
}

#[test]
fn other_scripts() {
    cuts("湖はきれいです。|人が多い。|「そうだ。」|彼は言った。");
    cuts("「行きます。」と彼女は言った。|そして行った！");
    cuts("这座桥很老。|谁修的？|没人知道！");
    cuts("यह पुल पुराना है। |इसे किसने बनाया?");
    cuts("هذا الجسر قديم. |من بناه؟ |لا أحد يعرف.");
    cuts("یہ پل پرانا ہے۔ |کس نے بنایا؟");
    cuts("Мост закрыли. |Почему? |Никто не знает.");
    cuts("다리가 닫혔다. |왜 그랬을까?");
    cuts("Η γέφυρα έκλεισε. |Γιατί;");
}

#[test]
fn who_asked_belongs_to_the_question() {
    cuts("«Кто там?» — спросил он. |«Никто». |Дверь открылась.");
    cuts("—¿Quién es? —preguntó ella. |—Nadie.");
    cuts("«من هناك؟» سأل الحارس. |«لا أحد». |ثم نام.");
    cuts("“谁？”他问道。|“没有人。”|门开了。");
    cuts("「誰だ？」と聞いた。|「誰も。寝ろ。」と答えた。|静かになった。");
    cuts("« Qui va là ? » demanda-t-il. |« Personne. » |Il dormit.");
}

#[test]
fn ordinals_are_of_some_languages() {
    let text = "Er kam als 9. Danach kam Tilda.";
    let count = |language| {
        let segmenter = Segmenter::new(Lexicon::builtin(), Some(language));
        segmenter.sentences(text).count()
    };
    assert_eq!(count("it"), 2);
    let text = "Der 9. Mai war ein Freitag.";
    assert_eq!(
        Segmenter::new(Lexicon::builtin(), Some("de"))
            .sentences(text)
            .count(),
        1
    );
}

#[test]
fn nothing_is_lost_and_time_is_linear() {
    let segmenter = Segmenter::new(Lexicon::builtin(), None);
    assert_eq!(segmenter.sentences(" \t ").count(), 0);
    for unit in [". ", "a.", "? [", "A. ", "e.g. ", "\u{3000}。", "\" ."] {
        let text = unit.repeat(20_000);
        let mut end = 0;
        for range in segmenter.sentences(&text) {
            assert!(text[end..range.start].trim().is_empty());
            assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            end = range.end;
        }
        assert!(text[end..].trim().is_empty());
    }
}

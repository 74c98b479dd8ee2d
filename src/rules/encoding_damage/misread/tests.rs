//! Damaged text and its repair, and sound text that looks like damage.

use super::*;

fn repairs(text: &str) -> Vec<(&str, String)> {
    misread(text)
        .into_iter()
        .map(|found| (&text[found.range], found.repaired))
        .collect()
}

fn only(text: &str) -> String {
    let mut found = repairs(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0).1
}

#[test]
fn letters_and_marks_of_western_text() {
    assert_eq!(repairs("Le cafÃ© du port"), [("cafÃ©", "café".to_owned())]);
    assert_eq!(only("Itâ€™s late"), "It’s");
    assert_eq!(only("He said â€œno.â€\u{9d}"), "“no.”");
    assert_eq!(only("He said â€œno.â€ and left"), "“no.”");
    assert_eq!(only("MÃ¼nchen"), "München");
    assert_eq!(only("Ã–sterreich"), "Österreich");
    assert_eq!(only("d'Ã©tat"), "d'état");
    assert_eq!(only("CAFÃ‰"), "CAFÉ");
    assert_eq!(only("MANHÃƒ"), "MANHÃ");
    assert_eq!(only("Ã\u{a0} demain"), "à");
    assert_eq!(only("dÃ©jÃ  vu"), "déjà");
    assert_eq!(only("The end.Â\u{a0} Then"), "end.\u{a0}");
    assert_eq!(only("at 30Â°C"), "30°C");
    assert_eq!(only("costs Â£5"), "£5");
    assert_eq!(only("bÅ‚Ä™du"), "błędu");
    assert_eq!(only("Å›wiat"), "świat");
    assert_eq!(only("Timișoara È™i"), "și");
    assert_eq!(only("Viá»‡t"), "Việt");
    assert_eq!(only("ðŸ˜€"), "😀");
    assert_eq!(only("ï»¿Title"), "Title");
    assert_eq!(only("a â‚¬20 note"), "€20");
}

#[test]
fn other_alphabets() {
    assert_eq!(only("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€"), "привет мир");
    assert_eq!(only("РїСЂРёРІРµС‚ РјРёСЂ"), "привет мир");
    assert_eq!(only("Îº\u{a0}ÎºÎ±Î»Î·"), "κ\u{a0}καλη");
    assert_eq!(only("×©×œ×•×\u{9d}"), "שלום");
    assert_eq!(only("ä½\u{a0}å¥½"), "你好");
    assert_eq!(only("Он сказал: вЂњнет"), "“нет");
    assert_eq!(only("die BrГјcke"), "Brücke");
    assert_eq!(only("10ì\u{9d}¼ ë°¤ ìµœê³\u{a0}ìœ„"), "10일 밤 최고위");
}

#[test]
fn what_was_misread_twice_is_read_twice() {
    assert_eq!(only("Itâ€™s"), "It’s");
    assert_eq!(only("ItÃ¢â‚¬â„¢s"), "It’s");
    assert_eq!(only("cafÃƒÂ©"), "café");
    assert_eq!(only("cafÃƒÆ’Ã‚Â©"), "café");
    assert_eq!(only("Ã¢â‚¬Å“noÃ¢â‚¬Â\u{9d}"), "“no”");
}

#[test]
fn sound_text_stays() {
    for text in [
        "Müller aß Brötchen, père a mangé une crêpe, año, čeština, żółć, İstanbul, đường, ĐÃ",
        "«\u{a0}Il est allé à l’école\u{a0}», a dit le curé\u{a0}: «\u{a0}C’est l’été…\u{a0}»",
        "“MAÇÃ” e “AMANHÃ”; «IRMÃ», ‘NÃO’, NÃ…",
        "The letter “Ä” and the letter “Ã” and «Å»; 10 Å² or 3 Å–4 Å, Å·mol",
        "2×½ cups, 3×4, × ¼, Ø°, CAFÉ™, café®, Universität¹², où…, là—bas, sí»¿Qué?",
        "Рідний край, СІЧ, США»…, Різдво, РФ, РіСК, ЕЭС–РЖД",
        "Ελλάδα, Ευρώπη· Ό,τι; ΣΥΡΙΖΑ»",
        "Ísland, þú, ð, Þórðarson æ ø å ÆØÅ”, ‘Å’",
        "dotyk\u{a0}–\u{a0}ä, ö\u{a0}» und ü“, Å\u{a0}m",
        "한국어 日本語 中文 ไทย हिन्दी עברית العربية",
    ] {
        assert_eq!(repairs(text), [], "{text}");
    }
}

#[test]
fn lines_of_any_length_take_linear_time() {
    let long = "Ã©".repeat(200_000);
    assert_eq!(misread(&long).len(), 1);
    let doubtful = "é»… ".repeat(200_000);
    assert_eq!(misread(&doubtful), []);
}

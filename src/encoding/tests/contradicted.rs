//! Labels that the bytes contradict, and damage that does not.

use encoding_rs::{EUC_KR, GBK, SHIFT_JIS, UTF_8, WINDOWS_1251, WINDOWS_1252};

use super::{
    CHINESE, ContentType, Detected, ENGLISH, FRENCH, JAPANESE, KOREAN, Meta, RUSSIAN, Utf8,
};
use super::{decode, encode, how, page, reads, utf16};

#[test]
fn utf8_under_another_label_is_utf8() {
    for label in [
        "iso-8859-1",
        "windows-1251",
        "gb2312",
        "shift_jis",
        "euc-kr",
        "big5",
    ] {
        let text = page(&format!("<meta charset={label}>"), CHINESE);
        reads(text.as_bytes(), None, &text, "UTF-8", Utf8);
        // A few bad bytes do not change that.
        let bytes = [text.as_bytes(), b"\xff"].concat();
        assert_eq!(how(&decode(&bytes, None)), ("UTF-8", Utf8, true), "{label}");
    }
    // One letter is enough where the alternative is `Ã©`.
    reads(
        "<meta charset=latin1>café".as_bytes(),
        None,
        "<meta charset=latin1>café",
        "UTF-8",
        Utf8,
    );
}

#[test]
fn little_text_with_the_form_of_utf8_keeps_its_label() {
    // In GBK these are two characters, and each has the form of a UTF-8 sequence of two bytes.
    let bytes = b"\xc4\xa3\xd0\xa1";
    assert!(str::from_utf8(bytes).is_ok());
    reads(
        bytes,
        Some("text/html; charset=gbk"),
        "模小",
        "GBK",
        ContentType,
    );
    // One character of UTF-8, which in GBK would be one and a half.
    reads(
        "中<br>".as_bytes(),
        Some("text/html; charset=gbk"),
        "中<br>",
        "UTF-8",
        Utf8,
    );
}

#[test]
fn another_encoding_under_the_label_of_utf8_is_detected() {
    for (encoding, sentence) in [
        (WINDOWS_1252, ENGLISH),
        (WINDOWS_1251, RUSSIAN),
        (SHIFT_JIS, JAPANESE),
        (EUC_KR, KOREAN),
        (GBK, CHINESE),
    ] {
        let text = page("<meta charset=utf-8>", sentence);
        reads(
            &encode(&text, encoding),
            Some("text/html; charset=utf-8"),
            &text,
            encoding.name(),
            Detected,
        );
    }
}

#[test]
fn damaged_utf8_stays_utf8() {
    // A comment was pasted in from elsewhere.
    let mut bytes = page("", FRENCH).into_bytes();
    bytes.extend(b"<p>caf\xe9</p>");
    for content_type in [None, Some("text/html; charset=utf-8")] {
        let decoded = decode(&bytes, content_type);
        assert_eq!((decoded.encoding, decoded.damaged), ("UTF-8", true));
        assert!(decoded.text.contains("été"), "{}", decoded.text);
        assert!(decoded.text.ends_with("<p>caf\u{fffd}</p>"));
    }
}

#[test]
fn a_cut_is_no_wrong_label() {
    let cut = |text: &str, encoding| {
        let mut bytes = encode(text, encoding);
        bytes.pop();
        bytes
    };
    for (encoding, text) in [
        (UTF_8, "The sign says 渡"),
        (SHIFT_JIS, "The sign says 渡"),
        (EUC_KR, "The sign says 배"),
    ] {
        let content_type = format!("text/html; charset={}", encoding.name());
        let bytes = cut(text, encoding);
        let decoded = decode(&bytes, Some(&content_type));
        assert_eq!(how(&decoded), (encoding.name(), ContentType, true));
        assert_eq!(decoded.text, "The sign says \u{fffd}");
    }
    let bytes = cut(JAPANESE, UTF_8);
    assert_eq!(how(&decode(&bytes, None)), ("UTF-8", Detected, true));
    let mut bytes = utf16(ENGLISH, u16::to_le_bytes);
    bytes.pop();
    assert_eq!(how(&decode(&bytes, None)), ("UTF-16LE", Detected, true));
}

#[test]
fn a_label_under_which_much_is_malformed_goes() {
    for (label, encoding, sentence) in [
        ("euc-jp", WINDOWS_1251, RUSSIAN),
        ("euc-jp", WINDOWS_1252, FRENCH),
        ("gbk", WINDOWS_1252, FRENCH),
    ] {
        let text = page(&format!("<meta charset={label}>"), sentence);
        let name = encoding.name();
        reads(&encode(&text, encoding), None, &text, name, Detected);
    }
}

#[test]
fn a_label_stands_where_little_is_malformed() {
    let text = page("<meta charset=shift_jis>", JAPANESE);
    // No lead byte in Shift_JIS.
    let bytes = [encode(&text, SHIFT_JIS), b"\xff.".to_vec()].concat();
    let decoded = decode(&bytes, None);
    assert_eq!(how(&decoded), ("Shift_JIS", Meta, true));
    assert_eq!(decoded.text, format!("{text}\u{fffd}."));
}

//! What headers and pages declare, and what is no declaration.

use encoding_rs::{KOI8_R, WINDOWS_1251, WINDOWS_1252};

use super::{ContentType, Detected, FRENCH, KOI8_DETECTED, Meta, RUSSIAN, Utf8};
use super::{decode, decode_text, encode, how, page, reads};

#[test]
fn content_types_as_servers_write_them() {
    for value in [
        "text/html; charset=koi8-r",
        "text/html;charset=\"KOI8-R\"",
        "text/html; charset='koi8-r'",
        "text/html; Charset = koi8-r ; boundary=x",
        "text/html; charset=koi8-r, text/html",
        "text/html; charset=\"koi8-r",
        "charset=koi8-r",
    ] {
        reads(
            &encode(RUSSIAN, KOI8_R),
            Some(value),
            RUSSIAN,
            "KOI8-R",
            ContentType,
        );
    }
    for value in [
        "",
        "text/html",
        "text/html; charset",
        "text/html; charset=",
        "text/html; charset=none",
        // Browsers read such pages as a single U+FFFD; the label is worth nothing.
        "text/html; charset=hz-gb-2312",
    ] {
        reads(
            &encode(RUSSIAN, KOI8_R),
            Some(value),
            RUSSIAN,
            KOI8_DETECTED,
            Detected,
        );
    }
}

#[test]
fn the_header_goes_before_the_meta() {
    let text = page("<meta charset=windows-1251>", RUSSIAN);
    reads(
        &encode(&text, KOI8_R),
        Some("text/html; charset=koi8-r"),
        &text,
        "KOI8-R",
        ContentType,
    );
    // Unless it cannot be.
    reads(
        &encode(&text, WINDOWS_1251),
        Some("text/html; charset=utf-8"),
        &text,
        "windows-1251",
        Meta,
    );
}

#[test]
fn metas_as_pages_write_them() {
    let bulky = format!("<style>{}</style>", "p { color: #123 } ".repeat(400));
    for head in [
        "<META CHARSET=KOI8-R>",
        "<meta/charset = 'koi8-r' />",
        "<meta content=\"text/html; charset=koi8-r\" http-equiv=\"content-type\">",
        "<!-- <meta charset=utf-8> --><meta charset=koi8-r>",
        "<!--><meta charset=koi8-r>",
        "<title><meta charset=utf-8></title><meta charset=koi8-r>",
        "<script>var a = '<meta charset=utf-8>' </script><meta charset=koi8-r>",
        "<script>a</scr</script ><meta charset=koi8-r>",
        "<meta name=description content='charset=utf-8'><meta charset=koi8-r>",
        "<meta charset=nonsense><meta charset=koi8-r>",
        "<meta charset=koi8-r charset=utf-8>",
        "<a title='<meta charset=utf-8>'></a><meta charset=koi8-r>",
        "<? <meta charset=utf-8> <meta charset=koi8-r>",
        "< meta charset=utf-8><meta charset=koi8-r>",
        &format!("{bulky}<meta charset=koi8-r>"),
    ] {
        let text = page(head, RUSSIAN);
        reads(&encode(&text, KOI8_R), None, &text, "KOI8-R", Meta);
    }
}

#[test]
fn what_is_no_declaration() {
    let far = format!("<style>{}</style>", "x".repeat(16 * 1024));
    let body = format!("</head><body>{}", "<p>Ferry.".repeat(200));
    for head in [
        "<!-- <meta charset=windows-1251> -->",
        "<meta content='text/html; charset=windows-1251'>",
        "<meta name=charset content=windows-1251>",
        "</meta charset=windows-1251>",
        "<metadata charset=windows-1251>",
        &format!("{far}<meta charset=windows-1251>"),
        &format!("{body}<meta charset=windows-1251>"),
    ] {
        let text = page(head, RUSSIAN);
        reads(&encode(&text, KOI8_R), None, &text, KOI8_DETECTED, Detected);
    }
}

#[test]
fn an_xml_declaration_counts_where_no_meta_does() {
    let xml = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n";
    let text = format!("{xml}{}", page("", RUSSIAN));
    reads(
        &encode(&text, WINDOWS_1251),
        None,
        &text,
        "windows-1251",
        Meta,
    );
    let text = format!("{xml}{}", page("<meta charset=koi8-r>", RUSSIAN));
    reads(&encode(&text, KOI8_R), None, &text, "KOI8-R", Meta);
    for broken in [
        "<?xml",
        "<?xml encoding",
        "<?xml encoding=>",
        "<?xml encoding=\"koi8-r>",
    ] {
        reads(broken.as_bytes(), None, broken, "UTF-8", Utf8);
    }
}

#[test]
fn plain_text_may_speak_of_declarations() {
    let text = format!("Write <meta charset=koi8-r> into the head.\n{FRENCH}");
    let bytes = encode(&text, WINDOWS_1252);
    assert_eq!(
        how(&decode_text(&bytes, None)),
        ("windows-1252", Detected, false)
    );
    assert_eq!(how(&decode(&bytes, None)), ("KOI8-R", Meta, false));
}

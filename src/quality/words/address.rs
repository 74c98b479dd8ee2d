//! Addresses of the web and of mail, which are not cut inside.

use once_cell::sync::Lazy;
use regex::Regex;

use crate::quality::characters::{is_alpha_lower, is_word};

/// Whether the whole piece is an address: a scheme, a user, both or neither, a host, a port, a path.
pub(super) fn is_address(piece: &str) -> bool {
    if !piece.contains('.') {
        return false;
    }
    if is_host_and_path(piece) || behind_scheme(piece).is_some_and(is_host_and_path) {
        return true;
    }
    // Whatever stands before an `@` passes for a user.
    let users = memchr::memchr_iter(b'@', piece.as_bytes()).filter(|&at| at > 0);
    users
        .into_iter()
        .any(|at| is_host_and_path(&piece[at + 1..]))
}

fn behind_scheme(piece: &str) -> Option<&str> {
    let (scheme, rest) = piece.split_once("://")?;
    let named = scheme
        .chars()
        .all(|c| is_word(c) || matches!(c, '+' | '-' | '.'));
    (named && scheme.chars().nth(1).is_some()).then_some(rest)
}

/// Whether this is a host or an address of numbers, and what may follow it.
fn is_host_and_path(text: &str) -> bool {
    let end = text.find([':', '/', '?', '#', '@']).unwrap_or(text.len());
    let (host, rest) = text.split_at(end);
    (is_domain(host) || is_public_number(host)) && is_path(skip_port(rest))
}

fn is_path(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '?', '#'])
}

fn skip_port(rest: &str) -> &str {
    let Some(port) = rest.strip_prefix(':') else {
        return rest;
    };
    let behind = port.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = port.len() - behind.len();
    if (2..=5).contains(&digits) {
        behind
    } else {
        rest
    }
}

/// Labels with full stops between them, the last of lower-case letters.
fn is_domain(host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    let letters = top.chars().take(64).count();
    (2..=63).contains(&letters)
        && top.chars().all(is_alpha_lower)
        && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let inner = |c: char| is_label_end(c) || matches!(c, '_' | '-');
    label.starts_with(is_label_end)
        && label.ends_with(is_label_end)
        && label.chars().all(inner)
        && label.chars().take(65).count() <= 64
}

fn is_label_end(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{a1}'..='\u{ffff}')
}

/// Four numbers that are no private address.
fn is_public_number(host: &str) -> bool {
    static NUMBERS: Lazy<Option<Regex>> = Lazy::new(|| {
        let number = r"1?[0-9]{1,2}|2[0-4][0-9]|25[0-5]";
        let first = r"[1-9][0-9]?|1[0-9][0-9]|2[01][0-9]|22[0-3]";
        let last = r"[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-4]";
        Regex::new(&format!(
            r"^(?:{first})(?:\.(?:{number})){{2}}\.(?:{last})$"
        ))
        .ok()
    });
    static PRIVATE: Lazy<Option<Regex>> = Lazy::new(|| {
        Regex::new(r"^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.)").ok()
    });
    let is = |pattern: &Option<Regex>| pattern.as_ref().is_some_and(|it| it.is_match(host));
    host.starts_with(|c: char| c.is_ascii_digit()) && is(&NUMBERS) && !is(&PRIVATE)
}

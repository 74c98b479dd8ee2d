use std::collections::{HashMap, HashSet};

use super::*;
use crate::quality::words::Words;

/// Texts of few different words, so that runs of many lengths occur again.
fn texts() -> Vec<String> {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    let vocabulary = ["a", "b", "ab", "ba", "tide", "tides", "s", "harbourmaster"];
    (0..200)
        .map(|_| {
            let (length, kinds) = (next(60), 1 + next(8));
            let words = (0..length).map(|_| vocabulary[next(kinds) as usize]);
            words.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn runs_are_those_that_are_found_by_comparing_all() {
    for text in texts() {
        let words: Vec<&str> = text.split(' ').collect();
        let hashes: Vec<u64> = words
            .iter()
            .map(|word| hash(word.as_bytes(), 0, word.len()))
            .collect();
        let mut runs = Runs::new(&hashes);
        for length in 2..=10 {
            let mut counts: HashMap<&[&str], usize> = HashMap::new();
            for run in words.windows(length) {
                *counts.entry(run).or_default() += 1;
            }
            let most = counts.values().max().copied();
            let first =
                most.and_then(|most| words.windows(length).position(|run| counts[run] == most));
            assert_eq!(runs.grow(), first.zip(most), "{length} words of {text:?}");
            let again: Vec<usize> = (0..words.len().saturating_sub(length - 1))
                .filter(|&at| counts[&words[at..at + length]] > 1)
                .collect();
            assert_eq!(
                runs.repeated().collect::<Vec<_>>(),
                again,
                "{length} words of {text:?}"
            );
        }
    }
}

#[test]
fn what_was_written_before_is_passed_over_as_a_whole() {
    for text in texts() {
        let words = Words::of(&text).words;
        let pieces: Vec<&str> = words
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        let written = Written::new(&text, &words);
        for length in SHORTEST..=10 {
            let mut seen = HashSet::new();
            let (mut expected, mut at) = (Vec::new(), 0);
            while at + length <= pieces.len() {
                if seen.insert(pieces[at..at + length].concat()) {
                    at += 1;
                } else {
                    expected.push(at);
                    at += length;
                }
            }
            let mut found = Vec::new();
            written.again(length, |at| found.push(at));
            assert_eq!(found, expected, "{length} words of {text:?}");
        }
    }
}

#[test]
fn a_table_holds_what_was_put_into_it() {
    let mut table: HashTable<u32> = HashTable::with_room(1000);
    for value in 0..1000_u32 {
        *table.entry(u64::from(value) << 40) = value;
    }
    assert!((0..1000_u32).all(|value| table.get(u64::from(value) << 40) == Some(&value)));
    assert_eq!(table.get(5), None);
}

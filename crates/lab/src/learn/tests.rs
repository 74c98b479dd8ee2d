use bodycopy::Document;
use bodycopy::lab::{Lexicon, UNIT};

use super::*;
use crate::args::Training;
use crate::data::{self, Gold, Page, Set};
use crate::network::Example;

#[test]
fn vectors_become_bytes_and_little_is_lost() {
    let vectors = vec![[0.5, -0.5, 0.25, 0.0, 0.1, -0.1, 0.3, -0.3]; 4];
    let (bytes, scale) = in_bytes(&vectors);
    for (byte, value) in bytes.iter().zip(vectors.as_flattened()) {
        assert!((f32::from(*byte as i8) * scale - value).abs() <= scale / 2.0 + 1e-6);
    }
}

/// A page of a site of its own.
fn page(site: u64) -> Page {
    let html = "<html><body class=outer><nav class=menu><ul><li>Home<li>News</ul></nav><main class=sheet>\
        <article class=post><h1>A ferry rests</h1><p class=lead>The ferry will not run on Friday.\
        <p>The harbour master said so.</article></main><footer><p class=legal>All rights reserved";
    let document = Document::from_html(html);
    let lines: Vec<String> = data::lines_of(&document).map(str::to_owned).collect();
    Page {
        set: Set::Wcxb,
        id: format!("page-{site}"),
        extractor: None,
        lang: String::new(),
        fold: 0,
        site,
        page_type: None,
        gold: vec![Gold::Body; lines.len()],
        lines,
        document: Some(document),
    }
}

#[test]
fn the_library_scores_pages_as_training_does() {
    let training = Training::of(".".as_ref());
    let nothing = Drops {
        words: 0.0,
        signals: 0.0,
        hidden: 0,
        language: 0.0,
        lexical: 0.0,
        names: 0.0,
        all_names: 0.0,
    };
    let options = Options {
        drops: nothing,
        f1: 0.0,
        ..training.learning_pages()
    };
    // Words of names are learned if four sites have them.
    let pages: Vec<Page> = (0..4).map(page).collect();
    let table = Table::measure(&pages, Lexicon::builtin(), &training.weights());
    let signals: Vec<Signal> = Signal::all().collect();
    let prepared = Prepared::new(&table, &signals, &options, &[0, 1, 2, 3]);
    let learner = Learner::<8>::new(&prepared, &options);
    assert!(
        learner
            .names
            .values
            .iter()
            .flatten()
            .any(|&value| value != 0.0)
    );
    // Pairs of words are always dropped at random; as few pages as these have no word that is learned.
    assert!(
        learner
            .words
            .values
            .iter()
            .flatten()
            .all(|&value| value == 0.0)
    );
    let dense = learner.forward();
    let forward = Forward {
        dense: &dense,
        vectors: &learner.words.values,
        names: &learner.names.values,
        f1: 0.0,
        lexical: &prepared.lexical,
    };
    let by_library = learner.network().log_odds(table.signals(0));
    // The library lifts all lines of an unsure page by as much; the first line tells by how much.
    let mut lift = None;
    for (line, &found) in by_library.iter().enumerate() {
        // The loss of one line that should be body tells its score.
        let mut targets = vec![(1.0, 0.0); by_library.len()];
        targets[line].1 = 1.0;
        let example = Example {
            targets: &targets,
            ..prepared.example(0)
        };
        let loss = forward.learn(
            &example,
            &options.drops,
            &mut Random::named(1, "draws"),
            &mut Dense::zero(prepared.reached.len(), GROUPINGS),
            &mut Gradients::default(),
        );
        let score = -(loss.exp() - 1.0).ln();
        let found = f64::from(found) / f64::from(UNIT);
        let found = found - *lift.get_or_insert(found - score);
        // Vectors in bytes lose a little.
        assert!(
            (score - found).abs() < 0.01,
            "line {line}: {score} is not {found}"
        );
    }
    assert!(by_library.windows(2).any(|two| two[0] != two[1]));
}

#[test]
fn documents_are_shuffled_but_none_is_lost() {
    let pages: Vec<usize> = (0..50).collect();
    let mut order = shuffled(&pages, &mut Random::named(1, "order"));
    assert_ne!(order, pages);
    order.sort_unstable();
    assert_eq!(order, pages);
}

use super::*;

fn page(set: Set, id: &str) -> Page {
    let body = "Rivers carry gravel, and gravel carries history; rivers remember floods.";
    let mut lines = vec!["Home".to_owned(), "Menu".to_owned()];
    let mut gold = vec![Gold::Boilerplate; 2];
    for number in 0..30 {
        lines.push(format!(
            "{body} Paragraph {number} tells of floods, gravel, bridges, engineers."
        ));
        gold.push(Gold::Body);
    }
    lines.push("Share".to_owned());
    gold.push(Gold::Boilerplate);
    Page {
        set,
        id: id.to_owned(),
        extractor: None,
        lang: String::new(),
        fold: 3,
        site: 0,
        page_type: None,
        document: None,
        lines,
        gold,
    }
}

fn pages() -> Vec<Page> {
    let sets = [Set::Residue, Set::Wcxb, Set::Silver];
    (0..60)
        .map(|number| page(sets[number % 3], &format!("page-{number}")))
        .collect()
}

const ALL: Options = Options {
    residue: 1.0,
    pages: 1.0,
    seed: 5,
};

#[test]
fn copies_keep_fold_and_labels() {
    let pages = pages();
    let copies = augment(&pages, Lexicon::builtin(), &ALL);
    assert!(copies.len() > 50, "{}", copies.len());
    for copy in &copies {
        assert_eq!((copy.set, copy.fold), (Set::Augmented, 3));
        assert_eq!(copy.lines.len(), copy.gold.len());
        for (line, gold) in copy.lines.iter().zip(&copy.gold) {
            assert_eq!(
                line.starts_with("Rivers carry"),
                *gold == Gold::Body,
                "{line}"
            );
        }
    }
    assert!(copies.iter().any(|copy| copy.lines.len() < 20));
    assert!(copies.iter().any(|copy| copy.lines.len() > 35));
}

#[test]
fn a_document_left_out_changes_no_other_copy() {
    let mut pages = pages();
    let all: Vec<String> = augment(&pages, Lexicon::builtin(), &ALL)
        .iter()
        .map(Page::text)
        .collect();
    pages.remove(0);
    let fewer: Vec<String> = augment(&pages, Lexicon::builtin(), &ALL)
        .iter()
        .map(Page::text)
        .collect();
    assert_eq!(all[all.len() - fewer.len()..], fewer);
}

#[test]
fn shares_are_kept() {
    let some = Options {
        residue: 0.0,
        pages: 0.5,
        seed: 5,
    };
    let copies = augment(&pages(), Lexicon::builtin(), &some);
    assert!((8..32).contains(&copies.len()), "{}", copies.len());
}

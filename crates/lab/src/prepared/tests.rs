use bodycopy::Document;

use super::*;

fn lists(lines: &[&[u32]]) -> Lists {
    let mut lists = Lists::new();
    for line in lines {
        lists.slots.extend_from_slice(line);
        lists.end_line();
    }
    lists
}

#[test]
fn slots_are_common_by_the_number_of_their_origins() {
    let list = lists(&[&[1, 1, 2], &[2, 3], &[1], &[4, 4]]);
    // The first two rows are of one origin: 2 stands in one alone, 1 in two.
    let by_origin = [(0, 0..1), (0, 1..2), (7, 2..4)];
    let common_in = |least| common_slots(&by_origin, std::slice::from_ref(&list), 6, least);
    assert_eq!(common_in(2), [false, true, false, false, false, false]);
    assert_eq!(common_in(1), [false, true, true, true, true, false]);
    // What stands in two lists of one origin counts once.
    let two = [lists(&[&[5]]), lists(&[&[5]])];
    assert!(!common_slots(&[(0, 0..1)], &two, 6, 2)[5]);
}

#[test]
fn rare_slots_stay_in_their_lines_but_are_not_learned() {
    let mut list = lists(&[&[0, 1], &[], &[1]]);
    list.leave_out_rare(&[true, false]);
    assert_eq!(list.of_rows(&(0..3)), [&[0, RARE][..], &[], &[RARE]]);
    assert_eq!(list.of_rows(&(2..3)), [&[RARE]]);
}

#[test]
fn names_are_near_in_the_three_innermost_elements() {
    let html = "<html><body class=outer><main class=sheet><div class=post><p class=lead>Some text of a page.";
    let document = Document::from_html(html);
    let page = document.page().expect("a page");
    let (mut near, mut far) = (Lists::new(), Lists::new());
    names_around(page, 0, &mut near, &mut far);
    // Each element's words, from the innermost out.
    let mut around = Vec::new();
    let mut next = Some(page.element_of(0));
    while let Some(element) = next {
        around.push(page.words_of(element));
        next = page.above(element, 1);
    }
    assert_eq!(around.len(), 5, "p, div, main, body, html");
    let expected = |words: &[&[u32]]| slots_of(&words.concat()).collect::<Vec<_>>();
    assert_eq!(near.slots, expected(&around[..3]));
    assert_eq!(far.slots, expected(&around[3..]));
    assert!(!near.slots.is_empty() && !far.slots.is_empty());
}

#[test]
fn steps_are_reached_by_the_lines_at_or_above_them() {
    let mut counts = [0; 256];
    counts[0] = 6;
    counts[5] = 3;
    counts[200] = 1;
    let (starts, reached) = steps(&[vec![5, 200], vec![1]], &[counts, counts]);
    assert_eq!(starts, [0, 3]);
    assert_eq!(reached, [1.0, 0.4, 0.1, 1.0, 0.4]);
    assert_eq!(bins(&[0, 4, 5, 199, 255], &[5, 200], 3), [3, 3, 4, 4, 5]);
}

#[test]
fn cuts_give_each_bin_its_share_and_zero_its_own() {
    let mut counts = [0; 256];
    counts[0] = 1000;
    counts[1..=100].fill(10);
    let found = cuts(&counts, 5);
    assert_eq!(found[0], 1);
    assert_eq!(found.len(), 4);
    assert!(
        found[1].abs_diff(26) < 4 && found[3].abs_diff(76) < 4,
        "{found:?}"
    );
    // Fewer values than bins are all kept apart; one value needs no cut.
    let mut few = [0; 256];
    few[3] = 1;
    assert!(cuts(&few, 5).is_empty());
    few[9] = 1;
    assert_eq!(cuts(&few, 5), [9]);
}

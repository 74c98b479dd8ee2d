use super::*;

#[test]
fn probe() {
    let Ok(file) = std::env::var("PROBE") else {
        return;
    };
    let texts: Vec<String> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let all: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| {
            Words::of(text)
                .words
                .iter()
                .map(|word| &text[word.start..word.end])
                .collect()
        })
        .collect();
    std::fs::write(
        std::env::var("PROBE_OUT").unwrap(),
        serde_json::to_string(&all).unwrap(),
    )
    .unwrap();
    let known: Vec<Vec<String>> =
        known::read(include_str!("../../../assets/quality/english-words.txt"));
    std::fs::write("/tmp/known.json", serde_json::to_string(&known).unwrap()).unwrap();
}

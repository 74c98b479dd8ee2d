//! The rule `unsupported-claim` on the sentences of `corpus/claims.jsonl`, as a snapshot.
//!
//! The sentences are for guarding, not for tuning (`cargo test --test claims -- --nocapture` lists every disagreement).

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bodycopy::{Detector, Document};
use serde_json::Value;

/// A paragraph before the sentence, so that it stands in a text and the language can be told. It claims nothing.
fn frame(lang: &str) -> &'static str {
    match lang {
        "de" => {
            "Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke nicht abzureißen, sondern bis zum Ende des Jahres zu erneuern."
        }
        "fr" => {
            "Le conseil de la ville a décidé mardi que le vieux pont ne sera pas détruit, mais qu'il sera réparé avant la fin de l'année."
        }
        "es" => {
            "El consejo de la ciudad decidió el martes que el puente viejo no será demolido, sino que se reparará antes de que acabe el año."
        }
        "ru" => {
            "Городской совет решил во вторник, что старый мост не будут сносить, а до конца года его отремонтируют и снова откроют для людей."
        }
        "it" => {
            "Il consiglio della città ha deciso martedì che il vecchio ponte non sarà demolito, ma che sarà riparato prima della fine dell'anno."
        }
        "pt" => {
            "O conselho da cidade decidiu na terça-feira que a ponte velha não vai ser demolida, mas sim reparada até ao fim do ano."
        }
        "nl" => {
            "De raad van de stad heeft dinsdag besloten dat de oude brug niet wordt gesloopt, maar voor het einde van het jaar wordt hersteld."
        }
        "pl" => {
            "Rada miasta zdecydowała we wtorek, że stary most nie zostanie rozebrany, ale że będzie naprawiony przed końcem tego roku."
        }
        _ => {
            "The council of the port town voted on Tuesday to rebuild the old pier, which a storm tore apart in March."
        }
    }
}

/// A paragraph behind the sentence: the last line of a text looks like a footer.
fn end(lang: &str) -> &'static str {
    match lang {
        "de" => {
            "Die Arbeiten beginnen im April, und die Fähre legt bis dahin am Fischmarkt an, wo sie auch im Winter gelegen hat."
        }
        "fr" => {
            "Les travaux commencent en avril, et le bac accostera devant le marché aux poissons jusqu'à ce que tout soit fini."
        }
        "es" => {
            "Las obras empiezan en abril, y el transbordador atracará junto a la lonja del pescado hasta que todo haya terminado."
        }
        "ru" => {
            "Работы начнутся в апреле, и до их конца паром будет приставать у рыбного рынка, где он стоял и прошлой зимой."
        }
        "it" => {
            "I lavori cominciano in aprile, e fino alla fine il traghetto attraccherà davanti al mercato del pesce come in inverno."
        }
        "pt" => {
            "As obras começam em abril, e até ao fim o barco vai atracar junto ao mercado do peixe, como já fez durante o inverno."
        }
        "nl" => {
            "Het werk begint in april, en tot het klaar is legt het veer aan bij de vismarkt, waar het ook in de winter heeft gelegen."
        }
        "pl" => {
            "Prace zaczną się w kwietniu, a do ich końca prom będzie cumował przy targu rybnym, gdzie stał także zimą."
        }
        _ => {
            "The work begins in April, and until it is done the ferry will land at the fish market, as it did in winter."
        }
    }
}

#[test]
fn scores() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/claims.jsonl");
    let gold = fs::read_to_string(file).unwrap();
    let detector = Detector::default();
    // Hits, false alarms, misses and clean sentences.
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for row in gold.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let (text, lang) = (row["text"].as_str().unwrap(), row["lang"].as_str().unwrap());
        let wanted = row["unsupported"].as_bool().unwrap();
        let before = row["context"].as_str().map(|context| format!("{context} "));
        let page = format!(
            "{}\n\n{}{text}\n\n{}\n",
            frame(lang),
            before.unwrap_or_default(),
            end(lang)
        );
        let document = Document::from_text(&page);
        let report = detector.analyze(&document);
        let raised = report
            .issues
            .iter()
            .find(|issue| issue.rule == "unsupported-claim" && issue.text.ends_with(text));
        if raised.is_some() != wanted {
            let kind = report.lines[1].kind;
            let language = report.language();
            println!(
                "{lang} wanted {wanted} ({}), read as {kind}, {language:?}: {text}",
                row["reason"]
            );
            if let Some(issue) = raised {
                println!("    {}", issue.message);
            }
        }
        let place = match (wanted, raised.is_some()) {
            (true, true) => 0,
            (false, true) => 1,
            (true, false) => 2,
            (false, false) => 3,
        };
        let group = if lang == "en" { "en" } else { "others" };
        for name in [lang, group] {
            counts.entry(name.to_owned()).or_default()[place] += 1;
            if group == lang {
                break;
            }
        }
        if lang == "en" {
            let cue = format!("en, {}", row["cue"].as_str().unwrap());
            counts.entry(cue).or_default()[place] += 1;
        }
    }
    insta::assert_snapshot!("claims", table(&counts));
}

fn table(counts: &BTreeMap<String, [usize; 4]>) -> String {
    let mut table = String::new();
    for (name, &[hits, alarms, misses, clean]) in counts {
        let (gold, all) = (hits + misses, hits + alarms + misses + clean);
        let share = |whole: usize| hits as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(hits + alarms), share(gold));
        writeln!(
            table,
            "{name:12} sentences={all:4} gold={gold:4} P={precision:.3} R={recall:.3}"
        )
        .unwrap();
    }
    table
}

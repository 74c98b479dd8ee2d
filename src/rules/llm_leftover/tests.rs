//! Families of leftovers, and the hard negatives of each: every line in a document of its own.

use crate::rules::tests;
use crate::{Detector, Document};

/// The texts that the rule flags in a document of that line between two others.
fn raised(line: &str) -> Vec<String> {
    let text = format!(
        "The town has three piers and a mill, which opened in the spring of last year.\n\n{line}\n\nThe ferry carries four hundred cars a day, and it is late on Mondays.\n"
    );
    tests::raised("llm-leftover", &text)
}

fn all_flagged(lines: &[&str]) {
    tests::all(true, lines, raised);
}

fn none_flagged(lines: &[&str]) {
    tests::all(false, lines, raised);
}

#[test]
fn assistants_speak() {
    all_flagged(&[
        "As an AI language model, I cannot tell when the mill was built.",
        "As a large language model, I do not have opinions about mills.",
        "I'm sorry, but I can't help with that.",
        "I’m sorry, but I cannot fulfil that request.",
        "I can't assist with that request.",
        "As of my last knowledge update in 2021, the mill was closed.",
        "Sure, here's a summary of the meeting:",
        "Certainly! Here is the text about the mill.",
        "Would you like me to expand on any of these points?",
        "Feel free to adjust the tone to suit your readers.",
        "I hope this helps! Let me know if you have any other questions.",
        "Let me know if you'd like me to make any changes.",
    ]);
    none_flagged(&[
        "The phrase 'as an AI language model' stands in hundreds of reviews.",
        "When asked, ChatGPT wrote that as an AI language model I cannot do that.",
        "The device serves as an AI assistant to drivers.",
        "“Would you like me to add a section about the mill?” he asked.",
        "Sure, the ferry is late, and here is why.",
        "Of course, here are more mills than anywhere else, and they all grind.",
        "Feel free to ask at the counter if the door is shut.",
        "Let the office know if you would like a seat by the window.",
    ]);
}

#[test]
fn assistants_speak_other_languages() {
    all_flagged(&[
        "Als KI-Sprachmodell kann ich das nicht beurteilen.",
        "En tant que modèle de langage, je ne peux pas le dire.",
        "Como modelo de lenguaje, no tengo acceso a esos datos.",
        "In quanto modello linguistico, non posso dare pareri.",
        "Como modelo de linguagem, não posso dar opiniões.",
        "Als AI-taalmodel kan ik dat niet weten.",
        "Jako model językowy nie mogę tego ocenić.",
        "Как языковая модель, я не могу этого знать.",
        "Bir yapay zeka dil modeli olarak bunu bilemem.",
        "作为一个人工智能语言模型，我无法提供意见。",
        "AI言語モデルとして、私は意見を持ちません。",
        "Natürlich! Hier ist eine überarbeitete Version:",
        "Bien sûr ! Voici une version révisée du texte :",
    ]);
    none_flagged(&[
        "Der Satz „Als KI-Sprachmodell kann ich das nicht“ steht in vielen Rezensionen.",
        "Natürlich ist hier alles wie früher, und die Mühle mahlt.",
        "Claro que aquí está el molino más viejo del valle.",
    ]);
}

#[test]
fn citations_lead_nowhere() {
    assert_eq!(
        raised("It opened in 1920 :contentReference[oaicite:0]{index=0}."),
        [":contentReference[oaicite:0]{index=0}"]
    );
    assert_eq!(
        raised("It opened in 1920【85†L1-L9】 and grew."),
        ["【85†L1-L9】"]
    );
    assert_eq!(raised("It opened in 1920 [cite: 3]."), ["[cite: 3]"]);
    all_flagged(&[
        "It opened in 1920 turn0search0.",
        "It opened in 1920 citeturn0search3turn0news1.",
        "It opened in 1920【4:0†source】.",
        "[cite_start]It opened in 1920 [cite: 3, 4].",
        "It opened in 1920 [attached_file:1].",
        "It opened in 1920 [web:1][web:4].",
        "See https://mill.example/a?x=1&utm_source=openai for more.",
        "See mill.example/a?utm_source=chatgpt.com for more.",
    ]);
    none_flagged(&[
        "We cite 3 papers, and on web 1 of the mill is a spider.",
        "【写真】The mill at night.",
        "The token `oaicite` tells where such text comes from.",
        "Search your logs for the parameter utm_source=chatgpt.com to count them.",
        "The bridge turned 100 in spring, and the search for a gift began.",
    ]);
}

#[test]
fn programs_print_strings_and_tokens() {
    all_flagged(&[
        "Regenerate response",
        "ChatGPT said:",
        "ChatGPT can make mistakes. Check important info.",
        "The mill is open again. Regenerate response",
        "<think> The user wants a text about the mill. </think>",
        "It opened <grok-card data-id=\"a1\"></grok-card> in 1920.",
        "<|im_start|>assistant",
    ]);
    none_flagged(&[
        "Click the Regenerate response button to try again.",
        "ChatGPT said nothing about the mill when the council asked it.",
        "They think that 3 < 4 and 5 > 4.",
    ]);
}

#[test]
fn markdown_stands_out_in_prose_alone() {
    let prose = "The ferry carries four hundred cars a day, and it is late on Mondays.\n".repeat(8);
    let count = |text: &str| {
        let document = Document::from_text(text);
        let report = Detector::default().analyze(&document);
        report
            .issues
            .iter()
            .filter(|issue| issue.rule == "llm-leftover")
            .count()
    };
    assert_eq!(
        count(&format!(
            "{prose}The **oldest mill** of the town is open again.\n{prose}"
        )),
        1
    );
    assert_eq!(count(&format!("{prose}### The mill\n{prose}")), 1);
    assert_eq!(
        count(&format!(
            "{prose}Prices** are in crowns, without the ** ferry.\n{prose}"
        )),
        0
    );
    assert_eq!(
        count(&format!(
            "{prose}He said f**k and then 2**8 is 256.\n{prose}"
        )),
        0
    );
    let marked = "The **oldest** mill is open.\n\n## The ferry\n\n";
    assert_eq!(count(&marked.repeat(6)), 0, "a document in Markdown");
}

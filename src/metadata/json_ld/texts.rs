//! Texts that JSON-LD gives whole.

use serde_json::{Map, Value};

use super::LinkedText;
use super::entities::{Rank, types};
use crate::metadata::plain;

/// Texts of one page that are kept.
const MOST: usize = 2048;

/// All texts, those of an object before those inside it.
pub(super) fn all(values: &[Value]) -> Vec<LinkedText> {
    let mut texts = Vec::new();
    let mut open: Vec<(&str, &Value)> = values.iter().rev().map(|value| ("", value)).collect();
    while let Some((key, value)) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev().map(|value| (key, value))),
            Value::Object(object) => {
                of_object(key, object, &mut texts);
                let inner = object.iter().rev();
                open.extend(
                    inner
                        .filter(|(_, value)| value.is_object() || value.is_array())
                        .map(|(key, value)| (key.as_str(), value)),
                );
            }
            Value::String(text) if matches!(key, "recipeInstructions" | "step") => {
                add("recipeInstructions", text, &mut texts);
            }
            Value::String(text) if key == "recipeIngredient" => {
                add("recipeIngredient", text, &mut texts);
            }
            _ => {}
        }
        if texts.len() >= MOST {
            break;
        }
    }
    texts
}

fn of_object(key: &str, object: &Map<String, Value>, texts: &mut Vec<LinkedText>) {
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let mut take = |property, text: Option<&str>| {
        if let Some(text) = text {
            add(property, text, texts);
        }
    };
    take("articleBody", text("articleBody"));
    take("reviewBody", text("reviewBody"));
    take("recipeInstructions", text("recipeInstructions"));
    for name in types(object) {
        match name.as_str() {
            "question" => {
                take("question.name", text("name"));
                take("text", text("text"));
            }
            "answer" if key == "acceptedAnswer" => take("acceptedAnswer.text", text("text")),
            "answer" | "comment" | "discussionforumposting" | "socialmediaposting" => {
                take("text", text("text"));
            }
            "howtostep" | "howtodirection" | "howtotip" => {
                take("recipeInstructions", text("text"));
            }
            name if is_told_by_description(name) => take("description", text("description")),
            _ => {}
        }
    }
}

/// Whether the description of such a thing is its text rather than a summary of it.
fn is_told_by_description(name: &str) -> bool {
    match Rank::of(name) {
        Some(Rank::Thing) => true,
        Some(Rank::Page) => name == "itempage",
        _ => false,
    }
}

fn add(property: &'static str, text: &str, texts: &mut Vec<LinkedText>) {
    let lines = plain::lines(text);
    if !lines.is_empty() {
        texts.push(LinkedText { property, lines });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Vec<(&'static str, Vec<String>)> {
        let value: Value = serde_json::from_str(script).unwrap();
        let texts = all(&[value]);
        texts
            .into_iter()
            .map(|text| (text.property, text.lines))
            .collect()
    }

    fn text(property: &'static str, lines: &[&str]) -> (&'static str, Vec<String>) {
        (
            property,
            lines.iter().map(|&line| line.to_owned()).collect(),
        )
    }

    #[test]
    fn a_thread_is_read_in_order() {
        let script = r#"{"@type": "DiscussionForumPosting", "text": "Who has <b>rope</b>?<br>Much of it.",
            "comment": [{"@type": "Comment", "text": "I have."}, {"@type": "Comment", "text": "Me, too."}]}"#;
        assert_eq!(
            read(script),
            [
                text("text", &["Who has rope?", "Much of it."]),
                text("text", &["I have."]),
                text("text", &["Me, too."])
            ]
        );
    }

    #[test]
    fn questions_recipes_and_products() {
        let script = r#"{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Is it deep?",
            "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes &amp; no.</p>"}}]}"#;
        assert_eq!(
            read(script),
            [
                text("question.name", &["Is it deep?"]),
                text("acceptedAnswer.text", &["Yes & no."])
            ]
        );
        let script = r#"{"@type": "Recipe", "description": "A soup.", "recipeIngredient": ["Salt", "Rope"],
            "recipeInstructions": [{"@type": "HowToStep", "text": "Boil it."}, "Eat it."]}"#;
        assert_eq!(
            read(script),
            [
                text("recipeIngredient", &["Salt"]),
                text("recipeIngredient", &["Rope"]),
                text("recipeInstructions", &["Boil it."]),
                text("recipeInstructions", &["Eat it."]),
            ]
        );
        let script = r#"{"@type": "Product", "description": "A rope.", "review": {"@type": "Review", "reviewBody": "Good."}}"#;
        assert_eq!(
            read(script),
            [
                text("description", &["A rope."]),
                text("reviewBody", &["Good."])
            ]
        );
    }
}

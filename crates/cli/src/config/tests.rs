use super::*;

fn parse(text: &str) -> Result<Config> {
    Config::parse(Path::new("bodycopy.toml"), text.to_owned())
}

fn error(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

const RULE: &str = "[[rule]]\nname = 'house-style'\nlevel = 'warning'\nmessage = 'say ferry'\n";

#[test]
fn an_empty_file_says_nothing() {
    let config = parse("# nothing\n").unwrap();
    assert_eq!(config.certainty(), None);
    assert_eq!(config.select(), None);
    assert!(config.heeds_comments());
    assert_eq!(config.own_rules().count(), 0);
}

#[test]
fn every_key_is_read() {
    let text =
        "certainty = 0.7\nselect = ['placeholder']\nignore = ['house-style']\nallow = ['[Name]']\n\
        body-phrases = ['a']\nboilerplate-phrases = ['b']\ninline-comments = false\n\
        [per-file-ignores]\n'drafts/**' = ['placeholder']\n"
            .to_owned()
            + RULE
            + "phrases = ['*steam boat*']\npatterns = ['x', 'y']\nscope = 'all'\n";
    let config = parse(&text).unwrap();
    assert_eq!(config.certainty(), Some(0.7));
    assert_eq!(config.select(), Some(vec!["placeholder"]));
    assert_eq!(config.ignore(), ["house-style"]);
    assert_eq!(config.allow(), ["[Name]"]);
    assert!(!config.heeds_comments());
    let rule = config.own_rules().next().unwrap();
    assert_eq!((rule.name, rule.level), ("house-style", Level::Warning));
    assert_eq!((rule.patterns.len(), rule.scope), (2, Scope::All));
}

#[test]
fn slips_are_told_with_their_place() {
    assert_eq!(
        error("allow = []\ncertanty = 0.5\n"),
        "bodycopy.toml:2:1: unknown key `certanty`; did you mean `certainty`?"
    );
    assert_eq!(
        error(&format!("{RULE}pattern = 'x'\n")),
        "bodycopy.toml:5:1: unknown key `pattern`; did you mean `patterns`?"
    );
    assert_eq!(
        error("select = ['placeholder', 'ui-debri']\n"),
        "bodycopy.toml:1:26: no rule is called `ui-debri`; did you mean `ui-debris`?"
    );
    assert!(
        error("[per-file-ignores]\n'*' = ['x']\n")
            .starts_with("bodycopy.toml:2:8: no rule is called `x`")
    );
    assert!(
        error("[per-file-ignores]\n'a[' = []\n")
            .starts_with("bodycopy.toml:2:1: the glob `a[` breaks: ")
    );
    assert!(
        error("certainty = 'high'\n")
            .starts_with("bodycopy.toml:1:13: invalid type: string \"high\"")
    );
    assert!(error("certainty = \n").starts_with("bodycopy.toml:1:1"));
}

#[test]
fn a_rule_that_is_none_is_told_with_its_place() {
    let broken = format!("allow = ['x']\n\n{RULE}patterns = ['a', 'b(']\n");
    assert_eq!(
        error(&broken).lines().next(),
        Some(
            "bodycopy.toml:3:1: rule `house-style`: its pattern 2 breaks at column 2: unclosed group; mend it there, or write a \
             backslash before a sign that stands for itself"
        )
    );
    assert_eq!(
        error(&format!("{RULE}phrases = ['a']\n{RULE}phrases = ['b']\n")),
        "bodycopy.toml:6:1: rule `house-style`: the name is taken; give another"
    );
    assert!(
        error("[[rule]]\nname = 'x'\n").starts_with("bodycopy.toml:1:1: missing field `level`")
    );
}

#[test]
fn settings_of_the_detector_are_told_with_their_place_when_it_is_built() {
    let build = |text: &str| {
        let config = parse(text).unwrap();
        let builder = config.with_phrases(Detector::builder());
        let builder = config
            .allow()
            .into_iter()
            .fold(builder, DetectorBuilder::allow);
        let builder = match config.certainty() {
            Some(certainty) => builder.certainty(certainty),
            None => builder,
        };
        let builder = match config.claim_threshold() {
            Some(threshold) => builder.claim_threshold(threshold),
            None => builder,
        };
        config.build(builder).unwrap_err().to_string()
    };
    assert_eq!(
        build("body-phrases = [\n  'a',\n  '...',\n]\n"),
        "bodycopy.toml:3:3: the phrase `...` holds no word; give at least one letter or digit"
    );
    assert!(build("certainty = 2.0\n").starts_with("bodycopy.toml:1:13: certainty 2 "));
    assert!(build("claim-threshold = 7.0\n").starts_with("bodycopy.toml:1:19: claim threshold 7 "));
    assert!(build("allow = [' ']\n").starts_with("bodycopy.toml:1:10: the phrase ` `"));
}

#[test]
fn globs_are_about_paths_below_the_file() {
    let config = parse(
        "[per-file-ignores]\n'drafts/*.txt' = ['placeholder']\n'*.old.txt' = ['ui-debris']\n'drafts/**' = ['no-content']\n",
    )
    .unwrap();
    let of = |path: &str| config.ignored_in(Path::new(path));
    assert_eq!(of("drafts/a.txt"), ["no-content", "placeholder"]);
    assert_eq!(of("./drafts/sub/a.txt"), ["no-content"]);
    assert_eq!(of("pages/a.old.txt"), ["ui-debris"]);
    assert_eq!(of("pages/drafts/a.txt"), [""; 0]);
}

#[test]
fn the_example_of_the_readme_holds() {
    let readme = include_str!("../../../../README.md");
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let config = parse(example).unwrap();
    assert_eq!(config.own_rules().next().unwrap().name, "house-style");
    let builder = config.with_rules(config.with_phrases(Detector::builder()));
    assert!(config.build(builder).is_ok());
}

//! The files of `assets/lexicons`, compiled in; `build.rs` lists them.

/// Names, as `en/blogger`, and texts, sorted by name.
pub(super) const LISTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));

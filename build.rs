//! Lists the files of `assets/lexicons` for `src/lexicon.rs`, so that a new file is all that a new list takes.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new("assets/lexicons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut lists = Vec::new();
    for language in fs::read_dir(folder)? {
        let language = language?.path();
        for file in fs::read_dir(&language)? {
            let file = file?.path();
            if let (Some(language), Some(list)) = (language.file_name(), file.file_stem()) {
                let name = format!("{}/{}", language.display(), list.display());
                lists.push(name);
            }
        }
    }
    // The order of a folder is not the same everywhere.
    lists.sort();
    let mut table = String::from("&[\n");
    for name in lists {
        let path = format!("/assets/lexicons/{name}.txt");
        let _ = writeln!(
            table,
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
        );
    }
    table.push(']');
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("lists.rs"), table)
}

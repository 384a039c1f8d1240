//! Turns the data files into tags: `data/causes/ransomware.txt` becomes `Tag::CausesRansomware` of `Class::Causes`.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads data files and writes code: it is the disk side of a pure crate"
)]

use std::{env, fmt::Write as _, fs, path::Path};

fn camel(name: &str) -> String {
    name.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn main() {
    let root = Path::new("data");
    println!("cargo:rerun-if-changed=data");
    let folder = |path: &Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(path)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
            .map(|entry| entry.expect("an entry of the folder").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let [mut tags, mut classes, mut classes_of, mut codes, mut files] = [const { String::new() }; 5];
    for class in folder(root).into_iter().filter(|name| root.join(name).is_dir()) {
        println!("cargo:rerun-if-changed=data/{class}");
        writeln!(classes, "    /// Terms in `data/{class}/`.\n    {},", camel(&class)).expect("a string grows");
        for file in folder(&root.join(&class)) {
            let Some(code) = file.strip_suffix(".txt") else { continue };
            let tag = format!("{}{}", camel(&class), camel(code));
            let path = fs::canonicalize(root.join(&class).join(&file)).expect("the file that was just listed");
            println!("cargo:rerun-if-changed=data/{class}/{file}");
            writeln!(tags, "    /// Terms in `data/{class}/{file}`.\n    {tag},").expect("a string grows");
            writeln!(classes_of, "    Class::{},", camel(&class)).expect("a string grows");
            writeln!(codes, "    {code:?},").expect("a string grows");
            writeln!(files, "    (Tag::{tag}, {:?}, include_str!({:?})),", format!("{class}/{file}"), path)
                .expect("a string grows");
        }
    }
    let out = format!(
        "/// A kind of term: its data file.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u16)]\n\
         pub enum Tag {{\n{tags}}}\n\n/// A folder of data files.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u16)]\n\
         pub enum Class {{\n{classes}}}\n\n\
         const CLASS_OF: &[Class] = &[\n{classes_of}];\n\nconst CODE_OF: &[&str] = &[\n{codes}];\n\n\
         /// Tag, name and content of each data file.\nconst FILES: &[(Tag, &str, &str)] = &[\n{files}];\n"
    );
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("tags.rs");
    fs::write(&target, out).unwrap_or_else(|error| panic!("cannot write {}: {error}", target.display()));
}

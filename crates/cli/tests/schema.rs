//! `docs/schema/` holds the schemas of the records as they are; `UPDATE=1 cargo test -p jikenbo --test schema` renews them.

use std::path::Path;

use jikenbo_export::schema;
use serde_json::Value;

fn check(name: &str, schema: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(name);
    let now = format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "docs/schema/{name} is not the schema of the records: UPDATE=1 cargo test -p jikenbo --test schema"
    );
}

#[test]
fn the_schema_of_articles_is_that_of_the_program() {
    check("article.schema.json", &schema::article());
}

#[test]
fn the_schema_of_cases_is_that_of_the_program() {
    check("case.schema.json", &schema::case());
}

#[test]
fn schemas_list_the_codes() {
    let text = schema::case().to_string();
    for code in ["ransomware", "municipality", "possible", "follow_up", "credit_card"] {
        assert!(text.contains(&format!("\"{code}\"")), "{code} is missing");
    }
}

//! Learning a fact never turns yes into no or no into yes, only "cannot be told" into either: checked over whole small domains.
//!
//! Fixed in each domain, since the specification reads them in the closed world or assumes them (sections 2.1, 2.2, 3.1):
//! the defaults of `data/defaults.tsv` (encryption, recovery, publication, acquisition, personal data, role, the other two of
//! leak, loss and damage, My Number persons, medium beside a system); the system for a private body without a public client;
//! `small_business_5000` not beside more than 5,000 persons; days of discovery within the stated interval.
//! `wrongful_purpose` not against what a stated cause says of it: it overrides the cause, and so is no further knowledge.
//! The order is on the statutory duty over both tracks: mandatory is yes; none, effort and ordinance are no.

use jikenbo_judge::{Cause, Duty, Facts, RuleBook, Truth, Verdict};
use serde_json::{Map, Value, json};

/// One open-world field and what can be learned of it; the first value is "not known".
struct Axis {
    key: &'static str,
    values: Vec<Value>,
}

fn axis(key: &'static str, values: Value) -> Axis {
    Axis { key, values: values.as_array().unwrap().clone() }
}

fn told(verdict: &Verdict<'_>) -> Truth {
    match verdict.overall_duty() {
        Duty::Mandatory => Truth::Yes,
        Duty::Undetermined => Truth::Undetermined,
        Duty::None | Duty::Effort | Duty::Ordinance => Truth::No,
    }
}

/// Puts a value at a key, or at a key of `data_types` (`data_types.medical`).
fn put(facts: &mut Map<String, Value>, key: &str, value: &Value) {
    match key.split_once('.') {
        Some((outer, inner)) => {
            facts.entry(outer).or_insert_with(|| json!({}))[inner] = value.clone();
        }
        None => {
            facts.insert(key.to_owned(), value.clone());
        }
    }
}

/// Judges every point of the domain, then compares each with the points where one more fact is known.
fn check(fixed: Value, axes: &[Axis]) -> usize {
    let total: usize = axes.iter().map(|axis| axis.values.len()).product();
    let place = |mut at: usize| {
        let digits = axes.iter().map(move |axis| {
            let digit = at % axis.values.len();
            at /= axis.values.len();
            digit
        });
        digits.collect::<Vec<_>>()
    };
    // Facts are built once for each value of the later half of the axes; serde is slower than judging.
    let facts_at = |at: usize| -> Facts {
        let mut facts = fixed.as_object().unwrap().clone();
        for (axis, digit) in axes.iter().zip(place(at)) {
            put(&mut facts, axis.key, &axis.values[digit]);
        }
        serde_json::from_value(Value::Object(facts)).unwrap()
    };
    // `None` for a point outside the domain.
    let verdicts: Vec<Option<(Truth, Duty)>> = (0..total)
        .map(|at| {
            let facts = facts_at(at);
            let verdict = RuleBook::embedded().judge(&facts);
            (!purpose_contradicts_cause(&facts)).then(|| (told(&verdict), verdict.duty))
        })
        .collect();
    let mut stride = 1;
    for axis in axes {
        for at in (0..total).filter(|at| at / stride % axis.values.len() == 0) {
            for step in 1..axis.values.len() {
                let (Some(before), Some(after)) = (verdicts[at], verdicts[at + step * stride]) else { continue };
                let refines = before.0 == Truth::Undetermined || before.0 == after.0;
                // Beyond the statutory duty, the word itself stays too, but where My Numbers bring in another regime.
                let same_word = axis.key == "data_types.my_number"
                    || before.1 == Duty::Undetermined
                    || before.1 == after.1
                    || after.1 == Duty::Undetermined && before.0 == Truth::Undetermined;
                assert!(
                    refines && same_word,
                    "learning {} turns {before:?} into {after:?}:\n{:?}\n{:?}",
                    axis.key,
                    facts_at(at),
                    facts_at(at + step * stride),
                );
            }
        }
        stride *= axis.values.len();
    }
    total
}

fn purpose_contradicts_cause(facts: &Facts) -> bool {
    let (Some(cause), Some(purpose)) = (facts.cause, facts.wrongful_purpose) else { return false };
    purpose == matches!(cause, Cause::Misdelivery)
}

fn flag(key: &'static str) -> Axis {
    axis(key, json!([null, true, false]))
}

fn merged(base: &Value, more: Value) -> Value {
    let mut all = base.as_object().unwrap().clone();
    all.extend(more.as_object().unwrap().clone());
    Value::Object(all)
}

/// Defaults of the closed world, stated.
fn closed() -> Value {
    json!({
        "encrypted": "strong", "recovered_unseen": false, "minor_misdelivery": false, "pre_acquisition": false,
        "is_personal_data": true, "contractor_role": "none", "published": false, "damage": "no", "medium": "electronic",
        "data_types_complete": true,
    })
}

fn common() -> Vec<Axis> {
    vec![
        axis("cause", json!([null, "malware", "misdelivery"])),
        axis("leak", json!(["unknown", "yes", "possible", "no"])),
        axis("loss", json!(["unknown", "yes", "no"])),
        flag("backup_exists"),
        flag("key_safe"),
        flag("data_types.medical"),
    ]
}

#[test]
fn learning_a_fact_refines_the_verdict_of_private_operators() {
    for day in ["2016-06-01", "2019-06-03", "2023-06-01", "2025-06-02"] {
        let fixed = merged(&closed(), json!({"sector": "private", "discovered_on": day}));
        let mut axes = common();
        axes.push(axis("persons", json!([null, {"value": 500, "bound": "exact"}, {"value": 5000, "bound": "exact"}])));
        axes.push(flag("data_types.credit_card_number"));
        axes.push(flag("wrongful_purpose"));
        if day < "2017" {
            axes.push(flag("small_business_5000"));
        }
        check(fixed, &axes);
    }
}

#[test]
fn learning_a_fact_refines_the_verdict_of_entrusted_parties() {
    let fixed = merged(
        &closed(),
        json!({"sector": "private", "discovered_on": "2025-06-02", "contractor_role": "entrusted_party", "my_number_system": "other"}),
    );
    let mut axes = common();
    axes.push(axis("persons", json!([null, {"value": 50, "bound": "exact"}, {"value": 5000, "bound": "exact"}])));
    axes.push(flag("notified_client"));
    axes.push(axis("client_sector", json!([null, "private", "local_government"])));
    check(fixed, &axes);
}

#[test]
fn learning_a_fact_refines_the_verdict_of_public_bodies() {
    for body in [
        "national_organ",
        "incorporated_agency",
        "local_government",
        "local_incorporated_agency",
        "local_assembly",
        "court_or_diet",
    ] {
        for day in ["2021-06-01", "2022-06-01", "2023-06-01", "2025-06-02"] {
            let fixed = merged(&closed(), json!({"sector": body, "discovered_on": day}));
            let mut axes = common();
            axes.push(axis("persons", json!([null, {"value": 50, "bound": "exact"}, {"value": 500, "bound": "exact"}, {"value": 5000, "bound": "exact"}])));
            axes.push(flag("data_types.ordinance_sensitive"));
            if body.contains("agency") {
                axes.push(flag("private_rules_entity"));
            }
            check(fixed, &axes);
        }
    }
}

#[test]
fn learning_a_fact_refines_the_verdict_where_my_numbers_may_be_involved() {
    for body in ["private", "local_government", "incorporated_agency"] {
        for day in ["2015-11-02", "2016-06-01", "2019-06-03", "2023-06-01"] {
            for published in [false, true] {
                let persons = json!({"value": 50, "bound": "exact"});
                let mut fixed = merged(
                    &closed(),
                    json!({"sector": body, "discovered_on": day, "published": published, "persons": persons, "private_rules_entity": false}),
                );
                let mut axes = common();
                axes.retain(|axis| axis.key != "backup_exists" && axis.key != "loss");
                axes.push(axis("cause", json!([null, "malware", "misdelivery", "insider_misuse"])));
                axes.retain({
                    let mut first = true;
                    move |axis| axis.key != "cause" || !std::mem::take(&mut first)
                });
                axes.push(flag("data_types.my_number"));
                axes.push(flag("viewed"));
                axes.push(axis("my_number_persons", json!([{"value": null, "bound": "unknown"}, {"value": 50, "bound": "exact"}, {"value": 500, "bound": "exact"}, {"value": 500, "bound": "max"}])));
                if body == "private" {
                    fixed["my_number_system"] = json!("other");
                } else {
                    axes.push(axis("my_number_system", json!([null, "riyou_jimu_system", "other"])));
                }
                check(fixed, &axes);
            }
        }
    }
}

#[test]
fn learning_who_or_when_refines_the_verdict() {
    let base = merged(
        &closed(),
        json!({"encrypted": "none", "my_number_persons": {"value": null, "bound": "unknown"}, "my_number_system": "other", "loss": "no"}),
    );
    for (occurred, announced, days) in [
        ("2022-02-15", "2022-05-10", json!([null, "2022-02-15", "2022-03-31", "2022-04-01", "2022-05-10"])),
        ("2023-03-01", "2023-05-01", json!([null, "2023-03-31", "2023-04-01"])),
        ("2024-05-01", "2024-06-01", json!([null, "2024-05-01", "2024-06-01"])),
        ("2015-12-01", "2016-02-01", json!([null, "2015-12-31", "2016-01-01"])),
    ] {
        let fixed = merged(&base, json!({"occurred_on": occurred, "announced_on": announced}));
        let axes = [
            axis("discovered_on", days),
            axis(
                "sector",
                json!([
                    null,
                    "private",
                    "national_organ",
                    "incorporated_agency",
                    "local_government",
                    "local_assembly",
                    "court_or_diet"
                ]),
            ),
            axis("cause", json!([null, "malware", "misdelivery"])),
            axis("leak", json!(["unknown", "yes", "no"])),
            flag("data_types.my_number"),
            flag("data_types.medical"),
            axis(
                "persons",
                json!([null, {"value": 50, "bound": "exact"}, {"value": 500, "bound": "exact"}, {"value": 5000, "bound": "exact"}]),
            ),
        ];
        check(fixed, &axes);
    }
}

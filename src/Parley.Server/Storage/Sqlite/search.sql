-- The schema of search.db, version 2: an index of the messages in parley.db. It may be deleted; the server makes it again.
PRAGMA user_version = 2;

-- One row for each message: its place in the log, its room, its text, and as further words its room (r12), its speaker (n616461,
-- the nick's bytes) and their account (a616461), so that the index itself puts all that is looked for together.
CREATE VIRTUAL TABLE message USING fts5 (text, facets, room UNINDEXED, tokenize = "unicode61 remove_diacritics 2");

-- How far the log has been taken in.
CREATE TABLE cursor (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    at       INTEGER NOT NULL  -- microseconds since 1970-01-01, UTC: another log has another event there
);

INSERT INTO cursor (id, sequence, at) VALUES (1, 0, 0);

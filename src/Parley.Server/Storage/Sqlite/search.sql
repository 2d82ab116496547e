-- The schema of search.db, version 3: an index of the messages in parley.db. It may be deleted; the server makes it again. So does
-- this script: what is there of another log goes as a whole, which is quicker than one message after the other.
DROP TABLE IF EXISTS message;
DROP TABLE IF EXISTS cursor;
PRAGMA user_version = 3;

-- One row for each message: its place in the log, its room, its text, and as further words its room (r12), its speaker (n616461,
-- the nick's bytes) and their account (a616461), so that the index itself puts all that is looked for together.
CREATE VIRTUAL TABLE message USING fts5 (text, facets, room UNINDEXED, tokenize = "unicode61 remove_diacritics 2");

-- How far the log has been taken in.
CREATE TABLE cursor (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    at       INTEGER NOT NULL, -- microseconds since 1970-01-01, UTC: another log has another event there
    is_tidy  INTEGER NOT NULL  -- 0 while words of what was erased may still be in the index's segments
);

INSERT INTO cursor (id, sequence, at, is_tidy) VALUES (1, 0, 0, 1);

-- The schema of parley.db, version 1. Made once, in one transaction; changes of it are in LogFile.cs.
-- 1349676153 is "Prly" in ASCII.
PRAGMA application_id = 1349676153;
PRAGMA user_version = 1;

-- The log itself. Rows are never changed or deleted, and sequences have no gaps.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,  -- microseconds since 1970-01-01, UTC
    kind     TEXT    NOT NULL,
    data     TEXT    NOT NULL   -- JSON: select data ->> 'text' from event where kind = 'said'
);

-- Which events are part of a room's history.
CREATE TABLE room_event (
    room     INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (room, sequence)
) WITHOUT ROWID;

-- The rooms that ever had a name; several may have had the same one after each other.
CREATE TABLE room (
    folded TEXT    NOT NULL,  -- the name in its one form for comparison
    id     INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    PRIMARY KEY (folded, id)
) WITHOUT ROWID;

-- A cache: the world at a place in the log, as JSON. May be emptied at any time.
CREATE TABLE snapshot (
    sequence INTEGER PRIMARY KEY,
    data     TEXT NOT NULL
);

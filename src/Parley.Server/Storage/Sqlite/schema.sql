-- The schema of parley.db, version 2. Made once, in one transaction; upgrade-2.sql makes it of version 1.
-- 1349676153 is "Prly" in ASCII.
PRAGMA application_id = 1349676153;
PRAGMA user_version = 2;

-- The log itself. Rows are never deleted, and sequences have no gaps; all that ever changes is that a text is erased.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,  -- microseconds since 1970-01-01, UTC
    kind     TEXT    NOT NULL,
    data     TEXT    NOT NULL   -- JSON: select data ->> 'text' from event where kind = 'said'
);

-- Which events are part of a room's history. Messages stand apart, so that they can be read without the rest.
CREATE TABLE room_event (
    room       INTEGER NOT NULL,
    is_message INTEGER NOT NULL,  -- 1 or 0
    sequence   INTEGER NOT NULL,
    PRIMARY KEY (room, is_message, sequence)
) WITHOUT ROWID;

-- What is still to be erased: the event that asks for it, and how far it has come.
CREATE TABLE erasure (
    sequence INTEGER PRIMARY KEY,
    progress INTEGER NOT NULL
);

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

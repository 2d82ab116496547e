-- The schema of parley.db, version 5. Made once, in one transaction; upgrade-2.sql to upgrade-5.sql make it of the versions before.
-- 1349676153 is "Prly" in ASCII.
PRAGMA application_id = 1349676153;
PRAGMA user_version = 5;

-- The log itself: events that were stored together, many in a row. Rows are never deleted, and sequences have no gaps; all that
-- ever changes is that a text is erased.
CREATE TABLE page (
    last   INTEGER PRIMARY KEY,  -- the sequence of its last event
    first  INTEGER NOT NULL,     -- and of its first
    rooms  TEXT    NOT NULL,     -- for each event, separated by spaces: the rooms whose history it was part of when it happened,
                                 -- separated by +, with an m before them when it is a message: 'm12 12+15 m15'
    events TEXT    NOT NULL      -- a line for each: {"at":…,"kind":"said","data":{…}}, with commas between them. A message of the
                                 -- same speaker in the same room as one before it has the place of that line, from 0 on, and
                                 -- what is its own: {"at":…,"like":3,"data":{"text":…}}
);

-- The same, event by event and whole: select json_extract(data, '$.text') from event where kind = 'said'
CREATE VIEW event AS
WITH line AS (
    SELECT page.first + each.key AS sequence,
           each.value AS own,
           json_extract(each.value, '$.data') AS data,
           json_extract('[' || page.events || ']', '$[' || json_extract(each.value, '$.like') || ']') AS model
    FROM page, json_each('[' || page.events || ']') AS each
    LIMIT -1  -- all; it keeps SQLite from looking for the model again and again
)
SELECT sequence,
       json_extract(own, '$.at') AS at,  -- microseconds since 1970-01-01, UTC
       json_extract(coalesce(model, own), '$.kind') AS kind,
       CASE WHEN model IS NULL THEN data
            ELSE substr(json_extract(model, '$.data'), 1, instr(json_extract(model, '$.data'), ',"text":')) || substr(data, 2)
       END AS data
FROM line;

-- Which events are part of a room's history. Messages stand apart, so that they can be read without the rest. The newest pages
-- are not yet in here: see history_end.
CREATE TABLE room_history (
    id         INTEGER PRIMARY KEY,  -- of no meaning: with it, what is taken in together stands together in the file
    room       INTEGER NOT NULL,
    is_message INTEGER NOT NULL,     -- 1 or 0
    first      INTEGER NOT NULL,     -- no sequence of this row is below it, and none of the room's rows before it is as high
    sequences  TEXT    NOT NULL,     -- in order, separated by commas
    UNIQUE (room, is_message, first)
);

-- How far the log has been taken into room_history: up to the last event of a page.
CREATE TABLE history_end (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL
);

INSERT INTO history_end (id, sequence) VALUES (1, 0);

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

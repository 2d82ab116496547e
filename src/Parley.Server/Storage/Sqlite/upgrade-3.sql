-- From version 2 of the schema to version 3. Every event gets a page of its own.
PRAGMA user_version = 3;

CREATE TABLE page (
    last   INTEGER PRIMARY KEY,
    first  INTEGER NOT NULL,
    rooms  TEXT    NOT NULL,
    events TEXT    NOT NULL
);

INSERT INTO page (last, first, rooms, events)
SELECT sequence, sequence, '', '{"at":' || at || ',"kind":"' || kind || '","data":' || data || '}' FROM event ORDER BY sequence;

CREATE TABLE room_history (
    room       INTEGER NOT NULL,
    is_message INTEGER NOT NULL,
    first      INTEGER NOT NULL,
    sequences  TEXT    NOT NULL,
    PRIMARY KEY (room, is_message, first)
) WITHOUT ROWID;

INSERT INTO room_history (room, is_message, first, sequences)
SELECT room, is_message, sequence, sequence FROM room_event ORDER BY room, is_message, sequence;

CREATE TABLE history_end (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL
);

INSERT INTO history_end (id, sequence) SELECT 1, coalesce(max(sequence), 0) FROM event;

DROP TABLE room_event;
DROP TABLE event;

CREATE VIEW event AS
SELECT page.first + line.key AS sequence,
       json_extract(line.value, '$.at') AS at,
       json_extract(line.value, '$.kind') AS kind,
       json_extract(line.value, '$.data') AS data
FROM page, json_each('[' || page.events || ']') AS line;

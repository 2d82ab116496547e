-- From version 1 of the schema to version 2.
PRAGMA user_version = 2;

CREATE TABLE new_room_event (
    room       INTEGER NOT NULL,
    is_message INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    PRIMARY KEY (room, is_message, sequence)
) WITHOUT ROWID;

INSERT INTO new_room_event (room, is_message, sequence)
SELECT r.room, e.kind = 'said', r.sequence FROM room_event AS r CROSS JOIN event AS e ON e.sequence = r.sequence;

DROP TABLE room_event;
ALTER TABLE new_room_event RENAME TO room_event;

CREATE TABLE erasure (
    sequence INTEGER PRIMARY KEY,
    progress INTEGER NOT NULL
);

-- From version 4 of the schema to version 5. The rows of room_history stand in the order in which they were written, and no longer
-- by room.
PRAGMA user_version = 5;

ALTER TABLE room_history RENAME TO room_history_4;

CREATE TABLE room_history (
    id         INTEGER PRIMARY KEY,
    room       INTEGER NOT NULL,
    is_message INTEGER NOT NULL,
    first      INTEGER NOT NULL,
    sequences  TEXT    NOT NULL,
    UNIQUE (room, is_message, first)
);

INSERT INTO room_history (room, is_message, first, sequences)
SELECT room, is_message, first, sequences FROM room_history_4 ORDER BY first;

DROP TABLE room_history_4;

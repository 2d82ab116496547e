-- From version 3 of the schema to version 4. A line may say which one it is like; there are none yet.
PRAGMA user_version = 4;

DROP VIEW event;

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
       json_extract(own, '$.at') AS at,
       json_extract(coalesce(model, own), '$.kind') AS kind,
       CASE WHEN model IS NULL THEN data
            ELSE substr(json_extract(model, '$.data'), 1, instr(json_extract(model, '$.data'), ',"text":')) || substr(data, 2)
       END AS data
FROM line;

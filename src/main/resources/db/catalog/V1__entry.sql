CREATE TABLE entry (
  id TEXT NOT NULL PRIMARY KEY,
  request_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  create_seconds INTEGER NOT NULL,
  create_nanos INTEGER NOT NULL,
  header BLOB NOT NULL,
  end_seconds INTEGER,
  end_nanos INTEGER,
  trimmed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE UNIQUE INDEX entry_request_id ON entry (request_id) WHERE request_id <> '';
CREATE UNIQUE INDEX entry_age ON entry (create_seconds, create_nanos, id);

PRAGMA user_version = 1;

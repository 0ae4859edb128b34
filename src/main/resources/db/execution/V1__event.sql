CREATE TABLE execution (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  create_seconds INTEGER NOT NULL,
  create_nanos INTEGER NOT NULL,
  header BLOB NOT NULL,
  end_seconds INTEGER,
  end_nanos INTEGER,
  trimmed INTEGER NOT NULL DEFAULT 0
);

-- type: 1 accepted, 2 cluster started, 3 attempt failed, 4 cluster finished, 5 state changed, 6 finished
CREATE TABLE event (
  position INTEGER NOT NULL PRIMARY KEY,
  type INTEGER NOT NULL,
  cluster TEXT NOT NULL,
  cluster_state INTEGER,
  payload BLOB NOT NULL,
  checksum INTEGER NOT NULL
);

-- The first result of a cluster is the only one.
CREATE UNIQUE INDEX event_result ON event (cluster) WHERE type = 4;
-- Counts and filters labels without a look at payloads.
CREATE INDEX event_label ON event (type, position, cluster, cluster_state);

PRAGMA user_version = 1;

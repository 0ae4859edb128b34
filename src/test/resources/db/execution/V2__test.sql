ALTER TABLE execution ADD COLUMN note TEXT NOT NULL DEFAULT 'migrated';

PRAGMA user_version = 2;

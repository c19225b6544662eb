-- What who listens to an article is told, numbered within it: a listener that was away comes back with
-- the last number.
ALTER TABLE threads ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
CREATE TABLE events (
  site TEXT NOT NULL,
  article TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY (site, article, number)
) STRICT, WITHOUT ROWID;

-- Comments change: each change leaves what was before it, who made it and why. Votes and reports
-- are a row of each voter and reporter; comments hold their sums.
ALTER TABLE comments ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE comments ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
UPDATE comments SET replies = (
  SELECT count(*) FROM comments AS reply WHERE reply.site = comments.site
  AND reply.article = comments.article AND reply.parent = comments.id AND reply.state = 0);
CREATE INDEX comments_by_state ON comments (site, state, created_ms, id);
CREATE INDEX comments_reported ON comments (site, created_ms, id) WHERE reports > 0;

CREATE TABLE deeds (
  site TEXT NOT NULL,
  comment TEXT NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  author_name TEXT NOT NULL,
  state INTEGER NOT NULL,
  PRIMARY KEY (site, comment, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE votes (
  site TEXT NOT NULL,
  comment TEXT NOT NULL,
  voter TEXT NOT NULL,
  value INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, comment, voter)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
  site TEXT NOT NULL,
  comment TEXT NOT NULL,
  reporter TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, comment, reporter)
) STRICT, WITHOUT ROWID;

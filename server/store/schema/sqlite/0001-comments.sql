-- Comments, and how many of each article are published. Times are Unix milliseconds, offsets minutes
-- from UTC; state and order as in shared/include/ykien/comment.h.
CREATE TABLE comments (
  site TEXT NOT NULL,
  article TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT NOT NULL,
  author_key TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  author_name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  created_offset INTEGER NOT NULL,
  edited_ms INTEGER,
  edited_offset INTEGER,
  state INTEGER NOT NULL,
  likes INTEGER NOT NULL,
  dislikes INTEGER NOT NULL,
  staff INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX comments_by_id ON comments (site, id);
CREATE UNIQUE INDEX comments_by_key ON comments (site, idempotency_key);
CREATE INDEX comments_in_order ON comments (site, article, created_ms, id);
CREATE INDEX replies_in_order ON comments (site, article, parent, created_ms, id);

CREATE TABLE threads (
  site TEXT NOT NULL,
  article TEXT NOT NULL,
  published INTEGER NOT NULL,
  PRIMARY KEY (site, article)
) STRICT, WITHOUT ROWID;

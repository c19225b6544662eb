-- Reactions are a row of each reader and comment, with their counts; likes of an article a row of
-- each reader. `rank` orders comments best first: millionths below the lower bound of the Wilson
-- score interval, as wilson_score() has it. `network` is a mark of where a comment came from.
ALTER TABLE comments ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN rank INTEGER GENERATED ALWAYS AS (
  CASE WHEN likes + dislikes <= 0 THEN 1000000 ELSE 1000000 - CAST(1000000 * (
    (CAST(likes AS REAL) / (likes + dislikes) + 3.8416 / (2 * (likes + dislikes)) - 1.96 * sqrt(
      (CAST(likes AS REAL) / (likes + dislikes) * (1 - CAST(likes AS REAL) / (likes + dislikes))
       + 3.8416 / (4 * (likes + dislikes))) / (likes + dislikes)))
    / (1 + 3.8416 / (likes + dislikes))) AS INTEGER) END) VIRTUAL;
CREATE INDEX comments_by_rank ON comments (site, article, rank, created_ms, id);
CREATE INDEX comments_pinned ON comments (site, article, created_ms, id) WHERE pinned = 1;
ALTER TABLE deeds ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deeds ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE deeds ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deeds_decided ON deeds (site, at_ms) WHERE action IN ('approve', 'reject');

CREATE TABLE reactions (
  site TEXT NOT NULL,
  comment TEXT NOT NULL,
  reader TEXT NOT NULL,
  name TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, comment, reader)
) STRICT, WITHOUT ROWID;
CREATE TABLE reaction_counts (
  site TEXT NOT NULL,
  comment TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, comment, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX reactions_by_reader ON reactions (site, reader, comment);
CREATE INDEX votes_by_voter ON votes (site, voter, comment);

-- An article's own; since when this server knows of it.
ALTER TABLE threads ADD COLUMN likes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN views INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN since_ms INTEGER NOT NULL DEFAULT 0;
UPDATE threads SET since_ms = coalesce((SELECT min(created_ms) FROM comments
  WHERE comments.site = threads.site AND comments.article = threads.article), 0);
CREATE TABLE article_likes (
  site TEXT NOT NULL,
  article TEXT NOT NULL,
  reader TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, article, reader)
) STRICT, WITHOUT ROWID;

-- What moderators decide of a site as a whole, numbered within it: `decided` is the last number.
CREATE TABLE sites (
  site TEXT NOT NULL PRIMARY KEY,
  decided INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE site_deeds (
  site TEXT NOT NULL,
  number INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (site, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE bans (
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  PRIMARY KEY (site, kind, value)
) STRICT, WITHOUT ROWID;

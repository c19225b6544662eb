-- As schema/sqlite/0006 has it.
ALTER TABLE comments ADD COLUMN pinned integer NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN network text NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN rank bigint GENERATED ALWAYS AS (
  CASE WHEN likes + dislikes <= 0 THEN 1000000 ELSE 1000000 - floor(1000000 * (
    (likes::double precision / (likes + dislikes) + 3.8416 / (2 * (likes + dislikes)) - 1.96 * sqrt(
      (likes::double precision / (likes + dislikes)
       * (1 - likes::double precision / (likes + dislikes))
       + 3.8416 / (4 * (likes + dislikes))) / (likes + dislikes)))
    / (1 + 3.8416 / (likes + dislikes))))::bigint END) STORED;
CREATE INDEX comments_by_rank ON comments (site, article, rank, created_ms, id);
CREATE INDEX comments_pinned ON comments (site, article, created_ms, id) WHERE pinned = 1;
ALTER TABLE deeds ADD COLUMN pinned integer NOT NULL DEFAULT 0;
ALTER TABLE deeds ADD COLUMN why text NOT NULL DEFAULT '';
ALTER TABLE deeds ADD COLUMN reports bigint NOT NULL DEFAULT 0;
CREATE INDEX deeds_decided ON deeds (site, at_ms) WHERE action IN ('approve', 'reject');

CREATE TABLE reactions (
  site text COLLATE "C" NOT NULL,
  comment text COLLATE "C" NOT NULL,
  reader text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (site, comment, reader)
);
CREATE TABLE reaction_counts (
  site text COLLATE "C" NOT NULL,
  comment text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (site, comment, name)
);
CREATE INDEX reactions_by_reader ON reactions (site, reader, comment);
CREATE INDEX votes_by_voter ON votes (site, voter, comment);

ALTER TABLE threads ADD COLUMN likes bigint NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN views bigint NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN closed integer NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN since_ms bigint NOT NULL DEFAULT 0;
UPDATE threads SET since_ms = coalesce((SELECT min(created_ms) FROM comments
  WHERE comments.site = threads.site AND comments.article = threads.article), 0);
CREATE TABLE article_likes (
  site text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  reader text COLLATE "C" NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (site, article, reader)
);

CREATE TABLE sites (
  site text COLLATE "C" PRIMARY KEY,
  decided bigint NOT NULL
);
CREATE TABLE site_deeds (
  site text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  at_ms bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  reason text NOT NULL,
  target text NOT NULL,
  PRIMARY KEY (site, number)
);
CREATE TABLE bans (
  site text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  until_ms bigint NOT NULL,
  PRIMARY KEY (site, kind, value)
);

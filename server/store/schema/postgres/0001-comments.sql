-- As the last of schema/sqlite/ has it. Ids are compared by their bytes, as everywhere else.
CREATE TABLE comments (
  site text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  parent text COLLATE "C" NOT NULL,
  author_key text COLLATE "C" NOT NULL,
  idempotency_key text COLLATE "C" NOT NULL,
  author_name text NOT NULL,
  text text NOT NULL,
  created_ms bigint NOT NULL,
  created_offset integer NOT NULL,
  edited_ms bigint,
  edited_offset integer,
  state integer NOT NULL,
  likes bigint NOT NULL,
  dislikes bigint NOT NULL,
  staff integer NOT NULL,
  why text NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  replies bigint NOT NULL DEFAULT 0,
  reports bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (site, id)
);
CREATE UNIQUE INDEX comments_by_key ON comments (site, idempotency_key);
CREATE INDEX comments_in_order ON comments (site, article, created_ms, id);
CREATE INDEX replies_in_order ON comments (site, article, parent, created_ms, id);
CREATE INDEX comments_by_author ON comments (site, author_key, created_ms, id);
CREATE INDEX comments_by_state ON comments (site, state, created_ms, id);
CREATE INDEX comments_reported ON comments (site, created_ms, id) WHERE reports > 0;

CREATE TABLE threads (
  site text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  published bigint NOT NULL,
  told bigint NOT NULL,
  PRIMARY KEY (site, article)
);

CREATE TABLE deeds (
  site text COLLATE "C" NOT NULL,
  comment text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  at_ms bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  reason text NOT NULL,
  text text NOT NULL,
  author_name text NOT NULL,
  state integer NOT NULL,
  PRIMARY KEY (site, comment, version)
);

CREATE TABLE votes (
  site text COLLATE "C" NOT NULL,
  comment text COLLATE "C" NOT NULL,
  voter text COLLATE "C" NOT NULL,
  value integer NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (site, comment, voter)
);

CREATE TABLE reports (
  site text COLLATE "C" NOT NULL,
  comment text COLLATE "C" NOT NULL,
  reporter text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  note text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (site, comment, reporter)
);

CREATE TABLE events (
  site text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  name text NOT NULL,
  comment text COLLATE "C" NOT NULL,
  PRIMARY KEY (site, article, number)
);

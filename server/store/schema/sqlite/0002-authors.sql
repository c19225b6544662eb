-- What an author wrote lately, for repeats and for the author's own page.
CREATE INDEX comments_by_author ON comments (site, author_key, created_ms, id);

-- All comments of a site, as an export and a moderator's list without a filter read them.
CREATE INDEX comments_in_time ON comments (site, created_ms, id);

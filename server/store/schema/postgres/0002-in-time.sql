-- As schema/sqlite/0005 has it.
CREATE INDEX comments_in_time ON comments (site, created_ms, id);

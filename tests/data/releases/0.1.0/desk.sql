-- SPDX-License-Identifier: GPL-3.0-or-later
-- desk.db as version 0.1.0 wrote it (sqlite3 .dump); the figures that the programs gave of it then are beside it.
PRAGMA application_id = 1262571588;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE month_line(line INTEGER PRIMARY KEY, month TEXT NOT NULL CHECK(date(month || '-01', '+0 days') IS month || '-01'), closed INTEGER NOT NULL CHECK(closed IN (0,1)),
  digest TEXT CHECK(length(digest) = 64), reason TEXT CHECK(length(reason) BETWEEN 1 AND 32),   -- of the figures at closing; why re-opened
  author TEXT NOT NULL CHECK(length(author) BETWEEN 1 AND 32), utc_ms INTEGER NOT NULL, CHECK((closed = 1) = (digest IS NOT NULL)), CHECK((closed = 0) = (reason IS NOT NULL))) STRICT;
CREATE TABLE past_line(line INTEGER PRIMARY KEY, year INTEGER NOT NULL CHECK(year BETWEEN 1900 AND 9999),
  key TEXT NOT NULL CHECK(key IN ('users','rural_users','s1','s2','s3','s4','s5','s6')), value INTEGER CHECK(value BETWEEN 0 AND 999999999),   -- NULL: taken away
  source TEXT NOT NULL CHECK(length(source) <= 200), author TEXT NOT NULL CHECK(length(author) BETWEEN 1 AND 32), utc_ms INTEGER NOT NULL) STRICT;
INSERT INTO past_line VALUES(1,2025,'users',1204,'6-НК','anna',1795796596910);
CREATE TABLE outreach_line(line INTEGER PRIMARY KEY, id TEXT NOT NULL CHECK(length(id) = 36), event_id TEXT NOT NULL CHECK(length(event_id) = 36),   -- the event that counts it now
  gone INTEGER NOT NULL CHECK(gone IN (0,1)), kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 64), day TEXT NOT NULL CHECK(date(day, '+0 days') IS day),
  title TEXT NOT NULL CHECK(length(title) <= 200), host TEXT NOT NULL CHECK(length(host) <= 200), place TEXT NOT NULL CHECK(length(place) <= 200),
  district TEXT NOT NULL CHECK(length(district) <= 200), audience TEXT NOT NULL CHECK(audience IN ('residents','staff')),
  participants INTEGER NOT NULL CHECK(participants BETWEEN 0 AND 999999), exactness TEXT NOT NULL CHECK(exactness IN ('exact','more','about')),
  reason TEXT CHECK(length(reason) BETWEEN 1 AND 32),   -- why it is gone
  author TEXT NOT NULL CHECK(length(author) BETWEEN 1 AND 32), utc_ms INTEGER NOT NULL) STRICT;
CREATE TABLE promo_line(line INTEGER PRIMARY KEY, no INTEGER NOT NULL CHECK(no > 0), gone INTEGER NOT NULL CHECK(gone IN (0,1)), day TEXT NOT NULL CHECK(date(day, '+0 days') IS day),
  kind TEXT NOT NULL CHECK(kind IN ('card','booklet','poster','flyer','bookmark','other')), title TEXT NOT NULL CHECK(length(title) BETWEEN 1 AND 200),
  print_run INTEGER NOT NULL CHECK(print_run BETWEEN 1 AND 999999), author TEXT NOT NULL CHECK(length(author) BETWEEN 1 AND 32), utc_ms INTEGER NOT NULL) STRICT;
CREATE TABLE publication_line(line INTEGER PRIMARY KEY, no INTEGER NOT NULL CHECK(no > 0), gone INTEGER NOT NULL CHECK(gone IN (0,1)), day TEXT NOT NULL CHECK(date(day, '+0 days') IS day),
  channel TEXT NOT NULL CHECK(channel IN ('library_site','national_library','administration_site','social_network','media')),
  title TEXT NOT NULL CHECK(length(title) BETWEEN 1 AND 200), address TEXT NOT NULL CHECK(length(address) <= 500),
  author TEXT NOT NULL CHECK(length(author) BETWEEN 1 AND 32), utc_ms INTEGER NOT NULL) STRICT;
CREATE TABLE pending(line INTEGER PRIMARY KEY REFERENCES outreach_line(line) DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE INDEX month_by_month ON month_line(month, line);
CREATE INDEX past_by_figure ON past_line(year, key, line);
CREATE INDEX outreach_by_id ON outreach_line(id, line);
CREATE INDEX promo_by_no ON promo_line(no, line);
CREATE INDEX publication_by_no ON publication_line(no, line);
CREATE VIEW month_now AS SELECT l.* FROM month_line l WHERE l.line = (SELECT max(line) FROM month_line WHERE month = l.month);
CREATE VIEW past_now AS SELECT l.* FROM past_line l WHERE l.value IS NOT NULL AND l.line = (SELECT max(line) FROM past_line WHERE year = l.year AND key = l.key);
CREATE VIEW outreach_now AS SELECT l.* FROM outreach_line l WHERE l.gone = 0 AND l.line = (SELECT max(line) FROM outreach_line WHERE id = l.id);
CREATE VIEW promo_now AS SELECT l.* FROM promo_line l WHERE l.gone = 0 AND l.line = (SELECT max(line) FROM promo_line WHERE no = l.no);
CREATE VIEW publication_now AS SELECT l.* FROM publication_line l WHERE l.gone = 0 AND l.line = (SELECT max(line) FROM publication_line WHERE no = l.no);
CREATE TRIGGER month_ro BEFORE UPDATE ON month_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER past_ro BEFORE UPDATE ON past_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER outreach_ro BEFORE UPDATE ON outreach_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER promo_ro BEFORE UPDATE ON promo_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER publication_ro BEFORE UPDATE ON publication_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER month_keep BEFORE DELETE ON month_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER past_keep BEFORE DELETE ON past_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER outreach_keep BEFORE DELETE ON outreach_line WHEN NOT EXISTS(SELECT 1 FROM pending WHERE line = OLD.line) BEGIN   -- only what the journal refused
  SELECT RAISE(ABORT, 'the desk is append-only'); END
;
CREATE TRIGGER promo_keep BEFORE DELETE ON promo_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
CREATE TRIGGER publication_keep BEFORE DELETE ON publication_line BEGIN SELECT RAISE(ABORT, 'the desk is append-only'); END;
COMMIT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 1 of the journal. An event is written counts first; its own row seals them.
PRAGMA application_id = 0x4B41504B; PRAGMA user_version = 1;   -- "KAPK"
CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stream(stream_no INTEGER PRIMARY KEY, stream_id TEXT NOT NULL UNIQUE CHECK(length(stream_id) = 36), boot_id TEXT NOT NULL,
  install_id TEXT NOT NULL, started_ms INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'whole' CHECK(state IN ('whole','damaged','conflict','folded'))) STRICT;
CREATE TABLE event(stream_no INTEGER NOT NULL REFERENCES stream(stream_no), seq INTEGER NOT NULL CHECK(seq > 0),   -- dense 1..n in a whole stream
  event_id TEXT NOT NULL UNIQUE CHECK(length(event_id) = 36),   -- made once, before the first try
  kind TEXT NOT NULL CHECK(kind IN ('on','begin','request','print','end','correction','manual','outreach')),
  visit TEXT CHECK(length(visit) = 36), item TEXT CHECK(length(item) BETWEEN 1 AND 64),   -- item: id of a tile, form or kind of outreach
  service TEXT CHECK(service IN ('s1','s2','s3','s4','s5','s6')),
  day TEXT NOT NULL CHECK(date(day, '+0 days') IS day),   -- local day of the library, frozen at insert
  corrects TEXT CHECK(length(corrects) = 36), author TEXT CHECK(length(author) BETWEEN 1 AND 32), reason TEXT CHECK(length(reason) BETWEEN 1 AND 32),
  utc_ms INTEGER NOT NULL, boottime_ms INTEGER NOT NULL, utc_off_min INTEGER NOT NULL, clock_ok INTEGER NOT NULL CHECK(clock_ok IN (0,1)),
  row_sum TEXT NOT NULL CHECK(length(row_sum) = 16), CHECK(kind NOT IN ('begin','request','print','end') OR visit IS NOT NULL),
  CHECK(kind <> 'request' OR (service IS NOT NULL AND item IS NOT NULL)), CHECK((kind = 'correction') = (corrects IS NOT NULL)),
  CHECK(kind NOT IN ('correction','manual') OR (author IS NOT NULL AND reason IS NOT NULL)),
  CHECK(kind <> 'outreach' OR (author IS NOT NULL AND item IS NOT NULL)), PRIMARY KEY(stream_no, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE event_count(stream_no INTEGER NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL CHECK(length(key) BETWEEN 1 AND 64 AND key NOT GLOB '*[^a-z0-9_]*'),
  delta INTEGER NOT NULL CHECK(delta <> 0 AND delta BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY(stream_no, seq, key), FOREIGN KEY(stream_no, seq) REFERENCES event(stream_no, seq) DEFERRABLE INITIALLY DEFERRED) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_day ON event(stream_no, day, seq);   CREATE INDEX event_by_visit ON event(visit) WHERE visit IS NOT NULL;
CREATE UNIQUE INDEX event_begin ON event(visit) WHERE kind = 'begin';   CREATE INDEX event_begin_day ON event(day, visit) WHERE kind = 'begin';
CREATE INDEX event_by_corrects ON event(corrects) WHERE corrects IS NOT NULL;   CREATE UNIQUE INDEX event_on ON event(stream_no, day) WHERE kind = 'on';
CREATE TABLE day_count(day TEXT NOT NULL, key TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY(key, day)) STRICT, WITHOUT ROWID;   -- the roll-up
CREATE TABLE day_fold(stream_no INTEGER NOT NULL REFERENCES stream(stream_no), day TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK(revision > 0), counts TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(stream_no, day)) STRICT, WITHOUT ROWID;
CREATE TABLE ack(receiver_id TEXT NOT NULL, stream_no INTEGER NOT NULL, day TEXT NOT NULL, revision INTEGER NOT NULL,
  digest TEXT NOT NULL, acked_ms INTEGER NOT NULL, PRIMARY KEY(receiver_id, stream_no, day)) STRICT, WITHOUT ROWID;
CREATE TABLE fragment_ack(receiver_id TEXT NOT NULL, stream_no INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(receiver_id, stream_no, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE sync_run(run_no INTEGER PRIMARY KEY, started_ms INTEGER NOT NULL, ended_ms INTEGER, attempts INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0, acked INTEGER NOT NULL DEFAULT 0, exit_code INTEGER, reason TEXT, curl_code INTEGER, http_status INTEGER, detail TEXT) STRICT;   -- the last 500 are kept
CREATE TRIGGER count_sealed BEFORE INSERT ON event_count WHEN EXISTS(SELECT 1 FROM event WHERE stream_no = NEW.stream_no AND seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'the event is sealed'); END;
CREATE TRIGGER event_rollup AFTER INSERT ON event BEGIN
  SELECT RAISE(ABORT, 'only a correction subtracts') FROM event_count WHERE stream_no = NEW.stream_no AND seq = NEW.seq AND delta < 0 AND NEW.kind <> 'correction';
  INSERT INTO day_count(day, key, value) SELECT NEW.day, key, delta FROM event_count WHERE stream_no = NEW.stream_no AND seq = NEW.seq
    ON CONFLICT(key, day) DO UPDATE SET value = value + excluded.value; END;
CREATE TRIGGER event_ro BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER count_ro BEFORE UPDATE ON event_count BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_keep BEFORE DELETE ON event WHEN (SELECT state FROM stream WHERE stream_no = OLD.stream_no) <> 'folded' BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER count_keep BEFORE DELETE ON event_count WHEN (SELECT state FROM stream WHERE stream_no = OLD.stream_no) <> 'folded' BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stream_fold BEFORE UPDATE OF state ON stream WHEN NEW.state = 'folded' BEGIN
  SELECT RAISE(ABORT, 'the fold is incomplete') FROM (SELECT day, max(seq) AS revision FROM event WHERE stream_no = NEW.stream_no GROUP BY day) e
    LEFT JOIN day_fold f ON f.stream_no = NEW.stream_no AND f.day = e.day WHERE f.revision IS NOT e.revision; END;
CREATE VIEW day_report AS   -- every day document this disk can send
  SELECT e.stream_no, e.day, max(e.seq) AS revision FROM event e JOIN stream s USING(stream_no) WHERE s.state = 'whole' GROUP BY e.stream_no, e.day
  UNION ALL SELECT stream_no, day, revision FROM day_fold;
CREATE VIEW pending AS SELECT s.stream_id, s.install_id, r.stream_no, r.day, r.revision FROM day_report r JOIN stream s USING(stream_no)
  LEFT JOIN ack a ON a.receiver_id = (SELECT value FROM meta WHERE key = 'receiver_id') AND a.stream_no = r.stream_no AND a.day = r.day WHERE r.revision > coalesce(a.revision, 0);
CREATE VIEW pending_fragment AS SELECT s.stream_id, s.install_id, e.stream_no, e.seq, e.day FROM event e JOIN stream s USING(stream_no)
  LEFT JOIN fragment_ack a ON a.receiver_id = (SELECT value FROM meta WHERE key = 'receiver_id') AND a.stream_no = e.stream_no AND a.seq = e.seq
  WHERE s.state = 'damaged' AND a.seq IS NULL AND EXISTS(SELECT 1 FROM event_count c WHERE c.stream_no = e.stream_no AND c.seq = e.seq);
CREATE VIEW visit AS SELECT b.visit AS visit_id, b.day AS day, b.utc_ms AS begin_ms,
  max(CASE WHEN e.kind = 'end' THEN e.utc_ms END) AS end_ms, max(CASE WHEN e.kind = 'end' THEN e.reason END) AS end_reason,
  group_concat(DISTINCT CASE WHEN e.kind IN ('request','print') THEN coalesce(e.service, '-') || ':' || coalesce(e.item, '-') END) AS items,
  sum(CASE c.key WHEN 'users' THEN c.delta ELSE 0 END) AS users, sum(CASE c.key WHEN 's1' THEN c.delta ELSE 0 END) AS s1,
  sum(CASE c.key WHEN 's2' THEN c.delta ELSE 0 END) AS s2, sum(CASE c.key WHEN 's3' THEN c.delta ELSE 0 END) AS s3, sum(CASE c.key WHEN 's4' THEN c.delta ELSE 0 END) AS s4,
  sum(CASE c.key WHEN 's5' THEN c.delta ELSE 0 END) AS s5, sum(CASE c.key WHEN 's6' THEN c.delta ELSE 0 END) AS s6,
  sum(CASE c.key WHEN 'pages' THEN c.delta ELSE 0 END) AS pages, sum(CASE c.key WHEN 'assisted' THEN c.delta ELSE 0 END) AS assisted,
  count(DISTINCT CASE WHEN e.kind = 'correction' THEN e.event_id END) AS corrections, min(e.clock_ok) AS clock_ok
  FROM event b JOIN event e ON e.visit = b.visit LEFT JOIN event_count c ON c.stream_no = e.stream_no AND c.seq = e.seq WHERE b.kind = 'begin' GROUP BY b.day, b.visit;
CREATE VIEW day_count_diff AS   -- no rows while the roll-up is right
  SELECT day, key, sum(n) AS diff FROM (SELECT e.day, c.key, c.delta AS n FROM event e JOIN event_count c USING(stream_no, seq)
    UNION ALL SELECT f.day, j.key, j.value FROM day_fold f, json_each(f.counts) j UNION ALL SELECT day, key, -value FROM day_count) GROUP BY day, key HAVING sum(n) <> 0;

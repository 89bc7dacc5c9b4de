-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema of the centre, version 1 (PostgreSQL's words; SQLite gets its own from the same text).
CREATE TABLE receiver_meta(key text PRIMARY KEY, value text NOT NULL);   -- receiver_id, schema_version
CREATE TABLE library(library_id bigint PRIMARY KEY, code text NOT NULL UNIQUE, tz text NOT NULL);
CREATE TABLE library_period(library_id bigint NOT NULL REFERENCES library, valid_from date NOT NULL,   -- first day of a month
  name text NOT NULL, district text NOT NULL, rural bigint NOT NULL CHECK(rural IN (0,1)), PRIMARY KEY(library_id, valid_from));
CREATE TABLE terminal(library_id bigint NOT NULL REFERENCES library, terminal_id bigint NOT NULL CHECK(terminal_id > 0),
  code text NOT NULL, retired_on date, PRIMARY KEY(library_id, terminal_id), UNIQUE(library_id, code));
CREATE TABLE install(install_id uuid PRIMARY KEY, library_id bigint NOT NULL, terminal_id bigint NOT NULL,
  token_sha256 text NOT NULL UNIQUE, machine_hash text, status text NOT NULL CHECK(status IN ('active','revoked')),
  predecessor uuid, enrolled_ms bigint NOT NULL, FOREIGN KEY(library_id, terminal_id) REFERENCES terminal);
CREATE TABLE enroll_code(code_sha256 text PRIMARY KEY, library_id bigint NOT NULL, terminal_id bigint NOT NULL, expires_ms bigint NOT NULL, install_id uuid, used_ms bigint);
CREATE TABLE counter_title(key text NOT NULL, valid_from date NOT NULL, title text NOT NULL, PRIMARY KEY(key, valid_from));
CREATE TABLE day_report(library_id bigint NOT NULL, stream_id uuid NOT NULL, day date NOT NULL, terminal_id bigint NOT NULL,
  install_id uuid NOT NULL, revision bigint NOT NULL CHECK(revision > 0), digest text NOT NULL, counts jsonb NOT NULL,
  software text NOT NULL, received_ms bigint NOT NULL, PRIMARY KEY(library_id, stream_id, day));
CREATE INDEX day_report_day ON day_report(library_id, day);
CREATE INDEX day_report_stream ON day_report(stream_id);   -- who holds a stream, in whatever library
CREATE TABLE day_report_log(library_id bigint NOT NULL, stream_id uuid NOT NULL, day date NOT NULL, revision bigint NOT NULL,
  digest text NOT NULL, counts jsonb NOT NULL, install_id uuid NOT NULL, received_ms bigint NOT NULL,
  PRIMARY KEY(library_id, stream_id, day, revision, digest));   -- one revision with two digests is a conflict
CREATE TABLE fragment(library_id bigint NOT NULL, stream_id uuid NOT NULL, seq bigint NOT NULL, terminal_id bigint NOT NULL,
  install_id uuid NOT NULL, day date NOT NULL, counts jsonb NOT NULL, received_ms bigint NOT NULL, PRIMARY KEY(library_id, stream_id, seq));
CREATE TABLE adjustment(library_id bigint NOT NULL, adjustment_id uuid NOT NULL, terminal_id bigint NOT NULL,   -- 0: the whole library
  day date NOT NULL, counts jsonb NOT NULL, author text NOT NULL, reason text NOT NULL, created_ms bigint NOT NULL, revoked_ms bigint, PRIMARY KEY(library_id, adjustment_id));
CREATE TABLE install_seen(library_id bigint NOT NULL, install_id uuid NOT NULL, accepted bigint NOT NULL, last_seen_ms bigint NOT NULL, boot_id text NOT NULL, former_boot_id text, clone_ms bigint, status jsonb NOT NULL, PRIMARY KEY(library_id, install_id));
CREATE TABLE dirty_month(library_id bigint NOT NULL, month date NOT NULL, touched_ms bigint NOT NULL, PRIMARY KEY(library_id, month));
CREATE TABLE month_count(library_id bigint NOT NULL, terminal_id bigint NOT NULL, month date NOT NULL, key text NOT NULL, value bigint NOT NULL,
  PRIMARY KEY(library_id, terminal_id, month, key));   CREATE INDEX month_count_key ON month_count(key, month, library_id, terminal_id, value);   -- the report reads nothing else
CREATE TABLE past_total(year text NOT NULL, rural bigint NOT NULL CHECK(rural IN (0,1)), key text NOT NULL, value bigint NOT NULL, source text NOT NULL,
  PRIMARY KEY(year, rural, key));   -- years reported before the kiosks
CREATE VIEW library_span AS SELECT library_id, name, district, rural, CASE WHEN lag(valid_from) OVER w IS NULL THEN CAST('0001-01-01' AS date) ELSE valid_from END AS first_month,
  coalesce(lead(valid_from) OVER w, CAST('9999-01-01' AS date)) AS end_month FROM library_period WINDOW w AS (PARTITION BY library_id ORDER BY valid_from);
CREATE VIEW day_key AS SELECT d.library_id, d.terminal_id, d.day, c.key, sum(CAST(c.value AS bigint)) AS n FROM (SELECT library_id, terminal_id, day, counts FROM day_report
    UNION ALL SELECT f.library_id, f.terminal_id, f.day, f.counts FROM fragment f LEFT JOIN day_report r
      ON r.library_id = f.library_id AND r.stream_id = f.stream_id AND r.day = f.day WHERE f.seq > coalesce(r.revision, 0)
    UNION ALL SELECT library_id, terminal_id, day, counts FROM adjustment WHERE revoked_ms IS NULL) d, jsonb_each_text(d.counts) c GROUP BY d.library_id, d.terminal_id, d.day, c.key;
CREATE VIEW year_key AS SELECT substr(CAST(m.month AS text), 1, 4) AS year, m.library_id, l.code, p.name, p.district, p.rural, m.key,
    sum(m.value) AS n FROM month_count m JOIN library l ON l.library_id = m.library_id LEFT JOIN library_span p
    ON p.library_id = m.library_id AND m.month >= p.first_month AND m.month < p.end_month
  GROUP BY substr(CAST(m.month AS text), 1, 4), m.library_id, l.code, p.name, p.district, p.rural, m.key;   -- per library, per district
CREATE VIEW table_a AS SELECT year, sum(n) AS users, sum(CASE WHEN rural = 1 THEN n ELSE 0 END) AS rural_users FROM (SELECT year, rural, n FROM year_key WHERE key = 'users'
    UNION ALL SELECT year, rural, value FROM past_total WHERE key = 'users') x GROUP BY year;
CREATE VIEW table_b AS SELECT year, key, sum(n) AS requests FROM (
    SELECT substr(CAST(month AS text), 1, 4) AS year, key, value AS n FROM month_count WHERE key IN ('s1','s2','s3','s4','s5','s6')
    UNION ALL SELECT year, key, value FROM past_total WHERE key IN ('s1','s2','s3','s4','s5','s6')) x GROUP BY year, key;
CREATE VIEW terminal_state AS SELECT l.code AS library, t.code AS terminal, t.retired_on, max(s.last_seen_ms) AS last_seen_ms, max(s.clone_ms) AS clone_ms FROM terminal t JOIN library l ON l.library_id = t.library_id
    LEFT JOIN install i ON i.library_id = t.library_id AND i.terminal_id = t.terminal_id
    LEFT JOIN install_seen s ON s.library_id = i.library_id AND s.install_id = i.install_id GROUP BY l.code, t.code, t.retired_on;
CREATE VIEW day_conflict AS SELECT library_id, stream_id, day, revision, count(*) AS versions FROM day_report_log GROUP BY library_id, stream_id, day, revision HAVING count(*) > 1;

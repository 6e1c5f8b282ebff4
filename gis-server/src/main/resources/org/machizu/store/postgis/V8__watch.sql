-- The watch over households and the extract of the resident register: personal. No role but the
-- server's own has any right to this schema (see docs/operations.md); columns hold what those of
-- personal/watch.db hold.

CREATE TABLE machizu.watch_case (
  municipality text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  version bigint NOT NULL,
  household bigint NOT NULL,
  event text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  origin text NOT NULL,
  report text COLLATE "C",
  assignee text COLLATE "C",
  follow_up text COLLATE "C",
  opened text COLLATE "C" NOT NULL,
  opened_by text NOT NULL,
  changed text COLLATE "C" NOT NULL,
  PRIMARY KEY (municipality, id)
);
CREATE UNIQUE INDEX watch_case_open ON machizu.watch_case (municipality, household, event) WHERE state <> 'settled';
CREATE INDEX watch_case_household ON machizu.watch_case (municipality, household);

CREATE TABLE machizu.watch_step (
  municipality text COLLATE "C" NOT NULL,
  case_id bigint NOT NULL,
  number bigint NOT NULL,
  time text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  step text NOT NULL,
  outcome text,
  note text NOT NULL,
  photo text COLLATE "C",
  before text,
  after text NOT NULL,
  PRIMARY KEY (municipality, case_id, number)
);

CREATE TABLE machizu.watch_photo (
  municipality text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  media_type text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (municipality, hash, number)
);
ALTER TABLE machizu.watch_photo ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE machizu.watch_report (
  municipality text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seen text COLLATE "C" NOT NULL,
  source text NOT NULL,
  reporter text COLLATE "C" NOT NULL,
  received text COLLATE "C" NOT NULL,
  lon double precision NOT NULL,
  lat double precision NOT NULL,
  note text NOT NULL,
  photo text COLLATE "C",
  closed text COLLATE "C",
  PRIMARY KEY (municipality, id)
);
CREATE INDEX watch_report_seen ON machizu.watch_report (municipality, seen, id);
CREATE INDEX watch_report_reporter ON machizu.watch_report (municipality, reporter, received);

CREATE TABLE machizu.watch_hint (
  municipality text COLLATE "C" NOT NULL,
  time_window bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (municipality, time_window)
);

CREATE TABLE machizu.register_draft (
  municipality text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  created text COLLATE "C" NOT NULL,
  created_by text NOT NULL,
  residents_revision bigint NOT NULL,
  households_revision bigint NOT NULL,
  counts text NOT NULL,
  PRIMARY KEY (municipality, id)
);

CREATE TABLE machizu.register_row (
  municipality text COLLATE "C" NOT NULL,
  draft text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  resident text COLLATE "C" NOT NULL,
  household_key text COLLATE "C" NOT NULL,
  placed text COLLATE "C" NOT NULL,
  place bigint,
  candidates text,
  old_values text,
  new_values text,
  PRIMARY KEY (municipality, draft, number)
);
CREATE INDEX register_row_kind ON machizu.register_row (municipality, draft, kind, placed, number);

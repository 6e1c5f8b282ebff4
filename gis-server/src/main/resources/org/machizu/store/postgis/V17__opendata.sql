-- Thematic maps, and messages of residents about open data. The latter are personal: no role but
-- the server's own has any right to this schema (see docs/operations.md), and columns hold what
-- those of personal/watch.db hold.

CREATE TABLE machizu.thematic_map (
  municipality text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,         -- as it stands in addresses
  version bigint NOT NULL,
  section text COLLATE "C" NOT NULL,    -- the role whose people keep it
  draft text NOT NULL,                  -- what it shows, JSON
  published text,                       -- null: nobody else sees it
  published_at text COLLATE "C",
  changed text COLLATE "C" NOT NULL,
  author text NOT NULL,
  PRIMARY KEY (municipality, id)
);

CREATE TABLE machizu.feedback (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  layer text COLLATE "C",
  feature bigint,
  map text COLLATE "C",
  lon double precision,
  lat double precision,
  body text NOT NULL,
  answer text NOT NULL,
  key_hash text COLLATE "C",            -- null: forgotten
  language text COLLATE "C" NOT NULL,
  address text,                         -- null: none, or forgotten
  received text COLLATE "C" NOT NULL,
  changed text COLLATE "C" NOT NULL,
  done text COLLATE "C",                -- when it was answered or closed
  forgotten integer NOT NULL,
  PRIMARY KEY (municipality, number)
);
CREATE INDEX feedback_key ON machizu.feedback (municipality, key_hash);
CREATE INDEX feedback_received ON machizu.feedback (municipality, received);

CREATE TABLE machizu.feedback_step (
  municipality text COLLATE "C" NOT NULL,
  message bigint NOT NULL,
  number integer NOT NULL,
  time text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  body text NOT NULL,
  section text COLLATE "C" NOT NULL,
  PRIMARY KEY (municipality, message, number)
);

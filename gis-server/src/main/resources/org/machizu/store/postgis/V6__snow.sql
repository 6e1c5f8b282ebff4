-- The log of what was entered about snowfalls: lines are added, none is changed. Columns hold the
-- same as in data files (see V2).

CREATE TABLE machizu.snow_entry (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  event bigint NOT NULL,
  recorded text COLLATE "C" NOT NULL,
  author text NOT NULL,
  kind text COLLATE "C" NOT NULL,  -- WORDS, WITHDRAWN or MEASURED
  name text,
  begins text COLLATE "C",
  ends text COLLATE "C",           -- null: still on
  moment text COLLATE "C",         -- when it was measured
  cm double precision,             -- null: the measurement is taken away
  source text,
  reason text NOT NULL,
  PRIMARY KEY (municipality, number)
);
CREATE INDEX snow_entry_event ON machizu.snow_entry (municipality, event, number);
CREATE INDEX snow_entry_words ON machizu.snow_entry (municipality, number) WHERE kind <> 'MEASURED';

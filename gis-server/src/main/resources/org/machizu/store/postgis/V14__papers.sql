-- Papers of the permit counter, their fees, and how the counter is used. Columns hold the same as
-- in data files (see V2).

CREATE TABLE machizu.permit_paper (
  municipality text COLLATE "C" NOT NULL,
  year integer NOT NULL,           -- the fiscal year
  number bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,   -- by the counter's clock
  asked text COLLATE "C" NOT NULL,
  author text NOT NULL,
  terminal text COLLATE "C",       -- null: at the desk
  lots text COLLATE "C" NOT NULL,  -- ids with blanks between
  places text NOT NULL,            -- addresses, one a line
  district text COLLATE "C" NOT NULL,
  as_of text COLLATE "C",
  language text COLLATE "C" NOT NULL,
  fee integer NOT NULL,            -- yen
  checklist bigint NOT NULL,
  code text COLLATE "C" NOT NULL,
  hash text COLLATE "C",           -- of the PDF among the attachments; null: it never became whole
  size bigint,
  pages integer,
  answer text COLLATE "C",         -- of the answer behind it
  paid text COLLATE "C",
  reason text,
  PRIMARY KEY (municipality, year, number)
);
CREATE INDEX permit_paper_day ON machizu.permit_paper (municipality, day);
CREATE INDEX permit_paper_due ON machizu.permit_paper (municipality, state) WHERE state = 'DUE';

-- The ledger of fees: taken above 0, given back below. A line is never changed.
CREATE TABLE machizu.permit_entry (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  booked text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  paper bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  yen integer NOT NULL,
  author text NOT NULL,
  PRIMARY KEY (municipality, number)
);

-- Closings of the ledger. A line is never changed.
CREATE TABLE machizu.permit_closing (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  closed text COLLATE "C" NOT NULL,
  author text NOT NULL,
  first_entry bigint NOT NULL,
  last_entry bigint NOT NULL,
  paid_papers bigint NOT NULL,
  paid_yen bigint NOT NULL,
  back_papers bigint NOT NULL,
  back_yen bigint NOT NULL,
  due_papers bigint NOT NULL,
  due_yen bigint NOT NULL,
  counted bigint,
  note text NOT NULL,
  PRIMARY KEY (municipality, number)
);

CREATE TABLE machizu.permit_queue (
  municipality text COLLATE "C" NOT NULL,
  terminal text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  taken text COLLATE "C" NOT NULL,
  called text COLLATE "C",
  gone text COLLATE "C",
  PRIMARY KEY (municipality, terminal, day, number)
);

CREATE TABLE machizu.permit_count (
  municipality text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  PRIMARY KEY (municipality, day, channel, district, kind)
);

-- The permit counter. Columns hold the same as in data files (see V2).

-- What is asked about a site, version by version; the newest is in force.
CREATE TABLE machizu.permit_checklist (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  saved text COLLATE "C" NOT NULL,
  author text COLLATE "C" NOT NULL,
  note text NOT NULL,
  yaml text NOT NULL,
  PRIMARY KEY (municipality, number)
);

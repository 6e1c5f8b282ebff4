-- How shelters stand, and every line of what was said of them. Columns hold the same as in data files (see V2).

CREATE TABLE machizu.shelter_state (
  municipality text COLLATE "C" NOT NULL,
  shelter text COLLATE "C" NOT NULL,    -- as the town numbers it
  version bigint NOT NULL,
  status text COLLATE "C" NOT NULL,
  people integer,                       -- null: nobody counts
  is_full integer NOT NULL,
  note text NOT NULL,
  facilities text COLLATE "C",          -- null: what the layer says; so the next two
  pets text COLLATE "C",
  barrier_free text COLLATE "C",
  changed text COLLATE "C" NOT NULL,
  author text NOT NULL,
  PRIMARY KEY (municipality, shelter)
);

CREATE TABLE machizu.shelter_change (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  shelter text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  status text COLLATE "C" NOT NULL,
  people integer,
  is_full integer NOT NULL,
  note text NOT NULL,
  facilities text COLLATE "C",
  pets text COLLATE "C",
  barrier_free text COLLATE "C",
  changed text COLLATE "C" NOT NULL,
  author text NOT NULL,
  PRIMARY KEY (municipality, number)
);
CREATE INDEX shelter_change_of ON machizu.shelter_change (municipality, shelter, number);

-- Other servers whose collections are mounted, and the layers that are theirs. Columns hold the same as in data files (see V2).

CREATE TABLE machizu.remote_server (
  municipality text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,         -- as the file of servers has it
  tried text COLLATE "C",               -- null: never; so the next
  reached text COLLATE "C",
  fault text,                           -- null: it answered the last time
  PRIMARY KEY (municipality, id)
);

CREATE TABLE machizu.remote_mount (
  municipality text COLLATE "C" NOT NULL,
  layer text COLLATE "C" NOT NULL,
  server text COLLATE "C" NOT NULL,
  collection text NOT NULL,             -- its id there
  revision text,                        -- null: that server does not tell
  description text NOT NULL,
  harvested text COLLATE "C",           -- null: not yet
  features bigint NOT NULL,
  fault text,                           -- null: as new as can be
  PRIMARY KEY (municipality, layer)
);

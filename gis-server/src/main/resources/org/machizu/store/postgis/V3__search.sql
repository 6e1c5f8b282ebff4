-- The search index. It can be made again from the layers at any time, so what is lost in a crash is
-- no loss; but every server of the database keeps and asks the same one.

CREATE SEQUENCE machizu.search_scope_id;
CREATE SEQUENCE machizu.search_word_id;

-- What one entitlement class may find of one layer, whole or under way.
CREATE TABLE machizu.search_scope (
  municipality text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  layer text COLLATE "C" NOT NULL,
  entitlement text NOT NULL,
  shows text NOT NULL,
  revision bigint NOT NULL,
  finished boolean NOT NULL,
  PRIMARY KEY (municipality, id)
);
CREATE UNIQUE INDEX search_scope_finished
  ON machizu.search_scope (municipality, layer, entitlement) WHERE finished;

-- Grams are every character and every two neighbouring characters of the key, each behind the
-- number of its scope: a question reads no row of a scope that it does not name. pg_trgm, which is
-- often missing, knows three characters only, and most Japanese names are asked for by two.
CREATE TABLE machizu.search_word (
  municipality text COLLATE "C" NOT NULL,
  scope bigint NOT NULL,
  id bigint NOT NULL DEFAULT nextval('machizu.search_word_id'),
  key text COLLATE "C" NOT NULL,
  grams text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (municipality, scope, key)
);
CREATE INDEX search_word_id_key ON machizu.search_word (municipality, id);
CREATE INDEX search_word_grams ON machizu.search_word USING gin (grams);

CREATE TABLE machizu.search_mention (
  municipality text COLLATE "C" NOT NULL,
  scope bigint NOT NULL,
  entry bigint NOT NULL,
  word bigint NOT NULL,
  kind smallint NOT NULL,           -- 0 name, 1 address, 2 lot
  number text COLLATE "C" NOT NULL,
  PRIMARY KEY (municipality, scope, entry, word, kind, number)
);
CREATE INDEX search_mention_word
  ON machizu.search_mention (municipality, word, kind, number, entry);

-- Where a feature is; its box is null when it has no place on the map.
CREATE TABLE machizu.search_entry (
  municipality text COLLATE "C" NOT NULL,
  scope bigint NOT NULL,
  id bigint NOT NULL,
  w double precision,
  s double precision,
  e double precision,
  n double precision,
  PRIMARY KEY (municipality, scope, id)
);

-- The box around all that bear a word, since a part of the town is thousands of parcels.
CREATE TABLE machizu.search_extent (
  municipality text COLLATE "C" NOT NULL,
  scope bigint NOT NULL,
  word bigint NOT NULL,
  kind smallint NOT NULL,
  w double precision,
  s double precision,
  e double precision,
  n double precision,
  PRIMARY KEY (municipality, scope, word, kind)
);

-- A town that came from data files brings revisions whose numbers were given file by file.
ALTER TABLE machizu.revision DROP CONSTRAINT revision_pkey;
DROP INDEX machizu.revision_layer;
ALTER TABLE machizu.revision ADD PRIMARY KEY (municipality, layer, revision);

-- Audit chains that came with the town from another store, as they were there.
CREATE TABLE machizu.machizu_audit_kept (
  municipality text COLLATE "C" NOT NULL,
  chain text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  batch bigint,
  line_municipality text,           -- as it stood in the line, which the seal covers
  time text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  from_address text,
  action text NOT NULL,
  subject text COLLATE "C" NOT NULL,
  object text COLLATE "C",
  reason text,
  details text NOT NULL,
  PRIMARY KEY (municipality, chain, id)
);
CREATE INDEX audit_kept_batch ON machizu.machizu_audit_kept (municipality, chain, batch, id);
CREATE INDEX audit_kept_time ON machizu.machizu_audit_kept (municipality, chain, time, id);
CREATE INDEX audit_kept_subject
  ON machizu.machizu_audit_kept (municipality, chain, subject, object, time, id);

CREATE TABLE machizu.machizu_audit_kept_seal (
  municipality text COLLATE "C" NOT NULL,
  chain text COLLATE "C" NOT NULL,
  batch bigint NOT NULL,
  first_line bigint NOT NULL,
  last_line bigint NOT NULL,
  lines bigint NOT NULL,
  time text COLLATE "C" NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (municipality, chain, batch)
);

CREATE TABLE machizu.machizu_audit_kept_end (
  municipality text COLLATE "C" NOT NULL,
  chain text COLLATE "C" NOT NULL,
  batch bigint NOT NULL,
  PRIMARY KEY (municipality, chain)
);

-- A town that is not here: it is still being brought in, or it has been taken elsewhere.
CREATE TABLE machizu.elsewhere (
  municipality text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('arriving', 'gone')),
  place text NOT NULL,              -- where it comes from, where it is
  time timestamptz NOT NULL,
  PRIMARY KEY (municipality)
);

-- Whoever writes makes sure first that the town is here and stays here until his transaction ends.
-- Whoever takes it elsewhere holds the lock alone, and waits for those who have begun.
CREATE FUNCTION machizu.require_town(code text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $machizu$
DECLARE
  found record;
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(hashtextextended('machizu town ' || code, 2)) THEN
    RAISE EXCEPTION 'town % is being taken elsewhere; nothing can be changed here', code
      USING ERRCODE = 'MZ001';
  END IF;
  SELECT e.state, e.place INTO found FROM machizu.elsewhere e WHERE e.municipality = code;
  IF found.state = 'gone' THEN
    RAISE EXCEPTION 'town % has been taken to %; nothing can be changed here', code, found.place
      USING ERRCODE = 'MZ001';
  ELSIF found.state = 'arriving' THEN
    RAISE EXCEPTION 'town % is being brought here from % and is not whole yet', code, found.place
      USING ERRCODE = 'MZ001';
  END IF;
END
$machizu$;

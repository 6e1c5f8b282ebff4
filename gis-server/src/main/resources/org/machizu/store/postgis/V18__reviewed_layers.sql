-- Of layers whose changes wait for a publish step, the revision that outsiders see.
ALTER TABLE machizu.layer ADD COLUMN shown bigint;

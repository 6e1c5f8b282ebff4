-- What the database's administrator does once, in the town's own database, before the first server
-- starts:   psql -d city -f docs/postgis-setup.sql
-- It may be run again at any time. Passwords and pg_hba.conf are the administrator's business:
--           ALTER ROLE machizu_server PASSWORD '...';
DO $setup$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['machizu_server', 'machizu_editor', 'machizu_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', role);
    END IF;
  END LOOP;
  -- The servers. They own the tables that they make, and nothing else.
  ALTER ROLE machizu_server LOGIN;
  -- People with QGIS are members of machizu_editor (or machizu_reader):
  --   CREATE ROLE somebody LOGIN PASSWORD '...' IN ROLE machizu_editor;
  -- They see open and staff layers in the schema town_CODE. Whoever is a member of machizu_editor
  -- counts as staff of all departments; layers that hide anything from any of them are not there.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO machizu_server', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO machizu_editor, machizu_reader', current_database());
END
$setup$;

CREATE EXTENSION IF NOT EXISTS postgis;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

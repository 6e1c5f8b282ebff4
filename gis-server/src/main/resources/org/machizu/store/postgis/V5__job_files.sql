-- Files of jobs, which servers that have no disk in common share: what a job begins with and what
-- came of it. Their content lies where that of attachments does (attachment_content, _chunk).

CREATE TABLE machizu.job_file (
  municipality text COLLATE "C" NOT NULL,
  job text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,  -- INPUT or RESULT
  name text NOT NULL,
  size bigint NOT NULL,
  stored text COLLATE "C" NOT NULL,
  content bigint NOT NULL,
  PRIMARY KEY (municipality, job, role)
);
CREATE INDEX job_file_stored ON machizu.job_file (municipality, stored);

COMMENT ON COLUMN machizu.job.input IS 'not used; as in data files, so that rows can be moved';

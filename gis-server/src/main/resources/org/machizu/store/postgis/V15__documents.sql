-- Documents that are attached to features. Columns hold the same as in data files (see V2).
-- A line is never changed, but for its end.

CREATE TABLE machizu.feature_document (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  layer text COLLATE "C" NOT NULL,      -- its short id
  feature bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,       -- of the content among the attachments
  title text NOT NULL,
  media_type text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  pages integer NOT NULL,
  added text COLLATE "C" NOT NULL,
  author text NOT NULL,
  removed text COLLATE "C",             -- null: it is attached
  removed_by text,
  reason text,
  PRIMARY KEY (municipality, number)
);
CREATE INDEX feature_document_of ON machizu.feature_document (municipality, layer, feature);

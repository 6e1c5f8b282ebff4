-- What was changed of those who are told of alerts. A line is never changed.

CREATE TABLE machizu.outbox_recipient_change (
  municipality text COLLATE "C" NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  recorded text COLLATE "C" NOT NULL,
  author text NOT NULL,
  reason text NOT NULL,
  changed text NOT NULL,           -- names of members, with blanks between
  body text,                       -- as they stood since then; null: removed
  PRIMARY KEY (municipality, recipient, version)
);

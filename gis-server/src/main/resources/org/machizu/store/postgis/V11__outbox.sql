-- Who is told of alerts, and what was sent to whom. A message is never changed but for what became
-- of it. Columns hold the same as in data files (see V2).

CREATE TABLE machizu.outbox_recipient (
  municipality text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  body text NOT NULL,
  secret text,                     -- signs what goes to a webhook
  PRIMARY KEY (municipality, id)
);

CREATE TABLE machizu.outbox_message (
  municipality text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  alert bigint NOT NULL,           -- 0: a test
  event bigint NOT NULL,           -- 0: caused by time, or by somebody who tries
  recipient text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  round bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  drill bigint NOT NULL,
  urgent bigint NOT NULL,
  made text COLLATE "C" NOT NULL,
  due text COLLATE "C" NOT NULL,
  follows bigint,
  stop bigint NOT NULL,            -- 1: must not be sent again once its server has let go of it
  doubt bigint NOT NULL,           -- 1: an attempt ended without an answer
  batch text COLLATE "C",          -- what goes out as one
  attempts bigint NOT NULL,
  sent text COLLATE "C",
  error text NOT NULL,
  language text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  facts text NOT NULL,
  holder text COLLATE "C",
  lease text COLLATE "C",
  PRIMARY KEY (municipality, number),
  UNIQUE (municipality, alert, event, recipient, channel, address, purpose, round)
);
CREATE INDEX outbox_message_due ON machizu.outbox_message (municipality, due)
  WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX outbox_message_batch ON machizu.outbox_message (municipality, batch);
CREATE INDEX outbox_message_sent ON machizu.outbox_message (municipality, address, sent);
CREATE INDEX outbox_message_recipient ON machizu.outbox_message (municipality, recipient, number);

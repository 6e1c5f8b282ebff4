-- What the pixels of an epoch are; the tiles or blocks themselves lie in a table of the epoch. A row
-- of a past epoch says that its table is still to be dropped: readers may be in it.
CREATE TABLE machizu.raster (
  municipality text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (municipality, epoch),
  FOREIGN KEY (municipality, epoch) REFERENCES machizu.epoch (municipality, id) ON DELETE CASCADE
);

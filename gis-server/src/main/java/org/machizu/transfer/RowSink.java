package org.machizu.transfer;

import org.jspecify.annotations.Nullable;
import org.machizu.jobs.CancelledException;

/** Takes the rows of one section. */
public interface RowSink {

  /** Of a section that has none. */
  RowSink NO_ROWS =
      new RowSink() {
        @Override
        public void row(@Nullable Object... values) {
          throw new IllegalStateException("the section has no rows");
        }

        @Override
        public void end() {}
      };

  /** The next row; the array is the sink's from here on. */
  void row(@Nullable Object... values) throws CancelledException;

  /** No more rows follow. */
  void end();
}

package org.machizu.transfer;

import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Takes a town over, reads it again where it is now, and compares. */
public final class Transfer {
  private static final double COPYING = 0.7;

  private Transfer() {}

  /**
   * @return how what was read compares with what stands in the target
   */
  public static TransferReport run(TownSource source, TownTarget target, Progress progress)
      throws CancelledException {
    SummingSink sent = new SummingSink(target.sink(), progress);
    source.sendTo(sent, part(progress, 0, COPYING));
    target.finish();
    SummingSink found = new SummingSink(null, progress);
    try (TownSource copy = target.reopen()) {
      copy.sendTo(found, part(progress, COPYING, 1));
    }
    return TransferReport.compare(source.time(), sent.sums(), found.sums());
  }

  private static Progress part(Progress progress, double from, double to) {
    return new Progress() {
      @Override
      public void report(double fraction) {
        progress.report(from + (to - from) * fraction);
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }
}

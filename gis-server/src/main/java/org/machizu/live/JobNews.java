package org.machizu.live;

import java.util.function.Consumer;
import org.machizu.jobs.JobChanged;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;

/** Tells import and export panels how far their jobs are; each job only to those it is for. */
public final class JobNews implements Consumer<JobChanged> {
  private final OpenScreens screens;

  public JobNews(OpenScreens screens) {
    this.screens = screens;
  }

  @Override
  public void accept(JobChanged change) {
    OpenScreens.Event event = new OpenScreens.Event("job", JobRoutes.json(change.job()));
    screens.tell(actor -> Jobs.isToldTo(actor, change.job()) ? event : null);
  }
}

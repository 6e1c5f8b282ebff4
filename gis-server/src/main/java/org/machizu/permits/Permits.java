package org.machizu.permits;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.Documents;
import org.machizu.config.Municipality;
import org.machizu.geo.crs.Crs;
import org.machizu.http.Pages;
import org.machizu.http.Route;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.ground.Grounds;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.PaperStore;
import org.machizu.printing.Printers;

/** Everything of the permit counter, put together. */
public final class Permits implements AutoCloseable {
  private final Tally tally;
  private final List<Route> routes;

  /** What a town keeps of the permit counter. */
  public record Stores(ChecklistStore checklists, PaperStore papers, CounterStore counter) {}

  /** The ports that it needs. */
  public record Ports(
      VisibleLayers layers,
      FeatureStore features,
      Grounds grounds,
      AttachmentStore attachments,
      Documents documents,
      Stores stores) {}

  /**
   * @param town in whose zone is measured; without one in the nearest to each site
   * @param printers of the counter's terminals
   * @param background where the day's counts are written
   */
  public Permits(
      Municipality town,
      Ports ports,
      Printers printers,
      Pages pages,
      Executor background,
      Clock clock) {
    Stores stores = ports.stores();
    Checklists checklists = new Checklists(stores.checklists(), clock);
    Optional<Crs> zone = town.zone();
    SiteEnquiry enquiry =
        new SiteEnquiry(ports.layers(), ports.features(), ports.grounds(), zone, checklists, clock);
    tally = new Tally(stores.counter(), background, clock);
    Certificates certificates =
        new Certificates(
            enquiry,
            checklists,
            new SitePaper(new SiteMap(ports.layers(), ports.features()), town.name()),
            stores.papers(),
            ports.attachments(),
            clock);
    Copies copies =
        new Copies(
            ports.documents(),
            checklists,
            new CopyPaper(town.name()),
            stores.papers(),
            ports.attachments(),
            clock);
    CertificateRoutes certificateRoutes =
        new CertificateRoutes(certificates, stores.papers(), clock);
    routes =
        Stream.of(
                new SiteRoutes(enquiry, tally).routes(),
                new ChecklistRoutes(checklists, stores.checklists(), enquiry).routes(),
                new QuarterRoutes(new Quarters(ports.layers(), ports.features(), checklists))
                    .routes(),
                certificateRoutes.routes(),
                new CopyRoutes(copies).routes(),
                new PrintRoutes(certificateRoutes, certificates, checklists, printers, town.name())
                    .routes(),
                new TakingsRoutes(stores.papers(), clock).routes(),
                new StatisticsRoutes(tally, stores.counter(), stores.papers(), clock).routes(),
                new CounterRoutes(pages, town.name(), checklists, printers, stores.counter(), clock)
                    .routes())
            .flatMap(List::stream)
            .toList();
  }

  public List<Route> routes() {
    return routes;
  }

  /** Writes what was counted. */
  @Override
  public void close() {
    tally.write();
  }
}

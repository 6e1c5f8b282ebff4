package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** Enquiries about sites. */
final class SiteRoutes {
  private final SiteEnquiry enquiry;
  private final Tally tally;
  private final SiteJson json = new SiteJson();

  SiteRoutes(SiteEnquiry enquiry, Tally tally) {
    this.enquiry = enquiry;
    this.tally = tally;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/sites",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "What holds for a site: one finding for each line of the checklist, in, out, near"
                    + " (a boundary is closer than the map is exact) or unknown",
                this::answer)
            .with(
                Parameter.text("parcel", "ids of the lots that make the site, separated by commas"),
                Parameter.text("parcels", "the same as parcel"),
                Parameter.text("lon", "degrees east; with lat: the lot at that place"),
                Parameter.text("lat", "degrees north"),
                Parameter.text("asOf", "answer as of this moment, RFC 3339"),
                AnswerForm.LANGUAGE,
                AnswerForm.GEOMETRY));
  }

  private void answer(Context ctx) {
    Query query = Query.of(ctx);
    Instant asOf = query.moment("asOf").orElse(null);
    AnswerForm form = AnswerForm.of(query, Requests.language(ctx));
    Actor actor = Requests.actor(ctx);
    SiteReport report = report(query, actor, asOf);
    String district =
        SiteFinder.district(report.site().lots().getFirst(), report.checklist().site());
    tally.count(CounterPlace.of(actor), district, asOf);
    Answers.bytes(ctx, "application/json", json.bytes(report, form));
  }

  private SiteReport report(Query query, Actor actor, @Nullable Instant asOf) {
    List<Long> ids = new ArrayList<>(ids(query, "parcel"));
    ids.addAll(ids(query, "parcels"));
    Optional<String> lon = query.text("lon");
    Optional<String> lat = query.text("lat");
    if (!ids.isEmpty()) {
      if (lon.isPresent() || lat.isPresent()) {
        throw Problem.badParameter("lon", lon.orElse(""), "either lots or a place").asException();
      }
      return enquiry.ofLots(actor, ids, asOf);
    }
    if (lon.isEmpty() || lat.isEmpty()) {
      throw PermitProblems.noSite().asException();
    }
    Coordinate place = new Coordinate(query.degrees("lon", 180), query.degrees("lat", 90));
    return enquiry.at(actor, place, asOf);
  }

  private static List<Long> ids(Query query, String name) {
    return query.wholeNumbers(name, 1, Long.MAX_VALUE, SiteFinder.MOST_LOTS);
  }
}

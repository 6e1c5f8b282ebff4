package org.machizu.store.postgis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.machizu.access.AccessStores;
import org.machizu.access.AuditLog;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.DocumentStore;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditRecords;
import org.machizu.federation.HarvestStore;
import org.machizu.gauges.Gauges;
import org.machizu.jobs.JobStore;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Outbox;
import org.machizu.permits.Permits;
import org.machizu.shelters.ShelterStore;
import org.machizu.snow.SnowStore;
import org.machizu.store.sql.AuditChain;
import org.machizu.store.sql.Dialect;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.SqlAccess;
import org.machizu.store.sql.SqlAttachmentStore;
import org.machizu.store.sql.SqlAudit;
import org.machizu.store.sql.SqlDocumentStore;
import org.machizu.store.sql.SqlGauges;
import org.machizu.store.sql.SqlHarvestStore;
import org.machizu.store.sql.SqlJobStore;
import org.machizu.store.sql.SqlMatchStore;
import org.machizu.store.sql.SqlOutboxStore;
import org.machizu.store.sql.SqlPassReads;
import org.machizu.store.sql.SqlPermits;
import org.machizu.store.sql.SqlShelterStore;
import org.machizu.store.sql.SqlSnowStore;
import org.machizu.store.sql.SqlThematicMapStore;
import org.machizu.store.sql.SqlTrackStore;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.TrackStore;

/** The ports of what is no layer, shared by all servers of the town. */
public final class Operations {
  /** The name of the town's chain of audit lines. */
  static final String CHAIN = "database";

  private final JobStore jobs;
  private final AttachmentStore attachments;
  private final DocumentStore documents;
  private final AccessStores access;
  private final SqlAudit audit;
  private final TrackStore tracks;
  private final MatchStore matching;
  private final PassReads passes;
  private final SnowStore snow;
  private final Gauges.Stores gauges;
  private final Outbox.Stores outbox;
  private final Permits.Stores permits;
  private final ShelterStore shelters;
  private final ThematicMapStore thematicMaps;
  private final HarvestStore harvests;

  Operations(Database database, Clock clock) {
    String municipality = database.municipality();
    this.jobs = new SqlJobStore(municipality, database, Dialect.POSTGRESQL);
    this.attachments = new SqlAttachmentStore(municipality, database);
    this.documents = new SqlDocumentStore(municipality, database);
    this.access = SqlAccess.stores(municipality, database);
    this.tracks = new SqlTrackStore(municipality, database, new DatabasePositions());
    this.matching =
        new SqlMatchStore(municipality, database, Dialect.POSTGRESQL, new PassLog(municipality));
    this.passes = new SqlPassReads(municipality, database);
    AuditChain chain = new AuditChain(CHAIN, database, new DatabaseSeals(municipality));
    List<AuditChain> chains = new ArrayList<>(List.of(chain));
    chains.addAll(KeptChains.list(municipality, database));
    this.audit = new SqlAudit(municipality, () -> chains, database, clock);
    this.snow = new SqlSnowStore(municipality, database);
    this.gauges =
        SqlGauges.stores(municipality, database, Dialect.POSTGRESQL, new DatabaseReadings());
    this.outbox = SqlOutboxStore.stores(municipality, database, Dialect.POSTGRESQL);
    this.permits = SqlPermits.stores(municipality, database);
    this.shelters = new SqlShelterStore(municipality, database);
    this.thematicMaps = new SqlThematicMapStore(municipality, database);
    this.harvests = new SqlHarvestStore(municipality, database);
  }

  public JobStore jobs() {
    return jobs;
  }

  public AttachmentStore attachments() {
    return attachments;
  }

  public DocumentStore documents() {
    return documents;
  }

  /** Accounts, roles, sessions, tokens and failed sign-ins. */
  public AccessStores access() {
    return access;
  }

  public TrackStore tracks() {
    return tracks;
  }

  public MatchStore matching() {
    return matching;
  }

  public PassReads passes() {
    return passes;
  }

  public SnowStore snow() {
    return snow;
  }

  /** Readings of gauges, their alerts, and what was entered about them. */
  public Gauges.Stores gauges() {
    return gauges;
  }

  public Outbox.Stores outbox() {
    return outbox;
  }

  public Permits.Stores permits() {
    return permits;
  }

  public ShelterStore shelters() {
    return shelters;
  }

  public ThematicMapStore thematicMaps() {
    return thematicMaps;
  }

  public HarvestStore harvests() {
    return harvests;
  }

  public AuditLog audit() {
    return audit;
  }

  public AuditRecords auditRecords() {
    return audit;
  }

  public AuditChains auditChains() {
    return audit;
  }
}

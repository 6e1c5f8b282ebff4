package org.machizu.store;

import java.util.List;
import java.util.Optional;
import org.machizu.access.AccessStores;
import org.machizu.access.AuditLog;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.DocumentStore;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditRecords;
import org.machizu.backup.BackupStore;
import org.machizu.federation.HarvestStore;
import org.machizu.gauges.Gauges;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.SharedFiles;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Outbox;
import org.machizu.permits.Permits;
import org.machizu.residents.WatchStore;
import org.machizu.residents.register.RegisterStore;
import org.machizu.retention.PurgePlace;
import org.machizu.retention.PurgeStore;
import org.machizu.search.SearchIndex;
import org.machizu.shelters.ShelterStore;
import org.machizu.snow.SnowStore;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassFeed;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.TrackStore;
import org.machizu.transfer.TownSource;

/** Everything that a town keeps, opened: a folder of files or a database. */
public interface TownStore extends AutoCloseable {

  LayerCatalog catalog();

  FeatureStore features();

  RasterStore rasters();

  ChangeFeed changes();

  AuditLog audit();

  AuditRecords auditRecords();

  AuditChains auditChains();

  PurgeStore retention();

  /** Where content of layers lies besides their tables. */
  List<PurgePlace> purgePlaces();

  JobStore jobs();

  /** Files of jobs, for several servers; empty where a town has but one, with a disk of its own. */
  Optional<SharedFiles> jobFiles();

  AttachmentStore attachments();

  /** Which documents are attached to which features. */
  DocumentStore documents();

  /** Devices and their positions. */
  TrackStore tracks();

  /** For the matching alone. */
  MatchStore matching();

  PassReads passes();

  /** What other servers have matched; empty where a town has but one. */
  Optional<PassFeed> othersPasses();

  /** Accounts, roles, sessions, tokens and failed sign-ins. */
  AccessStores access();

  /** The watch over households. */
  WatchStore watch();

  /** Extracts of the resident register that were compared. */
  RegisterStore register();

  SearchIndex search();

  /** What was entered about snowfalls. */
  SnowStore snow();

  /** Readings of gauges, their alerts, and what was entered about them. */
  Gauges.Stores gauges();

  /** Messages that leave the town, and who is told. */
  Outbox.Stores outbox();

  /** The permit counter: what is asked about a site, its papers, and how it is used. */
  Permits.Stores permits();

  /** How shelters stand, and what was said of them. */
  ShelterStore shelters();

  /** Maps on a theme. */
  ThematicMapStore thematicMaps();

  /** What residents tell of mistakes in open layers. */
  FeedbackStore feedback();

  /** Other servers, and the layers that are theirs. */
  HarvestStore harvests();

  /** Everything as it is now, in the form that all stores share. */
  TownSource source();

  /**
   * Keeps every other server and program from writing until it is closed; they are told why.
   *
   * @throws org.machizu.layers.StoreBusyException when somebody does not stop
   */
  Hold hold();

  /** See {@link #hold()}. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * From here on nobody opens the town here.
   *
   * @param to where it is now, for whoever tries
   */
  void markMoved(String to);

  /** Takes the town as a whole into one file; empty where it is copied into files first. */
  Optional<BackupStore> backups();

  /**
   * Writes something that nobody reads, and returns when it is kept.
   *
   * @throws RuntimeException that any write would throw at the moment
   */
  void checkWritable();

  @Override
  void close();
}

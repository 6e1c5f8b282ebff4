package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.access.Asker;
import org.machizu.access.JobMark;
import org.machizu.access.Role;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;
import org.machizu.config.SettingsLoader;
import org.machizu.exports.ExportLog;
import org.machizu.exports.ExportWork;
import org.machizu.geo.feature.LayerId;
import org.machizu.imports.ImportWork;
import org.machizu.jobs.ClaimedJob;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.JobWork;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Spool;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;
import org.machizu.layers.UndoWork;

/**
 * A server does the work of a job and ends before it can tell: whoever takes the job over finds
 * what has been done, and does it no second time. On every store.
 */
abstract class TwiceBegunContract {
  private static final String MUNICIPALITY = "01585";
  private static final int ROWS = 6_000;

  @TempDir Path folder;
  private Town town;
  private JobFiles files;
  private int jobs;

  /** What makes the town lie in the store on trial. */
  abstract Map<String, String> settings();

  @BeforeEach
  void open() throws Exception {
    Map<String, String> all = new HashMap<>(settings());
    all.put("data", folder.resolve("town").toString());
    all.put("municipality.code", MUNICIPALITY);
    town = Town.open(SettingsLoader.load(null, Map.of(), all, warning -> {}));
    Spool spool =
        new Spool(folder.resolve("spool"), 1 << 30, Duration.ofHours(1), Clock.systemUTC());
    files = town.jobFiles(spool);
  }

  @AfterEach
  void close() {
    town.close();
  }

  /** One try of a job by one server, which never tells how it ended. */
  private final class Try implements Progress {
    private final ClaimedJob claimed;
    private final String server;

    Try(ClaimedJob claimed, String server) {
      this.claimed = claimed;
      this.server = server;
    }

    Map<String, Object> run(WorkKind kind) throws Exception {
      Job job = claimed.job();
      Actor actor =
          new Actor("suzu", Role.PLANNER).inJob(new JobMark(job.id(), server, job.created()));
      return kind.task(actor, claimed.work().parameters()).run(job.id(), this);
    }

    @Override
    public void report(double fraction) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void keep(Map<String, Object> result) {
      save(Job.State.RUNNING, result);
    }

    void save(Job.State state, Map<String, Object> result) {
      Job job = claimed.job();
      Job saved =
          new Job(
              job.id(), job.kind(), job.owner(), state, 0.9, result, job.created(), job.changed());
      assertThat(town.jobs().saveHeld(saved, server)).isTrue();
    }

    @Override
    public Map<String, Object> kept() {
      Map<String, Object> kept = claimed.job().result();
      return kept == null ? Map.of() : kept;
    }
  }

  private String queue(String kind, Map<String, Object> parameters, String input) throws Exception {
    String id = "ab%030d".formatted(++jobs);
    if (!input.isEmpty()) {
      byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
      files.receive(id, "rows.csv", new ByteArrayInputStream(bytes), bytes.length);
    }
    Instant now = Clock.systemUTC().instant();
    Job job = new Job(id, kind, "suzu", Job.State.QUEUED, 0, null, now, now);
    Asker asker = Asker.of(new Actor("suzu", Role.PLANNER));
    JobWork work = new JobWork(JobWork.Lane.STAFF, asker, parameters);
    assertThat(town.jobs().queue(job, work, "a", 9)).isTrue();
    return id;
  }

  /** The next job, held by this server for no time at all. */
  private Try claimed(String server) {
    Set<String> kinds = Set.of(ImportWork.KIND, UndoWork.KIND, ExportWork.KIND);
    JobStore store = town.jobs();
    return new Try(
        store.claim(server, JobWork.Lane.STAFF, kinds, Duration.ZERO).orElseThrow(), server);
  }

  private ImportWork imports() {
    return new ImportWork(MUNICIPALITY, town.importer(), files);
  }

  private List<AuditLine> lines(String action, String layer) {
    return town.auditRecords().find(AuditFilter.ALL, null, 1_000).lines().stream()
        .filter(line -> line.action().equals(action) && line.subject().equals(layer))
        .toList();
  }

  private static String rows(String name, int count) {
    StringBuilder rows = new StringBuilder("name,number,lat,lon\n");
    for (int n = 0; n < count; n++) {
      rows.append(name).append(n).append(',').append(n).append(",42.8,141.8\n");
    }
    return rows.append("nowhere,0,north,141.8\n").toString();
  }

  /** Does it on one server, which does not tell, and then on another. */
  private void assertSameTwice(WorkKind kind) throws Exception {
    Map<String, Object> first = new HashMap<>(claimed("a").run(kind));
    Try last = claimed("b");
    Map<String, Object> second = new HashMap<>(last.run(kind));
    last.save(Job.State.DONE, second);
    first.remove("phasesMs"); // publishing is not among those of the second
    second.remove("phasesMs");
    assertThat(told(second)).isEqualTo(told(first));
  }

  /** As both stand in JSON, where all whole numbers are alike. */
  private static String told(Map<String, Object> result) {
    return new java.util.TreeMap<>(result).toString();
  }

  private Map<String, Object> imported(Map<String, Object> parameters, String rows)
      throws Exception {
    queue(ImportWork.KIND, parameters, rows);
    Try only = claimed("a");
    Map<String, Object> result = only.run(imports());
    only.save(Job.State.DONE, result);
    return result;
  }

  @Test
  void anImportThatMakesItsLayer() throws Exception {
    queue(
        ImportWork.KIND,
        Map.of("layer", "stops", "title", "停留所", "titleEn", "Stops"),
        rows("stop", ROWS));
    assertSameTwice(imports());

    assertThat(lines("IMPORTED", "stops")).hasSize(1);
    assertThat(lines("LAYER_CREATED", "stops")).hasSize(1);
    assertThat(lines("LAYER_DESCRIBED", "stops")).isEmpty();
  }

  @Test
  void anImportIntoALayerThatIsThereAndIsToBeDescribed() throws Exception {
    imported(Map.of("layer", "stops"), rows("old", 3));
    queue(ImportWork.KIND, Map.of("layer", "stops", "title", "停留所"), rows("stop", ROWS));
    assertSameTwice(imports());

    assertThat(lines("IMPORTED", "stops")).hasSize(2);
    assertThat(lines("LAYER_DESCRIBED", "stops")).hasSize(1);
  }

  @Test
  void anImportByKeyOfFewAndOfManyRows() throws Exception {
    imported(Map.of("layer", "stops"), rows("stop", 10));
    for (int rows : new int[] {20, ROWS}) {
      queue(ImportWork.KIND, Map.of("layer", "stops", "key", "name"), rows("stop", rows));
      assertSameTwice(imports());
    }
    assertThat(lines("IMPORTED", "stops")).hasSize(3);
  }

  @Test
  void anImportThatMadeItsLayerAndCameNoFurther() throws Exception {
    queue(ImportWork.KIND, Map.of("layer", "stops"), rows("stop", 3));
    Try first = claimed("a");
    Actor actor =
        new Actor("suzu", Role.PLANNER)
            .inJob(new JobMark(first.claimed.job().id(), "a", first.claimed.job().created()));
    // What the first server did before it ended.
    TownPieces.make(town, new LayerId(MUNICIPALITY, "stops"), actor);
    Map<String, Object> second = claimed("b").run(imports());

    assertThat(second).containsEntry("newLayer", true).containsEntry("imported", 3L);
    assertThat(lines("LAYER_CREATED", "stops")).hasSize(1);
    assertThat(lines("IMPORTED", "stops")).hasSize(1);
  }

  @Test
  void anUndoOfFewAndOfManyFeatures() throws Exception {
    UndoWork undo = new UndoWork(MUNICIPALITY, town.catalog(), town.layers(), town.features());
    imported(Map.of("layer", "stops"), rows("right", 5));
    for (int rows : new int[] {7, ROWS}) {
      Object wrong = imported(Map.of("layer", "stops"), rows("wrong", rows)).get("revision");
      queue(UndoWork.KIND, Map.of("layer", "stops", "revision", String.valueOf(wrong)), "");
      assertSameTwice(undo);
    }
    assertThat(lines("UNDONE", "stops")).hasSize(2);
  }

  @Test
  void anExportIsLoggedOnce() throws Exception {
    ExportLog log = new ExportLog(town.auditLog(), town.auditRecords(), Clock.systemUTC());
    ExportWork export =
        new ExportWork(town.layers(), town.exporter(), town.exportParameters(), files, log);
    imported(Map.of("layer", "stops"), rows("stop", 50));
    String job = queue(ExportWork.KIND, Map.of("layer", "stops", "format", "geojson"), "");
    assertSameTwice(export);

    assertThat(lines("EXPORTED", "stops")).hasSize(1);
    var file = files.findResult(job).orElseThrow();
    try (var content = file.source().open()) {
      byte[] bytes = content.readAllBytes();
      assertThat(bytes).hasSize((int) file.size());
      assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("stop49");
    }
    // Another export is another line.
    queue(ExportWork.KIND, Map.of("layer", "stops", "format", "csv"), "");
    assertSameTwice(export);
    assertThat(lines("EXPORTED", "stops")).hasSize(2);
  }

  @Test
  void whatAJobBeginsWithIsThereForEveryTryAndGoneWhenItIsRemoved() throws Exception {
    String job = queue(ImportWork.KIND, Map.of("layer", "stops"), rows("stop", 3));
    for (int i = 0; i < 2; i++) {
      Path input = files.input(job).orElseThrow();
      assertThat(Files.readString(input)).isEqualTo(rows("stop", 3));
      assertThat(input).hasFileName("rows.csv");
      files.letGo(job);
    }
    files.removeInput(job);

    assertThatThrownBy(() -> claimed("a").run(imports()))
        .isInstanceOf(TaskFailedException.class)
        .extracting(e -> ((TaskFailedException) e).code())
        .isEqualTo("input-gone");
  }
}

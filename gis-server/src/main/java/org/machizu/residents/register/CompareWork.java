package org.machizu.residents.register;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.imports.ValueConversion;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.Progress;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;
import org.machizu.residents.Marks;
import org.machizu.residents.register.RegisterComparison.Person;
import org.machizu.residents.register.RegisterLayers.Both;
import org.machizu.search.text.AddressParser;

/** Comparing an extract, as the work of a job; its result holds counts and nobody's data. */
public final class CompareWork implements WorkKind {
  /** What such jobs are called. */
  public static final String KIND = "register-compare";

  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final int AT_ONCE = 500;
  private static final int LOOK_EVERY = 1_000;

  private final RegisterLayers layers;
  private final RegisterStore store;
  private final Formats formats;
  private final AddressParser addresses;
  private final JobFiles files;
  private final InstantSource clock;

  CompareWork(
      RegisterLayers layers,
      RegisterStore store,
      Formats formats,
      AddressParser addresses,
      JobFiles files,
      InstantSource clock) {
    this.layers = layers;
    this.store = store;
    this.formats = formats;
    this.addresses = addresses;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Task task(Actor actor, Map<String, Object> parameters) {
    return (job, progress) -> run(job, actor, progress);
  }

  private Map<String, Object> run(String job, Actor actor, Progress progress) throws Exception {
    Both both = Rightful.both(layers, actor);
    try {
      Path file =
          files
              .input(job)
              .orElseThrow(() ->
                  failed(
                      "input-gone", "the uploaded file is not kept any more", "Upload it again."));
      RegisterDraft draft =
          new RegisterDraft(
              job,
              RegisterDraft.State.COMPARING,
              clock.instant(),
              actor.name(),
              both.ofResidents(),
              both.ofHouseholds(),
              Map.of());
      store.begin(draft);
      Map<String, Long> counts = compare(file, draft, both, progress);
      RegisterDraft ready =
          new RegisterDraft(
              job,
              RegisterDraft.State.READY,
              draft.created(),
              draft.createdBy(),
              draft.residents(),
              draft.households(),
              counts);
      AuditEntry entry =
          AuditEntry.of(clock.instant(), actor, Action.REGISTER_COMPARED, both.residents().name())
              .with("draft", job)
              .with("step", "compare");
      store.finish(ready, entry);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("draft", job);
      result.put("counts", counts);
      return result;
    } catch (SpoolLimitException e) {
      throw failed(
          e.code(), String.valueOf(e.getMessage()), "Try again when other jobs have ended.");
    } catch (FormatException e) {
      // What is wrong with a row may quote it.
      throw failed(e.code(), "the extract cannot be read as a table", "Export it again as CSV.");
    } finally {
      files.letGo(job);
    }
  }

  private Map<String, Long> compare(Path file, RegisterDraft draft, Both both, Progress progress)
      throws FormatException, IOException, TaskFailedException, CancelledException {
    long[] skipped = {0};
    List<RegisterRow> waiting = new ArrayList<>();
    ReadOptions usual = ReadOptions.DEFAULT;
    ReadOptions options =
        new ReadOptions(usual.encoding(), usual.table(), headings(), usual.limits());
    try (FeatureReader reader = formats.detect(file).open(file, options, problem -> skipped[0]++)) {
      requireColumns(reader.schema());
      RegisterComparison comparison =
          new RegisterComparison(
              layers.known(both, reader.schema()),
              addresses::localKey,
              LocalDate.ofInstant(draft.created(), ZONE),
              row -> {
                waiting.add(row);
                if (waiting.size() == AT_ONCE) {
                  store.add(draft.id(), List.copyOf(waiting));
                  waiting.clear();
                }
              });
      PersonReader people = new PersonReader(both, reader.schema());
      long read = 0;
      for (Row row = reader.next(); row != null; row = reader.next()) {
        Optional<Person> person = people.read(row);
        person.ifPresentOrElse(comparison::take, () -> skipped[0]++);
        if (++read % LOOK_EVERY == 0) {
          progress.checkCancelled();
          long rows = read;
          reader.expectedRows().ifPresent(all -> progress.report((double) rows / (all + 1)));
        }
      }
      if (read == skipped[0]) {
        throw failed(
            "register-empty",
            "none of the extract's %d rows names a person and a household".formatted(read),
            "Look at the columns, and at the setting register.columns.");
      }
      Map<String, Long> counts = new TreeMap<>(comparison.finish());
      counts.put("skipped", skipped[0]);
      store.add(draft.id(), waiting);
      return counts;
    }
  }

  /** What the extract calls it, by which attribute it fills. */
  private Map<String, String> headings() {
    Map<String, String> headings = new HashMap<>();
    layers.settings().columns().forEach((attribute, heading) -> headings.put(heading, attribute));
    return headings;
  }

  private void requireColumns(Schema schema) throws TaskFailedException {
    WatchSettings settings = layers.settings();
    for (String needed : List.of(settings.resident(), settings.key(), settings.address())) {
      if (schema.indexOf(needed) < 0) {
        throw failed(
            "register-columns",
            "the extract has no column for '%s'; it has %s"
                .formatted(needed, schema.attributes().stream().map(Attribute::name).toList()),
            "Say by the setting register.columns what the column is called.");
      }
    }
  }

  static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }

  /** Makes persons of rows, in the layer's types. */
  private final class PersonReader {
    private final WatchSettings settings = layers.settings();
    private final Map<String, AttributeType> types = new LinkedHashMap<>();
    private final Set<String> marks;

    PersonReader(Both both, Schema file) {
      marks = layers.marks(both, file);
      for (String name : layers.filled(both, file)) {
        types.put(name, RegisterLayers.schema(both.residents()).find(name).orElseThrow().type());
      }
    }

    /** Empty when the row names no person, or no household. */
    Optional<Person> read(Row row) {
      Feature feature = new Feature(1, new Revision(1), null, row.attributes());
      String key = RegisterLayers.text(feature, settings.resident()).strip();
      String household = RegisterLayers.text(feature, settings.key()).strip();
      if (key.isEmpty() || household.isEmpty()) {
        return Optional.empty();
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      types.forEach((name, type) -> values.put(name, value(feature.get(name), name, type)));
      return Optional.of(
          new Person(
              key, household, RegisterLayers.text(feature, settings.address()).strip(), values));
    }

    private @Nullable Object value(@Nullable Object raw, String name, AttributeType type) {
      Object stripped = raw instanceof String text ? text.strip() : raw;
      if (stripped == null
          || stripped.equals("")
          || marks.contains(name) && !Marks.isSet(stripped)) {
        return null;
      }
      return ValueConversion.convert(stripped, type).orElse(null);
    }
  }
}

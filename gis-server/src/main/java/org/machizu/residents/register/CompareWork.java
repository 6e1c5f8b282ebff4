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
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;
import org.machizu.imports.ValueConversion;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobLostException;
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
    } catch (JobLostException e) {
      throw e;
    } catch (RuntimeException e) {
      throw withoutValues(e);
    } finally {
      files.letGo(job);
    }
  }

  /** Keeps where it happened and drops the text, which goes to the log. */
  static IllegalStateException withoutValues(RuntimeException e) {
    IllegalStateException bare =
        new IllegalStateException("the work on an extract failed: " + e.getClass().getName());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }

  private Map<String, Long> compare(Path file, RegisterDraft draft, Both both, Progress progress)
      throws FormatException, IOException, TaskFailedException, CancelledException {
    long[] skipped = {0};
    List<RegisterRow> waiting = new ArrayList<>();
    try (FeatureReader reader =
        formats.detect(file).open(file, ReadOptions.DEFAULT, problem -> skipped[0]++)) {
      Map<String, String> headings = headings(reader.schema());
      RegisterComparison comparison =
          new RegisterComparison(
              layers.known(both, headings.keySet()),
              addresses::localKey,
              LocalDate.ofInstant(draft.created(), ZONE),
              row -> {
                waiting.add(row);
                if (waiting.size() == AT_ONCE) {
                  store.add(draft.id(), List.copyOf(waiting));
                  waiting.clear();
                }
              });
      PersonReader people = new PersonReader(both, headings);
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

  /** The extract's headings by the attribute that they fill, as far as it has them. */
  private Map<String, String> headings(Schema file) throws TaskFailedException {
    WatchSettings settings = layers.settings();
    Map<String, String> headings = new HashMap<>();
    settings
        .columns()
        .forEach((attribute, heading) -> {
          for (String name : List.of(heading, attribute)) {
            if (file.indexOf(name) >= 0) {
              headings.putIfAbsent(attribute, name);
            }
          }
        });
    for (String needed : List.of(settings.resident(), settings.key(), settings.address())) {
      if (!headings.containsKey(needed)) {
        throw failed(
            "register-columns",
            // What it has is not told: without a line of headings that would be somebody's data.
            "the extract has no column for '%s'; looked for: %s"
                .formatted(needed, settings.columns().getOrDefault(needed, needed)),
            "Say by the setting register.columns what the column is called.");
      }
    }
    return headings;
  }

  static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }

  /** Makes persons of rows, in the layer's types. */
  private final class PersonReader {
    private final WatchSettings settings = layers.settings();
    private final Map<String, AttributeType> types = new LinkedHashMap<>();
    private final Set<String> marks;
    private final Map<String, String> headings;

    PersonReader(Both both, Map<String, String> headings) {
      this.headings = headings;
      marks = layers.marks(both, headings.keySet());
      for (String name : layers.filled(both, headings.keySet())) {
        types.put(name, RegisterLayers.schema(both.residents()).find(name).orElseThrow().type());
      }
    }

    /** Empty when the row names no person, or no household. */
    Optional<Person> read(Row row) {
      String key = text(row, settings.resident());
      String household = text(row, settings.key());
      if (key.isEmpty() || household.isEmpty()) {
        return Optional.empty();
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      types.forEach((name, type) -> values.put(name, value(raw(row, name), name, type)));
      return Optional.of(new Person(key, household, text(row, settings.address()), values));
    }

    private @Nullable Object raw(Row row, String attribute) {
      String heading = headings.get(attribute);
      return heading == null ? null : row.attributes().get(heading);
    }

    private String text(Row row, String attribute) {
      Object value = raw(row, attribute);
      return value == null ? "" : value.toString().strip();
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

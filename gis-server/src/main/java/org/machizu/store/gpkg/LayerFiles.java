package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.AuditChain;
import org.machizu.store.sql.LayerChecks;
import org.machizu.store.sql.Transactions;

/**
 * Which file a layer lies in. Personal layers, and layers with a masked or on-demand attribute,
 * have a file each in {@code personal/}, with catalogue row, history and log; nothing of them
 * stands in {@code town.gpkg}.
 */
final class LayerFiles implements AutoCloseable {
  private static final String TOWN = "town.gpkg";

  private final String municipality;
  private final Path personalFolder;
  private final Revisions revisions;
  private final Duration readAtMost;
  private final Runnable afterCommit;
  private final LayerFile town;
  private final Object creating = new Object();
  private final Map<String, LayerFile> personal = new ConcurrentHashMap<>();

  LayerFiles(
      Path folder,
      String municipality,
      Revisions revisions,
      Duration readAtMost,
      Runnable afterCommit) {
    this.municipality = municipality;
    this.personalFolder = folder.resolve("personal");
    this.revisions = revisions;
    this.readAtMost = readAtMost;
    this.afterCommit = afterCommit;
    this.town = open(folder.resolve(TOWN), false);
    try {
      openPersonal();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * @param apart whether it holds a layer that lies apart
   */
  private LayerFile open(Path file, boolean apart) {
    return new LayerFile(file, revisions, readAtMost, apart, afterCommit);
  }

  private void openPersonal() {
    if (!Files.isDirectory(personalFolder)) {
      return;
    }
    try (Stream<Path> files = Files.list(personalFolder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gpkg")).sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.gpkg$", "");
        personal.put(name, open(file, true));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + personalFolder, e);
    }
  }

  /** Whether a layer has to lie apart. */
  static boolean liesApart(LayerAccess access, Schema schema) {
    return LayerChecks.hides(access, schema);
  }

  LayerFile town() {
    return town;
  }

  List<LayerFile> list() {
    List<LayerFile> all = new ArrayList<>();
    all.add(town);
    all.addAll(personal.values());
    return all;
  }

  /** A file's name from the data folder, with slashes. */
  String name(LayerFile file) {
    return file == town ? TOWN : personalFolder.getFileName() + "/" + file.path().getFileName();
  }

  /** The audit lines of all of them. */
  List<AuditChain> audits() {
    return list().stream()
        .map(file ->
            new AuditChain(
                name(file), new FileTransactions(file.writer(), file.readers()), new FileSeals()))
        .toList();
  }

  /** The file of a layer that stands; empty when there is none. */
  Optional<LayerFile> find(LayerId id) {
    if (!id.municipality().equals(municipality)) {
      return Optional.empty();
    }
    return Stream.concat(Stream.ofNullable(personal.get(id.name())), Stream.of(town))
        .filter(file ->
            file.readers().read(Transactions.ALLOWED, c -> file.entries().find(c, id).isPresent()))
        .findFirst();
  }

  /** The file of a layer that stands. */
  LayerFile get(LayerId id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
  }

  /** The file for a new layer; a file of its own is made when it has to lie apart. */
  LayerFile forNew(LayerId id, boolean apart) {
    if (!apart) {
      return town;
    }
    synchronized (creating) {
      return personal.computeIfAbsent(id.name(), this::createPersonal);
    }
  }

  /** What is done while no file can be added. */
  interface Work<T> {
    T run(List<LayerFile> files);
  }

  /** Does the work while no file is added; whoever wants to waits for its end. */
  <T> T whileNoneIsAdded(Work<T> work) {
    synchronized (creating) {
      return work.run(list());
    }
  }

  private LayerFile createPersonal(String name) {
    Path file = personalFolder.resolve(name + ".gpkg");
    try {
      PersonalFiles.create(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + file, e);
    }
    return open(file, true);
  }

  @Override
  public void close() {
    personal.values().forEach(LayerFile::close);
    town.close();
  }
}

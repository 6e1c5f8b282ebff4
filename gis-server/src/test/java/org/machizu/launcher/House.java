package org.machizu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.machizu.testdata.RealData;

/**
 * A repository in small with the real launcher, and a JDK and a Maven that only write down how they
 * were called: what is tested is the script, not the build.
 */
final class House {
  /** The programs that a bare system has, as far as the script uses them. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "find",
          "head",
          "cat",
          "sort",
          "sha256sum",
          "mkdir",
          "rm",
          "mv",
          "touch",
          "flock",
          "readlink",
          "sleep",
          "nice",
          "id",
          "awk",
          "grep",
          "env",
          "rmdir");

  private final Path folder;
  final Path root;
  final Path bin;
  final Path jdks;
  final Map<String, String> environment = new LinkedHashMap<>();

  /** What a run gave. */
  record Outcome(int code, String out, String err) {
    List<String> outLines() {
      return out.lines().toList();
    }
  }

  House(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("the house"));
    bin = Files.createDirectory(folder.resolve("bin"));
    jdks = Files.createDirectory(folder.resolve("jdks"));
    for (String tool : TOOLS) {
      lend(tool);
    }
    Files.copy(RealData.repository().resolve("machizu"), root.resolve("machizu"));
    executable(root.resolve("machizu"));
    write("pom.xml", "<project/>");
    write(".mvn/jvm.config", "");
    for (String module : List.of("geo", "gis-server", "data-samples")) {
      write(module + "/pom.xml", "<project/>");
      write(module + "/src/main/java/A.java", "class A {}");
      write(module + "/src/test/java/ATest.java", "class ATest {}");
    }
    environment.put("PATH", bin.toString());
    environment.put("MACHIZU_JVM_FOLDER", jdks.toString());
    environment.put("HOME", folder.toString());
    environment.put("LANG", "C.UTF-8");
  }

  /** A JDK that prints its arguments, one a line, after its process id and folder. */
  Path addJdk(String name, String version) throws IOException {
    Path jdk = jdks.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        jdk.resolve("bin/java"),
        """
        echo "pid $$ in $PWD"
        for a in "$@"; do
          echo "$a"
          case $a in
            -XX:AOTCacheOutput=*) echo cache >"${a#*=}" ;;
            *SampleFiles) samples=yes ;;
          esac
        done
        [ -z "$samples" ] || mkdir "$a"
        """);
    script(jdk.resolve("bin/javac"), "exit 1");
    return jdk;
  }

  /** A Maven that makes the jars and class paths, and notes each call in calls.txt. */
  void addMaven(String more) throws IOException {
    script(
        bin.resolve("mvn"),
        """
        cd '%s'
        echo "$JAVA_HOME $*" >>calls.txt
        mkdir -p target/lib gis-server/target data-samples/target
        for j in gis-server data-samples; do
          touch "$j/target/$j.jar" target/lib/first.jar target/lib/second.jar
          printf 'target/lib/second.jar:target/lib/first.jar' >"target/$j.classpath"
        done
        %s
        """
            .formatted(root, more));
  }

  List<String> mavenCalls() throws IOException {
    Path calls = root.resolve("calls.txt");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(path, content);
  }

  Outcome run(String... arguments) throws Exception {
    return finish(start(root, root.resolve("machizu"), arguments));
  }

  /** Starts the script from a folder, by whatever name it has. */
  Process start(Path from, Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectError(Files.createTempFile(folder, "err", ".txt").toFile());
    return builder.start();
  }

  Outcome finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the launcher did not end");
    }
    StringBuilder err = new StringBuilder();
    try (var files = Files.newDirectoryStream(folder, "err*.txt")) {
      for (Path file : files) {
        err.append(Files.readString(file));
        Files.delete(file);
      }
    }
    return new Outcome(process.exitValue(), out, err.toString());
  }

  private void lend(String tool) throws IOException {
    for (String place : List.of("/usr/bin", "/bin")) {
      Path program = Path.of(place, tool);
      if (Files.exists(program)) {
        script(bin.resolve(tool), "exec " + program + " \"$@\"\n");
        return;
      }
    }
  }

  void script(Path file, String content) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + content);
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

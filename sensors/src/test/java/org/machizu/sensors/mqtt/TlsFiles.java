package org.machizu.sensors.mqtt;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for {@code localhost}, signed by itself.
 *
 * @param store PKCS12 with both, its password {@code changeit}
 */
record TlsFiles(Path certificate, Path key, Path store) {
  static final String PASSWORD = "changeit";

  static TlsFiles in(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path store = folder.resolve("broker.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias broker -keyalg EC -groupname secp256r1 -validity 30"
                        + " -dname CN=localhost -ext SAN=dns:localhost -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    if (made.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TlsFiles(
        pem(folder, "CERTIFICATE", keys.getCertificate("broker").getEncoded()),
        pem(folder, "PRIVATE KEY", keys.getKey("broker", PASSWORD.toCharArray()).getEncoded()),
        store);
  }

  private static Path pem(Path folder, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(kind.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".pem"),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}

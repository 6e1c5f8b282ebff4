package org.machizu.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server speaks TLS itself.
 *
 * @param certificate a PEM file with the certificate and those that sign it, or a PKCS12 file
 * @param key the PEM file of the private key; empty for PKCS12, which holds it
 * @param password of the PKCS12 file or of an encrypted key
 * @param redirectPort a port without TLS that sends everybody on to the one with TLS
 */
public record TlsSettings(
    Path certificate,
    Optional<Path> key,
    Optional<Secret> password,
    Optional<Integer> redirectPort) {}

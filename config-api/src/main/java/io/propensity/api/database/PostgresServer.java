package io.propensity.api.database;

import io.propensity.run.ConfigurationException;
import io.propensity.run.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for one machine: it listens on loopback alone, wants a password that
 * only this directory knows, writes through to the disk, and outlives nothing but a killed service,
 * whose next start ends it.
 *
 * <p>Under the directory: {@code postgresql-VERSION/} the programs, {@code postgres/} the data,
 * {@code password}, {@code postgres.log}.
 */
final class PostgresServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String USER = "propensity";
  private static final String STOP_SECONDS = "20";
  // Recovery after a crash takes as long as it takes, and is lost when it is cut short.
  private static final String START_SECONDS = "3600";
  private static final int LAUNCHES = 3;

  private final Path directory;
  private final Path data;
  private final DirectoryLock lock;
  private final PostgresPrograms programs;
  private final IntSupplier ports;
  private volatile int port;
  private volatile boolean launching;
  private boolean launched;
  private boolean closed;

  private PostgresServer(Path directory, DirectoryLock lock, IntSupplier ports) {
    this.directory = directory;
    this.data = directory.resolve("postgres");
    this.lock = lock;
    this.programs =
        new PostgresPrograms(
            directory.resolve("postgresql-" + PostgresArchive.version()),
            directory.resolve("setup.log"));
    this.ports = ports;
  }

  /** Claims {@code directory}, which it makes when needed; nothing runs before {@link #start}. */
  static PostgresServer in(Path directory) {
    return in(directory, PostgresServer::freePort);
  }

  static PostgresServer in(Path directory, IntSupplier ports) {
    Path absolute = directory.toAbsolutePath().normalize();
    return new PostgresServer(absolute, DirectoryLock.take(absolute), ports);
  }

  /** Starts the server; when that fails nothing of it runs, and the directory is let go. */
  PostgresServer start() {
    try {
      prepare();
      endOrphan();
      launch();
      return this;
    } catch (IOException failure) {
      close();
      throw new UnavailableException(
          "The embedded PostgreSQL cannot be set up in %s: %s".formatted(directory, failure),
          failure);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  Database database() {
    return new Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, readPassword());
  }

  private void prepare() throws IOException {
    Leftovers.of(directory).delete("unpacking-*");
    Leftovers.of(directory).delete("postgres-????????");
    if (!Files.exists(programs.home())) {
      PostgresArchive.forThisMachine().unpack(programs.home());
    }
    if (!Files.exists(data)) {
      initialise();
    }
  }

  /**
   * Makes the data aside and moves it into place, so that a start cut short leaves no half of it.
   */
  private void initialise() throws IOException {
    Path unfinished = directory.resolve("postgres-" + randomHex(4));
    Files.deleteIfExists(passwordFile());
    Files.createFile(passwordFile());
    restrictToOwner(passwordFile());
    Files.writeString(passwordFile(), randomHex(24));
    programs.run(
        "initdb",
        "--pgdata=" + unfinished,
        "--username=" + USER,
        "--pwfile=" + passwordFile(),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C");
    Files.move(unfinished, data);
  }

  /** A killed service leaves its server running; nobody else's, since the lock is ours. */
  private void endOrphan() throws IOException {
    Postmaster postmaster = Postmaster.of(data).orElse(null);
    if (postmaster == null) {
      return;
    }
    switch (postmaster.identity()) {
      case OURS -> {
        LOG.warn("Ending PostgreSQL {}, which a killed service left behind", postmaster.pid());
        stop();
      }
      case ANOTHER_POSTGRES ->
          throw new ConfigurationException(
              "The PostgreSQL process %d may still use %s: end it, or delete %s when it is another's"
                  .formatted(postmaster.pid(), data, Postmaster.pidFile(data)));
      // PostgreSQL would take whoever has the id now for its server.
      case ANOTHER_PROGRAM, GONE -> Files.deleteIfExists(Postmaster.pidFile(data));
    }
  }

  private void launch() throws IOException {
    enterLaunch();
    try {
      for (int attempt = 1; !launchOn(ports.getAsInt(), attempt == LAUNCHES); attempt++) {
        LOG.info("Port {} was taken by another program meanwhile: trying another", port);
      }
    } finally {
      launching = false;
    }
  }

  private synchronized void enterLaunch() {
    if (closed) {
      throw new UnavailableException("Ended before the embedded PostgreSQL was started");
    }
    launching = true;
    launched = true;
  }

  /** Returns false when the port is taken, which on the last attempt is a failure like others. */
  private boolean launchOn(int candidate, boolean last) throws IOException {
    port = candidate;
    Path log = directory.resolve("postgres.log");
    long before = Files.exists(log) ? Files.size(log) : 0;
    String options =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC";
    try {
      programs.run(
          "pg_ctl",
          "--pgdata=" + data,
          "--log=" + log,
          "--timeout=" + START_SECONDS,
          "--wait",
          "--options=" + options,
          "start");
      return true;
    } catch (UnavailableException failure) {
      if (!last && PostgresPrograms.textAfter(log, before).contains("could not bind")) {
        return false;
      }
      throw new UnavailableException(
          "The embedded PostgreSQL did not start: %s (%s says more)"
              .formatted(PostgresPrograms.lastLine(log), log),
          failure);
    }
  }

  private void stop() {
    programs.run(
        "pg_ctl", "--pgdata=" + data, "--mode=fast", "--timeout=" + STOP_SECONDS, "--wait", "stop");
  }

  /** Stops the server, also one that is just being started by another thread. Once is enough. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      if (launched && isUp()) {
        stop();
      }
    } catch (UnavailableException failure) {
      LOG.warn("{}. The next start ends it", failure.getMessage());
    } finally {
      lock.close();
    }
  }

  /** Waits out the moment between a launch and the pid file, without which nothing can be ended. */
  private boolean isUp() {
    boolean again;
    do {
      again = launching;
      if (Postmaster.of(data).filter(p -> p.identity() == Postmaster.Identity.OURS).isPresent()) {
        return true;
      }
      pause();
    } while (again);
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }

  private String readPassword() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException failure) {
      throw new ConfigurationException(
          "%s cannot be read, and without it the data beside it cannot be opened"
              .formatted(passwordFile()),
          failure);
    }
  }

  private static void restrictToOwner(Path file) {
    File secret = file.toFile();
    boolean restricted =
        secret.setReadable(false, false)
            && secret.setReadable(true, true)
            && secret.setWritable(false, false)
            && secret.setWritable(true, true);
    if (!restricted) {
      LOG.warn("{} could not be closed to other users of this machine", file);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

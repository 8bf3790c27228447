package io.propensity.store;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Adobe's S3Mock with one bucket, as a process of its own: its libraries are not the jobs'. */
final class S3MockProcess implements Closeable {

  private static final Path JAR = Path.of("target/s3mock/s3mock-exec.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final String url;

  private S3MockProcess(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** Starts it with its files and its log in {@code home}, and waits until it answers. */
  static S3MockProcess start(Path home, String bucket) throws IOException, InterruptedException {
    int port = freePort();
    Path log = home.resolve("s3mock.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString(),
            "--server.port=0",
            "--http.port=" + port,
            "--server.address=127.0.0.1",
            "--com.adobe.testing.s3mock.max-payload-size=100MB",
            "--com.adobe.testing.s3mock.store.root=" + home.resolve("s3mock"),
            "--com.adobe.testing.s3mock.store.initial-buckets=" + bucket);
    Files.createDirectories(home.resolve("s3mock"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    S3MockProcess mock = new S3MockProcess(builder.start(), log, "http://127.0.0.1:" + port);
    mock.await(bucket);
    return mock;
  }

  String url() {
    return url;
  }

  private void await(String bucket) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(url + "/" + bucket + "?list-type=2")).build();
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try {
        if (HttpClient.newHttpClient().send(ask, BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(200);
    }
    close();
    throw new AssertionError("S3Mock does not answer at " + url + ": " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

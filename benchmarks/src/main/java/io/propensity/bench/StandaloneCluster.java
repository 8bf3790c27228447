package io.propensity.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A standalone Spark cluster of this machine: a master and two workers of one core each. */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Ours is silent about what the cluster says when it stands. */
  private static final String LOGGING =
      """
      rootLogger.level = info
      rootLogger.appenderRef.stderr.ref = stderr
      appender.stderr.type = Console
      appender.stderr.name = stderr
      appender.stderr.target = SYSTEM_ERR
      appender.stderr.layout.type = PatternLayout
      """;

  private final String url;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(String url) {
    this.url = url;
  }

  static StandaloneCluster start(Path work) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(work.resolve("cluster"));
    Files.writeString(directory.resolve("log4j2.properties"), LOGGING);
    int port = freePort();
    StandaloneCluster cluster = new StandaloneCluster("spark://127.0.0.1:" + port);
    try {
      cluster.begin(
          directory,
          "master.Master",
          "I have been elected leader",
          "--port=" + port,
          "--host=127.0.0.1",
          "--webui-port=0");
      for (String worker : List.of("1", "2")) {
        cluster.begin(
            directory,
            "worker.Worker",
            "Successfully registered with master",
            "--host=127.0.0.1",
            "--webui-port=0",
            "--cores=1",
            "--memory=1g",
            "--work-dir=" + directory.resolve(worker),
            cluster.url);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      cluster.close();
      throw failure;
    }
  }

  String url() {
    return url;
  }

  private void begin(Path directory, String type, String ready, String... options)
      throws IOException, InterruptedException {
    Path log = directory.resolve(type + processes.size() + ".log");
    List<String> command =
        new ArrayList<>(
            List.of("spark-home/target/spark/bin/spark-class", "org.apache.spark.deploy." + type));
    for (String option : options) {
      command.addAll(List.of(option.split("=", 2)));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder
        .environment()
        .put("LOG4J_CONFIGURATION_FILE", directory.resolve("log4j2.properties").toString());
    Process process = builder.start();
    processes.add(process);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(log).contains(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(type + " did not start:\n" + Files.readString(log));
      }
      Thread.sleep(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

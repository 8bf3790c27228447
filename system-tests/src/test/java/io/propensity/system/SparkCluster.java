package io.propensity.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster on this machine: a master and two workers, each a process. The workers
 * have addresses of their own, as Spark begins a task a second time on another host only.
 */
final class SparkCluster implements AutoCloseable {

  private static final String SPARK_CLASS = "spark-home/target/spark/bin/spark-class";
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
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
  private final RunningProcess master;
  private final List<RunningProcess> workers;

  private SparkCluster(String url, RunningProcess master, List<RunningProcess> workers) {
    this.url = url;
    this.master = master;
    this.workers = workers;
  }

  /** Starts the cluster, which keeps its files in {@code directory}, and waits until it stands. */
  static SparkCluster start(Path directory) throws IOException {
    Path configuration = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(configuration.resolve("log4j2.properties"), LOGGING);
    int port = ConfigApiProcess.freePort();
    String url = "spark://127.0.0.1:" + port;
    RunningProcess master =
        start(
            "127.0.0.1",
            configuration,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
    List<RunningProcess> workers =
        Stream.of("1", "2")
            .map(name -> worker("127.0.0." + name, configuration, url, directory.resolve(name)))
            .toList();
    master.awaitOutput("I have been elected leader");
    workers.forEach(worker -> worker.awaitOutput("Successfully registered with master"));
    return new SparkCluster(url, master, workers);
  }

  String url() {
    return url;
  }

  /**
   * The executors of one of the workers. A worker starts other processes too, for an instant each;
   * one that is killed before it has begun to be what it will be stays a zombie, as its parent
   * waits for it.
   */
  List<ProcessHandle> executorsOfOne() {
    return workers.get(0).children().stream().filter(SparkCluster::isExecutor).toList();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(EXECUTOR);
  }

  @Override
  public void close() {
    workers.forEach(RunningProcess::killAll);
    workers.forEach(RunningProcess::close);
    master.killAll();
    master.close();
  }

  private static RunningProcess worker(
      String host, Path configuration, String master, Path directory) {
    return start(
        host,
        configuration,
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--host",
            host,
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            directory.toString(),
            master));
  }

  private static RunningProcess start(
      String host, Path configuration, String type, List<String> options) {
    List<String> command = new ArrayList<>(List.of(SPARK_CLASS, type));
    command.addAll(options);
    return RunningProcess.start(
        Map.of("SPARK_LOCAL_IP", host, "SPARK_CONF_DIR", configuration.toString()), command);
  }
}

package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.TemplateArguments;
import io.propensity.json.YamlFile;
import io.propensity.report.RunKind;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A batch without the arguments and labels of a run. */
final class BatchTemplate {

  private static final String DRIVER = "spark.dataproc.driverEnv.";
  private static final List<String> SECRETS =
      List.of(DRIVER + "PROPENSITY_TOKEN", DRIVER + "PROPENSITY_CATALOG_PASSWORD");
  private static final String REQUEST = DRIVER + "PROPENSITY_REQUEST_ID";

  private final Batch batch;

  private BatchTemplate(Batch batch) {
    this.batch = batch;
  }

  /**
   * Reads the file of a kind of runs.
   *
   * @param variables what {@code ${NAME}} may name
   * @throws ConfigurationException when no run can be made of it
   */
  static BatchTemplate read(Path file, RunKind kind, Map<String, String> variables) {
    Batch batch = batch(file, variables);
    try {
      TemplateArguments.require(file.toString(), kind, batch.getSparkBatch().getArgsList());
    } catch (LaunchException incomplete) {
      throw new ConfigurationException(String.valueOf(incomplete.getMessage()), incomplete);
    }
    if (batch.getSparkBatch().getDriverCase().getNumber() == 0) {
      throw new ConfigurationException(
          "%s has neither spark_batch.main_class nor .main_jar_file_uri: name the job's class"
              .formatted(file));
    }
    for (String secret : SECRETS) {
      if (batch.getRuntimeConfig().containsProperties(secret)) {
        throw new ConfigurationException(
            "%s has a secret in %s, where whoever may look at batches reads it: set %s_FILE to an object of a bucket that holds it"
                .formatted(file, secret, secret));
      }
    }
    return new BatchTemplate(batch);
  }

  private static Batch batch(Path file, Map<String, String> variables) {
    try {
      BatchFile read =
          YamlFile.parse(file.toString(), Files.readString(file), variables).bind(BatchFile.class);
      Batch.Builder batch = Batch.newBuilder();
      JsonFormat.parser().merge(json(read), batch);
      return batch.build();
    } catch (InvalidProtocolBufferException wrong) {
      throw new ConfigurationException(
          "%s holds no batch of Dataproc's API: %s".formatted(file, wrong.getMessage()), wrong);
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Cannot read %s, which launcher.dataproc names: %s".formatted(file, failure), failure);
    }
  }

  private static String json(BatchFile file) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spark_batch", file.sparkBatch());
    if (file.runtimeConfig() != null) {
      all.put("runtime_config", file.runtimeConfig());
    }
    if (file.environmentConfig() != null) {
      all.put("environment_config", file.environmentConfig());
    }
    if (file.labels() != null) {
      all.put("labels", file.labels());
    }
    return JsonMapper.shared().writeValueAsString(all);
  }

  private List<String> arguments(Job job) {
    return TemplateArguments.of(batch.getSparkBatch().getArgsList(), job);
  }

  Batch batch(Job job, String launch) {
    Batch.Builder filled = batch.toBuilder().putAllLabels(BatchLauncher.MARKS.of(job, launch));
    filled.getSparkBatchBuilder().clearArgs().addAllArgs(arguments(job));
    job.request()
        .ifPresent(request -> filled.getRuntimeConfigBuilder().putProperties(REQUEST, request));
    return filled.build();
  }
}

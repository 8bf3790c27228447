package io.propensity.ingest;

import io.propensity.job.JobVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/** All that decides what an ingested table holds: equal recipes, equal tables. */
final class IngestRecipe {

  private IngestRecipe() {}

  /**
   * The recipe of a source as it is now. Files count by path, size and time of change, tables by
   * snapshot. Empty where nothing tells whether the rows are what they were: a connector, a table
   * without snapshots, a rule that looks at the clock.
   */
  static Optional<String> of(SparkSession spark, Pipeline pipeline, String name, Source source) {
    if (source.rules().looksAtTheClock()) {
      return Optional.empty();
    }
    return input(spark, name, source)
        .map(
            input ->
                "release=%s, %s, key=%s, partition_by=%s, quality=%s, max_malformed=%s, input=%s"
                    .formatted(
                        JobVersion.current(),
                        source.origin(),
                        pipeline.numbers(name) ? "numbered" : pipeline.key(),
                        source.partitionBy(),
                        source.rules(),
                        source.malformedBound(),
                        input));
  }

  private static Optional<String> input(SparkSession spark, String name, Source source) {
    if (source.kind().isGenerated()) {
      return Optional.of("generated");
    }
    return switch (source.kind()) {
      case CSV, JSON, PARQUET, ORC ->
          source.path() == null ? Optional.empty() : files(spark, source);
      case ICEBERG ->
          UpstreamSnapshot.of(ColumnarSource.read(spark, source, name, false).all())
              .map(snapshot -> "snapshot " + snapshot);
      default -> Optional.empty();
    };
  }

  private static Optional<String> files(SparkSession spark, Source source) {
    MessageDigest digest = sha256();
    for (FileStatus file :
        SourceFiles.list(source.location(), spark.sessionState().newHadoopConf())) {
      String line =
          "%s %d %d%n".formatted(file.getPath(), file.getLen(), file.getModificationTime());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostPredictions;
import io.propensity.json.Json;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that a row costs an executor between Spark's scan and Spark's write: its features
 * into CatBoost's arrays, the native call, the counts, and all of it as the job has it. The
 * property {@value #ARTIFACT} names the directory of the model {@code wide} of the benchmarks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BatchCost {

  /** The property that names the artifact's directory. */
  public static final String ARTIFACT = "propensity.bench.artifact";

  private static final int BATCH = 1024;
  private static final int PARTITION = 64 * BATCH;

  private final Manifest manifest;
  private final List<Feature> features;
  private final StructType schema;
  private final VectorLayout layout;
  private final FeatureBatch batch;
  private final ModelBytes model;
  private final CatBoostPredictions predictions = new CatBoostPredictions(BATCH, 1);
  private final List<UnsafeRow> rows;

  /** Reads the model and makes the rows of a batch. */
  public BatchCost() {
    Path artifact = Path.of(System.getProperty(ARTIFACT));
    this.manifest = Json.read(read(artifact, "manifest.json"), Manifest.class, artifact.toString());
    this.model = new ModelBytes("wide", read(artifact, "model.cbm"));
    this.features = manifest.features();
    this.schema = schema(features);
    this.layout = new VectorLayout(2, schema, features, CategoryText.CURRENT);
    this.batch = new FeatureBatch(layout, BATCH);
    UnsafeProjection unsafe = UnsafeProjection.create(schema);
    Random random = new Random(1);
    this.rows =
        LongStream.range(0, BATCH).mapToObj(key -> unsafe.apply(row(key, random)).copy()).toList();
    gather();
  }

  private static byte[] read(Path artifact, String file) {
    try {
      return Files.readAllBytes(artifact.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StructType schema(List<Feature> features) {
    StructType schema =
        new StructType().add("key", DataTypes.LongType).add("rejected", DataTypes.StringType);
    for (Feature feature : features) {
      schema =
          schema.add(
              feature.name(),
              feature.kind() == Feature.Kind.NUMERIC ? DataTypes.DoubleType : DataTypes.StringType);
    }
    return schema;
  }

  private InternalRow row(long key, Random random) {
    Object[] values = new Object[2 + features.size()];
    values[0] = key;
    for (int i = 0; i < features.size(); i++) {
      values[2 + i] =
          features.get(i).kind() == Feature.Kind.NUMERIC
              ? (Object) random.nextDouble()
              : UTF8String.fromString("c" + random.nextInt(50));
    }
    return new GenericInternalRow(values);
  }

  /** The features of a batch into CatBoost's arrays. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public final FeatureBatch gather() {
    batch.clear();
    for (UnsafeRow row : rows) {
      batch.add(row);
    }
    return batch;
  }

  /** The limit: CatBoost's native call on arrays that are there. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double nativeCall() throws CatBoostError {
    return batch.predict(model.model(), predictions).get(0, 0);
  }

  /** All that the rows of a partition go through. */
  @Benchmark
  @OperationsPerInvocation(PARTITION)
  public long scored() {
    return keys(null);
  }

  /** The same with what drift and summary are made of. */
  @Benchmark
  @OperationsPerInvocation(PARTITION)
  public long scoredAndCounted() {
    TallyPlan plan = TallyPlan.of(features, manifest.baseline(), true);
    return keys(new RowCounts(layout.carried(), features, 1, plan, tally -> {}));
  }

  private long keys(@Nullable RowCounts counts) {
    ModelOutput output = ModelOutput.of(manifest);
    ScoredRows scored =
        new ScoredRows(
            partition(),
            schema,
            layout,
            ScoredBatch.of(model, null, output, features, BATCH),
            counts,
            BATCH);
    long keys = 0;
    while (scored.hasNext()) {
      keys += scored.next().getLong(0);
    }
    return keys;
  }

  /** The batch again and again. */
  private Iterator<InternalRow> partition() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < PARTITION;
      }

      @Override
      public InternalRow next() {
        return rows.get(next++ % BATCH);
      }
    };
  }
}

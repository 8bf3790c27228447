package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Users' features in the arrays that CatBoost's batch call takes, one batch after the other. */
public record ReadyRows(List<Batch> batches) {

  private static final int BATCH = 1024;

  /** More of them do not fit into the memory of a small machine beside Spark. */
  private static final int MOST = 1024 * BATCH;

  /** The features of some rows. */
  @SuppressWarnings("ArrayRecordComponent") // as CatBoost takes them
  record Batch(float[][] numbers, int[][] categories) {}

  public ReadyRows {
    batches = List.copyOf(batches);
  }

  /** Reads the first of a feature table's rows, a million of them at most. */
  public static ReadyRows of(Dataset<Row> featureTable, Manifest manifest) {
    List<Feature> features = manifest.features();
    Column[] vector = FeatureTable.vector(featureTable, features).toArray(Column[]::new);
    Iterator<Row> rows = featureTable.select(vector).limit(MOST).toLocalIterator();
    Map<String, Integer> hashes = new HashMap<>();
    List<Batch> batches = new ArrayList<>();
    while (rows.hasNext()) {
      List<Row> some = new ArrayList<>();
      while (rows.hasNext() && some.size() < BATCH) {
        some.add(rows.next());
      }
      batches.add(batch(some, features, hashes));
    }
    return new ReadyRows(batches);
  }

  private static Batch batch(List<Row> rows, List<Feature> features, Map<String, Integer> hashes) {
    int numeric = (int) features.stream().filter(ReadyRows::isNumeric).count();
    float[][] numbers = new float[rows.size()][numeric];
    int[][] categories = new int[rows.size()][features.size() - numeric];
    for (int row = 0; row < rows.size(); row++) {
      Row values = rows.get(row);
      int number = 0;
      int category = 0;
      for (int i = 0; i < features.size(); i++) {
        if (isNumeric(features.get(i))) {
          numbers[row][number++] = values.isNullAt(i) ? Float.NaN : values.getFloat(i);
        } else {
          categories[row][category++] =
              hashes.computeIfAbsent(values.getString(i), CategoryHashes::hash);
        }
      }
    }
    return new Batch(numbers, categories);
  }

  private static boolean isNumeric(Feature feature) {
    return feature.kind() == Feature.Kind.NUMERIC;
  }

  /**
   * Scores so many rows on so many threads: each batch in its turn, and from the first again where
   * they are fewer.
   */
  public void score(byte[] cbm, long rows, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int first = i;
        calls.add(pool.submit(() -> score(cbm, first, threads, rows)));
      }
      for (Future<?> each : calls) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while CatBoost scored", e);
    } finally {
      pool.shutdown();
    }
  }

  private void score(byte[] cbm, int first, int step, long rows) {
    try (CatBoostModel model = CatBoostModel.loadModel(new ByteArrayInputStream(cbm))) {
      CatBoostPredictions full = new CatBoostPredictions(BATCH, 1);
      long scored = 0;
      for (long i = first; scored < rows / step; i += step) {
        Batch batch = batches.get((int) (i % batches.size()));
        int size = batch.numbers().length;
        CatBoostPredictions into = size == BATCH ? full : new CatBoostPredictions(size, 1);
        model.predict(batch.numbers(), batch.categories(), into);
        scored += size;
      }
    } catch (CatBoostError e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

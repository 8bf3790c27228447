package io.propensity.prediction.users;

import io.propensity.scoring.InternalRows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The 64-bit hashes of keys, looked through for two that are alike. They are dealt into buckets and
 * sorted there, 8 bytes each and none of them an object; a single bucket is looked through on the
 * driver, which costs less than a shuffle.
 */
final class KeyHashes {

  /** About so many hashes are in a bucket. */
  private static final int BUCKET = 500_000;

  private KeyHashes() {}

  /**
   * Whether one of the hashes is there twice.
   *
   * @param hashes a table of one column of BIGINT, of good hashes: buckets are told by them
   * @param rows how many there are
   */
  static boolean anyTwice(Dataset<Row> hashes, long rows) {
    return anyTwiceIn(hashes, (int) Math.max(1, (rows + BUCKET - 1) / BUCKET));
  }

  static boolean anyTwiceIn(Dataset<Row> hashes, int buckets) {
    JavaPairRDD<Integer, long[]> chunks =
        InternalRows.of(hashes).mapPartitionsToPair(part -> new Chunks(part, buckets));
    if (buckets == 1) {
      return anyTwice(chunks.values().collect().iterator());
    }
    return dealt(chunks, buckets)
        .values()
        .mapPartitions(bucket -> List.of(anyTwice(bucket)).iterator())
        .reduce(Boolean::logicalOr);
  }

  /** By Kryo, as Java's own streams hold on to the last hundred chunks of each bucket. */
  private static JavaPairRDD<Integer, long[]> dealt(
      JavaPairRDD<Integer, long[]> chunks, int buckets) {
    ClassTag<Integer> bucket = ClassTag$.MODULE$.apply(Integer.class);
    ClassTag<long[]> chunk = ClassTag$.MODULE$.apply(long[].class);
    RDD<Tuple2<Integer, long[]>> shuffled =
        new ShuffledRDD<Integer, long[], long[]>(
                chunks.rdd(), new HashPartitioner(buckets), bucket, chunk, chunk)
            .setSerializer(new KryoSerializer(chunks.context().getConf()));
    return JavaPairRDD.fromRDD(shuffled, bucket, chunk);
  }

  /**
   * Looks through one bucket. A bucket that outgrows the others by far holds a key of many rows: it
   * is looked through before all of it is there, and so needs no more room than they do.
   */
  static boolean anyTwice(Iterator<long[]> chunks) {
    long[] all = new long[BUCKET];
    int size = 0;
    int bound = 2 * BUCKET;
    while (chunks.hasNext()) {
      long[] chunk = chunks.next();
      if (size + chunk.length > bound) {
        if (anyTwice(all, size)) {
          return true;
        }
        bound *= 2;
      }
      if (size + chunk.length > all.length) {
        all = Arrays.copyOf(all, 2 * all.length);
      }
      System.arraycopy(chunk, 0, all, size, chunk.length);
      size += chunk.length;
    }
    return anyTwice(all, size);
  }

  private static boolean anyTwice(long[] hashes, int size) {
    Arrays.sort(hashes, 0, size);
    for (int i = 1; i < size; i++) {
      if (hashes[i - 1] == hashes[i]) {
        return true;
      }
    }
    return false;
  }

  /** Deals a partition's hashes; what is full goes on at once, so that little is held. */
  static final class Chunks implements Iterator<Tuple2<Integer, long[]>> {

    private static final int LENGTH = 1024;

    private final Iterator<InternalRow> rows;
    private final long[][] open;
    private final int[] sizes;
    private int rest;

    Chunks(Iterator<InternalRow> rows, int buckets) {
      this.rows = rows;
      this.open = new long[buckets][LENGTH];
      this.sizes = new int[buckets];
    }

    @Override
    public boolean hasNext() {
      if (rows.hasNext()) {
        return true;
      }
      while (rest < sizes.length && sizes[rest] == 0) {
        rest++;
      }
      return rest < sizes.length;
    }

    @Override
    public Tuple2<Integer, long[]> next() {
      while (rows.hasNext()) {
        long hash = rows.next().getLong(0);
        int bucket = (int) Long.remainderUnsigned(hash, open.length);
        open[bucket][sizes[bucket]++] = hash;
        if (sizes[bucket] == LENGTH) {
          return take(bucket);
        }
      }
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return take(rest);
    }

    private Tuple2<Integer, long[]> take(int bucket) {
      long[] chunk = Arrays.copyOf(open[bucket], sizes[bucket]);
      sizes[bucket] = 0;
      return new Tuple2<>(bucket, chunk);
    }
  }
}

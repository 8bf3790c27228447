package io.propensity.prediction.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

class KeyHashesTest {

  @Test
  void aBucketKnowsWhetherAHashIsThereTwice() {
    assertThat(KeyHashes.anyTwice(List.<long[]>of().iterator())).isFalse();
    assertThat(KeyHashes.anyTwice(List.of(new long[] {3, 1}, new long[] {2}).iterator())).isFalse();
    assertThat(KeyHashes.anyTwice(List.of(new long[] {3, 1}, new long[] {3}).iterator())).isTrue();
  }

  /** Beyond 200 buckets Spark shuffles in another way. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300})
  void aHashIsFoundTwiceAcrossPartitions(int buckets) {
    Dataset<Row> once =
        LocalSpark.session().range(0, 50_000, 1, 4).selectExpr("xxhash64(id) AS hash");
    Dataset<Row> again = LocalSpark.session().range(1).selectExpr("xxhash64(49999L) AS hash");

    assertThat(KeyHashes.anyTwiceIn(once, buckets)).isFalse();
    assertThat(KeyHashes.anyTwiceIn(once.union(again), buckets)).isTrue();
  }

  @Test
  void aBucketMayOutgrowTheOthers() {
    assertThat(KeyHashes.anyTwice(chunks(LongStream.range(0, 3000)).iterator())).isFalse();
    assertThat(
            KeyHashes.anyTwice(
                Stream.concat(chunks(LongStream.range(0, 3000)), chunks(LongStream.of(7)))
                    .iterator()))
        .isTrue();
  }

  @Test
  void ofAKeyOfManyRowsNotAllAreHeld() {
    assertThat(KeyHashes.anyTwice(Stream.generate(() -> new long[1000]).iterator())).isTrue();
  }

  @Test
  void hashesAreDealtByTheirValueAndNoneIsLost() {
    long[] sums = new long[3];
    KeyHashes.Chunks chunks = new KeyHashes.Chunks(rows(LongStream.range(-5000, 5000)), 3);

    while (chunks.hasNext()) {
      Tuple2<Integer, long[]> chunk = chunks.next();
      for (long hash : chunk._2()) {
        assertThat(Long.remainderUnsigned(hash, 3)).isEqualTo(chunk._1().longValue());
        sums[chunk._1()]++;
      }
    }

    assertThat(LongStream.of(sums).sum()).isEqualTo(10_000);
    assertThat(new KeyHashes.Chunks(rows(LongStream.empty()), 3).hasNext()).isFalse();
  }

  /** A thousand hashes each. */
  private static Stream<long[]> chunks(LongStream numbers) {
    return numbers.mapToObj(n -> LongStream.range(1000 * n, 1000 * (n + 1)).toArray());
  }

  private static Iterator<InternalRow> rows(LongStream hashes) {
    return hashes
        .<InternalRow>mapToObj(hash -> new GenericInternalRow(new Object[] {hash}))
        .iterator();
  }
}

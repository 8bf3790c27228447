package io.propensity.scoring;

import io.propensity.model.Baseline;
import io.propensity.model.Feature;
import io.propensity.model.Histogram;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is counted of scored rows: the scores in buckets, and each feature in those of the model's
 * baseline.
 */
final class TallyPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int SCORE_BUCKETS = 20;

  private final List<Buckets> features;
  private final double[] scoreEdges;

  private TallyPlan(List<Buckets> features, double[] scoreEdges) {
    this.features = List.copyOf(features);
    this.scoreEdges = scoreEdges;
  }

  /** In the model's order. */
  List<Buckets> features() {
    return features;
  }

  /** Between the buckets of the scores, ascending. */
  double[] scoreEdges() {
    return scoreEdges.clone();
  }

  int scoreBuckets() {
    return scoreEdges.length + 1;
  }

  int scoreBucket(double score) {
    return bucket(scoreEdges, score);
  }

  /** The buckets of one feature. */
  sealed interface Buckets extends Serializable {
    int count();
  }

  /** Nothing is counted. */
  record None() implements Buckets {
    @Override
    public int count() {
      return 0;
    }
  }

  /** Between ascending edges. */
  static final class Numbers implements Buckets {

    private static final long serialVersionUID = 1L;

    private final double[] edges;

    Numbers(double[] edges) {
      this.edges = edges;
    }

    /** Ascending. */
    double[] edges() {
      return edges.clone();
    }

    @Override
    public int count() {
      return edges.length + 1;
    }
  }

  /** By category text; the last bucket is for any other. */
  record Categories(List<String> texts) implements Buckets {
    @Override
    public int count() {
      return texts.size() + 1;
    }
  }

  static TallyPlan of(List<Feature> features, Baseline baseline, boolean probabilities) {
    List<Buckets> buckets = new ArrayList<>();
    for (Feature feature : features) {
      buckets.add(
          Optional.ofNullable(baseline.features().get(feature.name()))
              .filter(histogram -> fits(histogram, feature))
              .map(TallyPlan::buckets)
              .orElse(new None()));
    }
    double[] edges =
        probabilities
            ? IntStream.range(1, SCORE_BUCKETS)
                .mapToDouble(i -> i / (double) SCORE_BUCKETS)
                .toArray()
            : doubles(baseline.score().edges());
    return new TallyPlan(buckets, edges);
  }

  private static boolean fits(Histogram histogram, Feature feature) {
    return (histogram instanceof Histogram.Numeric) == (feature.kind() == Feature.Kind.NUMERIC);
  }

  private static Buckets buckets(Histogram histogram) {
    if (histogram instanceof Histogram.Numeric numeric) {
      return new Numbers(doubles(numeric.edges()));
    }
    Histogram.Categorical categorical = (Histogram.Categorical) histogram;
    return new Categories(List.copyOf(categorical.counts().keySet()));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The bucket of a number: that above the last edge that is not above it. */
  private static int bucket(double[] edges, double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

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
  private final Edges scores;

  private TallyPlan(List<Buckets> features, Edges scores) {
    this.features = List.copyOf(features);
    this.scores = scores;
  }

  /** In the model's order. */
  List<Buckets> features() {
    return features;
  }

  /** Between the buckets of the scores, ascending. */
  double[] scoreEdges() {
    return scores.values();
  }

  int scoreBuckets() {
    return scores.buckets();
  }

  int scoreBucket(double score) {
    return scores.bucket(score);
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

  /** Between edges. */
  record Numbers(Edges edges) implements Buckets {
    @Override
    public int count() {
      return edges.buckets();
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
    return new TallyPlan(buckets, new Edges(edges));
  }

  private static boolean fits(Histogram histogram, Feature feature) {
    return (histogram instanceof Histogram.Numeric) == (feature.kind() == Feature.Kind.NUMERIC);
  }

  private static Buckets buckets(Histogram histogram) {
    if (histogram instanceof Histogram.Numeric numeric) {
      return new Numbers(new Edges(doubles(numeric.edges())));
    }
    Histogram.Categorical categorical = (Histogram.Categorical) histogram;
    return new Categories(List.copyOf(categorical.counts().keySet()));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

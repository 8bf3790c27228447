package io.propensity.tuning;

import java.util.List;

/**
 * How a metric is spread over the folds of a cross-validation.
 *
 * @param mean NaN where there is no value
 * @param deviation the sample's standard deviation, with n - 1; 0 of one value
 */
public record Spread(double mean, double deviation, int values) {

  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double deviation = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    return new Spread(mean, deviation, values.size());
  }
}

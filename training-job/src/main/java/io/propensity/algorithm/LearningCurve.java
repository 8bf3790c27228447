package io.propensity.algorithm;

import java.util.List;

/**
 * How the loss went down from iteration to iteration.
 *
 * @param metric the library's name of it
 * @param train by iteration
 * @param validation by iteration; empty where there is no validation split
 * @param best the iteration, from 0, whose trees were kept up to
 */
public record LearningCurve(String metric, List<Double> train, List<Double> validation, int best) {

  public LearningCurve {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
  }
}

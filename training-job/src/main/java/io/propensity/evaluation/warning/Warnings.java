package io.propensity.evaluation.warning;

import java.util.List;

/** All suspicions, the worst first. */
public final class Warnings {

  private static final List<Suspicion> ALL =
      List.of(
          new TooGood(),
          new DecidesAlone(),
          new NoBetterThanChance(),
          new NoTestSplit(),
          new DoubledRows(),
          new SmallTestSplit(),
          new NotProbabilities(),
          new OutOfReach(),
          new ConstantFeatures());

  private Warnings() {}

  /** A sentence each; empty where nothing is suspicious. */
  public static List<String> of(Evidence evidence) {
    return ALL.stream().flatMap(suspicion -> suspicion.in(evidence).stream()).toList();
  }
}

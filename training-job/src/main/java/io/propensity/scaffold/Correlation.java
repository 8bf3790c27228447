package io.propensity.scaffold;

/** Pearson's correlation of pairs that come one by one (Welford's sums, which stay exact). */
final class Correlation {

  private long pairs;
  private double meanX;
  private double meanY;
  private double squaresX;
  private double squaresY;
  private double products;

  void add(double x, double y) {
    pairs++;
    double dx = x - meanX;
    double dy = y - meanY;
    meanX += dx / pairs;
    meanY += dy / pairs;
    squaresX += dx * (x - meanX);
    squaresY += dy * (y - meanY);
    products += dx * (y - meanY);
  }

  /** Its square; 0 where one of both never changes. */
  double squared() {
    double squares = squaresX * squaresY;
    return squares > 0 ? products * products / squares : 0;
  }
}

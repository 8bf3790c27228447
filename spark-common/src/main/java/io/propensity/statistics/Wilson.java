package io.propensity.statistics;

/**
 * An interval that holds a share with 95 %. Wilson, Probable inference, the law of succession, and
 * statistical inference, 1927.
 */
public record Wilson(double low, double high) {

  /**
   * Around a share that was seen.
   *
   * @param rows how many rows it was seen of; of weighted ones the effective number
   */
  public static Wilson of(double share, double rows) {
    double z = Normal.TWO_SIDED_95;
    double middle = (share + z * z / (2 * rows)) / (1 + z * z / rows);
    double half =
        z * Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows)) / (1 + z * z / rows);
    return new Wilson(middle - half, middle + half);
  }
}

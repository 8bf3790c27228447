package io.propensity.scoring;

import java.io.Serializable;

/**
 * Ascending edges between buckets. A number's bucket is found by way of a grid of cells of equal
 * width: a search would jump, and every other jump would be guessed wrongly by the processor.
 */
final class Edges implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int CELLS = 256;

  private final double[] edges;
  private final double low;
  private final double cellsPerUnit;

  /** How many edges lie in the cells before: no number of the cell is in an earlier bucket. */
  private final int[] first = new int[CELLS];

  Edges(double[] ascending) {
    edges = ascending.clone();
    low = edges.length == 0 ? 0 : edges[0];
    double width = edges.length == 0 ? 0 : edges[edges.length - 1] - low;
    cellsPerUnit = width > 0 && CELLS / width < Double.MAX_VALUE ? CELLS / width : 0;
    for (double edge : edges) {
      for (int later = cell(edge) + 1; later < CELLS; later++) {
        first[later]++;
      }
    }
  }

  double[] values() {
    return edges.clone();
  }

  /** How many buckets the edges make. */
  int buckets() {
    return edges.length + 1;
  }

  /** The bucket of a number: how many edges are not above it. */
  int bucket(double value) {
    int bucket = first[cell(value)];
    while (bucket < edges.length && edges[bucket] <= value) {
      bucket++;
    }
    return bucket;
  }

  /** Never falls where numbers rise, whatever is rounded; what is outside is in the outer cells. */
  private int cell(double value) {
    return Math.max(0, Math.min(CELLS - 1, (int) ((value - low) * cellsPerUnit)));
  }
}

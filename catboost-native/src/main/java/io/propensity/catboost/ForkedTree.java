package io.propensity.catboost;

/** A node of a tree whose forks each ask a condition of their own, with its training rows. */
public sealed interface ForkedTree {

  /**
   * An end of the tree.
   *
   * @param weight of the training rows that came here; 0 where none did
   * @param values by output
   */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record Leaf(double weight, double[] values) implements ForkedTree {}

  /**
   * A fork.
   *
   * @param condition its place among {@link ForkedTrees#conditions}
   */
  record Fork(int condition, ForkedTree no, ForkedTree yes) implements ForkedTree {}
}

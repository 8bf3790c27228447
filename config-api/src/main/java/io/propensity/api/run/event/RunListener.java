package io.propensity.api.run.event;

/** Hears of runs. */
public interface RunListener {

  /** Within the transaction that ends the run: what is written here is kept if the end is. */
  void ended(RunEnd end);
}

package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How much work of a kind is done at once. What finds no place waits half a second for one. */
final class Places {

  private static final long PATIENCE_MILLIS = 500;

  private final String setting;
  private final int all;
  private final Semaphore free;

  /**
   * @param setting that says how many there are, for messages
   */
  Places(String setting, int all) {
    this.setting = setting;
    this.all = all;
    this.free = new Semaphore(all);
  }

  /**
   * Takes a place, to be given back.
   *
   * @throws ProblemException when none gets free in time
   */
  void take() {
    try {
      if (!free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw ProblemException.busy(
            "Tables are being read for others, as many at once as %s, which is %d, allows; try again"
                .formatted(setting, all));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ProblemException.busy("The service is being stopped; try again");
    }
  }

  void give() {
    free.release();
  }
}

package io.propensity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TaskRowsTest {

  private final TaskRows read = new TaskRows();

  @Test
  void rowsOfTasksAtWorkCount() {
    read.expect(3);
    read.begun(1);
    read.begun(2);
    read.read(1, 50);
    read.read(2, 30);
    assertThat(read.rows()).isEqualTo(80);
    read.read(1, 70);
    assertThat(read.rows()).isEqualTo(100);
    read.done(1, 100);
    assertThat(read.rows()).isEqualTo(130);
    assertThat(read.done()).isEqualTo(1);
    assertThat(read.tasks()).isEqualTo(3);
  }

  @Test
  void rowsOfATaskThatFailedOrHasEndedAreNotCountedTwice() {
    read.expect(2);
    read.begun(1);
    read.read(1, 50);
    read.failed(1);
    assertThat(read.rows()).isZero();
    read.begun(2);
    read.done(2, 60);
    read.read(2, 59);
    assertThat(read.rows()).isEqualTo(60);
  }

  @Test
  void timeLeftFollowsFromRowsOnceATaskIsDone() {
    read.expect(4);
    read.begun(1);
    read.read(1, 90);
    assertThat(read.secondsLeft(9)).isNull();
    read.done(1, 100);
    read.begun(2);
    read.read(2, 50);
    assertThat(read.secondsLeft(15)).isCloseTo(25, within(1e-9));
    read.read(2, 400);
    assertThat(read.secondsLeft(20)).as("no more than one task").isCloseTo(20, within(1e-9));
  }

  @Test
  void tasksAloneTellTimeWhereNoneReadsRows() {
    read.expect(4);
    read.begun(1);
    read.begun(2);
    read.done(1, 0);
    assertThat(read.secondsLeft(3)).isCloseTo(9, within(1e-9));
  }
}

package io.propensity.training;

/**
 * How a run differs from the plain one.
 *
 * @param force whether steps are done again whose result stands
 * @param trial whether everything is done but publishing
 */
record RunOptions(boolean force, boolean trial) {}

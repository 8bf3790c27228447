package io.propensity.ingest;

import java.io.Serializable;

/**
 * A part of a file that one task reads.
 *
 * @param ordinal its place among all slices, in the order of the files and of their bytes
 * @param path as Hadoop opens it
 * @param start the first byte; a record that begins before it belongs to the slice before
 * @param end no record of the slice begins at or after it
 */
record FileSlice(int ordinal, String path, long start, long end) implements Serializable {}

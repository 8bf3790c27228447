package io.propensity.ingest;

/**
 * A record of a text file.
 *
 * @param text without the line break at its end
 * @param line of the file, from 1; of a slice that begins within a file, from the slice's start
 * @param decodable false when some of its bytes are none of the character set
 */
record TextRecord(String text, long line, boolean decodable) {}

package io.propensity.scaffold;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** What a text of a CSV file can be read as, at the least. */
enum ValueKind {
  INT,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  TEXT;

  private static final int LONGEST_NUMBER = 40;
  private static final int MOST_DIGITS = 19;
  private static final int DATE_LENGTH = 10;
  private static final Pattern TIME =
      Pattern.compile(
          "[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?( ?(UTC|Z|[-+][0-9]{2}:[0-9]{2}))?");

  /**
   * The kind of a text that is not empty.
   *
   * @param decimal the mark before decimals
   */
  static ValueKind of(String text, char decimal) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return TEXT;
    }
    char first = text.charAt(0);
    if (isDigit(first) || first == '-' || first == '+' || first == decimal) {
      ValueKind number = number(text, decimal);
      return number == TEXT ? time(text) : number;
    }
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? BOOLEAN : TEXT;
  }

  boolean isNumber() {
    return this == INT || this == BIGINT || this == DOUBLE;
  }

  boolean isTyped() {
    return this != TEXT;
  }

  /** Digits that begin with a nought are no number: a post code is not to lose it. */
  private static ValueKind number(String text, char decimal) {
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int whole = digits(text, at);
    int next = at + whole;
    if (next == text.length()) {
      return whole == 0 || (whole > 1 && text.charAt(at) == '0') ? TEXT : whole(text, whole);
    }
    int decimals = 0;
    if (text.charAt(next) == decimal) {
      decimals = digits(text, next + 1);
      next += 1 + decimals;
    }
    if (whole + decimals == 0 || (whole > 1 && text.charAt(at) == '0')) {
      return TEXT;
    }
    return next == text.length() || isExponent(text, next) ? DOUBLE : TEXT;
  }

  private static ValueKind whole(String text, int digits) {
    if (digits > MOST_DIGITS) {
      return TEXT;
    }
    try {
      long value = Long.parseLong(text);
      return value == (int) value ? INT : BIGINT;
    } catch (NumberFormatException e) {
      return TEXT; // Beyond 64 bits no whole number can hold it.
    }
  }

  private static boolean isExponent(String text, int from) {
    if (Character.toLowerCase(text.charAt(from)) != 'e') {
      return false;
    }
    int at = from + 1;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int digits = digits(text, at);
    return digits > 0 && at + digits == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static ValueKind time(String text) {
    boolean dashes = text.length() >= DATE_LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-';
    if (!dashes || !isDay(text.substring(0, DATE_LENGTH))) {
      return TEXT;
    }
    String rest = text.substring(DATE_LENGTH);
    return rest.isEmpty() ? DATE : TIME.matcher(rest).matches() ? TIMESTAMP : TEXT;
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}

package io.propensity.scaffold;

import java.util.Locale;
import java.util.Optional;

/**
 * What a column of a file holds.
 *
 * @param type Spark's DDL name of it
 * @param kind what its values are: texts where they are anything that no feature can be made of
 * @param rows of the file
 * @param filled values that are there
 * @param distinct different ones, about
 * @param whole whether no number has decimals
 */
record ColumnFacts(
    String name,
    String type,
    ValueKind kind,
    long rows,
    long filled,
    long distinct,
    boolean whole,
    Optional<ColumnProfile.TimeSpan> times) {

  /** Whether every row may have a value of its own, as far as an estimate tells. */
  boolean mayBeUnique() {
    return filled == rows && distinct >= 0.93 * rows && kind != ValueKind.DOUBLE;
  }

  boolean isConstant() {
    return distinct <= 1 || filled == 0;
  }

  boolean isTime() {
    return kind == ValueKind.DATE || kind == ValueKind.TIMESTAMP;
  }

  /** Whether words of its name, as in {@code user_id} or {@code UserId}, are those of a key. */
  boolean soundsLikeKey() {
    String last = lastWord();
    return last.matches("id|key|uuid|guid|nr|no|number|num|index|row|rowid|identifier");
  }

  /** Whether its name is that of somebody or something that may stand in several rows. */
  boolean soundsLikeOwner() {
    String words = words();
    return words.matches(
        "(user|customer|cust|client|patient|subject|person|member|account|household|visitor|session|device|passenger|student|employee)( (id|key|uuid|nr|no|number|num|session))?");
  }

  /** Whether its name is that of codes, which are categories though they are numbers. */
  boolean soundsLikeCode() {
    return soundsLikeKey()
        || words().matches("role .*")
        || lastWord()
            .matches(
                "code|zip|zipcode|postcode|postal|role|resource|dept|department|title|type|category|class|group|family|region|district|browser|systems?|os|channel|store|shop|product|item|sku|brand|segment|cluster");
  }

  private String lastWord() {
    String words = words();
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /** {@code user_id}, {@code userId} and {@code User ID} are all {@code user id}. */
  private String words() {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", " ")
        .strip();
  }
}

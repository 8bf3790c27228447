package io.propensity.api.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a filter means.
 *
 * @param share of all users; 0 where there are none
 * @param terms what is joined by AND at the top, in order
 * @param sample of the audience: rows as values by column
 * @param masked the columns whose values are not shown
 * @param files that were read
 * @param snapshot of an Iceberg table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
    @JsonProperty("users_table") String usersTable,
    long size,
    long total,
    double share,
    List<Term> terms,
    List<Map<String, @Nullable Object>> sample,
    List<String> masked,
    int files,
    @Nullable Long snapshot) {

  /**
   * A part of a filter.
   *
   * @param alone so many users it leaves by itself
   * @param left so many users are left by all terms up to this one
   */
  public record Term(String term, long alone, long left) {}

  public Preview {
    terms = List.copyOf(terms);
    sample = List.copyOf(sample);
    masked = List.copyOf(masked);
  }
}

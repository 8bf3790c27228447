package io.propensity.api.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a users table hold.
 *
 * @param approximate whether which values are frequent is estimated; how often they occur never is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableColumns(
    @JsonProperty("users_table") String usersTable,
    long rows,
    boolean approximate,
    int files,
    @Nullable Long snapshot,
    List<ColumnFigures> columns) {

  public TableColumns {
    columns = List.copyOf(columns);
  }

  /**
   * What one column holds.
   *
   * @param type {@code other} where the expression language does not carry it; it has no figures
   * @param nulls the share of rows without a value
   * @param distinct about so many values
   * @param min null, as max and frequent are, where there is none or the column is masked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ColumnFigures(
      String name,
      String type,
      @JsonProperty("stored_as") String storedAs,
      boolean masked,
      @Nullable Double nulls,
      @Nullable Long distinct,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable List<FrequentValue> frequent) {}

  /** How many rows have a value. */
  public record FrequentValue(Object value, long count) {}
}

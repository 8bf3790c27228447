package io.propensity.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.model.Search.Condition;
import io.propensity.api.model.Search.Field;
import io.propensity.api.model.Search.Operator;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchFilterTest {

  private static final Map<String, Field> FIELDS =
      Map.of("name", Field.MODEL_NAME, "run_id", Field.RUN_ID, "version_number", Field.VERSION);

  @Test
  void readsConditionsJoinedByAnd() {
    assertThat(parse("name = 'win-back' AND run_id!=\"r-1\" and version_number >= 3").conditions())
        .containsExactly(
            new Condition(Field.MODEL_NAME, Operator.EQUAL, "win-back"),
            new Condition(Field.RUN_ID, Operator.UNEQUAL, "r-1"),
            new Condition(Field.VERSION, Operator.AT_LEAST, 3));
  }

  @Test
  void keepsWordsWithinQuotesAsTheyAre() {
    assertThat(parse("name ilike '%a AND b%'").conditions())
        .containsExactly(new Condition(Field.MODEL_NAME, Operator.LIKE_IN_ANY_CASE, "%a AND b%"));
  }

  @Test
  void asksForNothingWhereItIsBlank() {
    assertThat(parse(" ").conditions()).isEmpty();
    assertThat(parse("").impossible()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tag.`mlflow.prompt.is_prompt` != 'true'   | false",
        "tags.`mlflow.prompt.is_prompt` = 'false'  | false",
        "tag.`mlflow.prompt.is_prompt` = 'true'    | true",
        "tags.\"mlflow.prompt.is_prompt\" = 'x'    | true",
        "tags.team = 'crm'                         | true",
        "name = 'a' AND tags.team != 'crm'         | true"
      })
  void knowsThatNoModelHasTags(String filter, boolean impossible) {
    assertThat(parse(filter).impossible()).isEqualTo(impossible);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name = ",
        "name = win-back",
        "name = 'a' OR name = 'b'",
        "name = 'a' AND",
        "name = 'a' name = 'b'",
        "name < 'a'",
        "name = 3",
        "version_number LIKE '3'",
        "version_number = '3'",
        "colour = 'red'",
        "name = 'a''; drop table model; --'"
      })
  void refusesOtherFilters(String filter) {
    assertThatThrownBy(() -> parse(filter))
        .isInstanceOf(MlflowException.class)
        .hasMessage(
            "Invalid filter string '%s': compare name, run_id, version_number with a quoted text, or version_number with a number, and join by AND",
            filter);
  }

  @Property(tries = 2_000, seed = "2026")
  void readsOrRefusesWhateverComes(@ForAll String filter) {
    try {
      assertThat(parse(filter).conditions()).isNotNull();
    } catch (MlflowException refused) {
      assertThat(refused).hasMessageStartingWith("Invalid filter string");
    }
  }

  private static SearchFilter parse(String filter) {
    return SearchFilter.parse(filter, FIELDS);
  }
}

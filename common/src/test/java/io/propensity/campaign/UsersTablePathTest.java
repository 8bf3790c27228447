package io.propensity.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ContractException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTablePathTest {

  @ParameterizedTest
  @CsvSource({
    "warehouse/telco-churn/raw, gs://bucket/warehouse",
    "warehouse/telco-churn/raw/, warehouse",
    "/srv/warehouse/telco-churn/raw, /srv/warehouse",
    "gs://bucket/warehouse/telco-churn/raw, gs://bucket/warehouse/",
  })
  void readsEveryFormThatLiesUnderTheRoot(String path, String root) {
    assertThat(UsersTablePath.parse(path, root)).isEqualTo("telco-churn/raw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "warehouse",
        "warehouse/",
        "warehouse/../models",
        "warehouse/.hidden",
        "/etc",
        "users",
        "s3a://elsewhere/warehouse/x",
        "warehouse//x",
        "/srv/warehouse/../x",
      })
  void refusesWhatLiesOutsideTheRoot(String path) {
    assertThatThrownBy(() -> UsersTablePath.parse(path, "/srv/warehouse"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(
            "users_table '%s' does not lie under the warehouse root".formatted(path));
  }
}

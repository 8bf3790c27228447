package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.database.NewDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a machine reads of the log. */
class LogFormatTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path logs;

  @Test
  void isOneJsonObjectALineThatNamesItsRequest() throws Exception {
    NewDatabase database = NewDatabase.create();
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("PROPENSITY_LOG_FORMAT", "json");
    try (Service service = Service.start(logs, environment)) {
      Api api = service.api();
      database.execute("alter table audit_entry rename to lost");

      assertThat(
              api.send("POST", "/nowhere", "{}", "X-Request-Id", "my-request.7")
                  .header("X-Request-Id"))
          .isEqualTo("my-request.7");

      List<JsonNode> lines = service.stdout().lines().map(JSON::readTree).toList();
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.path("@timestamp").asString()).isNotEmpty();
                assertThat(line.path("log").path("level").asString()).isNotEmpty();
              });
      assertThat(lines).anyMatch(line -> line.path("message").asString().startsWith("Ready: "));
      assertThat(lines)
          .filteredOn(line -> line.path("message").asString().startsWith("The audit log lacks"))
          .singleElement()
          .satisfies(
              line -> assertThat(line.path("request_id").asString()).isEqualTo("my-request.7"));
    }
  }

  @Test
  void isTextUnlessToldAndNamesTheRequestToo() throws Exception {
    NewDatabase database = NewDatabase.create();
    try (Service service = Service.start(logs, database.environment())) {
      Api api = service.api();
      database.execute("alter table audit_entry rename to lost");

      api.send("POST", "/nowhere", "{}", "X-Request-Id", "my-request.7");

      assertThat(service.stdout().lines())
          .filteredOn(line -> line.contains("The audit log lacks"))
          .singleElement()
          .asString()
          .contains("my-request.7 ");
      assertThat(service.stdout().lines())
          .filteredOn(line -> line.contains("Ready: "))
          .singleElement()
          .asString()
          .doesNotContain("%PARSER_ERROR");
    }
  }
}

package io.propensity.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The document's schemas fit what is told of runs and of what they come from. */
@RegistryTest
class DescribedLineageTest {

  private final Api api;
  private final String name = Published.name();

  DescribedLineageTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void describesRunsAndTheirLineageAndWhatUsesAVersion() {
    Published.version(name, 1);
    api.post("/models/" + name + "/versions", "{\"version\": 1}");
    long campaign =
        api.post(
                "{\"name\": \"n\", \"model_path\": \"models/%s/1\", \"audience_filter\": \"TRUE\"}"
                    .formatted(name))
            .id();
    String notice =
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"model_name\": \"%s\", \"model_version\": 1, \"started_at\": \"2026-11-20T09:30:00Z\"}"
            .formatted(campaign, name);
    DescribedBodies described = new DescribedBodies(api.get("/openapi.json").json());
    String run = "/runs/r-described-" + campaign;

    assertThat(described.violationsOfRequest("PUT", "/runs/{run_id}", "application/json", notice))
        .isEmpty();
    fits(
        described,
        "PUT",
        "/runs/{run_id}",
        api.send("PUT", run, notice, "Content-Type", "application/json"));
    fits(described, "GET", "/runs/{run_id}", api.get(run));
    fits(described, "GET", "/runs/{run_id}/lineage", api.get(run + "/lineage"));
    fits(described, "GET", "/runs", api.get("/runs?model=%s/1".formatted(name)));
    String uses = "/models/{name}/versions/{version}/uses";
    fits(described, "GET", uses, api.get("/models/%s/versions/1/uses".formatted(name)));
    fits(described, "GET", uses, api.get("/models/%s/versions/1/uses?size=x".formatted(name)));
    fits(described, "GET", uses, api.get("/models/%s/versions/2/uses".formatted(name)));
  }

  private static void fits(DescribedBodies described, String method, String path, Answer answer) {
    assertThat(described.violationsOfAnswer(method, path, answer))
        .as("%s %s: %s", method, path, answer.response().body())
        .isEmpty();
  }
}

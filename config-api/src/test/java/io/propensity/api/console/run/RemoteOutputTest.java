package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.campaign.Scored;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What pages offer where the service cannot read what runs published. */
@ConsoleTest
@TestPropertySource(properties = "propensity.output-root=s3a://bucket/output")
class RemoteOutputTest {

  private final Api api;
  private final Browser browser;

  RemoteOutputTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void offersNoDownloads() {
    long campaign = Scored.campaign(api, "Remote").id();
    String run = Scored.run(api, campaign, 0.2);

    for (String address : new String[] {"/console/runs/" + run, "/console/campaigns/" + campaign}) {
      assertThat(browser.page(address))
          .contains(">high<")
          .doesNotContain("/predictions", "Download");
    }
    assertThat(api.get("/runs/%s/predictions".formatted(run)).status()).isEqualTo(422);
  }
}

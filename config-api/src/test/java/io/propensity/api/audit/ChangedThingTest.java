package io.propensity.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedThingTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/campaigns,                  /campaigns/7, '\"1\"',  campaign 7 revision 1",
        "/campaigns/7,                -,            '\"3\"',  campaign 7 revision 3",
        "/campaigns/7,                -,            -,        campaign 7",
        "/campaigns/7/restore,        -,            '\"4\"',  campaign 7 restore revision 4",
        "/campaigns/,                 -,            -,        campaigns",
        "/models/a/versions/3,        -,            '\"e\"',  model a version 3",
        "/models/a/aliases/champion,  -,            -,        model a alias champion",
        "/console/campaigns/7/copy,   /console/campaigns/8, -, campaign 8",
        "/console/campaigns/7/archive, -,           -,        campaign 7 archive",
        "/tokens/5,                   -,            -,        token 5",
        "/console/settings/tokens/5,  -,            -,        token 5",
        "/console/runs/r-1/cancel,    /console/runs/r-1, -,   run r-1",
        "/x,                          http://h/runs/r-1?a=b, -, run r-1",
        "/x,                          '::',         -,        ::"
      })
  void isNamedByItsAddressAndRevision(String path, String location, String etag, String thing) {
    assertThat(ChangedThing.of(path, location, etag)).isEqualTo(thing);
  }
}

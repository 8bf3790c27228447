package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponentsBuilder;

class PagerTest {

  @Test
  void aListThatGoesOnAfterItsLastItemLeadsBackToItsBegin() {
    Pager first = of(List.of("b", "a"), "/console/runs?state=FAILED");
    assertThat(first.newest()).isNull();
    assertThat(first.next()).isEqualTo("/console/runs?state=FAILED&before=b");

    Pager last = of(List.of("a"), "/console/runs?state=FAILED&before=b");
    assertThat(last.newest()).isEqualTo("/console/runs?state=FAILED");
    assertThat(last.next()).isNull();
  }

  private static Pager of(List<String> found, String address) {
    return Pager.after(found, 1, Function.identity(), UriComponentsBuilder.fromUriString(address));
  }
}

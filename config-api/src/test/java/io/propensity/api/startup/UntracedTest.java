package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.propensity.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Unless the profile "tracing" asks for traces, no request makes one. */
@ApiTest
class UntracedTest {

  private final ApplicationContext context;

  UntracedTest(@Autowired ApplicationContext context) {
    this.context = context;
  }

  @Test
  void hasNothingThatMakesTraces() {
    assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
    assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("otel"));
  }
}

package io.propensity.api.console;

import io.propensity.api.ApiTest;
import io.propensity.api.audience.UsersTableFiles;
import io.propensity.api.model.Published;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole service on the models and the warehouse of the tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@TestPropertySource(
    properties = {
      "propensity.models-root=" + Published.ROOT,
      "propensity.warehouse-root=" + UsersTableFiles.ROOT
    })
public @interface ConsoleTest {}

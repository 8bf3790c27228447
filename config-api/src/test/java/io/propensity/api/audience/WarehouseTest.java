package io.propensity.api.audience;

import io.propensity.api.ApiTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole service on the warehouse of {@link UsersTableFiles}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@TestPropertySource(
    properties = {
      "propensity.warehouse-root=" + UsersTableFiles.ROOT,
      "propensity.audience.exact-rows=1000"
    })
public @interface WarehouseTest {}

package io.propensity.api.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling // Counted refusals are written every minute.
class AuditConfiguration {}

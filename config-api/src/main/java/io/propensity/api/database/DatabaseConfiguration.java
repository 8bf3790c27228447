package io.propensity.api.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Migrations have connections of their own, which wait for as long as they take. */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource migrationConnections(JdbcConnectionDetails database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.getJdbcUrl());
    source.setUser(database.getUsername());
    source.setPassword(database.getPassword());
    return source;
  }
}

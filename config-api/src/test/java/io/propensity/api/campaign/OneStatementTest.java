package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.ApiTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A read goes to the database and back once: no transaction is begun or ended around it. */
@ApiTest
class OneStatementTest {

  private static final List<String> CALLS = new CopyOnWriteArrayList<>();
  private static final Set<String> TOLD =
      Set.of("prepareStatement", "createStatement", "setAutoCommit", "setReadOnly", "commit");

  private final Api api;

  OneStatementTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void aCampaignIsReadByOneStatement() {
    long id = api.post(Campaigns.any()).id();
    api.get("/campaigns/" + id);
    CALLS.clear();

    assertThat(api.get("/campaigns/" + id).status()).isEqualTo(200);

    assertThat(CALLS).containsExactly("prepareStatement");
  }

  @Test
  void aRunIsReadByOneStatement() {
    CALLS.clear();

    assertThat(api.get("/runs/r-of-nobody").status()).isEqualTo(404);

    assertThat(CALLS).containsExactly("prepareStatement");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Watched {

    /** Of the threads that answer requests alone. */
    @Bean
    static BeanPostProcessor watching() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return name.equals("dataSource") && bean instanceof DataSource source
              ? watched(source)
              : bean;
        }
      };
    }

    private static DataSource watched(DataSource source) {
      return new DelegatingDataSource(source) {
        @Override
        public Connection getConnection() throws SQLException {
          return watched(super.getConnection());
        }
      };
    }

    private static Connection watched(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              Watched.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (TOLD.contains(method.getName())
                    && Thread.currentThread().getName().contains("-exec-")) {
                  CALLS.add(method.getName());
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
    }
  }
}

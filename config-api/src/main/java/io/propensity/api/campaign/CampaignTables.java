package io.propensity.api.campaign;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users tables that campaigns are scored from. */
@Component
public class CampaignTables {

  private final JdbcClient jdbc;

  CampaignTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that live campaigns name, in the order of their names; at most so many. */
  public List<String> named(int most) {
    return jdbc.sql(
            """
            select distinct r.users_table from campaign c
            join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
            where c.archived_at is null and r.users_table is not null
            order by r.users_table limit :most
            """)
        .param("most", most)
        .query(String.class)
        .list();
  }
}

package io.propensity.api.campaign;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users tables that campaigns are scored from. */
@Component
public class CampaignTables {

  /**
   * Among so many campaigns they are looked for, so that a form costs the same however many there
   * are.
   */
  private static final int LOOKED_AT = 1_000;

  private final JdbcClient jdbc;

  CampaignTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that the newest live campaigns name, in the order of their names; at most so many. */
  public List<String> named(int most) {
    return jdbc.sql(
            """
            select distinct r.users_table
            from (select id, revision from campaign where archived_at is null
                  order by id desc limit :looked_at) c
            join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
            where r.users_table is not null
            order by r.users_table limit :most
            """)
        .param("looked_at", LOOKED_AT)
        .param("most", most)
        .query(String.class)
        .list();
  }
}

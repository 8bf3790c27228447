package io.propensity.api.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What campaigns are called, for those who have their numbers. */
@Component
public class CampaignNames {

  private final JdbcClient jdbc;

  CampaignNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A campaign's number and its name as it is now. */
  public record Named(long id, String name) {}

  /**
   * The names of the campaigns of some rows by their numbers, of archived ones too, in one query.
   *
   * @param campaign of a row; null where it is of none
   */
  public <T> Map<Long, String> of(List<T> rows, Function<T, @Nullable Long> campaign) {
    Set<Long> ids = new TreeSet<>();
    for (T row : rows) {
      Long id = campaign.apply(row);
      if (id != null) {
        ids.add(id);
      }
    }
    return of(ids);
  }

  private Map<Long, String> of(Set<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : jdbc
            .sql(
                """
                select c.id, r.name from campaign c
                join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
                where c.id in (:ids)
                """)
            .param("ids", ids)
            .query((row, number) -> named(row))
            .list()
            .stream()
            .collect(Collectors.toMap(Named::id, Named::name));
  }

  /** The live campaigns, the newest first; at most so many. */
  public List<Named> newest(int most) {
    return jdbc.sql(
            """
            select c.id, r.name from campaign c
            join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
            where c.archived_at is null order by c.id desc limit :most
            """)
        .param("most", most)
        .query((row, number) -> named(row))
        .list();
  }

  private static Named named(ResultSet row) throws SQLException {
    return new Named(row.getLong("id"), row.getString("name"));
  }
}

package io.propensity.api.run;

import io.propensity.api.database.Columns;
import io.propensity.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the runs of campaigns went, out of what they reported. */
@Component
public class CampaignRuns {

  private final JdbcClient jdbc;

  CampaignRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest runs of each of some campaigns, newest first. */
  public Map<Long, List<RunFigures>> latest(Collection<Long> campaigns, int most) {
    if (campaigns.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            """
            select r.* from campaign c cross join lateral (
              select campaign_id, run_id, state, created_at, finished_at,
                (report ->> 'audience')::bigint as audience,
                (report #>> '{scores,mean}')::double precision as mean,
                (report #>> '{scoring,score_psi}')::double precision as score_psi
              from run where campaign_id = c.id
              order by created_at desc, run_id desc limit :most) r
            where c.id in (:campaigns)
            order by r.created_at desc, r.run_id desc
            """)
        .param("campaigns", campaigns)
        .param("most", most)
        .query((row, number) -> figures(row))
        .list()
        .stream()
        .collect(Collectors.groupingBy(RunFigures::campaignId));
  }

  private static RunFigures figures(ResultSet row) throws SQLException {
    return new RunFigures(
        row.getLong("campaign_id"),
        new RunId(row.getString("run_id")),
        RunStatus.valueOf(row.getString("state")),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "finished_at"),
        row.getObject("audience", Long.class),
        row.getObject("mean", Double.class),
        row.getObject("score_psi", Double.class));
  }
}

package io.propensity.api.run.document;

import io.propensity.api.database.Columns;
import io.propensity.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Documents in PostgreSQL; those of an earlier attempt of a run are not seen. */
@Repository
class DocumentRows {

  private final JdbcClient jdbc;

  DocumentRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By their names. */
  List<RunDocument> list(RunId run) {
    return jdbc.sql(
            """
            select d.run_id, d.name, d.written_at, d.written_by
            from run_document d join run r on r.run_id = d.run_id and r.attempt = d.attempt
            where d.run_id = :run order by d.name
            """)
        .param("run", run.value())
        .query((row, number) -> document(row))
        .list();
  }

  private static RunDocument document(ResultSet row) throws SQLException {
    return new RunDocument(
        row.getString("name"),
        Columns.instant(row, "written_at"),
        row.getString("written_by"),
        "/runs/%s/documents/%s".formatted(row.getString("run_id"), row.getString("name")));
  }

  Optional<String> content(RunId run, String name) {
    return jdbc.sql(
            """
            select d.content
            from run_document d join run r on r.run_id = d.run_id and r.attempt = d.attempt
            where d.run_id = :run and d.name = :name
            """)
        .param("run", run.value())
        .param("name", name)
        .query(String.class)
        .optional();
  }

  /** That of the newest run of a campaign that has one of the name. */
  Optional<RunDocuments.Found> latest(long campaign, String name) {
    return jdbc.sql(
            """
            select d.run_id, d.content
            from run r join run_document d on d.run_id = r.run_id and d.attempt = r.attempt
            where r.campaign_id = :campaign and d.name = :name
            order by r.created_at desc, r.run_id desc limit 1
            """)
        .param("campaign", campaign)
        .param("name", name)
        .query(
            (row, number) ->
                new RunDocuments.Found(
                    new RunId(row.getString("run_id")), row.getString("content")))
        .optional();
  }

  /** The newest training of a pipeline that succeeded and has all documents of some names. */
  Optional<RunId> latestTraining(String pipeline, Set<String> names) {
    return jdbc.sql(
            """
            select r.run_id from run r
            where r.pipeline = :pipeline and r.kind = 'training' and r.state = 'SUCCEEDED'
              and (select count(*) from run_document d
                   where d.run_id = r.run_id and d.attempt = r.attempt and d.name in (:names))
                = :wanted
            order by r.created_at desc, r.run_id desc limit 1
            """)
        .param("pipeline", pipeline)
        .param("names", names)
        .param("wanted", names.size())
        .query((row, number) -> new RunId(row.getString("run_id")))
        .optional();
  }

  /** Removes what an earlier attempt of a run left, which nobody sees any more. */
  void dropEarlier(RunId run) {
    jdbc.sql(
            """
            delete from run_document d using run r
            where r.run_id = :run and d.run_id = r.run_id and d.attempt < r.attempt
            """)
        .param("run", run.value())
        .update();
  }

  /** Whether the run has as many documents as it may, and this is none of them. */
  boolean isFull(RunId run, String name, int most) {
    return jdbc.sql("select count(*) from run_document where run_id = :run and name <> :name")
            .param("run", run.value())
            .param("name", name)
            .query(Integer.class)
            .single()
        >= most;
  }

  /** Keeps a document in place of an earlier one of its name. */
  void put(RunId run, String name, String content, String by, Instant now) {
    jdbc.sql(
            """
            insert into run_document (run_id, name, attempt, content, written_at, written_by)
            select run_id, :name, attempt, :content::json, :now, :by from run where run_id = :run
            on conflict (run_id, name) do update set attempt = excluded.attempt,
              content = excluded.content, written_at = excluded.written_at,
              written_by = excluded.written_by
            """)
        .param("run", run.value())
        .param("name", name)
        .param("content", content)
        .param("by", by)
        .param("now", Columns.timestamp(now))
        .update();
  }
}

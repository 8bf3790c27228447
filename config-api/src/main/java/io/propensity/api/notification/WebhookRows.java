package io.propensity.api.notification;

import io.propensity.api.database.Columns;
import io.propensity.api.notification.WebhookReader.Wanted;
import io.propensity.api.notification.secret.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks in PostgreSQL; one that was deleted keeps its row, without its secret. */
@Repository
class WebhookRows {

  private final JdbcClient jdbc;

  WebhookRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long add(Wanted wanted, byte[] secret, Instant now, String by) {
    return jdbc.sql(
            """
            insert into webhook (url, events, campaign_id, pipeline, active, secret, revision,
              created_at, created_by, updated_at)
            values (:url, string_to_array(:events, ','), :campaign, :pipeline, :active, :secret, 1, :now, :by, :now)
            returning id
            """)
        .param("url", wanted.url())
        .param("events", texts(wanted.events()))
        .param("campaign", wanted.campaignId())
        .param("pipeline", wanted.pipeline())
        .param("active", wanted.active())
        .param("secret", secret)
        .param("now", Columns.timestamp(now))
        .param("by", by)
        .query(Long.class)
        .single();
  }

  /** Writes the next revision, which begins without failures. */
  void replace(long id, Wanted wanted, byte @Nullable [] secret, Instant now) {
    jdbc.sql(
            """
            update webhook set url = :url, events = string_to_array(:events, ','), campaign_id = :campaign,
              pipeline = :pipeline, active = :active, off_reason = null, failing_since = null,
              secret = coalesce(cast(:secret as bytea), secret), revision = revision + 1,
              updated_at = :now
            where id = :id
            """)
        .param("url", wanted.url())
        .param("events", texts(wanted.events()))
        .param("campaign", wanted.campaignId())
        .param("pipeline", wanted.pipeline())
        .param("active", wanted.active())
        .param("secret", secret)
        .param("now", Columns.timestamp(now))
        .param("id", id)
        .update();
  }

  void delete(long id, Instant now) {
    jdbc.sql(
            """
            update webhook set deleted_at = :now, active = false, secret = '',
              revision = revision + 1, updated_at = :now
            where id = :id
            """)
        .param("now", Columns.timestamp(now))
        .param("id", id)
        .update();
  }

  Optional<Webhook> find(long id) {
    return jdbc.sql("select * from webhook where id = :id and deleted_at is null")
        .param("id", id)
        .query((row, number) -> webhook(row))
        .optional();
  }

  /** Keeps others from changing it until we are done. */
  Optional<Webhook> lock(long id) {
    return jdbc.sql("select * from webhook where id = :id and deleted_at is null for update")
        .param("id", id)
        .query((row, number) -> webhook(row))
        .optional();
  }

  /**
   * A webhook with the secret that it had together with this address.
   *
   * @param secret empty where it was kept under another key
   */
  record Addressed(Webhook webhook, Optional<WebhookSecret> secret) {}

  /** Reads both at once; empty where the webhook was deleted. */
  Optional<Addressed> addressed(long id, Function<byte[], Optional<WebhookSecret>> open) {
    return jdbc.sql("select * from webhook where id = :id and deleted_at is null")
        .param("id", id)
        .query((row, number) -> new Addressed(webhook(row), open.apply(row.getBytes("secret"))))
        .optional();
  }

  /** Newest first; at most one more than a page holds. */
  List<Webhook> list(long before, int most) {
    return jdbc.sql(
            """
            select * from webhook where id < :before and deleted_at is null
            order by id desc limit :most
            """)
        .param("before", before)
        .param("most", most)
        .query((row, number) -> webhook(row))
        .list();
  }

  /** Those that want to be told of an event of a campaign's or pipeline's run. */
  List<Webhook> wanting(Event event, @Nullable Long campaign, @Nullable String pipeline) {
    return jdbc.sql(
            """
            select * from webhook
            where active and deleted_at is null and :event = any (events)
              and (campaign_id is null or campaign_id = cast(:campaign as bigint))
              and (pipeline is null or pipeline = cast(:pipeline as text))
            order by id
            """)
        .param("event", event.text())
        .param("campaign", campaign)
        .param("pipeline", pipeline)
        .query((row, number) -> webhook(row))
        .list();
  }

  void arrived(long id) {
    jdbc.sql("update webhook set failing_since = null where id = :id and failing_since is not null")
        .param("id", id)
        .update();
  }

  void failed(long id, Instant now) {
    jdbc.sql("update webhook set failing_since = :now where id = :id and failing_since is null")
        .param("now", Columns.timestamp(now))
        .param("id", id)
        .update();
  }

  /** Switches a webhook off; true when it was on. */
  boolean switchOff(long id, String reason, Instant now) {
    return jdbc.sql(
                """
                update webhook set active = false, off_reason = :reason, revision = revision + 1,
                  updated_at = :now
                where id = :id and active
                """)
            .param("reason", reason)
            .param("now", Columns.timestamp(now))
            .param("id", id)
            .update()
        == 1;
  }

  private static String texts(List<Event> events) {
    return events.stream().map(Event::text).collect(Collectors.joining(","));
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    return new Webhook(
        row.getLong("id"),
        row.getString("url"),
        Columns.texts(row, "events").stream().map(Event::kept).toList(),
        row.getObject("campaign_id", Long.class),
        row.getString("pipeline"),
        row.getBoolean("active"),
        row.getString("off_reason"),
        Columns.nullableInstant(row, "failing_since"),
        row.getInt("revision"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"),
        Columns.instant(row, "updated_at"));
  }
}

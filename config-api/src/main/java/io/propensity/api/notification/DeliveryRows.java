package io.propensity.api.notification;

import io.propensity.api.database.Columns;
import io.propensity.api.notification.Delivery.State;
import io.propensity.api.notification.send.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox in PostgreSQL. */
@Repository
class DeliveryRows {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_FORGOTTEN = 100;

  private final JdbcClient jdbc;

  DeliveryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message that is to go out.
   *
   * @param channel {@code webhook}, {@code file} or {@code mail}
   */
  record Draft(
      String channel,
      @Nullable Long webhookId,
      String eventId,
      Event event,
      @Nullable String runId,
      String payload) {}

  Delivery add(Draft draft, int mostTries, Instant now) {
    forget(now.minus(KEPT));
    return jdbc.sql(
            """
            insert into notification_delivery (channel, webhook_id, event_id, event, run_id, payload,
              state, tries, most_tries, next_at, created_at)
            values (:channel, :webhook, :eventId, :event, :run, :payload,
              'PENDING', 0, :most, :now, :now)
            returning *
            """)
        .param("channel", draft.channel())
        .param("webhook", draft.webhookId())
        .param("eventId", draft.eventId())
        .param("event", draft.event().text())
        .param("run", draft.runId())
        .param("payload", draft.payload())
        .param("most", mostTries)
        .param("now", Columns.timestamp(now))
        .query((row, number) -> delivery(row))
        .single();
  }

  /** Removes some of what is old, and waits for nobody who does the same. */
  private void forget(Instant expired) {
    jdbc.sql(
            """
            delete from notification_delivery where id in (
              select id from notification_delivery
              where created_at < :expired and state <> 'PENDING'
              order by created_at limit :most for update skip locked)
            """)
        .param("expired", Columns.timestamp(expired))
        .param("most", MOST_FORGOTTEN)
        .update();
  }

  Optional<Delivery> find(long id) {
    return jdbc.sql("select * from notification_delivery where id = :id")
        .param("id", id)
        .query((row, number) -> delivery(row))
        .optional();
  }

  /** Newest first; at most one more than a page holds. */
  List<Delivery> list(long webhook, long before, int most) {
    return jdbc.sql(
            """
            select * from notification_delivery where webhook_id = :webhook and id < :before
            order by id desc limit :most
            """)
        .param("webhook", webhook)
        .param("before", before)
        .param("most", most)
        .query((row, number) -> delivery(row))
        .list();
  }

  /** Notes what came of a try, unless it was noted before. */
  boolean tried(
      Delivery delivery, State state, Answer answer, @Nullable Instant nextAt, Instant now) {
    return jdbc.sql(
                """
                update notification_delivery set state = :state, tries = tries + 1,
                  tried_at = :now, status = :status, error = :error, next_at = :next
                where id = :id and state = 'PENDING' and tries = :tries
                """)
            .param("state", state.name())
            .param("now", Columns.timestamp(now))
            .param("status", answer.status())
            .param("error", answer.error())
            .param("next", nextAt == null ? null : Columns.timestamp(nextAt))
            .param("id", delivery.id())
            .param("tries", delivery.tries())
            .update()
        == 1;
  }

  /** Begins anew with what is over, with as many tries more; empty when it is not over. */
  Optional<Delivery> again(long id, int tries, Instant now) {
    return jdbc.sql(
            """
            update notification_delivery set state = 'PENDING', most_tries = tries + :more,
              next_at = :now
            where id = :id and state <> 'PENDING'
            returning *
            """)
        .param("more", tries)
        .param("now", Columns.timestamp(now))
        .param("id", id)
        .query((row, number) -> delivery(row))
        .optional();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getString("channel"),
        row.getObject("webhook_id", Long.class),
        row.getString("event_id"),
        Event.kept(row.getString("event")),
        row.getString("run_id"),
        State.valueOf(row.getString("state")),
        row.getInt("tries"),
        row.getInt("most_tries"),
        Columns.nullableInstant(row, "tried_at"),
        row.getObject("status", Integer.class),
        row.getString("error"),
        Columns.nullableInstant(row, "next_at"),
        Columns.instant(row, "created_at"),
        row.getString("payload"));
  }
}

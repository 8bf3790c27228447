package io.propensity.api.campaign;

import io.propensity.api.database.Columns;
import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.campaign.UsersSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Campaigns in PostgreSQL: a row each, which a change locks, and rows of their revisions, which are
 * written once. A read is one statement, and needs no transaction.
 */
@Repository
class CampaignRows {

  private static final String COLUMNS =
      """
      c.id, c.created_at as born_at, r.revision, r.name, r.model_path, r.audience_filter,
      r.features::text as features, r.users_table, r.users::text as users, r.newest_by, r.holdout,
      r.max_drift, r.segments, r.output::text as output, r.is_active,
      r.created_at, r.action, r.changed_by, r.copied_from_id, r.copied_from_revision
      """;
  private static final String CURRENT =
      "join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision";
  private static final String FIND =
      "select %s from campaign c %s where c.id = ?".formatted(COLUMNS, CURRENT);
  private static final String FIND_LIVE = FIND + " and c.archived_at is null";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ObjectReader texts;
  private final RowMapper<Campaign> campaigns = (row, number) -> campaign(row);

  CampaignRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
    this.texts = json.readerFor(new TypeReference<List<String>>() {});
  }

  /**
   * A campaign's own row, locked.
   *
   * @param revision the one that counts
   */
  record Locked(long id, int revision, Instant createdAt, boolean isArchived) {}

  /** A revision as it is kept, with how it came to be. */
  record Kept(Campaign campaign, Edit edit) {}

  /** The campaign as it stands; empty when there is none, or it is archived. */
  Optional<Campaign> current(long id) {
    return jdbc.sql(FIND_LIVE).param(id).query(campaigns).optional();
  }

  /** The current revision, be the campaign archived or not. */
  Optional<Campaign> newest(long id) {
    return jdbc.sql(FIND).param(id).query(campaigns).optional();
  }

  /** The number of the current revision, be the campaign archived or not. */
  Optional<Integer> newestRevision(long id) {
    return jdbc.sql("select revision from campaign where id = ?")
        .param(id)
        .query(Integer.class)
        .optional();
  }

  /** A range of a campaign's revisions, both ends included, newest first. */
  List<Kept> between(long id, int first, int last) {
    return jdbc.sql(
            """
            select %s from campaign c join campaign_revision r on r.campaign_id = c.id
            where c.id = ? and r.revision between ? and ? order by r.revision desc
            """
                .formatted(COLUMNS))
        .params(id, first, last)
        .query((row, number) -> new Kept(campaign(row), edit(row)))
        .list();
  }

  /** The current revisions, oldest campaign first; those of other pages are not read. */
  Page<Campaign> list(CampaignQuery query) {
    List<Object> values = new ArrayList<>();
    String which = which(query, values);
    long count = count(query, which, values);
    values.add(query.page().getPageSize());
    values.add(query.page().getOffset());
    List<Campaign> found =
        jdbc.sql(
                """
                select %s from (select * from campaign where %s order by id limit ? offset ?) c
                %s order by c.id
                """
                    .formatted(COLUMNS, which, CURRENT))
            .params(values)
            .query(campaigns)
            .list();
    return new PageImpl<>(found, query.page(), count);
  }

  /** The condition on a campaign's own row. */
  private static String which(CampaignQuery query, List<Object> values) {
    List<String> conditions =
        new ArrayList<>(List.of("archived_at is " + (query.archived() ? "not null" : "null")));
    if (query.active() != null) {
      conditions.add("is_active = ?");
      values.add(query.active());
    }
    if (!query.q().isEmpty()) {
      conditions.add("name_folded like ?");
      values.add("%" + FoldedName.of(query.q()).replaceAll("[\\\\%_]", "\\\\$0") + "%");
    }
    return String.join(" and ", conditions);
  }

  /** Campaigns are counted by the database as they are written: what a search finds is not. */
  private long count(CampaignQuery query, String which, List<Object> values) {
    boolean isCounted = query.q().isEmpty() && !(query.archived() && query.active() != null);
    return isCounted
        ? counted(query)
        : jdbc.sql("select count(*) from campaign where " + which)
            .params(values)
            .query(Long.class)
            .single();
  }

  private long counted(CampaignQuery query) {
    if (query.active() == null) {
      return sum("campaign_count where archived = " + query.archived());
    }
    long active = sum("active_campaign_count");
    return query.active() ? active : sum("campaign_count where not archived") - active;
  }

  private long sum(String counts) {
    return jdbc.sql("select coalesce(sum(campaigns), 0)::bigint from " + counts)
        .query(Long.class)
        .single();
  }

  /**
   * Waits until nobody else changes the campaign, and keeps others waiting until the transaction
   * ends. An archived one is found too.
   */
  Optional<Locked> lock(long id) {
    return jdbc.sql(
            """
            select id, revision, created_at, archived_at is not null as archived
            from campaign where id = ? for update
            """)
        .param(id)
        .query(
            (row, number) ->
                new Locked(
                    row.getLong("id"),
                    row.getInt("revision"),
                    Columns.instant(row, "created_at"),
                    row.getBoolean("archived")))
        .optional();
  }

  /** Makes a campaign with its first revision. */
  Campaign begin(CampaignDraft draft, Edit edit) {
    long id =
        jdbc.sql("insert into campaign (revision, created_at) values (1, ?) returning id")
            .param(Columns.timestamp(edit.at()))
            .query(Long.class)
            .single();
    return write(id, 1, edit.at(), draft, edit);
  }

  /**
   * Makes the next revision of a locked campaign.
   *
   * @param archivedAt null for a campaign that is not archived
   */
  Campaign next(Locked campaign, CampaignDraft draft, Edit edit, @Nullable Instant archivedAt) {
    int revision = campaign.revision() + 1;
    jdbc.sql("update campaign set revision = :revision, archived_at = :archived where id = :id")
        .param("revision", revision)
        .param("archived", archivedAt == null ? null : Columns.timestamp(archivedAt))
        .param("id", campaign.id())
        .update();
    return write(campaign.id(), revision, campaign.createdAt(), draft, edit);
  }

  private Campaign write(long id, int revision, Instant createdAt, CampaignDraft draft, Edit edit) {
    Origin origin = edit.copiedFrom();
    jdbc.sql(
            """
            insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
              audience_filter, features, users_table, users, newest_by, holdout, max_drift, segments,
              output, is_active, created_at, action, changed_by, copied_from_id, copied_from_revision)
            values (:id, :revision, :name, :folded, :model, :filter, :features::jsonb,
              :table, :users::jsonb, :newest, :holdout, :drift, :segments, :output::jsonb, :active, :at, :action, :by, :fromId, :fromRevision)
            """)
        .param("id", id)
        .param("revision", revision)
        .param("name", draft.name())
        .param("folded", FoldedName.of(draft.name()))
        .param("model", draft.modelPath())
        .param("filter", draft.audienceFilter())
        .param("features", json.writeValueAsString(draft.features()))
        .param("table", draft.usersTable())
        .param("users", text(draft.users()))
        .param("newest", draft.newestBy())
        .param("holdout", draft.holdout())
        .param("drift", draft.maxDrift())
        .param("segments", draft.segments())
        .param("output", text(draft.output()))
        .param("active", draft.isActive())
        .param("at", Columns.timestamp(edit.at()))
        .param("action", edit.action().name())
        .param("by", edit.by())
        .param("fromId", origin == null ? null : origin.id())
        .param("fromRevision", origin == null ? null : origin.revision())
        .update();
    return campaign(id, revision, createdAt, draft, edit);
  }

  private static Campaign campaign(
      long id, int revision, Instant createdAt, CampaignDraft draft, Edit edit) {
    return new Campaign(
        id,
        draft.name(),
        draft.modelPath(),
        draft.audienceFilter(),
        draft.features(),
        draft.usersTable(),
        draft.users(),
        draft.newestBy(),
        draft.holdout(),
        draft.maxDrift(),
        draft.segments(),
        draft.output(),
        draft.isActive(),
        revision,
        createdAt,
        edit.at());
  }

  private Campaign campaign(ResultSet row) throws SQLException {
    return new Campaign(
        row.getLong("id"),
        row.getString("name"),
        row.getString("model_path"),
        row.getString("audience_filter"),
        texts.readValue(row.getString("features")),
        row.getString("users_table"),
        read(row.getString("users"), UsersSettings.class),
        row.getString("newest_by"),
        row.getObject("holdout", Double.class),
        row.getObject("max_drift", Double.class),
        row.getString("segments"),
        read(row.getString("output"), OutputSettings.class),
        row.getBoolean("is_active"),
        row.getInt("revision"),
        Columns.instant(row, "born_at"),
        Columns.instant(row, "created_at"));
  }

  private @Nullable String text(@Nullable Object settings) {
    return settings == null ? null : json.writeValueAsString(settings);
  }

  private <T> @Nullable T read(@Nullable String text, Class<T> settings) {
    return text == null ? null : json.readValue(text, settings);
  }

  private static Edit edit(ResultSet row) throws SQLException {
    Long id = row.getObject("copied_from_id", Long.class);
    Integer revision = row.getObject("copied_from_revision", Integer.class);
    return new Edit(
        Action.valueOf(row.getString("action")),
        row.getString("changed_by"),
        Columns.instant(row, "created_at"),
        id == null || revision == null ? null : new Origin(id, revision));
  }
}

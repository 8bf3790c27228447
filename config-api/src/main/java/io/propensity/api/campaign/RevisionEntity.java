package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What a campaign said from one change to the next. Written once, never changed. */
@Entity
@Immutable
@Table(name = "campaign_revision")
class RevisionEntity implements Persistable<RevisionKey> {

  @EmbeddedId private RevisionKey key;

  @MapsId("campaignId")
  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "campaign_id")
  private CampaignEntity campaign;

  private String name;

  @Column(name = "name_folded")
  private String nameFolded;

  @Column(name = "model_path")
  private String modelPath;

  @Column(name = "audience_filter")
  private String audienceFilter;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> features;

  @Column(name = "users_table")
  private @Nullable String usersTable;

  @Column(name = "newest_by")
  private @Nullable String newestBy;

  private @Nullable Double holdout;

  @Column(name = "max_drift")
  private @Nullable Double maxDrift;

  @Column(name = "is_active")
  private boolean active;

  @Enumerated(EnumType.STRING)
  private Action action;

  @Column(name = "changed_by")
  private @Nullable String changedBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "copied_from_id")
  private @Nullable Long copiedFromId;

  @Column(name = "copied_from_revision")
  private @Nullable Integer copiedFromRevision;

  @SuppressWarnings("NullAway.Init") // Hibernate fills what it reads.
  protected RevisionEntity() {}

  RevisionEntity(CampaignEntity campaign, CampaignDraft draft, Edit edit) {
    this.key = new RevisionKey(campaign.id(), campaign.revision());
    this.campaign = campaign;
    this.name = draft.name();
    this.nameFolded = fold(draft.name());
    this.modelPath = draft.modelPath();
    this.audienceFilter = draft.audienceFilter();
    this.features = draft.features();
    this.usersTable = draft.usersTable();
    this.newestBy = draft.newestBy();
    this.holdout = draft.holdout();
    this.maxDrift = draft.maxDrift();
    this.active = draft.isActive();
    this.action = edit.action();
    this.changedBy = edit.by();
    this.createdAt = edit.at();
    Origin origin = edit.copiedFrom();
    this.copiedFromId = origin == null ? null : origin.id();
    this.copiedFromRevision = origin == null ? null : origin.revision();
  }

  /**
   * Text as it is compared in a search without regard to case. Each character by itself: a part of
   * a name folds as it does within the name, where a sigma at the end of a word would not.
   */
  static String fold(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  Campaign toCampaign() {
    return new Campaign(
        key.campaignId(),
        name,
        modelPath,
        audienceFilter,
        features,
        usersTable,
        newestBy,
        holdout,
        maxDrift,
        active,
        key.revision(),
        campaign.createdAt(),
        createdAt);
  }

  Edit edit() {
    Origin origin =
        copiedFromId == null || copiedFromRevision == null
            ? null
            : new Origin(copiedFromId, copiedFromRevision);
    return new Edit(action, changedBy, createdAt, origin);
  }

  @Override
  public RevisionKey getId() {
    return key;
  }

  @Override
  public boolean isNew() {
    return true;
  }
}

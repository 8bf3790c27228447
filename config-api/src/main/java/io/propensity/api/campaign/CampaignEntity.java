package io.propensity.api.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A campaign's identity, and which of its revisions counts. Its row is what a change locks. */
@Entity
@Table(name = "campaign")
class CampaignEntity {

  static final int FIRST_REVISION = 1;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private int revision;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "archived_at")
  private @Nullable Instant archivedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills what it reads.
  protected CampaignEntity() {}

  CampaignEntity(Instant createdAt) {
    this.revision = FIRST_REVISION;
    this.createdAt = createdAt;
  }

  long id() {
    if (id == null) {
      throw new IllegalStateException("A campaign has its id from the database, once saved");
    }
    return id;
  }

  int revision() {
    return revision;
  }

  Instant createdAt() {
    return createdAt;
  }

  int nextRevision() {
    return ++revision;
  }

  boolean isArchived() {
    return archivedAt != null;
  }

  void archive(Instant now) {
    archivedAt = now;
  }

  void restore() {
    archivedAt = null;
  }
}

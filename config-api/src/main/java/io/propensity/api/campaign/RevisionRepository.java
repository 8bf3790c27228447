package io.propensity.api.campaign;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RevisionRepository extends Repository<RevisionEntity, RevisionKey> {

  RevisionEntity save(RevisionEntity revision);

  @Query(
      """
      select r from RevisionEntity r join fetch r.campaign c
      where c.id = :id and r.key.revision = c.revision and c.archivedAt is null
      """)
  Optional<RevisionEntity> current(long id);

  /** The current revision, be the campaign archived or not. */
  @Query(
      """
      select r from RevisionEntity r join fetch r.campaign c
      where c.id = :id and r.key.revision = c.revision
      """)
  Optional<RevisionEntity> newest(long id);

  /** A range of a campaign's revisions, both ends included, newest first. */
  @Query(
      """
      select r from RevisionEntity r join fetch r.campaign c
      where c.id = :id and r.key.revision between :first and :last
      order by r.key.revision desc
      """)
  List<RevisionEntity> between(long id, int first, int last);

  /**
   * The current revisions, oldest campaign first.
   *
   * @param archived whether those of archived campaigns, or those of the others
   * @param active null for both kinds
   * @param folded a part of the folded name, empty for all
   */
  @Query(
      value =
          """
          select r from RevisionEntity r join fetch r.campaign c
          where r.key.revision = c.revision
            and (:archived = true and c.archivedAt is not null
              or :archived = false and c.archivedAt is null)
            and (:active is null or r.active = :active)
            and locate(:folded, r.nameFolded) > 0
          order by c.id
          """,
      countQuery =
          """
          select count(r) from RevisionEntity r join r.campaign c
          where r.key.revision = c.revision
            and (:archived = true and c.archivedAt is not null
              or :archived = false and c.archivedAt is null)
            and (:active is null or r.active = :active)
            and locate(:folded, r.nameFolded) > 0
          """)
  Page<RevisionEntity> list(
      boolean archived, @Nullable Boolean active, String folded, Pageable page);
}

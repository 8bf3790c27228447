package io.propensity.api.campaign;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<CampaignEntity, Long> {

  CampaignEntity save(CampaignEntity campaign);

  Optional<CampaignEntity> findById(Long id);

  /**
   * Waits until nobody else changes the campaign, and keeps others waiting until we are done. An
   * archived one is found too.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from CampaignEntity c where c.id = :id")
  Optional<CampaignEntity> lock(long id);
}

package io.propensity.api.campaign;

import io.propensity.api.web.Paging;
import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.util.MultiValueMap;

/**
 * What a list of campaigns is asked for.
 *
 * @param active null for active and inactive ones
 * @param archived whether the archived ones are wanted, and they alone, or the others
 * @param q a part of the name in any case, empty for every name
 */
record CampaignQuery(PageRequest page, @Nullable Boolean active, boolean archived, String q) {

  private static final List<String> PARAMETERS = List.of("page", "size", "active", "archived", "q");

  static CampaignQuery of(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, PARAMETERS);
    CampaignQuery query =
        new CampaignQuery(
            Paging.page(parameters),
            parameters.flag("active").orElse(null),
            parameters.flag("archived").orElse(false),
            Paging.search(parameters));
    parameters.requireNone();
    return query;
  }
}

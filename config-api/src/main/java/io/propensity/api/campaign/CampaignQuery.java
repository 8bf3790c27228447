package io.propensity.api.campaign;

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

  static final int LONGEST_Q = 200;
  private static final List<String> PARAMETERS = List.of("page", "size", "active", "archived", "q");

  static CampaignQuery of(MultiValueMap<String, String> given) {
    Parameters parameters = new Parameters(given, PARAMETERS);
    PageRequest page = parameters.page();
    Boolean active = parameters.flag("active");
    Boolean archived = parameters.flag("archived");
    String q = parameters.text("q");
    if (q.indexOf('\0') >= 0) {
      parameters.wrong("q", "holds the character U+0000, which no name has");
    }
    if (q.length() > LONGEST_Q) {
      parameters.wrong("q", "is longer than the " + LONGEST_Q + " that a name may be");
    }
    parameters.check();
    return new CampaignQuery(page, active, Boolean.TRUE.equals(archived), q);
  }
}

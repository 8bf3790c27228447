package io.propensity.api.campaign;

import io.propensity.api.problem.InvalidField;
import java.util.Optional;

/** Says what is wrong with the text of a field, if anything is. */
interface Check {

  Optional<InvalidField> of(String field, String text);
}

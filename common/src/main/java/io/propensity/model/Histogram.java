package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.propensity.run.ContractException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the values of one feature, or the scores, were spread over the training data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Histogram.Numeric.class, name = "numeric"),
  @JsonSubTypes.Type(value = Histogram.Categorical.class, name = "categorical")
})
public sealed interface Histogram {

  /** Rows whose value is NULL or NaN; they are in no bucket. */
  long nulls();

  /**
   * Counts between ascending edges. Bucket {@code i} holds {@code edges[i-1] <= x < edges[i]}; the
   * first has no lower end and the last no upper one, so later data always falls into one.
   *
   * @param edges n - 1 of them for n counts
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Numeric(List<Double> edges, List<Long> counts, long nulls) implements Histogram {

    public Numeric {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      if (counts.size() != edges.size() + 1) {
        throw new ContractException(
            "A histogram with %d edges needs %d counts and has %d"
                .formatted(edges.size(), edges.size() + 1, counts.size()));
      }
      for (int i = 1; i < edges.size(); i++) {
        if (!(edges.get(i - 1) < edges.get(i))) {
          throw new ContractException("A histogram's edges do not ascend: " + edges);
        }
      }
    }
  }

  /**
   * Counts of the most frequent values, most frequent first.
   *
   * @param counts by {@linkplain CategoryText category text}
   * @param other rows with any other value
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Categorical(Map<String, Long> counts, long other, long nulls) implements Histogram {

    public Categorical {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
  }
}

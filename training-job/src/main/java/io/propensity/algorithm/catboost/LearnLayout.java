package io.propensity.algorithm.catboost;

import io.propensity.model.Feature;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a line of the files that CatBoost trains on holds: the label, the weight where rows have
 * one, the features.
 *
 * @param numeric by feature, whether it is a number
 * @param labels how each class is written, in UTF-8; empty where the label is a number
 */
record LearnLayout(List<String> names, List<Boolean> numeric, List<byte[]> labels, boolean weighted)
    implements Serializable {

  LearnLayout {
    names = List.copyOf(names);
    numeric = List.copyOf(numeric);
    labels = List.copyOf(labels);
  }

  static LearnLayout of(List<Feature> features, List<String> labels, boolean weighted) {
    return new LearnLayout(
        features.stream().map(Feature::name).toList(),
        features.stream().map(feature -> feature.kind() == Feature.Kind.NUMERIC).toList(),
        labels.stream().map(label -> label.getBytes(StandardCharsets.UTF_8)).toList(),
        weighted);
  }

  /** Writes CatBoost's column description. */
  void describe(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("0\tLabel"));
    if (weighted) {
      lines.add("1\tWeight");
    }
    for (String name : names) {
      String kind = numeric.get(lines.size() - (weighted ? 2 : 1)) ? "Num" : "Categ";
      lines.add(lines.size() + "\t" + kind + "\t" + name);
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}

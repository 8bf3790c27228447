package io.propensity.scaffold;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a draft as {@code pipeline.yaml}, whose comments say what was decided and why. */
final class PipelineYaml {

  private static final int WIDTH = 110;

  private final PipelineDraft draft;
  private final StringBuilder text = new StringBuilder();

  private PipelineYaml(PipelineDraft draft) {
    this.draft = draft;
  }

  static String of(PipelineDraft draft) {
    return new PipelineYaml(draft).written();
  }

  private String written() {
    head();
    source();
    derived();
    label();
    features();
    split();
    algorithm();
    return text.toString();
  }

  private void head() {
    line("# yaml-language-server: $schema=../../docs/pipeline.schema.json");
    comment(
        "",
        "Made by scripts/new-pipeline.sh of %,d rows. What it decided is a guess: read it, and change what you know better."
            .formatted(draft.facts().rows()));
    line("format_version: 1");
    line("name: " + draft.name());
    comment("", draft.key().reason());
    List<String> key = draft.key().columns();
    line(
        "key: "
            + (key.isEmpty()
                ? "generated"
                : key.size() == 1 ? YamlText.plain(key.get(0)) : YamlText.list(key)));
    comment("", draft.label().reason());
    line("task: " + draft.label().task().name().toLowerCase(Locale.ROOT));
    line("");
  }

  private void source() {
    TableFacts facts = draft.facts();
    line("sources:");
    line("  raw:");
    line("    path: " + YamlText.plain(draft.path()));
    line("    format: " + facts.format());
    facts.reasons().forEach(reason -> comment("    ", reason));
    if (!facts.options().isEmpty()) {
      line("    options:");
      facts
          .options()
          .forEach((name, value) -> line("      " + name + ": " + YamlText.value(value)));
    }
    if (facts.skipped().rows() > 0) {
      comment(
          "    ",
          "Malformed: %s; such rows are set aside and counted, and more than this many end the run"
              .formatted(facts.skipped().first()));
      line("    max_malformed: " + facts.skipped().rows());
    }
    line("    schema: >-");
    schema();
    line("");
  }

  private void schema() {
    StringBuilder line = new StringBuilder("     ");
    List<ColumnFacts> columns = draft.facts().columns();
    for (int i = 0; i < columns.size(); i++) {
      String end = i < columns.size() - 1 ? "," : "";
      String part =
          " `%s` %s%s"
              .formatted(columns.get(i).name().replace("`", "``"), columns.get(i).type(), end);
      if (line.length() + part.length() > WIDTH && line.length() > 5) {
        line(line.toString());
        line = new StringBuilder("     ");
      }
      line.append(part);
    }
    line(line.toString());
  }

  private void derived() {
    Map<String, String> derived = draft.features().derived();
    if (!derived.isEmpty()) {
      comment("", "A time is no feature as it is; these may be. Sunday is weekday 1");
      line("derive:");
      derived.forEach((name, expression) -> line("  " + name + ": " + YamlText.quoted(expression)));
      line("");
    }
  }

  private void label() {
    line("label:");
    line("  column: " + YamlText.plain(draft.facts().label().name()));
    draft
        .label()
        .positive()
        .ifPresent(
            value -> {
              comment("  ", "The score is the probability of this value");
              line("  positive: " + YamlText.quoted(value));
            });
    long unlabelled = draft.facts().rows() - draft.facts().label().filled();
    if (unlabelled > 0) {
      comment("  ", "%,d rows have no label, and are left out".formatted(unlabelled));
    }
    line("");
  }

  private void features() {
    FeatureChoice features = draft.features();
    features.notes().forEach(note -> comment("", note));
    comment(
        "",
        "Numbers are numeric, texts are categories, and so are whole numbers with the names of codes");
    names("numeric", features.numeric());
    names("categorical", features.categorical());
    if (!features.excluded().isEmpty()) {
      comment("", "These are no features. Move one to a list above if the reason does not hold");
      line("exclude:");
      features
          .excluded()
          .forEach((name, why) -> line("  - %s # %s".formatted(YamlText.plain(name), why)));
    }
    line("");
  }

  private void names(String key, List<String> names) {
    if (!names.isEmpty()) {
      line(key + ":");
      names.forEach(name -> line("  - " + YamlText.plain(name)));
    }
  }

  private void split() {
    SplitChoice split = draft.split();
    comment("", split.reason());
    line("split:");
    line("  by: " + split.by());
    split.column().ifPresent(column -> line("  column: " + YamlText.plain(column)));
    line("  validation: " + split.validation());
    line("  test: " + split.test());
    line("  seed: 42");
    if (split.stratify()) {
      line("  stratify: true");
    }
    line("");
  }

  private void algorithm() {
    if (draft.split().validation() > 0) {
      comment("", "Trees are added until the validation split has not got better by 50 more");
    }
    line("algorithm:");
    line("  name: catboost");
    line("  params: " + draft.parameters());
    if (draft.samples()) {
      comment("  ", "More rows than that are sampled down, since CatBoost trains on one machine");
      line("  max_rows: 5000000");
      line("  sample: true");
    }
  }

  private void comment(String indent, String sentence) {
    String whole = sentence.replaceAll("\\s+", " ");
    StringBuilder line = new StringBuilder();
    for (String word : whole.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        line(indent + "#" + line);
        line.setLength(0);
      }
      line.append(' ').append(word);
    }
    line(indent + "#" + line + (whole.endsWith(".") ? "" : "."));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

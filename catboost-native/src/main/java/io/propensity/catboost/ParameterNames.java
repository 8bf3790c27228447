package io.propensity.catboost;

import io.propensity.text.CloseNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of CatBoost's parameters, as its Python package has them: those that shape the model or
 * bound the machine's use. One that reads or writes a file, opens a port or runs code is not among
 * them.
 */
final class ParameterNames {

  /** The trainer's own names, sorted. */
  static final Set<String> TAKEN =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  "allow_const_label",
                  "approx_on_full_history",
                  "auto_class_weights",
                  "bagging_temperature",
                  "bayesian_matrix_reg",
                  "best_model_min_trees",
                  "boost_from_average",
                  "boosting_type",
                  "bootstrap_type",
                  "border_count",
                  "class_weights",
                  "combinations_ctr",
                  "counter_calc_method",
                  "ctr_description",
                  "ctr_leaf_count_limit",
                  "ctr_target_border_count",
                  "custom_metric",
                  "depth",
                  "dev_efb_max_buckets",
                  "dev_score_calc_obj_block_size",
                  "diffusion_temperature",
                  "eval_metric",
                  "feature_border_type",
                  "feature_weights",
                  "first_feature_use_penalties",
                  "fold_len_multiplier",
                  "fold_permutation_block",
                  "grow_policy",
                  "ignored_features",
                  "iterations",
                  "l2_leaf_reg",
                  "langevin",
                  "leaf_estimation_backtracking",
                  "leaf_estimation_iterations",
                  "leaf_estimation_method",
                  "learning_rate",
                  "loss_function",
                  "max_ctr_complexity",
                  "max_leaves",
                  "metric_period",
                  "min_data_in_leaf",
                  "model_shrink_mode",
                  "model_shrink_rate",
                  "model_size_reg",
                  "monotone_constraints",
                  "mvs_reg",
                  "nan_mode",
                  "od_pval",
                  "od_type",
                  "od_wait",
                  "one_hot_max_size",
                  "penalties_coefficient",
                  "per_feature_ctr",
                  "per_float_feature_quantization",
                  "per_object_feature_penalties",
                  "posterior_sampling",
                  "random_seed",
                  "random_strength",
                  "rsm",
                  "sampling_frequency",
                  "sampling_unit",
                  "score_function",
                  "simple_ctr",
                  "sparse_features_conflict_fraction",
                  "store_all_simple_ctr",
                  "subsample",
                  "task_type",
                  "thread_count",
                  "use_best_model",
                  "used_ram_limit")));

  /** Rewritten before the trainer sees it, as the Python package does. */
  static final String SCALE_POS_WEIGHT = "scale_pos_weight";

  static final String EARLY_STOPPING_ROUNDS = "early_stopping_rounds";

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("colsample_bylevel", "rsm"),
          Map.entry("custom_loss", "custom_metric"),
          Map.entry(EARLY_STOPPING_ROUNDS, "od_wait"),
          Map.entry("eta", "learning_rate"),
          Map.entry("max_bin", "border_count"),
          Map.entry("max_depth", "depth"),
          Map.entry("min_child_samples", "min_data_in_leaf"),
          Map.entry("n_estimators", "iterations"),
          Map.entry("num_boost_round", "iterations"),
          Map.entry("num_leaves", "max_leaves"),
          Map.entry("num_trees", "iterations"),
          Map.entry("objective", "loss_function"),
          Map.entry("random_state", "random_seed"),
          Map.entry("reg_lambda", "l2_leaf_reg"));

  private static final String GPU =
      "exists for training on a GPU alone, and this trainer is the CPU's";
  private static final String FILES =
      "would read or write files of its own; the run says where files go";
  private static final String PRINTS =
      "says what Python prints; the job prints its own progress: leave it out";
  private static final String FEATURES = "is said by numeric and categorical of the pipeline";
  private static final String UNSUPPORTED = "is for kinds of features that no pipeline has";
  private static final String CLASSES = "is said by the label of the pipeline";

  private static final Map<String, String> REFUSED = refused();

  private ParameterNames() {}

  /** All names that a pipeline may write, synonyms among them, sorted. */
  static Set<String> all() {
    TreeSet<String> names = new TreeSet<>(TAKEN);
    names.addAll(SYNONYMS.keySet());
    names.add(SCALE_POS_WEIGHT);
    return names;
  }

  /**
   * The same values under the trainer's own names.
   *
   * @throws CatBoostException when a name is unknown or not taken here, or a parameter is given
   *     twice
   */
  static Map<String, Object> canonical(Map<String, ?> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> writtenAs = new LinkedHashMap<>();
    given.forEach(
        (written, value) -> {
          String name = canonical(written);
          String before = writtenAs.put(name, written);
          if (before != null) {
            throw new CatBoostException(
                "%s and %s are the same parameter: write one of them".formatted(before, written));
          }
          values.put(name, value);
        });
    return values;
  }

  /** What a synonym stands for; any other name as it is, known or not. */
  static String resolved(String written) {
    return SYNONYMS.getOrDefault(written, written);
  }

  /** The trainer's own name of a parameter. */
  static String canonical(String written) {
    String name = resolved(written);
    if (TAKEN.contains(name) || name.equals(SCALE_POS_WEIGHT)) {
      return name;
    }
    String reason = REFUSED.get(name);
    if (reason != null) {
      throw new CatBoostException("%s %s".formatted(name, reason));
    }
    throw new CatBoostException("unknown parameter '%s'%s".formatted(written, hint(written)));
  }

  private static String hint(String written) {
    String hint = CloseNames.hint(written.replace('-', '_'), all());
    return hint.isEmpty() ? "; the parameters are " + String.join(", ", all()) : hint;
  }

  private static Map<String, String> refused() {
    Map<String, String> refused = new TreeMap<>();
    List.of(
            "data_partition",
            "device_config",
            "devices",
            "fixed_binary_splits",
            "gpu_cat_features_storage",
            "gpu_ram_part",
            "meta_l2_exponent",
            "meta_l2_frequency",
            "min_fold_size",
            "observations_to_bootstrap",
            "permutation_count",
            "pinned_memory_size",
            "ctr_history_unit",
            "add_ridge_penalty_to_loss_function",
            "fold_size_loss_normalization")
        .forEach(name -> refused.put(name, GPU));
    List.of(
            "allow_writing_files",
            "input_borders",
            "output_borders",
            "roc_file",
            "save_snapshot",
            "snapshot_file",
            "snapshot_interval",
            "train_dir")
        .forEach(name -> refused.put(name, FILES));
    List.of("logging_level", "name", "silent", "verbose", "verbose_eval")
        .forEach(name -> refused.put(name, PRINTS));
    List.of("cat_features").forEach(name -> refused.put(name, FEATURES));
    List<String> kinds = new ArrayList<>(List.of("text_features", "embedding_features"));
    kinds.addAll(List.of("dictionaries", "feature_calcers", "text_processing", "tokenizers"));
    kinds.forEach(name -> refused.put(name, UNSUPPORTED));
    List.of("class_names", "classes_count", "target_border")
        .forEach(name -> refused.put(name, CLASSES));
    refused.put("callback", "is a function of Python");
    refused.put("eval_fraction", "is said by split.validation of the pipeline");
    refused.put("final_ctr_computation_mode", "can only make a model that cannot score");
    refused.put(
        "has_time", "takes the rows' order for time; rows are trained on in the order of a hash");
    refused.put("metadata", "is what the manifest holds");
    refused.put("random_score_type", "is newer than this trainer, which is 1.0.6");
    return Collections.unmodifiableMap(refused);
  }
}

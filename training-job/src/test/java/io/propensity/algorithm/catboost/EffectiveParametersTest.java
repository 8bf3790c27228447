package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveParametersTest {

  private static final String PARAMS =
      """
      {"boosting_options":{"iterations":20,"learning_rate":0.1000000015,"boosting_type":"Plain",
       "od_config":{"wait_iterations":5,"type":"Iter","stop_pvalue":0}},
       "metrics":{"eval_metric":{"type":"AUC","params":{}},"objective_metric":{"type":"Logloss","params":{}},
       "custom_metrics":[{"type":"F1","params":{}}]},
       "cat_feature_params":{"simple_ctrs":[{"ctr_binarization":{"border_count":15,"border_type":"Uniform"},
       "ctr_type":"Borders","priors":[[0.5,1],[1,1]],"prior_estimation":"No"}],"per_feature_ctrs":{}},
       "tree_learner_options":{"bootstrap":{"subsample":0.8000000119,"mvs_reg":null,"type":"MVS"},"depth":6,
       "monotone_constraints":{"0":1},"dev_efb_max_buckets":1024},
       "data_processing_options":{"class_weights":[1,5],"class_names":["0","1"],
       "float_features_binarization":{"border_count":254,"border_type":"GreedyLogSum","nan_mode":"Min"}},
       "loss_function":{"type":"Quantile","params":{"alpha":"0.9"}},"random_seed":3,"metadata":{},
       "system_options":{"thread_count":2},"flat_params":{"train_dir":"/somewhere"}}
      """;

  @Test
  void haveTheNamesOfAPipelineAndNativeValues() {
    assertThat(EffectiveParameters.of(PARAMS))
        .containsEntry("iterations", 20)
        .containsEntry("learning_rate", 0.1)
        .containsEntry("od_wait", 5)
        .containsEntry("od_type", "Iter")
        .containsEntry("bootstrap_type", "MVS")
        .containsEntry("subsample", 0.8)
        .containsEntry("class_weights", List.of(1, 5))
        .containsEntry("border_count", 254)
        .containsEntry("feature_border_type", "GreedyLogSum")
        .containsEntry("loss_function", "Quantile:alpha=0.9")
        .containsEntry("eval_metric", "AUC")
        .containsEntry("custom_metric", List.of("F1"))
        .containsEntry("random_seed", 3)
        .containsEntry(
            "simple_ctr",
            List.of("Borders:CtrBorderCount=15:CtrBorderType=Uniform:Prior=0.5/1:Prior=1/1"));
  }

  @Test
  void holdNothingOfTheMachineOrOfWhatWasNotSet() {
    assertThat(EffectiveParameters.of(PARAMS))
        .doesNotContainKeys(
            "thread_count",
            "train_dir",
            "mvs_reg",
            "class_names",
            "per_feature_ctr",
            "dev_efb_max_buckets");
  }
}

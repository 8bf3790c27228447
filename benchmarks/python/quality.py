"""A peer of a pipeline's model on the same rows, parts and parameters: quality.py ROWS SETTINGS prints JSON.

ROWS is a directory of Parquet with _split, _fold where rows are cross-validated, _label and the features; SETTINGS
has algorithm, params, seed and the categorical features. CatBoost stands for itself, scikit-learn for random forests.
"""

import json
import sys
import time

import pandas as pd
from sklearn.metrics import log_loss, roc_auc_score


def forest(params, seed, categorical, numeric):
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder

    columns = ColumnTransformer(
        [("one", OneHotEncoder(handle_unknown="ignore"), categorical), ("number", "passthrough", numeric)]
    )
    trees = RandomForestClassifier(
        n_estimators=params["numTrees"], max_depth=params["maxDepth"], random_state=seed, n_jobs=-1
    )
    return Pipeline([("columns", columns), ("trees", trees)])


def catboost(params, seed, categorical):
    from catboost import CatBoostClassifier

    return CatBoostClassifier(
        **{"random_seed": seed, **params}, cat_features=categorical, verbose=False, allow_writing_files=False
    )


def main(rows_path, settings_path):
    with open(settings_path, encoding="utf-8") as file:
        settings = json.load(file)
    rows = pd.read_parquet(rows_path)
    categorical = settings["categorical"]
    features = [name for name in rows.columns if not name.startswith("_")]
    rows[categorical] = rows[categorical].fillna("\\N")
    numeric = [name for name in features if name not in categorical]

    def fitted(some):
        if settings["algorithm"] == "catboost":
            model = catboost(settings["params"], settings["seed"], categorical)
        else:
            model = forest(settings["params"], settings["seed"], categorical, numeric)
        begin = time.time()
        model.fit(some[features], some["_label"])
        return model, time.time() - begin

    def scores(model, some):
        return model.predict_proba(some[features])[:, 1]

    if "_fold" in rows.columns:
        aucs = []
        for fold in sorted(rows["_fold"].unique()):
            model, _ = fitted(rows[rows["_fold"] != fold])
            held = rows[rows["_fold"] == fold]
            aucs.append(roc_auc_score(held["_label"], scores(model, held)))
        print(json.dumps({"roc_auc": sum(aucs) / len(aucs)}))
        return
    model, seconds = fitted(rows[rows["_split"] == "train"])
    test = rows[rows["_split"] == "test"]
    found = scores(model, test)
    print(
        json.dumps(
            {
                "fit_seconds": seconds,
                "log_loss": log_loss(test["_label"], found),
                "roc_auc": roc_auc_score(test["_label"], found),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""CatBoost's own SHAP values of users: shap.py USERS MODEL ROWS prints the seconds that the call takes."""

import sys
import time

import pandas as pd
from catboost import CatBoostClassifier, Pool

users, model_file, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
model = CatBoostClassifier()
model.load_model(model_file)
table = pd.read_parquet(users).head(rows)
table["spend_per_order"] = (table["monetary"] / table["frequency"].where(table["frequency"] != 0)).astype("float32")
table["lapsed"] = table["days_since_last_purchase"] > 90
table["country"] = table["country"].fillna("\\N")
for name in model.feature_names_:
    if name != "country":
        table[name] = table[name].astype("float32")
pool = Pool(table[model.feature_names_], cat_features=["country"])
begin = time.time()
model.get_feature_importance(pool, type="ShapValues")
print(f"stage {time.time() - begin:.3f}")

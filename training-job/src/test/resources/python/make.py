"""Makes the models of ImportJobTest with CatBoost's own Python package: python make.py DIRECTORY"""

import pathlib
import sys

import catboost
import numpy
import pandas

directory = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(1)
rows = 300
users = pandas.DataFrame(
    {
        "user_id": numpy.arange(rows),
        "age": random.integers(18, 80, rows).astype(float),
        "spend": random.gamma(2, 50, rows),
        "city": random.choice(["Köln", 'Paris "x"', "a\\b", "NY", "nan"], rows),
        "code": random.integers(1, 6, rows),
        "grade": random.choice([1.0, 2.0, 2.5], rows),
        "vip": random.random(rows) > 0.7,
    }
)
users.loc[random.random(rows) < 0.1, "age"] = numpy.nan
answered = ((users.spend > 100) ^ (users.city == "NY") ^ (users.code == 3) ^ users.vip).astype(int)
tier = numpy.where(users.spend > 150, "hi", numpy.where(users.spend > 70, "mid", "lo"))

inputs = users.drop(columns="user_id").copy()
inputs["grade"] = inputs.grade.astype(str)
options = dict(
    iterations=20, depth=3, cat_features=["city", "code", "grade", "vip"], verbose=0,
    random_seed=1, max_ctr_complexity=1, thread_count=1, allow_writing_files=False,
)
binary = catboost.CatBoostClassifier(**options).fit(inputs, numpy.where(answered == 1, "yes", "no"))
multiclass = catboost.CatBoostClassifier(loss_function="MultiClass", **options).fit(inputs, tier)
regression = catboost.CatBoostRegressor(**options).fit(inputs, users.spend * 2 + answered)
words = catboost.CatBoostClassifier(
    iterations=3, depth=2, verbose=0, text_features=["city"], allow_writing_files=False
).fit(inputs[["age", "city"]], answered)
for name, model in dict(binary=binary, multiclass=multiclass, regression=regression, words=words).items():
    model.save_model(str(directory / f"{name}.cbm"))

expected = pandas.DataFrame({"user_id": users.user_id, "binary": binary.predict_proba(inputs)[:, 1]})
for place, label in enumerate(multiclass.classes_):
    expected[label] = multiclass.predict_proba(inputs)[:, place]
expected["regression"] = regression.predict(inputs)
expected.to_parquet(directory / "expected.parquet", index=False)
users.loc[users.city == "nan", "city"] = None  # training saw the text that pandas writes for it
users.to_parquet(directory / "users.parquet", index=False)

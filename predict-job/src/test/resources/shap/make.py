"""Makes the models of ForkedTreesTest, and CatBoost's own SHAP values: python make.py DIRECTORY

The trees are small enough that each way of a fork leads to a node of its own: where CatBoost 1.2.10
writes a fork whose one way ends in itself, its own values do not sum up to the raw score.
"""

import pathlib
import sys

import catboost
import numpy
import pandas

directory = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(11)
rows = 4000
shown = 40
spend = random.normal(size=rows).astype(numpy.float32)
spend[::23] = numpy.nan
age = random.integers(18, 80, rows).astype(numpy.float32)
country = numpy.array(["c%d" % i for i in random.integers(0, 6, rows)], dtype=object)
device = numpy.array(["phone", "desk"], dtype=object)[random.integers(0, 2, rows)]
plan = numpy.array(["p%d" % i for i in random.integers(0, 4, rows)], dtype=object)
users = pandas.DataFrame(dict(spend=spend, country=country, age=age, device=device, plan=plan))
known = numpy.nan_to_num(spend)
odd = numpy.array([(int(a[1]) + int(b[1])) % 2 for a, b in zip(country, plan)])
value = known * 0.3 + age / 80 + odd * 2 + (device == "phone") * (known > 0) * 0.5
value = value + random.normal(size=rows) * 0.1
third = numpy.digitize(value, numpy.quantile(value, [0.33, 0.66]))

options = dict(
    iterations=3, depth=3, border_count=24, one_hot_max_size=2, max_ctr_complexity=2,
    learning_rate=0.5, model_size_reg=0, simple_ctr="Borders:TargetBorderCount=1",
    combinations_ctr="Borders:TargetBorderCount=1", random_seed=0, verbose=0, thread_count=1,
    allow_writing_files=False,
)
models = {
    "lossguide": catboost.CatBoostRegressor(grow_policy="Lossguide", max_leaves=8, **options),
    "depthwise": catboost.CatBoostRegressor(grow_policy="Depthwise", **options),
    "depthwise-classes": catboost.CatBoostClassifier(
        grow_policy="Depthwise", loss_function="MultiClass", **options
    ),
}
for name, model in models.items():
    label = third if name.endswith("classes") else value
    pool = catboost.Pool(users, label, cat_features=["country", "device", "plan"])
    model.fit(pool)
    model.save_model(directory / (name + ".cbm"))
    values = model.get_feature_importance(pool, type="ShapValues")
    raw = model.predict(pool, prediction_type="RawFormulaVal")
    assert numpy.abs(values.sum(-1) - raw).max() < 1e-9, name
    values = values.reshape(rows, -1)[:shown]
    with open(directory / (name + ".tsv"), "w") as out:
        for row in range(shown):
            user = [str(cell) for cell in users.iloc[row]]
            user = ["NaN" if cell == "nan" else cell for cell in user]
            print(*user, *(repr(float(v)) for v in values[row]), sep="\t", file=out)

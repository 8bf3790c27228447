"""Scores raw rows with a published model, as the platform's own jobs do.

MLflow imports this module (MLmodel, python_function.loader_module) and calls _load_pyfunc with the
path of python_function.json: the raw columns, the derived columns as trees, the features, and what
the model's values mean. Nothing in that file is ever run as code.

Values of a row are None, bool, int, float and str; a date is its days and an instant its
microseconds since 1970-01-01 in UTC. The rules are those of docs/expressions.md.
"""

import datetime
import decimal
import json
import math
import os
import re

import numpy as np
import pandas as pd

_LEAST, _MOST = -(2**63), 2**63 - 1
_DAY_MICROS = 86_400_000_000
_LARGEST_FLOAT = float(np.finfo(np.float32).max)
_EPOCH = datetime.date(1970, 1, 1).toordinal()

_DAY = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMS = {
    "integer": re.compile(r" *([+-]?[0-9]+) *"),
    "number": re.compile(r" *([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?) *"),
    "boolean": re.compile(r" *([A-Za-z01]+) *"),
    "date": re.compile(" *(" + _DAY + ") *"),
    "timestamp": re.compile(
        " *(" + _DAY + r")[ T]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6}))?"
        r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))? *"
    ),
}
_TRUE, _FALSE = {"true", "t", "yes", "y", "1"}, {"false", "f", "no", "n", "0"}


# ---- expressions -------------------------------------------------------------------------------


def _fitting(value):
    return value if _LEAST <= value <= _MOST else None


def _order(left, right):
    """-1, 0 or 1; NaN equals NaN and is greater than all, -0.0 equals 0.0."""
    left_nan = isinstance(left, float) and math.isnan(left)
    right_nan = isinstance(right, float) and math.isnan(right)
    if left_nan or right_nan:
        return int(left_nan) - int(right_nan)
    return (left > right) - (left < right)


_COMPARISONS = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def _compare(operator, left, right):
    if operator == "<=>":
        if left is None or right is None:
            return left is None and right is None
        return _order(left, right) == 0
    if left is None or right is None:
        return None
    return _COMPARISONS[operator](_order(left, right))


def _arithmetic(operator, left, right):
    if left is None or right is None:
        return None
    if operator in ("/", "%") and right == 0:
        return None
    if operator == "+":
        result = left + right
    elif operator == "-":
        result = left - right
    elif operator == "*":
        result = left * right
    elif operator == "/":
        result = left / right
    elif isinstance(left, float):
        with np.errstate(all="ignore"):
            result = float(np.fmod(left, right))
    else:
        result = abs(left) % abs(right)
        result = -result if left < 0 else result
    return result if isinstance(result, float) else _fitting(result)


def _all(values):
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def _not(value):
    return None if value is None else not value


def _any(values):
    return _not(_all(_not(value) for value in values))


def _like(text, pattern):
    """% is any text, _ any one character, a backslash takes the next one as it is."""
    parts, escaped = [[]], False
    for character in pattern:
        if escaped:
            parts[-1].append(character)
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "%":
            parts.append([])
        else:
            parts[-1].append(None if character == "_" else character)

    def fits(part, at):
        return at + len(part) <= len(text) and all(
            wanted is None or wanted == text[at + i] for i, wanted in enumerate(part)
        )

    if len(parts) == 1:
        return len(text) == len(parts[0]) and fits(parts[0], 0)
    first, last = parts[0], parts[-1]
    if len(first) + len(last) > len(text) or not fits(first, 0):
        return False
    at, end = len(first), len(text) - len(last)
    for part in parts[1:-1]:
        while at + len(part) <= end and not fits(part, at):
            at += 1
        if at + len(part) > end:
            return False
        at += len(part)
    return fits(last, end)


def _civil(days):
    """Year, month and day of the proleptic Gregorian calendar, for any number of days."""
    z = days + 719_468
    era, of_era = divmod(z, 146_097)
    year_of_era = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, of_year - (153 * shifted + 2) // 5 + 1


def _date_text(days):
    year, month, day = _civil(days)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return "%s%04d-%02d-%02d" % (sign, abs(year), month, day)


def _days(text):
    try:
        return datetime.date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        return None


def _instant(form):
    days = _days(form.group(1))
    hour, minute, second = (int(form.group(i)) for i in (2, 3, 4))
    if days is None or hour > 23 or minute > 59 or second > 59:
        return None
    seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    if form.group(7):
        hours, minutes = int(form.group(8)), int(form.group(9))
        offset = hours * 60 + minutes
        if minutes > 59 or offset > 18 * 60:
            return None
        seconds -= (-offset if form.group(7) == "-" else offset) * 60
    if not -62_135_596_800 <= seconds < 253_402_300_800:
        return None
    return seconds * 1_000_000 + int((form.group(5) or "").ljust(6, "0"))


def _read(text, target):
    form = _FORMS[target].fullmatch(text)
    if form is None:
        return None
    if target == "integer":
        return _fitting(int(form.group(1)))
    if target == "number":
        return float(form.group(1))
    if target == "boolean":
        lower = form.group(1).lower()
        return True if lower in _TRUE else False if lower in _FALSE else None
    return _days(form.group(1)) if target == "date" else _instant(form)


def _whole(number, rounding):
    if math.isnan(number) or math.isinf(number):
        return None
    return _fitting(rounding(number))


def _cast(value, source, target):
    if value is None or source == target:
        return value
    if source == "string":
        return _read(value, target)
    if source == "boolean":
        if target == "string":
            return "true" if value else "false"
        return int(value) if target == "integer" else float(value)
    if source == "integer":
        return str(value) if target == "string" else float(value)
    if source == "number":
        return _whole(value, math.trunc)
    if source == "date":
        return _date_text(value) if target == "string" else _fitting(value * _DAY_MICROS)
    return value // _DAY_MICROS


def _real(value):
    return None if math.isnan(value) else float(value)


def _numpy(function, *arguments):
    with np.errstate(all="ignore"):
        return _real(float(function(*arguments)))


def _power(base, exponent):
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return None
    return _numpy(np.power, np.float64(base), np.float64(exponent))


def _round(number, digits):
    if isinstance(number, int) or math.isnan(number) or math.isinf(number):
        return number
    with decimal.localcontext(decimal.Context(prec=400, rounding=decimal.ROUND_HALF_UP)):
        return float(decimal.Decimal(repr(number)).quantize(decimal.Decimal(1).scaleb(-digits)))


def _abs(number):
    return abs(number) if isinstance(number, float) else _fitting(abs(number))


def _date_add(days, more):
    total = days + more
    return total if -(2**31) <= total < 2**31 else None


_FUNCTIONS = {
    "lower": lambda first, s: s.lower(),
    "upper": lambda first, s: s.upper(),
    "trim": lambda first, s: s.strip(" "),
    "length": lambda first, s: len(s),
    "substring": lambda first, s, start, count=None: s[
        start - 1 : None if count is None else start - 1 + count
    ],
    "concat": lambda first, *texts: "".join(texts),
    "contains": lambda first, s, part: part in s,
    "startswith": lambda first, s, part: s.startswith(part),
    "endswith": lambda first, s, part: s.endswith(part),
    "abs": lambda first, n: _abs(n),
    "round": lambda first, n, digits=0: _round(n, digits),
    "floor": lambda first, n: n if isinstance(n, int) else _whole(n, math.floor),
    "ceil": lambda first, n: n if isinstance(n, int) else _whole(n, math.ceil),
    "sqrt": lambda first, n: _numpy(np.sqrt, n),
    "exp": lambda first, n: _numpy(np.exp, n),
    "ln": lambda first, n: None if n <= 0 else _numpy(np.log, n),
    "log10": lambda first, n: None if n <= 0 else _numpy(np.log10, n),
    "power": lambda first, n, m: _power(n, m),
    "year": lambda first, d: _civil(_cast(d, first, "date"))[0],
    "month": lambda first, d: _civil(_cast(d, first, "date"))[1],
    "day": lambda first, d: _civil(_cast(d, first, "date"))[2],
    "dayofweek": lambda first, d: (_cast(d, first, "date") + 4) % 7 + 1,
    "hour": lambda first, t: t // 3_600_000_000 % 24,
    "to_date": lambda first, t: t // _DAY_MICROS,
    "date_add": lambda first, d, days: _date_add(d, days),
    "datediff": lambda first, end, start: end - start,
}


def _greatest(values, sign):
    found = None
    for value in values:
        if value is not None and (found is None or sign * _order(value, found) > 0):
            found = value
    return found


def _first(values):
    return next((value for value in values if value is not None), None)


def _null_if(value, other):
    return None if _compare("=", value, other) is True else value


_WITH_NULLS = {
    "coalesce": _first,
    "least": lambda values: _greatest(values, -1),
    "greatest": lambda values: _greatest(values, 1),
    "nullif": lambda values: _null_if(*values),
    "if": lambda values: values[1] if values[0] is True else values[2],
}


def _compiled(tree):
    """A function from a row (a dict) to the tree's value."""
    kind = tree["is"]
    if kind == "column":
        name = tree["name"]
        return lambda row: row[name]
    if kind == "literal":
        value = tree["value"]
        return lambda row: value
    if kind == "double":
        number = float(tree["value"])
        return lambda row: number
    if kind == "null":
        return lambda row: None
    if kind in ("and", "or"):
        operands = [_compiled(each) for each in tree["of"]]
        combined = _all if kind == "and" else _any
        return lambda row: combined(each(row) for each in operands)
    if kind == "call":
        return _call(tree)
    if kind == "case":
        return _case(tree)
    if kind == "arithmetic":
        first = _compiled(tree["first"])
        steps = [(step["operator"], _compiled(step["of"])) for step in tree["steps"]]

        def chain(row):
            value = first(row)
            for operator, operand in steps:
                value = _arithmetic(operator, value, operand(row))
            return value

        return chain
    if kind == "comparison":
        operator = tree["operator"]
        left, right = _compiled(tree["left"]), _compiled(tree["right"])
        return lambda row: _compare(operator, left(row), right(row))
    return _of_one(kind, tree, _compiled(tree["of"]))


def _of_one(kind, tree, part):
    if kind == "number":
        return lambda row: None if (value := part(row)) is None else float(value)
    if kind == "not":
        return lambda row: _not(part(row))
    if kind == "negation":
        return lambda row: _negated(part(row))
    if kind == "is_null":
        return lambda row: part(row) is None
    if kind == "like":
        pattern = tree["pattern"]
        return lambda row: None if (text := part(row)) is None else _like(text, pattern)
    if kind == "try_cast":
        source, target = tree["from"], tree["to"]
        return lambda row: _cast(part(row), source, target)
    if kind == "between":
        low, high = _compiled(tree["low"]), _compiled(tree["high"])

        def between(row):
            value = part(row)
            return _all([_compare(">=", value, low(row)), _compare("<=", value, high(row))])

        return between
    if kind == "in":
        items = [_compiled(each) for each in tree["items"]]

        def within(row):
            value = part(row)
            return _any([_compare("=", value, item(row)) for item in items])

        return within
    raise ValueError("This version of the module knows no expression of kind %r" % kind)


def _negated(value):
    return None if value is None else -value if isinstance(value, float) else _fitting(-value)


def _call(tree):
    name, arguments = tree["function"], [_compiled(each) for each in tree["of"]]
    if name == "current_date":
        return lambda row: row[""]
    if name in _WITH_NULLS:
        function = _WITH_NULLS[name]
        return lambda row: function([each(row) for each in arguments])
    function, first = _FUNCTIONS[name], tree.get("first")

    def call(row):
        values = [each(row) for each in arguments]
        return None if any(value is None for value in values) else function(first, *values)

    return call


def _case(tree):
    branches = [(_compiled(each["when"]), _compiled(each["then"])) for each in tree["branches"]]
    subject = _compiled(tree["subject"]) if "subject" in tree else None
    otherwise = _compiled(tree["otherwise"]) if "otherwise" in tree else lambda row: None

    def case(row):
        value = None if subject is None else subject(row)
        for when, then in branches:
            met = when(row) if subject is None else _compare("=", value, when(row))
            if met is True:
                return then(row)
        return otherwise(row)

    return case


# ---- raw columns -------------------------------------------------------------------------------


def _raw(value, kind, column):
    """A cell of pandas as a value of the language."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (np.generic,)):
        value = value.item() if not isinstance(value, np.datetime64) else pd.Timestamp(value)
    if isinstance(value, float) and math.isnan(value):
        return None  # pandas has no other way to say that a number is missing
    if kind == "number" and isinstance(value, (int, float, decimal.Decimal)):
        return float(value)
    if kind == "integer" and isinstance(value, (int, float, decimal.Decimal)):
        if int(value) == value and _fitting(int(value)) is not None:
            return int(value)
    if kind == "boolean" and isinstance(value, (bool, int, float)) and value in (0, 1):
        return bool(value)
    if kind == "string" and isinstance(value, str):
        return value
    if kind == "date":
        if isinstance(value, str) and _read(value, "date") is not None:
            return _read(value, "date")
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            return value.toordinal() - _EPOCH
    if kind == "timestamp":
        if isinstance(value, str) and _read(value, "timestamp") is not None:
            return _read(value, "timestamp")
        if isinstance(value, datetime.datetime):
            stamp = pd.Timestamp(value)
            stamp = stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp.tz_convert("UTC")
            return stamp.value // 1_000
    raise ValueError("Column '%s' holds %r, the model wants %s" % (column, value, kind))


def _rows(table, inputs):
    """The raw columns as dicts, one a row."""
    places, missing = {}, []
    for name in table.columns:
        places.setdefault(str(name).lower(), []).append(name)
    columns = {}
    for column in inputs:
        found = places.get(column["name"].lower(), [])
        if len(found) != 1:
            missing.append(column["name"])
            continue
        values = table[found[0]].tolist()
        columns[column["name"]] = [_raw(value, column["type"], column["name"]) for value in values]
    if missing:
        raise ValueError("The model wants the columns %s" % ", ".join(missing))
    today = datetime.datetime.now(datetime.timezone.utc).date().toordinal() - _EPOCH
    names = list(columns)
    return [
        dict(zip(names, values), **{"": today})
        for values in (zip(*columns.values()) if columns else [()] * len(table))
    ]


# ---- features ----------------------------------------------------------------------------------


def _text(value, kind):
    if kind == "string":
        return value
    return _cast(value, kind, "string")


def _category(value, kind):
    """As CatBoost was given it in training: what its files cannot carry is escaped."""
    if value is None:
        return "\\N"
    escaped = []
    for character in _text(value, kind):
        code = ord(character)
        if code > 0xFFFF:
            code -= 0x10000
            escaped.append("\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)))
        elif code < 0x20 or character in '"\\\x7f' or 0xD800 <= code <= 0xDFFF:
            escaped.append("\\u%04x" % code)
        else:
            escaped.append(character)
    return "".join(escaped)


def _number(value, kind):
    """Missing as NaN, beyond the largest float as that."""
    if value is None:
        return math.nan
    if kind == "number":
        return value if math.isnan(value) else max(-_LARGEST_FLOAT, min(_LARGEST_FLOAT, value))
    return value


def _floats(values, kind):
    if kind == "integer" and all(value is not None for value in values):
        return np.array(values, dtype=np.int64).astype(np.float32)
    if kind == "integer":
        numbers = [np.float32(np.nan if value is None else np.int64(value)) for value in values]
        return np.array(numbers, dtype=np.float32)
    return np.array([_number(value, kind) for value in values], dtype=np.float64).astype(np.float32)


# ---- models ------------------------------------------------------------------------------------


def _logistic(raw):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-raw))


def _softmax(raw):
    weights = np.exp(raw - raw.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


_LINKS = {
    "identity": lambda raw: raw,
    "exponent": np.exp,
    "logistic": _logistic,
    "softmax": _softmax,
}


class _CatBoost:
    """CatBoost's own predictor; values a class, or one a row."""

    def __init__(self, contract, directory):
        import catboost

        self._catboost = catboost
        self._features = contract["features"]
        self._link = contract["link"]
        self._model = catboost.CatBoost()
        self._model.load_model(os.path.join(directory, "model.cbm"))

    def values(self, rows):
        columns, categorical = {}, []
        for i, feature in enumerate(self._features):
            values = [row[feature["name"]] for row in rows]
            if feature["kind"] == "categorical":
                categorical.append(i)
                texts = [_category(value, feature["type"]) for value in values]
                columns[feature["name"]] = pd.Series(texts, dtype=object)
            else:
                columns[feature["name"]] = pd.Series(_floats(values, feature["type"]))
        pool = self._catboost.Pool(pd.DataFrame(columns), cat_features=categorical)
        raw = self._model.predict(pool, prediction_type="RawFormulaVal")
        return _LINKS[self._link](np.asarray(raw, dtype=np.float64))


class _SparkMllib:
    """The pipeline in spark-model/, run by a local Spark session or the one that there is."""

    def __init__(self, contract, directory):
        self._contract = contract
        self._directory = os.path.join(directory, "spark-model")
        self._model = None

    def _session(self):
        from pyspark.sql import SparkSession

        return SparkSession.getActiveSession() or (
            SparkSession.builder.master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )

    def values(self, rows):
        from pyspark.ml import PipelineModel
        from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

        session = self._session()
        if self._model is None:
            self._model = PipelineModel.load("file://" + os.path.abspath(self._directory))
        fields, columns = [StructField("__row", LongType())], [range(len(rows))]
        for feature, name in zip(self._contract["features"], self._contract["columns"]):
            values = [row[feature["name"]] for row in rows]
            numeric = feature["kind"] == "numeric"
            fields.append(StructField(name, DoubleType() if numeric else StringType()))
            columns.append([self._value(value, feature) for value in values])
        table = session.createDataFrame(list(zip(*columns)), StructType(fields))
        wanted = "prediction" if self._contract["task"] == "regression" else "probability"
        found = self._model.transform(table).select("__row", wanted).orderBy("__row").collect()
        if wanted == "prediction":
            return np.array([row[1] for row in found], dtype=np.float64)
        return np.array([row[1].toArray() for row in found], dtype=np.float64)

    @staticmethod
    def _value(value, feature):
        if feature["kind"] == "categorical":
            if value is None:
                return "\\N"
            return _text(value, feature["type"]).replace("\\", "\\u005c") or "\\E"
        number = _number(value, feature["type"])
        return None if math.isnan(number) else float(number)


def _calibrated(scores, calibration):
    if calibration is None:
        return scores
    if calibration["method"] == "platt":
        clipped = np.clip(scores, 1e-15, 1 - 1e-15)
        return _logistic(
            calibration["slope"] * np.log(clipped / (1 - clipped)) + calibration["intercept"]
        )
    return np.interp(scores, calibration["scores"], calibration["probabilities"])


class Propensity:
    """What mlflow.pyfunc calls.

    predict gives the probability of the positive class of a binary model, a table with the
    probability of each class for several classes, and the value for a regression.
    """

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self._contract = json.load(file)
        directory = os.path.dirname(os.path.abspath(path))
        self._derived = [
            (column["name"], _compiled(column["tree"])) for column in self._contract["derived"]
        ]
        kinds = {"catboost": _CatBoost, "spark-mllib": _SparkMllib}
        self._model = kinds[self._contract["flavor"]](self._contract, directory)

    def predict(self, model_input, params=None):
        table = model_input if isinstance(model_input, pd.DataFrame) else pd.DataFrame(model_input)
        rows = _rows(table, self._contract["inputs"])
        for row in rows:
            for name, expression in self._derived:
                row[name] = expression(row)
        if not rows:
            return self._result(np.empty((0, max(1, len(self._contract["classes"])))), table.index)
        return self._result(self._model.values(rows), table.index)

    def _result(self, values, index):
        classes = self._contract["classes"]
        if self._contract["task"] == "multiclass":
            return pd.DataFrame(values, columns=classes, index=index)
        if self._contract["task"] == "regression":
            return values.reshape(len(index), -1)[:, 0]
        positive = classes.index(self._contract["positive_class"])
        if values.ndim == 2:
            scores = values[:, positive]
        else:
            scores = values if positive == 1 else 1 - values
        return _calibrated(scores, self._contract.get("calibration"))


def _load_pyfunc(path):
    return Propensity(path)

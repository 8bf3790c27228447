"""Does with MLflow's own client what people do with a registry; prints what came of it as JSON, and writes what was sent.

python client.py ADDRESS NAME FILE: the model NAME has the versions 1 to 3, of which 2 is worse than 1 and 3 is better and can be loaded.
"""
import json
import sys

import pandas
import requests

address, name, file = sys.argv[1:]
sent = []
send = requests.Session.send


def recording(session, request, **options):
    answer = send(session, request, **options)
    body = request.body.decode() if isinstance(request.body, bytes) else request.body
    if "/mlflow/" in request.path_url:
        sent.append(
            {
                "method": request.method,
                "path": request.path_url,
                "body": body,
                "status": answer.status_code,
            }
        )
    return answer


requests.Session.send = recording

import mlflow.pyfunc  # noqa: E402
from mlflow import MlflowClient  # noqa: E402
from mlflow.exceptions import MlflowException  # noqa: E402


def refusal(action):
    try:
        action()
        return None
    except MlflowException as refused:
        return [refused.error_code, refused.message]


client = MlflowClient(tracking_uri=address, registry_uri=address)
results = {
    "absent": refusal(lambda: client.get_registered_model("no-such-model")),
    "unset": refusal(lambda: client.get_model_version_by_alias(name, "champion")),
}
client.set_registered_model_alias(name, "champion", 1)
results["worse"] = refusal(lambda: client.set_registered_model_alias(name, "champion", 2))
client.set_registered_model_alias(name, "champion", "3")
version = client.get_model_version_by_alias(name, "champion")
results["champion"] = [version.version, version.run_id, version.source, version.status, list(version.aliases)]
model = client.get_registered_model(name)
results["model"] = [model.name, dict(model.aliases), [each.version for each in model.latest_versions]]
results["found models"] = [each.name for each in client.search_registered_models(f"name = '{name}'")]
results["all models"] = len(client.search_registered_models()) > 0
found = client.search_model_versions(f"name='{name}'", order_by=["version_number ASC"], max_results=2)
rest = client.search_model_versions(
    f"name='{name}'", order_by=["version_number ASC"], max_results=2, page_token=found.token
)
results["found versions"] = [each.version for each in found + rest]
results["all versions"] = len(client.search_model_versions()) >= 3
results["latest"] = [each.version for each in client.get_latest_versions(name)]
results["location"] = client.get_model_version_download_uri(name, "3")
mlflow.set_tracking_uri(address)
loaded = mlflow.pyfunc.load_model(f"models:/{name}@champion")
results["predicted"] = list(loaded.predict(pandas.DataFrame({"recency": [1, 2]})))
client.delete_registered_model_alias(name, "champion")
results["left"] = dict(client.get_registered_model(name).aliases)

print("RESULTS " + json.dumps(results))
with open(file, "w") as lines:
    for each in sent:
        lines.write(json.dumps(each).replace(name, "NAME") + "\n")

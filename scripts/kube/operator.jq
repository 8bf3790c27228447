# The definitions of the Spark operator's two kinds, made of the schema that the build holds k8s/ against:
#   jq -f scripts/kube/operator.jq system-tests/src/test/resources/kubernetes/spark-operator-v1beta2.schema.json
# Kubernetes knows no $ref, no if, and refuses unknown fields itself.

def structural($defs):
  if type == "array" then map(structural($defs))
  elif type != "object" then .
  elif has("$ref") then $defs[.["$ref"] | ltrimstr("#/$defs/")] | structural($defs)
  else
    del(.["$comment", "if", "then", "propertyNames"])
    | (if .additionalProperties == false then del(.additionalProperties) else . end)
    | (if has("enum") then .type = "string" else . end)
    | (if has("properties") then .properties |= map_values(structural($defs)) else . end)
    | (if has("items") then .items |= structural($defs) else . end)
    | (if (.additionalProperties | type) == "object" then .additionalProperties |= structural($defs) else . end)
  end;

def definition($kind; $short; $schema): {
  apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition",
  metadata: {
    name: "\($kind | ascii_downcase)s.sparkoperator.k8s.io",
    # Names below k8s.io want one; it is the operator's own.
    annotations: {"api-approved.kubernetes.io": "https://github.com/kubeflow/spark-operator/pull/1298"}
  },
  spec: {
    group: "sparkoperator.k8s.io", scope: "Namespaced",
    names: {kind: $kind, listKind: "\($kind)List", plural: "\($kind | ascii_downcase)s", singular: ($kind | ascii_downcase), shortNames: [$short]},
    versions: [{
      name: "v1beta2", served: true, storage: true, subresources: {status: {}},
      schema: {openAPIV3Schema: {
        type: "object", required: ["metadata", "spec"],
        properties: {
          apiVersion: {type: "string"}, kind: {type: "string"}, metadata: {type: "object"},
          spec: $schema.properties.spec,
          status: {type: "object", "x-kubernetes-preserve-unknown-fields": true}
        }
      }}
    }]
  }
};

.["$defs"] as $defs
| {apiVersion: "v1", kind: "List", items: [
    definition("SparkApplication"; "sparkapp"; $defs.SparkApplication | .properties.spec |= structural($defs)),
    definition("ScheduledSparkApplication"; "scheduledsparkapp"; $defs.ScheduledSparkApplication | .properties.spec |= structural($defs))
  ]}

"""
The resources that terraform/gcp uses, as the bindings of @cdktf/provider-google describe them:

    python schema.py BINDINGS.tgz >google.json

Names, types and what is required, of arguments, blocks and attributes that can be read.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

GCP = Path(__file__).resolve().parent.parent / "gcp"

_INTERFACE = re.compile(r"export interface (\w+)[^{]*\{\n(.*?)\n\}", re.DOTALL)
_FIELD = re.compile(r"#(\w+) \w+#\w+\}.*?readonly \w+(\??): ((?:\{[^}]*\}|[^;{])*);", re.DOTALL)
_GETTER = re.compile(r"^    get (\w+)\(\)", re.MULTILINE)
_PRIMITIVES = ("string", "number", "boolean")


def used() -> list[str]:
    """The types of the resources in terraform/gcp, and `data.` before those that are only read."""
    text = "\n".join(file.read_text() for file in GCP.glob("*.tf"))
    found = set(re.findall(r'^(resource|data) "(google_\w+)"', text, re.MULTILINE))
    return sorted(f"data.{name}" if kind == "data" else name for kind, name in found)


def of(bindings: Path) -> dict[str, Any]:
    with tarfile.open(bindings) as archive:
        package = json.loads(_text(archive, "package/package.json"))
        return {
            "bindings": package["version"],
            "provider": package["cdktf"]["provider"]["version"],
            "resources": {
                name: _resource(archive, re.sub("[._]", "-", name.removeprefix("google_")))
                for name in used()
            },
        }


def _resource(archive: tarfile.TarFile, folder: str) -> dict[str, Any]:
    text = "\n".join(
        _text(archive, name)
        for name in archive.getnames()
        if name.startswith(f"package/lib/{folder}/") and name.endswith(".d.ts")
    )
    interfaces = dict(_INTERFACE.findall(text))
    config = re.findall(r"export interface (\w+) extends cdktf\.TerraformMetaArguments", text)
    if len(config) != 1:
        raise SystemExit(f"The bindings of {folder} have another shape")
    of_resource = re.split(r"extends cdktf\.Terraform(?:Resource|DataSource) \{", text)[1]
    return {
        **_block(interfaces, config[0]),
        "attributes": sorted(
            _snake(name)
            for name in set(_GETTER.findall(of_resource[: of_resource.index("\n}")]))
            if not name.endswith("Input")
        ),
    }


def _text(archive: tarfile.TarFile, name: str) -> str:
    found = archive.extractfile(name)
    if found is None:
        raise SystemExit(f"The bindings have no {name}")
    return found.read().decode()


def _block(interfaces: dict[str, str], name: str) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    blocks: dict[str, Any] = {}
    for argument, optional, kind in _FIELD.findall(interfaces[name]):
        required = not optional
        plain = kind.replace(" | cdktf.IResolvable", "").strip()
        inner = plain.removesuffix("[]")
        if inner in interfaces:
            blocks[argument] = {"required": required, **_block(interfaces, inner)}
        else:
            arguments[argument] = {"required": required, "type": _type(plain)}
    return {"arguments": arguments, "blocks": blocks}


def _type(kind: str) -> str:
    if kind in _PRIMITIVES:
        return kind
    if kind.endswith("[]") or kind.startswith("Array<"):
        return "list"
    if kind.startswith("{"):
        return "map"
    raise SystemExit(f"Unknown type in the bindings: {kind}")


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda upper: "_" + upper[1].lower(), name)


def written(schema: dict[str, Any]) -> str:
    """One line a resource."""
    lines = (
        f"  {json.dumps(name)}: {json.dumps(resource, sort_keys=True)}"
        for name, resource in schema["resources"].items()
    )
    return (
        f'{{"bindings": "{schema["bindings"]}", "provider": "{schema["provider"]}", "resources": {{\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )


if __name__ == "__main__":
    sys.stdout.write(written(of(Path(sys.argv[1]))))

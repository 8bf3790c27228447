"""Executes notebooks and writes what they show as HTML: execute.py DIRECTORY NAME..."""

import signal
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter

from checkout import Service

FOLDER = Path(__file__).resolve().parent
SECONDS_A_CELL = 600


def end_in_order(*_: object) -> None:
    """On SIGTERM, so that the service ends too."""
    sys.exit(143)


def execute(name: str, directory: Path) -> bool:
    """Whether all cells ran; the page shows them in either case."""
    begin = time.monotonic()
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook, timeout=SECONDS_A_CELL, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    try:
        client.execute()
        failure = None
    except (CellExecutionError, CellTimeoutError) as error:
        failure = error
    finally:
        signal.signal(signal.SIGTERM, end_in_order)  # nbclient has one of its own meanwhile, and leaves none
    page = directory / f"{name}.html"
    page.write_text(HTMLExporter(embed_images=True).from_notebook_node(notebook)[0])
    print(f"== {name} {'failed' if failure else 'passed'} in {time.monotonic() - begin:.0f} s: {page}", flush=True)
    if failure:
        print(failure, file=sys.stderr)
    return failure is None


def main() -> int:
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, end_in_order)
    Service()  # One for all; a notebook that is opened by itself starts its own.
    passed = [execute(name, directory) for name in sys.argv[2:]]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())

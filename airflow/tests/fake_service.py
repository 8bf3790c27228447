"""An HTTP server that gives prepared answers and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


class FakeService:
    """Answers of an address are given in turn; the last one again and again."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.tokens: set[str | None] = set()
        self._answers: dict[tuple[str, str], list[tuple[int, Any]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def answer(self, method: str, path: str, *answers: tuple[int, Any]) -> None:
        self._answers[(method, path)] = list(answers)

    def requests(self, method: str) -> list[tuple[str, Any]]:
        return [(path, body) for asked, path, body in self.asked if asked == method]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> FakeService:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *ended: object) -> None:
        self.stop()

    def _take(self, method: str, path: str) -> tuple[int, Any]:
        answers = self._answers.get((method, path))
        if not answers:
            return 404, {"title": "Not Found", "status": 404, "detail": f"There is no {path}"}
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                fake.asked.append((self.command, self.path, body))
                fake.tokens.add(self.headers.get("Authorization"))
                status, answer = fake._take(self.command, urlsplit(self.path).path)
                content = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = _answer

            def log_message(self, format: str, *arguments: Any) -> None:
                """What was asked is in ``asked``."""

        return Handler


def run(state: str, run_id: str = "r-20261126t023000z-c7", **fields: Any) -> dict[str, Any]:
    """A run as GET /runs/{run_id} answers it."""
    return {"run_id": run_id, "kind": "prediction", "state": state, "campaign_id": 7, **fields}


def problem(status: int, detail: str, **fields: Any) -> tuple[int, dict[str, Any]]:
    return status, {"title": "Problem", "status": status, "detail": detail, **fields}

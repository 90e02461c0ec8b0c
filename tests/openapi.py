"""Holds a running server against its own OpenAPI document: hundreds of requests, sound and unsound ones, made from the document by Schemathesis.

Run by .ci/run: `python3 tests/openapi.py`. The server is target/debug/tarmaq (or what TARMAQ names) over an index of corpus/. Every answer must be one the
document tells of: its status, its content type, its headers, its schema; no status of 500 and more; what the document forbids must be refused. The same
requests are made in every run. The package is put into target/openapi/ when it is not there, and everything written lies there too.
"""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "target" / "openapi"
PACKAGE = "schemathesis==4.32.5"
SECONDS = 60
# That `from` is no later than `to` is refused too, and no schema can say it: whether all that a schema allows is accepted is not asked.
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
]


def installed() -> pathlib.Path | None:
    """The program that makes the requests, in an environment of its own."""
    program = HERE / "venv" / "bin" / "st"
    if not program.exists():
        HERE.mkdir(parents=True, exist_ok=True)
        python = HERE / "venv" / "bin" / "python"
        steps = [[sys.executable, "-m", "venv", str(HERE / "venv")], [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]]
        if any(subprocess.run(step, check=False).returncode != 0 for step in steps):
            return None
    return program


def serve() -> tuple[subprocess.Popen, str]:
    """A server on a free port, and its address."""
    tarmaq = os.environ.get("TARMAQ", str(ROOT / "target" / "debug" / "tarmaq"))
    command = [tarmaq, "serve", "--addr", "127.0.0.1:0", "--corpus", str(ROOT / "corpus"), "--index", str(HERE / "index"), "--log", "json"]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        told = json.loads(line)
        if told.get("message") == "serving":
            return server, "http://" + told["address"]
    raise SystemExit("the server did not begin: run `cargo build` first, or name a program with TARMAQ")


def main() -> int:
    program = installed()
    if program is None:
        print(f"cannot install `{PACKAGE}` with pip; install Python with venv and pip, and a connection to PyPI, and run this again", file=sys.stderr)
        return 2
    server, address = serve()
    # Nobody reads the log; a pipe that is full would stop the server.
    drain = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
    try:
        arguments = [
            "run", f"{address}/api/v1/openapi.json", "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--seed", "1",
            "--generation-deterministic", "--max-examples", "15", "--max-time", str(SECONDS), "--continue-on-failure", "--request-timeout", "30",
            "--no-color", "--warnings", "off",
        ]
        told = subprocess.run([str(program), *arguments], cwd=HERE, check=False)
        alive = urllib.request.urlopen(f"{address}/api/v1/health", timeout=30).status == 200
    finally:
        server.terminate()
        ended = server.wait(timeout=60)
        drain.wait(timeout=60)
    if ended != 0 or not alive:
        print(f"the server did not outlive its callers: exit code {ended}", file=sys.stderr)
        return 1
    return 1 if told.returncode else 0


if __name__ == "__main__":
    sys.exit(main())

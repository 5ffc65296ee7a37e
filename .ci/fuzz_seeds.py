"""Writes the inputs that fuzzing starts from, made of the project's own pages, IR and samples.

Usage: fuzz_seeds.py FOLDER
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent
# What parts a JSON sample from an XML sample in an input of the target `samples`.
XML = "\n<!-- XML -->\n"
OPERATIONS = 8


def main(folder: pathlib.Path) -> None:
    pages = sorted([*ROOT.glob("specs/**/*.md"), *ROOT.glob("crates/extract/tests/dialects/**/*.md")])
    texts = [page.read_text() for page in pages]
    irs = [ir.read_bytes() for ir in sorted(ROOT.glob("generated/*/ir/*.yaml"))]
    samples = [sample for text in texts for sample in samples_of(text)]
    write(folder / "pages", [text.encode() for text in texts])
    write(folder / "yaml", irs)
    write(folder / "samples", [sample.encode() for sample in samples])
    answers = [sample.split(XML)[0].encode() for sample in samples]
    # Each as an answer to each operation, of HTTP 200 and as a refusal.
    write(
        folder / "answers",
        [bytes([n, shape]) + body for body in answers for n in range(OPERATIONS) for shape in (16, 18)],
    )


def samples_of(text: str) -> list[str]:
    """The JSON samples of a page, each with the XML sample that the page shows beside it."""
    blocks = [block.strip() for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S)]
    xml = [block for block in blocks if block.startswith("<")]
    json = [block for block in blocks if block.startswith(("{", "["))]
    return [block + XML + (xml[-1] if xml else "") for block in json]


def write(folder: pathlib.Path, inputs: list[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(inputs):
        (folder / f"{number:04}").write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

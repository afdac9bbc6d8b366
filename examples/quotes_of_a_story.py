"""Print who said what in a story, and where it stands in the source.

python quotes_of_a_story.py STORY
"""

import sys
from pathlib import Path

import newsparse


def main(name: str) -> None:
    article = newsparse.parse(Path(name))
    print(article.title)
    for quote in article.quotes:
        speaker = quote.resolved_speaker or quote.speaker or "somebody"
        source = f", according to {quote.source}" if quote.source else ""
        place = f"  [{quote.where.start}:{quote.where.end}]" if quote.where else ""
        print(f"\n{speaker}{source}:{place}\n  {quote.text}")


if __name__ == "__main__":
    main(sys.argv[1])

"""The command `samestory`: thin; each subcommand calls one function and turns its errors into one plain line."""

import argparse
import sys
from pathlib import Path

from analysis import claims, corpus


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code (0 all went well, 1 something failed, 2 the request was wrong)."""
    parser = build_parser()
    args = parser.parse_args(argv)
    try:
        return args.run(args)
    except (corpus.StoryError, ValueError) as problem:
        print(f"samestory: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("samestory: stopped", file=sys.stderr)
        return 130


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with all subcommands."""
    parser = argparse.ArgumentParser(prog="samestory", description="Show how several outlets tell the same story.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text in (("report", report, "read the articles, run the notebooks, write report/STORY/index.html"),
                            ("verify", verify, "run everything again elsewhere and say whether it comes out the same")):  # fmt: skip
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "stories",
            nargs="*",
            metavar="STORY",
            help="the name of a story in data/, a folder, or a table of articles; all in data/ if none is given",
        )
        command.add_argument("--articles", default="", metavar="PATH", help="where the texts lie of a story that names no place for them")
        command.add_argument(
            "-p",
            nargs=2,
            action="append",
            default=[],
            metavar=("NAME", "VALUE"),
            help="set a notebook parameter; NOTEBOOK.NAME for one notebook only",
        )
        command.add_argument("--workers", type=int, default=None, metavar="N", help="how many notebooks run at once")
        command.set_defaults(run=run)
    share = commands.add_parser("share", help="write features/: the facts about a story, without its texts")
    share.add_argument("story")
    share.add_argument("--articles", default="", metavar="PATH")
    share.set_defaults(run=share_story)
    new = commands.add_parser("new", help="write the configuration of a new story for you to correct")
    new.add_argument("name")
    new.add_argument("--from", dest="origin", required=True, metavar="PATH", help="the folder or table of the articles")
    new.set_defaults(run=new_story)
    return parser


def report(args: argparse.Namespace) -> int:
    """Report on each story; the exit code is the worst."""
    from analysis import report as reports

    return max(ask(reports.build, name, args) for name in args.stories or corpus.names() or nothing())


def verify(args: argparse.Namespace) -> int:
    """Rerun each story and compare."""
    from analysis import report as reports

    return max(ask(reports.verify, name, args) for name in args.stories or corpus.names() or nothing())


def nothing() -> list[str]:
    """Raise StoryError: there is no story to work on."""
    raise corpus.StoryError("there is no story in data/. Name a folder of articles: samestory report PATH")


def ask(run, name: str, args: argparse.Namespace) -> int:
    """Read the story called `name` and hand it to `run`, a function of the report."""
    from analysis import store

    story = corpus.find(name, articles=args.articles)
    read = store.load(story)
    say(story, read)
    place = (
        str(Path(name).expanduser().resolve())
        if Path(name).exists() and not (len(Path(name).parts) == 1 and name in corpus.names())
        else name
    )
    given = {"story": place, "articles": str(Path(args.articles).expanduser().resolve()) if args.articles else ""}
    inputs = dict(zip(read.articles.file.astype("str") + " " + read.articles.article_id, read.articles.sha256, strict=True))
    return run(
        story.name,
        title=story.title,
        fingerprint=store.fingerprint(story, read),
        parameters=given | dict(args.p),
        inputs=inputs,
        workers=args.workers,
    )


def say(story: corpus.Story, read) -> None:
    """Print what was read, and each problem with its remedy."""
    origin = "the published features (no texts)" if story.from_features else story.texts.name
    print(f"{story.name}: {claims.plural(len(read.articles), 'article')} from {origin}", file=sys.stderr)
    for row in read.problems.itertuples():
        if row.level != "assumed" and row.message:
            print(f"  {row.level}: {row.file}{f', row {row.row}' if row.row else ''} {row.message}; {row.remedy}", file=sys.stderr)


def share_story(args: argparse.Namespace) -> int:
    """Write the published copy of a story."""
    from analysis import published, store

    story = corpus.find(args.story, articles=args.articles)
    for path in published.share(story, store.load(story)):
        print(path)
    return 0


def new_story(args: argparse.Namespace) -> int:
    """Write the configuration of a new story."""
    from analysis import scaffold

    for path in scaffold.new(args.name, args.origin):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Where things are, whatever the working folder, and also when samestory was installed as a wheel.

In a checkout, the project's root is the folder above this package. Installed as a wheel, the notebooks and the data that
ship with it lie in the package, and what a run writes goes below the working folder. `SAMESTORY_HOME` names another root.
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHARE = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").exists() else PACKAGE / "_share"


def root() -> Path:
    """Return the folder that holds `figures/`, `report/` and `.samestory/`."""
    if home := os.environ.get("SAMESTORY_HOME"):
        return Path(home).expanduser().resolve()
    return PACKAGE.parent if PACKAGE.parent == SHARE else Path.cwd()


def notebooks() -> Path:
    """Return the folder of the notebooks that ship."""
    return SHARE / "notebooks"


def data() -> Path:
    """Return the folder of the stories: the root's own `data/` where there is one, else the one that ships."""
    own = root() / "data"
    return own if own.is_dir() else SHARE / "data"


def codebooks() -> Path:
    """Return the folder of the lists that ship (frame codebooks, cue verbs)."""
    return SHARE / "data" / "codebooks"


def figures(story: str) -> Path:
    """Return the folder that the figures of `story` are exported to."""
    return root() / "figures" / story


def report(story: str) -> Path:
    """Return the folder of the report of `story`."""
    return root() / "report" / story


def store(story: str) -> Path:
    """Return the folder of the stored tables of `story`."""
    return root() / ".samestory" / story

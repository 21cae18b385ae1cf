"""The way in: `jiangpu` and `python -m generator`."""

import gc
import sys

GARBAGE = (50_000, 20, 50)
"""How much is made before any garbage is looked for (see `gc.set_threshold`)."""


def main() -> None:
    """Run the command line. What is loaded and what a verb reads stays to its end, when all of it goes: looking for
    garbage among it takes a tenth of the time and finds none."""
    gc.set_threshold(*GARBAGE)
    from generator.untouched import said_again

    # Asked before anything else is loaded, which takes longer than all of it.
    if (code := said_again(sys.argv[1:])) is not None:
        sys.exit(code)
    from generator import cli

    try:
        cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()

"""The way in: `jiangpu` and `python -m generator`."""

import gc
import sys


def main() -> None:
    """Run the command line. What is loaded and what a verb reads stays to its end, when all of it goes: looking for
    garbage among it would take a tenth of the time and find none."""
    gc.disable()
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

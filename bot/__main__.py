"""`python -m bot` is `dzb`."""

from bot.cli import main

if __name__ == "__main__":
    main()

"""`python -m bot` is `dzb`."""

from bot.entry import main

if __name__ == "__main__":
    main()

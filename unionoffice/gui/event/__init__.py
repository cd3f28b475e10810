"""The room in which one event is worked on: its people, prizes, things, money and photos."""

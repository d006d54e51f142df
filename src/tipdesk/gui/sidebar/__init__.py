"""The sidebar: states, views, stories and tags, with counts, each a place to drop things."""

"""Which desk: the first start, a new desk, an open one, its key."""

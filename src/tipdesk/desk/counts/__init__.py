"""Numbers over many tips: the sidebar, facets, days, statistics, what some have in common."""

"""Finding tips: a query becomes conditions, an order and the ids that answer it."""

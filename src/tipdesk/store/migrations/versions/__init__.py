"""One module a step; never changed once a desk was made with it."""

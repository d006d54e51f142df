"""The light table: pictures side by side, enlarged and judged."""

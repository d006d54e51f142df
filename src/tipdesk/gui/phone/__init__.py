"""The phone note: what is written down while somebody calls, and what is told of a call later."""

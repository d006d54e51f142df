"""What helps to check a file: claims, clocks, places, the sun, and where it was seen before."""

"""What an editor chooses for this computer: kept at once, and in force at once."""

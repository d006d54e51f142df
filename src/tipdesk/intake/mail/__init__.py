"""Mail: taken apart, whoever wrote it and with whatever program, and told honestly."""

"""What an editor does with tips on their way, one or many: each verb is one change."""

"""What each command does, from a job's path and an order to a report: a module a command."""

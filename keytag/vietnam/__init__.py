"""Viet Nam as keytag knows it: telephone numbers and places, by day."""

"""What people write for keytag: YAML, tables, jobs, templates, shops, places; as models with their lines."""

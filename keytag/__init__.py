"""keytag takes a YAML file of a ward's numbers to print-ready press sheets of keyring tags."""

__version__ = "0.1.0"

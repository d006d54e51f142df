"""The cellar: database, full text, ledger, files by digest, keys, migrations, backup."""

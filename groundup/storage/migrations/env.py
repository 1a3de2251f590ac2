"""What Alembic runs for each upgrade: on the connection it is given, each migration in a transaction.

Alembic takes SQLite's DDL for not transactional, since Python's driver commits before DDL. Ours does not
(see sqlite.py), so a migration and the row with its version are committed together or not at all.
"""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()

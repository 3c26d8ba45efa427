using System;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AnodeGuard.Cli.History
{
    /// <summary>The tables, and how a file of an older version of this tool becomes one of this version.</summary>
    internal static class HistorySchema
    {
        /// <summary>
        /// `application_id` of the file: "AnGd". A file of another program is refused before anything is written into it.
        /// </summary>
        public const int ApplicationId = 0x416E4764;

        /// <summary>
        /// The migrations, in order: the first makes version 1 of an empty file, each further one brings a file one version
        /// on. What has been released is never changed, only followed by another.
        /// </summary>
        public static readonly string[] Migrations =
        {
            """
            CREATE TABLE device (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
            );
            -- Everything that was received, whole. ts_ms is the device's own stamp, 0 where it has none; at_ms is that, or
            -- else when it was received. Milliseconds since 1970, UTC.
            CREATE TABLE message (
                id INTEGER PRIMARY KEY,
                device INTEGER NOT NULL REFERENCES device (id),
                kind TEXT NOT NULL,
                at_ms INTEGER NOT NULL,
                received_ms INTEGER NOT NULL,
                boot INTEGER,
                seq INTEGER,
                up_ms INTEGER,
                ts_ms INTEGER,
                payload TEXT NOT NULL
            );
            -- A record that a device sends again after a loss is kept once.
            CREATE UNIQUE INDEX message_once ON message (device, boot, seq, up_ms, ts_ms) WHERE seq IS NOT NULL;
            CREATE INDEX message_by_time ON message (device, at_ms, kind);
            CREATE TABLE sample (
                device INTEGER NOT NULL,
                at_ms INTEGER NOT NULL,
                message INTEGER NOT NULL REFERENCES message (id),
                voltage_v REAL, current_a REAL, sense_v REAL, temperature_c REAL,
                j REAL, s REAL, t_dep_s REAL, charge_mah REAL, identified_limiting_current_density_a_m2 REAL,
                PRIMARY KEY (device, at_ms, message)
            ) WITHOUT ROWID;
            """,
        };

        /// <summary>Brings an open file to the newest version, each step whole or not at all.</summary>
        /// <exception cref="InputException">It is of another program, or of a newer version of this one.</exception>
        public static void Migrate(SqliteConnection connection, string path)
        {
            Migrate(connection, path, Migrations);
        }

        internal static void Migrate(SqliteConnection connection, string path, string[] migrations)
        {
            long version = Number(connection, "PRAGMA user_version");
            long owner = Number(connection, "PRAGMA application_id");
            bool isEmpty = Number(connection, "SELECT count(*) FROM sqlite_master") == 0;
            if (owner != ApplicationId && !(isEmpty && owner == 0))
            {
                throw new InputException("--history: " + path + " is a database of another program; accepted: a history of anodeguard, or a name that is still free");
            }

            if (version > migrations.Length)
            {
                throw new InputException("--history: " + path + " is of version " + Text(version) + ", from a newer anodeguard; accepted: up to " + Text(migrations.Length));
            }

            for (long next = version; next < migrations.Length; next++)
            {
                using (SqliteTransaction transaction = connection.BeginTransaction())
                {
                    Run(connection, transaction, migrations[next]);
                    Run(connection, transaction, "PRAGMA application_id = " + Text(ApplicationId));
                    Run(connection, transaction, "PRAGMA user_version = " + Text(next + 1));
                    transaction.Commit();
                }
            }
        }

        private static long Number(SqliteConnection connection, string sql)
        {
            using (SqliteCommand command = connection.CreateCommand())
            {
                command.CommandText = sql;
                return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
            }
        }

        private static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql)
        {
            using (SqliteCommand command = connection.CreateCommand())
            {
                command.Transaction = transaction;
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }

        private static string Text(long number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }
    }
}

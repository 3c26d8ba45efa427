using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;

namespace AnodeGuard.Cli.History
{
    /// <summary>A history on the disk: opened only where it is whole, and every failure told in words.</summary>
    internal sealed class HistoryFile : IDisposable
    {
        // SQLite's primary result codes (sqlite.org, "Result and Error Codes").
        private const int Busy = 5;
        private const int ReadOnly = 8;
        private const int InputOutput = 10;
        private const int Corrupt = 11;
        private const int Full = 13;
        private const int CannotOpen = 14;
        private const int NotADatabase = 26;

        // Checking takes about a second for so much; a larger file is looked at where it is read.
        private const long LargestChecked = 256L << 20;

        private readonly bool _isTemporary;

        private HistoryFile(string path, bool isTemporary)
        {
            Path = path;
            _isTemporary = isTemporary;
        }

        /// <summary>Where it is.</summary>
        public string Path { get; }

        /// <summary>Opens a history, making it where there is none and bringing an older one up to date.</summary>
        /// <exception cref="InputException">It is damaged, of another program, or cannot be written.</exception>
        public static HistoryFile Open(string path)
        {
            return Open(path, false, true);
        }

        /// <summary>Opens a history that has to be there.</summary>
        public static HistoryFile OpenExisting(string path)
        {
            return File.Exists(path) ? Open(path, false, false) : throw new InputException("--history: " + path + " does not exist");
        }

        /// <summary>A history that is gone when disposed.</summary>
        public static HistoryFile Temporary()
        {
            return Open(System.IO.Path.Combine(Directory.CreateTempSubdirectory("anodeguard-history-").FullName, "history.db"), true, true);
        }

        /// <summary>A connection for one thread.</summary>
        public SqliteConnection Connect()
        {
            return Connect(Path, SqliteOpenMode.ReadWrite);
        }

        /// <summary>What went wrong, for people.</summary>
        public static string Explain(SqliteException exception)
        {
            switch (exception.SqliteErrorCode)
            {
                case Full:
                    return "the disk is full";
                case Corrupt:
                case NotADatabase:
                    return "the file is damaged, or no history at all";
                case ReadOnly:
                    return "the file may not be written";
                case CannotOpen:
                    return "the file or its folder cannot be opened or written";
                case Busy:
                    return "another program holds the file";
                case InputOutput:
                    return "the disk cannot be read or written";
                default:
                    return exception.Message;
            }
        }

        public void Dispose()
        {
            if (_isTemporary)
            {
                Directory.Delete(System.IO.Path.GetDirectoryName(Path), true);
            }
        }

        private static HistoryFile Open(string path, bool isTemporary, bool mayCreate)
        {
            string full = System.IO.Path.GetFullPath(path);
            if (Directory.Exists(full))
            {
                throw new InputException("--history: " + path + " is a folder");
            }

            try
            {
                using (SqliteConnection connection = Connect(full, mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite))
                {
                    Check(connection, full);
                    Run(connection, "PRAGMA journal_mode = WAL");
                    HistorySchema.Migrate(connection, path);
                }
            }
            catch (SqliteException exception)
            {
                string advice = exception.SqliteErrorCode is Corrupt or NotADatabase
                    ? ". It was left as it is: move it aside, or give another name, to go on with a new one"
                    : string.Empty;
                throw new InputException("--history: " + path + ": " + Explain(exception) + advice, exception);
            }

            return new HistoryFile(full, isTemporary);
        }

        private static SqliteConnection Connect(string path, SqliteOpenMode mode)
        {
            // Not pooled: a connection that stays open after its use would hold a file that is to be moved aside.
            SqliteConnection connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 5,
            }.ToString());
            try
            {
                connection.Open();

                // With WAL a power cut can cost the last moments, never the file (sqlite.org, PRAGMA synchronous).
                Run(connection, "PRAGMA synchronous = NORMAL");
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        private static void Check(SqliteConnection connection, string path)
        {
            if (!File.Exists(path) || new FileInfo(path).Length > LargestChecked)
            {
                return;
            }

            using (SqliteCommand command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA quick_check(1)";
                string answer = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
                if (answer != "ok")
                {
                    throw new SqliteException(answer, Corrupt);
                }
            }
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using (SqliteCommand command = connection.CreateCommand())
            {
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
    }
}

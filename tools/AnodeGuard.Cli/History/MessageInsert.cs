using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace AnodeGuard.Cli.History
{
    /// <summary>The prepared statements that put messages into a history; for one connection.</summary>
    internal sealed class MessageInsert : IDisposable
    {
        private readonly Dictionary<string, long> _devices = new Dictionary<string, long>(StringComparer.Ordinal);
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _message;
        private readonly SqliteCommand _sample;

        public MessageInsert(SqliteConnection connection)
        {
            _connection = connection;
            _message = Prepare("INSERT OR IGNORE INTO message (device, kind, at_ms, received_ms, boot, seq, up_ms, ts_ms, payload) "
                + "VALUES ($device, $kind, $at, $received, $boot, $seq, $up, $ts, $payload) RETURNING id",
                "$device", "$kind", "$at", "$received", "$boot", "$seq", "$up", "$ts", "$payload");
            string[] values = SampleColumn.Names.Select(name => "$" + name).ToArray();
            _sample = Prepare("INSERT INTO sample (device, at_ms, message, " + string.Join(", ", SampleColumn.Names) + ") "
                + "VALUES ($device, $at, $message, " + string.Join(", ", values) + ")",
                ["$device", "$at", "$message", .. values]);
        }

        /// <summary>Puts a message in, unless it is there already.</summary>
        public void Run(SqliteTransaction transaction, StoredMessage message)
        {
            long device = DeviceOf(transaction, message.Device);
            _message.Transaction = transaction;
            Set(_message, device, message.Kind, message.AtMilliseconds, message.ReceivedMilliseconds, message.Stamp?.Boot, message.Stamp?.Seq,
                message.Stamp?.UpMilliseconds, message.Stamp == null ? null : message.Stamp.Time?.ToUnixTimeMilliseconds() ?? 0, message.Payload);
            object id = _message.ExecuteScalar();
            if (id == null || message.Sample == null)
            {
                return;
            }

            _sample.Transaction = transaction;
            Set(_sample, [device, message.AtMilliseconds, id, .. message.Sample.Select(value => (object)value)]);
            _sample.ExecuteNonQuery();
        }

        public void Dispose()
        {
            _message.Dispose();
            _sample.Dispose();
        }

        private long DeviceOf(SqliteTransaction transaction, string name)
        {
            if (_devices.TryGetValue(name, out long known))
            {
                return known;
            }

            using (SqliteCommand command = _connection.CreateCommand())
            {
                command.Transaction = transaction;
                command.CommandText = "INSERT OR IGNORE INTO device (name) VALUES ($name); SELECT id FROM device WHERE name = $name";
                command.Parameters.AddWithValue("$name", name);
                long id = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
                _devices.Add(name, id);
                return id;
            }
        }

        private SqliteCommand Prepare(string sql, params string[] names)
        {
            SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (string name in names)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            command.Prepare();
            return command;
        }

        private static void Set(SqliteCommand command, params object[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }
        }
    }
}

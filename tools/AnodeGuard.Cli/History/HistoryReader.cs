using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.Cli.Mqtt;
using Microsoft.Data.Sqlite;

namespace AnodeGuard.Cli.History
{
    /// <summary>Questions to a history. Each opens a connection of its own: any number may be asked at one time.</summary>
    internal sealed class HistoryReader
    {
        private readonly HistoryFile _file;

        public HistoryReader(HistoryFile file)
        {
            _file = file;
        }

        /// <summary>The devices in it, by name, with the times of their first and last message.</summary>
        public IReadOnlyList<(string Device, long FirstMilliseconds, long LastMilliseconds)> Devices()
        {
            return Read(
                "SELECT name, (SELECT min(at_ms) FROM message WHERE device = device.id), (SELECT max(at_ms) FROM message WHERE device = device.id) FROM device ORDER BY name",
                row => (row.GetString(0), row.IsDBNull(1) ? 0 : row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2)));
        }

        /// <summary>
        /// What was measured in a range: every sample where that is little enough, else in equal spans of time two points
        /// with the lowest and the highest value, so that no peak is lost.
        /// </summary>
        /// <param name="device">SITE/DEVICE.</param>
        /// <param name="from">First instant, milliseconds since 1970.</param>
        /// <param name="to">Instant after the last.</param>
        /// <param name="points">Most points that shall come back.</param>
        public SampleSeries Samples(string device, long from, long to, int points)
        {
            (string, object)[] range = { ("$device", device), ("$from", from), ("$to", to) };
            long count = Read("SELECT count(*) FROM sample WHERE" + InRange, row => row.GetInt64(0), range)[0];
            string columns = string.Join(", ", SampleColumn.Names);
            if (count <= points)
            {
                return ToSeries(Read("SELECT at_ms, " + columns + " FROM sample WHERE" + InRange + " ORDER BY at_ms, message", Row, range), 1);
            }

            long span = Math.Max(1, ((to - from) / Math.Max(1, points / 2)) + 1);
            string extremes = string.Join(", ", SampleColumn.Names.Select(name => "min(" + name + ")").Concat(SampleColumn.Names.Select(name => "max(" + name + ")")));
            List<(long Time, double?[] Values)> buckets = Read(
                "SELECT (at_ms - $from) / $span * $span + $from, " + extremes + " FROM sample WHERE" + InRange + " GROUP BY 1 ORDER BY 1",
                Row,
                [.. range, ("$span", span)]);
            int width = SampleColumn.Names.Length;
            List<(long, double?[])> rows = new List<(long, double?[])>(buckets.Count * 2);
            foreach ((long time, double?[] values) in buckets)
            {
                rows.Add((time, values[..width]));
                rows.Add((time + (span / 2), values[width..]));
            }

            return ToSeries(rows, (int)Math.Max(1, count / Math.Max(1, buckets.Count)));
        }

        /// <summary>Messages of some kinds in a range, oldest first; where there are too many, the newest of them.</summary>
        public IReadOnlyList<string> Payloads(string device, long from, long to, int limit, params string[] kinds)
        {
            string words = string.Join(", ", kinds.Select((_, i) => "$kind" + i.ToString(CultureInfo.InvariantCulture)));
            List<string> newestFirst = Read(
                "SELECT payload FROM message WHERE" + InRange + " AND kind IN (" + words + ") ORDER BY at_ms DESC, id DESC LIMIT $limit",
                row => row.GetString(0),
                [("$device", device), ("$from", from), ("$to", to), ("$limit", limit), .. kinds.Select((kind, i) => ("$kind" + i.ToString(CultureInfo.InvariantCulture), (object)kind))]);
            newestFirst.Reverse();
            return newestFirst;
        }

        /// <summary>Calls something for each sample of a range, in order, without holding them all.</summary>
        public void EachSample(string device, long from, long to, Action<long, double?[]> take)
        {
            Each(
                "SELECT at_ms, " + string.Join(", ", SampleColumn.Names) + " FROM sample WHERE" + InRange + " ORDER BY at_ms, message",
                row =>
                {
                    (long time, double?[] values) = Row(row);
                    take(time, values);
                },
                ("$device", device),
                ("$from", from),
                ("$to", to));
        }

        /// <summary>Calls something for each message, as it was received, in the order of its reception.</summary>
        /// <param name="device">SITE/DEVICE; null: all of them.</param>
        public void EachMessage(string device, Action<ReceivedMessage> take)
        {
            Each(
                "SELECT message.received_ms, device.name, message.kind, message.payload FROM message JOIN device ON device.id = message.device "
                    + "WHERE $device IS NULL OR device.name = $device ORDER BY message.id",
                row => take(new ReceivedMessage(
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
                    DeviceTopic.Of(row.GetString(1), row.GetString(2)),
                    System.Text.Encoding.UTF8.GetBytes(row.GetString(3)),
                    false)),
                ("$device", device));
        }

        private const string InRange = " device = (SELECT id FROM device WHERE name = $device) AND at_ms >= $from AND at_ms < $to";

        private static (long Time, double?[] Values) Row(SqliteDataReader row)
        {
            double?[] values = new double?[row.FieldCount - 1];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = row.IsDBNull(i + 1) ? null : row.GetDouble(i + 1);
            }

            return (row.GetInt64(0), values);
        }

        private static SampleSeries ToSeries(List<(long Time, double?[] Values)> rows, int samplesPerPair)
        {
            return new SampleSeries
            {
                Times = rows.ConvertAll(row => row.Time).ToArray(),
                Values = SampleColumn.Names.Select((_, i) => rows.ConvertAll(row => row.Values[i]).ToArray()).ToArray(),
                SamplesPerPair = samplesPerPair,
            };
        }

        private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params (string Name, object Value)[] values)
        {
            List<T> rows = new List<T>();
            Each(sql, reader => rows.Add(row(reader)), values);
            return rows;
        }

        private void Each(string sql, Action<SqliteDataReader> row, params (string Name, object Value)[] values)
        {
            try
            {
                using (SqliteConnection connection = _file.Connect())
                using (SqliteCommand command = connection.CreateCommand())
                {
                    command.CommandText = sql;
                    foreach ((string name, object value) in values)
                    {
                        command.Parameters.AddWithValue(name, value ?? DBNull.Value);
                    }

                    using (SqliteDataReader reader = command.ExecuteReader())
                    {
                        while (reader.Read())
                        {
                            row(reader);
                        }
                    }
                }
            }
            catch (SqliteException exception)
            {
                throw new InputException("--history: " + _file.Path + ": " + HistoryFile.Explain(exception), exception);
            }
        }
    }
}

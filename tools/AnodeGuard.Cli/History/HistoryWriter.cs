using System;
using System.Collections.Generic;
using System.Threading;
using AnodeGuard.Cli.Mqtt;
using Microsoft.Data.Sqlite;

namespace AnodeGuard.Cli.History
{
    /// <summary>
    /// Writes what is received, on a thread of its own, a transaction for a quarter of a second's worth. What cannot be
    /// written (a full disk) waits in memory, bounded, and is tried again; what then gives way is counted, and said.
    /// </summary>
    internal sealed class HistoryWriter : IDisposable
    {
        /// <summary>Messages that may wait: some minutes of 200 devices.</summary>
        public const int Capacity = 100_000;

        private const int LargestBatch = 2000;

        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
        private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan ClearingPeriod = TimeSpan.FromMinutes(5);

        private readonly object _gate = new object();
        private readonly Queue<StoredMessage> _waiting = new Queue<StoredMessage>();
        private readonly HistoryFile _file;
        private readonly TimeSpan? _keep;
        private readonly Action<string> _onProblem;
        private readonly CancellationTokenSource _stop = new CancellationTokenSource();
        private readonly Thread _thread;
        private SqliteConnection _connection;
        private MessageInsert _insert;
        private DateTimeOffset _cleared;

        /// <param name="file">Where to.</param>
        /// <param name="keep">Older messages are removed; null: none ever.</param>
        /// <param name="onProblem">Gets <see cref="Problem"/> when it changes.</param>
        public HistoryWriter(HistoryFile file, TimeSpan? keep, Action<string> onProblem)
        {
            _file = file;
            _keep = keep;
            _onProblem = onProblem;
            _thread = new Thread(Run) { IsBackground = true, Name = "history" };
            _thread.Start();
        }

        /// <summary>Why nothing is written at present; null: all is well.</summary>
        public string Problem { get; private set; }

        /// <summary>Messages that were never written since the tool began.</summary>
        public long Lost { get; private set; }

        /// <summary>Messages that wait.</summary>
        public int Waiting
        {
            get
            {
                lock (_gate)
                {
                    return _waiting.Count;
                }
            }
        }

        /// <summary>Takes a message; never waits.</summary>
        public void Add(ReceivedMessage message)
        {
            StoredMessage stored = StoredMessage.Of(message);
            if (stored == null)
            {
                return;
            }

            lock (_gate)
            {
                if (_waiting.Count >= Capacity)
                {
                    _waiting.Dequeue();
                    Lost++;
                }

                _waiting.Enqueue(stored);
            }
        }

        /// <summary>Writes what still waits, and ends. What cannot be written then is lost, and counted.</summary>
        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            Lost += Waiting;
            _stop.Dispose();
        }

        private void Run()
        {
            TimeSpan pause = Pause;
            while (!_stop.Token.WaitHandle.WaitOne(pause))
            {
                pause = TryWrite() ? Pause : PauseAfterFailure;
            }

            TryWrite();
            Close();
        }

        private bool TryWrite()
        {
            try
            {
                while (Take() is { Length: > 0 } batch)
                {
                    Write(batch);
                    lock (_gate)
                    {
                        // Only now: a batch that failed is still first in the queue. What gave way meanwhile is gone already.
                        for (int i = 0; i < batch.Length && _waiting.Count > 0 && ReferenceEquals(_waiting.Peek(), batch[i]); i++)
                        {
                            _waiting.Dequeue();
                        }
                    }
                }

                Clear();
                Tell(null);
                return true;
            }
            catch (SqliteException exception)
            {
                Close();
                Tell(HistoryFile.Explain(exception));
                return false;
            }
        }

        private StoredMessage[] Take()
        {
            lock (_gate)
            {
                StoredMessage[] batch = new StoredMessage[Math.Min(_waiting.Count, LargestBatch)];
                int i = 0;
                foreach (StoredMessage message in _waiting)
                {
                    if (i == batch.Length)
                    {
                        break;
                    }

                    batch[i++] = message;
                }

                return batch;
            }
        }

        private void Write(StoredMessage[] batch)
        {
            if (_connection == null)
            {
                _connection = _file.Connect();
                _insert = new MessageInsert(_connection);
            }

            using (SqliteTransaction transaction = _connection.BeginTransaction())
            {
                foreach (StoredMessage message in batch)
                {
                    _insert.Run(transaction, message);
                }

                transaction.Commit();
            }
        }

        private void Clear()
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (_keep == null || _connection == null || now - _cleared < ClearingPeriod)
            {
                return;
            }

            _cleared = now;
            using (SqliteTransaction transaction = _connection.BeginTransaction())
            using (SqliteCommand command = _connection.CreateCommand())
            {
                command.Transaction = transaction;
                command.CommandText = "DELETE FROM sample WHERE message IN (SELECT id FROM message WHERE received_ms < $limit); DELETE FROM message WHERE received_ms < $limit";
                command.Parameters.AddWithValue("$limit", (now - _keep.Value).ToUnixTimeMilliseconds());
                command.ExecuteNonQuery();
                transaction.Commit();
            }
        }

        private void Close()
        {
            _insert?.Dispose();
            _connection?.Dispose();
            _insert = null;
            _connection = null;
        }

        private void Tell(string problem)
        {
            if (Problem != problem)
            {
                Problem = problem;
                _onProblem?.Invoke(problem);
            }
        }
    }
}

using System;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// The core over rows: one step a row, at the row's time. A row's current holds over the interval that ends there, as
    /// cyclers log after the fact. Channels that the file lacks are not fitted.
    /// </summary>
    internal sealed class CoreRun
    {
        /// <summary>A channel is stale after so many of its own typical spacings.</summary>
        private const int StaleSpacings = 5;

        private const int MostEventsPerRow = 64;

        /// <summary>
        /// Every row up to this one asks for the recommended charge current, of the others one in so many: it costs as much
        /// as the rest of the core, and where a row is not asked the last answer holds.
        /// </summary>
        private const int AdvisedRows = 4096;

        private readonly GuardSettings _settings;
        private readonly EventQueue _queue = new EventQueue(MostEventsPerRow, 0);
        private readonly EventReporter _reporter;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly SideChannel _sense;
        private readonly SideChannel _temperature;
        private readonly Action<Figure> _found;
        private FigureWatch _figures = new FigureWatch();
        private Guard _guard;
        private EventRecord _spare = new EventRecord();
        private RowBlock _block;
        private int _row;
        private bool _started;
        private long _rows;
        private long _adviseAt;
        private long _start;

        /// <summary>Prepares a run.</summary>
        /// <param name="recording">What will be judged.</param>
        /// <param name="settings">Changed: self-test and charge advice are waived, and staleness follows the file's spacing.</param>
        public CoreRun(IRecording recording, GuardSettings settings)
        {
            Adapt(settings, recording);
            _settings = settings;
            _guard = new Guard(settings);
            _reporter = new EventReporter(_queue, new NoWallClock(), new BoardStatus());
            _sense = new SideChannel(_snapshot.SenseMicrovolts, settings.SenseStaleMicroseconds);
            _temperature = new SideChannel(_snapshot.CellMillicelsius, settings.TemperatureStaleMicroseconds);
            Begin(_snapshot.CellMicrovolts);
            Begin(_snapshot.CellBipolarMicrovolts);
            Begin(_snapshot.CurrentNanoamperes);
            _found = figure => _block.Happenings.Add(new RowHappening(_row, null, figure, null));
        }

        /// <summary>Judges every row of a block.</summary>
        public void Judge(RowBlock block)
        {
            _block = block;
            int exchange = NextExchange();
            for (_row = 0; _row < block.Count; _row++)
            {
                if (_row == exchange)
                {
                    BeginAnew(block.Exchanges.Dequeue().Why);
                    exchange = NextExchange();
                }

                Judge(block.Rows[_row], ref block.Judgements[_row]);
            }
        }

        /// <summary>Makes settings for a live board fit a file.</summary>
        internal static void Adapt(GuardSettings settings, IRecording recording)
        {
            settings.SelfTestWaived = true;
            settings.CellStaleMicroseconds = StaleAfter(settings.CellStaleMicroseconds, recording, Quantity.Time);
            settings.SenseStaleMicroseconds = StaleAfter(settings.SenseStaleMicroseconds, recording, Quantity.Sense);
            settings.TemperatureStaleMicroseconds = StaleAfter(settings.TemperatureStaleMicroseconds, recording, Quantity.CellTemperature);
        }

        private static long StaleAfter(long setting, IRecording recording, Quantity channel)
        {
            long spacing = recording.TypicalSpacingMicroseconds(channel);
            return Math.Max(setting, spacing > DecimalField.Limit / StaleSpacings ? DecimalField.Limit : spacing * StaleSpacings);
        }

        private void Judge(in RecordingRow row, ref Judgement judgement)
        {
            _start = _started ? _start : row.TimeMicroseconds;
            _started = true;
            Fill(row, row.TimeMicroseconds - _start);
            WaiveAdvice();
            Verdict verdict = _guard.Step(_snapshot);
            _reporter.Report(_snapshot, verdict);
            _figures.See(verdict, _found);
            judgement.Take(verdict);
            TakeEvents();
        }

        private int NextExchange()
        {
            return _block.Exchanges.TryPeek(out (int Row, string Why) next) ? next.Row : -1;
        }

        /// <summary>Nothing that was learnt of the old cell may be held against the new one.</summary>
        private void BeginAnew(string why)
        {
            _block.Happenings.Add(new RowHappening(_row, null, null, why));
            _guard = new Guard(_settings);
            _figures = new FigureWatch();
        }

        private void Fill(in RecordingRow row, long time)
        {
            _snapshot.TimeMicroseconds = time;
            Set(_snapshot.CellMicrovolts, row.CellMicrovolts, time);

            // One voltage of either sign is what both paths of a board would have seen. The one current is instant and mean
            // to the core: where a channel is not fitted, it takes the other.
            Set(_snapshot.CellBipolarMicrovolts, row.CellMicrovolts, time);
            Set(_snapshot.CurrentNanoamperes, row.CurrentNanoamperes, time);
            _sense.Fill(row.HasSense, row.SenseMicrovolts, time);
            _temperature.Fill(row.HasTemperature, row.CellMillicelsius, time);
        }

        private void WaiveAdvice()
        {
            bool isDue = _rows == _adviseAt;
            _guard.ChargeAdviceWaived = !isDue;
            _adviseAt = isDue ? _rows + 1 + (_rows / AdvisedRows) : _adviseAt;
            _rows++;
        }

        private void TakeEvents()
        {
            while (_queue.TryTake(_spare))
            {
                _block.Happenings.Add(new RowHappening(_row, _spare, null, null));
                _spare = new EventRecord();
            }
        }

        /// <summary>What every row has: valid for good.</summary>
        private static void Begin(Sample sample)
        {
            sample.Set(0, 0, Validity.Valid, SampleSource.Recording);
        }

        private static void Set(Sample sample, long value, long time)
        {
            sample.Value = value;
            sample.TimeMicroseconds = time;
        }

        /// <summary>A recording's events carry the file's time; no wall clock runs.</summary>
        private sealed class NoWallClock : IClock
        {
            public long NowMicroseconds()
            {
                return 0;
            }

            public bool TryGetUnixMilliseconds(out long unixMilliseconds)
            {
                unixMilliseconds = 0;
                return false;
            }
        }
    }
}

using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Runs the core over a recording: one step a row, at the row's time. A row's current holds over the interval that
    /// ends there, as cyclers log after the fact. Channels that the file lacks are not fitted.
    /// </summary>
    internal sealed class ReplayLoop
    {
        /// <summary>A channel is stale after so many of its own typical spacings.</summary>
        private const int StaleSpacings = 5;

        private const int MostEventsPerRow = 64;

        private readonly IRecording _recording;
        private readonly Guard _guard;
        private readonly EventQueue _queue = new EventQueue(MostEventsPerRow);
        private readonly EventReporter _reporter;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly RecordingRow _row = new RecordingRow();
        private readonly SideChannel _sense;
        private readonly SideChannel _temperature;
        private readonly EventRecord _event = new EventRecord();

        /// <summary>Prepares a run.</summary>
        /// <param name="recording">Read from here to its end.</param>
        /// <param name="settings">Changed: the self-test is waived, and staleness follows the file's spacing.</param>
        public ReplayLoop(IRecording recording, GuardSettings settings)
        {
            _recording = recording;
            _reporter = new EventReporter(_queue, new NoWallClock());
            Adapt(settings, recording);
            _guard = new Guard(settings);
            _sense = new SideChannel(_snapshot.SenseMicrovolts, settings.SenseStaleMicroseconds);
            _temperature = new SideChannel(_snapshot.CellMillicelsius, settings.TemperatureStaleMicroseconds);
        }

        /// <summary>Runs to the end of the recording.</summary>
        public void Run(IReadOnlyList<IReplaySink> sinks)
        {
            bool first = true;
            long start = 0;
            while (_recording.Read(_row))
            {
                start = first ? _row.TimeMicroseconds : start;
                first = false;
                Fill(_row.TimeMicroseconds - start);
                Verdict verdict = _guard.Step(_snapshot);
                _reporter.Report(_snapshot, verdict);
                Hand(sinks, verdict);
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
            return System.Math.Max(setting, spacing > DecimalField.Limit / StaleSpacings ? DecimalField.Limit : spacing * StaleSpacings);
        }

        private void Fill(long time)
        {
            _snapshot.TimeMicroseconds = time;
            Set(_snapshot.CellMicrovolts, _row.CellMicrovolts, time);

            // One voltage of either sign is what both paths of a board would have seen.
            Set(_snapshot.CellBipolarMicrovolts, _row.CellMicrovolts, time);
            Set(_snapshot.CurrentNanoamperes, _row.CurrentNanoamperes, time);
            Set(_snapshot.MeanCurrentNanoamperes, _row.CurrentNanoamperes, time);
            _sense.Fill(_row.HasSense, _row.SenseMicrovolts, time);
            _temperature.Fill(_row.HasTemperature, _row.CellMillicelsius, time);
        }

        private void Hand(IReadOnlyList<IReplaySink> sinks, Verdict verdict)
        {
            while (_queue.TryTake(_event))
            {
                foreach (IReplaySink sink in sinks)
                {
                    sink.OnEvent(_row.TimeMicroseconds, _event);
                }
            }

            foreach (IReplaySink sink in sinks)
            {
                sink.OnRow(_row, verdict);
            }
        }

        private static void Set(Sample sample, long value, long time)
        {
            sample.Set(value, time, Validity.Valid, SampleSource.Recording);
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

using System;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>What a whole recording comes to.</summary>
    internal sealed class ReplayTally : ReplaySink
    {
        private long _largestDepletionQ24;
        private long _largestCurrentQ24;

        public long Rows { get; private set; }

        public long FirstMicroseconds { get; private set; }

        public long LastMicroseconds { get; private set; }

        /// <summary>Charge, nC, as the core counted it.</summary>
        public long ChargeNanocoulombs { get; private set; }

        /// <summary>The highest rung that was reached.</summary>
        public GuardState Worst { get; private set; }

        /// <summary>The state at the end.</summary>
        public GuardState Last { get; private set; }

        /// <summary>When the core first demanded an open switch; null where it never did.</summary>
        public long? OpenDemandedMicroseconds { get; private set; }

        /// <summary>Rows at whose current the salt would run out.</summary>
        public long ForecastRows { get; private set; }

        /// <summary>How often another cell was put in.</summary>
        public long Exchanges { get; private set; }

        /// <summary>What was raised.</summary>
        public FaultLedger Ledger { get; } = new FaultLedger();

        /// <summary>Largest |s|.</summary>
        public double LargestDepletion
        {
            get { return (double)_largestDepletionQ24 / Verdict.OneQ24; }
        }

        /// <summary>Largest |j|.</summary>
        public double LargestCurrent
        {
            get { return (double)_largestCurrentQ24 / Verdict.OneQ24; }
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Take(rows[i], judgements[i]);
            }
        }

        /// <inheritdoc />
        public override void OnEvent(long timeMicroseconds, EventRecord record)
        {
            Ledger.Add(timeMicroseconds, record);
        }

        /// <inheritdoc />
        public override void OnExchange(long timeMicroseconds, string why)
        {
            Exchanges++;
        }

        private void Take(in RecordingRow row, in Judgement judgement)
        {
            FirstMicroseconds = Rows == 0 ? row.TimeMicroseconds : FirstMicroseconds;
            LastMicroseconds = row.TimeMicroseconds;
            Rows++;
            Last = judgement.State;
            Worst = judgement.State > Worst ? judgement.State : Worst;
            ChargeNanocoulombs = judgement.ChargeNanocoulombs;
            _largestDepletionQ24 = Math.Max(_largestDepletionQ24, Math.Abs(judgement.SurfaceDepletionQ24));
            _largestCurrentQ24 = Math.Max(_largestCurrentQ24, Math.Abs(judgement.NormalizedCurrentQ24));
            ForecastRows += judgement.DepletionMicroseconds == Verdict.Never ? 0 : 1;
            if (OpenDemandedMicroseconds == null && (judgement.Actions & GuardActions.OpenSwitch) != 0)
            {
                OpenDemandedMicroseconds = row.TimeMicroseconds;
            }
        }
    }
}

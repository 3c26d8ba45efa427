using System;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>Judges a flight recording again, from the state that the board's core was in, and compares.</summary>
    internal static class FlightReplay
    {
        /// <summary>Runs the core over every snapshot.</summary>
        /// <param name="file">The recording.</param>
        /// <param name="onVerdict">Sees every snapshot with its verdict; both are overwritten afterwards.</param>
        /// <returns>The first segment whose verdicts are not the board's, from 0; -1 where all are the same, bit for bit.</returns>
        /// <exception cref="InputException">The recording is damaged, or that of another core.</exception>
        public static int Run(FlightFile file, Action<Snapshot, Verdict> onVerdict)
        {
            Guard guard = new Guard(file.Settings);
            if (!guard.Load(file.State))
            {
                throw new InputException("the recording holds the state of another core than this tool's (recorded " + file.Core + ", here " + ProductVersion.CoreHash + ")");
            }

            int different = -1;
            try
            {
                for (int i = 0; i < file.Segments.Count; i++)
                {
                    long sum = Judge(guard, file.Segments[i], onVerdict);
                    different = different < 0 && sum != file.Segments[i].Sum ? i : different;
                }
            }
            catch (Exception exception) when (exception is FormatException || exception is IndexOutOfRangeException)
            {
                throw new InputException("the recording is damaged: " + exception.Message, exception);
            }

            return different;
        }

        private static long Judge(Guard guard, FlightSegment segment, Action<Snapshot, Verdict> onVerdict)
        {
            SnapshotDecoder decoder = new SnapshotDecoder(segment.Words);
            Snapshot snapshot = new Snapshot();
            long sum = 0;
            while (!decoder.IsAtEnd)
            {
                decoder.Next(snapshot);
                Verdict verdict = guard.Step(snapshot);
                sum = VerdictSum.Add(sum, verdict, decoder.IsDecision);
                onVerdict(snapshot, verdict);
            }

            return sum;
        }
    }
}

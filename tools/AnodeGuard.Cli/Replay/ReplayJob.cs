using System;
using System.Collections.Generic;
using System.IO;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>How the files of one command line are to be read and judged.</summary>
    internal sealed record ReplayOptions(string SettingsPath, string FormatId, ColumnMap Map);

    /// <summary>One file's replay: opened, run, concluded.</summary>
    internal sealed class ReplayJob : IDisposable
    {
        private readonly IRecording _recording;
        private readonly DeviceSettings _settings;
        private readonly ReplayChecks _checks;

        /// <summary>Opens the file.</summary>
        /// <exception cref="InputException">It, or the settings, cannot be used.</exception>
        public ReplayJob(string path, ReplayOptions options)
        {
            _settings = SettingsFile.Load(options.SettingsPath);
            _recording = RecordingFile.Open(path, options.FormatId, options.Map);
            _checks = new ReplayChecks(_recording);
            Summary = new ReplaySummary(Path.GetFileName(path), _recording, _settings, Tally, _checks);
        }

        /// <summary>What the recording comes to.</summary>
        public ReplayTally Tally { get; } = new ReplayTally();

        /// <summary>What to tell.</summary>
        public ReplaySummary Summary { get; }

        /// <summary>Runs to the end; sinks that are null are left out.</summary>
        /// <exception cref="InputException">A row cannot be used, or there is none.</exception>
        public void Run(params IReplaySink[] sinks)
        {
            List<IReplaySink> all = new List<IReplaySink> { Tally, _checks };
            all.AddRange(Array.FindAll(sinks, sink => sink != null));
            new ReplayLoop(_recording, _settings.Guard).Run(all);
            if (Tally.Rows == 0)
            {
                throw new InputException(Summary.FileName + ": has a header but no rows");
            }
        }

        /// <inheritdoc />
        public void Dispose()
        {
            _recording.Dispose();
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>How the files of one command line are to be read and judged.</summary>
    internal sealed record ReplayOptions(string SettingsPath, string FormatId, ColumnMap Map, CellFlags Cell);

    /// <summary>One file's replay: opened, run, concluded.</summary>
    internal sealed class ReplayJob : IDisposable
    {
        private readonly IRecording _recording;
        private readonly ReplaySettings _settings;
        private readonly ReplayChecks _checks;

        /// <summary>Opens the file.</summary>
        /// <exception cref="InputException">It, or the settings, cannot be used.</exception>
        public ReplayJob(string path, ReplayOptions options)
        {
            _settings = ReplaySettings.Of(options.SettingsPath, options.Cell, () => RecordingFile.Open(path, options.FormatId, options.Map));
            _recording = RecordingFile.Open(path, options.FormatId, options.Map);
            _checks = new ReplayChecks(_recording, OutlookScope.Of(_settings));
            Summary = new ReplaySummary(Path.GetFileName(path), _recording, _settings, Tally, _checks);
        }

        /// <summary>The file, opened.</summary>
        public IRecording Recording
        {
            get { return _recording; }
        }

        /// <summary>What the recording comes to.</summary>
        public ReplayTally Tally { get; } = new ReplayTally();

        /// <summary>What to tell.</summary>
        public ReplaySummary Summary { get; }

        /// <summary>Runs to the end; sinks that are null are left out.</summary>
        /// <exception cref="InputException">A row cannot be used, or there is none.</exception>
        public void Run(params ReplaySink[] sinks)
        {
            List<ReplaySink> all = new List<ReplaySink> { Tally, _checks };
            all.AddRange(Array.FindAll(sinks, sink => sink != null));
            new ReplayLoop(_recording, _settings.Device.Guard).Run(all);
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

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>
    /// The settings of one replay and where each comes from: the command line, the document, the file itself, a documented
    /// default. Where a document is given its absent keys take their defaults, as on a device, and nothing is guessed.
    /// </summary>
    internal sealed class ReplaySettings
    {
        private readonly IReadOnlyList<SettingNote> _document;

        private ReplaySettings(
            DeviceSettings device, string kind, IReadOnlyList<SettingNote> guessed, IReadOnlyList<SettingNote> flagged, IReadOnlyList<SettingNote> document)
        {
            _document = document;
            Device = device;
            Kind = kind;
            Guessed = guessed;
            Flagged = flagged;
            HashSet<string> told = guessed.Concat(flagged).Select(note => note.Key).ToHashSet();
            Assumed = SettingsFile.AssumedForReplay(device).Where(assumed => !told.Contains(assumed.Key)).ToArray();
        }

        /// <summary>The settings themselves.</summary>
        public DeviceSettings Device { get; }

        /// <summary>The kind of cell that the file looks like; null where a document was given or the file does not tell.</summary>
        public string Kind { get; }

        /// <summary>What was guessed from the file.</summary>
        public IReadOnlyList<SettingNote> Guessed { get; }

        /// <summary>What the command line gave.</summary>
        public IReadOnlyList<SettingNote> Flagged { get; }

        /// <summary>Documented defaults that hold for want of anything better.</summary>
        public IReadOnlyList<AssumedDefault> Assumed { get; }

        /// <summary>Every setting that matters for a verdict on a recording, the least certain first.</summary>
        public IReadOnlyList<SettingNote> All
        {
            get
            {
                HashSet<string> given = Flagged.Select(note => note.Key).ToHashSet();
                return Guessed.Select(note => note with { Why = "guessed: " + note.Why })
                    .Concat(Assumed.Select(assumed => new SettingNote(assumed.Key, assumed.Value, "documented default")))
                    .Concat(Flagged)
                    .Concat(_document.Where(note => !given.Contains(note.Key)))
                    .ToArray();
            }
        }

        /// <summary>Puts them together for one file.</summary>
        /// <param name="path">The document; null where none was given.</param>
        /// <param name="flags">The command line's word.</param>
        /// <param name="open">Opens the recording, to be looked through where something has to be guessed.</param>
        /// <exception cref="InputException">The document cannot be used, or it and the command line contradict each other.</exception>
        public static ReplaySettings Of(string path, CellFlags flags, Func<IRecording> open)
        {
            DeviceSettings device = SettingsFile.Load(path);
            string kind = null;
            IReadOnlyList<SettingNote> guessed = [];
            if (path == null)
            {
                using (IRecording recording = open())
                {
                    FileSurvey survey = FileSurvey.Of(recording);
                    guessed = SettingsGuess.Apply(device.Guard, survey, flags);
                    kind = SettingsGuess.KindOf(survey);
                }
            }

            return new ReplaySettings(device, kind, guessed, Apply(device.Guard, flags), path == null ? [] : SettingsFile.GivenForReplay(path));
        }

        private static List<SettingNote> Apply(GuardSettings guard, CellFlags flags)
        {
            List<SettingNote> notes = new List<SettingNote>();
            if (flags.Capacity_mAh != null)
            {
                guard.CapacityMicroampereHours = (long)Math.Round(flags.Capacity_mAh.Value * 1e3);
                notes.Add(new SettingNote("cell.capacity_mah", Number(flags.Capacity_mAh.Value), "--capacity-mah"));
            }

            if (flags.Area_cm2 != null)
            {
                guard.AreaSquareMicrometres = (long)Math.Round(flags.Area_cm2.Value * 1e8);
                notes.Add(new SettingNote("cell.area_cm2", Number(flags.Area_cm2.Value), "--area-cm2"));
            }

            if (flags.Chemistry != null)
            {
                guard.Chemistry = flags.Chemistry.Value;
                notes.Add(new SettingNote("cell.chemistry", CellOptions.NameOf(flags.Chemistry.Value), "--chemistry"));
            }

            if (flags.Limits != null)
            {
                guard.UnderVoltageMicrovolts = (long)Math.Round(flags.Limits.Low_V * 1e6);
                guard.OverVoltageMicrovolts = (long)Math.Round(flags.Limits.High_V * 1e6);
                notes.Add(new SettingNote("limits.under_voltage_v", Number(flags.Limits.Low_V), "--limits"));
                notes.Add(new SettingNote("limits.over_voltage_v", Number(flags.Limits.High_V), "--limits"));
            }

            return notes;
        }

        private static string Number(double value)
        {
            return value.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }
}

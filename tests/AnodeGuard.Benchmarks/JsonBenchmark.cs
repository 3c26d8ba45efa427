using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Benchmarks
{
    /// <summary>What a state message costs to write and a settings document to read: garbage is what stops the safety thread on the chip.</summary>
    internal static class JsonBenchmark
    {
        private const int Turns = 20_000;

        public static void Run(TextWriter output)
        {
            DeviceSettings settings = SettingsDocument.Defaults();
            MessageWriter writer = new MessageWriter(new byte[10240], settings, new ReportIdentity { Board = "bench", Boot = 1 });
            Observation values = Values();
            TurnTiming timing = new TurnTiming();
            Report(output, "state message, JsonWriter", () => writer.WriteState(values, 0, timing, 1_784_621_701_000, 0, 0, 0));
            byte[] message = writer.Json.Buffer[..writer.Json.Length];
            Report(output, "the same " + message.Length.ToString(CultureInfo.InvariantCulture) + " bytes, System.Text.Json from a tree", Tree(message));
            JsonWriter document = new JsonWriter(new byte[SettingsDocument.MaxBytes]);
            document.Begin();
            SettingsWriter.WriteAll(document, settings);
            document.End();
            using JsonDocument whole = JsonDocument.Parse(document.Buffer.AsMemory(0, document.Length));
            byte[] stored = Encoding.UTF8.GetBytes(whole.RootElement.GetProperty("settings").GetRawText());
            Report(output, "settings of " + stored.Length.ToString(CultureInfo.InvariantCulture) + " bytes, read, checked, defaults listed", () => SettingsDocument.Parse(stored, out _));
            Report(output, "the same, System.Text.Json into a tree, unchecked", () => JsonSerializer.Deserialize<JsonElement>(stored));
        }

        /// <summary>A healthy cell, every channel fitted but pressure and gas.</summary>
        internal static Observation Values()
        {
            Observation values = new Observation { Cell = new CellFigures(), Housing = new HousingSamples() };
            values.TimeMicroseconds = 5_000_000;
            values.State = GuardState.Normal;
            values.CellMicrovolts.Set(3_712_345, 5_000_000, Validity.Valid, SampleSource.Ina228);
            values.CurrentNanoamperes.Set(10_000_000, 5_000_000, Validity.Valid, SampleSource.Ina228);
            values.MeanCurrentNanoamperes.Set(10_000_100, 5_000_000, Validity.Valid, SampleSource.Ina228);
            values.SenseMicrovolts.Set(2_953_125, 5_000_000, Validity.Valid, SampleSource.Ads1115);
            values.CellMillicelsius.Set(25_125, 5_000_000, Validity.Valid, SampleSource.Ads1115);
            values.SurfaceDepletionQ24 = Verdict.OneQ24 / 8;
            return values;
        }

        private static Action Tree(byte[] message)
        {
            JsonElement tree = JsonSerializer.Deserialize<JsonElement>(message);
            return () => JsonSerializer.SerializeToUtf8Bytes(tree);
        }

        private static void Report(TextWriter output, string name, Action work)
        {
            (double seconds, long bytes) = Measured.Of(() =>
            {
                for (int i = 0; i < Turns; i++)
                {
                    work();
                }
            });
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-64} {1,8:0} ns, {2} bytes allocated", name, seconds / Turns * 1e9, bytes / Turns));
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Cli;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>Settings survive an update: what older firmware left is read as what it said, what a newer one left is refused.</summary>
    public class SettingsMigrationTests
    {
        private const string OldStored = "stored-bbff6ca.json";

        public static TheoryData<string> Older => new TheoryData<string>(OlderImage.Documents);

        [Theory]
        [MemberData(nameof(Older))]
        public void Every_value_of_an_older_document_holds_under_todays_name(string name)
        {
            DeviceSettings settings = Read(OlderImage.Document(name));
            Assert.Equal(1, settings.MigratedFrom);
            Assert.Equal(DeviceSettings.CurrentVersion, settings.Version);

            // Stored anew, every leaf of the old one is there, under its name of today.
            JsonObject today = JsonNode.Parse(SettingsChange.Apply(OlderImage.Document(name), "{}"u8.ToArray(), out SettingsError error)).AsObject();
            Assert.Null(error);
            Dictionary<string, JsonNode> expected = Leaves(JsonNode.Parse(OlderImage.Document(name)).AsObject());
            expected["version"] = DeviceSettings.CurrentVersion;
            if (expected.Remove("device.recorder_kb", out JsonNode recorder))
            {
                expected["device.recorder_most_kb"] = recorder;
            }

            Dictionary<string, JsonNode> actual = Leaves(today);
            Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
            Assert.All(expected, one => Assert.True(JsonNode.DeepEquals(one.Value, actual[one.Key]), one.Key + ": " + actual[one.Key]));
            Assert.Equal(0, Read(Encoding.UTF8.GetBytes(today.ToJsonString())).MigratedFrom);
        }

        [Fact]
        public void There_are_older_documents_of_every_kind()
        {
            Assert.Equal(["document-380684f.json", "export-b83f5f9.json", "export-bbff6ca.json", "stored-bbff6ca.json"], OlderImage.Documents);
            Assert.Equal(300, Read(OlderImage.Document(OldStored)).RecorderKilobytes);
        }

        [Fact]
        public void An_old_key_tells_the_version_of_a_document_that_does_not()
        {
            DeviceSettings settings = Read("""{"device":{"recorder_kb":100}}"""u8.ToArray());
            Assert.Equal(1, settings.MigratedFrom);
            Assert.Equal(100, settings.RecorderKilobytes);
        }

        [Theory]
        [InlineData("""{"version":2,"device":{"recorder_kb":100}}""", "device.recorder_kb: found a key of version 1; accepted: device.recorder_most_kb, as it is called since")]
        [InlineData("""{"device":{"recorder_kb":100,"recorder_most_kb":100}}""", "device.recorder_most_kb: found the key a second time; accepted: each key once")]
        [InlineData("""{"version":1,"device":{"recorder_kb":9999}}""", "device.recorder_kb: found 9999; accepted: a whole number from 0 to 1024 KB")]
        [InlineData("""{"version":3}""", "version: found 3; accepted: 1 to 2: this firmware is older than its settings")]
        [InlineData("""{"cells":{"new":[{}]},"version":3}""", "version: found 3; accepted: 1 to 2: this firmware is older than its settings")]
        [InlineData("""{"limits":{"over_voltage_v":"high"},"version":17}""", "version: found 17; accepted: 1 to 2: this firmware is older than its settings")]
        [InlineData("""{"cells":{"version":3}}""", "cells: found an unknown key; accepted: cell, transport, sense, limits, mqtt, device, wifi, version")]
        [InlineData("""{"version":0}""", "version: found 0; accepted: a whole number from 1 to 2")]
        public void What_is_newer_or_mixed_is_refused_in_one_line(string document, string line)
        {
            Assert.Null(SettingsDocument.Parse(Encoding.UTF8.GetBytes(document), out SettingsError error));
            Assert.Equal(line, error.ToString());
        }

        [Fact]
        public void A_newer_document_by_command_is_refused_and_the_good_one_stays()
        {
            FakeLink link = new FakeLink();
            ReportBench bench = Started(link);
            link.Inbound.Enqueue(Signed.Command("set-settings", 9_000_000_000_000, """{"settings":{"version":3,"limits":{"over_voltage_v":4.2}}}"""));
            bench.Turn(5);
            Assert.Equal("version: found 3; accepted: 1 to 2: this firmware is older than its settings", link.On("ack").Last().GetProperty("reason").GetString());
            Assert.Equal(Encoding.UTF8.GetString(OlderImage.Document(OldStored)), bench.Stored.Json);
        }

        [Fact]
        public void A_change_by_command_stores_the_whole_document_in_todays_words_and_info_tells_of_the_old_ones()
        {
            FakeLink link = new FakeLink();
            ReportBench bench = Started(link);
            Assert.Equal(1, link.On("info").Last().GetProperty("settings_migrated_from").GetInt32());
            link.Inbound.Enqueue(Signed.Command("set-settings", 9_000_000_000_000, """{"settings":{"limits":{"over_voltage_v":4.2}}}"""));
            bench.Turn(5);
            Assert.True(link.On("ack").Last().GetProperty("accepted").GetBoolean());
            DeviceSettings settings = Read(Encoding.UTF8.GetBytes(bench.Stored.Json));
            Assert.Equal(0, settings.MigratedFrom);
            Assert.Equal(300, settings.RecorderKilobytes);
            Assert.Equal(4_200_000, settings.Guard.OverVoltageMicrovolts);
            Assert.Equal(Signed.KeyText, settings.CommandKey);
        }

        /// <summary>The first change after an update writes the migrated document; the supply fails after any byte of it.</summary>
        [Fact]
        public void A_power_cut_at_any_byte_of_the_migrated_document_leaves_settings_that_say_the_same()
        {
            using TemporaryFolder folder = new TemporaryFolder();
            string root = folder.Path + System.IO.Path.DirectorySeparatorChar;
            folder.Write("settings.json", OlderImage.Document(OldStored));
            Esp32SettingsStorage storage = new Esp32SettingsStorage(root);
            byte[] migrated = SettingsChange.Apply(storage.Load(), """{"limits":{"over_voltage_v":4.2}}"""u8.ToArray(), out SettingsError error);
            Assert.Null(error);
            Assert.True(storage.TryReplace(migrated));
            string path = new[] { folder.File("settings.a"), folder.File("settings.b") }.Single(System.IO.File.Exists);
            byte[] whole = System.IO.File.ReadAllBytes(path);
            for (int cut = 0; cut <= whole.Length; cut++)
            {
                System.IO.File.WriteAllBytes(path, whole[..cut]);
                DeviceSettings settings = Read(new Esp32SettingsStorage(root).Load());
                bool done = cut == whole.Length;
                Assert.Equal(done ? 0 : 1, settings.MigratedFrom);
                Assert.Equal(done ? 4_200_000 : 4_300_000, settings.Guard.OverVoltageMicrovolts);
                Assert.Equal(300, settings.RecorderKilobytes);
                Assert.Equal("lab-2", settings.DeviceSite);
                Assert.Equal([0L, 25_500L], settings.Guard.TableMillicelsius);
            }
        }

        private static ReportBench Started(FakeLink link)
        {
            DeviceSettings settings = Read(OlderImage.Document(OldStored));
            settings.DeviceSite = "lab";
            ReportBench bench = new ReportBench(link, settings);
            bench.Stored.Json = Encoding.UTF8.GetString(OlderImage.Document(OldStored));
            bench.Turn(5);
            return bench;
        }

        private static DeviceSettings Read(byte[] document)
        {
            DeviceSettings settings = SettingsDocument.Parse(document, out SettingsError error);
            Assert.True(error == null, error?.ToString());
            return settings;
        }

        private static Dictionary<string, JsonNode> Leaves(JsonObject document)
        {
            Dictionary<string, JsonNode> leaves = [];
            foreach ((string group, JsonNode value) in document)
            {
                if (value is JsonObject members)
                {
                    foreach ((string name, JsonNode leaf) in members)
                    {
                        leaves[group + "." + name] = leaf;
                    }
                }
                else
                {
                    leaves[group] = value;
                }
            }

            return leaves;
        }
    }
}

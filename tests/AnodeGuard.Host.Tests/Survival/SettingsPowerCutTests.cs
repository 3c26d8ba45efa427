using System;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// The supply fails after any byte of a settings write, from every state the files can be in. A file system may have
    /// cut the old file off before, or may write over it in place: both are tried.
    /// </summary>
    public class SettingsPowerCutTests
    {
        private const string First = "{\"device\":{\"id\":\"first\"}}";
        private const string Longer = "{\"device\":{\"id\":\"second-and-much-longer\"}}";
        private const string Third = "{\"device\":{\"id\":\"third\"}}";

        [Theory]
        [InlineData(0, false)]
        [InlineData(0, true)]
        [InlineData(1, false)]
        [InlineData(1, true)]
        [InlineData(2, false)]
        [InlineData(2, true)]
        [InlineData(3, false)]
        [InlineData(3, true)]
        public void Any_byte_leaves_the_old_or_the_new_document(int replacedBefore, bool inPlace)
        {
            using TemporaryFolder folder = new TemporaryFolder();
            string root = folder.Path + Path.DirectorySeparatorChar;
            Esp32SettingsStorage storage = new Esp32SettingsStorage(root);
            folder.Write("settings.json", First);
            string old = First;
            for (int i = 0; i < replacedBefore; i++)
            {
                old = Longer + new string(' ', i);
                Assert.True(storage.TryReplace(Encoding.UTF8.GetBytes(old)));
            }

            (string path, byte[] before, byte[] whole) = FindWrite(folder, storage);
            for (int cut = 0; cut <= whole.Length; cut++)
            {
                byte[] rest = inPlace ? before.Skip(cut).ToArray() : Array.Empty<byte>();
                File.WriteAllBytes(path, whole.Take(cut).Concat(rest).ToArray());
                string found = Encoding.UTF8.GetString(new Esp32SettingsStorage(root).Load());

                // In place, what is left of a longer file makes even the whole write no document.
                bool complete = cut == whole.Length && rest.Length == 0;
                Assert.Equal(complete ? Third : old, found);
                Assert.True(new Esp32SettingsStorage(root).TryReplace(Encoding.UTF8.GetBytes(Third)), "after byte " + cut);
                Assert.Equal(Third, Encoding.UTF8.GetString(new Esp32SettingsStorage(root).Load()));
                Restore(folder, path, before);
            }
        }

        /// <summary>Which file a replacement touches, what it held, and what is written; the folder is as before afterwards.</summary>
        private static (string Path, byte[] Before, byte[] Whole) FindWrite(TemporaryFolder folder, Esp32SettingsStorage storage)
        {
            string[] slots = { folder.File("settings.a"), folder.File("settings.b") };
            byte[][] before = slots.Select(Read).ToArray();
            Assert.True(storage.TryReplace(Encoding.UTF8.GetBytes(Third)));
            int changed = Enumerable.Range(0, slots.Length).Single(i => !Read(slots[i]).SequenceEqual(before[i]));
            byte[] whole = Read(slots[changed]);
            Restore(folder, slots[changed], before[changed]);
            return (slots[changed], before[changed], whole);
        }

        private static void Restore(TemporaryFolder folder, string path, byte[] bytes)
        {
            File.Delete(path);
            if (bytes.Length > 0)
            {
                folder.Write(Path.GetFileName(path), bytes);
            }
        }

        private static byte[] Read(string path)
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : Array.Empty<byte>();
        }
    }
}

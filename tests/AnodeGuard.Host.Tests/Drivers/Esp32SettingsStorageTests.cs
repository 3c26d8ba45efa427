using System;
using System.IO;
using System.Text;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    public sealed class Esp32SettingsStorageTests : IDisposable
    {
        private readonly string _root;
        private readonly Esp32SettingsStorage _storage;

        public Esp32SettingsStorageTests()
        {
            _root = Directory.CreateTempSubdirectory("settings").FullName + Path.DirectorySeparatorChar;
            _storage = new Esp32SettingsStorage(_root);
        }

        public void Dispose()
        {
            Directory.Delete(_root, true);
        }

        [Fact]
        public void TheChecksumIsTheUsualOne()
        {
            Assert.Equal(0xCBF43926u, Crc32.Compute(Encoding.ASCII.GetBytes("x123456789"), 1, 9));
        }

        [Fact]
        public void ThereIsNothingAtFirst()
        {
            Assert.Null(_storage.Load());
        }

        [Fact]
        public void TheDocumentOfTheFlashingCountsUntilOneIsStored()
        {
            File.WriteAllText(_root + "settings.json", "{\"a\":1}");
            Assert.Equal("{\"a\":1}", Text());
            Assert.True(_storage.TryReplace(Bytes("{\"a\":2}")));
            Assert.Equal("{\"a\":2}", Text());
        }

        [Fact]
        public void TheLastOneStoredIsLoaded()
        {
            for (int i = 0; i < 7; i++)
            {
                Assert.True(_storage.TryReplace(Bytes("document " + i)));
                Assert.Equal("document " + i, Text());
                Assert.Equal("document " + i, Encoding.UTF8.GetString(new Esp32SettingsStorage(_root).Load()));
            }
        }

        [Fact]
        public void APowerCutAnywhereLeavesTheOldDocument()
        {
            Assert.True(_storage.TryReplace(Bytes("old")));
            byte[] before = File.ReadAllBytes(_root + "settings.a");
            Assert.True(_storage.TryReplace(Bytes("newer")));
            byte[] whole = File.ReadAllBytes(_root + "settings.b");
            for (int length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(_root + "settings.b", whole[..length]);
                Assert.Equal("old", Text());
            }

            File.WriteAllBytes(_root + "settings.b", whole);
            Assert.Equal("newer", Text());
            Assert.Equal(before, File.ReadAllBytes(_root + "settings.a"));
        }

        [Fact]
        public void AnySpoiledByteLeavesTheOldDocument()
        {
            Assert.True(_storage.TryReplace(Bytes("old")));
            Assert.True(_storage.TryReplace(Bytes("newer")));
            byte[] whole = File.ReadAllBytes(_root + "settings.b");
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] spoiled = (byte[])whole.Clone();
                spoiled[i] ^= 0x10;
                File.WriteAllBytes(_root + "settings.b", spoiled);
                Assert.Equal("old", Text());
            }
        }

        [Fact]
        public void ASpoiledSlotIsTheNextToBeWritten()
        {
            Assert.True(_storage.TryReplace(Bytes("one")));
            Assert.True(_storage.TryReplace(Bytes("two")));
            File.WriteAllText(_root + "settings.b", "rubbish");
            Assert.True(_storage.TryReplace(Bytes("three")));
            Assert.Equal("three", Text());
            File.Delete(_root + "settings.b");
            Assert.Equal("one", Text());
        }

        [Fact]
        public void WhatCannotBeStoredIsRefusedAndTheOldOneStays()
        {
            Assert.True(_storage.TryReplace(Bytes("old")));
            Assert.False(_storage.TryReplace(null));
            Assert.False(_storage.TryReplace(Array.Empty<byte>()));
            Assert.False(_storage.TryReplace(new byte[Esp32SettingsStorage.MostBytes + 1]));
            Assert.Equal("old", Text());
            Directory.CreateDirectory(_root + "settings.b");
            Assert.False(_storage.TryReplace(Bytes("new")));
            Assert.Equal("old", Text());
        }

        private static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        private string Text()
        {
            return Encoding.UTF8.GetString(_storage.Load());
        }
    }
}

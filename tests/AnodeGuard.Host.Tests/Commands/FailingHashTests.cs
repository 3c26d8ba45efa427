using System;
using System.Text.Json;
using AnodeGuard.App;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>The platform's HMAC-SHA256 asks for memory of its own, and may not get it.</summary>
    public class FailingHashTests
    {
        [Fact]
        public void A_command_whose_code_cannot_be_worked_out_is_refused_with_the_reason_and_taken_when_it_comes_again()
        {
            ShortOfMemory hash = new ShortOfMemory();
            using CommandBoard board = new(hash: hash);
            board.Arm();
            string payload = Signed.Payload("identify", 1_784_621_700_500, "{\"seconds\":20}");

            hash.Fails = true;
            JsonElement ack = board.SendRaw(payload, "identify");
            Assert.False(ack.GetProperty("accepted").GetBoolean());
            Assert.Equal("mac: not checked, the board has too little memory free; send it again", ack.GetProperty("reason").GetString());
            Assert.True(board.SwitchClosed);

            hash.Fails = false;
            ack = board.SendRaw(payload, "identify");
            Assert.True(ack.GetProperty("accepted").GetBoolean(), ack.GetRawText());
        }

        private sealed class ShortOfMemory : IKeyedHash
        {
            private readonly PlatformHash _platform = new PlatformHash();

            public bool Fails { get; set; }

            public byte[] Of(byte[] key, byte[] text)
            {
                return Fails ? throw new OutOfMemoryException("no memory for the digest") : _platform.Of(key, text);
            }
        }
    }
}

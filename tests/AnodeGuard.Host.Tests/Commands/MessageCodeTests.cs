using System;
using System.Text;
using AnodeGuard.App;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>What a command's code is, against RFC 4231, however the text is cut in two.</summary>
    public class MessageCodeTests
    {
        // RFC 4231, 4.2 to 4.8 without the truncated one.
        [Theory]
        [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
        [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
        [InlineData("aa*20", "dd*50", "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
        [InlineData("0102030405060708090a0b0c0d0e0f10111213141516171819", "cd*50", "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
        [InlineData("aa*131", "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
        [InlineData("aa*131", "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e", "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
        public void The_vectors_of_RFC_4231(string key, string data, string code)
        {
            byte[] text = Bytes(data);
            for (int cut = 0; cut <= text.Length; cut++)
            {
                // The second part lies somewhere inside of what was received.
                byte[] received = [0x55, .. text[cut..], 0xAA];
                Assert.Equal(code, Convert.ToHexStringLower(MessageCode.Of(new PlatformHash(), Bytes(key), text[..cut], received, 1, text.Length - cut)));
            }
        }

        [Fact]
        public void Codes_are_compared_whole()
        {
            byte[] code = MessageCode.Of(new PlatformHash(), Bytes("4a656665"), Encoding.ASCII.GetBytes("a text"), [], 0, 0);
            Assert.Equal(MessageCode.Size, code.Length);
            for (int i = 0; i < code.Length; i++)
            {
                byte[] other = (byte[])code.Clone();
                other[i] ^= 0x10;
                Assert.False(MessageCode.AreEqual(code, other));
            }

            Assert.True(MessageCode.AreEqual(code, (byte[])code.Clone()));
            Assert.False(MessageCode.AreEqual(code, code[..31]));
        }

        private static byte[] Bytes(string hex)
        {
            int times = hex.IndexOf('*');
            if (times < 0)
            {
                return Convert.FromHexString(hex);
            }

            byte[] bytes = new byte[int.Parse(hex[(times + 1)..])];
            Array.Fill(bytes, Convert.FromHexString(hex[..times])[0]);
            return bytes;
        }
    }
}

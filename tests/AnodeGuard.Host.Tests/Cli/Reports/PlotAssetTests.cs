using System;
using System.Security.Cryptography;
using System.Text;
using AnodeGuard.Cli.Output.Plots;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli.Reports
{
    /// <summary>The plotting library inside the tool is the published one, byte for byte.</summary>
    public class PlotAssetTests
    {
        [Theory]
        [InlineData("uPlot.iife.min.js", "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f")]
        [InlineData("uPlot.min.css", "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04")]
        [InlineData("uPlot.LICENSE", "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd")]
        public void Is_the_published_file(string name, string sha256)
        {
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PlotAssets.Read(name)))));
        }

        [Fact]
        public void Says_its_version_and_carries_its_licence()
        {
            Assert.Contains("uPlot (v" + PlotAssets.Version + ")", PlotAssets.Read("uPlot.iife.min.js"));
            Assert.Contains("uPlot " + PlotAssets.Version + "\n", PlotAssets.Script);
            Assert.DoesNotContain("http", PlotAssets.Script);
            Assert.Contains("The MIT License (MIT)", PlotAssets.Script);
        }
    }
}

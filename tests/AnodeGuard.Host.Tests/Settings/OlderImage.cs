using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>
    /// What older firmware of this project left behind, made by running it: settings documents written by its tools (document-),
    /// told by a device (export-) and stored by one (stored-), and its FRAM (fram-): the first 2 KB, or where a line names its address the
    /// 64 bytes from there, whatever was not zero. Each name ends in the commit.
    /// </summary>
    internal static class OlderImage
    {
        public static string[] Documents
        {
            get { return Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileName).Order().ToArray(); }
        }

        public static byte[] Document(string name)
        {
            return File.ReadAllBytes(Path.Combine(Folder(), name));
        }

        public static byte[] Fram(string commit)
        {
            string[] lines = File.ReadAllLines(Path.Combine(Folder(), "fram-" + commit + ".hex"));
            if (!lines[0].Contains(':'))
            {
                return Convert.FromHexString(string.Concat(lines));
            }

            byte[] all = new byte[FramChip.Capacity];
            foreach (string[] line in lines.Select(line => line.Split(':')))
            {
                Convert.FromHexString(line[1]).CopyTo(all, Convert.ToInt32(line[0], 16));
            }

            return all;
        }

        private static string Folder([CallerFilePath] string path = "")
        {
            return Path.Combine(Path.GetDirectoryName(path), "Older");
        }
    }
}

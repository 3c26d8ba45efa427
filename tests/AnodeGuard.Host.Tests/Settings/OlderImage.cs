using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>
    /// What older firmware of this project left behind, made by running it: settings documents written by its tools (document-),
    /// told by a device (export-) and stored by one (stored-), and the first 2 KB of its FRAM (fram-). Each name ends in the commit.
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
            return Convert.FromHexString(string.Concat(File.ReadAllLines(Path.Combine(Folder(), "fram-" + commit + ".hex"))));
        }

        private static string Folder([CallerFilePath] string path = "")
        {
            return Path.Combine(Path.GetDirectoryName(path), "Older");
        }
    }
}

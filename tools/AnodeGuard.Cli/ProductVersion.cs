using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace AnodeGuard.Cli
{
    /// <summary>Which tool and which decision core this is: stated in every summary and report.</summary>
    internal static class ProductVersion
    {
        private const string SourceListResource = "core-sources.sha256";

        private static readonly Lazy<string> LazyCoreHash = new Lazy<string>(HashSourceList);

        /// <summary>Version of the tool, such as "0.1.0".</summary>
        public static string Tool
        {
            get
            {
                Version version = typeof(ProductVersion).Assembly.GetName().Version;
                return version.ToString(3);
            }
        }

        /// <summary>
        /// SHA-256, lower-case hex, over the list of the core's sources that were compiled in (see CoreHash.targets). The
        /// same sources give the same hash on every machine.
        /// </summary>
        public static string CoreHash
        {
            get { return LazyCoreHash.Value; }
        }

        /// <summary>One line for people.</summary>
        public static string Line
        {
            get { return "anodeguard " + Tool + ", core sha256:" + CoreHash; }
        }

        /// <summary>Sorts the lines by path and hashes them as text with LF line ends.</summary>
        internal static string HashOf(string sourceList)
        {
            string[] lines = sourceList.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string sorted = string.Concat(lines
                .Select(line => string.Concat(line[..64].ToLowerInvariant(), line.AsSpan(64), "\n"))
                .OrderBy(line => line[66..], StringComparer.Ordinal));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sorted)));
        }

        private static string HashSourceList()
        {
            using (Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(SourceListResource))
            using (StreamReader reader = new StreamReader(stream, Encoding.UTF8))
            {
                return HashOf(reader.ReadToEnd());
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using AnodeGuard.Cli.Output.Plots;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>The files of the page, as they were compiled in.</summary>
    internal static class PageAssets
    {
        private const string Prefix = "page/";

        private static readonly Dictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".html"] = "text/html; charset=utf-8",
            [".css"] = "text/css; charset=utf-8",
            [".js"] = "text/javascript; charset=utf-8",
            [".svg"] = "image/svg+xml",
            [".webmanifest"] = "application/manifest+json",
        };

        /// <summary>All of them by path, with content type and bytes.</summary>
        public static IReadOnlyDictionary<string, (string Type, byte[] Bytes)> All { get; } = Load();

        private static Dictionary<string, (string Type, byte[] Bytes)> Load()
        {
            Dictionary<string, (string Type, byte[] Bytes)> all = Assembly.GetExecutingAssembly().GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(name => name[Prefix.Length..], name => (Types[Path.GetExtension(name)], Read(name)), StringComparer.Ordinal);
            all.Add("uplot.js", (Types[".js"], Encoding.UTF8.GetBytes(PlotAssets.Script)));
            all.Add("uplot.css", (Types[".css"], Encoding.UTF8.GetBytes(PlotAssets.Style)));
            return all;
        }

        private static byte[] Read(string name)
        {
            using (Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name))
            using (MemoryStream copy = new MemoryStream())
            {
                stream.CopyTo(copy);
                return copy.ToArray();
            }
        }
    }
}

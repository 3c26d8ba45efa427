using System.IO;
using System.Reflection;
using System.Text;

namespace AnodeGuard.Cli.Output.Plots
{
    /// <summary>
    /// uPlot 1.6.32 as it comes from npm, carried inside the tool: a page that plots holds it whole and asks no host for
    /// anything. `README.md` beside the files says how they are renewed.
    /// </summary>
    internal static class PlotAssets
    {
        /// <summary>The version that is carried; the file's first line says the same.</summary>
        public const string Version = "1.6.32";

        /// <summary>
        /// The library, for a script element: defines `uPlot`. Its licence stands before it, as a comment, in the place of
        /// the first line, which names a host: a page that asks none shall name none.
        /// </summary>
        public static string Script
        {
            get
            {
                string script = Read("uPlot.iife.min.js");
                return "/*\nuPlot " + Version + "\n" + Licence + "\n*/\n" + script[(script.IndexOf('\n') + 1)..];
            }
        }

        /// <summary>The library's own style sheet.</summary>
        public static string Style
        {
            get { return Read("uPlot.min.css"); }
        }

        /// <summary>The MIT licence, which goes along with every copy.</summary>
        public static string Licence
        {
            get { return Read("uPlot.LICENSE").Trim(); }
        }

        /// <summary>A file of this folder, as it was compiled in.</summary>
        public static string Read(string name)
        {
            using (Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("plots/" + name))
            using (StreamReader reader = new StreamReader(stream, Encoding.UTF8))
            {
                return reader.ReadToEnd();
            }
        }
    }
}

using System;
using System.IO;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>
    /// A test on real recordings, which are not part of the repository: they lie in ../shared/data beside it, or where
    /// ANODEGUARD_RECORDINGS says. Skipped, and says so, where they are absent.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class RealRecordingFactAttribute : FactAttribute
    {
        public RealRecordingFactAttribute()
        {
            if (Folder == null)
            {
                Skip = "no real recordings beside the repository (../shared/data, or ANODEGUARD_RECORDINGS)";
            }
        }

        /// <summary>Where the recordings lie; null where they do not.</summary>
        public static string Folder
        {
            get
            {
                string given = Environment.GetEnvironmentVariable("ANODEGUARD_RECORDINGS");
                string folder = given ?? Beside(AppContext.BaseDirectory);
                return folder != null && Directory.Exists(folder) ? folder : null;
            }
        }

        private static string Beside(string start)
        {
            for (DirectoryInfo at = new DirectoryInfo(start); at != null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "AnodeGuardFirmware.sln")))
                {
                    return Path.Combine(at.FullName, "..", "shared", "data");
                }
            }

            return null;
        }
    }
}

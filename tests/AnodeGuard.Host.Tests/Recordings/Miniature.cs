using System;
using System.IO;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>The small recordings that were written by hand, a quirk each.</summary>
    internal static class Miniature
    {
        /// <summary>The file's path in the repository.</summary>
        public static string File(string name)
        {
            for (DirectoryInfo at = new DirectoryInfo(AppContext.BaseDirectory); at != null; at = at.Parent)
            {
                if (System.IO.File.Exists(Path.Combine(at.FullName, "AnodeGuardFirmware.sln")))
                {
                    return Path.Combine(at.FullName, "tests", "AnodeGuard.Host.Tests", "Recordings", "Miniatures", name);
                }
            }

            throw new InvalidOperationException("the tests do not run inside the repository");
        }
    }
}

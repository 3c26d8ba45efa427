using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace AnodeGuard.Host.Tests.History
{
    /// <summary>A file system of its own, in memory and small, that can really be full.</summary>
    internal sealed class TinyDisk : IDisposable
    {
        /// <param name="path">Folder that is made for it.</param>
        /// <param name="kilobytes">Its size.</param>
        public TinyDisk(string path, int kilobytes)
        {
            Path = Directory.CreateDirectory(path).FullName;
            if (!Run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "anodeguard-test", Path))
            {
                throw new InvalidOperationException("no file system could be mounted at " + Path);
            }
        }

        public string Path { get; }

        /// <summary>Whether this user may mount one.</summary>
        public static bool IsPossible()
        {
            if (Environment.UserName != "root" || !OperatingSystem.IsLinux())
            {
                return false;
            }

            string path = Directory.CreateTempSubdirectory("anodeguard-mount-").FullName;
            bool works = Run("mount", "-t", "tmpfs", "-o", "size=64k", "anodeguard-test", path) && Run("umount", path);
            Directory.Delete(path);
            return works;
        }

        public void Dispose()
        {
            Run("umount", Path);
        }

        private static bool Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }

    /// <summary>A test that needs <see cref="TinyDisk"/>; skipped, and said so, where the user may not mount.</summary>
    internal sealed class TinyDiskFactAttribute : FactAttribute
    {
        public TinyDiskFactAttribute()
        {
            if (!TinyDisk.IsPossible())
            {
                Skip = "needs the right to mount a tmpfs (root)";
            }
        }
    }
}

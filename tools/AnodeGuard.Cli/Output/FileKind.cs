using System;
using System.Runtime.InteropServices;
using System.Text;

namespace AnodeGuard.Cli.Output
{
    /// <summary>Tells regular files from devices, pipes and sockets, which .NET has no public question for.</summary>
    internal static class FileKind
    {
        // stat(2), st_mode: the bits of the kind, and those of a regular file and a folder.
        private const int KindMask = 0xF000;
        private const int RegularFile = 0x8000;
        private const int Folder = 0x4000;

        // The runtime's own FileStatus is 120 bytes: int flags, int mode, and what does not matter here.
        private const int StatusInts = 64;

        /// <summary>Something is there that is neither a regular file nor a folder. It is not opened to find out.</summary>
        public static bool IsSpecial(string path)
        {
            if (OperatingSystem.IsWindows())
            {
                return false;
            }

            int[] status = new int[StatusInts];
            bool exists = Stat(Encoding.UTF8.GetBytes(path + "\0"), status) == 0;
            int kind = status[1] & KindMask;
            return exists && kind != RegularFile && kind != Folder;
        }

        // The runtime's wrapper of stat(2): the same layout on every Unix, unlike the C library's.
        [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
        private static extern int Stat(byte[] path, [Out] int[] status);
    }
}

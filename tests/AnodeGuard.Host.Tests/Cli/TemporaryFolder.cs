using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>A folder of its own for one test, gone afterwards.</summary>
    internal sealed class TemporaryFolder : IDisposable
    {
        public TemporaryFolder()
        {
            Path = Directory.CreateTempSubdirectory("anodeguard-test-").FullName;
        }

        public string Path { get; }

        /// <summary>Nothing else lies in the folder: nothing half-written, nothing forgotten.</summary>
        public void AssertHoldsOnly(params string[] names)
        {
            Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
        }

        public string File(string name)
        {
            return System.IO.Path.Combine(Path, name);
        }

        public string Write(string name, string text)
        {
            return Write(name, Encoding.UTF8.GetBytes(text));
        }

        public string Write(string name, byte[] bytes)
        {
            System.IO.File.WriteAllBytes(File(name), bytes);
            return File(name);
        }

        public string WriteGzip(string name, string text)
        {
            using (FileStream file = System.IO.File.Create(File(name)))
            using (GZipStream gzip = new GZipStream(file, CompressionLevel.Fastest))
            {
                gzip.Write(Encoding.UTF8.GetBytes(text));
            }

            return File(name);
        }

        public void Dispose()
        {
            Directory.Delete(Path, true);
        }
    }
}

using System;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Files that people have beside their recordings and take for one: what they are, and what to do instead.</summary>
    internal static class ForeignFile
    {
        private static readonly (byte[] Beginning, string Words)[] Known =
        {
            ([0xFF, 0xFE], "it is text in UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF], "it is text in UTF-16; save it as UTF-8"),
            ("PK\x03\x04"u8.ToArray(), "it is a spreadsheet or a zip archive; export its sheet as CSV, or unpack it"),
            ([0xD0, 0xCF, 0x11, 0xE0], "it is a spreadsheet; export its sheet as CSV"),
            ("\0\x01\0\0Standard "u8.ToArray(), "it is a database, such as Arbin's .res; export it as CSV"),
            ("BIO-LOGIC MODULAR FILE"u8.ToArray(), "it is EC-Lab's binary .mpr; export it as text (.mpt)"),
            ("NEWARE"u8.ToArray(), "it is Neware's binary .nda; export it as CSV"),
            ("PAR1"u8.ToArray(), "it is Parquet; write it as CSV"),
            ([0x89, (byte)'H', (byte)'D', (byte)'F'], "it is HDF5; write it as CSV"),
        };

        /// <summary>In words; null where it is none that is known.</summary>
        public static string Describe(byte[] head)
        {
            return Known.FirstOrDefault(kind => head.AsSpan().StartsWith(kind.Beginning)).Words;
        }
    }
}

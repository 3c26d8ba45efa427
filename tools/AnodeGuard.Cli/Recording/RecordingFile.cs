using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// A file that may be a recording: its beginning, for the formats to recognise it by, and the way to read it from
    /// the start. Gzip is told by content, never by name.
    /// </summary>
    internal sealed class RecordingFile
    {
        /// <summary>Every format, the more specific first.</summary>
        internal static readonly IRecordingFormat[] Formats =
        {
            new BatteryDataFormat(),
            new BioLogicFormat(),
            new LandtFormat(),
            new MaccorFormat(),
            new NewareNestedFormat(),
            new NewareFormat(),
            new ArbinFormat(),
            new BasytecFormat(),
            new DigatronFormat(),
            new NovonixFormat(),
            new PybammFormat(),
            new PlainTableFormat(),
        };

        /// <summary>How much of a file's beginning is looked at.</summary>
        internal const int HeadBytes = 65536;

        private readonly string _path;
        private readonly bool _isGzip;

        private RecordingFile(string path)
        {
            _path = path;
            try
            {
                _isGzip = StartsWithGzipMagic(path);
                Head = ReadHead();
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is InvalidDataException)
            {
                throw new InputException(Name + ": cannot be read: " + exception.Message, exception);
            }
        }

        /// <summary>File name for messages.</summary>
        public string Name
        {
            get { return Path.GetFileName(_path); }
        }

        /// <summary>The first bytes, unpacked.</summary>
        public byte[] Head { get; }

        /// <summary>The same as text.</summary>
        public HeadText Text { get; private set; }

        /// <summary>Opens a recording of any known format.</summary>
        /// <exception cref="InputException">No such file, or nothing a recording could be.</exception>
        public static IRecording Open(string path)
        {
            return Open(path, null, ColumnMap.None);
        }

        /// <summary>Opens a recording.</summary>
        /// <param name="path">The file.</param>
        /// <param name="formatId">The format that the user says it is; null where the content tells.</param>
        /// <param name="map">Columns that the user named.</param>
        /// <exception cref="InputException">No such file, or not what it has to be.</exception>
        public static IRecording Open(string path, string formatId, ColumnMap map)
        {
            if (Directory.Exists(path))
            {
                throw new InputException(path + ": is a folder; a recording is a file");
            }

            if (!File.Exists(path))
            {
                throw new InputException(path + ": no such file");
            }

            RecordingFile file = new RecordingFile(path);
            file.CheckIsText();
            file.Text = HeadText.Of(file.Head);
            IRecordingFormat[] tried = Formats.Where(format => formatId == null || format.Id == formatId).ToArray();
            IRecording recording = tried.Select(format => format.TryOpen(file, map)).FirstOrDefault(opened => opened != null);
            return recording ?? throw new InputException(file.Name + ": is no recording" + (formatId != null
                ? " of format '" + formatId + "': no line at its beginning names that format's columns for time, voltage and current"
                : ": no line at its beginning names columns for time, voltage and current (known formats: "
                    + string.Join(", ", Formats.Select(format => format.Name)) + "; --map names columns of any other table)"));
        }

        /// <summary>The file from its start, unpacked.</summary>
        public Stream OpenStream()
        {
            FileStream stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
            return _isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        }

        private static bool StartsWithGzipMagic(string path)
        {
            using (FileStream stream = File.OpenRead(path))
            {
                return stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            }
        }

        private byte[] ReadHead()
        {
            byte[] head = new byte[HeadBytes];
            using (Stream stream = OpenStream())
            {
                int count = stream.ReadAtLeast(head, HeadBytes, false);
                return head.AsSpan(0, count).ToArray();
            }
        }

        private void CheckIsText()
        {
            if (Head.Length == 0)
            {
                throw new InputException(Name + (_isGzip ? ": is a broken gzip file, or one that holds nothing: no byte could be unpacked" : ": is empty"));
            }

            if (Head.AsSpan().StartsWith("SQLite format 3\0"u8))
            {
                throw new InputException(Name + ": is a database; where it is a history of the dashboard, write the range wanted with "
                    + "`anodeguard history export OUT.bdf.csv --history " + Name + "` and replay that");
            }

            if (Head.AsSpan().IndexOf((byte)0) >= 0)
            {
                throw new InputException(Name + ": is no recording: "
                    + (ForeignFile.Describe(Head) ?? "it is binary (a byte 0 stands in its first " + HeadBytes / 1024 + " KB)"));
            }

            ReadOnlySpan<byte> text = Head;
            text = text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
            int end = text.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0 && Head.Length == HeadBytes)
            {
                throw new InputException(Name + ": is no recording: its first line does not end within " + HeadBytes / 1024 + " KB");
            }
        }
    }
}

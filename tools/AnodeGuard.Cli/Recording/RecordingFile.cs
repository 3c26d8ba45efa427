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
        internal static readonly IRecordingFormat[] Formats = { new BatteryDataFormat(), new PlainTableFormat() };

        private const int HeadBytes = 65536;

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

        /// <summary>The first line, without its end and without a byte order mark.</summary>
        public string FirstLine { get; private set; }

        /// <summary>Opens a recording of any known format.</summary>
        /// <exception cref="InputException">No such file, or nothing a recording could be.</exception>
        public static IRecording Open(string path)
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
            file.FirstLine = file.CheckIsText();
            IRecording recording = Formats.Select(format => format.TryOpen(file)).FirstOrDefault(opened => opened != null);
            return recording ?? throw new InputException(
                file.Name + ": is no recording: its first line names no columns for time, voltage and current (known formats: "
                + string.Join(", ", Formats.Select(format => format.Name)) + ")");
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

        private string CheckIsText()
        {
            if (Head.Length == 0)
            {
                throw new InputException(Name + ": is empty");
            }

            if (Head.AsSpan().IndexOf((byte)0) >= 0)
            {
                throw new InputException(Name + ": is no recording: it is binary (a byte 0 stands in its first " + HeadBytes / 1024 + " KB)");
            }

            ReadOnlySpan<byte> text = Head;
            text = text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
            int end = text.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0 && Head.Length == HeadBytes)
            {
                throw new InputException(Name + ": is no recording: its first line does not end within " + HeadBytes / 1024 + " KB");
            }

            return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        }
    }
}

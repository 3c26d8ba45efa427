using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>The beginning of a file as lines of text, in the encoding that it turned out to be in.</summary>
    internal sealed class HeadText
    {
        private static readonly string[] ChineseHeaders = { "电压", "电流", "循环", "工步", "时间" };

        private HeadText(Encoding encoding, string text)
        {
            Encoding = encoding;
            Lines = text.ReplaceLineEndings("\n").Split('\n');
        }

        /// <summary>UTF-8, GBK or Latin-1.</summary>
        public Encoding Encoding { get; }

        /// <summary>The lines; the last one may be cut.</summary>
        public IReadOnlyList<string> Lines { get; }

        /// <summary>
        /// Strict UTF-8 where it is that; else GBK where that makes Chinese header words of it; else Latin-1, which takes
        /// every byte.
        /// </summary>
        public static HeadText Of(ReadOnlySpan<byte> head)
        {
            ReadOnlySpan<byte> text = head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head;

            // Whole lines only: the last character may be cut in the middle. A single line is taken as it is.
            int end = text.LastIndexOf((byte)'\n') + 1;
            text = end > 0 && head.Length >= RecordingFile.HeadBytes ? text[..end] : text;
            if (IsUtf8(text))
            {
                return new HeadText(Encoding.UTF8, Encoding.UTF8.GetString(text));
            }

            Encoding gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030");
            string chinese = gbk.GetString(text);
            return ChineseHeaders.Any(word => chinese.Contains(word))
                ? new HeadText(gbk, chinese)
                : new HeadText(Encoding.Latin1, Encoding.Latin1.GetString(text));
        }

        /// <summary>The first line, among the first so many, that satisfies a condition; -1 where none does.</summary>
        public int Find(Func<string, bool> condition, int among = 200)
        {
            for (int i = 0; i < Lines.Count && i < among; i++)
            {
                if (condition(Lines[i]))
                {
                    return i;
                }
            }

            return -1;
        }

        private static bool IsUtf8(ReadOnlySpan<byte> text)
        {
            return System.Text.Unicode.Utf8.IsValid(text);
        }
    }
}

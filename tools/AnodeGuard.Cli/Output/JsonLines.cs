using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AnodeGuard.Cli.Output
{
    /// <summary>
    /// JSON objects, one a line, each flushed whole: a reader at the other end of a pipe never sees half of one. Numbers
    /// that do not exist are null.
    /// </summary>
    internal sealed class JsonLines
    {
        private readonly ArrayBufferWriter<byte> _bytes = new ArrayBufferWriter<byte>(512);
        private readonly Utf8JsonWriter _json;
        private readonly TextWriter _output;

        public JsonLines(TextWriter output)
        {
            _output = output;
            _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }

        /// <summary>Starts a line.</summary>
        public void Begin()
        {
            _bytes.ResetWrittenCount();
            _json.Reset();
            _json.WriteStartObject();
        }

        /// <summary>Starts an event's line: its time and kind.</summary>
        public void Begin(double time_s, string kind)
        {
            Begin();
            Number("t_s", time_s);
            Text("event", kind);
        }

        public void Number(string name, double? value)
        {
            if (value == null || !double.IsFinite(value.Value))
            {
                _json.WriteNull(name);
            }
            else
            {
                _json.WriteNumber(name, value.Value);
            }
        }

        public void Whole(string name, long value)
        {
            _json.WriteNumber(name, value);
        }

        public void Flag(string name, bool value)
        {
            _json.WriteBoolean(name, value);
        }

        public void Text(string name, string value)
        {
            _json.WriteString(name, value);
        }

        /// <summary>A nested value that the caller writes.</summary>
        public void Nested(string name, Action<Utf8JsonWriter> write)
        {
            _json.WritePropertyName(name);
            write(_json);
        }

        /// <summary>Ends the line and hands it over.</summary>
        public void End()
        {
            _json.WriteEndObject();
            _json.Flush();
            _output.WriteLine(Encoding.UTF8.GetString(_bytes.WrittenSpan));
            _output.Flush();
        }
    }
}

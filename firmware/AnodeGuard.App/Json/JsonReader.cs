using System.Text;

namespace AnodeGuard.App
{
    /// <summary>
    /// Reads one JSON document (RFC 8259) token by token, bounded in length by its buffer and in depth by
    /// <see cref="MaxDepth"/>. Numbers stay text, so that a decimal reaches its integer unit without passing through
    /// double; and the caller always knows which key it stands on. nanoFramework.Json offers neither: it converts by
    /// reflection and double, and its errors name no key. Strict: no comment, no trailing comma, no NaN, no byte order
    /// mark, no malformed UTF-8.
    /// </summary>
    internal sealed class JsonReader
    {
        /// <summary>Objects and arrays inside one another.</summary>
        public const int MaxDepth = 8;

        private readonly byte[] _text;
        private readonly int _end;
        private readonly bool[] _inObject = new bool[MaxDepth];
        private readonly bool[] _hasItems = new bool[MaxDepth];
        private int _at;
        private int _depth;
        private bool _valueDue = true;
        private bool _done;

        /// <summary>Starts at the first byte.</summary>
        /// <param name="text">UTF-8; read, not kept beyond this reader.</param>
        /// <param name="count">How much of it.</param>
        public JsonReader(byte[] text, int count)
        {
            _text = text;
            _end = count;
        }

        /// <summary>What is wrong, after <see cref="JsonToken.Error"/>: what was found and what was expected.</summary>
        public string Problem { get; private set; }

        /// <summary>Where the present token starts, bytes from the start of the document.</summary>
        public int Offset { get; private set; }

        /// <summary>Text of a <see cref="JsonToken.Name"/> or <see cref="JsonToken.Text"/>, or a number as written.</summary>
        public string Value { get; private set; }

        /// <summary>Moves to the next token.</summary>
        public JsonToken Next()
        {
            if (Problem != null)
            {
                return JsonToken.Error;
            }

            SkipSpace();
            Offset = _at;
            Value = null;
            if (_done)
            {
                return _at == _end ? JsonToken.End : Fail("something after the document");
            }

            if (_at >= _end)
            {
                return Fail("the document ends too early");
            }

            return _valueDue ? ReadValue() : ReadNameOrEnd();
        }

        private JsonToken ReadNameOrEnd()
        {
            byte c = _text[_at];
            bool inObject = _inObject[_depth - 1];
            if (c == (inObject ? '}' : ']'))
            {
                _at++;
                _depth--;
                AfterValue();
                return inObject ? JsonToken.ObjectEnd : JsonToken.ArrayEnd;
            }

            if (_hasItems[_depth - 1])
            {
                if (c != ',')
                {
                    return Fail(inObject ? "expected ',' or '}'" : "expected ',' or ']'");
                }

                _at++;
                SkipSpace();
                Offset = _at;
            }

            _hasItems[_depth - 1] = true;
            return inObject ? ReadName() : ReadValue();
        }

        private JsonToken ReadName()
        {
            if (_at >= _end || _text[_at] != '"')
            {
                return Fail("expected a key in double quotes");
            }

            if (!ReadText())
            {
                return JsonToken.Error;
            }

            SkipSpace();
            if (_at >= _end || _text[_at] != ':')
            {
                return Fail("expected ':' after the key");
            }

            _at++;
            _valueDue = true;
            return JsonToken.Name;
        }

        private JsonToken ReadValue()
        {
            if (_at >= _end)
            {
                return Fail("the document ends too early");
            }

            byte c = _text[_at];
            if (c == '{' || c == '[')
            {
                return Open(c == '{');
            }

            if (c == '"')
            {
                if (!ReadText())
                {
                    return JsonToken.Error;
                }

                AfterValue();
                return JsonToken.Text;
            }

            return c == '-' || IsDigit(c) ? ReadNumber() : ReadWord();
        }

        private JsonToken Open(bool isObject)
        {
            if (_depth == MaxDepth)
            {
                return Fail("nested too deeply");
            }

            _at++;
            _inObject[_depth] = isObject;
            _hasItems[_depth] = false;
            _depth++;
            _valueDue = false;
            return isObject ? JsonToken.ObjectStart : JsonToken.ArrayStart;
        }

        private void AfterValue()
        {
            _valueDue = false;
            _done = _depth == 0;
        }

        private JsonToken ReadWord()
        {
            if (Matches("true"))
            {
                return JsonToken.True;
            }

            if (Matches("false"))
            {
                return JsonToken.False;
            }

            return Matches("null") ? JsonToken.Null : Fail("expected a value");
        }

        private bool Matches(string word)
        {
            if (_end - _at < word.Length)
            {
                return false;
            }

            for (int i = 0; i < word.Length; i++)
            {
                if (_text[_at + i] != word[i])
                {
                    return false;
                }
            }

            _at += word.Length;
            AfterValue();
            return true;
        }

        private JsonToken ReadNumber()
        {
            int start = _at;
            if (_text[_at] == '-')
            {
                _at++;
            }

            bool leadingZero = _at < _end && _text[_at] == '0';
            int whole = SkipDigits();
            if (whole == 0 || (leadingZero && whole > 1))
            {
                return Fail("not a number");
            }

            if (_at < _end && _text[_at] == '.')
            {
                _at++;
                if (SkipDigits() == 0)
                {
                    return Fail("not a number");
                }
            }

            if (_at < _end && (_text[_at] == 'e' || _text[_at] == 'E'))
            {
                _at++;
                if (_at < _end && (_text[_at] == '+' || _text[_at] == '-'))
                {
                    _at++;
                }

                if (SkipDigits() == 0)
                {
                    return Fail("not a number");
                }
            }

            Value = Ascii(start, _at - start);
            AfterValue();
            return JsonToken.Number;
        }

        private int SkipDigits()
        {
            int start = _at;
            while (_at < _end && IsDigit(_text[_at]))
            {
                _at++;
            }

            return _at - start;
        }

        private bool ReadText()
        {
            int length = JsonText.Decode(_text, _at + 1, _end, out string value, out string problem);
            if (problem != null)
            {
                Fail(problem);
                return false;
            }

            Value = value;
            _at += length + 1;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < _end && (_text[_at] == ' ' || _text[_at] == '\t' || _text[_at] == '\n' || _text[_at] == '\r'))
            {
                _at++;
            }
        }

        private JsonToken Fail(string problem)
        {
            Problem = problem;
            return JsonToken.Error;
        }

        private string Ascii(int start, int count)
        {
            StringBuilder builder = new StringBuilder(count);
            for (int i = 0; i < count; i++)
            {
                builder.Append((char)_text[start + i]);
            }

            return builder.ToString();
        }

        private static bool IsDigit(byte c)
        {
            return c >= '0' && c <= '9';
        }
    }
}

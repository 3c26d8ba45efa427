using System;
using System.Text;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// The sign of a current by the words of a state column: `C`, `D` and `R` of Maccor, `CC Chg`, `CC DChg` and `Rest` of
    /// Neware, in English and in Chinese. Where the state does not tell, the current stays as it stands.
    /// </summary>
    internal sealed class StateSign
    {
        private readonly byte[] _last = new byte[64];
        private int _lastCount = -1;
        private int? _sign;

        /// <summary>Rows whose current was positive under a state that says discharge: unsigned, made negative.</summary>
        public long Turned { get; private set; }

        /// <summary>Rows whose current is negative under a state that says charge: left as they are.</summary>
        public long Against { get; private set; }

        /// <summary>Rows that carry a current under a state that is not known.</summary>
        public long Unknown { get; private set; }

        /// <summary>The last state that was not known.</summary>
        public string UnknownState { get; private set; }

        /// <summary>The current, positive when charging.</summary>
        public long Apply(ReadOnlySpan<byte> state, long currentNanoamperes)
        {
            if (_lastCount < 0 || !state.SequenceEqual(_last.AsSpan(0, _lastCount)))
            {
                string text = Encoding.UTF8.GetString(state);
                _sign = SignOf(text);
                _lastCount = state.Length <= _last.Length ? state.Length : -1;
                state[..Math.Max(0, _lastCount)].CopyTo(_last);
                UnknownState = _sign == null ? text : UnknownState;
            }

            if (_sign == null)
            {
                Unknown += currentNanoamperes == 0 ? 0 : 1;
                return currentNanoamperes;
            }

            Against += _sign == 1 && currentNanoamperes < 0 ? 1 : 0;
            if (_sign != -1 || currentNanoamperes <= 0)
            {
                return currentNanoamperes;
            }

            Turned++;
            return -currentNanoamperes;
        }

        /// <summary>1 charging, -1 discharging, 0 at rest; null where the words say none of these.</summary>
        internal static int? SignOf(string state)
        {
            string text = state.Trim().ToLowerInvariant();
            if (text == "d" || Holds(text, "dchg", "disch", "放电"))
            {
                return -1;
            }

            if (text == "c" || Holds(text, "chg", "charg", "充电"))
            {
                return 1;
            }

            return text == "r" || Holds(text, "rest", "ocv", "pause", "搁置", "静置") ? 0 : null;
        }

        private static bool Holds(string text, params string[] words)
        {
            return Array.Exists(words, text.Contains);
        }
    }
}

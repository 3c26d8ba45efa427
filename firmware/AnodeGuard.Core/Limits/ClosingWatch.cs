namespace AnodeGuard.Core
{
    /// <summary>
    /// Pores that close over seconds, in a cell that gets hot. The source holds its voltage limit and the current fades; so it
    /// does at the end of every charge, within minutes to hours, for the cell's own voltage rises to the limit. Here it falls to
    /// a third within 20 to 40 s. With U for the cell's own voltage, which hardly changes meanwhile, V0 = U + I0 R0 and
    /// V = U + I R give R = (V - V0 + I0 R0) / I. R0 is that of the last step of the current. A source that turns its current
    /// down takes I R away from the voltage and leaves R as it was. Salt that runs out and a cathode that is full fade as fast:
    /// neither needs a cell that has just become hot, so both its temperature and its rise are asked for.
    /// </summary>
    public sealed class ClosingWatch
    {
        /// <summary>It is held against the beginning of the last whole one of these and of what came since, microseconds.</summary>
        private const long BlockMicroseconds = 20000000;

        /// <summary>What is left of the current is at most this share of it.</summary>
        private const int Share = 3;

        /// <summary>The resistance has grown at least so many times: a shutdown is a hundredfold and more.</summary>
        private const int Growth = 10;

        /// <summary>From sample to sample the current changes by no more than this share of it: more is somebody's doing.</summary>
        private const int StepShare = 5;

        /// <summary>The voltage has kept all but this share of the I R that the current lost.</summary>
        private const int HeldShare = 5;

        /// <summary>An I R that is smaller than this cannot be missed, microvolts: its fifth is five codes of the INA228.</summary>
        private const long TellingMicrovolts = 5000;

        /// <summary>The cell has become warmer by so much, thousandths of a kelvin: in a regulated oven it stays within.</summary>
        private const long WarmedMillikelvin = 500;

        private readonly long _flowNanoamperes;
        private readonly ClosingAnchor _first = new ClosingAnchor();
        private readonly ClosingAnchor _second = new ClosingAnchor();
        private ClosingAnchor _older;
        private ClosingAnchor _newer;
        private long _shutMicroohms;

        /// <summary>A watch for a cell.</summary>
        /// <param name="flowNanoamperes">What counts as a current.</param>
        public ClosingWatch(long flowNanoamperes)
        {
            _flowNanoamperes = flowNanoamperes;
            _older = _first;
            _newer = _first;
        }

        /// <summary>The pores have closed.</summary>
        public bool IsShut;

        /// <summary>
        /// Follows a decision cycle that brought both voltage and current. Where a whole block and what came since begin at one
        /// moment, both are one anchor.
        /// </summary>
        /// <param name="channels">What it brought.</param>
        /// <param name="voltage">Of them the voltage.</param>
        /// <param name="current">The current, nanoamperes.</param>
        /// <param name="changedNanoamperes">By how much the current is another than in the one before.</param>
        /// <param name="continues">The switch is closed, and the sample before is near enough to follow from.</param>
        /// <returns>True where so much of the current has gone that the pores may be shut: <see cref="Judge"/> tells.</returns>
        public bool Follow(ChannelSet channels, Channel voltage, long current, long changedNanoamperes, bool continues)
        {
            ClosingAnchor older = _older;
            ClosingAnchor newer = _newer;
            long size = older.SizeNanoamperes;
            if (!continues || StepShare * changedNanoamperes > size)
            {
                newer.Take(voltage, current, channels.CellTemperature.Value);
                _older = newer;
                return false;
            }

            if (voltage.TimeMicroseconds - newer.TimeMicroseconds >= BlockMicroseconds)
            {
                older = newer;
                newer = older == _first ? _second : _first;
                newer.Take(voltage, current, channels.CellTemperature.Value);
                _older = older;
                _newer = newer;
                size = older.SizeNanoamperes;
            }

            long volts = voltage.Value;
            long toward = newer.IsDischarge ? -volts : volts;
            if (toward > newer.FurthestMicrovolts)
            {
                newer.FurthestMicrovolts = toward;
            }

            bool discharge = older.IsDischarge;
            toward = discharge ? -volts : volts;
            if (toward > older.FurthestMicrovolts)
            {
                older.FurthestMicrovolts = toward;
            }

            return Share * (discharge ? -current : current) <= size && size > _flowNanoamperes && !IsShut;
        }

        /// <summary>Judges, of a cell that is as hot as a shutdown needs, whether what is left of the current meets closed pores.</summary>
        /// <param name="channels">What the cycle brought.</param>
        /// <param name="stepMicroohms">Resistance that the last step of the current showed; 0 where none was seen.</param>
        public void Judge(ChannelSet channels, long stepMicroohms)
        {
            if (HasClosed(channels.Limit.Value, channels.Voltage.Value, channels.CellTemperature.Value, stepMicroohms))
            {
                IsShut = true;
                _shutMicroohms = stepMicroohms;
            }
        }

        /// <summary>Of one that is shut: a later step of the current has shown that it conducts, or it has cooled behind the open switch.</summary>
        public void Release(bool isCooled, long stepMicroohms)
        {
            bool conducts = stepMicroohms > 0 && stepMicroohms != _shutMicroohms && stepMicroohms / Growth < _shutMicroohms;
            IsShut = !isCooled && !conducts;
        }

        /// <summary>Values are within 2^50: ten times one, and differences of two, are within 2^54.</summary>
        private bool HasClosed(long nanoamperes, long microvolts, long millicelsius, long stepMicroohms)
        {
            bool discharge = _older.IsDischarge;
            long left = discharge ? -nanoamperes : nanoamperes;
            long toward = discharge ? -microvolts : microvolts;
            long lost = Ohmic(_older.SizeNanoamperes - left, stepMicroohms);
            bool held = lost >= TellingMicrovolts && _older.FurthestMicrovolts - toward <= lost / HeldShare;
            bool grown = toward - _older.TowardMicrovolts >= Ohmic((Growth * left) - _older.SizeNanoamperes, stepMicroohms);
            return held && grown && millicelsius - _older.Millicelsius >= WarmedMillikelvin;
        }

        /// <summary>I R, microvolts: 1 nA through 10^9 microohms is 1 uV.</summary>
        private static long Ohmic(long nanoamperes, long microohms)
        {
            return Wide.MultiplyDivide(nanoamperes, microohms, 1000000000);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _first.Exchange(image);
            _second.Exchange(image);
            _older = image.Flag(_older == _first) ? _first : _second;
            _newer = image.Flag(_newer == _first) ? _first : _second;
            _shutMicroohms = image.Number(_shutMicroohms);
            IsShut = image.Flag(IsShut);
        }
    }
}

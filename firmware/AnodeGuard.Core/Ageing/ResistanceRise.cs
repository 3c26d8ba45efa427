namespace AnodeGuard.Core
{
    /// <summary>
    /// What a rise of the resistance means. On the plating side it is dead metal or interphase; on the stripping side alone
    /// it is a contact that is lost there: voids (transport-and-detection, 2.4).
    /// </summary>
    public sealed class ResistanceRise
    {
        /// <summary>Rises of the resistance (starting values): half as much again, and twice the lowest.</summary>
        private const long AdvisoryRiseMillionths = 500000;
        private const long WarningRiseMillionths = 1000000;

        private readonly FaultRegister _faults;
        private readonly ResistanceTrend _charging = new ResistanceTrend();
        private readonly ResistanceTrend _discharging = new ResistanceTrend();
        private readonly ResistanceTrend _plating;
        private readonly ResistanceTrend _stripping;

        /// <summary>Judges by two trends.</summary>
        /// <param name="platingSign">1 where a charging current plates, -1 where a discharging one does.</param>
        /// <param name="faults">Where the findings go.</param>
        public ResistanceRise(int platingSign, FaultRegister faults)
        {
            _faults = faults;
            _plating = TrendOf(platingSign);
            _stripping = TrendOf(-platingSign);
        }

        /// <summary>The trend of the half-cycles in a direction: above 0 charging.</summary>
        public ResistanceTrend TrendOf(int direction)
        {
            return direction > 0 ? _charging : _discharging;
        }

        /// <summary>Judges after one of the trends has learnt.</summary>
        /// <param name="isPlatingSide">Which one.</param>
        /// <param name="timeMicroseconds">When.</param>
        public void Judge(bool isPlatingSide, long timeMicroseconds)
        {
            if (isPlatingSide)
            {
                _faults.Observe(FaultId.ResistanceRise, Level(_plating.RiseMillionths), timeMicroseconds);
            }
            else
            {
                bool alone = _plating.IsKnown && _plating.RiseMillionths < _stripping.RiseMillionths / 3;
                byte level = alone ? Level(_stripping.RiseMillionths) : FaultLevel.None;
                _faults.Observe(FaultId.StrippingResistanceRise, level, timeMicroseconds);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _charging.Exchange(image);
            _discharging.Exchange(image);
        }

        private static byte Level(long riseMillionths)
        {
            if (riseMillionths >= WarningRiseMillionths)
            {
                return FaultLevel.Warning;
            }

            return riseMillionths >= AdvisoryRiseMillionths ? FaultLevel.Advisory : FaultLevel.None;
        }
    }
}

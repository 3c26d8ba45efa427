namespace AnodeGuard.Core
{
    /// <summary>
    /// Whether a full cell gets emptier although the charge counter says that it does not: at one and the same counted
    /// charge its voltage is lower than a cycle ago, while charging and while discharging. It needs no limit of the voltage
    /// that ends the half-cycles, so it also sees the loss of a cell that is cycled by the clock, where every Coulombic
    /// efficiency is 1.
    /// <para>
    /// A bridge that takes the share x of the current I loses 2 x I t of each cycle's charge, and the open-circuit voltage
    /// goes with it: with x = 8 % by a sixth of what a half-cycle moves it. What only changes the polarisation (resistance,
    /// contact, temperature: of either sign) lifts one of the two curves and lowers the other; what happens once lowers both
    /// once. So three half-cycles in a row must fall, by 5 % of the half-cycle's swing at least.
    /// </para>
    /// </summary>
    public sealed class ChargeSlide
    {
        private const int Falls = 3;

        private readonly SlideCurve _charge = new SlideCurve();
        private readonly SlideCurve _discharge = new SlideCurve();
        private bool _hasMark;
        private long _mark;
        private int _falls;

        /// <summary>There is a mark, and the half-cycle under way has not passed it: <see cref="Judge"/> wants to see the samples.</summary>
        public bool IsAwaited;

        /// <summary>Three half-cycles in a row lay lower than those before.</summary>
        public bool IsSliding
        {
            get { return _falls >= Falls; }
        }

        /// <summary>A half-cycle has ended: the mark stays while it lies well within, so that like is compared with like.</summary>
        public void Turn(HalfCycleTracker tracker)
        {
            long length = tracker.Last.Nanocoulombs;
            long middle = tracker.TurnedAtNanocoulombs + (tracker.Direction > 0 ? length / 2 : -length / 2);
            if (!_hasMark || Saturating.Abs(_mark - middle) > length / 10 * 3)
            {
                _hasMark = true;
                _mark = middle;
                _charge.Forget();
                _discharge.Forget();
                _falls = 0;
            }

            IsAwaited = true;
        }

        /// <summary>A sample of voltage and current while <see cref="IsAwaited"/>.</summary>
        /// <returns>True where it passed the mark: three falls may have become of two, or none.</returns>
        public bool Judge(HalfCycleTracker tracker, long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            int direction = tracker.Direction;
            if (direction > 0 ? tracker.Nanocoulombs < _mark : tracker.Nanocoulombs > _mark)
            {
                return false;
            }

            IsAwaited = false;
            HalfCycle before = tracker.Before;
            SlideCurve curve = direction > 0 ? _charge : _discharge;
            if (curve.Take(microvolts, nanoamperes, millicelsius, timeMicroseconds, before.HighestMicrovolts - before.LowestMicrovolts))
            {
                _falls = !curve.Fell ? 0 : _falls < Falls ? _falls + 1 : Falls;
            }
            else
            {
                _falls = 0;
            }

            return true;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _charge.Exchange(image);
            _discharge.Exchange(image);
            _hasMark = image.Flag(_hasMark);
            _mark = image.Number(_mark);
            IsAwaited = image.Flag(IsAwaited);
            _falls = (int)image.Number(_falls);
        }
    }
}

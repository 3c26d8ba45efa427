namespace AnodeGuard.Core
{
    /// <summary>
    /// The trace of a half-cycle of a cell whose voltage at rest is 0 (metal against metal, plating on copper) against
    /// the last ones in the same direction. A resistive bridge takes a share of the polarisation away at once and
    /// flattens the trace (Menkin et al. 2024: the rectangular trace is the soft short's); an interphase that forms does
    /// so over many cycles, and dead metal does the opposite.
    /// </summary>
    public sealed class SoftShortTrace
    {
        /// <summary>
        /// 5 % within one half-cycle: half of what a bridge of ten times the cell's resistance takes away (9.1 %,
        /// transport-and-detection, 4.4), and four times the cell's usual scatter.
        /// </summary>
        private const int FallDivisor = 20;
        private const int Scatters = 4;

        private const long AlikeMillionths = 100000;

        /// <summary>2 K are some 8 % of a polarisation; a correction takes most of it.</summary>
        private const long FarMillicelsius = 2000;
        private const int Learning = 3;
        private const int Strangers = 3;

        /// <summary>An arch may scatter by so much, and one below 3 % is none to begin with.</summary>
        private const long ArchMillionths = 20000;
        private const long NoArchMillionths = 30000;

        private readonly OwnHistory _mean = new OwnHistory(2);
        private readonly OwnHistory _arch = new OwnHistory(4);
        private readonly OwnHistory _onset = new OwnHistory(2);
        private long _peak;
        private long _charge;
        private long _millicelsius;
        private int _strangers;

        /// <summary>The polarisation fell suddenly, and the trace does not arch more than before.</summary>
        public bool IsLower;

        /// <summary>The resistance at the first moment of the last half-cycle fell suddenly.</summary>
        public bool HasLowerOnset;

        /// <summary>The trace had an arch, and has lost two thirds of it.</summary>
        public bool IsRectangular;

        /// <summary>Judges a half-cycle that has ended; false where nothing can be said about it.</summary>
        public bool Judge(HalfCycle half)
        {
            long mean = At25(half.MeanMicroohms, half.Millicelsius);
            if (half.Pairs < 5 || mean <= 0 || !IsOfThisTest(half))
            {
                return false;
            }

            bool fell = HasFallen(_mean, mean, IsLower);
            long arch = half.HasTrace ? half.ArchMillionths : CellFigures.Unknown;
            bool archesMore = arch > _arch.Expected + ArchMillionths + (3 * _arch.Scatter) && _arch.Count > 0;
            IsLower = fell && !archesMore;
            IsRectangular = IsLower && arch >= 0 && _arch.Count >= Learning
                && _arch.Expected > NoArchMillionths && arch < _arch.Expected / 3;
            if (!fell)
            {
                Learn(half, mean, arch);
            }

            return true;
        }

        /// <summary>Judges the resistance at the beginning of a half-cycle.</summary>
        public void JudgeOnset(long microohms, long millicelsius)
        {
            long onset = At25(microohms, millicelsius);
            HasLowerOnset = HasFallen(_onset, onset, HasLowerOnset);
            if (!HasLowerOnset)
            {
                _onset.Learn(onset);
            }
        }

        private static bool HasFallen(OwnHistory history, long value, bool already)
        {
            if (history.Count < Learning)
            {
                return false;
            }

            long share = history.Expected / FallDivisor;
            long scatter = Scatters * history.Scatter;
            long limit = share > scatter ? share : scatter;
            return history.Expected - value > (already ? limit / 2 : limit);
        }

        private void Learn(HalfCycle half, long mean, long arch)
        {
            _mean.Learn(mean);
            _millicelsius = half.Millicelsius;
            if (arch >= 0)
            {
                _arch.Learn(arch);
            }
        }

        /// <summary>The same current, charge and temperature as the last; three others in a row are a new test.</summary>
        private bool IsOfThisTest(HalfCycle half)
        {
            bool alike = AgeingScale.AreAlike(half.PeakNanoamperes, _peak, AlikeMillionths)
                && AgeingScale.AreAlike(half.Nanocoulombs, _charge, AlikeMillionths)
                && Saturating.Abs(half.Millicelsius - _millicelsius) <= FarMillicelsius;
            if (_mean.Count > 0 && !alike)
            {
                _strangers++;
                if (_strangers < Strangers)
                {
                    return false;
                }

                _mean.Restart();
                _arch.Restart();
                _onset.Restart();
            }

            _strangers = 0;
            if (_mean.Count == 0)
            {
                _peak = half.PeakNanoamperes;
                _charge = half.Nanocoulombs;
                _millicelsius = half.Millicelsius;
            }

            return true;
        }

        private static long At25(long microohms, long millicelsius)
        {
            long factor = Arrhenius.FactorQ31(ResistanceTrend.ActivationJoulesPerMole, millicelsius);
            return Saturating.Bound(Wide.MultiplyDivide(microohms, factor, Exponential.OneQ31));
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _mean.Exchange(image);
            _arch.Exchange(image);
            _onset.Exchange(image);
            _peak = image.Number(_peak);
            _charge = image.Number(_charge);
            _millicelsius = image.Number(_millicelsius);
            _strangers = (int)image.Number(_strangers);
            IsLower = image.Flag(IsLower);
            HasLowerOnset = image.Flag(HasLowerOnset);
            IsRectangular = image.Flag(IsRectangular);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Thickness of the plated metal against the free gap, current densities, and how long a dendrite's tip or moss needs
    /// across what is left of the gap at the present current (transport-and-detection, 4.5).
    /// </summary>
    public sealed class PlatedMetal
    {
        /// <summary>
        /// Dense metal plated by 1 mAh/cm2, nanometres (transport-and-detection, 1.2).
        /// </summary>
        private const long LithiumNanometres = 4850;
        private const long SodiumNanometres = 8843;
        private const long PotassiumNanometres = 16964;

        /// <summary>F, in coulombs per mole times 1e3; with the units below the tip's time is d F c0 / (J t_a) * 1e6.</summary>
        private const long FaradayMillicoulombs = 96485332;

        /// <summary>
        /// Shares of the free gap. At 1 even dense metal fills a rigid gap; springs and pouches give way, so that it takes
        /// twice the gap to open the switch. Starting values.
        /// </summary>
        private const long AdvisoryPercent = 100;
        private const long WarningPercent = 150;
        private const long AlarmPercent = 200;

        /// <summary>A level ends 5 % of the gap below where it began.</summary>
        private const long HysteresisPercent = 5;

        /// <summary>Below t_a = 0.05 hardly any anions move: no tip runs ahead.</summary>
        private const long SingleIonMillionths = 50000;
        private const long LargestDensity = 1L << 48;

        /// <summary>1e-6 * 1e7 * 3600 * 1e6 us: see where it is used.</summary>
        private const long MossScale = 36000000000;

        /// <summary>Half of a 50 um trilayer, for lead times where the gap is not known.</summary>
        private const long AssumedGapNanometres = 25000;

        private readonly FaultRegister _faults;
        private readonly CellFigures _figures;
        private readonly CellType _type;
        private readonly MetalSide _anode = new MetalSide(1);
        private readonly MetalSide _counter = new MetalSide(-1);
        private readonly long _perMilliampereHour;
        private readonly long _zeroNanoamperes;
        private readonly long _areaSquareMicrometres;
        private readonly long _tipPerNanometre;
        private readonly long _mossPerDense;
        private readonly long _densePerHour;
        private readonly long _gapNanometres;
        private readonly long _platedDivisor;
        private readonly long _localFactor;
        private readonly long _areaFactor;
        private readonly long _mossDensityMillionths;
        private readonly bool _isGeometric;
        private readonly bool _gapIsKnown;

        /// <summary>Metal of a cell.</summary>
        public PlatedMetal(GuardSettings settings, FaultRegister faults, CellFigures figures)
        {
            _type = settings.CellType;
            _faults = faults;
            _figures = figures;
            _gapIsKnown = settings.FreeGapNanometres > 0;
            _gapNanometres = _gapIsKnown ? settings.FreeGapNanometres : AssumedGapNanometres;
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _perMilliampereHour = settings.Chemistry == Chemistry.Lithium ? LithiumNanometres
                : settings.Chemistry == Chemistry.Sodium ? SodiumNanometres : PotassiumNanometres;
            _areaSquareMicrometres = settings.AreaSquareMicrometres;
            _platedDivisor = 36 * _areaSquareMicrometres;
            _localFactor = settings.LocalCurrentFactorMillionths;
            _areaFactor = settings.AreaFactorMillionths;
            _isGeometric = _localFactor == _areaFactor && _areaFactor != 0;
            _mossDensityMillionths = settings.MossDensityMillionths;
            _tipPerNanometre = TipPerNanometre(settings);
            long common = CommonDivisor(MossScale, _perMilliampereHour);

            // Divisor: of two numbers above 0 it is at least 1.
            _mossPerDense = MossScale / common;
            // Divisor: the same.
            _densePerHour = _perMilliampereHour / common;
        }

        /// <summary>The charge has changed: how dense the current is, how thick the metal, and what that means.</summary>
        public void Follow(HalfCycleTracker tracker, long nanoamperes, long timeMicroseconds)
        {
            long nanocoulombs = 0;
            if (_type != CellType.HalfCopper)
            {
                _anode.Follow(tracker);
                nanocoulombs = _anode.Nanocoulombs;
            }

            if (_type == CellType.HalfCopper || _type == CellType.Symmetric)
            {
                _counter.Follow(tracker);
                nanocoulombs = _counter.Nanocoulombs > nanocoulombs ? _counter.Nanocoulombs : nanocoulombs;
            }

            // nC over um2 in nm: 1 mAh/cm2 is 3.6e9 nC on 1e8 um2.
            CellFigures figures = _figures;
            long plated = Wide.MultiplyDivide(_perMilliampereHour, nanocoulombs, _platedDivisor);
            plated = plated < 0 ? 0 : plated > Saturating.Largest ? Saturating.Largest : plated;
            figures.PlatedNanometres = plated;

            // nA over um2 is 1e9 uA/m2. The real area is the geometric one times the host's factor.
            long geometric = Saturating.Bound(Wide.MultiplyDivide(nanoamperes, 1000000000, _areaSquareMicrometres));
            figures.GeometricMicroamperesPerSquareMetre = geometric;
            figures.LocalMicroamperesPerSquareMetre = _isGeometric
                ? geometric
                : Saturating.Bound(Wide.MultiplyDivide(geometric, _localFactor, _areaFactor));
            if (_gapIsKnown)
            {
                _faults.Observe(FaultId.PlatedThickness, Level(plated, Plates(nanoamperes)), timeMicroseconds);
            }
        }

        /// <summary>How long metal would take across what is left of the gap, at the same current.</summary>
        public void Foresee(long nanoamperes)
        {
            CellFigures figures = _figures;
            long density = figures.LocalMicroamperesPerSquareMetre;
            density = density < 0 ? -density : density;
            density = density > LargestDensity ? LargestDensity : density;
            if (density == 0 || !Plates(nanoamperes))
            {
                figures.TipLeadMicroseconds = CellFigures.Unknown;
                figures.MossLeadMicroseconds = CellFigures.Unknown;
                return;
            }

            long gap = _gapNanometres - figures.PlatedNanometres;
            gap = gap < 0 ? 0 : gap;

            // d F c0 / (J t_a): nm * 1e-9, mC/mol * 1e-3, mmol/m3 * 1e-3, over uA/m2 * 1e-6 and millionths, is 1e-3 s; unknown
            // for an electrolyte whose anions do not move.
            long scale = _tipPerNanometre;
            figures.TipLeadMicroseconds = scale == CellFigures.Unknown
                ? CellFigures.Unknown
                : Saturating.Clamp(Wide.MultiplyDivide(gap, scale, density), 0, Saturating.LargestTime);

            // d phi / (J k): nm * 1e-6 / (uA/m2 * nm per mAh/cm2), with 1e7 uA/m2 in 1 mA/cm2 and 3600 s in an hour. The scale and
            // k without their common divisor: 64 bits hold the product of the usual gap. Divisor: 2^48 * 16,964 = 2^62.1 at most.
            long dense = Wide.MultiplyDivide(gap, _mossDensityMillionths, 1);
            long moss = Wide.MultiplyDivide(_mossPerDense, dense, density * _densePerHour);
            figures.MossLeadMicroseconds = Saturating.Clamp(moss, 0, Saturating.LargestTime);
        }

        /// <summary>Metal is plated towards the Cu layer now: in a full cell by charging only, else by either sign.</summary>
        private bool Plates(long nanoamperes)
        {
            return nanoamperes > _zeroNanoamperes || (_type != CellType.Full && nanoamperes < -_zeroNanoamperes);
        }

        /// <summary>Euclid's; neither is 0.</summary>
        private static long CommonDivisor(long a, long b)
        {
            while (b != 0)
            {
                // Divisor: not 0.
                long rest = a % b;
                a = b;
                b = rest;
            }

            return a;
        }

        /// <summary>What of the tip's time the settings alone say: F c0 / t_a.</summary>
        private static long TipPerNanometre(GuardSettings settings)
        {
            long anion = Saturating.Clamp(settings.AnionTransferenceMillionths, 0, 1L << 40);
            return anion < SingleIonMillionths
                ? CellFigures.Unknown
                : Saturating.Multiply(Wide.MultiplyDivide(FaradayMillicoulombs, settings.SaltMillimolesPerCubicMetre, anion), 1000);
        }

        /// <summary>Alarm, and with it an open switch, only while more is plated: to strip the metal it has to close again.</summary>
        private byte Level(long platedNanometres, bool plates)
        {
            long percent = Wide.MultiplyDivide(platedNanometres, 100, _gapNanometres);
            byte present = _faults.LevelOf(FaultId.PlatedThickness);
            if (plates && percent >= AlarmPercent)
            {
                return FaultLevel.Alarm;
            }

            if (percent >= WarningPercent - (present >= FaultLevel.Warning ? HysteresisPercent : 0))
            {
                return FaultLevel.Warning;
            }

            long advisory = AdvisoryPercent - (present >= FaultLevel.Advisory ? HysteresisPercent : 0);
            return percent >= advisory ? FaultLevel.Advisory : FaultLevel.None;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _anode.Exchange(image);
            _counter.Exchange(image);
        }
    }
}

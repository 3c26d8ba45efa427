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
        private readonly GuardSettings _settings;
        private readonly MetalSide _anode = new MetalSide(1);
        private readonly MetalSide _counter = new MetalSide(-1);
        private readonly long _perMilliampereHour;
        private readonly long _zeroNanoamperes;
        private readonly long _areaSquareMicrometres;
        private readonly long _tipPerNanometre;
        private readonly long _mossPerDense;
        private readonly long _densePerHour;
        private readonly long _gapNanometres;
        private readonly bool _gapIsKnown;

        /// <summary>Metal of a cell.</summary>
        public PlatedMetal(GuardSettings settings, FaultRegister faults, CellFigures figures)
        {
            _settings = settings;
            _faults = faults;
            _figures = figures;
            _gapIsKnown = settings.FreeGapNanometres > 0;
            _gapNanometres = _gapIsKnown ? settings.FreeGapNanometres : AssumedGapNanometres;
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _perMilliampereHour = settings.Chemistry == Chemistry.Lithium ? LithiumNanometres
                : settings.Chemistry == Chemistry.Sodium ? SodiumNanometres : PotassiumNanometres;
            _areaSquareMicrometres = settings.AreaSquareMicrometres;
            _tipPerNanometre = TipPerNanometre(settings);
            long common = CommonDivisor(MossScale, _perMilliampereHour);

            // Divisor: of two numbers above 0 it is at least 1.
            _mossPerDense = MossScale / common;
            // Divisor: the same.
            _densePerHour = _perMilliampereHour / common;
        }

        /// <summary>The charge has changed.</summary>
        public void Follow(HalfCycleTracker tracker, long nanoamperes, long timeMicroseconds)
        {
            _anode.Follow(tracker);
            _counter.Follow(tracker);
            WriteDensities(nanoamperes);

            // nC over um2 in nm: 1 mAh/cm2 is 3.6e9 nC on 1e8 um2.
            long plated = Saturating.Bound(
                Wide.MultiplyDivide(Nanocoulombs, _perMilliampereHour, 36 * _areaSquareMicrometres));
            plated = plated < 0 ? 0 : plated;
            _figures.PlatedNanometres = plated;
            bool plates = Plates(nanoamperes);
            WriteLeads(plates, _gapNanometres - plated);
            if (_gapIsKnown)
            {
                _faults.Observe(FaultId.PlatedThickness, Level(plates), timeMicroseconds);
            }
        }

        private long Nanocoulombs
        {
            get
            {
                if (_settings.CellType == CellType.Symmetric)
                {
                    return _anode.Nanocoulombs > _counter.Nanocoulombs ? _anode.Nanocoulombs : _counter.Nanocoulombs;
                }

                return _settings.CellType == CellType.HalfCopper ? _counter.Nanocoulombs : _anode.Nanocoulombs;
            }
        }

        /// <summary>Metal is plated towards the Cu layer now: in a full cell by charging only, else by either sign.</summary>
        private bool Plates(long nanoamperes)
        {
            return nanoamperes > _zeroNanoamperes
                || (_settings.CellType != CellType.Full && nanoamperes < -_zeroNanoamperes);
        }

        /// <summary>nA over um2 is 1e9 uA/m2. The real area is the geometric one times the host's factor.</summary>
        private void WriteDensities(long nanoamperes)
        {
            long geometric = Saturating.Bound(Wide.MultiplyDivide(nanoamperes, 1000000000, _areaSquareMicrometres));
            _figures.GeometricMicroamperesPerSquareMetre = geometric;
            long factor = _settings.LocalCurrentFactorMillionths;
            long area = _settings.AreaFactorMillionths;
            _figures.LocalMicroamperesPerSquareMetre =
                factor == area && area != 0 ? geometric : Saturating.Bound(Wide.MultiplyDivide(geometric, factor, area));
        }

        private void WriteLeads(bool plates, long gapNanometres)
        {
            long density = Saturating.Abs(_figures.LocalMicroamperesPerSquareMetre);
            density = density > LargestDensity ? LargestDensity : density;
            if (!plates || density == 0)
            {
                _figures.TipLeadMicroseconds = CellFigures.Unknown;
                _figures.MossLeadMicroseconds = CellFigures.Unknown;
                return;
            }

            long gap = gapNanometres < 0 ? 0 : gapNanometres;
            _figures.TipLeadMicroseconds = TipLead(gap, density);

            // d phi / (J k): nm * 1e-6 / (uA/m2 * nm per mAh/cm2), with 1e7 uA/m2 in 1 mA/cm2 and 3600 s in an hour. The scale and
            // k without their common divisor: 64 bits hold the product of the usual gap. Divisor: 2^48 * 16,964 = 2^62.1 at most.
            long dense = Wide.MultiplyDivide(gap, _settings.MossDensityMillionths, 1);
            long moss = Wide.MultiplyDivide(dense, _mossPerDense, density * _densePerHour);
            _figures.MossLeadMicroseconds = Saturating.Clamp(moss, 0, Saturating.LargestTime);
        }

        /// <summary>
        /// d F c0 / (J t_a): nm * 1e-9, mC/mol * 1e-3, mmol/m3 * 1e-3, over uA/m2 * 1e-6 and millionths, is 1e-3 s; unknown
        /// for an electrolyte whose anions do not move.
        /// </summary>
        private long TipLead(long gapNanometres, long density)
        {
            if (_tipPerNanometre == CellFigures.Unknown)
            {
                return CellFigures.Unknown;
            }

            long microseconds = Wide.MultiplyDivide(gapNanometres, _tipPerNanometre, density);
            return Saturating.Clamp(microseconds, 0, Saturating.LargestTime);
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
        private byte Level(bool plates)
        {
            long percent = Saturating.Bound(
                Wide.MultiplyDivide(_figures.PlatedNanometres, 100, _gapNanometres));
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

using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// INA228 as in Texas Instruments SLYS021A: register map with lengths, reset values and read-only bits, conversion
    /// cycles, both shunt ranges, current calculation, charge accumulator, alert limits. Results are worked out when
    /// somebody looks, for the instant at which the conversion ended.
    /// </summary>
    /// <remarks>
    /// Simplified: an averaged result is the input at the end of its window with less noise, not the mean over it; CHARGE is
    /// the exact integral up to the last conversion, also where the shunt converter was over its range; limits are compared
    /// with the newest conversion when somebody looks. Not there: ENERGY (reads 0), temperature compensation of the shunt,
    /// power limit, SMBus alert response, CONVDLY.
    /// </remarks>
    public sealed class Ina228Chip : RegisterChip
    {
        private const int Reset = 0x8000;
        private const int ResetAccumulators = 0x4000;
        private const int FineRange = 0x0010;
        private const int ConfigWritable = 0x3FF0;

        private const int AlertLatch = 0x8000;
        private const int AlertOnConversion = 0x4000;
        private const int AlertActiveHigh = 0x1000;
        private const int DiagnosticsWritable = 0xF000;
        private const int ChargeOverflow = 0x0400;
        private const int MathOverflow = 0x0200;
        private const int ShuntOver = 0x0040;
        private const int ShuntUnder = 0x0020;
        private const int BusOver = 0x0010;
        private const int BusUnder = 0x0008;
        private const int ConversionReady = 0x0002;
        private const int MemoryGood = 0x0001;
        private const int Limits = ShuntOver | ShuntUnder | BusOver | BusUnder;

        private const double BusVoltsPerCode = 195.3125e-6;
        private const int Largest = 524287;
        private const int Smallest = -524288;

        private readonly IAnalogNode _bus;
        private readonly IThermalNode _die;
        private readonly ConverterErrors _busErrors;
        private readonly int[] _registers = new int[0x12];
        private readonly ulong[] _shown = new ulong[Ina228Register.Charge + 1];
        private readonly Ina228Timing _timing;
        private readonly Ina228Shunt _shunt;
        private long _conversionsSeen;
        private int _latched;

        /// <param name="current">What flows through the shunt.</param>
        /// <param name="shuntOhms">The shunt that is really fitted.</param>
        /// <param name="bus">Node of the VBUS pin.</param>
        /// <param name="die">Its own temperature.</param>
        /// <param name="shuntErrors">This specimen's shunt input; its clock error is the chip's.</param>
        /// <param name="busErrors">This specimen's bus input.</param>
        public Ina228Chip(
            IShuntCurrent current,
            double shuntOhms,
            IAnalogNode bus,
            IThermalNode die,
            ConverterErrors shuntErrors,
            ConverterErrors busErrors)
        {
            _bus = bus;
            _die = die;
            _busErrors = busErrors;
            _timing = new Ina228Timing(shuntErrors.Clock);
            _shunt = new Ina228Shunt(current, shuntOhms, shuntErrors);
            PowerOn(0);
        }

        /// <summary>Charge accumulator, codes; settable, to bring it near its end.</summary>
        public void PresetCharge(long codes, long atMicroseconds)
        {
            _shunt.RestartCharge(codes, _timing.LastCycleEnd(atMicroseconds));
        }

        /// <summary>Level of the ALERT pin (open drain with its pull-up).</summary>
        public bool AlertPin(long atMicroseconds)
        {
            int flags = Flags(atMicroseconds);
            bool asked = (flags & Limits) != 0
                || ((_registers[Ina228Register.Diagnostics] & AlertOnConversion) != 0 && (flags & ConversionReady) != 0);
            return asked == ((_registers[Ina228Register.Diagnostics] & AlertActiveHigh) != 0);
        }

        /// <inheritdoc/>
        public override void PowerOn(long atMicroseconds)
        {
            base.PowerOn(atMicroseconds);
            Array.Clear(_registers);
            Array.Clear(_shown);
            _registers[Ina228Register.AdcConfig] = 0xFB68;
            _registers[Ina228Register.ShuntCal] = 0x1000;
            _registers[Ina228Register.ShuntOverLimit] = 0x7FFF;
            _registers[Ina228Register.ShuntUnderLimit] = 0x8000;
            _registers[Ina228Register.BusOverLimit] = 0x7FFF;
            _registers[Ina228Register.TemperatureLimit] = 0x7FFF;
            _registers[Ina228Register.PowerLimit] = 0xFFFF;
            _latched = 0;
            _conversionsSeen = 0;
            _timing.Start(0xFB68, atMicroseconds);
            _shunt.Configure(false, 0x1000, true, atMicroseconds);
            _shunt.RestartCharge(0, atMicroseconds);
        }

        /// <inheritdoc/>
        protected override ulong ReadRegister(int register, out int bytes, long atMicroseconds)
        {
            if (register < Ina228Register.ShuntVolts || register > Ina228Register.Charge)
            {
                bytes = 2;
                return Read16(register, atMicroseconds);
            }

            bytes = Ina228Register.LengthOf(register);
            if (!Frozen)
            {
                _shown[register] = Result(register, atMicroseconds);
            }

            return _shown[register];
        }

        /// <inheritdoc/>
        protected override void WriteRegister(int register, int value, long atMicroseconds)
        {
            switch (register)
            {
                case Ina228Register.Config:
                    WriteConfig(value, atMicroseconds);
                    break;
                case Ina228Register.AdcConfig:
                    _registers[register] = value;
                    ConfigureShunt(atMicroseconds);
                    _timing.Start(value, atMicroseconds);
                    _conversionsSeen = 0;
                    break;
                case Ina228Register.ShuntCal:
                    _registers[register] = value & 0x7FFF;
                    ConfigureShunt(atMicroseconds);
                    break;
                case Ina228Register.Diagnostics:
                    _registers[register] = value & DiagnosticsWritable;
                    break;
                default:
                    if (register == 0x03 || (register >= Ina228Register.ShuntOverLimit && register <= Ina228Register.PowerLimit))
                    {
                        _registers[register] = value;
                    }

                    break;
            }
        }

        private static ulong Upper20(int code)
        {
            return (ulong)((code << 4) & 0xFFFFFF);
        }

        private ulong Result(int register, long at)
        {
            long end = _timing.LastResultEnd(at);
            switch (register)
            {
                case Ina228Register.ShuntVolts:
                    return Upper20(_shunt.Code(end, _timing));
                case Ina228Register.BusVolts:
                    return Upper20(BusCode(end));
                case Ina228Register.DieTemperature:
                    return DieCode(end);
                case Ina228Register.Current:
                    return Upper20(_shunt.CurrentCode(end, _timing));
                case Ina228Register.Power:
                    return (ulong)(Math.Abs((long)_shunt.CurrentCode(end, _timing)) * BusCode(end) * BusVoltsPerCode / 3.2);
                case Ina228Register.Charge:
                    return (ulong)ChargeCode(at) & 0xFFFFFFFFFFUL;
                default:
                    return 0;
            }
        }

        private ulong DieCode(long end)
        {
            return _timing.Temperature && end > _timing.Started
                ? (ushort)(short)Math.Round(_die.Celsius(end) / 0.0078125)
                : 0UL;
        }

        private ulong Read16(int register, long at)
        {
            switch (register)
            {
                case Ina228Register.Diagnostics:
                    return ReadDiagnostics(at);
                case Ina228Register.Manufacturer:
                    return 0x5449;
                case Ina228Register.Device:
                    return 0x2281;
                default:
                    return register < _registers.Length ? (ulong)_registers[register] : 0;
            }
        }

        private void WriteConfig(int value, long at)
        {
            if ((value & Reset) != 0)
            {
                PowerOn(at);
                return;
            }

            _registers[Ina228Register.Config] = value & ConfigWritable;
            ConfigureShunt(at);
            if ((value & ResetAccumulators) != 0)
            {
                _latched &= ~(ChargeOverflow | MathOverflow);
                _shunt.RestartCharge(0, _timing.LastCycleEnd(at));
            }
        }

        private void ConfigureShunt(long at)
        {
            _shunt.Configure(
                (_registers[Ina228Register.Config] & FineRange) != 0,
                _registers[Ina228Register.ShuntCal],
                (_registers[Ina228Register.AdcConfig] & 0x2000) != 0,
                _timing.LastCycleEnd(at));
        }

        private int BusCode(long end)
        {
            if (!_timing.Bus || end <= _timing.Started)
            {
                return 0;
            }

            double codes = Math.Round(_busErrors.Apply(_bus.Volts(end), end) / BusVoltsPerCode);
            return (int)Math.Clamp(codes, 0, Largest);
        }

        /// <summary>40 bits; beyond its end the register goes on from the other one, and says so.</summary>
        private long ChargeCode(long at)
        {
            double codes = _shunt.ChargeCodes(_timing.LastCycleEnd(at));
            const double Half = 549755813888.0;
            if (codes >= Half || codes < -Half)
            {
                _latched |= ChargeOverflow;
            }

            return (long)Math.Floor(codes);
        }

        private ulong ReadDiagnostics(long at)
        {
            int flags = Flags(at);
            _conversionsSeen = _timing.Results(at);
            _latched &= ~Limits;
            return (ulong)(_registers[Ina228Register.Diagnostics] | flags | MemoryGood);
        }

        private int Flags(long at)
        {
            long end = _timing.LastResultEnd(at);
            int flags = _latched & ~Limits;
            if (_timing.Results(at) > _conversionsSeen)
            {
                flags |= ConversionReady;
            }

            int shunt = _shunt.Code(end, _timing) >> 4;
            int bus = BusCode(end) >> 4;
            int limits = 0;
            limits |= shunt > (short)_registers[Ina228Register.ShuntOverLimit] ? ShuntOver : 0;
            limits |= shunt < (short)_registers[Ina228Register.ShuntUnderLimit] ? ShuntUnder : 0;
            limits |= bus > _registers[Ina228Register.BusOverLimit] ? BusOver : 0;
            limits |= bus < _registers[Ina228Register.BusUnderLimit] ? BusUnder : 0;
            if ((_registers[Ina228Register.Diagnostics] & AlertLatch) != 0)
            {
                _latched |= limits;
                limits = _latched & Limits;
            }

            int current = _shunt.UnclippedCurrentCode(end, _timing);
            flags |= current > Largest || current < Smallest ? MathOverflow : 0;
            return flags | limits;
        }
    }
}

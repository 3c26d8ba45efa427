using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// TMP117 as in Texas Instruments SNOSD82D: register map, conversion cycle, data-ready flag, shutdown, one-shot, soft
    /// reset. The alert limits and the EEPROM registers are kept, but do nothing.
    /// </summary>
    public sealed class Tmp117Chip : RegisterChip
    {
        private const int RegisterTemperature = 0x00;
        private const int RegisterConfiguration = 0x01;
        private const int RegisterHighLimit = 0x02;
        private const int RegisterLowLimit = 0x03;
        private const int RegisterOffset = 0x07;
        private const int RegisterEeprom3 = 0x08;
        private const int RegisterDevice = 0x0F;

        private const int ConfigurationReset = 0x0220;
        private const int ConfigurationWritable = 0x0FFC;
        private const int SoftReset = 0x0002;
        private const int DataReady = 0x2000;
        private const int ModeShutdown = 1;
        private const int ModeOneShot = 3;
        private const int NoConversionYet = 0x8000;

        // One conversion takes 15.5 ms; AVG asks for 1, 8, 32 or 64 of them (section 7.3.2).
        private const int ConversionMicroseconds = 15500;
        private const double CelsiusPerCode = 0.0078125;

        private static readonly int[] Averaged = { 1, 8, 32, 64 };

        // Table 7-7, AVG = 0; a cycle never is shorter than its conversions.
        private static readonly int[] CycleMicroseconds =
        {
            15500, 125000, 250000, 500000, 1000000, 4000000, 8000000, 16000000,
        };

        private readonly IThermalNode _node;
        private readonly ConverterErrors _errors;
        private readonly int[] _kept = new int[16];
        private int _configuration;
        private int _result;
        private bool _ready;
        private long _start;
        private long _stored;

        /// <param name="node">What it touches.</param>
        /// <param name="errors">This specimen, its volts meaning degrees Celsius.</param>
        public Tmp117Chip(IThermalNode node, ConverterErrors errors)
        {
            _node = node;
            _errors = errors;
            PowerOn(0);
        }

        private int Mode
        {
            get { return (_configuration >> 10) & 3; }
        }

        private int ActiveMicroseconds
        {
            get { return ConversionMicroseconds * Averaged[(_configuration >> 5) & 3]; }
        }

        /// <inheritdoc/>
        public override void PowerOn(long atMicroseconds)
        {
            base.PowerOn(atMicroseconds);
            Array.Clear(_kept);
            _kept[RegisterHighLimit] = 0x6000;
            _kept[RegisterLowLimit] = 0x8000;
            _configuration = ConfigurationReset;
            _result = NoConversionYet;
            _ready = false;
            Restart(atMicroseconds);
        }

        /// <inheritdoc/>
        protected override ulong ReadRegister(int register, out int bytes, long atMicroseconds)
        {
            bytes = 2;
            CatchUp(atMicroseconds);
            bool ready = _ready;
            switch (register)
            {
                case RegisterTemperature:
                    _ready = false;
                    return (ulong)_result;
                case RegisterConfiguration:
                    _ready = false;
                    return (ulong)(_configuration | (ready ? DataReady : 0));
                case RegisterDevice:
                    return 0x0117;
                default:
                    return register <= RegisterEeprom3 ? (ulong)_kept[register] : 0;
            }
        }

        /// <inheritdoc/>
        protected override void WriteRegister(int register, int value, long atMicroseconds)
        {
            CatchUp(atMicroseconds);
            if (register == RegisterConfiguration)
            {
                if ((value & SoftReset) != 0)
                {
                    PowerOn(atMicroseconds);
                    return;
                }

                _configuration = value & ConfigurationWritable;
                Restart(atMicroseconds);
            }
            else if (register >= RegisterHighLimit && register <= RegisterEeprom3)
            {
                _kept[register] = value;
            }
        }

        private void Restart(long at)
        {
            _start = at;
            _stored = 0;
        }

        /// <summary>The first result comes after the conversions, each further one a cycle later.</summary>
        private void CatchUp(long at)
        {
            long first = _start + Slowed(ActiveMicroseconds);
            if (Mode == ModeShutdown || at < first || (Mode == ModeOneShot && _stored > 0))
            {
                return;
            }

            long cycle = Slowed(Math.Max(ActiveMicroseconds, CycleMicroseconds[(_configuration >> 7) & 7]));
            long done = Mode == ModeOneShot ? 1 : 1 + ((at - first) / cycle);
            if (done > _stored)
            {
                _stored = done;
                Store(first + ((done - 1) * cycle));
            }

            if (Mode == ModeOneShot)
            {
                _configuration = (_configuration & ~(3 << 10)) | (ModeShutdown << 10);
            }
        }

        private long Slowed(long microseconds)
        {
            return (long)(microseconds * (1 + _errors.Clock));
        }

        private void Store(long at)
        {
            if (Frozen)
            {
                return;
            }

            double codes = Math.Round(_errors.Apply(_node.Celsius(at), at) / CelsiusPerCode) + (short)_kept[RegisterOffset];
            _result = (ushort)(short)Math.Clamp(codes, short.MinValue, short.MaxValue);
            _ready = true;
        }
    }
}

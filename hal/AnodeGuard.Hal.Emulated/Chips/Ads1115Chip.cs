using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// ADS1115 as in Texas Instruments SBAS444E: four registers, multiplexer, gain, both modes with their timing. Results
    /// are worked out when somebody looks, for the instant at which the conversion ended. Not there: the comparator
    /// (its registers are kept) and the general-call reset.
    /// </summary>
    public sealed class Ads1115Chip : RegisterChip
    {
        private const int RegisterConversion = 0;
        private const int RegisterConfig = 1;
        private const int RegisterLowThreshold = 2;
        private const int RegisterHighThreshold = 3;

        private const int ConfigReset = 0x8583;
        private const int OperationalStatus = 0x8000;
        private const int SingleShot = 0x0100;

        // Section 7.4.2.1: "powers up in approximately 25 us".
        private const int WakeMicroseconds = 25;

        private static readonly int[] SamplesPerSecond = { 8, 16, 32, 64, 128, 250, 475, 860 };
        private static readonly double[] FullScaleVolts = { 6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256 };

        private readonly IAnalogNode[] _inputs;
        private readonly ConverterErrors _errors;
        private int _config;
        private int _lowThreshold;
        private int _highThreshold;
        private short _result;

        // The conversions under way: since when, with which settings, how many of them are in the result register.
        private bool _converting;
        private int _active;
        private long _start;
        private double _period;
        private long _stored;

        // Written during a continuous conversion: holds from the end of that conversion on.
        private bool _changePending;
        private long _changeAt;

        /// <param name="inputs">AIN0 to AIN3.</param>
        /// <param name="errors">This specimen; its clock error may be up to 0.1.</param>
        public Ads1115Chip(IAnalogNode[] inputs, ConverterErrors errors)
        {
            if (inputs.Length != 4)
            {
                throw new ArgumentException("an ADS1115 has four inputs", nameof(inputs));
            }

            _inputs = inputs;
            _errors = errors;
            PowerOn(0);
        }

        /// <inheritdoc/>
        public override void PowerOn(long atMicroseconds)
        {
            base.PowerOn(atMicroseconds);
            _config = ConfigReset;
            _lowThreshold = 0x8000;
            _highThreshold = 0x7FFF;
            _result = 0;
            _converting = false;
            _changePending = false;
        }

        /// <inheritdoc/>
        protected override ulong ReadRegister(int register, out int bytes, long atMicroseconds)
        {
            bytes = 2;
            CatchUp(atMicroseconds);
            switch (register & 3)
            {
                case RegisterConversion:
                    return (ushort)_result;
                case RegisterConfig:
                    return (ulong)((_config & ~OperationalStatus) | (_converting ? 0 : OperationalStatus));
                case RegisterLowThreshold:
                    return (ulong)_lowThreshold;
                default:
                    return (ulong)_highThreshold;
            }
        }

        /// <inheritdoc/>
        protected override void WriteRegister(int register, int value, long atMicroseconds)
        {
            CatchUp(atMicroseconds);
            switch (register & 3)
            {
                case RegisterConfig:
                    Configure(value, atMicroseconds);
                    break;
                case RegisterLowThreshold:
                    _lowThreshold = value;
                    break;
                case RegisterHighThreshold:
                    _highThreshold = value;
                    break;
                default:
                    break;
            }
        }

        private void Configure(int value, long at)
        {
            _config = value & ~OperationalStatus;
            if (_converting)
            {
                // The conversion under way ends with the old settings; a request to start one has no effect meanwhile.
                if (!_changePending)
                {
                    _changePending = true;
                    _changeAt = EndOf(_stored + 1);
                }
            }
            else if ((value & SingleShot) == 0 || (value & OperationalStatus) != 0)
            {
                Begin(at + WakeMicroseconds);
            }
        }

        private void Begin(long at)
        {
            _converting = true;
            _changePending = false;
            _active = _config;
            _start = at;
            _stored = 0;
            _period = 1e6 * (1 + _errors.Clock) / SamplesPerSecond[(_active >> 5) & 7];
        }

        private void CatchUp(long at)
        {
            if (!_converting)
            {
                return;
            }

            if (_changePending && at >= _changeAt)
            {
                long end = _changeAt;
                Store(end);
                _converting = false;
                if ((_config & SingleShot) == 0)
                {
                    Begin(end);
                }
                else
                {
                    _changePending = false;
                    return;
                }
            }

            if ((_active & SingleShot) != 0)
            {
                FinishSingleShot(at);
                return;
            }

            long done = (long)((at - _start) / _period);
            if (done > _stored)
            {
                _stored = done;
                Store(EndOf(done));
            }
        }

        private void FinishSingleShot(long at)
        {
            long end = EndOf(1);
            if (at >= end)
            {
                Store(end);
                _converting = false;
                _changePending = false;
            }
        }

        private long EndOf(long conversion)
        {
            return _start + (long)Math.Ceiling(conversion * _period);
        }

        private void Store(long at)
        {
            if (!Frozen)
            {
                double step = FullScaleVolts[(_active >> 9) & 7] / 32768;
                double codes = Math.Round(_errors.Apply(InputVolts(at), at) / step);
                _result = (short)Math.Clamp(codes, short.MinValue, short.MaxValue);
            }
        }

        /// <summary>The multiplexer, table 8-3: four differential pairs, then each input against ground.</summary>
        private double InputVolts(long at)
        {
            int mux = (_active >> 12) & 7;
            if (mux >= 4)
            {
                return _inputs[mux - 4].Volts(at);
            }

            int positive = mux == 0 ? 0 : mux - 1;
            int negative = mux == 0 ? 1 : 3;
            return _inputs[positive].Volts(at) - _inputs[negative].Volts(at);
        }
    }
}

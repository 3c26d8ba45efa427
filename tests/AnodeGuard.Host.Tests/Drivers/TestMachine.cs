using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.I2c;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Twins;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The least machine the board code runs on: the chips on their bus, the pins as they were driven, time.</summary>
    internal sealed class TestMachine : Machine, IDisposable
    {
        private readonly Machine _before;
        private readonly Dictionary<int, II2cChip> _chips = new Dictionary<int, II2cChip>();
        private readonly Dictionary<int, PinMode> _modes = new Dictionary<int, PinMode>();
        private long _now;
        private int _heldClocks;

        public TestMachine()
        {
            Ads = new Ads1115Chip(new IAnalogNode[] { Sense, Bipolar, Reference, Ntc }, new ConverterErrors());
            Ina = new Ina228Chip(Flow, 0.01, Cell, Board, new ConverterErrors(), new ConverterErrors());
            Tmp = new Tmp117Chip(Board, new ConverterErrors());
            Fram = new FramChip(new byte[FramChip.Capacity]);
            _chips.Add(0x40, Ina);
            _chips.Add(0x48, Ads);
            _chips.Add(0x49, Tmp);
            _chips.Add(0x50, Fram.LowerHalf);
            _chips.Add(0x51, Fram.UpperHalf);
            Levels[BoardPins.Collapse] = true;
            Levels[BoardPins.OverCurrent] = true;
            Levels[BoardPins.Button] = true;
            Flow.Constant(0);
            _before = Bind(this);
        }

        /// <summary>Behind the divider: 1.2 V is 3 V at the electrode.</summary>
        public Node Sense { get; } = new Node(1.2);

        /// <summary>1.0 V + 0.2 * 3.7 V.</summary>
        public Node Bipolar { get; } = new Node(1.74);

        public Node Reference { get; } = new Node(1.0);

        /// <summary>25 C.</summary>
        public Node Ntc { get; } = new Node(0.833333);

        public Node Cell { get; } = new Node(3.7);

        public Node Board { get; } = new Node(30);

        public Flow Flow { get; } = new Flow();

        public Ads1115Chip Ads { get; }

        public Ina228Chip Ina { get; }

        public Tmp117Chip Tmp { get; }

        public FramChip Fram { get; }

        /// <summary>Levels on the pins, whoever drives them.</summary>
        public bool[] Levels { get; } = new bool[PinCount];

        /// <summary>Every change of an output, "14+" and "14-".</summary>
        public List<string> Edges { get; } = new List<string>();

        /// <summary>Transfers that reached the wires, with their address.</summary>
        public List<int> Transfers { get; } = new List<int>();

        public int BoardIdCode { get; set; } = 2180;

        public override long NowMicroseconds
        {
            get { return _now; }
        }

        /// <summary>A chip holds SDA low until the bus has given this many clocks.</summary>
        public void HoldBus(int clocks)
        {
            _heldClocks = clocks;
        }

        public void AdvanceTo(long microseconds)
        {
            Assert(microseconds >= _now);
            _now = microseconds;
        }

        public override void Spend(int microseconds)
        {
            _now += microseconds;
        }

        public void Dispose()
        {
            Bind(_before);
        }

        protected override I2cTransferStatus OnI2cTransfer(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read)
        {
            Assert(bus == 1);
            Transfers.Add(address);
            if (_heldClocks > 0)
            {
                return I2cTransferStatus.ClockStretchTimeout;
            }

            bool acknowledged = _chips.TryGetValue(address, out II2cChip chip)
                && (write.Length == 0 || chip.Write(write, _now))
                && (read.Length == 0 || chip.Read(read, _now));
            return acknowledged ? I2cTransferStatus.FullTransfer : I2cTransferStatus.SlaveAddressNotAcknowledged;
        }

        protected override void OnPinMode(int pin, PinMode mode)
        {
            _modes[pin] = mode;
            if (mode >= PinMode.Output)
            {
                OnPinWrite(pin, false);
            }
        }

        protected override void OnPinWrite(int pin, bool high)
        {
            if (Levels[pin] != high)
            {
                Edges.Add(pin + (high ? "+" : "-"));
                if (pin == BoardPins.I2c1Clock && high && _heldClocks > 0)
                {
                    _heldClocks--;
                }
            }

            Levels[pin] = high;
        }

        protected override bool OnPinRead(int pin)
        {
            return pin == BoardPins.I2c1Data ? _heldClocks == 0 : Levels[pin];
        }

        protected override int OnAdcRead(int channel)
        {
            return channel == BoardPins.BoardId - 1 ? BoardIdCode : 0;
        }

        protected override void OnSetRtc(DateTime utc)
        {
        }

        protected override void OnReboot()
        {
        }

        private static void Assert(bool condition)
        {
            Xunit.Assert.True(condition);
        }
    }
}

using System;
using System.Collections.Generic;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>Emulated chips straight on the drivers' interface, without a microcontroller between.</summary>
    internal sealed class ChipBus : II2cBus
    {
        private readonly Dictionary<int, II2cChip> _chips = new Dictionary<int, II2cChip>();

        /// <summary>Virtual time of the next transfer.</summary>
        public Func<long> Now { get; set; } = () => 0;

        public int Transfers { get; private set; }

        public void Attach(int address, II2cChip chip)
        {
            _chips.Add(address, chip);
        }

        public bool IsStuck => false;

        public II2cDevice Device(int address)
        {
            return new ChipDevice(this, address);
        }

        public bool TryRecover()
        {
            return true;
        }

        private II2cChip Transfer(int address)
        {
            Transfers++;
            return _chips.GetValueOrDefault(address);
        }

        private sealed class ChipDevice(ChipBus bus, int address) : II2cDevice
        {
            public bool TryWrite(byte[] data)
            {
                II2cChip chip = bus.Transfer(address);
                return chip != null && chip.Write(data, bus.Now());
            }

            public bool TryWriteRead(byte[] write, byte[] read)
            {
                II2cChip chip = bus.Transfer(address);
                return chip != null && chip.Write(write, bus.Now()) && chip.Read(read, bus.Now());
            }
        }
    }

    /// <summary>A node that is told what to be.</summary>
    internal sealed class Node : IAnalogNode, IThermalNode
    {
        public Node(double value)
        {
            At = _ => value;
        }

        public Node(Func<long, double> at)
        {
            At = at;
        }

        public Func<long, double> At { get; set; }

        public double Volts(long atMicroseconds)
        {
            return At(atMicroseconds);
        }

        public double Celsius(long atMicroseconds)
        {
            return At(atMicroseconds);
        }
    }

    /// <summary>A current that is constant, or what a test says.</summary>
    internal sealed class Flow : IShuntCurrent
    {
        public Func<long, double> Current { get; set; } = _ => 0;

        public Func<long, double> Charge { get; set; } = _ => 0;

        public void Constant(double amperes)
        {
            Current = _ => amperes;
            Charge = at => amperes * at * 1e-6;
        }

        public double Amperes(long atMicroseconds)
        {
            return Current(atMicroseconds);
        }

        public double Coulombs(long atMicroseconds)
        {
            return Charge(atMicroseconds);
        }
    }
}

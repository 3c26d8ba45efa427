using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>A measured quantity, as the chips see it.</summary>
    public enum BoardChannel
    {
        /// <summary>ADS1115 AIN0; disturbances in volts at the electrode.</summary>
        Sense = 0,

        /// <summary>INA228 VBUS, volts.</summary>
        Cell = 1,

        /// <summary>INA228 shunt, amperes.</summary>
        Current = 2,

        /// <summary>ADS1115 AIN1; disturbances in volts of the cell.</summary>
        Bipolar = 3,

        /// <summary>ADS1115 AIN2, volts at the converter.</summary>
        Reference = 4,

        /// <summary>ADS1115 AIN3, volts at the converter.</summary>
        Ntc = 5,
    }

    /// <summary>
    /// What can be made to go wrong. Each call takes effect at once; <see cref="At"/> puts it at an instant of virtual
    /// time: <c>faults.At(60_000_000, f => f.OpenSenseLead(SenseLead.OpenAtCell))</c>.
    /// </summary>
    public sealed partial class MachineFaults
    {
        private const int MainBus = 1;
        private const int SecondBus = 2;
        private const int GasSensorAddress = 0x76;

        private readonly EmulatedMachine _machine;
        private readonly BoardChips _chips;

        internal MachineFaults(EmulatedMachine machine, BoardChips chips)
        {
            _machine = machine;
            _chips = chips;
        }

        /// <summary>Does something at an instant of virtual time; at once where that has passed.</summary>
        public void At(long atMicroseconds, Action<MachineFaults> fault)
        {
            _machine.FaultSchedule.Add(Math.Max(atMicroseconds, _machine.Clock.NowMicroseconds), () => fault(this));
            Cut();
        }

        /// <summary>A chip on I2C1 does not acknowledge any more (or does again).</summary>
        /// <param name="address">0x40 INA228, 0x48 ADS1115, 0x49 TMP117, 0x50 and 0x51 FRAM.</param>
        public void SilenceChip(int address, bool silent = true)
        {
            _machine.Buses.SetSilent(MainBus, address, silent);
        }

        /// <summary>Something holds SDA low: every transfer blocks for the native time-out of a second.</summary>
        public void StickBus(bool stuck = true)
        {
            _machine.Buses.SetStuck(MainBus, stuck);
        }

        /// <summary>Every transfer takes so much longer: samples come late. 0 ends it.</summary>
        public void DelayTransfers(int microseconds)
        {
            _machine.Buses.LateMicroseconds = microseconds;
        }

        /// <summary>The converter shows for ever what it showed last.</summary>
        public void StickCode(BoardChannel channel, bool stuck = true)
        {
            Of(channel).Stuck = stuck;
        }

        /// <summary>The reading drifts away, in the channel's unit per second, from now on; 0 ends it.</summary>
        public void Drift(BoardChannel channel, double perSecond)
        {
            Disturbance disturbance = Of(channel);
            disturbance.DriftPerSecond = perSecond * Scale(channel);
            disturbance.DriftSinceMicroseconds = _machine.Clock.NowMicroseconds;
        }

        /// <summary>The reading is wrong by this much.</summary>
        public void Offset(BoardChannel channel, double by)
        {
            Of(channel).Offset = by * Scale(channel);
        }

        /// <summary>Noise on top, rms in the channel's unit; 0 ends it.</summary>
        public void AddNoise(BoardChannel channel, double rms)
        {
            Of(channel).ExtraNoise = rms * Scale(channel);
        }

        /// <summary>The sense lead breaks (or is mended, with <see cref="SenseLead.Intact"/>).</summary>
        public void OpenSenseLead(SenseLead where)
        {
            _machine.Bench.Wiring.Lead = where;
            Cut();
        }

        /// <summary>Metal or wire between sense electrode and anode; 1 ohm is a shorted lead, infinity takes it away.</summary>
        public void ConnectSenseToAnode(double ohms)
        {
            _machine.Bench.ExtraContactSiemens = 1 / ohms;
            Cut();
        }

        /// <summary>Metal or wire between sense electrode and cathode; infinity takes it away.</summary>
        public void ConnectSenseToCathode(double ohms)
        {
            _machine.Bench.Wiring.CathodeSiemens = 1 / ohms;
            Cut();
        }

        /// <summary>Leakage from the sense electrode to the anode, amperes.</summary>
        public void LeakSense(double amperes)
        {
            _machine.Bench.Wiring.ElectrodeLeakage = amperes;
            Cut();
        }

        /// <summary>A soft or micro short between the electrodes, past the Cu layer; infinity takes it away.</summary>
        public void BridgeCell(double ohms)
        {
            NeedsPhysics().ExtraBridgeSiemens = 1 / ohms;
            Cut();
        }

        /// <summary>A filament touches and burns off: a bridge for so long, from now on.</summary>
        public void TouchCell(double ohms, double seconds)
        {
            BridgeCell(ohms);
            At(_machine.Clock.NowMicroseconds + (long)(seconds * 1e6), faults => faults.BridgeCell(double.PositiveInfinity));
        }

        /// <summary>The separator is pierced: contact and internal short at once, with the design's resistances.</summary>
        public void PierceSeparator()
        {
            NeedsPhysics().Dendrite.Pierce();
            Cut();
        }

        /// <summary>The cell is heated from outside by this much, with a time constant; 0 C ends it.</summary>
        public void HeatCell(double celsius, double timeConstantSeconds = 30)
        {
            NeedsPhysics().Heat(celsius, timeConstantSeconds, _machine.Clock.NowMicroseconds);
            Cut();
        }

        /// <summary>The cycler drives this current instead of its protocol; NaN ends it.</summary>
        public void StickCycler(double amperes)
        {
            NeedsPhysics().Cycler.StuckAmperes = amperes;
            Cut();
        }

        /// <summary>The switch conducts whatever the latch says.</summary>
        public void WeldSwitch(bool welded = true)
        {
            _machine.Bench.Trip.Welded = welded;
            Cut();
        }

        /// <summary>The collapse comparator is off (or on again).</summary>
        public void DisableComparator(bool disabled = true)
        {
            _machine.Bench.Trip.CollapseEnabled = !disabled;
            Cut();
        }

        /// <summary>The supply will fail in the middle of a FRAM write, after so many more bytes were stored.</summary>
        public void CutPowerInFramWrite(int afterBytes)
        {
            _chips.Fram.BytesUntilPowerCut = afterBytes;
        }

        /// <summary>The supply fails now; the run ends with <see cref="RunEnd.Reset"/>.</summary>
        public void CutPower()
        {
            _machine.CutPower();
        }

        /// <summary>The time of day jumps.</summary>
        public void JumpWallClock(TimeSpan by)
        {
            _machine.WallClock.Jump(by);
        }

        /// <summary>Wi-Fi goes (or comes back).</summary>
        public void LoseNetwork(bool lost = true)
        {
            _machine.Network.Available = !lost;
        }

        /// <summary>The broker goes (or comes back).</summary>
        public void LoseBroker(bool lost = true)
        {
            _machine.Network.BrokerReachable = !lost;
        }

        /// <summary>Somebody presses (or lets go of) the acknowledge button.</summary>
        public void PressButton(bool pressed = true)
        {
            _machine.Pins.ButtonPressed = pressed;
        }

        private static double Scale(BoardChannel channel)
        {
            return channel switch
            {
                BoardChannel.Sense => SenseNode.Divider,
                BoardChannel.Bipolar => 0.2,
                _ => 1,
            };
        }

        private Disturbance Of(BoardChannel channel)
        {
            return channel switch
            {
                BoardChannel.Sense => _chips.Sense.Disturbance,
                BoardChannel.Cell => _chips.Cell.Disturbance,
                BoardChannel.Current => _chips.Shunt.Disturbance,
                BoardChannel.Bipolar => _chips.Bipolar.Disturbance,
                BoardChannel.Reference => _chips.Reference.Disturbance,
                BoardChannel.Ntc => _chips.Ntc.Disturbance,
                _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "no such channel"),
            };
        }

        private PhysicalCell NeedsPhysics()
        {
            return _machine.Cell ?? throw new InvalidOperationException("a recording cannot be changed: this fault needs the emulated cell");
        }

        private void Cut()
        {
            _machine.Bench.AdvanceTo(_machine.Clock.NowMicroseconds);
            _machine.Bench.Cut();
        }
    }
}

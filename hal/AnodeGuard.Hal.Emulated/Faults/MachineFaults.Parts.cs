using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <content>Parts of the board that fail: what the FMEA (hardware/docs/fmea.csv) names by its net effect.</content>
    public sealed partial class MachineFaults
    {
        /// <summary>
        /// What the converter's input gets is this many times what it should be: an open or shorted divider, a lead on the
        /// ground. 1 ends it.
        /// </summary>
        public void Multiply(BoardChannel channel, double factor)
        {
            Of(channel).Gain = factor;
        }

        /// <summary>
        /// The injector's selector keeps one position; <see cref="InjectorDrive.Bootstrapped"/> is an injector without any
        /// effect. Null ends it.
        /// </summary>
        public void StickInjector(InjectorDrive? drive)
        {
            _machine.Pins.StuckDrive = drive;
            _machine.Pins.SetDrive();
            Cut();
        }

        /// <summary>The hardware's over-current window sees no current any more.</summary>
        public void BlindOverCurrent(bool blind = true)
        {
            _machine.Bench.Trip.OverCurrentEnabled = !blind;
            Cut();
        }

        /// <summary>Outputs that have failed low and hold the trip line; none ends it.</summary>
        public void HoldTripLine(TripSources sources)
        {
            _machine.Bench.Trip.StuckLow = sources;
            Cut();
        }

        /// <summary>The collapse comparator is not masked during self-tests.</summary>
        public void BreakMask(bool broken = true)
        {
            _machine.Bench.Trip.MaskWorks = !broken;
            Cut();
        }

        /// <summary>FW_TRIP does not reach the trip line.</summary>
        public void DisconnectFirmwareTrip(bool disconnected = true)
        {
            _machine.Bench.Trip.FirmwareTripConnected = !disconnected;
            Cut();
        }

        /// <summary>The board id reads this code; effective from the next start of the firmware.</summary>
        public void BreakBoardId(int code)
        {
            _machine.Pins.BrokenBoardId = code;
        }

        /// <summary>A dip of the supply that this chip alone has felt: its registers begin anew.</summary>
        /// <param name="address">0x40 INA228, 0x48 ADS1115, 0x49 TMP117, 0x76 BME680 where it is fitted.</param>
        public void BrownOut(int address)
        {
            _chips.PowerOn(address, _machine.Clock.NowMicroseconds);
        }

        /// <summary>The gas sensor does not acknowledge any more (or does again).</summary>
        public void SilenceGasSensor(bool silent = true)
        {
            _machine.Buses.SetSilent(SecondBus, GasSensorAddress, silent);
        }

        /// <summary>Bytes in the gas sensor's registers, its calibration and its name included, are these.</summary>
        public void OverwriteGasSensor(int register, params byte[] values)
        {
            _chips.OverwriteGasSensor(register, values);
        }

        /// <summary>Something holds the second bus low.</summary>
        public void StickSecondBus(bool stuck = true)
        {
            _machine.Buses.SetStuck(SecondBus, stuck);
        }

        /// <summary>The cell vents gas and vapour into its housing, most of it within the given time.</summary>
        public void VentCell(double millimoles, double seconds)
        {
            _chips.Air.Vent(millimoles, seconds, _machine.Clock.NowMicroseconds);
        }

        /// <summary>Humidity and air pressure change steadily from now on.</summary>
        public void DriftAir(double humidityPercentPerHour, double pascalsPerHour)
        {
            _chips.Air.Drift(humidityPercentPerHour, pascalsPerHour, _machine.Clock.NowMicroseconds);
        }

        /// <summary>The wire to the cell breaks (or is mended). The cell itself goes on resting behind it.</summary>
        public void CutCellLead(bool cut = true)
        {
            Cut();
            NeedsPhysics().IsCut = cut;
            Cut();
        }

        /// <summary>The surroundings are so much warmer from now on, and the cell follows with its own time constant.</summary>
        public void WarmSurroundings(double kelvin)
        {
            NeedsPhysics().Chemistry.AmbientRise = kelvin;
            Cut();
        }

        /// <summary>The separator is one whose pores close for good above a temperature.</summary>
        public void FitShutdownSeparator(double celsius)
        {
            NeedsPhysics().Chemistry.ShutdownCelsius = celsius;
        }

        /// <summary>From now on the cell ages.</summary>
        public void AgeCell(Action<CellAgeing> how)
        {
            Cut();
            how(NeedsPhysics().Chemistry.Ageing);
            Cut();
        }

        /// <summary>Bits in the FRAM flip, from an address on.</summary>
        public void CorruptMemory(int address, int length)
        {
            _chips.Fram.Corrupt(address, length);
        }
    }
}

using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The nets between the chip's pins and the rest of the board; numbers from the firmware's own pin map.</summary>
    internal sealed class BoardPinWiring
    {
        // 1.65 V and 2.48 V of 3.1 V full scale, 12 bit (hardware/pinmap.json, net BOARD_ID).
        private const int PouchIdCode = 2180;
        private const int CoinIdCode = 3276;

        private readonly Bench _bench;
        private readonly I2cBuses _buses;
        private readonly VirtualClock _clock;
        private readonly BoardKind _kind;
        private bool _address0;
        private bool _address1;

        public BoardPinWiring(Bench bench, I2cBuses buses, VirtualClock clock, BoardKind kind)
        {
            _bench = bench;
            _buses = buses;
            _clock = clock;
            _kind = kind;
            ReleaseAll();
        }

        public bool GreenLamp { get; private set; }

        public bool RedLamp { get; private set; }

        public bool ButtonPressed { get; set; }

        /// <summary>Code at BOARD_ID where its divider is broken; null where it is whole.</summary>
        public int? BrokenBoardId { get; set; }

        /// <summary>What U302 selects whatever the address lines say; null where it obeys.</summary>
        public InjectorDrive? StuckDrive { get; set; }

        /// <summary>The chip drives a pin.</summary>
        public void Drive(int pin, bool high)
        {
            _bench.AdvanceTo(_clock.NowMicroseconds);
            Set(pin, high);
        }

        /// <summary>The chip lets a pin go: what pulls on the board decides.</summary>
        public void Release(int pin)
        {
            Drive(pin, pin == BoardPins.FirmwareTrip);
        }

        /// <summary>The chip is in reset.</summary>
        public void ReleaseAll()
        {
            _bench.Watchdog.Reset();
            Release(BoardPins.FirmwareTrip);
            Release(BoardPins.TestAddress0);
            Release(BoardPins.TestAddress1);
            Release(BoardPins.SenseRelay);
            Release(BoardPins.Arm);
            Release(BoardPins.Interlock);
            Release(BoardPins.GreenLamp);
            Release(BoardPins.RedLamp);
        }

        /// <summary>Level on a pin.</summary>
        public bool Read(int pin)
        {
            long now = _clock.NowMicroseconds;
            _bench.AdvanceTo(now);
            switch (pin)
            {
                case BoardPins.Collapse:
                    return !_bench.Trip.Collapse;
                case BoardPins.OverCurrent:
                    return !_bench.Trip.OverCurrent;
                case BoardPins.TripLine:
                    return _bench.Trip.Active == TripSources.None;
                case BoardPins.SwitchState:
                    return _bench.Trip.Latched || _bench.Trip.HeldClosed;
                case BoardPins.Button:
                    return !ButtonPressed;
                case BoardPins.ConverterReady:
                case BoardPins.CurrentAlert:
                    return _buses.AlertPin(pin, now);
                case BoardPins.I2c1Data:
                case BoardPins.I2c1Clock:
                    return !_buses.IsStuck(1, now);
                case BoardPins.I2c2Data:
                case BoardPins.I2c2Clock:
                    return !_buses.IsStuck(2, now);
                default:
                    return false;
            }
        }

        /// <summary>The chip's own converter: the board id on GPIO1, which is channel 0.</summary>
        public int ReadAdc(int channel)
        {
            if (channel != BoardPins.BoardId - 1)
            {
                return 0;
            }

            return BrokenBoardId ?? (_kind == BoardKind.Coin ? CoinIdCode : PouchIdCode);
        }

        private void Set(int pin, bool high)
        {
            switch (pin)
            {
                case BoardPins.TestAddress0:
                    _address0 = high;
                    SetDrive();
                    break;
                case BoardPins.TestAddress1:
                    _address1 = high;
                    SetDrive();
                    break;
                case BoardPins.SenseRelay:
                    SetRelay(high);
                    break;
                case BoardPins.FirmwareTrip:
                    _bench.Trip.DriveFirmwareTrip(!high);
                    _bench.Cut();
                    break;
                case BoardPins.Arm:
                    Arm(high);
                    break;
                case BoardPins.Interlock:
                    SetInterlock(!high);
                    break;
                case BoardPins.Watchdog:
                    Kick(high);
                    break;
                case BoardPins.GreenLamp:
                    GreenLamp = high;
                    break;
                case BoardPins.RedLamp:
                    RedLamp = high;
                    break;
                default:
                    break;
            }
        }

        /// <summary>Selects what the address lines say, as far as the selector obeys.</summary>
        public void SetDrive()
        {
            InjectorDrive drive = _address0 == _address1
                ? InjectorDrive.Bootstrapped
                : _address0 ? InjectorDrive.PullDown : InjectorDrive.PullUp;
            _bench.Trip.SetInjecting(drive != InjectorDrive.Bootstrapped);
            drive = StuckDrive ?? drive;
            if (drive != _bench.Wiring.Drive)
            {
                _bench.Wiring.Drive = drive;
                _bench.Cut();
            }
        }

        private void SetRelay(bool closed)
        {
            if (closed != _bench.Wiring.RelayClosed)
            {
                _bench.Wiring.RelayClosed = closed;
                _bench.Cut();
            }
        }

        private void SetInterlock(bool open)
        {
            if (open != _bench.InterlockOpen)
            {
                _bench.InterlockOpen = open;
                _bench.Cut();
            }
        }

        private void Arm(bool high)
        {
            _bench.Trip.DriveArm(high);
            if (_bench.Trip.Latched)
            {
                _bench.Watchdog.StartCounting(_clock.NowMicroseconds);
            }

            _bench.Cut();
        }

        private void Kick(bool high)
        {
            bool good = _bench.Watchdog.Drive(high, _clock.NowMicroseconds);
            if (!good)
            {
                _bench.Bite(_clock.NowMicroseconds);
            }

            _bench.Cut();
        }
    }
}

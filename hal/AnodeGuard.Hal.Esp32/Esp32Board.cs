using System.Device.Adc;
using System.Device.Gpio;
using AnodeGuard.Hal.Drivers;
using nanoFramework.Runtime.Native;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// Board rev-A. Composes drivers and pins; what an emulated board must replace, because no twin can (threads, files and
    /// the time of day are mscorlib's), comes in from outside.
    /// </summary>
    public sealed class Esp32Board : IBoard
    {
        private const int PouchShuntMicroohms = 10000;
        private const int CoinShuntMicroohms = 1000000;

        // Board id, codes of 4095 at 12 dB (3.1 V, uncalibrated, taken as good to 15 %): 1.65 V on the pouch variant, 2.48 V
        // on the coin variant. A broken divider reads 0 or full scale, which is neither.
        private const int LowestPouchCode = 1850;
        private const int HighestPouchCode = 2520;
        private const int LowestCoinCode = 2790;
        private const int HighestCoinCode = 3780;

        private readonly GpioController _gpio = new GpioController();
        private readonly StartWitness _witness = new StartWitness();

        /// <param name="scheduler">Runs the jobs.</param>
        /// <param name="settings">Keeps the settings document.</param>
        /// <param name="wallClock">Knows the time of day.</param>
        /// <param name="network">Wi-Fi.</param>
        /// <param name="mqtt">The broker.</param>
        public Esp32Board(
            IScheduler scheduler,
            ISettingsStorage settings,
            IWallClock wallClock,
            INetwork network,
            IMqttLink mqtt)
        {
            Scheduler = scheduler;
            Settings = settings;
            Network = network;
            Mqtt = mqtt;
            Clock = new Esp32Clock(wallClock);

            // Protection first: from here on the trip line is held until someone decides otherwise.
            InputPin switchState = Input(BoardPins.SwitchState);
            Protection = new ProtectionLatch(
                Output(BoardPins.Arm),
                new OutputPin(_gpio, BoardPins.FirmwareTrip, true),
                Input(BoardPins.TripLine),
                switchState,
                Output(BoardPins.Interlock));
            Watchdog = new WindowWatchdog(Output(BoardPins.Watchdog), Clock);
            Panel = new Panel(
                Output(BoardPins.GreenLamp),
                Output(BoardPins.RedLamp),
                new InputPin(_gpio, BoardPins.Button, PinMode.InputPullUp));

            SenseInjector injector = new SenseInjector(
                Output(BoardPins.TestAddress0),
                Output(BoardPins.TestAddress1),
                Output(BoardPins.SenseRelay),
                Clock);
            Injector = injector;
            Variant = ReadVariant();

            int[] addresses = { BoardPins.Ads1115Address, BoardPins.Ina228Address, BoardPins.Tmp117Address, BoardPins.FramAddress, BoardPins.FramAddress + 1 };
            Esp32I2cBus bus = new Esp32I2cBus(_gpio, 1, addresses);
            Memory = new Fram(bus, BoardPins.FramAddress);
            if (Variant == BoardVariant.Unknown)
            {
                Measurement = new RefusedMeasurement("board id is neither pouch (1.65 V) nor coin (2.48 V)", Clock);
            }
            else
            {
                Measurement = CreateMeasurement(bus, injector, switchState);
            }
        }

        /// <summary>What the board id says.</summary>
        public BoardVariant Variant { get; }

        /// <inheritdoc/>
        public string Revision
        {
            get { return "rev-A"; }
        }

        /// <summary>From the converters: the chip's runtime has no way to ask.</summary>
        public string ResetReason
        {
            get { return _witness.Reason; }
        }

        /// <inheritdoc/>
        public IClock Clock { get; }

        /// <inheritdoc/>
        public IScheduler Scheduler { get; }

        /// <inheritdoc/>
        public IMeasurement Measurement { get; }

        /// <inheritdoc/>
        public ISenseInjector Injector { get; }

        /// <inheritdoc/>
        public IProtection Protection { get; }

        /// <inheritdoc/>
        public IWatchdog Watchdog { get; }

        /// <inheritdoc/>
        public IPanel Panel { get; }

        /// <inheritdoc/>
        public INonVolatileMemory Memory { get; }

        /// <inheritdoc/>
        public ISettingsStorage Settings { get; }

        /// <inheritdoc/>
        public INetwork Network { get; }

        /// <inheritdoc/>
        public IMqttLink Mqtt { get; }

        /// <inheritdoc/>
        public long FreeMemory()
        {
            return GC.Run(true);
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice();
        }

        /// <summary>The board as it runs on the chip: threads, flash files, real-time clock.</summary>
        public static Esp32Board CreateOnDevice(INetwork network, IMqttLink mqtt)
        {
            IWallClock wallClock = new RtcWallClock();
            Esp32Scheduler scheduler = new Esp32Scheduler(new Esp32Clock(wallClock));
            ISettingsStorage settings = new Esp32SettingsStorage(Esp32SettingsStorage.InternalRoot);
            Esp32Board board = new Esp32Board(scheduler, settings, wallClock, network, mqtt);
            scheduler.Protect(board.Protection);
            return board;
        }

        private static BoardVariant ReadVariant()
        {
            AdcChannel channel = new AdcController().OpenChannel(AdcChannelOf(BoardPins.BoardId));
            int code = channel.ReadValue();
            channel.Dispose();
            if (code >= LowestPouchCode && code <= HighestPouchCode)
            {
                return BoardVariant.Pouch;
            }

            return code >= LowestCoinCode && code <= HighestCoinCode ? BoardVariant.Coin : BoardVariant.Unknown;
        }

        /// <summary>The S3's ADC1 has GPIO1 to GPIO10 on its channels 0 to 9 (ESP32-S3 data sheet, table of IO MUX pins).</summary>
        private static int AdcChannelOf(int gpio)
        {
            return gpio - 1;
        }

        private BoardMeasurement CreateMeasurement(II2cBus bus, SenseInjector injector, InputPin switchState)
        {
            int shunt = Variant == BoardVariant.Coin ? CoinShuntMicroohms : PouchShuntMicroohms;
            BoardSignals signals = new BoardSignals(
                injector,
                new InputPins(switchState, Input(BoardPins.Collapse), Input(BoardPins.OverCurrent)));
            return new BoardMeasurement(
                bus,
                new SenseConverter(bus, new Ads1115(bus, BoardPins.Ads1115Address, Clock), Clock),
                new CellConverter(new Ina228(bus, BoardPins.Ina228Address, shunt, false), Clock),
                new BoardThermometer(new Tmp117(bus, BoardPins.Tmp117Address)),
                signals,
                new GasSensor(new Bme680(new Esp32I2cBus(_gpio, 2, new int[] { BoardPins.Bme680Address }), BoardPins.Bme680Address), Clock, Watchdog),
                _witness);
        }

        private OutputPin Output(int number)
        {
            return new OutputPin(_gpio, number, false);
        }

        private InputPin Input(int number)
        {
            return new InputPin(_gpio, number, PinMode.Input);
        }
    }
}

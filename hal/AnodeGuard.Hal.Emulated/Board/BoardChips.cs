using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The chips on the buses and the nodes they look at.</summary>
    internal sealed class BoardChips
    {
        private const double PouchShuntOhms = 0.01;
        private const double CoinShuntOhms = 1;
        private const int MainBus = 1;
        private const int AddressIna228 = 0x40;
        private const int AddressAds1115 = 0x48;
        private const int AddressTmp117 = 0x49;
        private const int AddressFram = 0x50;
        private const int SecondBus = 2;
        private const int AddressBme680 = 0x76;

        private readonly Ina228Chip _ina228;
        private readonly Ads1115Chip _ads1115;
        private readonly Tmp117Chip _tmp117;
        private readonly Bme680Chip _bme680;

        public BoardChips(MachineSetup setup, Bench bench, I2cBuses buses)
        {
            SeededRandom random = new SeededRandom(setup.Seed, 100);
            double shunt = setup.Board == BoardKind.Coin ? CoinShuntOhms : PouchShuntOhms;
            Sense = new SenseNode(bench, random.NextBits());
            Bipolar = new BipolarNode(bench, random.NextBits());
            Reference = new ReferenceNode(bench, random.NextBits());
            Ntc = new NtcNode(bench, random.NextBits());
            Cell = new CellNode(bench, random.NextBits());
            Shunt = new ShuntNode(bench, shunt, random.NextBits());
            Board = new BoardThermalNode(setup.BoardCelsius);
            _ads1115 = new Ads1115Chip(new IAnalogNode[] { Sense, Bipolar, Reference, Ntc }, new ConverterErrors());
            _tmp117 = new Tmp117Chip(Board, new ConverterErrors());
            byte[] cells = new byte[FramChip.Capacity];
            setup.Fram.CopyTo(cells, 0);
            Fram = new FramChip(cells);
            _ina228 = new Ina228Chip(Shunt, shunt, Cell, Board, new ConverterErrors(), new ConverterErrors());
            buses.Attach(MainBus, AddressIna228, _ina228);
            buses.AttachAlert(BoardPins.CurrentAlert, _ina228.AlertPin);
            buses.Attach(MainBus, AddressAds1115, _ads1115);
            buses.Attach(MainBus, AddressTmp117, _tmp117);
            buses.Attach(MainBus, AddressFram, Fram.LowerHalf);
            buses.Attach(MainBus, AddressFram + 1, Fram.UpperHalf);
            Air = new HousingAir(Board, setup.HousingLitres);
            if (setup.GasSensor)
            {
                _bme680 = new Bme680Chip(Air, new Bme680Numbers());
                buses.Attach(SecondBus, AddressBme680, _bme680);
            }
        }

        public AnalogNode Sense { get; }

        public AnalogNode Bipolar { get; }

        public AnalogNode Reference { get; }

        public AnalogNode Ntc { get; }

        public AnalogNode Cell { get; }

        public ShuntNode Shunt { get; }

        public BoardThermalNode Board { get; }

        public FramChip Fram { get; }

        /// <summary>The air in the housing, whether anybody measures it or not.</summary>
        public HousingAir Air { get; }

        /// <summary>Where the gas sensor is fitted.</summary>
        public void OverwriteGasSensor(int register, byte[] values)
        {
            _bme680.Overwrite(register, values);
        }

        /// <summary>The registers of one converter begin anew.</summary>
        public void PowerOn(int address, long atMicroseconds)
        {
            if (address == AddressBme680)
            {
                _bme680.PowerOn();
                return;
            }

            RegisterChip chip = address == AddressIna228 ? _ina228 : address == AddressAds1115 ? _ads1115 : _tmp117;
            chip.PowerOn(atMicroseconds);
        }

        /// <summary>The supply is back: registers begin anew, FRAM keeps.</summary>
        public void PowerOn(long atMicroseconds)
        {
            _ina228.PowerOn(atMicroseconds);
            _ads1115.PowerOn(atMicroseconds);
            _tmp117.PowerOn(atMicroseconds);
            _bme680?.PowerOn();
            Fram.PowerOn();
        }
    }

    /// <summary>Temperature of the board.</summary>
    internal sealed class BoardThermalNode : IThermalNode
    {
        public BoardThermalNode(double celsius)
        {
            Degrees = celsius;
        }

        public double Degrees { get; set; }

        /// <inheritdoc/>
        public double Celsius(long atMicroseconds)
        {
            return Degrees;
        }
    }
}

using System;
using AnodeGuard.Hal.Drivers;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The BME680 driver, and the emulated chip it meets in every other test, against what Bosch's own driver makes of the same memory.</summary>
    public class Bme680BoschTests
    {
        private const int Address = 0x76;

        /// <summary>
        /// Results of Bosch's BME68x Sensor API v4.4.8 (get_calib_data, calc_temperature, calc_pressure, calc_humidity,
        /// calc_gas_resistance_low and _high, calc_res_heat for 320 C) for memories with rubbish in every byte and half byte that holds no
        /// coefficient, run once with its floating point widened to 64 bits.
        /// </summary>
        [Theory]
        [InlineData("C268FE91FA937BD74B6AA1200B00E8294E6073F23FF225", "43292D03230762CE4B6508F2CE13", "ED7C440ED6", 399271, 376844, 20209, -4.995331, 83865.4143, 42.004842, 122, 12, 2767.7975, 877, 5, 1578115.9699, 195)]
        [InlineData("C268FE91FA937BD74B6AA1200B00E8294E6073F23FF225", "43292D03230762CE4B6508F2CE13", "ED7C440ED6", 602623, 348083, 15843, 60.002651, 97767.4086, 20.998130, 150, 15, 335.9152, 373, 12, 17396.0315, 200)]
        [InlineData("A665130FF18BAFD36E744F0CFFFF431AD58C99F6FCF425", "386135FF36069AE3276B0BD4DB07", "D7AF9DB250", 519447, 352854, 26723, 25.009861, 113060.8886, 71.010648, 348, 0, 9092423.0038, 423, 12, 16714.5469, 150)]
        [InlineData("A4640F8EE783B5D7607DAD1DF3FF10185CB8FBF27EFF25", "3A2C29003A0476F83E67AE11EE0A", "4EE39557D9", 406634, 333303, 28201, -4.988927, 105447.1553, 87.943254, 344, 11, 4476.7162, 165, 6, 1340752.8642, 114)]
        [InlineData("A4640F8EE783B5D7607DAD1DF3FF10185CB8FBF27EFF25", "3A2C29003A0476F83E67AE11EE0A", "4EE39557D9", 617904, 396589, 19511, 60.001656, 104067.0720, 48.651112, 169, 15, 329.4158, 317, 15, 2278.5531, 116)]
        [InlineData("A363FA0C379729D751875A09E7FFDE08E4E421F7A5F025", "3F3431FC2003528C5563A8EDFC19", "3816AEFB52", 489107, 509304, 27300, 25.000011, 80068.3334, 72.656100, 721, 1, 3468869.1320, 611, 8, 233098.1106, 88)]
        [InlineData("7E680F8B2D8F5DD34291B91ADCFF39066B1082F362F325", "40FE25FE240289993169ABCF090D", "2249E6A0DB", 415218, 266894, 21122, -4.988604, 108891.8815, 62.026091, 393, 13, 1073.9936, 7, 15, 3099.5738, 92)]
        [InlineData("7E680F8B2D8F5DD34291B91ADCFF39066B1082F362F325", "40FE25FE240289993169ABCF090D", "2249E6A0DB", 618718, 409214, 21370, 60.000080, 95894.4098, 68.144607, 989, 2, 1470588.2390, 911, 9, 96731.5322, 94)]
        [InlineData("7D670A09248763D7659B8F29D0FF07F7F23CA8F7E4FD25", "42B62DFF280165AE48654E0DB210", "0C7CEF4554", 493991, 378549, 21824, 25.006428, 90627.8396, 54.281882, 155, 5, 337395.3611, 258, 10, 76784.6431, 88)]
        [InlineData("7C66F688749AD7D657A53D15C4FFD43B796809F4A00025", "447E34FB2D0041C2246B51EFC505", "C5B037E9DD", 422877, 423354, 20729, -4.995514, 80764.0353, 33.183159, 787, 8, 25904.8111, 789, 8, 207834.3820, 87)]
        [InlineData("7C66F688749AD7D657A53D15C4FFD43B796809F4A00025", "447E34FB2D0041C2246B51EFC505", "C5B037E9DD", 630928, 276932, 24762, 60.007348, 114899.5861, 62.069850, 343, 14, 559.6649, 1020, 1, 23322419.9288, 88)]
        [InlineData("7A650B066A92DCDA48AF9B26B8FF2F2C019530F8C8F125", "39A929FC312879D73B674BCBD213", "3CE3308E57", 503537, 379963, 13453, 25.005910, 85054.7127, 11.906936, 762, 0, 6761609.9242, 738, 3, 6863845.8316, 50)]
        public void Driver_and_reference_say_what_Boschs_driver_says(
            string first, string second, string third, int temperature, int pressure, int humidity, double celsius, double pascals,
            double percent, int low, int lowRange, double lowOhms, int high, int highRange, double highOhms, int heater)
        {
            byte[] one = Convert.FromHexString(first);
            byte[] two = Convert.FromHexString(second);
            byte[] three = Convert.FromHexString(third);

            BoschReference reference = new(one, two, three);
            double fine = reference.Fine(temperature);
            Assert.Equal(celsius, fine / 5120, 5);
            Assert.Equal(pascals, reference.Pascals(pressure, fine), 3);
            Assert.Equal(percent, reference.Percent(humidity, fine), 5);
            Assert.Equal(highOhms, BoschReference.HighOhms(high, highRange), 3);

            // Bosch's constant 0.000000125 is a float, 3e-9 off.
            Assert.Equal(1, reference.LowOhms(low, lowRange) / lowOhms, 6);
            int ambient = (int)Math.Round(celsius);
            Assert.Equal(heater, (int)reference.Heater(320, ambient));

            // The chip's own steps: 0.01 C is the unit, 0.18 Pa and 0.008 % RH its resolution. The heater's code is rounded, not cut.
            Bme680Calibration driver = new();
            Assert.True(driver.TryLoad(one, two, three));
            long own = driver.Fine(temperature);
            Assert.InRange(Bme680Calibration.Centicelsius(own) / 100.0, celsius - 0.006, celsius + 0.006);
            Assert.True(driver.TryPascals(pressure, own, out long ownPascals));
            Assert.InRange(ownPascals, pascals - 2.5, pascals + 2.5);
            Assert.InRange(driver.Millipercent(humidity, Bme680Calibration.Centicelsius(own)) / 1000.0, percent - 0.02, percent + 0.02);
            Assert.InRange(driver.Ohms(low, lowRange), (lowOhms * 0.9999) - 1, (lowOhms * 1.0001) + 1);
            Assert.InRange(Bme680Calibration.HighOhms(high, highRange), highOhms - 0.6, highOhms + 0.6);
            Assert.InRange(driver.Heater(320, ambient), heater, heater + 1);
        }

        [Fact]
        public void The_emulated_chips_memory_and_formulas_are_Boschs()
        {
            Bme680Numbers numbers = new();
            Bme680Numbers high = numbers with { HighGas = true };
            byte[] memory = new byte[256];
            numbers.Store(memory);
            BoschReference reference = new(memory.AsSpan(0x8A), memory.AsSpan(0xE1), memory.AsSpan(0));
            for (int code = 300_000; code < 700_000; code += 9973)
            {
                double fine = reference.Fine(code);
                Assert.Equal(fine, numbers.Fine(code), 6);
                Assert.Equal(reference.Pascals(code, fine), numbers.Pascals(code, fine), 4);
                Assert.Equal(reference.Percent(code / 24, fine), Math.Clamp(numbers.Humidity(code / 24, fine / 5120), 0, 100), 8);
                Assert.Equal(1, numbers.Ohms(code & 1023, code & 15) / reference.LowOhms(code & 1023, code & 15), 8);
                Assert.Equal(1, high.Ohms(code & 1023, code & 15) / BoschReference.HighOhms(code & 1023, code & 15), 8);
                Assert.Equal(reference.Heater(code / 2000, code / 20000), numbers.Heater(code / 2000, code / 20000), 8);
            }
        }

        /// <summary>
        /// bme68x_get_meas_dur with oversampling 2, 4 and 1 says 19,034 us; calc_gas_wait(148) says 0x65, with the rest of the registers as
        /// bme68x_defs.h names them.
        /// </summary>
        [Theory]
        [InlineData(false, 0x10)]
        [InlineData(true, 0x20)]
        public void A_BME680_and_a_BME688_are_set_up_as_Bosch_does_it_and_read(bool highGas, byte runGas)
        {
            Still air = new();
            Bme680Chip chip = new(air, new Bme680Numbers { HighGas = highGas });
            ChipBus bus = new();
            bus.Attach(Address, chip);
            Bme680 driver = new(bus, Address);

            Assert.Equal(ChipStart.Done, driver.Start());
            Assert.Equal(0x65, Register(bus, 0x64));
            Assert.Equal(0, Register(bus, 0x70));
            Assert.Equal(runGas, Register(bus, 0x71));
            Assert.Equal(1, Register(bus, 0x72));
            Assert.Equal(0x4C, Register(bus, 0x74));
            Assert.Equal(0, Register(bus, 0x75));

            // Twice: the plate is heated for the temperature that the chip found the first time.
            for (int i = 0; i < 2; i++)
            {
                long begins = i * 3_000_000;
                bus.Now = () => begins;
                Assert.True(driver.TryBegin());
                bus.Now = () => begins + 19034 + 148_000 - 1;
                Assert.True(driver.TryFetch(out bool early));
                Assert.False(early);
                bus.Now = () => begins + Bme680.ConversionMicroseconds;
                Assert.True(driver.TryFetch(out bool done));
                Assert.True(done);
            }

            Assert.InRange(driver.Centicelsius, 3098, 3102);
            Assert.InRange(driver.Pascals, 101_320, 101_330);
            Assert.InRange(driver.Millipercent, 44_950, 45_050);
            Assert.True(driver.HasGas);
            Assert.InRange(driver.Ohms, 60_000 * 0.97, 60_000 * 1.03);
        }

        [Fact]
        public void A_variant_that_nobody_knows_is_another_chip_and_a_heater_held_off_is_let_go()
        {
            Bme680Chip chip = new(new Still(), new Bme680Numbers());
            ChipBus bus = new();
            bus.Attach(Address, chip);
            chip.Overwrite(0x70, 0x08);
            Assert.Equal(ChipStart.Done, new Bme680(bus, Address).Start());
            Assert.Equal(0, Register(bus, 0x70));

            chip.Overwrite(0xF0, 2);
            Assert.Equal(ChipStart.AnotherChip, new Bme680(bus, Address).Start());
        }

        private static byte Register(ChipBus bus, byte register)
        {
            byte[] value = new byte[1];
            Assert.True(bus.Device(Address).TryWriteRead(new[] { register }, value));
            return value[0];
        }

        private sealed class Still : IAirNode
        {
            public double Celsius(long atMicroseconds)
            {
                return 31;
            }

            public double Pascals(long atMicroseconds)
            {
                return 101_325;
            }

            public double HumidityPercent(long atMicroseconds)
            {
                return 45;
            }

            public double GasOhms(long atMicroseconds)
            {
                return 60_000;
            }
        }
    }
}

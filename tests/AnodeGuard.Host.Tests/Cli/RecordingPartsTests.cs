using System;
using System.Globalization;
using System.Text;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>The small parts under the replay: exact numbers in and out, and curves that lose no dip.</summary>
    public class RecordingPartsTests
    {
        [Theory]
        [InlineData("0", 0)]
        [InlineData("-0.0", 0)]
        [InlineData("1", 1000000)]
        [InlineData("+1.5", 1500000)]
        [InlineData("-2.9215", -2921500)]
        [InlineData(".5", 500000)]
        [InlineData("5.", 5000000)]
        [InlineData(" 7 ", 7000000)]
        [InlineData("1e-6", 1)]
        [InlineData("4.9999999999999999999e-7", 0)]
        [InlineData("5e-7", 1)]
        [InlineData("-5e-7", -1)]
        [InlineData("1.23456789012345678901234567890", 1234568)]
        [InlineData("123456789012.345678", 123456789012345678)]
        [InlineData("0.000000000000000000000000001", 0)]
        [InlineData("1E+3", 1000000000)]
        [InlineData("000000000000000000000000000012", 12000000)]
        public void Decimal_text_becomes_an_exact_integer(string text, long micro)
        {
            Assert.Equal(DecimalOutcome.Good, DecimalField.Parse(Encoding.ASCII.GetBytes(text), false, ColumnUnit.Volt, out long value));
            Assert.Equal(micro, value);
        }

        [Theory]
        [InlineData("", DecimalOutcome.Empty)]
        [InlineData("  ", DecimalOutcome.Empty)]
        [InlineData("-", DecimalOutcome.NotANumber)]
        [InlineData(".", DecimalOutcome.NotANumber)]
        [InlineData("1e", DecimalOutcome.NotANumber)]
        [InlineData("e5", DecimalOutcome.NotANumber)]
        [InlineData("1,5", DecimalOutcome.NotANumber)]
        [InlineData("1 2", DecimalOutcome.NotANumber)]
        [InlineData("0x10", DecimalOutcome.NotANumber)]
        [InlineData("nan", DecimalOutcome.NotANumber)]
        [InlineData("Infinity", DecimalOutcome.NotANumber)]
        [InlineData("1e13", DecimalOutcome.OutOfRange)]
        [InlineData("1e999999999999", DecimalOutcome.OutOfRange)]
        [InlineData("99999999999999999999999999", DecimalOutcome.OutOfRange)]
        internal void Everything_else_is_told_apart(string text, DecimalOutcome expected)
        {
            Assert.Equal(expected, DecimalField.Parse(Encoding.ASCII.GetBytes(text), false, ColumnUnit.Volt, out _));
        }

        [Theory]
        [InlineData(0, 6, "0")]
        [InlineData(1, 6, "0.000001")]
        [InlineData(-1500000, 6, "-1.5")]
        [InlineData(120000000, 6, "120")]
        [InlineData(long.MinValue, 9, "-9223372036.854775808")]
        public void Integers_come_out_as_they_went_in(long value, int decimals, string expected)
        {
            Assert.Equal(expected, FixedText.Of(value, decimals));
        }

        [Theory]
        [InlineData(0, "0.00000000")]
        [InlineData(1 << 24, "1.00000000")]
        [InlineData(-(1 << 23), "-0.50000000")]
        [InlineData(1, "0.00000006")]
        [InlineData((64 << 24) - 1, "63.99999994")]
        public void Q24_with_eight_decimals(long value, string expected)
        {
            byte[] bytes = new byte[FixedText.LongestText];
            Assert.Equal(expected, Encoding.ASCII.GetString(bytes, 0, FixedText.WriteQ24(value, bytes)));
        }

        /// <summary>Numbers of every length, against the framework's decimal arithmetic.</summary>
        [Fact]
        public void Text_of_a_number_is_what_decimal_arithmetic_says()
        {
            Random random = new Random(20);
            byte[] bytes = new byte[FixedText.LongestText];
            for (int i = 0; i < 200000; i++)
            {
                long value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
                int decimals = i % 10;
                decimal exact = value / (decimal)Math.Pow(10, decimals);
                Assert.Equal(exact.ToString("0.#########", CultureInfo.InvariantCulture), FixedText.Of(value, decimals));
                decimal rounded = Math.Round(value / (decimal)(1 << 24), 8, MidpointRounding.AwayFromZero);
                Assert.Equal(rounded.ToString("0.00000000", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(bytes, 0, FixedText.WriteQ24(value, bytes)));
            }
        }

        /// <summary>A million samples, one of which dips: it is still there in 2048 slices.</summary>
        [Fact]
        public void A_dip_of_one_sample_survives_the_plot()
        {
            Envelope curve = new Envelope();
            for (int i = 0; i < 1000000; i++)
            {
                curve.Add(i * 100000L, i == 777777 ? 0.1 : 3.0);
            }

            int dips = 0;
            for (int slice = 0; slice < Envelope.Slices; slice++)
            {
                if (curve.TryGet(slice, out double time, out double lowest, out double highest) && lowest == 0.1)
                {
                    dips++;
                    Assert.Equal(3.0, highest);
                    Assert.InRange(time, 77777700000.0 - curve.SliceMicroseconds, 77777700000.0 + curve.SliceMicroseconds);
                }
            }

            Assert.Equal(1, dips);
            Assert.Equal(0.1, curve.Lowest);
        }

        [Theory]
        [InlineData("time_s", Quantity.Time, "s")]
        [InlineData("Total Time [h]", Quantity.Time, "h")]
        [InlineData("Ewe/V", Quantity.Voltage, "V")]
        [InlineData("<I>/mA", Quantity.Current, "mA")]
        [InlineData("current_uA", Quantity.Current, "uA")]
        [InlineData("v_sense", Quantity.Sense, "V")]
        [InlineData("sense_voltage_mV", Quantity.Sense, "mV")]
        [InlineData("Temperature/°C", Quantity.CellTemperature, "degC")]
        internal void Plain_headers_are_understood(string header, Quantity quantity, string unit)
        {
            RecordingColumn column = PlainTableFormat.Understand(header, 0, out _);
            Assert.Equal(quantity, column.Quantity);
            Assert.Equal(unit, column.Unit.Name);
        }

        [Theory]
        [InlineData("current_kA")]
        [InlineData("Voltage [furlong]")]
        [InlineData("capacity_ah")]
        [InlineData("step time_s")]
        public void What_is_not_known_is_not_guessed(string header)
        {
            Assert.Null(PlainTableFormat.Understand(header, 0, out _));
        }
    }
}

using System;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Host.Tests.Safety;
using Xunit;

namespace AnodeGuard.Host.Tests.Calibration
{
    /// <summary>Two points make a board read what is true; a mistake at the bench changes nothing.</summary>
    public class CalibrationTests
    {
        [Theory]
        [InlineData("sense", 100_000, 3_000_000, 1_700_000, 1.006, 8_000, 30)]
        [InlineData("cell", 500_000, 4_200_000, 3_000_000, 0.993, -12_000, 30)]
        [InlineData("cell-bipolar", -2_000_000, 4_200_000, -1_000_000, 1.015, 30_000, 30)]
        [InlineData("current", 0, 4_000_000_000, 2_500_000_000, 0.9875, 100_000, 3000)]
        [InlineData("current", 0, 10_000_000, -4_000_000, 1.0125, 1_000, 10)]
        public void Two_points_and_a_third_reads_true(string name, long low, long high, long third, double gain, long offset, long tolerance)
        {
            int quantity = CalibrationRow.Find(name);
            Bench bench = new Bench { Quantity = quantity, Gain = gain, Offset = offset };

            Assert.Equal("low point taken", bench.Take(isLow: true, low));
            Assert.Equal("calibrated", bench.Take(isLow: false, high));

            Assert.InRange(bench.Read(third) - third, -tolerance, tolerance);
        }

        [Fact]
        public void Thermometer_takes_one_point()
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.CellTemperature, Offset = -700 };
            Assert.Equal("one point is enough for this quantity", bench.Room.Calibrator.Request(bench.Quantity, true, 25_000));
            Assert.Equal("calibrated", bench.Take(isLow: false, 25_000));
            Assert.Equal(31_000, bench.Read(31_000));
        }

        [Fact]
        public void Mean_current_is_corrected_as_the_instants_current_is()
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.Current, Gain = 1.01, Offset = 50_000 };
            bench.Take(isLow: true, 0);
            bench.Take(isLow: false, 1_000_000_000);
            bench.Read(500_000_000);
            Assert.InRange(bench.Snapshot.MeanCurrentNanoamperes.Value, 499_999_000, 500_001_000);
        }

        [Fact]
        public void A_channel_that_was_not_read_again_is_not_corrected_twice()
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.Cell, Gain = 1, Offset = 20_000 };
            bench.Take(isLow: true, 500_000);
            bench.Take(isLow: false, 4_000_000);
            long once = bench.Read(3_000_000);
            bench.Silent = true;
            Assert.Equal(once, bench.Read(3_000_000));
            Assert.Equal(once, bench.Read(3_000_000));
        }

        /// <summary>The memory may answer late: by then there are readings that nobody has looked at.</summary>
        [Fact]
        public void A_reading_from_before_the_constants_came_is_not_corrected_by_them()
        {
            CutMemory memory = new CutMemory(0xFF);
            Bench before = new Bench(memory) { Quantity = CalibrationQuantity.Cell, Gain = 1, Offset = 20_000 };
            before.Room.Keeper.Load();
            before.Take(isLow: true, 500_000);
            before.Take(isLow: false, 4_000_000);
            before.Room.Keeper.Run();

            Bench bench = new Bench(memory) { Quantity = CalibrationQuantity.Cell, Gain = 1, Offset = 20_000 };
            Assert.Equal(3_020_000, bench.Read(3_000_000));
            bench.Silent = true;
            bench.Room.Keeper.Load();
            Assert.Equal(3_020_000, bench.Read(3_000_000));
            bench.Silent = false;
            Assert.Equal(3_000_000, bench.Read(3_000_000));
        }

        [Theory]
        [InlineData(1.05, 0, "the gain would be more than 3 % off: check source and wiring")]
        [InlineData(1.0, 45_000, "the offset would be larger than this board can have: check source and wiring")]
        [InlineData(-1.0, 0, "the reading did not rise with the source: nothing was changed")]
        public void What_no_board_can_have_is_refused_and_nothing_changes(double gain, long offset, string why)
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.Sense, Gain = gain, Offset = offset };
            bench.Take(isLow: true, 100_000);
            Assert.Equal(why, bench.Take(isLow: false, 3_000_000));
            Assert.Equal(0, bench.Room.Table.GainMillionths(CalibrationQuantity.Sense));
            Assert.Equal(0, bench.Room.Table.Offset(CalibrationQuantity.Sense));
        }

        [Fact]
        public void Unsteady_readings_and_failed_ones_end_the_point()
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.Sense, Noise = 3_000 };
            Assert.Equal("the readings were not steady: nothing was changed", bench.Take(isLow: true, 100_000));
            bench.Noise = 0;
            bench.Validity = Validity.Failed;
            Assert.Equal("a reading failed or did not come: nothing was changed", bench.Take(isLow: true, 100_000));
        }

        [Theory]
        [InlineData("sense", false, 3_000_000, "the low point comes first")]
        [InlineData("sense", true, 3_600_000, "true value out of range")]
        [InlineData("cell", true, -1, "true value out of range")]
        public void A_request_that_makes_no_sense_is_refused(string name, bool isLow, long trueValue, string why)
        {
            Bench bench = new Bench();
            Assert.Equal(why, bench.Room.Calibrator.Request(CalibrationRow.Find(name), isLow, trueValue));
            Assert.False(bench.Room.Calibrator.IsBusy);
        }

        [Fact]
        public void Points_close_together_are_refused_and_one_request_waits_for_the_other()
        {
            Bench bench = new Bench { Quantity = CalibrationQuantity.Sense };
            bench.Take(isLow: true, 1_000_000);
            Calibrator calibrator = bench.Room.Calibrator;
            Assert.Equal("the two points are too close together", calibrator.Request(CalibrationQuantity.Sense, false, 1_900_000));
            Assert.Null(calibrator.Request(CalibrationQuantity.Sense, false, 3_000_000));
            Assert.Equal("a point is being taken", calibrator.Request(CalibrationQuantity.Cell, true, 500_000));
        }

        [Fact]
        public void Constants_outlive_a_restart_and_a_power_cut_at_any_byte_leaves_the_old_or_the_new_ones()
        {
            for (int cut = 0; cut <= 120; cut++)
            {
                CutMemory memory = new CutMemory(0xFF);
                Calibrate(memory, 10_000);
                memory.BytesUntilCut = cut;
                Calibrate(memory, -10_000);
                memory.BytesUntilCut = int.MaxValue;

                CalibrationRoom after = new CalibrationRoom(new BareBoard(memory, new Bench()));
                after.Keeper.Load();
                Assert.False(after.Keeper.Corrupt);
                Assert.Contains(after.Table.Offset(CalibrationQuantity.Sense), new long[] { -10_000, 10_000 });
                Assert.Equal(1_700_000_000u, after.Table.UnixSeconds(CalibrationQuantity.Sense));
            }
        }

        [Fact]
        public void A_memory_that_answers_late_is_read_before_it_is_written()
        {
            CutMemory memory = new CutMemory(0xFF);
            Calibrate(memory, 10_000);
            Calibrate(memory, 12_000);

            Bench bench = new Bench(memory) { Quantity = CalibrationQuantity.Sense, Offset = -9_000 };
            memory.Fails = true;
            bench.Room.Keeper.Load();
            bench.Take(isLow: true, 100_000);
            bench.Take(isLow: false, 3_000_000);
            bench.Room.Keeper.Run();
            memory.Fails = false;
            bench.Room.Keeper.Run();

            CalibrationRoom after = new CalibrationRoom(new BareBoard(memory, new Bench()));
            after.Keeper.Load();
            Assert.Equal(9_000, after.Table.Offset(CalibrationQuantity.Sense));
        }

        [Fact]
        public void A_record_that_is_not_whole_is_told_and_not_used()
        {
            CutMemory memory = new CutMemory(0xFF);
            Calibrate(memory, 10_000);
            Calibrate(memory, 10_000);
            memory.Bytes[256 + 20] ^= 1;
            memory.Bytes[256 + 92 + 20] ^= 1;
            CalibrationRoom after = new CalibrationRoom(new BareBoard(memory, new Bench()));
            after.Keeper.Load();
            Assert.True(after.Keeper.Corrupt);
            Assert.Equal(0, after.Table.Offset(CalibrationQuantity.Sense));
        }

        private static void Calibrate(CutMemory memory, long offset)
        {
            Bench bench = new Bench(memory) { Quantity = CalibrationQuantity.Sense, Offset = offset };
            bench.Room.Keeper.Load();
            bench.Take(isLow: true, 100_000);
            Assert.Equal("calibrated", bench.Take(isLow: false, 3_000_000));
            bench.Room.Keeper.Run();
        }

        /// <summary>A board that measures one quantity wrongly: gain * true + offset.</summary>
        private sealed class Bench : IMeasurement, IClock
        {
            private long _now = 1_000;
            private long _true;
            private int _reading;

            public Bench(INonVolatileMemory memory = null)
            {
                Room = new CalibrationRoom(new BareBoard(memory ?? new CutMemory(0xFF), this));
            }

            public CalibrationRoom Room { get; }

            public Snapshot Snapshot { get; } = new Snapshot();

            public int Quantity { get; set; }

            public double Gain { get; set; } = 1;

            public long Offset { get; set; }

            public long Noise { get; set; }

            public bool Silent { get; set; }

            public Validity Validity { get; set; } = Validity.Valid;

            public string Take(bool isLow, long trueValue)
            {
                Assert.Null(Room.Calibrator.Request(Quantity, isLow, trueValue));
                for (int i = 0; i < Calibrator.Readings; i++)
                {
                    Read(trueValue);
                }

                Assert.False(Room.Calibrator.IsBusy);
                return CalibrationResult.Text(Room.Calibrator.Result);
            }

            public long Read(long trueValue)
            {
                _true = trueValue;
                Room.Measurement.SampleFast(Snapshot, _now);
                Room.Measurement.SampleCycle(Snapshot);
                return Of(Snapshot).Value;
            }

            public void SampleAside(Snapshot into)
            {
            }

            public bool TryStart(bool gasSensorFitted, out string problem)
            {
                problem = null;
                return true;
            }

            public void SampleFast(Snapshot into, long now)
            {
                _now += 20_000;
                if (Quantity == CalibrationQuantity.Sense)
                {
                    Set(into.SenseMicrovolts);
                }
            }

            public void SampleCycle(Snapshot into)
            {
                if (Quantity != CalibrationQuantity.Sense && !Silent)
                {
                    Set(Of(into));
                }

                if (Quantity == CalibrationQuantity.Current)
                {
                    Set(into.MeanCurrentNanoamperes);
                }
            }

            public long NowMicroseconds() => _now;

            public bool TryGetUnixMilliseconds(out long unixMilliseconds)
            {
                unixMilliseconds = 1_700_000_000_000;
                return true;
            }

            private Sample Of(Snapshot snapshot)
            {
                return Quantity switch
                {
                    CalibrationQuantity.Sense => snapshot.SenseMicrovolts,
                    CalibrationQuantity.Cell => snapshot.CellMicrovolts,
                    CalibrationQuantity.CellBipolar => snapshot.CellBipolarMicrovolts,
                    CalibrationQuantity.Current => snapshot.CurrentNanoamperes,
                    _ => snapshot.CellMillicelsius,
                };
            }

            private void Set(Sample sample)
            {
                long noise = (_reading++ & 1) == 0 ? Noise : 0;
                sample.Set((long)Math.Round(_true * Gain) + Offset + noise, _now, Validity, SampleSource.Ads1115);
            }
        }

        /// <summary>As much of a board as a calibration needs.</summary>
        private sealed class BareBoard : IBoard
        {
            public long FreeMemory() => throw new NotSupportedException();

            public void Restart()
            {
            }

            private readonly Bench _bench;

            public BareBoard(INonVolatileMemory memory, Bench bench)
            {
                Memory = memory;
                _bench = bench;
            }

            public INonVolatileMemory Memory { get; }

            public IMeasurement Measurement => _bench;

            public IClock Clock => _bench;

            public string Revision => throw new NotSupportedException();

            public string ResetReason => throw new NotSupportedException();

            public IScheduler Scheduler => throw new NotSupportedException();

            public ISenseInjector Injector => throw new NotSupportedException();

            public IProtection Protection => throw new NotSupportedException();

            public IWatchdog Watchdog => throw new NotSupportedException();

            public IPanel Panel => throw new NotSupportedException();

            public ISettingsStorage Settings => throw new NotSupportedException();

            public INetwork Network => throw new NotSupportedException();

            public IMqttLink Mqtt => throw new NotSupportedException();
        }
    }
}
